import type { ProductDoubt, ProductFault } from '#domain/lot/product.ts'
import type { Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/** What may be refused about a needle that is written down, beside what is wrong with it and what it may be. */
const REASONS = ['not-found', 'stale-version', 'duplicate', 'request-reused', 'try-again'] as const

export type ProductRefusal =
  | { readonly reason: string }
  | ({ readonly reason: 'faulty' } & ProductFault)
  | ({ readonly reason: 'look-first' } & ProductDoubt)

interface Explained {
  readonly reason: string
  readonly sentence: string
  readonly offer?: unknown
}

/** Turns refusals into sentences; what is wrong with a field names it, and a doubt names what it is about. */
export const explainProduct = (refusals: readonly ProductRefusal[], locale: Locale): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map((refusal) => {
    const { reason } = refusal
    if ('fault' in refusal)
      return { reason, sentence: t(`product.fault.${refusal.fault}`), offer: { fields: [refusal.field] } }
    if ('why' in refusal) {
      const { why, productId, name } = refusal
      return {
        reason,
        sentence: t(`product.doubt.${why}`, { name }),
        offer: { doubt: `${why}:${productId ?? ''}`, why },
      }
    }
    const known = REASONS.find((one) => one === reason) ?? 'try-again'
    return { reason, sentence: t(`product.refused.${known}`) }
  })
}
