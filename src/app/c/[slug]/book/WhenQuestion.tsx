'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useRef, useState, useTransition } from 'react'
import { useTranslations } from 'use-intl/react'
import { HeldTime } from '#ui/clinic/times/HeldTime.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { isSignedOut, refusalsOf } from '../../../providers/problem.ts'
import { CallNotice } from '../CallNotice.tsx'
import { portalApi } from '../portal-api.ts'
import { signInAgain } from '../sign-in-again.ts'
import classes from './book.module.css'
import { FreeDay } from './FreeDay.tsx'
import type { WantedVisit } from './free-times.ts'
import { useOwnHold } from './use-own-hold.ts'
import { type Ways, WaysOn } from './WaysOn.tsx'

export interface OfferedDay {
  date: string
  name: string
  /** `when`: day and time in words. */
  times: { startIso: string; time: string; when: string }[]
}

interface WhenQuestionProps {
  slug: string
  wanted: WantedVisit
  /** The clinic answers first: what is booked is a request. */
  byRequest: boolean
  days: readonly OfferedDay[]
  /** Where it goes on after a no. */
  ways: Ways
  /** Ways to other days. */
  children: ReactNode
}

/** The browser's own running clock. */
const sinceOpened = (): number => performance.now()

/** A time is chosen, then booked by a button that says which. Refused, it says so kindly and shows what is free now. */
export const WhenQuestion = ({ slug, wanted, byRequest, days, ways, children }: WhenQuestionProps) => {
  const t = useTranslations('portal.book.when')
  const tHeld = useTranslations('held')
  const router = useRouter()
  const requestIds = useRef(new Map<string, string>())
  const [startIso, setStartIso] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const [refreshing, startRefresh] = useTransition()
  const [error, setError] = useState<unknown>(null)
  const [ranOut, setRanOut] = useState(false)
  const chosen = days.flatMap(({ times }) => times).find((time) => time.startIso === startIso)

  const chosenIso = chosen?.startIso ?? null
  /** Not that time: what is free now is read anew, and what else was said stays. */
  const refuse = (problem: unknown) => {
    setError(problem)
    setStartIso(null)
    startRefresh(() => router.refresh())
  }
  const hold = useOwnHold({ slug, wanted, startIso: chosenIso, onRefused: refuse })

  const requestIdFor = (start: string): string => {
    const known = requestIds.current.get(start) ?? crypto.randomUUID()
    requestIds.current.set(start, known)
    return known
  }

  const choose = (start: string) => {
    setError(null)
    setRanOut(false)
    setStartIso(start)
  }
  /** It may be somebody else's by now: what is free is read anew. */
  const runOut = () => {
    setRanOut(true)
    startRefresh(() => router.refresh())
  }
  const book = async (event: FormEvent) => {
    event.preventDefault()
    if (sending || chosen === undefined) return
    setSending(true)
    setError(null)
    try {
      const requestId = requestIdFor(chosen.startIso)
      const visit = { ...wanted, requestId, startIso: chosen.startIso, holdId: hold.holdId() }
      const { appointmentId } = await portalApi(slug).appointment.book.mutate(visit)
      hold.used()
      window.location.assign(`/c/${slug}/visits/${appointmentId}?booked`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      setSending(false)
      // no answer: the same wish may be sent again
      if (refusalsOf(problem).length === 0) return setError(problem)
      requestIds.current.delete(chosen.startIso)
      refuse(problem)
    }
  }

  return (
    // what a browser fills in again after "back" would look chosen and not be
    <form onSubmit={book} className={classes.when} aria-busy={sending || refreshing} autoComplete="off">
      {error === null ? null : (
        <>
          <CallNotice error={error} />
          <WaysOn {...ways} />
        </>
      )}
      {days.map((day) => (
        <FreeDay key={day.date} day={day} chosen={startIso} onChoose={choose} />
      ))}
      {children}
      {days.length === 0 ? null : (
        <div className={classes.bar}>
          {ranOut && chosen === undefined ? (
            <Notice tone="due" role="status" title={tHeld('over')}>
              {t('ranOut')}
            </Notice>
          ) : null}
          {hold.held === null ? null : (
            <HeldTime untilMs={hold.held.untilMs} clock={sinceOpened} onHoldOn={hold.again} onOver={runOut} />
          )}
          {byRequest ? <p className={classes.hint}>{t('requestHint')}</p> : null}
          <Button type="submit" kind="primary" wide busy={sending} disabled={chosen === undefined}>
            {chosen === undefined ? t('choose') : t(byRequest ? 'request' : 'book', { when: chosen.when })}
          </Button>
        </div>
      )}
    </form>
  )
}
