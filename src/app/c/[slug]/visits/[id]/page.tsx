import type { Metadata } from 'next'
import { now } from '#lib/clock.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { zoneName } from '#words/zone-name.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestLocale, requestWords, requirePatient, serverCaller } from '../../../../request.ts'
import { BackLink } from '../../BackLink.tsx'
import { type OwnVisit, ownVisitOf, whenWords } from '../../own-visit.ts'
import { PortalPage } from '../../PortalPage.tsx'
import pages from '../../pages.module.css'
import { portalOf } from '../../portal.ts'
import { ZoneNote } from '../../ZoneNote.tsx'
import classes from './visit.module.css'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('portal.visit.title') })

type Standing = 'coming' | 'requested' | 'isDeclined' | 'isCancelled' | 'isOver' | 'didNotCome'

const standingOf = ({ status, startIso, cancellation }: OwnVisit, nowMs: number): Standing => {
  if (status === 'cancelled') return cancellation?.declined == null ? 'isCancelled' : 'isDeclined'
  if (status === 'noshow') return 'didNotCome'
  if (status === 'fulfilled' || Date.parse(startIso) < nowMs) return 'isOver'
  return status === 'proposed' ? 'requested' : 'coming'
}

const BRING = ['clothes', 'medicines', 'eat', 'tell'] as const

/** One visit of a patient's own: all they need to come, or to cancel. Right after booking it says so. */
const VisitPage = async ({ params, searchParams }: PageProps<{ slug: string; id: string }>) => {
  const { slug, id } = await params
  const clinic = await portalOf(slug)
  const home = `/c/${clinic.slug}`
  await requirePatient(slug, `${home}/visits/${id}`)
  const [t, visit, nowMs] = [await requestWords(), await ownVisitOf(slug, id), now()]
  const standing = standingOf(visit, nowMs)
  const isAhead = standing === 'coming' || standing === 'requested'
  const booked = isAhead && (await searchParams).booked !== undefined
  const done = standing === 'requested' ? 'asked' : 'booked'
  return (
    <PortalPage slug={slug}>
      {booked ? null : <BackLink href={home}>{t('portal.toStart')}</BackLink>}
      <PageTitle subtitle={booked ? t(`portal.visit.${done}Hint`) : undefined}>
        {booked ? (
          <span className={classes.booked}>
            <Icon name="check" size={32} />
            {t(`portal.visit.${done}`)}
          </span>
        ) : (
          t(standing === 'coming' ? 'portal.visit.title' : `portal.visit.${standing}`)
        )}
      </PageTitle>
      <Outcome visit={visit} phone={clinic.phone} />
      <VisitFacts visit={visit} slug={slug} nowMs={nowMs} />
      <ZoneNote
        zone={visit.timeZone}
        name={zoneName(visit.timeZone, await requestLocale(), nowMs)}
        shown={[visit.startIso, visit.endIso]}
      />
      {standing === 'coming' ? (
        <LinkButton href={`${home}/visits/${id}/calendar`} wide>
          {t('portal.visit.toCalendar')}
        </LinkButton>
      ) : null}
      {isAhead ? <Coming visit={visit} slug={slug} nowMs={nowMs} /> : null}
      {standing === 'isDeclined' || standing === 'isCancelled' ? (
        <LinkButton href={`${home}/book`} kind="primary" wide>
          {t('portal.visit.another')}
        </LinkButton>
      ) : null}
      {booked ? (
        <LinkButton href={home} kind="primary" wide>
          {t('portal.visit.home')}
        </LinkButton>
      ) : null}
    </PortalPage>
  )
}

/** What became of it: asked for and not answered yet, declined and why, or cancelled too late. */
const Outcome = async ({ visit: { status, cancellation }, phone }: { visit: OwnVisit; phone: string }) => {
  const t = await requestWords()
  if (status === 'proposed')
    return (
      <Notice tone="due" title={t('portal.visit.notYet')}>
        {t('portal.visit.notYetHint', { phone })}
      </Notice>
    )
  if (cancellation === null) return null
  const { declined, late } = cancellation
  if (declined !== null) return <p className={pages.plain}>{t(`portal.visit.declinedFor.${declined}`, { phone })}</p>
  return late ? <p className={pages.plain}>{t('portal.visit.wasLate')}</p> : null
}

const VisitFacts = async ({ visit, slug, nowMs }: { visit: OwnVisit; slug: string; nowMs: number }) => {
  const [t, clinic, api] = [await requestWords(), await portalOf(slug), await serverCaller(slug)]
  const { people } = await api.patient.mine()
  const facts = [
    { key: 'when', value: await whenWords(visit.startIso, visit.timeZone, nowMs) },
    ...(people.length > 1 ? [{ key: 'for' as const, value: visit.patientName }] : []),
    { key: 'what', value: visit.serviceName },
    ...(visit.areas.length > 0
      ? [{ key: 'areas' as const, value: visit.areas.map(({ name }) => name).join(' · ') }]
      : []),
    { key: 'who', value: visit.practitionerName },
    { key: 'where', value: [clinic.name, clinic.address].filter((line) => line !== '').join(', ') },
  ] as const
  return (
    <dl className={pages.facts}>
      {facts.map(({ key, value }) => (
        <div key={key}>
          <dt>{t(`portal.visit.${key}`)}</dt>
          <dd data-main={key === 'when'}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const Coming = async ({ visit, slug, nowMs }: { visit: OwnVisit; slug: string; nowMs: number }) => {
  const [t, clinic] = [await requestWords(), await portalOf(slug)]
  const lateMs = visit.lateFromIso === null ? null : Date.parse(visit.lateFromIso)
  const isRequest = visit.status === 'proposed'
  return (
    <>
      <section className={pages.section} aria-labelledby="bring">
        <h2 id="bring">{t('portal.visit.bring')}</h2>
        <ul className={pages.lines}>
          {BRING.map((line) => (
            <li key={line}>{t(`portal.visit.bringLines.${line}`)}</li>
          ))}
        </ul>
      </section>
      <section className={pages.section} aria-labelledby="cannot-come">
        <h2 id="cannot-come">{t('portal.visit.cannotCome')}</h2>
        {visit.actions.includes('cancel') ? (
          <>
            <p className={pages.plain}>{t('portal.visit.cannotComeOnline')}</p>
            {visit.lateFromIso === null || lateMs === null || nowMs > lateMs ? null : (
              <p className={pages.plain}>
                {t('portal.visit.lateFrom', { when: await whenWords(visit.lateFromIso, visit.timeZone, nowMs) })}
              </p>
            )}
            <LinkButton href={`/c/${clinic.slug}/visits/${visit.id}/cancel`} wide>
              {t(isRequest ? 'portal.visit.withdraw' : 'portal.visit.cancel')}
            </LinkButton>
          </>
        ) : (
          <p className={pages.plain}>{t('portal.visit.cannotComeCall', { phone: clinic.phone })}</p>
        )}
      </section>
    </>
  )
}

export default VisitPage
