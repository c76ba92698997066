import type { Metadata } from 'next'
import { LinkButton } from '#ui/kit/Button.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import type { PageProps } from '../../../page-props.ts'
import { requestWords, serverCaller } from '../../../request.ts'
import { PortalPage } from '../PortalPage.tsx'
import pages from '../pages.module.css'
import { portalOf } from '../portal.ts'
import { AskedHow } from './AskedHow.tsx'
import { checkInQuery } from './check-in-query.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('answer.page.title'),
  robots: { index: false },
})

/** Where the link of a message leads, without a password: it asks how somebody is. Opening it uses nothing up. */
const CheckInPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const { token, answerId, problem } = checkInQuery(await searchParams)
  const opened =
    token === null
      ? { state: 'unknown' as const }
      : await (await serverCaller()).checkIn.openLink({ slug: clinic.slug, token, answerId })
  if (opened.state !== 'open' || token === null) return <Over slug={slug} state={opened.state} />
  return (
    <PortalPage slug={slug}>
      <AskedHow
        slug={clinic.slug}
        asked={opened.asked}
        problem={problem}
        hidden={{ token }}
        again={`/c/${clinic.slug}/check-in?${new URLSearchParams({ token })}`}
      />
    </PortalPage>
  )
}

/** A link that is over or was never one, in plain words, with what to do instead. */
const Over = async ({ slug, state }: { slug: string; state: 'open' | 'expired' | 'unknown' }) => {
  const [clinic, t] = [await portalOf(slug), await requestWords()]
  const word = state === 'expired' ? 'expired' : 'unknown'
  return (
    <PortalPage slug={slug}>
      <PageTitle>{t(`answer.over.${word}`)}</PageTitle>
      <div className={pages.form}>
        <p className={pages.plain}>{t(`answer.over.${word}Body`)}</p>
        <p className={pages.plain}>
          <strong>{t('answer.given.flags', { phone: clinic.emergencyPhone })}</strong> {t('answer.given.flagsBody')}
        </p>
        <LinkButton href={`tel:${clinic.phone}`} kind="primary" wide>
          {t('answer.given.callUs', { phone: clinic.phone })}
        </LinkButton>
        <LinkButton href={`/c/${clinic.slug}/sign-in`} wide>
          {t('answer.over.signIn')}
        </LinkButton>
      </div>
    </PortalPage>
  )
}

export default CheckInPage
