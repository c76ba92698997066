import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { uuidv7 } from '#lib/ids.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { patientIdsOf } from '../support/people.ts'
import { attempt, codeOf, insertInto, markInError, rawAs, rawPool, rowsOf, tally } from '../support/raw-sql.ts'
import {
  appointmentRowOf,
  type BareVisit,
  bookByCommand,
  bookRaw,
  claimRowsOf,
  moveByCommand,
  visitAt,
} from '../support/visits.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const ROUNDS = 20
const ATTEMPTS = 100

/** Far beyond the demo's calendar, so that only the visits of a test are there. */
const TEN_OCLOCK_MS = Date.parse('2027-06-01T08:00:00Z')

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let database: Database
let river: TestClinic
let patientIds: string[]

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 50)
  // a deadlock among plain statements is found at once instead of after a second
  await owner.query(`ALTER DATABASE ${new URL(test.ownerUrl).pathname.slice(1)} SET deadlock_timeout = '20ms'`)
  database = openDatabase(test.appUrl, 20)
  patientIds = await patientIdsOf(owner, river.clinicId)
})

afterAll(async () => {
  await database?.$disconnect()
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

afterEach(clearTheTestDays)

/** Empties the days the tests play on, without asking the guarantees. */
async function clearTheTestDays(): Promise<void> {
  const from = '2027-01-01'
  await owner.query(
    `UPDATE appointment SET status = 'cancelled' WHERE status <> 'entered-in-error' AND starts_at >= $1`,
    [from],
  )
}

const nth = (index: number): string => patientIds[index % patientIds.length] as string

const overlapsInStore = async (): Promise<number> => {
  const [row] = await rowsOf<{ pairs: string }>(
    owner,
    `SELECT count(*) AS pairs FROM claim a JOIN claim b
       ON a.clinic_id = b.clinic_id AND a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during
     WHERE NOT a.waived AND NOT b.waived`,
  )
  return Number(row?.pairs)
}

const book = (visit: BareVisit) => rawAs(raw, river.desk, (client) => bookRaw(client, river, visit))
const at = (minutes: number): number => TEN_OCLOCK_MS + minutes * MINUTE_MS

describe('P1: nobody and nothing is claimed twice at one instant', () => {
  it('B1: a visit that begins as another ends is booked, on either side of it', async () => {
    expect(codeOf(await book(visitAt(river, { startMs: at(0) })))).toBe('ok')
    expect(codeOf(await book(visitAt(river, { startMs: at(60) })))).toBe('ok')
    expect(codeOf(await book(visitAt(river, { startMs: at(-60) })))).toBe('ok')
  })

  it.each([
    ['the same time', 0, 60],
    ['one that contains it', -30, 120],
    ['one that lies inside it', 15, 30],
    ['one that reaches into its start', -59, 60],
    ['one that begins in its last minute', 59, 60],
  ])('A14: beside a visit, %s is refused', async (_, minutes, length) => {
    expect(codeOf(await book(visitAt(river, { startMs: at(0) })))).toBe('ok')
    expect(codeOf(await book(visitAt(river, { startMs: at(minutes), minutes: length })))).toBe('23P01')
  })

  it.each(['practitionerId', 'placeId', 'patientId'] as const)(
    'A8: a shared %s is enough to be refused',
    async (shared) => {
      const first = visitAt(river, { startMs: at(0) })
      const other = visitAt(river, {
        startMs: at(30),
        practitionerId: river.scope.id('practitioner', 'ben'),
        placeId: river.place('Room 2'),
        patientId: river.otherPatientId,
      })
      expect(codeOf(await book(first))).toBe('ok')
      expect(codeOf(await book({ ...other, [shared]: first[shared] }))).toBe('23P01')
      expect(codeOf(await book({ ...other, id: uuidv7() }))).toBe('ok')
    },
  )

  it('B14: a time that ends as it begins, before it, or a day later is refused by the store, in every table of times', async () => {
    const { appointmentId } = river.coming
    const write = async (sql: string) => codeOf(await attempt(raw, river.owner, sql))
    const visit = (endsAt: string) => write(`UPDATE appointment SET ends_at = ${endsAt} WHERE id = '${appointmentId}'`)
    expect(await visit('starts_at')).toBe('23514')
    expect(await visit("starts_at - interval '1 minute'")).toBe('23514')
    expect(await visit("starts_at + interval '838:59:59'")).toBe('23514')
    const claim = `UPDATE claim SET during = tstzrange(lower(during), lower(during)) WHERE appointment_id = '${appointmentId}'`
    // nobody but the house moves a claim, and not even it can empty one
    expect(await write(claim)).toBe('42501')
    await expect(owner.query(claim)).rejects.toMatchObject({ code: '23514' })
    const away = (from: string, to: string) =>
      write(`INSERT INTO schedule_exception (clinic_id, practitioner_id, kind, starts_at, ends_at, reason, version)
        VALUES ('${river.clinicId}', '${river.practitionerId}', 'closed', '${from}', '${to}', 'Course', 1)`)
    expect(await away('2027-05-01T08:00Z', '2027-05-01T08:00Z')).toBe('23514')
    expect(await away('2027-05-02T08:00Z', '2027-05-01T08:00Z')).toBe('23514')
    const hours = (start: number, end: number) =>
      write(
        `UPDATE working_hours SET start_minute = ${start}, end_minute = ${end} WHERE practitioner_id = '${river.practitionerId}'`,
      )
    for (const [start, end] of [
      [600, 600],
      [600, 540],
      [838 * 60 + 59, 838 * 60 + 119],
    ] as const)
      expect(await hours(start, end)).toBe('23514')
  })

  it('A11: the desk cannot lay a visit over another, whatever it calls it', async () => {
    const there = visitAt(river, { startMs: at(0) })
    expect(codeOf(await book(there))).toBe('ok')
    const over = visitAt(river, { startMs: at(30), patientId: river.otherPatientId })
    const sayWaived = await rawAs(raw, river.desk, async (client) => {
      await insertInto(client, 'appointment', appointmentRowOf(river, over))
      for (const claim of claimRowsOf(river, over)) await insertInto(client, 'claim', { ...claim, waived: true })
    })
    expect(codeOf(sayWaived)).toBe('23514')
  })

  it.each([
    ['nothing at all', () => true],
    ['no practitioner', (resource: string, visit: BareVisit) => resource === visit.practitionerId],
    ['no place', (resource: string, visit: BareVisit) => resource === visit.placeId],
    ['no patient', (resource: string, visit: BareVisit) => resource === visit.patientId],
  ])('a visit that is to happen cannot be saved when it claims %s', async (_, leftOut) => {
    const visit = visitAt(river, { startMs: at(0) })
    const saved = await rawAs(raw, river.desk, async (client) => {
      await insertInto(client, 'appointment', appointmentRowOf(river, visit))
      for (const claim of claimRowsOf(river, visit)) {
        if (!leftOut(claim.resource_id, visit)) await insertInto(client, 'claim', claim)
      }
    })
    expect(codeOf(saved)).toBe('FF001')
  })

  it('a visit that is only asked for keeps its time as one that is booked does', async () => {
    const visit = visitAt(river, { startMs: at(0) })
    const ask = (claims: number) =>
      rawAs(raw, river.desk, async (client) => {
        await insertInto(client, 'appointment', appointmentRowOf(river, visit, 'proposed'))
        for (const claim of claimRowsOf(river, visit).slice(0, claims)) await insertInto(client, 'claim', claim)
      })
    expect(codeOf(await ask(2))).toBe('FF001')
    expect(codeOf(await ask(3))).toBe('ok')
    const letGo = await attempt(raw, river.desk, 'DELETE FROM claim WHERE appointment_id = $1', [visit.id])
    expect(codeOf(letGo)).toBe('FF001')
    expect(codeOf(await book(visitAt(river, { startMs: at(0), patientId: river.otherPatientId })))).toBe('23P01')
  })

  it.each([
    ['are shorter than the visit', [{ kind: 'hands-on', minutes: 30 }]],
    [
      'are longer than the visit',
      [
        { kind: 'hands-on', minutes: 30 },
        { kind: 'resting', minutes: 60 },
      ],
    ],
    ['leave nobody at the patient', [{ kind: 'resting', minutes: 60 }]],
    ['are none', []],
  ])('a visit whose segments %s is not saved', async (_, segments) => {
    const visit = visitAt(river, { startMs: at(0) })
    const saved = await rawAs(raw, river.desk, async (client) => {
      await insertInto(client, 'appointment', { ...appointmentRowOf(river, visit), segments })
      for (const claim of claimRowsOf(river, visit)) await insertInto(client, 'claim', claim)
    })
    expect(codeOf(saved)).toBe('23514')
  })

  it('a visit cannot claim its practitioner for less than the time that hands are needed, nor for another time', async () => {
    const visit = visitAt(river, { startMs: at(0), minutes: 60, handsOnMinutes: 20 })
    const save = (claimed: Partial<BareVisit>) =>
      rawAs(raw, river.desk, async (client) => {
        await insertInto(client, 'appointment', appointmentRowOf(river, visit))
        for (const claim of claimRowsOf(river, visit)) {
          const [other] = claimRowsOf(river, { ...visit, ...claimed }).filter(
            (row) => row.resource_id === visit.practitionerId,
          )
          const during = claim.resource_id === visit.practitionerId ? other?.during : claim.during
          await insertInto(client, 'claim', { ...claim, during })
        }
      })
    expect(codeOf(await save({ handsOnMinutes: 19 }))).toBe('FF001')
    expect(codeOf(await save({ startMs: at(24 * 60) }))).toBe('FF001')
    expect(codeOf(await save({}))).toBe('ok')
  })

  it('a visit cannot lose its claims, be moved without them, or stretch past them', async () => {
    const visit = visitAt(river, { startMs: at(0) })
    expect(codeOf(await book(visit))).toBe('ok')
    const change = (sql: string) => attempt(raw, river.desk, sql, [visit.id])
    expect(codeOf(await change('DELETE FROM claim WHERE appointment_id = $1'))).toBe('FF001')
    const moved = `UPDATE appointment SET starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' WHERE id = $1`
    expect(codeOf(await change(moved))).toBe('FF001')
    const stretched = `UPDATE appointment SET ends_at = ends_at + interval '15 minutes' WHERE id = $1`
    expect(codeOf(await change(stretched))).toBe('FF001')
    const swapped = `UPDATE appointment SET practitioner_id = '${river.scope.id('practitioner', 'ben')}' WHERE id = $1`
    expect(codeOf(await change(swapped))).toBe('FF001')
    expect(codeOf(await change(`UPDATE claim SET during = during WHERE appointment_id = $1`))).toBe('42501')
  })

  it.each(['empty', '[2027-06-01 10:00Z,2027-06-01 11:00Z]', '[2027-06-01 10:00Z,)', '(,2027-06-01 11:00Z)'])(
    'a claim that is not half-open is refused: %s',
    async (during) => {
      const visit = visitAt(river, { startMs: at(0) })
      const saved = await rawAs(raw, river.desk, async (client) => {
        await insertInto(client, 'appointment', appointmentRowOf(river, visit, 'proposed'))
        const [claim] = claimRowsOf(river, visit)
        await insertInto(client, 'claim', { ...claim, during })
      })
      expect(codeOf(saved)).toBe('23514')
    },
  )

  it.each(['cancelled', 'noshow', 'entered-in-error'])('a visit that becomes %s lets its time go', async (status) => {
    const visit = visitAt(river, { startMs: at(0) })
    expect(codeOf(await book(visit))).toBe('ok')
    if (status === 'entered-in-error') await markInError(owner, [visit.id])
    else await attempt(raw, river.desk, 'UPDATE appointment SET status = $2 WHERE id = $1', [visit.id, status])
    expect(codeOf(await book(visitAt(river, { startMs: at(0), patientId: river.otherPatientId })))).toBe('ok')
    const back = await attempt(raw, river.desk, `UPDATE appointment SET status = 'booked' WHERE id = $1`, [visit.id])
    expect(codeOf(back)).toBe(status === 'entered-in-error' ? 'FF006' : 'FF001')
  })
})

/** Runs a hundred at once, twenty times over; each round on a day of its own. */
const race = async <T>(run: (round: number, index: number) => Promise<T>): Promise<T[][]> => {
  const rounds: T[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await Promise.all(Array.from({ length: ATTEMPTS }, (_, index) => run(round, index))))
  }
  return rounds
}

const dayOf = (round: number): number => TEN_OCLOCK_MS + round * 24 * HOUR_MS

/** Taken, or too crowded to say: never an error. */
const REFUSED = ['taken', 'try-again']

describe('P1 in a race of a hundred, twenty times', { timeout: 180_000 }, () => {
  it('A2: plain statements at one slot leave one claim', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const visits = await withoutClaims((index) => ({ startMs: dayOf(round), patientId: nth(index) }))
      const outcomes = await Promise.all(
        visits.map((visit) => rawAs(raw, river.desk, (client) => claimPlainly(client, visit))),
      )
      const { ok, ...refusals } = tally(outcomes)
      expect(ok).toBe(1)
      // who does not use the commands may also be told of a deadlock: never of a success
      expect(Object.keys(refusals).every((code) => ['23P01', '40P01'].includes(code))).toBe(true)
    }
    expect(await overlapsInStore()).toBe(0)
  })

  it('A1: a hundred commands at one slot leave one visit, and ninety-nine are told it is taken', async () => {
    const rounds = await race((round, index) =>
      bookByCommand(database, river.desk, river, visitAt(river, { startMs: dayOf(round), patientId: nth(index) })),
    )
    for (const told of rounds) expect(told.toSorted()).toEqual(['done', ...Array(ATTEMPTS - 1).fill('taken')])
    expect(await overlapsInStore()).toBe(0)
  })

  it('M1: a hundred commands that begin a minute apart never overlap and never end in a deadlock', async () => {
    const rounds = await race((round, index) =>
      bookByCommand(
        database,
        river.desk,
        river,
        visitAt(river, { startMs: dayOf(round) + index * MINUTE_MS, patientId: nth(index) }),
      ),
    )
    for (const told of rounds) {
      const booked = told.filter((answer) => answer === 'done')
      expect(booked.length).toBeGreaterThanOrEqual(1)
      expect(booked.length).toBeLessThanOrEqual(2)
      expect(told.filter((answer) => answer !== 'done').every((answer) => REFUSED.includes(answer))).toBe(true)
    }
    expect(await overlapsInStore()).toBe(0)
  })

  it('M2: without any lock, claims that give way to each other do not deadlock either', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const visits = await withoutClaims((index) => ({
        startMs: dayOf(round) + index * MINUTE_MS,
        patientId: nth(index),
      }))
      const outcomes = await Promise.all(
        visits.map((visit) => rawAs(raw, river.desk, (client) => claimGivingWay(client, visit))),
      )
      expect(tally(outcomes)).toEqual({ ok: ATTEMPTS })
      const booked = outcomes.filter((outcome) => outcome.ok && outcome.value).length
      expect(booked).toBeGreaterThanOrEqual(1)
      expect(booked).toBeLessThanOrEqual(2)
    }
    expect(await overlapsInStore()).toBe(0)
  })

  it('two visits that swap times, fifty callers each, end where a visit may be and nowhere twice', async () => {
    const ben = river.scope.id('practitioner', 'ben')
    for (let round = 0; round < ROUNDS; round++) {
      const early = visitAt(river, { startMs: dayOf(round), practitionerId: ben })
      const late = visitAt(river, {
        startMs: dayOf(round) + 2 * HOUR_MS,
        practitionerId: ben,
        patientId: river.otherPatientId,
      })
      for (const visit of [early, late]) expect(codeOf(await book(visit))).toBe('ok')
      const told = await Promise.all(
        Array.from({ length: ATTEMPTS }, (_, index) => {
          const [mine, theirs] = index % 2 === 0 ? [early, late] : [late, early]
          // every tenth caller steps aside first, so that some swaps do go through
          const startMs = index % 10 === 0 ? dayOf(round) + HOUR_MS : theirs.startMs
          return moveByCommand(database, river.desk, river, { ...mine, startMs })
        }),
      )
      expect(told.every((answer) => ['done', 'there-already', ...REFUSED].includes(answer))).toBe(true)
      expect(told).toContain('done')
      const held = await rowsOf<{ id: string; claims: string }>(
        owner,
        `SELECT a.id, count(*) AS claims FROM appointment a JOIN claim c ON c.appointment_id = a.id
         WHERE a.id = ANY ($1) AND c.during = tstzrange(a.starts_at, a.ends_at) GROUP BY a.id`,
        [[early.id, late.id]],
      )
      expect(held.map(({ claims }) => Number(claims))).toEqual([3, 3])
    }
    expect(await overlapsInStore()).toBe(0)
  })

  it('A7: the last place of the group room goes to one of a hundred', async () => {
    const practitioners = ['ana', 'ben', 'mei'].map((key) => river.scope.id('practitioner', key))
    const places = (['Group 1', 'Group 2', 'Group 3', 'Group 4'] as const).map((label) => river.place(label))
    const sitting = (round: number, index: number, minute: number, chair: number) =>
      visitAt(river, {
        startMs: dayOf(round) + minute * MINUTE_MS,
        minutes: 45,
        handsOnMinutes: 1,
        placeId: places[chair] as string,
        practitionerId: practitioners[index % 3] as string,
        patientId: nth(index),
      })
    for (let round = 0; round < 5; round++) {
      for (const chair of [0, 1, 2]) expect(codeOf(await book(sitting(round, chair, 0, chair)))).toBe('ok')
      const told = await Promise.all(
        Array.from({ length: ATTEMPTS }, (_, index) =>
          bookByCommand(database, river.desk, river, sitting(round, 3 + index, 5 + (index % 8), 3)),
        ),
      )
      expect(told.toSorted()).toEqual(['done', ...Array(ATTEMPTS - 1).fill('taken')])
    }
    expect(await overlapsInStore()).toBe(0)
  })
})

