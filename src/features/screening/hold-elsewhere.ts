import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { needledElsewhere, type ScreeningAnswers } from '#domain/encounter/screening.ts'
import { elsewhereUntilMs } from '#domain/recovery/area-hold.ts'
import { rulesInForce } from '#domain/recovery/rule.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { holdsOfAnswers } from '#features/area-hold/queries.ts'
import { clearHold, placeHold } from '#features/area-hold/records.ts'
import type { LockedEncounter } from '#features/encounter/queries.ts'
import { rulesFrom } from '#features/recovery-rule/queries.ts'
import type { Locale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'

interface Said {
  readonly answers: ScreeningAnswers
  readonly locale: Locale
  readonly nowMs: number
}

/**
 * Puts on hold what was needled elsewhere, for as long as the clinic's longest rule lets an area rest from that day on
 * (Z12); an answer given anew clears the hold of the one before. `false` when an area is not on the clinic's list.
 */
export const holdElsewhere = async (
  tx: Transaction,
  actor: StaffActor,
  { id: encounterId, patientId, zone }: LockedEncounter,
  { answers, locale, nowMs }: Said,
): Promise<boolean> => {
  const { clinicId } = actor
  const t = translatorFor(locale)
  for (const { id: holdId, version } of await holdsOfAnswers(tx, clinicId, encounterId, nowMs)) {
    const reason = t('recovery.hold.answeredAnew')
    await clearHold(tx, actor, { holdId, expectedVersion: version, reason }, nowMs)
  }
  const elsewhere = needledElsewhere(answers)
  if (elsewhere === null) return true
  const today = localDateOf(nowMs, zone)
  const onDate = elsewhere.onDate !== null && elsewhere.onDate < today ? elsewhere.onDate : today
  const asOf = { date: today, nowMs, patientId }
  const rules = rulesInForce(await rulesFrom(tx, clinicId, [patientId], today), asOf)
  const endMs = elsewhereUntilMs(rules, onDate, zone)
  if (endMs <= nowMs) return true
  const date = formatDate(onDate, locale)
  const reason = elsewhere.note ?? t('recovery.hold.elsewhereOn', { date })
  const hold = { patientId, areaIds: elsewhere.areaIds, kind: 'elsewhere', reason, endMs, encounterId } as const
  return (await placeHold(tx, actor, hold, nowMs)) !== null
}
