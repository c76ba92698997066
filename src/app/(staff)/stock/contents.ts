import type { StaffActor } from '#domain/actor.ts'
import { mayReceive } from '#features/delivery/access.ts'
import { mayKeepStock } from '#features/lot/access.ts'
import { maySeeProducts } from '#features/product/access.ts'
import { mayTellPeople } from '#features/recall/access.ts'
import { mayTryScanner } from '#features/scanner/access.ts'
import { mayKeepSharps } from '#features/sharps-container/access.ts'
import { mayRecordInjury } from '#features/sharps-injury/access.ts'
import { mayMoveStock, maySeeStock } from '#features/stock/access.ts'
import { mayTrace } from '#features/trace/access.ts'

interface Entry {
  readonly href: string
  /** Its name and what is found there: `needles.entry.<word>` and `needles.entry.<word>Hint`. */
  readonly word: string
  /** The same predicate that guards the page itself. */
  readonly may: (actor: StaffActor) => boolean
}

interface Chapter {
  /** `needles.chapter.<word>` */
  readonly word: string
  readonly entries: readonly Entry[]
}

/** Where the needles are looked after: every page that is there, and none that is not. */
export const CONTENTS = [
  {
    word: 'stock',
    entries: [
      { href: '/stock/places', word: 'places', may: maySeeStock },
      { href: '/stock/lots', word: 'lots', may: mayKeepStock },
      { href: '/stock/watch', word: 'watch', may: maySeeStock },
      { href: '/stock/take', word: 'take', may: mayMoveStock },
      { href: '/stock/sharps', word: 'sharps', may: mayKeepSharps },
      { href: '/stock/injuries', word: 'injuries', may: mayRecordInjury },
    ],
  },
  {
    word: 'into',
    entries: [
      { href: '/stock/receive', word: 'receive', may: mayReceive },
      { href: '/stock/products', word: 'products', may: maySeeProducts },
      { href: '/stock/scanner', word: 'scanner', may: mayTryScanner },
    ],
  },
  {
    word: 'recall',
    entries: [
      { href: '/stock/recalls', word: 'recalls', may: mayTellPeople },
      { href: '/stock/trace', word: 'trace', may: mayTrace },
    ],
  },
] as const satisfies readonly Chapter[]
