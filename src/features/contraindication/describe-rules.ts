import type { Transaction } from '#db/client.ts'
import type { Finding } from '#domain/encounter/contraindication.ts'
import type { Locale } from '#words/locale.ts'
import { overrideRates, type StoredRule, type StoredZone } from './queries.ts'
import type { Finding as Described, RiskZoneNote, RuleRate } from './schema.ts'

/** A finding in the reader's language, with the source of its rule. */
export const describeFinding = (
  { rule, condition, standing, areaIds, near }: Finding<StoredRule>,
  locale: Locale,
): Described => ({
  ruleId: rule.id,
  code: rule.code,
  name: rule.name[locale],
  advice: rule.advice[locale],
  standing,
  severity: rule.severity,
  unsure: condition.unsure,
  note: condition.note,
  areaIds: [...areaIds],
  points: [...rule.pointCodes],
  near,
  source: rule.source,
  approvedBy: rule.approvedBy,
})

export const describeZones = (zones: readonly StoredZone[], locale: Locale): RiskZoneNote[] =>
  zones.map(({ why, ...zone }) => ({ ...zone, why: why[locale] }))

/** How far back the override rates go. */
const RATES_DAYS = 90
const DAY_MS = 86_400_000

/** How often each rule was asked about of late, and passed over. */
export const describeRates = async (tx: Transaction, nowMs: number) => {
  const sinceMs = nowMs - RATES_DAYS * DAY_MS
  const rates = await overrideRates(tx, sinceMs)
  return {
    sinceIso: new Date(sinceMs).toISOString(),
    rates: rates.map(({ code, wentOn, leftOut }): RuleRate => ({ code, wentOn, asked: wentOn + leftOut })),
  }
}
