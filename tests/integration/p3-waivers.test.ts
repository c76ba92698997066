import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '#lib/ids.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { patientIdsOf } from '../support/people.ts'
import { attempt, codeOf, inBetween, insertInto, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  appointmentRowOf,
  type BareVisit,
  bookRaw,
  claimRowsOf,
  overbookRaw,
  overrideRowOf,
  restAfter,
  restRowOf,
  visitAt,
} from '../support/visits.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const START_MS = Date.parse('2027-06-01T08:00:00Z')
const TRAPEZIUS = 'upper-trapezius.left'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let river: TestClinic
let hill: TestClinic
let patientIds: string[]

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  const clinics = twoClinics()
  river = clinics.riverside
  hill = clinics.hillside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 20)
  patientIds = await patientIdsOf(owner, river.clinicId)
})

afterAll(async () => {
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

afterEach(async () => {
  await owner.query(`UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2027-01-01'`)
})

const nth = (index: number): string => patientIds[index % patientIds.length] as string

/** Ana's visits, each with a patient and a place of its own, so that only she is double-booked. */
const PLACES = ['Room 1', 'Room 2', 'Group 1', 'Group 2', 'Group 3', 'Group 4'] as const
const visit = (index: number, startMinute: number, minutes = 60, dayMs = START_MS): BareVisit =>
  visitAt(river, {
    startMs: dayMs + startMinute * MINUTE_MS,
    minutes,
    patientId: nth(index),
    placeId: river.place(PLACES[index % PLACES.length] as (typeof PLACES)[number]),
  })

const book = (planned: BareVisit) => rawAs(raw, river.desk, (client) => bookRaw(client, river, planned))
const overbook = (planned: BareVisit) => rawAs(raw, river.owner, (client) => overbookRaw(client, river, planned))
const cancel = (planned: BareVisit) =>
  attempt(raw, river.desk, `UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [planned.id])

const waivedOf = async (planned: BareVisit): Promise<boolean[]> => {
  const rows = await rowsOf<{ waived: boolean }>(
    owner,
    'SELECT waived FROM claim WHERE appointment_id = $1 AND resource_id = $2',
    [planned.id, planned.practitionerId],
  )
  return rows.map(({ waived }) => waived)
}

describe('P3: a rule is broken only by a recorded decision or a recorded fact', () => {
  it('a visit over another is kept when an override says who, when and why', async () => {
    expect(codeOf(await book(visit(0, 0)))).toBe('ok')
    expect(codeOf(await overbook(visit(1, 30)))).toBe('ok')
  })

  it.each([
    ['no reason', { reason: '  ' }],
    ['nothing that it breaks', { breaks: [] }],
    ['a rule that nobody knows', { breaks: ['gravity'] }],
  ])('an override with %s is refused', async (_, wrong) => {
    const planned = visit(0, 0)
    const saved = await rawAs(raw, river.owner, async (client) => {
      await insertInto(client, 'appointment', appointmentRowOf(river, planned, 'proposed'))
      await insertInto(client, 'override', { ...overrideRowOf(river, planned.id, uuidv7()), ...wrong })
    })
    expect(codeOf(saved)).toBe('23514')
  })

  it('an override cannot be changed or taken back, so a waiver keeps its reason', async () => {
    const planned = visit(0, 0)
    const made = await overbook(planned)
    if (!made.ok) throw new Error(made.message)
    const change = (sql: string) => attempt(raw, river.owner, sql, [made.value])
    expect(codeOf(await change(`UPDATE override SET reason = 'other' WHERE id = $1`))).toBe('42501')
    expect(codeOf(await change('DELETE FROM override WHERE id = $1'))).toBe('42501')
    await expect(owner.query(`UPDATE override SET reason = 'other' WHERE id = $1`, [made.value])).rejects.toMatchObject(
      { code: 'FF008' },
    )
  })

  it('a waiver needs its record, a record waives, and neither comes without the other', async () => {
    const planned = visit(0, 0)
    expect(codeOf(await book(planned))).toBe('ok')
    const made = await overbook(visit(1, 30))
    if (!made.ok) throw new Error(made.message)
    const set = (change: string) =>
      attempt(raw, river.owner, `UPDATE claim SET ${change} WHERE appointment_id = $1`, [planned.id])
    expect(codeOf(await set('waived = true'))).toBe('23514')
    expect(codeOf(await set(`override_id = '${made.value}'`))).toBe('23514')
    expect(codeOf(await set(`waived = true, override_id = '${uuidv7()}'`))).toBe('23503')
  })

  it('an override waives only what it was written for: its own rule, its own visit or one that it meets', async () => {
    const save = (planned: BareVisit, wish: Readonly<Record<string, unknown>>) =>
      rawAs(raw, river.owner, async (client) => {
        const overrideId = uuidv7()
        await insertInto(client, 'appointment', appointmentRowOf(river, planned))
        await insertInto(client, 'override', { ...overrideRowOf(river, planned.id, overrideId), ...wish })
        for (const claim of claimRowsOf(river, planned))
          await insertInto(client, 'claim', { ...claim, waived: true, override_id: overrideId })
      })
    const elsewhere = visit(3, 600)
    expect(codeOf(await book(visit(0, 0)))).toBe('ok')
    expect(codeOf(await book(elsewhere))).toBe('ok')
    expect(codeOf(await save(visit(1, 30), { breaks: ['notice'] }))).toBe('23514')
    expect(codeOf(await save(visit(1, 30), { appointment_id: elsewhere.id }))).toBe('23514')
    expect(codeOf(await save(visit(1, 30), {}))).toBe('ok')
  })

  it("another clinic's override waives nothing here", async () => {
    const theirs = visitAt(hill, {
      startMs: START_MS,
      practitionerId: hill.practitionerId,
      placeId: hill.place('Room 1'),
      patientId: hill.patientId,
    })
    const made = await rawAs(raw, hill.owner, (client) => overbookRaw(client, hill, theirs))
    if (!made.ok) throw new Error(made.message)
    const planned = visit(0, 0)
    expect(codeOf(await book(planned))).toBe('ok')
    const waived = await attempt(
      raw,
      river.owner,
      'UPDATE claim SET waived = true, override_id = $2 WHERE appointment_id = $1',
      [planned.id, made.value],
    )
    expect(codeOf(waived)).toBe('23503')
  })

  it('a waived visit still occupies its time: a plain one is not laid over it', async () => {
    expect(codeOf(await book(visit(0, 0)))).toBe('ok')
    expect(codeOf(await overbook(visit(1, 30)))).toBe('ok')
    expect(codeOf(await book(visit(2, 60)))).toBe('23P01')
    expect(codeOf(await book(visit(2, 90)))).toBe('ok')
  })

  it('when the visit under an overbooked one is cancelled, the overbooked one holds the time alone and leaves no hole', async () => {
    const under = visit(0, 0)
    const over = visit(1, 0)
    expect(codeOf(await book(under))).toBe('ok')
    expect(codeOf(await overbook(over))).toBe('ok')
    expect(codeOf(await cancel(under))).toBe('ok')
    expect(await waivedOf(over)).toEqual([false])
    expect(codeOf(await book(visit(2, 0)))).toBe('23P01')
    expect(codeOf(await cancel(over))).toBe('ok')
    expect(codeOf(await book(visit(2, 0)))).toBe('ok')
  })

  it('of two visits laid over one that goes, one becomes plain and the other stays waived', async () => {
    const [under, first, second] = [visit(0, 0), visit(1, 0), visit(2, 0)]
    expect(codeOf(await book(under))).toBe('ok')
    expect(codeOf(await overbook(first))).toBe('ok')
    expect(codeOf(await overbook(second))).toBe('ok')
    expect(codeOf(await cancel(under))).toBe('ok')
    const practitioners = await rowsOf<{ waived: boolean }>(
      owner,
      'SELECT waived FROM claim WHERE appointment_id = ANY ($1) AND resource_id = $2 ORDER BY waived',
      [[first.id, second.id], river.practitionerId],
    )
    expect(practitioners).toEqual([{ waived: false }, { waived: true }])
    expect(codeOf(await book(visit(3, 0)))).toBe('23P01')
  })

  it('a visit laid over two stays waived until both are gone', async () => {
    const [early, late, over] = [visit(0, 0), visit(1, 60), visit(2, 30)]
    for (const planned of [early, late]) expect(codeOf(await book(planned))).toBe('ok')
    expect(codeOf(await overbook(over))).toBe('ok')
    expect(codeOf(await cancel(early))).toBe('ok')
    expect(await waivedOf(over)).toContain(true)
    expect(codeOf(await cancel(late))).toBe('ok')
    expect(await waivedOf(over)).toEqual([false])
  })

  it('a plain visit that is booked while another is being overbooked does not slip under it', async () => {
    const over = visit(1, 30)
    const plain = visit(2, 60)
    expect(codeOf(await book(visit(0, 0)))).toBe('ok')
    const outcomes = await inBetween(
      { pool: raw, actor: river.owner, work: (client) => overbookRaw(client, river, over) },
      { pool: raw, actor: river.desk, work: (client) => bookRaw(client, river, plain) },
      owner,
    )
    expect(outcomes.map(codeOf)).toEqual(['ok', '23P01'])
  })

  it('who overbooks while a plain visit is being booked waits for it, and its override covers both', async () => {
    expect(codeOf(await book(visit(0, 0)))).toBe('ok')
    const outcomes = await inBetween(
      { pool: raw, actor: river.desk, work: (client) => bookRaw(client, river, visit(2, 60)) },
      { pool: raw, actor: river.owner, work: (client) => overbookRaw(client, river, visit(1, 30)) },
      owner,
    )
    expect(outcomes.map(codeOf)).toEqual(['ok', 'ok'])
  })

  it('a visit whose time is being waived just then does not let another one in', async () => {
    const under = visit(0, 0)
    expect(codeOf(await book(under))).toBe('ok')
    const outcomes = await inBetween(
      {
        pool: raw,
        actor: river.owner,
        work: async (client) => {
          const overrideId = uuidv7()
          await insertInto(client, 'override', overrideRowOf(river, under.id, overrideId))
          await client.query('UPDATE claim SET waived = true, override_id = $2 WHERE appointment_id = $1', [
            under.id,
            overrideId,
          ])
        },
      },
      { pool: raw, actor: river.desk, work: (client) => bookRaw(client, river, visit(1, 30)) },
      owner,
    )
    expect(outcomes.map(codeOf)).toEqual(['ok', '23P01'])
  })
})

/** A needling with the rest that follows from the demo's rules. */
const needling = (startMs: number, areaId = TRAPEZIUS): BareVisit =>
  visitAt(river, { startMs, minutes: 45, rest: restAfter(areaId, startMs, startMs + 45 * MINUTE_MS) })

describe('P3 for rest: treatments may be waived, rests never', () => {
  /** Needles into a running rest by decision: the treatment row is waived, its own rest is not. */
  const needleByDecision = async (client: pg.PoolClient, planned: BareVisit, breaksToo: readonly BareVisit[] = []) => {
    const overrideId = uuidv7()
    await insertInto(client, 'appointment', appointmentRowOf(river, planned))
    await insertInto(client, 'override', { ...overrideRowOf(river, planned.id, overrideId), breaks: ['rest'] })
    for (const claim of claimRowsOf(river, planned)) await insertInto(client, 'claim', claim)
    for (const other of breaksToo) {
      await client.query(
        `UPDATE rest_claim SET waived = true, override_id = $2 WHERE appointment_id = $1 AND kind = 'treatment'`,
        [other.id, overrideId],
      )
    }
    for (const row of planned.rest) {
      const waiver =
        row.kind === 'treatment' && row.areaId === TRAPEZIUS && breaksToo.length === 0
          ? { waived: true, override_id: overrideId }
          : {}
      await insertInto(client, 'rest_claim', { ...restRowOf(river, planned, row), ...waiver })
    }
    return overrideId
  }
  const needleAnyway = (planned: BareVisit) => rawAs(raw, river.ana, (client) => needleByDecision(client, planned))

  it('a practitioner needles into a rest with a recorded reason', async () => {
    expect(codeOf(await rawAs(raw, river.desk, (client) => bookRaw(client, river, needling(START_MS))))).toBe('ok')
    expect(codeOf(await needleAnyway(needling(START_MS + DAY_MS)))).toBe('ok')
  })

  it("neither another patient's decision or fact nor a decision about the hours lets needles into a rest", async () => {
    expect(codeOf(await book(needling(START_MS)))).toBe('ok')
    const planned = needling(START_MS + DAY_MS)
    const somebody = visit(5, 600)
    expect(codeOf(await book({ ...somebody, patientId: river.otherPatientId }))).toBe('ok')
    const save = (record: 'override' | 'deviation', wish: Readonly<Record<string, unknown>>) =>
      rawAs(raw, river.ana, async (client) => {
        const id = uuidv7()
        const fact = { clinic_id: river.clinicId, id, kind: 'rest-spoiled', by_identity_id: 'x', detail: {} }
        const row =
          record === 'override' ? overrideRowOf(river, planned.id, id) : { ...fact, at: new Date().toISOString() }
        await insertInto(client, 'appointment', appointmentRowOf(river, planned))
        await insertInto(client, record, { ...row, ...wish })
        for (const claim of claimRowsOf(river, planned)) await insertInto(client, 'claim', claim)
        for (const rest of planned.rest) {
          const waiver = rest.kind === 'treatment' ? { waived: true, [`${record}_id`]: id } : {}
          await insertInto(client, 'rest_claim', { ...restRowOf(river, planned, rest), ...waiver })
        }
      })
    expect(codeOf(await save('override', { breaks: ['hours'] }))).toBe('23514')
    expect(codeOf(await save('override', { breaks: ['rest'], appointment_id: somebody.id }))).toBe('23514')
    expect(codeOf(await save('deviation', { appointment_id: somebody.id }))).toBe('23514')
    expect(codeOf(await save('deviation', { appointment_id: planned.id }))).toBe('ok')
  })

  it('a rest row is never waived, neither when it is written nor later', async () => {
    const first = needling(START_MS)
    expect(codeOf(await book(first))).toBe('ok')
    const second = needling(START_MS + DAY_MS)
    const overrideId = await needleAnyway(second)
    if (!overrideId.ok) throw new Error(overrideId.message)
    const waive = await attempt(
      raw,
      river.ana,
      `UPDATE rest_claim SET waived = true, override_id = $2 WHERE appointment_id = $1 AND kind = 'rest'`,
      [first.id, overrideId.value],
    )
    expect(codeOf(waive)).toBe('23514')
    const [rest] = first.rest.filter(({ kind }) => kind === 'rest')
    const written = await rawAs(raw, river.ana, (client) =>
      insertInto(client, 'rest_claim', {
        ...restRowOf(river, second, rest!),
        waived: true,
        override_id: overrideId.value,
      }),
    )
    expect(codeOf(written)).toBe('23514')
  })

  it('the rest of a waived treatment still keeps others away', async () => {
    expect(codeOf(await book(needling(START_MS)))).toBe('ok')
    expect(codeOf(await needleAnyway(needling(START_MS + 2 * DAY_MS)))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + 4 * DAY_MS)))).toBe('23P01')
  })

  it('a waived treatment is still there: another rest is not laid over it without a decision of its own', async () => {
    expect(codeOf(await book(needling(START_MS)))).toBe('ok')
    const waived = needling(START_MS + 2 * DAY_MS)
    expect(codeOf(await needleAnyway(waived))).toBe('ok')
    // past the first one's rest of its neighbours, and itself resting the waived one's area
    const neighbour = needling(START_MS + DAY_MS + HOUR_MS, 'levator-scapulae.left')
    expect(codeOf(await book(neighbour))).toBe('23P01')
  })

  it('when the visit that made the rest is cancelled, the waived treatment counts again', async () => {
    const first = needling(START_MS)
    const second = needling(START_MS + DAY_MS)
    expect(codeOf(await book(first))).toBe('ok')
    expect(codeOf(await needleAnyway(second))).toBe('ok')
    expect(codeOf(await cancel(first))).toBe('ok')
    const rows = await rowsOf<{ waived: boolean }>(
      owner,
      'SELECT DISTINCT waived FROM rest_claim WHERE appointment_id = $1',
      [second.id],
    )
    expect(rows).toEqual([{ waived: false }])
    expect(codeOf(await book(needling(START_MS)))).toBe('23P01')
  })

  it('a rest is not laid over a treatment that somebody else is waiving just then', async () => {
    const coming = needling(START_MS + 2 * DAY_MS)
    const sneaking = needling(START_MS + 6 * 60 * MINUTE_MS)
    expect(codeOf(await book(coming))).toBe('ok')
    const outcomes = await inBetween(
      { pool: raw, actor: river.ana, work: (client) => needleByDecision(client, needling(START_MS), [coming]) },
      {
        pool: raw,
        actor: river.desk,
        work: (client) =>
          bookRaw(client, river, { ...sneaking, rest: sneaking.rest.filter(({ kind }) => kind === 'rest') }),
      },
      owner,
    )
    expect(outcomes.map(codeOf)).toEqual(['ok', '23P01'])
  })
})
