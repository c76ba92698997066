import type { Actor } from '../actor.ts'
import type { OverrideRequest } from './booking-facts.ts'
import { mayBreak, type OverridePolicy } from './permission.ts'
import { type Break, breakOf, type Refusal } from './refusal.ts'

interface Request {
  readonly refusals: readonly Refusal[]
  readonly override: OverrideRequest | null
  readonly actor: Actor
  readonly practitionerId: string
  readonly policy: OverridePolicy
}

interface Judgement {
  /** What still stands in the way. */
  readonly standing: readonly Refusal[]
  /** What the override breaks; empty when it is not needed or not allowed. */
  readonly broke: readonly Refusal[]
  readonly breaks: readonly Break[]
}

/**
 * Which refusals an override lifts. It lifts only what it names, what the actor has the right to break, and only with a
 * reason; naming more than is broken does no harm and is not recorded.
 */
export function judgeOverride({ refusals, override, actor, practitionerId, policy }: Request): Judgement {
  const named = (refusal: Refusal): boolean => {
    const broken = breakOf(refusal)
    return broken !== null && (override?.breaks.includes(broken) ?? false)
  }
  const broke = refusals.filter(named)
  const breaks = [...new Set(broke.map(breakOf))].filter((broken) => broken !== null)
  const forbidden = breaks.filter((broken) => !mayBreak(actor, broken, practitionerId, policy))
  if (forbidden.length > 0) {
    return { standing: [...refusals, { reason: 'not-allowed', breaks: forbidden }], broke: [], breaks: [] }
  }
  if (breaks.length > 0 && override?.reason.trim() === '') {
    return { standing: [...refusals, { reason: 'reason-needed', breaks }], broke: [], breaks: [] }
  }
  return { standing: refusals.filter((refusal) => !named(refusal)), broke, breaks }
}
