import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type Goal, type OutcomePolicy, progressOf } from '#domain/outcome/progress.ts'
import { type OutcomeStanding, outcomeStanding, type Scores } from '#domain/outcome/review.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { Course, Outcomes } from './schema.ts'

interface GoalOfPatient extends Goal {
  readonly patientId: string
  readonly title: string
}

interface ScoredVisit {
  readonly patientId: string
  readonly appointmentId: string
  readonly startedAt: Date
  readonly scores: Scores
}

/** Goals that stand for these patients, what was scored since, and the policy: in three queries, however many they are. */
export interface OutcomeRows {
  readonly goals: readonly GoalOfPatient[]
  readonly visits: readonly ScoredVisit[]
  readonly policy: Awaited<ReturnType<typeof outcomePolicy>>
}

/** The policy in force: the latest that has begun. */
export const outcomePolicy = async (tx: Transaction, clinicId: string, date: string) => {
  const row = await tx.outcomePolicy.findFirst({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    orderBy: [{ validFrom: 'desc' }, { version: 'desc' }],
  })
  if (row === null) return null
  const { reviewFromVisit, reviewByVisit, askAfterDays, source, approvedBy } = row
  return {
    ...{ reviewFromVisit, reviewByVisit, askAfterDays, source, approvedBy },
    painChange: row.painChange.toNumber(),
    functionChange: row.functionChange.toNumber(),
  }
}

/** What stands of the outcomes of these patients on a day. */
export const outcomeRows = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  date: string,
): Promise<OutcomeRows> => {
  const goals = await tx.goal.findMany({
    where: { clinicId, patientId: { in: [...patientIds] }, endedAt: null },
    orderBy: [{ slot: 'asc' }, { id: 'asc' }],
  })
  const visits = await tx.$queryRaw<ScoredVisit[]>`
    SELECT e.patient_id AS "patientId", e.appointment_id AS "appointmentId", e.started_at AS "startedAt",
      (SELECT coalesce(jsonb_object_agg(o.goal_id, o.value), '{}') FROM observation o
       WHERE o.clinic_id = e.clinic_id AND o.encounter_id = e.id) AS scores
    FROM encounter e
    JOIN (SELECT g.patient_id, min(f.started_at) AS since FROM goal g
      JOIN encounter f ON f.clinic_id = g.clinic_id AND f.id = g.encounter_id
      WHERE g.clinic_id = ${clinicId}::uuid AND g.patient_id = ANY (${[...patientIds]}::uuid[]) AND g.ended_at IS NULL
      GROUP BY g.patient_id) first ON first.patient_id = e.patient_id AND e.started_at >= first.since
    WHERE e.clinic_id = ${clinicId}::uuid AND e.status <> 'entered-in-error'
    ORDER BY e.started_at, e.id`
  return {
    goals: goals.map(({ id, patientId, slot, title, target }) => ({
      ...{ id, patientId, title, target, kind: slot === 0 ? ('pain' as const) : ('activity' as const) },
    })),
    visits,
    policy: await outcomePolicy(tx, clinicId, date),
  }
}

interface VisitInQuestion {
  readonly patientId: string
  readonly appointmentId: string
  readonly startMs: number
}

/** The patient's visits up to this one, this one at the end whether it has begun or not. */
const upTo = (visit: VisitInQuestion, visits: readonly ScoredVisit[]): Scores[] => {
  const theirs = visits.filter(({ patientId }) => patientId === visit.patientId)
  const before = theirs.filter(
    ({ appointmentId, startedAt }) => appointmentId !== visit.appointmentId && startedAt.getTime() < visit.startMs,
  )
  const itself = theirs.find(({ appointmentId }) => appointmentId === visit.appointmentId)
  return [...before.map(({ scores }) => scores), itself?.scores ?? {}]
}

/** How outcomes stand in one visit; null while no goal or no policy is there. */
export const standingIn = (visit: VisitInQuestion, { goals, visits, policy }: OutcomeRows): OutcomeStanding | null => {
  const theirs = goals.filter(({ patientId }) => patientId === visit.patientId)
  if (policy === null || theirs.length === 0) return null
  return outcomeStanding({ goals: theirs, visits: upTo(visit, visits), policy })
}

const NO_CHANGE_COUNTS: OutcomePolicy = { reviewFromVisit: 99, reviewByVisit: 99, painChange: 11, functionChange: 11 }

/** Goals and scores as one's own visit shows them; null when it is not theirs or not there. */
export const outcomesOfVisit = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  appointmentId: string,
): Promise<Outcomes | null> => {
  const visit = await tx.appointment.findUnique({ where: { clinicId_id: { clinicId, id: appointmentId } } })
  if (visit === null || visit.practitionerId !== practitionerId) return null
  const { patientId, timeZone: zone } = visit
  const startMs = visit.startsAt.getTime()
  const rows = await outcomeRows(tx, clinicId, [patientId], localDateOf(startMs, zone))
  const counts = rows.policy ?? NO_CHANGE_COUNTS
  const standing = standingIn({ patientId, appointmentId, startMs }, rows)
  return {
    goals: rows.goals.map(({ id, kind, title, target }) => {
      const scores = rows.visits.flatMap(({ startedAt, scores: all, appointmentId: of }) =>
        all[id] === undefined ? [] : [{ date: localDateOf(startedAt.getTime(), zone), value: all[id], of }],
      )
      const values = scores.map(({ value }) => value)
      const { baseline, verdict } = progressOf({ id, kind, target }, values, counts)
      return {
        ...{ id, kind, title, target, baseline, verdict },
        today: scores.find(({ of }) => of === appointmentId)?.value ?? null,
        scores: scores.map(({ date, value }) => ({ date, value })),
      }
    }),
    pain: await painIn(tx, clinicId, appointmentId),
    visit: standing?.visit ?? 0,
    review: standing?.review ?? 'none',
    notImproving: standing?.notImproving ?? false,
    policy: rows.policy,
  }
}

