import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { knownOf } from '#domain/encounter/contraindication.ts'
import { lockEncounter, type VisitGate, visitOf } from '#features/encounter/queries.ts'
import type { RuleRefusal } from '#words/contraindication.ts'
import { type Choosing, findingsOf, targetsOf } from './queries.ts'

export interface Decision {
  readonly encounterId: string
  readonly ruleId: string
  readonly decision: 'go-on' | 'leave-out'
  readonly reason: string
  /** Places that are being chosen and not written down yet. */
  readonly areaIds: readonly string[]
  readonly points: Choosing['points']
}

export type AcknowledgeRefusal = Extract<VisitGate, { ok: false }> | RuleRefusal

/**
 * Keeps what a practitioner decided about a rule that leaves it to them: to go on, with a reason, or to leave it out. What
 * a rule rules out is not decided away. Who works under supervision needs the clinical lead where the rule says so.
 */
export const acknowledgeRule = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, ruleId, decision, reason, ...choosing }: Decision,
  nowMs: number,
): Promise<Outcome<{ acknowledgementId: string; waits: boolean }, AcknowledgeRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const visit = await visitOf(tx, clinicId, gate.encounter.appointmentId)
  if (visit === null) return refused({ ok: false, reason: 'not-found' })
  const findings = await findingsOf(tx, visit, targetsOf(visit, choosing), nowMs)
  const found = findings.find(({ rule }) => rule.id === ruleId)
  if (found === undefined || found.standing === 'known') return refused({ ok: false, reason: 'not-found' })
  const { rule, condition } = found
  // points that are ruled out can be left out of a place, and that is all that is decided about them
  const ruledOut = found.standing === 'blocked' || (rule.severity === 'block' && decision === 'go-on')
  if (ruledOut) return refused({ reason: 'contraindicated', name: rule.name, advice: rule.advice })
  const waits = decision === 'go-on' && rule.coSign && (await isSupervised(tx, actor))
  const { id: acknowledgementId } = await tx.acknowledgement.create({
    data: {
      ...{ clinicId, encounterId, patientId: visit.patientId, ruleId, decision, reason },
      technique: visit.technique ?? '',
      known: knownOf(condition),
      ...{ byIdentityId: asIdentity(actor), byName: actor.name, at: new Date(nowMs) },
      ...{ needsCoSign: waits, version: 1 },
    },
    select: { id: true },
  })
  const audit = { action: 'acknowledge-rule', entityType: 'Acknowledgement', entityId: acknowledgementId }
  return done({ acknowledgementId, waits }, { ...audit, patientId: visit.patientId, detail: { decision } })
}

const isSupervised = async (tx: Transaction, { clinicId, practitionerId }: StaffActor): Promise<boolean> =>
  (await tx.practitioner.count({ where: { clinicId, id: practitionerId ?? '', supervisorId: { not: null } } })) > 0
