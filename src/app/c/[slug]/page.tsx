import type { Metadata } from 'next'
import Link from 'next/link'
import { now } from '#lib/clock.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDay } from '#words/time.ts'
import { zoneName } from '#words/zone-name.ts'
import { orNotFound } from '../../or-not-found.ts'
import type { PageProps } from '../../page-props.ts'
import { requestLocale, requestWords, requirePatient, serverCaller } from '../../request.ts'
import { PortalPage } from './PortalPage.tsx'
import classes from './pages.module.css'
import { portalOf } from './portal.ts'
import { VisitCard } from './VisitCard.tsx'
import { ZoneNote } from './ZoneNote.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('portal.home.title') })

const SHOWN_LETTERS = 5

/** A patient's start: what comes next, a way to book, and what to read. */
const PatientHome = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const home = `/c/${clinic.slug}`
  await requirePatient(slug, home)
  const [t, query, api] = [await requestWords(), await searchParams, await serverCaller(slug)]
  const cursor = typeof query.after === 'string' ? query.after : null
  const [{ people }, { visits }, letters] = await Promise.all([
    api.patient.mine(),
    api.appointment.mine({}),
    orNotFound(api.communication.mine({ cursor, limit: SHOWN_LETTERS })),
  ])
  // what the clinic has declined stays in sight until its time has passed
  const coming = visits.filter(
    ({ status, cancellation }) => (status !== 'cancelled' || cancellation?.declined != null) && status !== 'noshow',
  )
  return (
    <PortalPage slug={slug}>
      <PageTitle subtitle={people.length === 1 ? <bdi>{people[0]?.name}</bdi> : undefined}>
        {t('portal.home.title')}
      </PageTitle>
      <ZoneNote
        zone={clinic.timeZone}
        name={zoneName(clinic.timeZone, await requestLocale(), now())}
        shown={coming.map(({ startIso }) => startIso)}
      />
      {query.cancelled === undefined ? null : (
        <Notice tone="done" role="status" title={t('portal.home.cancelled')}>
          {t('portal.home.cancelledHint')}
        </Notice>
      )}
      <section className={classes.section} aria-labelledby="coming">
        <h2 id="coming">{t('portal.home.coming')}</h2>
        {coming.length === 0 ? (
          <EmptyState title={t('portal.home.none')} icon="clock">
            {t('portal.home.noneHint')}
          </EmptyState>
        ) : (
          <ul className={classes.cards}>
            {coming.map((visit) => (
              <li key={visit.id}>
                <VisitCard visit={visit} href={`${home}/visits/${visit.id}`} named={people.length > 1} nowMs={now()} />
              </li>
            ))}
          </ul>
        )}
        <LinkButton href={`${home}/book`} kind="primary" wide>
          {t('portal.home.book')}
        </LinkButton>
      </section>
      <Link className={classes.card} href={`${home}/needs`} prefetch={false}>
        <span className={classes.cardMain}>{t('portal.home.needs')}</span>
        <span className={classes.cardMore}>{t('portal.home.needsHint')}</span>
      </Link>
      <Link className={classes.card} href={`${home}/consent`} prefetch={false}>
        <span className={classes.cardMain}>{t('consent.own.title')}</span>
        <span className={classes.cardMore}>{t('consent.own.intro')}</span>
      </Link>
      <section className={classes.section} aria-labelledby="aftercare">
        <h2 id="aftercare">{t('portal.home.aftercare')}</h2>
        <Letters slug={clinic.slug} letters={letters} named={people.length > 1} continued={cursor !== null} />
      </section>
      <Link className={classes.card} href={`${home}/messages`} prefetch={false}>
        <span className={classes.cardMain}>{t('portal.messages.card')}</span>
        <span className={classes.cardMore}>{t('portal.messages.cardHint')}</span>
      </Link>
      <Link className={classes.card} href={`${home}/progress`} prefetch={false}>
        <span className={classes.cardMain}>{t('outcome.own.title')}</span>
        <span className={classes.cardMore}>{t('outcome.own.intro')}</span>
      </Link>
      <Link className={classes.card} href={`${home}/readers`} prefetch={false}>
        <span className={classes.cardMain}>{t('portal.home.readers')}</span>
      </Link>
    </PortalPage>
  )
}

interface LettersProps {
  slug: string
  letters: {
    messages: readonly {
      id: string
      about: string
      patientName: string
      visitStartsAt: string
      timeZone: string
      practitionerName: string
    }[]
    nextCursor: string | null
  }
  /** Says whose each is. */
  named: boolean
  /** Further down the list than its beginning. */
  continued: boolean
}

const Letters = async ({ slug, letters: { messages, nextCursor }, named, continued }: LettersProps) => {
  const [t, locale] = [await requestWords(), await requestLocale()]
  const nowMs = now()
  if (messages.length === 0)
    return <EmptyState title={t('portal.home.aftercareNone')}>{t('portal.home.aftercareNoneHint')}</EmptyState>
  return (
    <>
      <ul className={classes.cards}>
        {messages.map(({ id, about, patientName, visitStartsAt, timeZone, practitionerName }) => (
          <li key={id}>
            <Link className={classes.card} href={`/c/${slug}/aftercare/${id}`} prefetch={false}>
              {named ? (
                <span className={classes.cardWho}>
                  <bdi>{patientName}</bdi>
                </span>
              ) : null}
              <span className={classes.cardMain}>
                {t('portal.home.aftercareOf', {
                  day: formatDay(Date.parse(visitStartsAt), { locale, zone: timeZone }, { nowMs }),
                })}
              </span>
              <span className={classes.cardMore}>
                {[about, t('portal.with', { practitioner: practitionerName })].filter((one) => one !== '').join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {nextCursor === null ? null : (
        <LinkButton href={`/c/${slug}?after=${nextCursor}`} kind="quiet">
          {t('portal.home.older')}
        </LinkButton>
      )}
      {continued ? (
        <LinkButton href={`/c/${slug}`} kind="quiet">
          {t('portal.home.newest')}
        </LinkButton>
      ) : null}
    </>
  )
}

export default PatientHome