/** How much it hurts in one visit, before and after the treatment. */
const painIn = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<Outcomes['pain']> => {
  const rows = await tx.visitPain.findMany({ where: { clinicId, encounter: { appointmentId } } })
  const at = (moment: string) => rows.find((row) => row.moment === moment)?.value ?? null
  return { before: at('before'), after: at('after') }
}

/** What was scored in one visit, pain at its beginning and end first, then in the order of the goals. */
export const scoresOf = async (tx: Transaction, clinicId: string, encounterId: string) => {
  const rows = await tx.observation.findMany({
    where: { clinicId, encounterId },
    include: { goal: { select: { slot: true, title: true } } },
  })
  const pain = await tx.visitPain.findMany({ where: { clinicId, encounterId }, orderBy: { moment: 'desc' } })
  return [
    ...pain.map(({ moment, value }) => ({
      ...{ kind: 'pain' as const, title: '', value },
      moment: moment === 'after' ? ('after' as const) : ('before' as const),
    })),
    ...rows
      .toSorted((a, b) => a.goal.slot - b.goal.slot)
      .map(({ value, goal: { slot, title } }) => ({
        ...{ kind: slot === 0 ? ('pain' as const) : ('activity' as const), title, value, moment: null },
      })),
  ]
}

/** After how many days patients are asked for numbers. */
export const askAfterDays = async (tx: Transaction, clinicId: string, date: string): Promise<readonly number[]> =>
  (await outcomePolicy(tx, clinicId, date))?.askAfterDays ?? []

/** What somebody wants to do again, in their own words: what they are asked about beside their pain. */
export const activitiesOf = async (tx: Transaction, clinicId: string, patientId: string) =>
  (
    await tx.goal.findMany({
      where: { clinicId, patientId, endedAt: null, slot: { gt: 0 } },
      orderBy: [{ slot: 'asc' }, { id: 'asc' }],
      select: { id: true, title: true },
      take: 3,
    })
  ).map(({ id: goalId, title }) => ({ goalId, title }))

interface CourseRow {
  readonly goalId: string | null
  readonly title: string
  readonly target: number | null
  readonly atIso: string
  readonly value: number
  readonly afterDays: number | null
  readonly isAfter: boolean
}

/** The latest numbers that fit on a screen. */
const MOST_NUMBERS = 400

/**
 * Pain and activities of a patient over time: what was scored in visits, and what they said afterwards, in one statement.
 * Pain is one course, whichever goal it was scored for. Whoever is not in one's care has none.
 */
export const courseOf = async (tx: Transaction, clinicId: string, patientId: string): Promise<Course[]> => {
  const rows = await tx.$queryRaw<CourseRow[]>`
    SELECT * FROM (
      SELECT CASE WHEN g.slot > 0 THEN g.id END AS "goalId", coalesce(g.title, '') AS title, g.target, g.slot, n.value, n."afterDays", n."isAfter", n.at,
        to_char(n.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "atIso"
      FROM (
        SELECT o.clinic_id, o.goal_id, o.value, NULL::int AS "afterDays", false AS "isAfter", e.started_at AS at
        FROM encounter e JOIN observation o ON o.clinic_id = e.clinic_id AND o.encounter_id = e.id
        WHERE e.clinic_id = ${clinicId}::uuid AND e.patient_id = ${patientId}::uuid AND e.status <> 'entered-in-error'
        UNION ALL
        -- a goal about pain asks for it at the beginning of a visit by itself
        SELECT v.clinic_id, NULL, v.value, NULL, v.moment = 'after', CASE WHEN v.moment = 'after' THEN v.at ELSE e.started_at END
        FROM encounter e JOIN visit_pain v ON v.clinic_id = e.clinic_id AND v.encounter_id = e.id
        WHERE e.clinic_id = ${clinicId}::uuid AND e.patient_id = ${patientId}::uuid AND e.status <> 'entered-in-error'
          AND (v.moment = 'after' OR NOT EXISTS (SELECT 1 FROM observation o JOIN goal p ON p.clinic_id = o.clinic_id AND p.id = o.goal_id
            WHERE o.clinic_id = e.clinic_id AND o.encounter_id = e.id AND p.slot = 0))
        UNION ALL
        SELECT s.clinic_id, s.goal_id, s.value, s.after_days, false, s.at FROM patient_score s
        WHERE s.clinic_id = ${clinicId}::uuid AND s.patient_id = ${patientId}::uuid) n
      LEFT JOIN goal g ON g.clinic_id = n.clinic_id AND g.id = n.goal_id
      WHERE app_cares_for_everybody() OR app_reads_record(${patientId}::uuid)
      ORDER BY n.at DESC LIMIT ${MOST_NUMBERS}) latest
    ORDER BY slot NULLS FIRST, "goalId", at`
  const courses = Map.groupBy(rows, ({ goalId }) => goalId)
  return [...courses].map(([goalId, points]) => ({
    ...{ goalId, kind: goalId === null ? ('pain' as const) : ('activity' as const), title: points.at(-1)?.title ?? '' },
    target: points.findLast(({ target }) => target !== null)?.target ?? null,
    points: points
      .toSorted((a, b) => (a.atIso < b.atIso ? -1 : 1))
      .map(({ atIso, value, afterDays, isAfter }) => ({ atIso, value, afterDays, isAfter })),
  }))
}
