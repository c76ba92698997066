import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { leaveHold } from '../../../providers/leave-hold.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import type { Draft } from '../draft.ts'
import type { Plan } from '../questions/use-offers.ts'
import { type Refused, refusedBy } from '../refusal/refused.ts'

export interface Hold {
  /** Until when the chosen time is held; null while it is not. */
  readonly untilMs: number | null
  /** The chosen time has gone to somebody else, or cannot be had: with what is possible instead. */
  readonly refused: Refused | null
  /** It is not held, and can be booked all the same: what was said of it. */
  readonly notHeld: string | null
  /** Holds the chosen time on, or anew. */
  readonly again: () => void
  /** The draft was put aside or booked: what is held for it stays, or is gone already. */
  readonly keep: (draftId: string) => void
}

/** About how many times one keeps, and not about this one. */
const NOT_ABOUT_THE_TIME = ['too-many-holds', 'held-long-enough']

/** Holds the time that is chosen in the open draft while the rest is said; another choice moves it, leaving lets it go. */
export const useHold = (draft: Draft | null, plan: Plan): Hold => {
  const trpc = useTRPC()
  const { mutate: ask, data, error, reset } = useMutation(trpc.appointment.hold.mutationOptions())
  const kept = useRef(new Set<string>())
  const draftId = draft?.id ?? ''
  const chosen = draft === null ? null : plan.chosen
  const asked =
    plan.wanted !== null && chosen !== null && draftId !== ''
      ? JSON.stringify({
          ...{ ...plan.wanted, holdId: draftId, practitionerId: chosen.practitionerId },
          startIso: new Date(chosen.startMs).toISOString(),
        })
      : null
  const isOpen = draft !== null && (draft.chosen !== null || draft.wish !== null)

  const again = useCallback(() => {
    if (asked !== null) ask(JSON.parse(asked))
  }, [asked, ask])
  const latest = useRef(again)
  useEffect(() => {
    latest.current = again
    again()
  }, [again])
  useEffect(() => {
    if (!isOpen || draftId === '') return
    const letGo = () => {
      if (!kept.current.has(draftId)) leaveHold(draftId)
      reset()
    }
    // whoever leaves the page does not wait for an answer; who comes back to it as it was holds the time again
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) latest.current()
    }
    window.addEventListener('pagehide', letGo)
    window.addEventListener('pageshow', comeBack)
    return () => {
      window.removeEventListener('pagehide', letGo)
      window.removeEventListener('pageshow', comeBack)
      letGo()
    }
  }, [isOpen, draftId, reset])

  const refused = refusedBy(error)
  const about = refused?.offer.staff?.reasons.some((reason) => NOT_ABOUT_THE_TIME.includes(reason)) ?? true
  const held = data?.holdId === draftId && chosen !== null && Date.parse(data.startIso) === chosen.startMs
  return {
    untilMs: held ? Date.parse(data.expiresIso) : null,
    refused: about ? null : refused,
    notHeld: refused !== null && about ? refused.sentence : null,
    again,
    keep: (id) => void kept.current.add(id),
  }
}
