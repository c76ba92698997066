'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { VisitOutput } from '#features/encounter/schema.ts'
import { keepEntry, keptEntry } from '../../../../providers/kept-entries.ts'
import { isFinal } from '../../../../providers/problem.ts'
import { useTRPC, useTRPCClient } from '../../../../providers/trpc.ts'

type Api = ReturnType<typeof useTRPCClient>
type Sent<Name extends 'recordNeedling' | 'recordNeedlesOut' | 'recordUnused'> = Parameters<
  Api['encounter'][Name]['mutate']
>[0]

/** What may wait here, each as it is sent. */
interface Inputs {
  readonly needling: Sent<'recordNeedling'>
  readonly out: Sent<'recordNeedlesOut'>
  readonly second: Parameters<Api['needleCount']['countAgain']['mutate']>[0]
  readonly unused: Sent<'recordUnused'>
}
export type UnsentKind = keyof Inputs

type Kept = { readonly [Kind in UnsentKind]: { readonly kind: Kind; readonly input: Inputs[Kind] } }[UnsentKind]

/** Something that was recorded here and that the server has not answered yet. */
export type UnsentEntry = Kept & {
  /** Set when the server answered and did not take it: somebody decides what becomes of it. */
  readonly refusal: unknown
}
export type UnsentOf<Kind extends UnsentKind> = Extract<UnsentEntry, { kind: Kind }>
type Written<Kind extends UnsentKind> = Omit<Inputs[Kind], 'requestId' | 'encounterId' | 'knownProcedureIds'>

const TRY_AGAIN_MS = 4_000
const nameOf = (encounterId: string): string => `unsent ${encounterId}`

/** What is kept of earlier; a refusal is asked for anew. */
const keptOf = (encounterId: string): UnsentEntry[] =>
  (keptEntry<Kept[]>(nameOf(encounterId)) ?? []).map((kept) => ({ ...kept, refusal: null }))

/** Numbers and ids; words of what happened to somebody do not stay on the device, and are asked for again. */
const toKeep = ({ refusal: _, ...entry }: UnsentEntry): Kept => {
  if (entry.kind === 'out') return { ...entry, input: { ...entry.input, incident: null } }
  return entry.kind === 'second' ? { ...entry, input: { ...entry.input, explanation: null } } : entry
}

export interface Unsent {
  readonly waiting: readonly UnsentEntry[]
  readonly sending: boolean
  readonly recordNeedling: (written: Written<'needling'>) => void
  readonly recordOut: (written: Written<'out'>) => void
  readonly recordSecond: (written: Written<'second'>) => void
  readonly recordUnused: (written: Written<'unused'>) => void
  readonly sendNow: () => void
  /** Somebody has seen what another device wrote, and this was needled besides. */
  readonly recordBesides: (entry: UnsentOf<'needling'>) => void
  readonly takeAway: (entry: UnsentEntry) => void
}

/** The entries of one visit that wait here, kept with each change. */
const useWaiting = (encounterId: string) => {
  const [waiting, setWaiting] = useState<readonly UnsentEntry[]>([])
  const change = useCallback(
    (next: (before: readonly UnsentEntry[]) => readonly UnsentEntry[]) =>
      setWaiting((before) => {
        const after = next(before)
        keepEntry(nameOf(encounterId), after.length === 0 ? null : after.map(toKeep))
        return after
      }),
    [encounterId],
  )
  // after the first drawing: the server that drew it knows nothing of this tab
  useEffect(() => setWaiting(keptOf(encounterId)), [encounterId])
  return { waiting, change }
}

type Waiting = ReturnType<typeof useWaiting>

/** Sends one to where it belongs; gives the rows that it made. */
const sendTo = async ({ encounter, needleCount }: Api, entry: Kept): Promise<readonly string[]> => {
  switch (entry.kind) {
    case 'needling':
      return (await encounter.recordNeedling.mutate(entry.input)).procedureIds
    case 'out':
      await encounter.recordNeedlesOut.mutate(entry.input)
      return []
    case 'second':
      await needleCount.countAgain.mutate(entry.input)
      return []
    case 'unused':
      await encounter.recordUnused.mutate(entry.input)
      return []
  }
}

/** Sends one, and says to those that wait what has come of it. */
const useSend = ({ change }: Waiting) => {
  const api = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [sending, setSending] = useState(false)
  const busy = useRef(false)
  const readAnew = () =>
    Promise.all([trpc.encounter, trpc.needleCount].map((part) => queries.invalidateQueries(part.pathFilter())))
  const send = async (entry: UnsentEntry): Promise<void> => {
    if (busy.current) return
    busy.current = true
    setSending(true)
    try {
      const procedureIds = await sendTo(api, entry)
      await readAnew()
      // what follows was entered by somebody who knew of this one
      change((before) => before.filter((one) => !isSame(one, entry)).map((one) => knowing(one, procedureIds)))
    } catch (problem) {
      if (!isFinal(problem)) return
      await readAnew()
      change((before) => before.map((one) => (isSame(one, entry) ? { ...one, refusal: problem } : one)))
    } finally {
      busy.current = false
      setSending(false)
    }
  }
  return { send, sending }
}

const isSame = (one: UnsentEntry, other: UnsentEntry): boolean => one.input.requestId === other.input.requestId

const knowing = (one: UnsentEntry, procedureIds: readonly string[]): UnsentEntry =>
  one.kind === 'needling'
    ? {
        ...one,
        input: { ...one.input, knownProcedureIds: [...(one.input.knownProcedureIds ?? []), ...procedureIds] },
      }
    : one

/**
 * Entries on their way: kept until the server has answered, sent one after the other, again and again while there is no
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
  const add = (entry: UnsentEntry) => change((before) => [...before, entry])
  const named = () => ({ encounterId, requestId: crypto.randomUUID() })
  const needling = ({ entries }: Written<'needling'>): UnsentEntry => ({
    ...{ kind: 'needling', refusal: null },
    input: { ...named(), entries, knownProcedureIds: known },
  })
  return {
    waiting,
    sending,
    recordNeedling: (written) => add(needling(written)),
    recordOut: (written) => add({ kind: 'out', input: { ...named(), ...written }, refusal: null }),
    recordSecond: (written) => add({ kind: 'second', input: { ...named(), ...written }, refusal: null }),
    recordUnused: (written) => add({ kind: 'unused', input: { ...named(), ...written }, refusal: null }),
    sendNow: () => latest.current(),
    recordBesides: (entry) =>
      change((before) => before.map((one) => (isSame(one, entry) ? needling(entry.input) : one))),
    takeAway: (entry) => change((before) => before.filter((one) => !isSame(one, entry))),
  }
}
