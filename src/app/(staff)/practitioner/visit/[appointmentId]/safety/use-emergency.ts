'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import { useLeaveWarning } from '../use-entry.ts'
import { useVisit } from '../visit-context.ts'

const TRY_EVERY_MS = 3_000

interface Tap {
  readonly id: string
  readonly atMs: number
  readonly sent: boolean
}

/**
 * The emergency of this visit. The tap is stamped on the device at once and sent until the server has it, line or no line;
 * it stays on this screen until somebody says that it is over.
 */
export const useEmergency = () => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { data, nowMs } = useVisit()
  const { appointmentId } = data.visit
  const clock = useRef({ nowMs, readMs: 0 })
  useEffect(() => {
    clock.current = { nowMs, readMs: performance.now() }
  }, [nowMs])
  const [tap, setTap] = useState<Tap | null>(null)
  const known = useQuery(trpc.emergency.open.queryOptions()).data?.emergencies.find(
    (one) => one.appointmentId === appointmentId,
  )
  const unsent = tap !== null && !tap.sent
  const [tapId, tapMs] = [tap?.id ?? null, tap?.atMs ?? 0]
  useEffect(() => {
    if (!unsent || tapId === null) return
    let over = false
    const send = () =>
      api.emergency.raise
        .mutate({ emergencyId: tapId, appointmentId, tappedIso: new Date(tapMs).toISOString() })
        .then(() => over || setTap((now) => (now?.id === tapId ? { ...now, sent: true } : now)))
        .catch(() => undefined)
    const again = () => void send()
    again()
    const timer = window.setInterval(again, TRY_EVERY_MS)
    window.addEventListener('online', again)
    return () => {
      over = true
      window.clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [unsent, tapId, tapMs, appointmentId, api])
  useLeaveWarning(unsent)
  return {
    /** When it was pressed; null when nothing is going on. */
    sinceMs: known === undefined ? tapMs || null : Date.parse(known.tappedIso),
    id: known?.id ?? tapId,
    goingByName: known?.goingByName ?? null,
    sent: known !== undefined || !unsent,
    press: () =>
      setTap({
        id: crypto.randomUUID(),
        atMs: Math.round(clock.current.nowMs + performance.now() - clock.current.readMs),
        sent: false,
      }),
    over: () => setTap(null),
  }
}

export type EmergencyHere = ReturnType<typeof useEmergency>
