import { localDayOf, MINUTE_MS, startOfLocalDayMs } from '../time/zone.ts'
import type { RecoveryRule } from './rule.ts'

const HOUR_MS = 60 * MINUTE_MS

type RestAmount = Pick<RecoveryRule, 'amount' | 'unit' | 'toleranceMinutes'>

/**
 * Until when a treated area rests: an instant in epoch ms, never before the needling's end.
 * The end is exclusive, so needling that stops on the stroke of midnight belongs to the day before.
 */
export function restUntilMs(rule: RestAmount, needlingEndMs: number, zone: string): number {
  const untilMs =
    rule.unit === 'hours'
      ? needlingEndMs + rule.amount * HOUR_MS
      : startOfLocalDayMs(localDayOf(needlingEndMs - 1, zone) + rule.amount, zone)
  return Math.max(needlingEndMs, untilMs - rule.toleranceMinutes * MINUTE_MS)
}

/**
 * After which instant needling may no longer end if the area must be rested by `treatmentStartMs`:
 * the inverse of `restUntilMs`. Any later end before that treatment would spoil it.
 */
export function latestSafeEndMs(rule: RestAmount, treatmentStartMs: number, zone: string): number {
  const untilMs = treatmentStartMs + rule.toleranceMinutes * MINUTE_MS
  if (rule.unit === 'hours') return Math.min(treatmentStartMs, untilMs - rule.amount * HOUR_MS)
  const firstSpoilingDay = localDayOf(untilMs, zone) + 1 - rule.amount
  return Math.min(treatmentStartMs, startOfLocalDayMs(firstSpoilingDay, zone))
}
