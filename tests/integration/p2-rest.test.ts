import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { patientIdsOf } from '../support/people.ts'
import { attempt, codeOf, insertInto, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  type BareVisit,
  bookByCommand,
  bookRaw,
  claimRowsOf,
  moveByCommand,
  restAfter,
  restRowOf,
  visitAt,
} from '../support/visits.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const ROUNDS = 20
const ATTEMPTS = 100

/** Far beyond the demo's calendar. */
const START_MS = Date.parse('2027-06-01T08:00:00Z')
const TRAPEZIUS = 'upper-trapezius.left'
/** Far from the trapezius. */
const GLUTEUS = 'gluteus-medius.left'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let database: Database
let river: TestClinic
let otherPatients: string[]

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 50)
  await owner.query(`ALTER DATABASE ${new URL(test.ownerUrl).pathname.slice(1)} SET deadlock_timeout = '20ms'`)
  database = openDatabase(test.appUrl, 20)
  otherPatients = await patientIdsOf(owner, river.clinicId, river.patientId)
})

afterAll(async () => {
  await database?.$disconnect()
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

afterEach(async () => {
  await owner.query(`UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2027-01-01'`)
})

/** A needling of an area for three quarters of an hour, with the rest that follows from the demo's rules. */
const needling = (startMs: number, areaId = TRAPEZIUS, wish: Partial<BareVisit> = {}): BareVisit =>
  visitAt(river, { startMs, minutes: 45, rest: restAfter(areaId, startMs, startMs + 45 * MINUTE_MS), ...wish })

const book = (visit: BareVisit) => rawAs(raw, river.desk, (client) => bookRaw(client, river, visit))

const spoiltInStore = async (): Promise<number> => {
  const [row] = await rowsOf<{ pairs: string }>(
    owner,
    `SELECT count(*) AS pairs FROM rest_claim a JOIN rest_claim b
       ON a.clinic_id = b.clinic_id AND a.patient_id = b.patient_id AND a.area_id = b.area_id AND a.during && b.during
     WHERE a.kind = 'treatment' AND b.kind = 'rest' AND NOT a.waived`,
  )
  return Number(row?.pairs)
}

describe('P2: no area is needled inside its rest', () => {
  it('a needling inside the rest of an earlier one is refused', async () => {
    expect(codeOf(await book(needling(START_MS)))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + 2 * DAY_MS)))).toBe('23P01')
  })

  it('a needling whose rest would cover a later one is refused, whichever was booked first', async () => {
    expect(codeOf(await book(needling(START_MS + 2 * DAY_MS)))).toBe('ok')
    expect(codeOf(await book(needling(START_MS)))).toBe('23P01')
  })

  it('a needling that begins as the rest ends is booked, and rests may overlap rests', async () => {
    expect(codeOf(await book(needling(START_MS)))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + 45 * MINUTE_MS + 3 * DAY_MS)))).toBe('ok')
    const gluteus = needling(START_MS + 5 * HOUR_MS, GLUTEUS)
    const alsoRestsTrapezius = {
      areaId: TRAPEZIUS,
      kind: 'rest' as const,
      startMs: gluteus.startMs + HOUR_MS,
      endMs: gluteus.startMs + DAY_MS,
    }
    expect(codeOf(await book({ ...gluteus, rest: [...gluteus.rest, alsoRestsTrapezius] }))).toBe('ok')
  })

  it('another area, and the same area of somebody else, are free', async () => {
    expect(codeOf(await book(needling(START_MS)))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + DAY_MS, GLUTEUS)))).toBe('ok')
    const somebody = { patientId: river.otherPatientId }
    expect(codeOf(await book(needling(START_MS + DAY_MS + HOUR_MS, TRAPEZIUS, somebody)))).toBe('ok')
  })

  it('a rule for anywhere on the body keeps every needling away', async () => {
    const everywhere = needling(START_MS)
    const rest = {
      areaId: 'anywhere',
      kind: 'rest' as const,
      startMs: everywhere.startMs + HOUR_MS,
      endMs: START_MS + DAY_MS,
    }
    expect(codeOf(await book({ ...everywhere, rest: [...everywhere.rest, rest] }))).toBe('ok')
    expect(codeOf(await book(needling(START_MS + 3 * HOUR_MS, GLUTEUS)))).toBe('23P01')
  })

  it('no rest names an area or a rule that its clinic does not have', async () => {
    const visit = needling(START_MS)
    const [area] = visit.rest
    if (area === undefined) throw new Error('A needling has rest')
    const [theirs] = await rowsOf<{ id: string }>(owner, 'SELECT id FROM recovery_rule WHERE clinic_id = $1 LIMIT 1', [
      twoClinics().hillside.clinicId,
    ])
    const astray = (change: object) =>
      rawAs(raw, river.desk, async (client) => {
        await bookRaw(client, river, visit)
        await insertInto(client, 'rest_claim', { ...restRowOf(river, visit, area), kind: 'rest', ...change })
      })
    expect(codeOf(await astray({ area_id: 'third-arm.left' }))).toBe('23503')
    expect(codeOf(await astray({ area_id: GLUTEUS, rule_id: theirs?.id }))).toBe('23503')
    expect(codeOf(await astray({ area_id: GLUTEUS, appointment_id: randomUUID() }))).toBe('23514')
    expect(codeOf(await astray({ area_id: GLUTEUS }))).toBe('ok')
  })

  it('nothing that a rest points at is taken away or becomes another under it', async () => {
    const visit = needling(START_MS)
    expect(codeOf(await book(visit))).toBe('ok')
    for (const [table, id] of [
      ['appointment', visit.id],
      ['patient', visit.patientId],
      ['body_area', TRAPEZIUS],
      ['recovery_rule', river.clinicId],
    ]) {
      for (const sql of [
        `DELETE FROM ${table} WHERE id::text = $1`,
        `UPDATE ${table} SET id = $2 WHERE id::text = $1`,
      ]) {
        const values = sql.startsWith('UPDATE') ? [id, randomUUID()] : [id]
        expect.soft(codeOf(await attempt(raw, river.owner, sql, values)), sql).toMatch(/^(42501|23001|23503)$/)
      }
    }
  })

  it("a visit's areas, record and messages are its patient's, and a visit does not change hands with them", async () => {
    const visit = needling(START_MS)
    const [, other = ''] = otherPatients
    const [area] = visit.rest
    const astray = await rawAs(raw, river.desk, async (client) => {
      await bookRaw(client, river, visit)
      if (area) await insertInto(client, 'rest_claim', restRowOf(river, { ...visit, patientId: other }, area))
    })
    expect(codeOf(astray)).toBe('23514')
    expect(codeOf(await book(visit))).toBe('ok')
    const record = (patientId: string) =>
      rawAs(raw, river.ana, (client) =>
        insertInto(client, 'encounter', {
          clinic_id: river.clinicId,
          id: visit.id,
          appointment_id: visit.id,
          patient_id: patientId,
          practitioner_id: river.practitionerId,
          status: 'in-progress',
          started_at: new Date(START_MS).toISOString(),
          version: 1,
        }),
      )
    expect(codeOf(await record(other))).toBe('23514')
    expect(codeOf(await record(visit.patientId))).toBe('ok')
    const message = await attempt(
      raw,
      river.system,
      `INSERT INTO communication (clinic_id, kind, encounter_id, appointment_id, patient_id, step_id, channel, attempt, status, due_at, basis, chest_warning)
       SELECT $1, 'aftercare', $2, (SELECT appointment_id FROM encounter e WHERE e.id = $2), $3, id, 'email', 1, 'due', now(), 'planned-end', false FROM aftercare_step LIMIT 1`,
      [river.clinicId, visit.id, other],
    )
    expect(codeOf(message)).toBe('23514')
    const handed = await rawAs(raw, river.desk, async (client) => {
      await client.query('UPDATE appointment SET patient_id = $2 WHERE id = $1', [visit.id, other])
      await client.query('DELETE FROM claim WHERE appointment_id = $1', [visit.id])
      for (const claim of claimRowsOf(river, { ...visit, patientId: other })) await insertInto(client, 'claim', claim)
    })
    expect(codeOf(handed)).toBe('23514')
  })

  it('a planned needling cannot leave out an area that was decided', async () => {
    const visit = needling(START_MS)
    const saved = await rawAs(raw, river.desk, async (client) => {
      await bookRaw(client, river, visit)
      for (const area_id of [TRAPEZIUS, GLUTEUS])
        await insertInto(client, 'appointment_area', { clinic_id: river.clinicId, appointment_id: visit.id, area_id })
    })
    expect(codeOf(saved)).toBe('FF002')
    const kept = await rawAs(raw, river.desk, async (client) => {
      await bookRaw(client, river, visit)
      await insertInto(client, 'appointment_area', {
        clinic_id: river.clinicId,
        appointment_id: visit.id,
        area_id: TRAPEZIUS,
      })
    })
    expect(codeOf(kept)).toBe('ok')
    expect(codeOf(await attempt(raw, river.desk, 'DELETE FROM rest_claim WHERE appointment_id = $1', [visit.id]))).toBe(
      'FF002',
    )
  })

  it('a planned needling claims its areas from its start to its end, not for a sliver of it', async () => {
    const visit = needling(START_MS)
    const planned = (treated: BareVisit) =>
      rawAs(raw, river.desk, async (client) => {
        await bookRaw(client, river, treated)
        const area = { clinic_id: river.clinicId, appointment_id: visit.id, area_id: TRAPEZIUS }
        await insertInto(client, 'appointment_area', area)
      })
    const sliver = visit.rest.map((row) => ({ ...row, startMs: row.kind === 'rest' ? row.startMs : row.endMs - 1 }))
    expect(codeOf(await planned({ ...visit, rest: sliver }))).toBe('FF002')
    expect(codeOf(await planned(visit))).toBe('ok')
    const swapped = await attempt(
      raw,
      river.desk,
      'UPDATE appointment_area SET area_id = $2 WHERE appointment_id = $1',
      [visit.id, GLUTEUS],
    )
    expect(codeOf(swapped)).toBe('42501')
  })

  it('a needling is not booked without the rest of its area or with a shorter one, and does not lose it later', async () => {
    const visit = needling(START_MS)
    const treatments = visit.rest.filter(({ kind }) => kind === 'treatment')
    expect(codeOf(await book({ ...visit, rest: treatments }))).toBe('FF002')
    const short = visit.rest.map((row) => (row.kind === 'rest' ? { ...row, endMs: row.startMs + DAY_MS } : row))
    expect(codeOf(await book({ ...visit, rest: short }))).toBe('FF002')
    expect(codeOf(await book(visit))).toBe('ok')
    const letGo = `DELETE FROM rest_claim WHERE appointment_id = $1 AND kind = 'rest'`
    expect(codeOf(await attempt(raw, river.desk, letGo, [visit.id]))).toBe('FF002')
    // nor the rest of a neighbour alone
    const treated = treatments.map(({ areaId }) => areaId)
    const neighbour = visit.rest.find(({ kind, areaId }) => kind === 'rest' && !treated.includes(areaId))
    expect(neighbour).toBeDefined()
    const letNeighbourGo = `${letGo} AND area_id = $2`
    expect(codeOf(await attempt(raw, river.desk, letNeighbourGo, [visit.id, neighbour?.areaId]))).toBe('FF002')
    await owner.query(`UPDATE appointment SET status = 'fulfilled' WHERE id = $1`, [visit.id])
    expect(codeOf(await attempt(raw, river.desk, letGo, [visit.id]))).toBe('FF002')
    const replaced = await rawAs(raw, river.desk, async (client) => {
      await client.query('DELETE FROM rest_claim WHERE appointment_id = $1', [visit.id])
      for (const row of visit.rest) await insertInto(client, 'rest_claim', restRowOf(river, visit, row))
    })
    expect(codeOf(replaced)).toBe('ok')
  })

  it('a cancelled needling rests nothing', async () => {
    const visit = needling(START_MS)
    expect(codeOf(await book(visit))).toBe('ok')
    await attempt(raw, river.desk, `UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [visit.id])
    expect(codeOf(await book(needling(START_MS + DAY_MS)))).toBe('ok')
  })

  it('a rest cannot be shortened, moved or turned into something else afterwards', async () => {
    const visit = needling(START_MS)
    expect(codeOf(await book(visit))).toBe('ok')
    const change = (sql: string) => attempt(raw, river.desk, sql, [visit.id])
    expect(codeOf(await change('UPDATE rest_claim SET during = during WHERE appointment_id = $1'))).toBe('42501')
    expect(codeOf(await change(`UPDATE rest_claim SET kind = 'treatment' WHERE appointment_id = $1`))).toBe('42501')
  })
})

const REFUSED = ['rest', 'taken', 'try-again']
const dayOf = (round: number): number => START_MS + round * 40 * DAY_MS

describe('P2 in a race of a hundred, twenty times', { timeout: 180_000 }, () => {
  it('a hundred commands for one resting area never needle inside a rest and never end in a deadlock', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const told = await Promise.all(
        Array.from({ length: ATTEMPTS }, (_, index) =>
          bookByCommand(database, river.desk, river, needling(dayOf(round) + ((index * 37) % ATTEMPTS) * 2 * HOUR_MS)),
        ),
      )
      expect(told.filter((answer) => answer === 'done').length).toBeGreaterThanOrEqual(1)
      expect(told.every((answer) => answer === 'done' || REFUSED.includes(answer))).toBe(true)
    }
    expect(await spoiltInStore()).toBe(0)
  })

  it('without any lock, a hundred needlings that give way to each other end without a deadlock', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const visits = Array.from({ length: ATTEMPTS }, (_, index) =>
        needling(dayOf(round) + ((index * 37) % ATTEMPTS) * 2 * HOUR_MS),
      )
      await propose(visits)
      const outcomes = await Promise.all(
        visits.map((visit) => rawAs(raw, river.desk, (client) => restGivingWay(client, visit))),
      )
      expect(outcomes.every(({ ok }) => ok)).toBe(true)
      expect(outcomes.some((outcome) => outcome.ok && outcome.value)).toBe(true)
    }
    expect(await spoiltInStore()).toBe(0)
  })

  it('B17: two moves that are fine alone and spoil each other together: one of them is refused', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const first = needling(dayOf(round))
      const second = needling(dayOf(round) + 10 * DAY_MS)
      for (const visit of [first, second]) expect(codeOf(await book(visit))).toBe('ok')
      const later = needling(dayOf(round) + 5 * DAY_MS, TRAPEZIUS, { id: first.id })
      const earlier = needling(dayOf(round) + 6 * DAY_MS, TRAPEZIUS, { id: second.id })
      const told = await Promise.all([later, earlier].map((visit) => moveByCommand(database, river.desk, river, visit)))
      expect(told.toSorted()).toEqual(['done', 'rest'])
    }
    expect(await spoiltInStore()).toBe(0)
  })

  it('people with different areas do not wait for nothing: all of them are booked', async () => {
    const told = await Promise.all(
      otherPatients.map((patientId, index) =>
        bookByCommand(database, river.desk, river, needling(START_MS + index * HOUR_MS, TRAPEZIUS, { patientId })),
      ),
    )
    expect(told.every((answer) => answer === 'done')).toBe(true)
  })
})

const propose = async (visits: readonly BareVisit[]): Promise<void> => {
  for (const visit of visits) {
    await owner.query(
      `INSERT INTO appointment SELECT (jsonb_populate_record(a, $2)).* FROM appointment a WHERE a.clinic_id = $1 LIMIT 1`,
      [
        river.clinicId,
        JSON.stringify({
          id: visit.id,
          patient_id: visit.patientId,
          status: 'fulfilled',
          starts_at: new Date(visit.startMs).toISOString(),
          ends_at: new Date(visit.startMs + HOUR_MS).toISOString(),
        }),
      ],
    )
  }
}

/** All rows of a needling in one statement that gives way instead of failing. */
const restGivingWay = async (client: pg.PoolClient, visit: BareVisit): Promise<boolean> => {
  const rows = visit.rest
    .map((row) => restRowOf(river, visit, row))
    .toSorted((a, b) => (`${a.area_id} ${a.kind}` < `${b.area_id} ${b.kind}` ? -1 : 1))
  const { rowCount } = await client.query(
    `INSERT INTO rest_claim (clinic_id, patient_id, area_id, kind, during, appointment_id, waived)
     SELECT clinic_id, patient_id, area_id, kind, during, appointment_id, waived
     FROM jsonb_populate_recordset(NULL::rest_claim, $1)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  )
  if (rowCount === rows.length) return true
  await client.query('DELETE FROM rest_claim WHERE appointment_id = $1', [visit.id])
  return false
}
