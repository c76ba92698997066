import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf, startOfDayMs } from '#domain/time/zone.ts'
import { now } from '#lib/clock.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDay, formatTime } from '#words/time.ts'
import { zoneName } from '#words/zone-name.ts'
import { requestLocale, requestWords } from '../../../request.ts'
import { portalOf } from '../portal.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { addressOf, withoutNeedles } from './answers.ts'
import classes from './book.module.css'
import { type QuestionProps, serviceOf } from './choices.ts'
import { type FreeTimes, freeTimesOf } from './free-times.ts'
import { WaysOn } from './WaysOn.tsx'
import { type OfferedDay, WhenQuestion } from './WhenQuestion.tsx'

/** Days with free times on one screen; the rest are one press away. */
const DAYS_SHOWN = 4

/** The first legal times, already in the page; further days by links. */
export const When = async (props: QuestionProps) => {
  const { slug, answers } = props
  const [t, clinic, found] = [await requestWords(), await portalOf(slug), await freeTimesOf(props)]
  const talk = withoutNeedles(answers, props.choices)
  const ways = { phone: clinic.phone, withoutNeedlesHref: talk && addressOf(slug, talk) }
  if (!found.ok)
    return (
      <>
        <EmptyState
          title={t('portal.problem.title')}
          icon="alert"
          action={<LinkButton href={`/c/${slug}/book`}>{t('portal.problem.goOn')}</LinkButton>}
        >
          {found.sentences.join(' ')}
        </EmptyState>
        <WaysOn {...ways} />
      </>
    )
  const { times, wanted, fromDate, lastDate } = found
  const shown = times.days.slice(0, DAYS_SHOWN)
  const lastShown = times.days.length > DAYS_SHOWN ? shown.at(-1)?.date : undefined
  const laterDate = dateOf(dayNumberOf(lastShown ?? lastDate) + 1)
  const today = localDateOf(now(), times.timeZone)
  const furthest = dateOf(dayNumberOf(today) + (serviceOf(props)?.maxAheadDays ?? 0))
  return (
    <>
      <ZoneNote
        zone={times.timeZone}
        name={zoneName(times.timeZone, await requestLocale(), now())}
        shown={shown.flatMap((day) => day.times.map(({ startIso }) => startIso))}
      />
      {shown.length === 0 ? (
        <>
          <EmptyState title={t('portal.book.when.none')} icon="clock">
            {t('portal.book.when.noneHint', { phone: clinic.phone })}
          </EmptyState>
          <WaysOn {...ways} />
        </>
      ) : null}
      <WhenQuestion
        slug={slug}
        wanted={wanted}
        byRequest={serviceOf(props)?.byRequest ?? false}
        days={await daysInWords(shown, times.timeZone)}
        ways={ways}
      >
        <div className={classes.further}>
          {fromDate > today ? (
            <LinkButton href={addressOf(slug, { ...answers, fromDate: null })} kind="quiet">
              {t('portal.book.when.sooner')}
            </LinkButton>
          ) : null}
          {laterDate <= furthest ? (
            <LinkButton href={addressOf(slug, { ...answers, fromDate: laterDate })}>
              {t('portal.book.when.later')}
            </LinkButton>
          ) : null}
        </div>
      </WhenQuestion>
    </>
  )
}

/** Written here and not in the browser: the wall at the clinic is the only one that counts. */
const daysInWords = async (days: FreeTimes['days'], zone: string): Promise<OfferedDay[]> => {
  const context = { locale: await requestLocale(), zone }
  const nowMs = now()
  return days.map(({ date, times }) => {
    const name = formatDay(startOfDayMs(date, zone), context, { nowMs })
    return {
      date,
      name,
      times: times.map(({ startIso }) => {
        const time = formatTime(Date.parse(startIso), context)
        return { startIso, time, when: `${name}, ${time}` }
      }),
    }
  })
}
