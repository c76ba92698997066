import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type PlanStanding, planStanding } from '#domain/outcome/plan.ts'
import type { PlanOfVisit } from './schema.ts'

interface PlanRow {
  readonly id: string
  readonly patientId: string
  readonly goal: string
  readonly visits: number
  readonly everyDays: number
  readonly begunByName: string
  readonly begunAt: Date
  /** When its visits began or are booked to begin, with whose appointment each is. */
  readonly times: readonly { readonly appointmentId: string; readonly startMs: number; readonly begun: boolean }[]
}

/** The courses that these patients are in, with their visits since: one query, however many they are. */
export const plansOf = (tx: Transaction, clinicId: string, patientIds: readonly string[]): Promise<PlanRow[]> =>
  tx.$queryRaw<PlanRow[]>`
    SELECT p.id, p.patient_id AS "patientId", p.goal, p.visits, p.every_days AS "everyDays", p.begun_by_name AS "begunByName",
      p.begun_at AS "begunAt",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('appointmentId', a.id, 'begun', e.id IS NOT NULL,
          'startMs', (extract(epoch FROM a.starts_at) * 1000)::bigint)), '[]')
       FROM appointment a LEFT JOIN encounter e ON e.clinic_id = a.clinic_id AND e.appointment_id = a.id
       WHERE a.clinic_id = p.clinic_id AND a.patient_id = p.patient_id AND a.starts_at >= first.starts_at
         AND (e.status IN ('in-progress', 'finished') OR (e.id IS NULL AND a.status IN ('proposed', 'booked', 'arrived')))) AS times
    FROM care_plan p
    JOIN encounter b ON b.clinic_id = p.clinic_id AND b.id = p.encounter_id
    JOIN appointment first ON first.clinic_id = b.clinic_id AND first.id = b.appointment_id
    WHERE p.clinic_id = ${clinicId}::uuid AND p.patient_id = ANY (${[...patientIds]}::uuid[]) AND p.ended_at IS NULL`

/** Where in the course of its patient a visit stands; null while there is none. */
export const planIn = (
  visit: { readonly patientId: string; readonly appointmentId: string; readonly startMs: number },
  plans: readonly PlanRow[],
): PlanStanding | null => {
  const plan = plans.find(({ patientId }) => patientId === visit.patientId)
  if (plan === undefined) return null
  const others = plan.times.filter(({ appointmentId }) => appointmentId !== visit.appointmentId)
  return planStanding({
    visits: plan.visits,
    // a visit of the same day that nobody came to yet is one of those to come
    before: others.filter(({ startMs, begun }) => startMs < visit.startMs && begun).length,
    booked: others.filter(({ startMs, begun }) => startMs >= visit.startMs || !begun).length,
  })
}

/** The course one's own visit belongs to; null when the visit is not theirs or not there. */
export const planOfVisit = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  appointmentId: string,
): Promise<PlanOfVisit | null> => {
  const visit = await tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    include: {
      appointmentAreas: { select: { areaId: true } },
      encounter: { select: { procedures: { where: { enteredInError: false }, select: { areaId: true } } } },
    },
  })
  if (visit === null || visit.practitionerId !== practitionerId) return null
  const { patientId, serviceId, areasUndecided, startsAt } = visit
  const plans = await plansOf(tx, clinicId, [patientId])
  const standing = planIn({ patientId, appointmentId, startMs: startsAt.getTime() }, plans)
  const [plan] = plans
  const needled = [...new Set(visit.encounter?.procedures.map(({ areaId }) => areaId) ?? [])]
  const planned = visit.appointmentAreas.map(({ areaId }) => areaId)
  const needles = visit.technique !== null
  const areaIds = needles ? (needled.length > 0 ? needled : planned) : []
  return {
    plan:
      plan === undefined || standing === null
        ? null
        : {
            ...{ id: plan.id, goal: plan.goal, everyDays: plan.everyDays, begunByName: plan.begunByName },
            begunAt: plan.begunAt.toISOString(),
            ...standing,
          },
    wish: {
      patientId,
      serviceId,
      practitionerId: visit.practitionerId,
      areaIds,
      areasUndecided: needles && (areasUndecided || areaIds.length === 0),
    },
  }
}
