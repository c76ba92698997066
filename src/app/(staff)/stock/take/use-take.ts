import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { needlesIn } from '#domain/lot/packs.ts'
import type { Lying } from '#features/stock/schema.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'

type Lot = Lying['lots'][number]

/** What was typed of one lot. */
export interface Typed {
  readonly boxes: string
  readonly blisters: string
  readonly loose: string
}
const NOTHING: Typed = { boxes: '', blisters: '', loose: '' }

/** A number as it was typed; nothing typed is none, null what is no number. */
export const wholeOf = (text: string): number | null => {
  const number = text.trim() === '' ? 0 : Number(text)
  return Number.isInteger(number) && number >= 0 && number <= 1_000_000 ? number : null
}

export const isCounted = ({ boxes, blisters, loose }: Typed): boolean => `${boxes}${blisters}${loose}`.trim() !== ''

const countOf = ({ boxes, blisters, loose }: Typed, lot: Lot): number => {
  const packs = { boxes: wholeOf(boxes), blisters: wholeOf(blisters), loose: wholeOf(loose) }
  if (packs.boxes === null || packs.blisters === null || packs.loose === null) return Number.NaN
  return needlesIn({ boxes: packs.boxes, blisters: packs.blisters, loose: packs.loose }, lot)
}

/** How many there are of each lot, as somebody counts them; what the book said then is kept beside it. */
export const useTake = (placeId: string) => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const [counts, setCounts] = useState<ReadonlyMap<string, { readonly lot: Lot; readonly typed: Typed }>>(new Map())
  const [found, setFound] = useState<readonly Lot[]>([])
  const [problem, setProblem] = useState<unknown>(null)
  const list = useInfiniteQuery({
    queryKey: [...trpc.stock.lying.pathKey(), placeId, 'take'],
    queryFn: ({ pageParam, signal }) => api.stock.lying.query({ placeId, limit: 100, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ nextOffset }) => nextOffset,
  })
  const listed = list.data?.pages.flatMap(({ lots }) => lots) ?? []
  const lots = [...listed, ...found.filter(({ id }) => listed.every((lot) => lot.id !== id))]
  const write = (lot: Lot, typed: Typed) =>
    setCounts((before) => new Map(before).set(lot.id, { lot: before.get(lot.id)?.lot ?? lot, typed }))
  return {
    list,
    lots,
    problem,
    typedOf: (lotId: string): Typed => counts.get(lotId)?.typed ?? NOTHING,
    write,
    /** A scanned label brings one to its lot; one that the book does not have here joins the list. */
    read: async (raw: string): Promise<void> => {
      try {
        const { lot } = await api.stock.readLabel.query({ placeId, raw })
        setProblem(null)
        setFound((before) => (before.some(({ id }) => id === lot.id) ? before : [...before, lot]))
        requestAnimationFrame(() => document.getElementById(`count-${lot.id}`)?.focus())
      } catch (error) {
        setProblem(error)
      }
    },
    lines: [...counts.values()]
      .filter(({ typed }) => isCounted(typed))
      .map(({ lot, typed }) => ({ lotId: lot.id, seen: lot.onHand, counted: countOf(typed, lot) })),
  }
}
