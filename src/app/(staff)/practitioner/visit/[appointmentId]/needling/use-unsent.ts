'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { VisitOutput } from '#features/encounter/schema.ts'
import { keepEntry, keptEntry } from '../../../../../providers/kept-entries.ts'
import { isFinal } from '../../../../../providers/problem.ts'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'

type Input = Parameters<ReturnType<typeof useTRPCClient>['encounter']['recordNeedling']['mutate']>[0]

/** A needling that was recorded here and that the server has not answered yet. */
export interface UnsentNeedling {
  readonly input: Input
  /** Set when the server answered and did not take it: somebody decides what becomes of it. */
  readonly refusal: unknown
}

const TRY_AGAIN_MS = 4_000
const nameOf = (encounterId: string): string => `unsent ${encounterId}`

/** What is kept of earlier; a refusal is asked for anew. */
const keptOf = (encounterId: string): UnsentNeedling[] =>
  (keptEntry<Input[]>(nameOf(encounterId)) ?? []).map((input) => ({ input, refusal: null }))

export interface Unsent {
  readonly waiting: readonly UnsentNeedling[]
  readonly sending: boolean
  readonly record: (entries: Input['entries']) => void
  readonly sendNow: () => void
  /** Somebody has seen what another device wrote, and this was needled besides. */
  readonly recordBesides: (requestId: string) => void
  /** Takes one away; gives what was in it. */
  readonly takeAway: (requestId: string) => Input['entries']
}

/** The entries of one visit that wait here, kept with each change. */
const useWaiting = (encounterId: string) => {
  const [waiting, setWaiting] = useState<readonly UnsentNeedling[]>([])
  const change = useCallback(
    (next: (before: readonly UnsentNeedling[]) => readonly UnsentNeedling[]) =>
      setWaiting((before) => {
        const after = next(before)
        keepEntry(nameOf(encounterId), after.length === 0 ? null : after.map(({ input }) => input))
        return after
      }),
    [encounterId],
  )
  // after the first drawing: the server that drew it knows nothing of this tab
  useEffect(() => setWaiting(keptOf(encounterId)), [encounterId])
  return { waiting, change }
}

type Waiting = ReturnType<typeof useWaiting>

/** Sends one, and says to those that wait what has come of it. */
const useSend = ({ change }: Waiting) => {
  const api = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [sending, setSending] = useState(false)
  const busy = useRef(false)
  const send = async ({ input }: UnsentNeedling): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setSending(true)
    const isIt = (one: UnsentNeedling) => one.input.requestId === input.requestId
    try {
      const { procedureIds } = await api.encounter.recordNeedling.mutate(input)
      await queries.invalidateQueries(trpc.encounter.pathFilter())
      // what follows was entered by somebody who knew of this one
      change((before) => before.filter((one) => !isIt(one)).map((one) => knowing(one, procedureIds)))
    } catch (problem) {
      if (!isFinal(problem)) return
      await queries.invalidateQueries(trpc.encounter.pathFilter())
      change((before) => before.map((one) => (isIt(one) ? { ...one, refusal: problem } : one)))
    } finally {
      busy.current = false
      setSending(false)
    }
  }
  return { send, sending }
}

const knowing = (one: UnsentNeedling, procedureIds: readonly string[]): UnsentNeedling => ({
  ...one,
  input: { ...one.input, knownProcedureIds: [...(one.input.knownProcedureIds ?? []), ...procedureIds] },
})

/**
 * Needlings on their way: kept until the server has answered, sent one after the other, again and again while there is no
 * connection, each under its own request so that none is written twice (E14).
 */
export const useUnsent = ({ encounter, procedures }: VisitOutput): Unsent => {
  const encounterId = encounter?.id ?? ''
  const queue = useWaiting(encounterId)
  const { waiting, change } = queue
  const { send, sending } = useSend(queue)
  const known = procedures.map(({ id }) => id)
  const first = waiting[0]
  const latest = useRef(() => {})
  useEffect(() => {
    latest.current = () => void (first !== undefined && first.refusal === null && send(first))
  })
  const firstId = first?.refusal === null ? first.input.requestId : null
  useEffect(() => {
    if (firstId === null) return
    const again = () => latest.current()
    again()
    const timer = window.setInterval(again, TRY_AGAIN_MS)
    window.addEventListener('online', again)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [firstId])
  const anew = (input: Omit<Input, 'requestId' | 'encounterId' | 'knownProcedureIds'>): UnsentNeedling => ({
    input: { ...input, encounterId, requestId: crypto.randomUUID(), knownProcedureIds: known },
    refusal: null,
  })
  return {
    waiting,
    sending,
    record: (entries) => change((before) => [...before, anew({ entries })]),
    sendNow: () => latest.current(),
    recordBesides: (requestId) =>
      change((before) => before.map((one) => (one.input.requestId === requestId ? anew(one.input) : one))),
    takeAway: (requestId) => {
      change((before) => before.filter((one) => one.input.requestId !== requestId))
      return waiting.find((one) => one.input.requestId === requestId)?.input.entries ?? []
    },
  }
}
