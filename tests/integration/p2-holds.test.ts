import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/actor.ts'
import { uuidv7 } from '#lib/ids.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { attempt, codeOf, inBetween, insertInto, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'
import { type BareVisit, bookRaw, overrideRowOf, restAfter, restRowOf, visitAt } from '../support/visits.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Far beyond the demo's calendar. */
const START_MS = Date.parse('2027-06-01T08:00:00Z')
/** Past what the holds of this file have rested. */
const LATER_MS = Date.parse('2028-06-01T08:00:00Z')
const TRAPEZIUS = 'upper-trapezius.left'
const LEVATOR = 'levator-scapulae.left'
const GLUTEUS = 'gluteus-medius.left'
const SHOULDER = 'shoulder.left'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let river: TestClinic
let hill: TestClinic

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  const clinics = twoClinics()
  river = clinics.riverside
  hill = clinics.hillside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 5)
})

afterAll(async () => {
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

const iso = (ms: number): string => new Date(ms).toISOString()

afterEach(async () => {
  await owner.query(`UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2027-01-01'`)
  await owner.query(
    `UPDATE area_hold SET cleared_at = starts_at, cleared_by_identity_id = 'test', cleared_by_name = 'test', cleared_reason = 'over'
     WHERE cleared_at IS NULL`,
  )
})

interface Hold {
  readonly id: string
  readonly patientId: string
  readonly areaIds: readonly string[]
  readonly startMs: number
  /** null: until somebody clears it. */
  readonly endMs: number | null
}

const holdOf = (wish: Partial<Hold> = {}): Hold => ({
  id: uuidv7(),
  patientId: river.patientId,
  areaIds: [TRAPEZIUS],
  startMs: START_MS,
  endMs: null,
  ...wish,
})

const holdRow = (hold: Hold) => ({
  clinic_id: river.clinicId,
  id: hold.id,
  patient_id: hold.patientId,
  area_ids: hold.areaIds,
  kind: 'incident',
  reason: 'Bruised',
  starts_at: iso(hold.startMs),
  ends_at: hold.endMs === null ? null : iso(hold.endMs),
  placed_by_identity_id: river.ana.identityId,
  placed_by_name: river.ana.name,
  created_at: iso(hold.startMs),
  version: 1,
})

const restRowFor = (hold: Hold, areaId = hold.areaIds[0] ?? '') => ({
  clinic_id: river.clinicId,
  id: uuidv7(),
  patient_id: hold.patientId,
  area_id: areaId,
  kind: 'rest',
  during: `[${iso(hold.startMs)},${hold.endMs === null ? '' : iso(hold.endMs)})`,
  hold_id: hold.id,
  waived: false,
})

/** Places a hold with plain statements, with one rest row for each of the areas. */
const place = (hold: Hold, areas: readonly string[] = hold.areaIds, actor: Actor = river.ana) =>
  rawAs(raw, actor, async (client) => {
    await insertInto(client, 'area_hold', holdRow(hold))
    for (const areaId of areas) await insertInto(client, 'rest_claim', restRowFor(hold, areaId))
  })

const CLEAR = `UPDATE area_hold SET cleared_at = $2, cleared_by_identity_id = 'x', cleared_by_name = 'Ana', cleared_reason = 'Healed' WHERE id = $1`
const clear = (hold: Hold, atMs: number, actor: Actor = river.ana) => attempt(raw, actor, CLEAR, [hold.id, iso(atMs)])

const needling = (startMs: number, areaId = TRAPEZIUS, wish: Partial<BareVisit> = {}): BareVisit =>
  visitAt(river, { startMs, minutes: 45, rest: restAfter(areaId, startMs, startMs + 45 * MINUTE_MS), ...wish })
const book = (visit: BareVisit) => rawAs(raw, river.desk, (client) => bookRaw(client, river, visit))

const rowsOfHold = (hold: Hold) =>
  rowsOf<{ starts: Date; ends: Date | null }>(
    owner,
    'SELECT lower(during) AS starts, upper(during) AS ends FROM rest_claim WHERE hold_id = $1 ORDER BY area_id',
    [hold.id],
  )

describe('P2: no area is needled while it is on hold', () => {
  it('a needling in a held area is refused, however far away, and another area is free', async () => {
    expect(codeOf(await place(holdOf()))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + 2 * HOUR_MS)))).toBe('23P01')
    expect(codeOf(await book(needling(START_MS + 700 * DAY_MS)))).toBe('23P01')
    expect(codeOf(await book(needling(START_MS + 2 * HOUR_MS, GLUTEUS)))).toBe('ok')
  })

  it('a needling before it began, at its very end, or of somebody else is free', async () => {
    const hold = holdOf({ endMs: START_MS + 5 * DAY_MS })
    expect(codeOf(await place(hold))).toBe('ok')
    expect(codeOf(await book(needling(START_MS - 45 * MINUTE_MS)))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + 5 * DAY_MS - 1)))).toBe('23P01')
    expect(codeOf(await book(needling(START_MS + 5 * DAY_MS)))).toBe('ok')
    const somebody = { patientId: river.otherPatientId }
    expect(codeOf(await book(needling(START_MS + DAY_MS, TRAPEZIUS, somebody)))).toBe('ok')
  })

  it('Z11: a visit without needling is never in its way', async () => {
    expect(codeOf(await place(holdOf()))).toBe('ok')
    expect(codeOf(await book(visitAt(river, { startMs: START_MS + HOUR_MS })))).toBe('ok')
  })

  it('a hold of the whole body keeps every needling away', async () => {
    expect(codeOf(await place(holdOf({ areaIds: ['anywhere'] })))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + HOUR_MS, GLUTEUS)))).toBe('23P01')
  })

  it('it cannot be laid over a planned needling that nobody waived', async () => {
    expect(codeOf(await book(needling(START_MS + DAY_MS)))).toBe('ok')
    expect(codeOf(await place(holdOf()))).toBe('23P01')
  })

  it('it is laid over one that is waived as a fact, or was allowed before', async () => {
    const visit = needling(START_MS + DAY_MS)
    const waived = await rawAs(raw, river.ana, async (client) => {
      await bookRaw(client, river, { ...visit, rest: [] })
      await client.query(`UPDATE appointment SET technique = 'deep-dry-needling' WHERE id = $1`, [visit.id])
      const overrideId = uuidv7()
      await insertInto(client, 'override', { ...overrideRowOf(river, visit.id, overrideId), breaks: ['rest'] })
      for (const row of visit.rest)
        await insertInto(client, 'rest_claim', {
          ...restRowOf(river, visit, row),
          ...(row.kind === 'treatment' ? { waived: true, override_id: overrideId } : {}),
        })
    })
    expect(codeOf(waived)).toBe('ok')
    expect(codeOf(await place(holdOf()))).toBe('ok')
  })

  it('a race of a hold with a booking ends with one of them', async () => {
    const hold = holdOf()
    const [held, booked] = await inBetween(
      {
        pool: raw,
        actor: river.ana,
        work: async (client) => {
          await insertInto(client, 'area_hold', holdRow(hold))
          await insertInto(client, 'rest_claim', restRowFor(hold))
        },
      },
      { pool: raw, actor: river.desk, work: (client) => bookRaw(client, river, needling(START_MS + HOUR_MS)) },
      owner,
    )
    expect([held, booked].map(codeOf)).toEqual(['ok', '23P01'])
  })
})

