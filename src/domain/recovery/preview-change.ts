import { type Interval, overlaps } from '../time/interval.ts'
import { localDateOf } from '../time/zone.ts'
import { type PlannedNeedling, type RestRow, restRows } from './rest-rows.ts'
import { type RecoveryRule, rulesInForce } from './rule.ts'
import type { Technique } from './technique.ts'

/** A needling of the patient that is still to come, with the areas it claims. */
export interface ComingNeedling {
  readonly appointmentId: string
  readonly technique: Technique
  /** Leaf areas. */
  readonly areas: readonly string[]
  readonly needling: Interval
  readonly zone: string
}

/** A coming visit that would needle too early if the change held. */
export interface TouchedVisit {
  readonly appointmentId: string
  readonly areaId: string
  /** The earlier visit whose needling would rest longer. */
  readonly afterAppointmentId: string
  /** Until when the area would rest. */
  readonly untilMs: number
  /** How much too early the visit is then. */
  readonly tooEarlyMs: number
}

export interface Change {
  readonly patientId: string
  /** What this patient has booked; visits that were treated already keep the rest that was decided then. */
  readonly coming: readonly ComingNeedling[]
  /** All rules as they stand, those approved for a later day among them. */
  readonly rules: readonly RecoveryRule[]
  readonly proposed: RecoveryRule
  readonly neighboursOf: PlannedNeedling['neighboursOf']
}

/** A proposal as it would be once approved: it follows every version there is. */
const asApproved = (proposed: RecoveryRule): RecoveryRule => ({
  ...proposed,
  state: 'in-force',
  endedAtMs: null,
  version: Number.MAX_SAFE_INTEGER,
})

/** What a needling would claim of the body if it were recorded as planned, by the rules of the day on which it ends. */
export function rowsWhenTreated(visit: ComingNeedling, patientId: string, change: ChangeRules): readonly RestRow[] {
  const { needling, zone } = visit
  const nowMs = needling.endMs
  const rules = rulesInForce(change.rules, { date: localDateOf(nowMs, zone), nowMs, patientId })
  return restRows({ ...visit, rules, neighboursOf: change.neighboursOf })
}

type ChangeRules = Pick<Change, 'rules' | 'neighboursOf'>

/** What an earlier visit would rest, once treated. */
interface Resting {
  readonly appointmentId: string
  readonly rows: readonly RestRow[]
}

/** The rest that a treatment falls into and that ends last, of all visits but its own; null when it falls into none. */
function restOver(
  treatment: RestRow,
  of: string,
  resting: readonly Resting[],
): Omit<TouchedVisit, 'tooEarlyMs'> | null {
  const covers = (row: RestRow) => row.kind === 'rest' && row.areaId === treatment.areaId && overlaps(row, treatment)
  const found = resting
    .filter(({ appointmentId }) => appointmentId !== of)
    .flatMap(({ appointmentId, rows }) => rows.filter(covers).map(({ endMs }) => ({ appointmentId, endMs })))
  const last = found.toSorted((a, b) => b.endMs - a.endMs)[0]
  if (last === undefined) return null
  const { areaId } = treatment
  return { appointmentId: of, areaId, afterAppointmentId: last.appointmentId, untilMs: last.endMs }
}

/**
 * Which coming visits of one patient a change of the rules would touch, and by how much: those that would fall into the
 * rest after an earlier visit, once that one has taken place under the new rule, and would not, or not for so long, under
 * the rules as they stand. One line for each area, the rest that ends last. It changes nothing itself, and what has
 * been treated already is not touched: stored rest stands as it was decided.
 */
export function previewChange({ patientId, coming, rules, proposed, neighboursOf }: Change): readonly TouchedVisit[] {
  const restingBy = (some: readonly RecoveryRule[]): readonly Resting[] =>
    coming.map((visit) => ({
      appointmentId: visit.appointmentId,
      rows: rowsWhenTreated(visit, patientId, { rules: some, neighboursOf }),
    }))
  const stands = restingBy(rules)
  const would = restingBy([...rules, asApproved(proposed)])
  return would.flatMap(({ appointmentId, rows }) =>
    rows
      .filter(({ kind }) => kind === 'treatment')
      .flatMap((treatment): TouchedVisit[] => {
        const then = restOver(treatment, appointmentId, would)
        const untilMs = restOver(treatment, appointmentId, stands)?.untilMs ?? 0
        return then === null || then.untilMs <= untilMs
          ? []
          : [{ ...then, tooEarlyMs: then.untilMs - treatment.startMs }]
      }),
  )
}
