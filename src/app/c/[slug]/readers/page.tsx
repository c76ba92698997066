import type { Metadata } from 'next'
import { LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDateTime } from '#words/time.ts'
import { orNotFound } from '../../../or-not-found.ts'
import type { PageProps } from '../../../page-props.ts'
import { requestLocale, requestWords, requirePatient, serverCaller } from '../../../request.ts'
import { BackLink } from '../BackLink.tsx'
import { PortalPage } from '../PortalPage.tsx'
import pages from '../pages.module.css'
import { portalOf } from '../portal.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('portal.readers.title'),
})

const SHOWN = 30

/** Who of the clinic opened a patient's record, and when: nothing of what they read. */
const ReadersPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const home = `/c/${clinic.slug}`
  await requirePatient(slug, `${home}/readers`)
  const [t, locale, { before, id }, api] = await Promise.all([
    requestWords(),
    requestLocale(),
    searchParams,
    serverCaller(slug),
  ])
  const cursor = typeof before === 'string' && typeof id === 'string' ? { atIso: before, id } : null
  const { openings, nextCursor } = await orNotFound(api.auditEvent.openingsOfMine({ limit: SHOWN, cursor }))
  const place = { locale, zone: clinic.timeZone }
  const several = new Set(openings.map(({ patientName }) => patientName)).size > 1
  return (
    <PortalPage slug={slug}>
      <BackLink href={home}>{t('portal.toStart')}</BackLink>
      <PageTitle subtitle={t('portal.readers.intro', { clinic: clinic.name })}>{t('portal.readers.title')}</PageTitle>
      {openings.length === 0 ? <EmptyState title={t('portal.readers.none')} icon="check" /> : null}
      <ul className={pages.cards}>
        {openings.map((opening) => (
          <li key={opening.id}>
            <strong>
              <bdi>{opening.byName}</bdi>
            </strong>
            <br />
            {formatDateTime(Date.parse(opening.atIso), place)}
            {several ? (
              <>
                {' · '}
                <bdi>{opening.patientName}</bdi>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {nextCursor === null ? null : (
        <LinkButton
          href={`${home}/readers?${new URLSearchParams({ before: nextCursor.atIso, id: nextCursor.id })}`}
          wide
        >
          {t('portal.readers.earlier')}
        </LinkButton>
      )}
    </PortalPage>
  )
}

export default ReadersPage