describe('P2: a hold stands until its day or until it is cleared', () => {
  it('it is not placed without the rest of each area it names, wide ones leaf by leaf', async () => {
    expect(codeOf(await place(holdOf(), []))).toBe('FF002')
    expect(codeOf(await place(holdOf({ areaIds: [TRAPEZIUS, GLUTEUS] }), [TRAPEZIUS]))).toBe('FF002')
    const wide = holdOf({ areaIds: [SHOULDER] })
    const leaves = await rowsOf<{ id: string }>(
      owner,
      'SELECT id FROM body_area WHERE clinic_id = $1 AND parent_id = $2 AND leaf',
      [river.clinicId, SHOULDER],
    )
    expect(leaves.length).toBeGreaterThan(2)
    expect(
      codeOf(
        await place(
          wide,
          leaves.slice(1).map(({ id }) => id),
        ),
      ),
    ).toBe('FF002')
    expect(
      codeOf(
        await place(
          wide,
          leaves.map(({ id }) => id),
        ),
      ),
    ).toBe('ok')
    expect(codeOf(await place(holdOf({ areaIds: ['tail'] }), [TRAPEZIUS]))).toBe('FF002')
  })

  it('its rest is its own: not for another patient, another time, another kind or beside a visit', async () => {
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    const add = (row: Readonly<Record<string, unknown>>) =>
      rawAs(raw, river.ana, (client) => insertInto(client, 'rest_claim', { ...restRowFor(hold, LEVATOR), ...row }))
    expect(codeOf(await add({ patient_id: river.otherPatientId }))).toBe('23514')
    expect(codeOf(await add({ during: `[${iso(START_MS)},${iso(START_MS + HOUR_MS)})` }))).toBe('23514')
    expect(codeOf(await add({ kind: 'treatment' }))).toBe('23514')
    expect(codeOf(await add({ appointment_id: river.coming.appointmentId }))).toBe('23514')
    expect(codeOf(await add({ hold_id: null }))).toBe('23514')
  })

  it('only a hold may have no end', async () => {
    const visit = needling(START_MS)
    expect(codeOf(await book(visit))).toBe('ok')
    const [area] = visit.rest
    if (!area) throw new Error('A needling rests something')
    const endless = {
      ...restRowOf(river, visit, { ...area, areaId: GLUTEUS, kind: 'rest' }),
      during: `[${iso(START_MS)},)`,
    }
    const added = await rawAs(raw, river.ana, (client) => insertInto(client, 'rest_claim', endless))
    expect(codeOf(added)).toBe('23514')
  })

  it('its rest is neither deleted nor shortened nor waived while it stands', async () => {
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    const tryTo = (sql: string) => attempt(raw, river.ana, sql, [hold.id])
    expect(codeOf(await tryTo('DELETE FROM rest_claim WHERE hold_id = $1'))).toBe('FF002')
    expect(codeOf(await tryTo(`UPDATE rest_claim SET during = during WHERE hold_id = $1`))).toBe('42501')
    expect(codeOf(await tryTo('UPDATE rest_claim SET waived = true WHERE hold_id = $1'))).toBe('23514')
    expect(codeOf(await tryTo('DELETE FROM area_hold WHERE id = $1'))).toBe('42501')
    expect(codeOf(await tryTo(`UPDATE area_hold SET ends_at = now() WHERE id = $1`))).toBe('42501')
    // nor past the application
    const asOwner = (sql: string) => owner.query(sql, [hold.id])
    await expect(asOwner('DELETE FROM rest_claim WHERE hold_id = $1')).rejects.toMatchObject({ code: 'FF002' })
    await expect(asOwner(`UPDATE area_hold SET ends_at = '2027-06-02' WHERE id = $1`)).rejects.toMatchObject({
      code: 'FF008',
    })
  })

  it('cleared, it rests nothing from then on, and what it has rested stays written', async () => {
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    const clearedMs = START_MS + 2 * DAY_MS
    expect(codeOf(await clear(hold, clearedMs))).toBe('ok')
    expect(await rowsOfHold(hold)).toEqual([{ starts: new Date(START_MS), ends: new Date(clearedMs) }])
    expect(codeOf(await book(needling(clearedMs - HOUR_MS)))).toBe('23P01')
    expect(codeOf(await book(needling(clearedMs)))).toBe('ok')
    const gone = await attempt(raw, river.ana, 'DELETE FROM rest_claim WHERE hold_id = $1', [hold.id])
    expect(codeOf(gone)).toBe('FF002')
  })

  it('cleared before it began, it has rested nothing', async () => {
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    expect(codeOf(await clear(hold, START_MS - DAY_MS))).toBe('ok')
    expect(await rowsOfHold(hold)).toEqual([])
  })

  it('it is cleared once, by somebody, with a reason', async () => {
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    const quietly = `UPDATE area_hold SET cleared_at = $2 WHERE id = $1`
    expect(codeOf(await attempt(raw, river.ana, quietly, [hold.id, iso(START_MS)]))).toBe('23514')
    expect(codeOf(await clear(hold, START_MS + DAY_MS))).toBe('ok')
    expect(codeOf(await clear(hold, START_MS))).toBe('FF008')
    const again = `UPDATE area_hold SET cleared_at = NULL, cleared_by_identity_id = NULL, cleared_by_name = NULL, cleared_reason = NULL WHERE id = $1`
    expect(codeOf(await attempt(raw, river.ana, again, [hold.id]))).toBe('FF008')
  })

  it('a waiver against it ends when it is cleared, and not while another hold stands there', async () => {
    const visit = needling(START_MS + 3 * DAY_MS)
    const [first, second] = [holdOf(), holdOf({ startMs: START_MS + HOUR_MS })]
    expect(codeOf(await place(first))).toBe('ok')
    expect(codeOf(await place(second))).toBe('ok')
    const booked = await rawAs(raw, river.ana, async (client) => {
      await bookRaw(client, river, { ...visit, rest: [] })
      await client.query(`UPDATE appointment SET technique = 'deep-dry-needling' WHERE id = $1`, [visit.id])
      const overrideId = uuidv7()
      await insertInto(client, 'override', { ...overrideRowOf(river, visit.id, overrideId), breaks: ['rest'] })
      for (const row of visit.rest)
        await insertInto(client, 'rest_claim', {
          ...restRowOf(river, visit, row),
          ...(row.kind === 'treatment' && row.areaId === TRAPEZIUS ? { waived: true, override_id: overrideId } : {}),
        })
    })
    expect(codeOf(booked)).toBe('ok')
    const waived = async () =>
      (
        await rowsOf<{ waived: boolean }>(
          owner,
          `SELECT waived FROM rest_claim WHERE appointment_id = $1 AND area_id = $2 AND kind = 'treatment'`,
          [visit.id, TRAPEZIUS],
        )
      )[0]?.waived
    expect(await waived()).toBe(true)
    expect(codeOf(await clear(first, START_MS + DAY_MS))).toBe('ok')
    expect(await waived()).toBe(true)
    expect(codeOf(await clear(second, START_MS + DAY_MS))).toBe('ok')
    expect(await waived()).toBe(false)
  })

  it('cancelling visits leaves holds alone', async () => {
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    const visit = needling(START_MS + HOUR_MS, GLUTEUS)
    expect(codeOf(await book(visit))).toBe('ok')
    await attempt(raw, river.desk, `UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [visit.id])
    expect(await rowsOfHold(hold)).toHaveLength(1)
  })

  it('only those who treat place and clear holds', async () => {
    for (const actor of [river.desk, river.owner, river.patient])
      expect.soft(codeOf(await place(holdOf(), [TRAPEZIUS], actor)), actor.kind).toBe('42501')
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    for (const actor of [river.desk, river.owner, river.patient]) {
      const done = await clear(hold, START_MS + HOUR_MS, actor)
      expect.soft(done.ok && done.value.rowCount, actor.kind).toBe(0)
    }
    const seen = await attempt(raw, river.patient, 'SELECT 1 FROM area_hold')
    expect(seen.ok && seen.value.rowCount).toBe(0)
  })

  it('P7: why is read by those who read the record, by nobody else and in no other way', async () => {
    const hold = holdOf()
    expect(codeOf(await place(hold))).toBe('ok')
    for (const column of ['kind', 'reason', 'cleared_reason', '*'])
      for (const actor of [river.ana, river.desk])
        expect.soft(codeOf(await attempt(raw, actor, `SELECT ${column} FROM area_hold`)), column).toBe('42501')
    const why = async (actor: Actor) => {
      const read = await attempt(raw, actor, `SELECT kind, reason FROM area_hold_why WHERE id = '${hold.id}'`)
      return read.ok && read.value.rows
    }
    const told = [{ kind: 'incident', reason: 'Bruised' }]
    expect([await why(river.ana), await why(river.assistant)]).toEqual([told, told])
    for (const actor of [river.desk, river.owner, river.patient, hill.ana, hill.system])
      expect.soft(await why(actor), actor.kind).toEqual([])
    const write = `UPDATE area_hold_why SET reason = 'x' WHERE id = '${hold.id}'`
    expect(codeOf(await attempt(raw, river.ana, write))).toBe('42501')
  })
})

describe('P2: a longer rest for one patient', () => {
  const ruleRow = (wish: Readonly<Record<string, unknown>> = {}) => ({
    clinic_id: river.clinicId,
    id: uuidv7(),
    technique: 'deep-dry-needling',
    relation: 'same',
    amount: 6,
    unit: 'days',
    tolerance_minutes: 0,
    source: 'Heals slowly',
    approved_by: river.ana.name,
    approved_by_identity_id: river.ana.identityId,
    approved_at: '2026-11-24T06:00:00Z',
    valid_from: '2026-01-01',
    version: 1,
    patient_id: river.patientId,
    state: 'in-force',
    created_at: '2026-11-24T06:00:00Z',
    ...wish,
  })
  const decide = (row: Readonly<Record<string, unknown>>, actor: Actor = river.ana) =>
    rawAs(raw, actor, (client) => insertInto(client, 'recovery_rule', row))
  const end = (id: unknown) =>
    attempt(
      raw,
      river.ana,
      `UPDATE recovery_rule SET ended_at = '2026-11-24T06:00:00Z', ended_by_identity_id = 'x', ended_reason = 'Healed' WHERE id = $1`,
      [id],
    )
  const longer = (visit: BareVisit): BareVisit => ({
    ...visit,
    rest: visit.rest.map((row) =>
      row.kind === 'rest' && row.areaId === TRAPEZIUS ? { ...row, endMs: row.endMs + 3 * DAY_MS } : row,
    ),
  })

  it('asks it of this patient’s needlings only, and no more once it is ended', async () => {
    const rule = ruleRow()
    expect(codeOf(await decide(rule))).toBe('ok')
    expect(codeOf(await book(needling(LATER_MS)))).toBe('FF002')
    expect(codeOf(await book(longer(needling(LATER_MS))))).toBe('ok')
    expect(codeOf(await book(needling(LATER_MS + HOUR_MS, TRAPEZIUS, { patientId: river.otherPatientId })))).toBe('ok')
    expect(codeOf(await end(rule.id))).toBe('ok')
    expect(codeOf(await book(needling(LATER_MS + 20 * DAY_MS)))).toBe('ok')
  })

  it('takes nothing away from the clinic’s own rule', async () => {
    const rule = ruleRow({ amount: 1 })
    expect(codeOf(await decide(rule))).toBe('ok')
    const visit = needling(LATER_MS)
    const short = visit.rest.map((row) => (row.kind === 'rest' ? { ...row, endMs: row.startMs + DAY_MS } : row))
    expect(codeOf(await book({ ...visit, rest: short }))).toBe('FF002')
    expect(codeOf(await book(visit))).toBe('ok')
    expect(codeOf(await end(rule.id))).toBe('ok')
  })

  it('is decided by a practitioner, of a person, and for more than nothing', async () => {
    expect(codeOf(await decide(ruleRow(), river.desk))).toBe('42501')
    expect(codeOf(await decide(ruleRow(), river.patient))).toBe('42501')
    expect(codeOf(await decide(ruleRow({ approved_by_identity_id: river.desk.identityId })))).toBe('23514')
    expect(codeOf(await decide(ruleRow({ amount: 0 })))).toBe('23514')
    expect(codeOf(await decide(ruleRow({ tolerance_minutes: 60 })))).toBe('23514')
    expect(codeOf(await decide(ruleRow({ source: ' ' })))).toBe('23514')
    expect(codeOf(await decide(ruleRow({ approved_by: null })))).toBe('23514')
  })

  it('stays as it was decided and is ended once', async () => {
    const rule = ruleRow({ technique: 'body-acupuncture' })
    expect(codeOf(await decide(rule))).toBe('ok')
    const change = (sql: string) => attempt(raw, river.ana, `UPDATE recovery_rule SET ${sql} WHERE id = $1`, [rule.id])
    expect(codeOf(await change('amount = 1'))).toBe('42501')
    expect(codeOf(await change(`valid_from = '2099-01-01'`))).toBe('FF008')
    expect(codeOf(await change(`state = 'draft', approved_by = NULL`))).toBe('FF008')
    expect(codeOf(await attempt(raw, river.ana, 'DELETE FROM recovery_rule WHERE id = $1', [rule.id]))).toBe('42501')
    expect(codeOf(await end(rule.id))).toBe('ok')
    expect(codeOf(await end(rule.id))).toBe('FF008')
  })

  it('a draft of the clinic rests nothing, and only a clinical lead puts it in force', async () => {
    const draft = ruleRow({
      ...{ patient_id: null, state: 'draft', version: 2, amount: 30, drafted_by_identity_id: river.owner.identityId },
      ...{ approved_by: null, approved_by_identity_id: null, approved_at: null },
    })
    expect(codeOf(await decide({ ...draft, state: 'in-force', approved_by: 'Ana' }, river.owner))).toBe('42501')
    expect(codeOf(await decide(draft, river.owner))).toBe('ok')
    expect(codeOf(await book(needling(LATER_MS)))).toBe('ok')
    const approve = (identityId: string | null) =>
      attempt(
        raw,
        river.owner,
        `UPDATE recovery_rule SET state = 'in-force', approved_by = 'Somebody', approved_at = '2026-11-24T06:00:00Z', approved_by_identity_id = $2 WHERE id = $1`,
        [draft.id, identityId],
      )
    expect(codeOf(await approve(null))).toBe('23514')
    expect(codeOf(await approve(river.owner.identityId))).toBe('23514')
    expect(codeOf(await approve(river.ana.identityId))).toBe('ok')
    expect(codeOf(await book(needling(LATER_MS + 40 * DAY_MS)))).toBe('FF002')
    // the rules of the clinic are followed by their next version
    expect(codeOf(await end(draft.id))).toBe('23514')
  })
})
