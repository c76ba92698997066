import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restOf } from '#db/claims.ts'
import { type Database, openDatabase } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { heldAreas } from '#domain/recovery/area-hold.ts'
import { neighboursIn } from '#domain/recovery/areas.ts'
import { decideRest, waiversFor } from '#domain/recovery/decide-rest.ts'
import { type RestRow, restRows, type StoredRestRow } from '#domain/recovery/rest-rows.ts'
import { type RecoveryRule, rulesInForce } from '#domain/recovery/rule.ts'
import type { Technique } from '#domain/recovery/technique.ts'
import { overlaps } from '#domain/time/interval.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { uuidv7 } from '#lib/ids.ts'
import { bodyAreas } from '../../prisma/seed/body-areas.ts'
import { recoveryRules } from '../../prisma/seed/policies.ts'
import { type TestClinic, TUESDAY_MORNING_MS, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { codeOf, insertInto, rawAs, rawPool } from '../support/raw-sql.ts'
import { setDatabaseClock } from '../support/treatment-room.ts'
import { appointmentRowOf, claimRowsOf, overrideRowOf, restRowOf, visitAt } from '../support/visits.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const ZONE = 'Europe/Berlin'
const TRAPEZIUS = 'upper-trapezius.left'
const LEVATOR = 'levator-scapulae.left'
const GLUTEUS = 'gluteus-medius.left'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let database: Database
let river: TestClinic

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  owner = rawPool(test.ownerUrl, 1)
  raw = rawPool(test.appUrl, 1)
  database = openDatabase(test.appUrl, 2)
  await setDatabaseClock(owner, TUESDAY_MORNING_MS)
})