/** A hundred visits of which no claims are asked, being over: they hold nothing yet. */
const withoutClaims = async (wish: (index: number) => Parameters<typeof visitAt>[1]): Promise<BareVisit[]> => {
  const visits = Array.from({ length: ATTEMPTS }, (_, index) => visitAt(river, wish(index)))
  const rows = visits.map((visit) => appointmentRowOf(river, visit, 'fulfilled'))
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  await owner.query(
    `INSERT INTO appointment (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::appointment, $1)`,
    [JSON.stringify(rows)],
  )
  return visits
}

/** The practitioner's claim, by the plainest statement there is. */
const claimPlainly = async (client: pg.PoolClient, visit: BareVisit): Promise<void> => {
  const [claim] = claimRowsOf(river, visit).filter((row) => row.resource_id === visit.practitionerId)
  await insertInto(client, 'claim', claim ?? {})
}

/** All claims of a visit in one statement that gives way instead of failing; nothing stays behind when one was taken. */
const claimGivingWay = async (client: pg.PoolClient, visit: BareVisit): Promise<boolean> => {
  const { rowCount } = await client.query(
    `INSERT INTO claim (clinic_id, resource_id, appointment_id, during, waived)
     SELECT clinic_id, resource_id, appointment_id, during, waived FROM jsonb_populate_recordset(NULL::claim, $1)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(claimRowsOf(river, visit))],
  )
  if (rowCount === 3) return true
  await client.query('DELETE FROM claim WHERE appointment_id = $1', [visit.id])
  return false
}
