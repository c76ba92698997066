import type { Actor } from '#domain/actor.ts'
import { oncePerProcess } from '#lib/once.ts'
import { callBudget } from '#trpc/call-limits.ts'

/** More than anybody chooses who means to come; less than it takes to keep a day's times from everybody else. */
const PATIENT_HOLDS_PER_MINUTE = 12

/** Whether this person may hold one more time just now. Staff are limited by how many they hold at once. */
export const mayHoldAgain = (actor: Actor, nowMs: number): boolean =>
  actor.kind !== 'patient' ||
  oncePerProcess('hold-budget', () => callBudget(PATIENT_HOLDS_PER_MINUTE)).take(actor.identityId, 1, nowMs)
