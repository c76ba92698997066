import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { brokenBy, pointCodeOf, type Standing, type Target, whyNotOpened } from '#domain/encounter/contraindication.ts'
import { visitOf } from '#features/encounter/queries.ts'
import type { RuleRefusal } from '#words/contraindication.ts'
import { findingsOf, targetsOf } from './queries.ts'

/**
 * Writes down which rules needles broke that have gone in: a fact, kept whatever was planned. Which condition it was stays
 * in the record; the deviation names the rule alone.
 */
export const recordBroken = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, appointmentId }: { readonly encounterId: string; readonly appointmentId: string },
  needled: readonly (Pick<Target, 'areaId' | 'technique'> & { readonly point?: string | null })[],
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const visit = await visitOf(tx, clinicId, appointmentId)
  if (visit === null) return
  // what was planned and not needled breaks nothing
  const treated = targetsOf({ ...visit, technique: null })
  const now = needled.map(({ areaId, technique, point = null }) => ({
    areaId,
    technique,
    pointCode: pointCodeOf(point),
  }))
  const areaIds = new Set(now.map(({ areaId }) => areaId))
  const broken = brokenBy(await findingsOf(tx, visit, [...treated, ...now], nowMs)).filter(
    (finding) => finding.areaIds.length === 0 || finding.areaIds.some((areaId) => areaIds.has(areaId)),
  )
  if (broken.length === 0) return
  await tx.deviation.createMany({
    data: broken.map(({ rule, standing, ...finding }) => ({
      ...{ clinicId, encounterId, appointmentId, byIdentityId: asIdentity(actor) },
      kind: standing === 'blocked' ? 'contraindicated' : 'not-decided',
      detail: { ruleId: rule.id, areaIds: finding.areaIds.filter((areaId) => areaIds.has(areaId)) },
    })),
  })
}

const REASONS: Readonly<Partial<Record<Standing, RuleRefusal['reason']>>> = {
  blocked: 'contraindicated',
  asks: 'decision-needed',
  waits: 'co-sign-needed',
}

/** Why no box is opened for a visit: a rule rules its needling out, or waits for a decision. Null when nothing does. */
export const whyNotOpenedFor = async (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
  nowMs: number,
): Promise<RuleRefusal | null> => {
  const visit = await visitOf(tx, clinicId, appointmentId)
  if (visit === null) return null
  const found = whyNotOpened(await findingsOf(tx, visit, targetsOf(visit), nowMs))
  if (found === null) return null
  const { rule, standing } = found
  return { reason: REASONS[standing] ?? 'decision-needed', name: rule.name, advice: rule.advice }
}
