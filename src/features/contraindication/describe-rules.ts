import type { Transaction } from '#db/client.ts'
import { displayName } from '#domain/body/area.ts'
import type { Finding } from '#domain/encounter/contraindication.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { areasOf } from '#features/encounter/queries.ts'
import { questionsOn } from '#features/screening/queries.ts'
import type { Locale } from '#words/locale.ts'
import { capacityOn, overrideRates, rulesOn, type StoredRule, type StoredZone, zonesOnDate } from './queries.ts'
import type { Finding as Described, RiskZoneNote, RuleRow } from './schema.ts'

/** A finding in the reader's language, with the source of its rule. */
export const describeFinding = (
  { rule, condition, standing, areaIds }: Finding<StoredRule>,
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
  source: rule.source,
  approvedBy: rule.approvedBy,
})

export const describeZones = (zones: readonly StoredZone[], locale: Locale): RiskZoneNote[] =>
  zones.map(({ why, ...zone }) => ({ ...zone, why: why[locale] }))

/** How far back the override rates go. */
const RATES_DAYS = 90
const DAY_MS = 86_400_000

/** The clinic's rules with their sources, and how often each was passed over. */
export const describePolicy = async (
  tx: Transaction,
  clinicId: string,
  { nowMs, locale }: { readonly nowMs: number; readonly locale: Locale },
) => {
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const sinceMs = nowMs - RATES_DAYS * DAY_MS
  const rules = await rulesOn(tx, clinicId, date)
  const rates = new Map((await overrideRates(tx, sinceMs)).map((rate) => [rate.code, rate]))
  const areas = await areasOf(
    tx,
    clinicId,
    rules.flatMap(({ areaIds }) => areaIds),
  )
  const capacity = await capacityOn(tx, clinicId, date)
  const nameOf = (id: string): string => {
    const area = areas.get(id)
    return area === undefined ? id : displayName(area, locale, 'staff')
  }
  return {
    sinceIso: new Date(sinceMs).toISOString(),
    rules: rules.map((rule): RuleRow => {
      const rate = rates.get(rule.code)
      const { id, code, severity, holds, holdsMonths, coSign, renewsConsent, source, approvedBy, validFrom } = rule
      return {
        ...{ id, code, severity, holds, holdsMonths, coSign, renewsConsent, source, approvedBy, validFrom },
        version: rule.version,
        name: rule.name[locale],
        advice: rule.advice[locale],
        techniques: [...rule.techniques],
        areaNames: rule.areaIds.map(nameOf),
        points: [...rule.pointCodes],
        asked: (rate?.wentOn ?? 0) + (rate?.leftOut ?? 0),
        wentOn: rate?.wentOn ?? 0,
      }
    }),
    zones: describeZones(await zonesOnDate(tx, clinicId, date), locale),
    capacity: capacity && {
      childUnderYears: capacity.childUnderYears,
      assentsFromYears: capacity.assentsFromYears,
      signsFromYears: capacity.signsFromYears,
      source: capacity.source,
      approvedBy: capacity.approvedBy,
    },
    questions: (await questionsOn(tx, clinicId, date)).map(({ id, words, asked, validMonths, source, approvedBy }) => ({
      ...{ code: id, question: words[locale].question, asked, validMonths, source, approvedBy },
    })),
  }
}
