import type { BodyArea, Side } from '#domain/body/area.ts'
import { ANYWHERE_AREA, neighboursIn } from '#domain/recovery/areas.ts'
import { type PlannedNeedling, restRows, type StoredRestRow } from '#domain/recovery/rest-rows.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import type { Interval } from '#domain/time/interval.ts'
import { BERLIN } from './instants.ts'

const area = (
  id: string,
  parentId: string | null,
  neighbourIds: readonly string[] = [],
  { leaf = true, side = 'left' as Side } = {},
): BodyArea => ({
  id,
  side,
  parentId,
  leaf,
  neighbourIds,
  riskZones: [],
  warnMaxLengthMm: null,
  plainName: { en: id, de: id },
  clinicalName: { en: id, de: id },
  view: 'back',
})

export const TRAPEZIUS = 'upper-trapezius.left'
export const LEVATOR = 'levator-scapulae.left'
export const DELTOID = 'deltoid.left'
export const CALF = 'gastrocnemius.right'
export const SHOULDER = 'shoulder.left'

/** A small body: three neighbouring leaves in a shoulder, a calf far away, and the sentinel. */
export const BODY: readonly BodyArea[] = [
  area('upper-body.left', null, [], { leaf: false }),
  area(SHOULDER, 'upper-body.left', [], { leaf: false }),
  area(TRAPEZIUS, SHOULDER, [LEVATOR]),
  area(LEVATOR, SHOULDER, [TRAPEZIUS, DELTOID]),
  area(DELTOID, SHOULDER, [LEVATOR]),
  area(CALF, null, [], { side: 'right' }),
  area(ANYWHERE_AREA, null, [], { side: 'midline' }),
]

export const rule = (changes: Partial<RecoveryRule> = {}): RecoveryRule => ({
  id: 'deep-same',
  technique: 'deep-dry-needling',
  relation: 'same',
  amount: 3,
  unit: 'days',
  toleranceMinutes: 0,
  source: 'clinic policy, not clinical guidance',
  approvedBy: null,
  validFrom: '2020-01-01',
  version: 1,
  patientId: null,
  state: 'in-force',
  endedAtMs: null,
  ...changes,
})

/** The cautious defaults: three days for the area, 24 hours for its neighbours, two days for shallow needling. */
export const RULES: readonly RecoveryRule[] = [
  rule(),
  rule({ id: 'deep-neighbour', relation: 'neighbour', amount: 24, unit: 'hours' }),
  rule({ id: 'shallow-same', technique: 'superficial-dry-needling', amount: 2 }),
]

export const needlingOf = (changes: Partial<PlannedNeedling> = {}): PlannedNeedling => ({
  technique: 'deep-dry-needling',
  areas: [TRAPEZIUS],
  neighboursOf: neighboursIn(BODY),
  rules: RULES,
  zone: BERLIN,
  ...changes,
})

/** The rows of a hold as they stand in the database; without an end until somebody clears it. */
export const heldRows = (
  holdId: string,
  areaIds: readonly string[],
  startMs: number,
  endMs = Number.POSITIVE_INFINITY,
): readonly StoredRestRow[] =>
  areaIds.map((areaId) => ({
    ...{ areaId, kind: 'rest', startMs, endMs, ruleId: null },
    ...{ appointmentId: null, holdId, waived: false },
  }))

/** The rows of a visit as they stand in the database. */
export const storedRows = (
  appointmentId: string,
  needling: Interval,
  changes: Partial<PlannedNeedling> = {},
): readonly StoredRestRow[] =>
  restRows({ ...needlingOf(changes), needling }).map((row) => ({ ...row, appointmentId, holdId: null, waived: false }))