afterAll(async () => {
  await database?.$disconnect()
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

/** A few days before the clocks go forward, back, or not at all. */
const ORIGINS = ['2027-03-26T11:00:00Z', '2027-10-29T10:00:00Z', '2027-06-01T10:00:00Z'].map((iso) => Date.parse(iso))

const areas = fc.uniqueArray(fc.constantFrom(TRAPEZIUS, LEVATOR, GLUTEUS), { minLength: 1, maxLength: 2 })
const needling = fc.record({
  kind: fc.constant('needling' as const),
  technique: fc.constantFrom<Technique>('deep-dry-needling', 'superficial-dry-needling', 'electro-needling'),
  areas,
  quarter: fc.integer({ min: 0, max: 96 * 6 }),
  minutes: fc.constantFrom(30, 45),
})
const hold = fc.record({
  kind: fc.constant('hold' as const),
  areas: fc.uniqueArray(fc.constantFrom(TRAPEZIUS, GLUTEUS, 'hip.left', 'anywhere'), { minLength: 1, maxLength: 1 }),
  quarter: fc.integer({ min: 0, max: 96 * 6 }),
  hours: fc.option(fc.integer({ min: 1, max: 80 }), { nil: null }),
})
const ownRule = fc.record({
  technique: fc.constantFrom<Technique>('deep-dry-needling', 'superficial-dry-needling'),
  relation: fc.constantFrom<RecoveryRule['relation']>('same', 'neighbour', 'anywhere'),
  amount: fc.integer({ min: 1, max: 5 }),
  unit: fc.constantFrom<RecoveryRule['unit']>('hours', 'days'),
})
const history = fc.record({
  originMs: fc.constantFrom(...ORIGINS),
  own: fc.array(ownRule, { maxLength: 2 }),
  steps: fc.array(fc.oneof({ arbitrary: needling, weight: 4 }, { arbitrary: hold, weight: 1 }), {
    minLength: 3,
    maxLength: 7,
  }),
})
type Needling = ReturnType<typeof needlingOf>
type Step = Parameters<Parameters<(typeof needling)['map']>[0]>[0]

const needlingOf = ({ technique, areas, quarter, minutes }: Step, originMs: number) => {
  const startMs = originMs + quarter * 15 * MINUTE_MS
  return { technique, areas, minutes, needling: { startMs, endMs: startMs + minutes * MINUTE_MS } }
}

/** What the patient's rest is, as decisions read it. */
const standing = () =>
  asActor(database, river.ana, (tx) => restOf(tx, river.clinicId, river.patientId, Math.min(...ORIGINS) - 24 * HOUR_MS))

const rulesNow = (own: readonly RecoveryRule[]) =>
  rulesInForce([...recoveryRules(river.scope), ...own], {
    date: localDateOf(TUESDAY_MORNING_MS, ZONE),
    nowMs: TUESDAY_MORNING_MS,
    patientId: river.patientId,
  })

const rowsFor = (one: Needling, rules: readonly RecoveryRule[]): readonly RestRow[] =>
  restRows({ ...one, rules, neighboursOf: neighboursIn(bodyAreas), zone: ZONE })

/** Any number of rows in one statement. */
const insertAll = (client: pg.PoolClient, table: 'claim' | 'rest_claim', rows: readonly object[]) => {
  const columns = [...new Set(rows.flatMap(Object.keys))].join(', ')
  return client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  )
}

/** Books with plain statements as the application's role: nothing but the database decides. */
const bookRaw = (one: Needling, rows: readonly RestRow[], waived: readonly string[] = []) =>
  rawAs(raw, river.ana, async (client) => {
    const visit = visitAt(river, { startMs: one.needling.startMs, minutes: one.minutes, technique: one.technique })
    const overrideId = uuidv7()
    await insertInto(client, 'appointment', appointmentRowOf(river, visit))
    if (waived.length > 0)
      await insertInto(client, 'override', { ...overrideRowOf(river, visit.id, overrideId), breaks: ['rest'] })
    await insertAll(client, 'claim', claimRowsOf(river, visit))
    const isWaived = (row: RestRow) => row.kind === 'treatment' && waived.includes(row.areaId)
    const stored = rows.map((row) => ({
      ...restRowOf(river, visit, row),
      ...(isWaived(row) && { waived: true, override_id: overrideId }),
    }))
    await insertAll(client, 'rest_claim', stored)
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  })

const iso = (ms: number): string => new Date(ms).toISOString()

const placeRaw = (areaIds: readonly string[], startMs: number, endMs: number | null) =>
  rawAs(raw, river.ana, async (client) => {
    const id = uuidv7()
    const of = { clinic_id: river.clinicId, patient_id: river.patientId }
    await insertInto(client, 'area_hold', {
      ...{ ...of, id, area_ids: areaIds, kind: 'other', reason: 'Test', version: 1 },
      ...{ starts_at: iso(startMs), ends_at: endMs === null ? null : iso(endMs), created_at: iso(startMs) },
      ...{ placed_by_identity_id: river.ana.identityId, placed_by_name: river.ana.name },
    })
    const during = `[${iso(startMs)},${endMs === null ? '' : iso(endMs)})`
    const { leaves } = heldAreas(areaIds, bodyAreas)
    const rest = { ...of, kind: 'rest', during, hold_id: id, waived: false }
    await insertAll(
      client,
      'rest_claim',
      leaves.map((area_id) => ({ ...rest, id: uuidv7(), area_id })),
    )
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  })

const decideOwn = async (own: readonly Parameters<Parameters<(typeof ownRule)['map']>[0]>[0][]) => {
  const rules = own.map(
    (one): RecoveryRule => ({
      ...one,
      ...{ id: uuidv7(), toleranceMinutes: 0, source: 'Test', approvedBy: river.ana.name, validFrom: '2026-01-01' },
      ...{ version: 1, patientId: river.patientId, state: 'in-force', endedAtMs: null },
    }),
  )
  for (const rule of rules)
    await insertInto(owner, 'recovery_rule', {
      ...{ clinic_id: river.clinicId, id: rule.id, patient_id: rule.patientId, technique: rule.technique },
      ...{ relation: rule.relation, amount: rule.amount, unit: rule.unit, tolerance_minutes: 0, source: 'Test' },
      ...{ approved_by: rule.approvedBy, approved_by_identity_id: river.ana.identityId, approved_at: '2026-01-01' },
      ...{ valid_from: rule.validFrom, version: 1, state: 'in-force', created_at: '2026-01-01' },
    })
  return rules
}

const forget = async (): Promise<void> => {
  const by = `_by_identity_id = 'test'`
  await owner.query(`UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2027-01-01' AND status = 'booked'`)
  await owner.query(
    `UPDATE area_hold SET cleared_at = starts_at, cleared${by}, cleared_by_name = 'test', cleared_reason = 'over' WHERE cleared_at IS NULL`,
  )
  await owner.query(
    `UPDATE recovery_rule SET ended_at = app_now(), ended${by}, ended_reason = 'over' WHERE patient_id IS NOT NULL AND ended_at IS NULL`,
  )
}

const outcomes = { kept: 0, refused: 0, waived: 0, short: 0, held: 0, holdRefused: 0 }

/** Tries one needling both ways, and keeps it when both say so; then once more with what an override would waive. */
const tryNeedling = async (one: Needling, rules: readonly RecoveryRule[]): Promise<void> => {
  const existing: readonly StoredRestRow[] = await standing()
  const isTreated = (row: StoredRestRow) => row.kind === 'treatment' && overlaps(row, one.needling)
  // the patient is in one place at a time, whatever rests
  if (existing.some(isTreated)) return
  const planned = rowsFor(one, rules)
  const verdict = decideRest({ planned, existing })
  const rest = planned.find(({ kind }) => kind === 'rest')
  if (verdict.ok && rest !== undefined) {
    const short = planned.map((row) =>
      row === rest ? { ...row, endMs: Math.max(row.startMs + 1, row.endMs - 2 * HOUR_MS) } : row,
    )
    expect(codeOf(await bookRaw(one, short))).toBe('FF002')
    outcomes.short += 1
  }
  const booked = await bookRaw(one, planned)
  expect([codeOf(booked), JSON.stringify({ one, verdict })]).toEqual([
    verdict.ok ? 'ok' : '23P01',
    JSON.stringify({ one, verdict }),
  ])
  if (verdict.ok) {
    outcomes.kept += 1
    return
  }
  outcomes.refused += 1
  const waivers = waiversFor(verdict.refusals)
  if (waivers.others.length > 0) return
  expect(codeOf(await bookRaw(one, planned, waivers.own))).toBe('ok')
  outcomes.waived += 1
}

const tryHold = async (areaIds: readonly string[], startMs: number, endMs: number | null): Promise<void> => {
  const during = { startMs, endMs: endMs ?? Number.POSITIVE_INFINITY }
  const { leaves } = heldAreas(areaIds, bodyAreas)
  const planned = (await standing()).some(
    (row) => row.kind === 'treatment' && !row.waived && leaves.includes(row.areaId) && overlaps(row, during),
  )
  expect(codeOf(await placeRaw(areaIds, startMs, endMs))).toBe(planned ? '23P01' : 'ok')
  if (planned) outcomes.holdRefused += 1
  else outcomes.held += 1
}

describe('P2: what the domain decides and what the database keeps', () => {
  it('are the same for random histories of needlings, holds and rules of one patient, around changes of the clock', async () => {
    await fc.assert(
      fc
        .asyncProperty(history, async ({ originMs, own, steps }) => {
          const rules = rulesNow(await decideOwn(own))
          for (const step of steps) {
            if (step.kind === 'needling') await tryNeedling(needlingOf(step, originMs), rules)
            else {
              const startMs = originMs + step.quarter * 15 * MINUTE_MS
              await tryHold(step.areas, startMs, step.hours === null ? null : startMs + step.hours * HOUR_MS)
            }
          }
        })
        .afterEach(forget),
      { seed: 20_261_126, numRuns: 30 },
    )
    // otherwise the draw would be too tame to prove anything
    for (const [what, count] of Object.entries(outcomes)) expect.soft(count, what).toBeGreaterThan(2)
  }, 120_000)
})
