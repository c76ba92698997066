import type { LotBook } from '#features/stock/schema.ts'

export interface May {
  readonly move: boolean
  readonly release: boolean
  readonly trace: boolean
}

/** What can be done with a lot from its book; `back` with the id of the line that is taken back. */
export type Deed = 'open' | 'move' | 'write-off' | 'set-aside' | 'release' | 'expiry'

/** What these eyes may do with the lot as it stands. */
export const deedsOf = ({ lot, places }: Pick<LotBook, 'lot' | 'places'>, may: May): readonly Deed[] => {
  const lies = places.length > 0
  const usable = lot.status === 'active' && lot.expiry !== 'expired'
  const deeds: (Deed | null)[] = [
    lies && usable ? 'open' : null,
    may.move && lies ? 'move' : null,
    may.move && lies ? 'write-off' : null,
    may.move && lot.status === 'active' ? 'set-aside' : null,
    may.release && lot.status === 'quarantined' && lot.received ? 'release' : null,
    may.release ? 'expiry' : null,
  ]
  return deeds.filter((deed) => deed !== null)
}
