'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { isLocale } from '#words/locale.ts'
import { formatDay, formatTime } from '#words/time.ts'
import classes from '../clinic.module.css'
import { offerKey, offersByDay, type Spot, spotAfter, type TimeOffer } from './time-offer.ts'

export interface TimeChipsProps {
  /** Sorted by time. */
  offers: readonly TimeOffer[]
  /** The clinic's IANA zone. */
  zone: string
  /** For saying the year when it is another one; null where it never is. */
  nowMs: number | null
  chosen?: TimeOffer | null
  /** They answer the question before: one that is pressed is taken when it is offered now as well. */
  stale?: boolean
  onTake: (offer: TimeOffer) => void
  /** A name for the group where "Free times" would not say enough. */
  label?: string
}

/** The next legal times, by day. One stop of the Tab key; arrows move, Enter takes. */
export const TimeChips = ({ offers, zone, nowMs, chosen = null, stale = false, onTake, label }: TimeChipsProps) => {
  const t = useTranslations('visit.times')
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone }
  const days = offersByDay(offers, context, nowMs)
  const group = useRef<HTMLDivElement>(null)
  const headId = useId()
  const [stop, setStop] = useState<string | null>(null)
  const press = usePress(offers, stale, onTake)
  const chosenKey = chosen && offerKey(chosen)
  const isOffered = (key: string | null) => key !== null && offers.some((offer) => offerKey(offer) === key)
  const tabStop = [stop, chosenKey].find(isOffered) ?? (offers[0] && offerKey(offers[0]))

  const onKeyDown = (event: KeyboardEvent, from: Spot) => {
    const to = spotAfter(
      event.key,
      from,
      days.map((day) => day.offers.length),
    )
    const offer = to && days[to.day]?.offers[to.chip]
    if (!offer) return
    event.preventDefault()
    setStop(offerKey(offer))
    group.current?.querySelector<HTMLButtonElement>(`[data-offer="${offerKey(offer)}"]`)?.focus()
  }

  return (
    <div ref={group} className={classes.days}>
      {days.map((day, dayIndex) => (
        <section
          key={day.name}
          className={classes.day}
          aria-label={label ? `${label}, ${day.name}` : undefined}
          aria-labelledby={label ? undefined : `${headId}-${dayIndex}`}
        >
          <p id={`${headId}-${dayIndex}`} className={classes.dayName}>
            {day.name}
          </p>
          <div className={classes.chips}>
            {day.offers.map((offer, chipIndex) => (
              <button
                key={offerKey(offer)}
                type="button"
                className={classes.chip}
                data-offer={offerKey(offer)}
                tabIndex={offerKey(offer) === tabStop ? 0 : -1}
                aria-pressed={chosen === null ? undefined : offerKey(offer) === chosenKey}
                aria-label={t('chip', {
                  day: formatDay(offer.startMs, context, { length: 'short', nowMs }),
                  time: formatTime(offer.startMs, context),
                  practitioner: offer.practitionerName,
                })}
                aria-disabled={stale || undefined}
                aria-busy={press.early === offerKey(offer) || undefined}
                onClick={() => press.take(offer)}
                onFocus={() => setStop(offerKey(offer))}
                onKeyDown={(event) => onKeyDown(event, { day: dayIndex, chip: chipIndex })}
              >
                <span className={classes.chipTime}>{formatTime(offer.startMs, context)}</span>{' '}
                <span className={classes.chipWho}>{offer.practitionerName}</span>
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

/** Takes what is pressed, or waits with it until it is known whether it is still offered. */
const usePress = (offers: readonly TimeOffer[], stale: boolean, onTake: (offer: TimeOffer) => void) => {
  const [early, setEarly] = useState<string | null>(null)
  const settle = useRef(() => {})
  useEffect(() => {
    settle.current = () => {
      const offer = offers.find((one) => offerKey(one) === early)
      setEarly(null)
      if (offer !== undefined) onTake(offer)
    }
  })
  useEffect(() => {
    if (early !== null && !stale) settle.current()
  }, [early, stale])
  return { early, take: (offer: TimeOffer) => (stale ? setEarly(offerKey(offer)) : onTake(offer)) }
}
