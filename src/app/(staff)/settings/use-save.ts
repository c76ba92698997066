import { type DefaultError, type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { affectedVisits } from '#features/task/schema.ts'
import { refusalsOf } from '../../providers/problem.ts'

interface Wish {
  readonly requestId: string
  readonly affectedSeen?: number | null | undefined
}

/** An edit as it is sent: once for each wording, however often it is pressed. */
export const useSave = <I extends Wish, O>(
  mutation: Pick<UseMutationOptions<O, DefaultError, I>, 'mutationFn' | 'mutationKey'>,
  onSaved: (saved: O) => void,
) => {
  const queries = useQueryClient()
  const asked = useRef({ wording: '', requestId: '' })
  const save = useMutation<O, DefaultError, I>({
    ...mutation,
    onSuccess: onSaved,
    onSettled: () => queries.invalidateQueries(),
  })
  const refusals = refusalsOf(save.error)
  const [first] = refusals
  const affected = first?.reason === 'visits-affected' ? affectedVisits.safeParse(first.offer).data : undefined
  return {
    /** Sends what was typed; with how many affected visits were looked at, when there are any. */
    send: (wish: Omit<I, 'requestId' | 'affectedSeen'>, affectedSeen: number | null = null) => {
      if (save.isPending) return
      const wording = JSON.stringify([wish, affectedSeen])
      // what was written otherwise is another wish; the same one sent again is the same
      if (asked.current.wording !== wording) asked.current = { wording, requestId: crypto.randomUUID() }
      const seen = affectedSeen === null ? {} : { affectedSeen }
      save.mutate({ ...wish, ...seen, requestId: asked.current.requestId } as I)
    },
    busy: save.isPending,
    error: save.error,
    reset: save.reset,
    /** Visits that would not fit any more; to be looked at before it is saved. */
    affected: affected?.visits ?? null,
    /** How many they are, should not all of them be shown. */
    affectedCount: affected === undefined ? null : (affected.count ?? affected.visits.length),
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
