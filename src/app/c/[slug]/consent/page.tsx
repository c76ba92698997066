import type { Metadata } from 'next'
import { now } from '#lib/clock.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDateTime } from '#words/time.ts'
import type { PageProps } from '../../../page-props.ts'
import { requestLocale, requestWords, requirePatient, serverCaller } from '../../../request.ts'
import { BackLink } from '../BackLink.tsx'
import { PortalPage } from '../PortalPage.tsx'
import pages from '../pages.module.css'
import { portalOf } from '../portal.ts'
import { OwnConsent } from './OwnConsent.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('consent.own.title') })

/** What a patient may read and sign before they come, and what they signed: it is taken back here. */
const ConsentsPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const home = `/c/${clinic.slug}`
  await requirePatient(slug, `${home}/consent`)
  const [t, query, api] = [await requestWords(), await searchParams, await serverCaller(slug)]
  const [{ due, kept }, { visits }] = await Promise.all([api.consent.mine(), api.answersAhead.mine()])
  const [locale, nowMs] = [await requestLocale(), now()]
  const at = (instant: string, zone: string) => formatDateTime(Date.parse(instant), { locale, zone }, { nowMs })
  return (
    <PortalPage slug={slug}>
      <BackLink href={home}>{t('portal.toStart')}</BackLink>
      <PageTitle subtitle={t('consent.own.intro')}>{t('consent.own.title')}</PageTitle>
      {query.signed === undefined ? null : <Notice tone="done" role="status" title={t('consent.own.done')} />}
      {query.answered === undefined ? null : (
        <Notice tone="done" role="status" title={t('ahead.own.done')}>
          {t('ahead.own.doneHint')}
        </Notice>
      )}
      {query.taken === undefined ? null : (
        <Notice tone="done" role="status" title={t('consent.own.takenBack')}>
          {t('consent.own.takenBackHint')}
        </Notice>
      )}
      <section className={pages.section} aria-labelledby="due">
        <h2 id="due">{t('consent.own.due')}</h2>
        {due.length === 0 ? <p>{t('consent.own.dueNone')}</p> : null}
        <ul className={pages.cards}>
          {due.map(({ appointmentId, patientName, startIso, timeZone }) => (
            <li key={appointmentId} className={pages.card}>
              <span className={pages.cardMain}>{at(startIso, timeZone)}</span>
              <span className={pages.cardMore}>
                <bdi>{patientName}</bdi>
              </span>
              <LinkButton href={`${home}/consent/${appointmentId}`} wide>
                {t('consent.own.read')}
              </LinkButton>
            </li>
          ))}
        </ul>
      </section>
      <section className={pages.section} aria-labelledby="ahead">
        <h2 id="ahead">{t('ahead.own.heading')}</h2>
        {visits.length === 0 ? <p>{t('ahead.own.none')}</p> : null}
        <ul className={pages.cards}>
          {visits.map(({ appointmentId, patientName, startIso, timeZone, answeredIso }) => (
            <li key={appointmentId} className={pages.card}>
              <span className={pages.cardMain}>{at(startIso, timeZone)}</span>
              <span className={pages.cardMore}>
                <bdi>{patientName}</bdi>
              </span>
              {answeredIso === null ? null : (
                <span className={pages.cardMore}>{t('ahead.own.answered', { when: at(answeredIso, timeZone) })}</span>
              )}
              <LinkButton href={`${home}/questions/${appointmentId}`} wide>
                {t(answeredIso === null ? 'ahead.own.answer' : 'ahead.own.again')}
              </LinkButton>
            </li>
          ))}
        </ul>
      </section>
      <section className={pages.section} aria-labelledby="kept">
        <h2 id="kept">{t('consent.own.kept')}</h2>
        {kept.length === 0 ? <p>{t('consent.own.keptNone')}</p> : null}
        <ul className={pages.cards}>
          {kept.map((one) => (
            <li key={one.id}>
              <OwnConsent
                slug={clinic.slug}
                consentId={one.id}
                technique={one.technique}
                signed={t('consent.own.signedBy', { name: one.signedName, time: at(one.signedIso, clinic.timeZone) })}
                withdrawn={
                  one.withdrawn === null
                    ? null
                    : t(
                        one.withdrawn.by === 'patient'
                          ? 'consent.kept.withdrawnPatient'
                          : 'consent.kept.withdrawnStaff',
                        {
                          time: at(one.withdrawn.atIso, clinic.timeZone),
                        },
                      )
                }
              />
            </li>
          ))}
        </ul>
      </section>
    </PortalPage>
  )
}

export default ConsentsPage
