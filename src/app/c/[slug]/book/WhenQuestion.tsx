'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useRef, useState, useTransition } from 'react'
import { useTranslations } from 'use-intl/react'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { isSignedOut, refusalsOf } from '../../../providers/problem.ts'
import { CallNotice } from '../CallNotice.tsx'
import { portalApi } from '../portal-api.ts'
import { signInAgain } from '../sign-in-again.ts'
import classes from './book.module.css'
import { FreeDay } from './FreeDay.tsx'

export interface OfferedDay {
  date: string
  name: string
  /** `when`: day and time in words. */
  times: { startIso: string; time: string; when: string }[]
}

interface WhenQuestionProps {
  slug: string
  wanted: {
    patientId: string
    serviceId: string
    areaIds: string[]
    areasUndecided: boolean
    practitionerId: string | null
  }
  days: readonly OfferedDay[]
  phone: string
  /** Ways to other days. */
  children: ReactNode
}

/** A time is chosen, then booked by a button that says which. Refused, it says so kindly and shows what is free now. */
export const WhenQuestion = ({ slug, wanted, days, phone, children }: WhenQuestionProps) => {
  const t = useTranslations('portal.book.when')
  const router = useRouter()
  const requestIds = useRef(new Map<string, string>())
  const [startIso, setStartIso] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const [refreshing, startRefresh] = useTransition()
  const [error, setError] = useState<unknown>(null)
  const busy = sending || refreshing
  const chosen = days.flatMap(({ times }) => times).find((time) => time.startIso === startIso)

  const requestIdFor = (start: string): string => {
    const known = requestIds.current.get(start) ?? crypto.randomUUID()
    requestIds.current.set(start, known)
    return known
  }

  const book = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || chosen === undefined) return
    setSending(true)
    setError(null)
    try {
      const requestId = requestIdFor(chosen.startIso)
      const visit = { ...wanted, requestId, startIso: chosen.startIso }
      const { appointmentId } = await portalApi(slug).appointment.book.mutate(visit)
      window.location.assign(`/c/${slug}/visits/${appointmentId}?booked`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      setError(problem)
      setSending(false)
      // no answer: the same wish may be sent again; a no: what is free now is read anew
      if (refusalsOf(problem).length === 0) return
      requestIds.current.delete(chosen.startIso)
      setStartIso(null)
      startRefresh(() => router.refresh())
    }
  }

  return (
    // what a browser fills in again after "back" would look chosen and not be
    <form onSubmit={book} className={classes.when} aria-busy={busy} autoComplete="off">
      {error === null ? null : (
        <>
          <CallNotice error={error} />
          <p className={classes.hint}>
            <a href={phoneHref(phone)}>{t('orCall', { phone })}</a>
          </p>
        </>
      )}
      {days.map((day) => (
        <FreeDay key={day.date} day={day} chosen={startIso} onChoose={setStartIso} />
      ))}
      {children}
      {days.length === 0 ? null : (
        <div className={classes.bar}>
          <Button type="submit" kind="primary" wide busy={busy} disabled={chosen === undefined}>
            {chosen === undefined ? t('choose') : t('book', { when: chosen.when })}
          </Button>
        </div>
      )}
    </form>
  )
}
