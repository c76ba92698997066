import type { Metadata } from 'next'
import { LINK_MINUTES } from '#auth/session-rules.ts'
import { wantedPage } from '#auth/wanted-page.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords } from '../../../../request.ts'
import { portalOf } from '../../portal.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('session.sentTitle') })

const LinkSentPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const clinic = await portalOf((await params).slug)
  const next = wantedPage(clinic.slug, (await searchParams).next)
  const t = await requestWords()
  return (
    <>
      <PageTitle>{t('session.sentTitle')}</PageTitle>
      <p>{t('session.sentBody', { clinic: clinic.name, minutes: LINK_MINUTES })}</p>
      <p>{t('session.sentNothing')}</p>
      <LinkButton href={`/c/${clinic.slug}/sign-in${next === null ? '' : `?next=${encodeURIComponent(next)}`}`} wide>
        {t('session.sentAgain')}
      </LinkButton>
    </>
  )
}

export default LinkSentPage
