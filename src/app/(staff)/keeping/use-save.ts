import { type DefaultError, type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type AffectedVisit, affectedVisits } from '#features/task/schema.ts'
import { refusalsOf } from '../../providers/problem.ts'

interface Wish {
  readonly requestId: string
  readonly affectedSeen?: number | null | undefined
  readonly affectedFrom?: number | undefined
}

/** Visits that would not fit any more, as far as they have been looked at. */
interface Looked {
  readonly visits: readonly AffectedVisit[]
  readonly count: number
  readonly nextFrom: number | null
}

const affectedOf = (error: unknown): Looked | null => {
  const [first] = refusalsOf(error)
  return first?.reason === 'visits-affected' ? (affectedVisits.safeParse(first.offer).data ?? null) : null
}

/** An edit as it is sent: once for each wording, however often it is pressed. */
export const useSave = <I extends Wish, O>(
  mutation: Pick<UseMutationOptions<O, DefaultError, I>, 'mutationFn' | 'mutationKey'>,
  onSaved: (saved: O) => void,
) => {
  const queries = useQueryClient()
  const asked = useRef({ wording: '', requestId: '' })
  const wished = useRef<Omit<I, 'requestId' | 'affectedSeen' | 'affectedFrom'> | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const save = useMutation<O, DefaultError, I>({
    ...mutation,
    onSuccess: onSaved,
    onError: (error, { affectedFrom = 0 }) => {
      const page = affectedOf(error)
      // somebody booked or moved meanwhile: what was looked at is looked at anew
      const goesOn = affectedFrom > 0 && page !== null && page.count === looked?.count
      if (page !== null || affectedFrom === 0)
        setLooked(goesOn ? { ...page, visits: [...looked.visits, ...page.visits] } : page)
    },
    onSettled: () => queries.invalidateQueries(),
  })
  const refusals = refusalsOf(save.error)
  const [first] = refusals
  return {
    /** Sends what was typed; with how many affected visits were looked at, when there are any. */
    send: (wish: Omit<I, 'requestId' | 'affectedSeen' | 'affectedFrom'>, affectedSeen: number | null = null) => {
      if (save.isPending) return
      wished.current = wish
      const wording = JSON.stringify([wish, affectedSeen])
      // what was written otherwise is another wish; the same one sent again is the same
      if (asked.current.wording !== wording) asked.current = { wording, requestId: crypto.randomUUID() }
      const seen = affectedSeen === null ? {} : { affectedSeen }
      save.mutate({ ...wish, ...seen, requestId: asked.current.requestId } as I)
    },
    /** The next of the affected visits; nothing is saved by it. */
    lookOn: () => {
      if (save.isPending || looked === null || looked.nextFrom === null) return
      save.mutate({ ...wished.current, affectedFrom: looked.nextFrom, requestId: crypto.randomUUID() } as I)
    },
    busy: save.isPending,
    error: save.error,
    reset: () => {
      setLooked(null)
      save.reset()
    },
    /** Visits that would not fit any more; to be looked at before it is saved. */
    affected: looked?.visits ?? null,
    /** How many they are, shown or not. */
    affectedCount: looked?.count ?? null,
    /** What went wrong while looking on. */
    lookError: looked !== null && affectedOf(save.error) === null ? save.error : null,
    /** Everything that is wrong stands at its field. */
    isAtFields: refusals.length > 0 && refusals.every(({ reason }) => reason === 'faulty'),
    isStale: first?.reason === 'stale-version',
    /** The sentence that belongs to a field. */
    faultAt: (field: string): string | undefined => refusals.find(({ offer }) => isAbout(offer, field))?.sentence,
  }
}

export type Saving = ReturnType<typeof useSave>

const isAbout = (offer: unknown, field: string): boolean => {
  const fields = (offer as { fields?: readonly string[] } | null | undefined)?.fields ?? []
  return fields.some((one) => one === field || one.startsWith(`${field}.`))
}
