import { explainerOf } from './explain.ts'
import { REASON_WORDS } from './policy-reasons.ts'

export type { PolicyReason } from './policy-reasons.ts'

/** Refusals about the clinic's policies in sentences for staff. */
export const explainPolicy = explainerOf(REASON_WORDS, (t, word) => t(`policy.refused.${word}`))
