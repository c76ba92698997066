import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '#lib/ids.ts'
import { type TestClinic, TUESDAY_MORNING_MS, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Attempt, attempt, codeOf, insertInto, rawAs, rawPool, rowsOf, tally } from '../support/raw-sql.ts'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let river: TestClinic
let hill: TestClinic
let encounterId: string

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  const clinics = twoClinics()
  river = clinics.riverside
  hill = clinics.hillside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 50)
  await setClock(TUESDAY_MORNING_MS)
  encounterId = await openEncounter()
})

afterAll(async () => {
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

/** Moves the database's clock, as the test clock does. */
const setClock = (ms: number) =>
  owner.query(`UPDATE app_clock SET shift = $1::timestamptz - now()`, [new Date(ms).toISOString()])

/** A visit of today in which nothing has been recorded yet. */
async function openEncounter(): Promise<string> {
  const id = uuidv7()
  const [visit] = await rowsOf<{ id: string; patient_id: string; practitioner_id: string }>(
    owner,
    `SELECT id, patient_id, practitioner_id FROM appointment a WHERE clinic_id = $1 AND status = 'booked' AND practitioner_id = $2
       AND NOT EXISTS (SELECT 1 FROM encounter e WHERE e.appointment_id = a.id) ORDER BY starts_at LIMIT 1`,
    [river.clinicId, river.practitionerId],
  )
  await insertInto(owner, 'encounter', {
    clinic_id: river.clinicId,
    id,
    appointment_id: visit?.id,
    patient_id: visit?.patient_id,
    practitioner_id: visit?.practitioner_id,
    status: 'in-progress',
    started_at: new Date(TUESDAY_MORNING_MS).toISOString(),
    version: 1,
  })
  return id
}

interface Excuse {
  readonly deviation?: string
  /** What the deviation is about, when that is not this use. */
  readonly about?: { readonly lot_id?: string; readonly encounter_id?: string }
}

/** Writes down a deviation about a lot, if there is one; its id. */
const excuse = async (client: pg.PoolClient, lotId: string, { deviation, about }: Excuse): Promise<string | null> => {
  if (deviation === undefined) return null
  const id = uuidv7()
  await insertInto(client, 'deviation', {
    clinic_id: river.clinicId,
    id,
    kind: deviation,
    encounter_id: encounterId,
    lot_id: lotId,
    by_identity_id: river.ana.identityId,
    detail: {},
    at: new Date(TUESDAY_MORNING_MS).toISOString(),
    ...about,
  })
  return id
}

const scan = (lotId: string, why: Excuse = {}) =>
  rawAs(raw, river.ana, async (client) =>
    insertInto(client, 'lot_scan', {
      clinic_id: river.clinicId,
      id: uuidv7(),
      encounter_id: encounterId,
      lot_id: lotId,
      raw: 'a label',
      deviation_id: await excuse(client, lotId, why),
      by_identity_id: river.ana.identityId,
      at: new Date(TUESDAY_MORNING_MS).toISOString(),
    }),
  )

interface Use extends Excuse {
  readonly quantity?: number
  readonly usedAtMs?: number
}

const recordUse = (lotId: string, { quantity = 1, usedAtMs = TUESDAY_MORNING_MS, ...why }: Use = {}) =>
  rawAs(raw, river.ana, async (client) => {
    const deviationId = await excuse(client, lotId, why)
    await insertInto(client, 'lot_use', {
      clinic_id: river.clinicId,
      id: uuidv7(),
      encounter_id: encounterId,
      lot_id: lotId,
      quantity,
      deviation_id: deviationId,
      by_identity_id: river.ana.identityId,
      used_at: new Date(usedAtMs).toISOString(),
      at: new Date(usedAtMs).toISOString(),
    })
  })

const reasonOf = (outcome: Attempt<unknown>): string => (outcome.ok ? 'ok' : `${outcome.code} ${outcome.detail}`)

/** Writes a line about the whole lot, which is what sets it aside, releases it or recalls it. */
const say = (lotId: string, kind: 'quarantined' | 'released' | 'recalled') =>
  rawAs(raw, river.desk, (client) =>
    insertInto(client, 'stock_entry', { ...stockEntry(lotId, kind, 0), place_id: null }),
  )

/** A new lot with so many needles in it. */
const newLot = async (onHand: number, expiryDate = '2030-12-31'): Promise<string> => {
  const id = uuidv7()
  await insertInto(owner, 'lot', {
    clinic_id: river.clinicId,
    id,
    product_id: river.scope.id('product', 'heron-50'),
    lot_number: id.slice(-12),
    expiry_date: expiryDate,
    status: 'active',
    received_at: new Date(TUESDAY_MORNING_MS).toISOString(),
  })
  if (onHand > 0) await receive(id, onHand)
  return id
}

/** A lot that was found in a visit: nobody knows its last day, nor that it ever came in. */
const foundLot = async (): Promise<string> => {
  const id = uuidv7()
  await insertInto(owner, 'lot', {
    ...{ clinic_id: river.clinicId, id, product_id: river.scope.id('product', 'heron-50'), lot_number: id.slice(-12) },
    ...{ expiry_date: null, status: 'quarantined', received_at: null },
  })
  return id
}

const receive = (lotId: string, quantity: number) =>
  rawAs(raw, river.desk, (client) => insertInto(client, 'stock_entry', stockEntry(lotId, 'received', quantity)))

const stockEntry = (lotId: string, kind: string, quantity: number) => ({
  clinic_id: river.clinicId,
  id: uuidv7(),
  lot_id: lotId,
  // a clinic's first store bears its id
  place_id: river.clinicId,
  kind,
  quantity,
  reason: kind === 'received' || kind === 'used' ? null : 'Looked again.',
  by_identity_id: river.desk.identityId,
  at: new Date(TUESDAY_MORNING_MS).toISOString(),
})

/** Moves needles; gives 'ok' or why not. */
const move = async (lotId: string, from: string, to: string, quantity: number, kind = 'moved'): Promise<string> => {
  const movement = { ...stockEntry(lotId, kind, quantity), reason: null, movement_id: uuidv7() }
  const moved = await rawAs(raw, river.desk, async (client) => {
    await insertInto(client, 'stock_entry', { ...movement, place_id: from, quantity: -quantity })
    await insertInto(client, 'stock_entry', { ...movement, id: uuidv7(), place_id: to })
  })
  return reasonOf(moved)
}

/** How many needles of a lot lie where. */
const placesOf = async (lotId: string): Promise<Record<string, number>> => {
  const rows = await rowsOf<{ name: string; on_hand: number }>(
    owner,
    `SELECT coalesce(r.name, 'store') AS name, s.on_hand FROM lot_stock s JOIN stock_place p ON p.id = s.place_id
     LEFT JOIN room r ON r.id = p.room_id WHERE s.lot_id = $1`,
    [lotId],
  )
  return Object.fromEntries(rows.map(({ name, on_hand }) => [name, on_hand]))
}

const stockOf = async (lotId: string): Promise<{ onHand: number; ledger: number; used: number }> => {
  const [row] = await rowsOf<{ on_hand: number; ledger: string; used: string }>(
    owner,
    `SELECT (SELECT sum(on_hand)::int FROM lot_stock WHERE lot_id = $1) AS on_hand,
            (SELECT sum(quantity) FROM stock_entry WHERE lot_id = $1) AS ledger,
            (SELECT coalesce(sum(quantity), 0) FROM lot_use WHERE lot_id = $1) AS used`,
    [lotId],
  )
  return { onHand: row?.on_hand ?? 0, ledger: Number(row?.ledger ?? 0), used: Number(row?.used ?? 0) }
}

const recall = (lotId: string) =>
  rawAs(raw, river.owner, async (client) => {
    const id = uuidv7()
    await insertInto(client, 'recall', {
      clinic_id: river.clinicId,
      id,
      reason: 'Seals may be open.',
      by_identity_id: river.owner.identityId,
      opened_at: new Date(TUESDAY_MORNING_MS).toISOString(),
    })
    await insertInto(client, 'recall_lot', { clinic_id: river.clinicId, recall_id: id, lot_id: lotId })
  })

describe('P4: a lot that may not be used is not scanned for use', () => {
  it('the good lot of the demo is scanned; its expired and its recalled sister are refused by reason', async () => {
    expect(reasonOf(await scan(river.lot('24H07A')))).toBe('ok')
    expect(reasonOf(await scan(river.lot('21K03E')))).toBe('FF004 expired')
    expect(reasonOf(await scan(river.lot('B-2207')))).toBe('FF004 recalled')
  })

  it('a quarantined and an empty lot are refused', async () => {
    const lot = await newLot(10)
    expect(codeOf(await say(lot, 'quarantined'))).toBe('ok')
    expect(reasonOf(await scan(lot))).toBe('FF004 quarantined')
    expect(reasonOf(await scan(await newLot(0)))).toBe('FF004 empty')
  })

  it('K11: a lot is good to the end of its last day where the clinic is, and no minute longer', async () => {
    const lot = await newLot(10, '2026-11-24')
    await setClock(Date.parse('2026-11-24T22:59:00Z'))
    expect(reasonOf(await scan(lot))).toBe('ok')
    await setClock(Date.parse('2026-11-24T23:01:00Z'))
    expect(reasonOf(await scan(lot))).toBe('FF004 expired')
    await setClock(TUESDAY_MORNING_MS)
  })

  it('from the instant of a recall nobody can scan the lot, and it does not come back', async () => {
    const lot = await newLot(10)
    expect(codeOf(await recall(lot))).toBe('ok')
    expect(reasonOf(await scan(lot))).toBe('FF004 recalled')
    expect(reasonOf(await say(lot, 'released'))).toBe('FF004 recalled')
    await expect(owner.query(`UPDATE lot SET status = 'active' WHERE id = $1`, [lot])).rejects.toMatchObject({
      code: 'FF004',
    })
  })

  it('a scan during a recall is wholly before it or wholly after it', async () => {
    for (let round = 0; round < 20; round++) {
      const lot = await newLot(100)
      const [recalled, ...scans] = await Promise.all([recall(lot), ...Array.from({ length: 10 }, () => scan(lot))])
      expect(codeOf(recalled)).toBe('ok')
      const outcomes = scans.map(reasonOf)
      expect(outcomes.every((outcome) => outcome === 'ok' || outcome === 'FF004 recalled')).toBe(true)
      expect(reasonOf(await scan(lot))).toBe('FF004 recalled')
    }
  })
})

describe('P4: whether a lot may be used is what its book last says', () => {
  const statesOf = async (lotId: string) =>
    (
      await rowsOf<{ kind: string; by_identity_id: string; reason: string | null }>(
        owner,
        `SELECT kind, by_identity_id, reason FROM stock_entry WHERE lot_id = $1 AND kind IN ('quarantined', 'released', 'recalled') ORDER BY id`,
        [lotId],
      )
    ).map(({ kind, by_identity_id, reason }) => [kind, by_identity_id, reason])

  it('the state of a lot is not written by the application, on no path but a line of its book', async () => {
    const lot = await newLot(10)
    for (const status of ['quarantined', 'recalled', 'active']) {
      const rewrite = await attempt(raw, river.desk, 'UPDATE lot SET status = $2 WHERE id = $1', [lot, status])
      expect(codeOf(rewrite)).toBe('42501')
    }
    expect(codeOf(await say(lot, 'quarantined'))).toBe('ok')
    expect(codeOf(await say(lot, 'released'))).toBe('ok')
    expect(codeOf(await recall(lot))).toBe('ok')
    expect(await statesOf(lot)).toEqual([
      ['quarantined', river.desk.identityId, 'Looked again.'],
      ['released', river.desk.identityId, 'Looked again.'],
      ['recalled', river.owner.identityId, 'Seals may be open.'],
    ])
  })

  it('nobody says that a lot is recalled which no recall names, nor that it was made on another day', async () => {
    const lot = await newLot(10)
    expect(reasonOf(await say(lot, 'recalled'))).toContain('23514')
    const made = (day: string) => attempt(raw, river.desk, 'UPDATE lot SET produced_on = $2 WHERE id = $1', [lot, day])
    expect(codeOf(await made('2026-01-05'))).toBe('ok')
    expect(codeOf(await made('2026-01-05'))).toBe('ok')
    expect(codeOf(await made('2026-01-06'))).toBe('23514')
  })

  it('a lot begins in use, or as found in a visit with its line; not out of use by a word of its own', async () => {
    const [found] = await statesOf(await foundLot())
    expect(found?.[0]).toBe('quarantined')
    const began = (status: string) =>
      rawAs(raw, river.desk, (client) =>
        client.query(
          `INSERT INTO lot (clinic_id, product_id, lot_number, expiry_date, status, received_at) VALUES ($1, $2, $3, '2030-12-31', $4, app_now())`,
          [river.clinicId, river.scope.id('product', 'heron-50'), uuidv7().slice(-12), status],
        ),
      )
    expect([
      codeOf(await began('recalled')),
      codeOf(await began('quarantined')),
      codeOf(await began('active')),
    ]).toEqual(['23514', '23514', 'ok'])
  })

  it('of every lot the state and the number on hand are what the book says', async () => {
    expect(await rowsOf(owner, 'SELECT * FROM lot_status_fault', [])).toEqual([])
    expect(await rowsOf(owner, 'SELECT * FROM stock_book_fault', [])).toEqual([])
  })
})

describe('P4: what is in already is saved as a deviation about that lot in that visit', () => {
  it('Z1: a recalled and an expired lot are scanned with their own deviation, and with no other', async () => {
    for (const [lotNumber, reason, deviation] of [
      ['B-2207', 'FF004 recalled', 'lot-recalled'],
      ['21K03E', 'FF004 expired', 'lot-expired'],
    ] as const) {
      const lot = river.lot(lotNumber)
      expect(reasonOf(await scan(lot))).toBe(reason)
      expect(reasonOf(await scan(lot, { deviation, about: { lot_id: river.lot('24H07A') } }))).toContain('23514')
      const elsewhere = { encounter_id: river.past.encounterId }
      expect(reasonOf(await scan(lot, { deviation, about: elsewhere }))).toContain('23514')
      expect(reasonOf(await scan(lot, { deviation }))).toBe('ok')
    }
  })

  it("another clinic's deviation excuses no scan here", async () => {
    const [theirs] = await rowsOf<{ id: string }>(
      owner,
      `INSERT INTO deviation (clinic_id, kind, by_identity_id, detail) VALUES ($1, 'lot-recalled', 'x', '{}') RETURNING id`,
      [hill.clinicId],
    )
    const scanned = await rawAs(raw, river.ana, (client) =>
      client.query(
        `INSERT INTO lot_scan (clinic_id, encounter_id, lot_id, raw, deviation_id, by_identity_id) VALUES ($1, $2, $3, '', $4, 'x')`,
        [river.clinicId, encounterId, river.lot('B-2207'), theirs?.id],
      ),
    )
    expect(['23503', '23514']).toContain(codeOf(scanned))
  })

  it('a scan that was saved is neither changed nor struck out, and its deviation not given to another', async () => {
    const lot = [river.lot('B-2207')]
    const as = (sql: string) => attempt(raw, river.ana, sql, lot)
    expect(codeOf(await as('UPDATE lot_scan SET deviation_id = NULL WHERE lot_id = $1'))).toBe('42501')
    expect(codeOf(await as('DELETE FROM lot_scan WHERE lot_id = $1'))).toBe('42501')
  })

  it('a lot of which number, last day or receipt is not known is in use on no path', async () => {
    const known = await newLot(10)
    for (const [column, constraint] of [
      ['lot_number', 'lot_in_use_is_known'],
      ['expiry_date', 'lot_in_use_is_known'],
      ['received_at', 'lot_is_received_once'],
    ]) {
      await expect(owner.query(`UPDATE lot SET ${column} = NULL WHERE id = $1`, [known])).rejects.toMatchObject({
        constraint,
      })
    }
    const lot = await foundLot()
    expect(codeOf(await say(lot, 'released'))).toBe('23514')
    expect(reasonOf(await scan(lot))).toBe('FF004 quarantined')
    expect(reasonOf(await recordUse(lot, { deviation: 'lot-unknown' }))).toBe('ok')
    expect(codeOf(await recall(lot))).toBe('ok')
  })

  it('of a needle there is one lot of unknown number', async () => {
    const enter = () =>
      rawAs(raw, river.ana, (client) =>
        client.query(
          `INSERT INTO lot (clinic_id, product_id, lot_number, expiry_date, status, received_at) VALUES ($1, $2, NULL, NULL, 'quarantined', NULL)`,
          [river.clinicId, river.scope.id('product', 'heron-75')],
        ),
      )
    expect(tally(await Promise.all(Array.from({ length: 8 }, enter)))).toEqual({ ok: 1, 23505: 7 })
  })
})

describe('P4: what has been used is recorded, as a deviation where it broke a rule', () => {
  it.each([
    ['21K03E', 'expired', 'lot-expired'],
    ['B-2207', 'recalled', 'lot-recalled'],
  ])(
    'a use of lot %s is refused as %s without a deviation and saved with one',
    async (lotNumber, reason, deviation) => {
      const before = await stockOf(river.lot(lotNumber))
      expect(reasonOf(await recordUse(river.lot(lotNumber)))).toBe(`FF004 ${reason}`)
      expect(await stockOf(river.lot(lotNumber))).toEqual(before)
      expect(reasonOf(await recordUse(river.lot(lotNumber), { deviation }))).toBe('ok')
      expect((await stockOf(river.lot(lotNumber))).onHand).toBe(before.onHand - 1)
    },
  )

  it('a use from before the lot expired needs no deviation, however late it is written down', async () => {
    const lot = await newLot(10, '2026-11-01')
    expect(reasonOf(await recordUse(lot))).toBe('FF004 expired')
    expect(reasonOf(await recordUse(lot, { usedAtMs: Date.parse('2026-11-01T22:00:00Z') }))).toBe('ok')
  })

  it('a use of more than the book knows is saved, and the book shows the discrepancy instead of going below nothing', async () => {
    const lot = await newLot(3)
    expect(reasonOf(await recordUse(lot, { quantity: 5 }))).toBe('FF004 not-enough')
    expect(reasonOf(await recordUse(lot, { quantity: 5, deviation: 'lot-short' }))).toBe('ok')
    expect(await stockOf(lot)).toEqual({ onHand: 0, ledger: 0, used: 5 })
    const entries = await rowsOf<{ kind: string; quantity: number }>(
      owner,
      'SELECT kind, quantity FROM stock_entry WHERE lot_id = $1 ORDER BY quantity DESC',
      [lot],
    )
    expect(entries).toEqual([
      { kind: 'received', quantity: 3 },
      // what the book had was in the store, and the rest turned up in the room
      { kind: 'discrepancy', quantity: 2 },
      { kind: 'used', quantity: -2 },
      { kind: 'used', quantity: -3 },
    ])
  })

  it("another lot's or another visit's deviation excuses nothing", async () => {
    const lot = river.lot('21K03E')
    const deviation = 'lot-expired'
    expect(reasonOf(await recordUse(lot, { deviation, about: { lot_id: river.lot('B-2207') } }))).toContain('23514')
    const elsewhere = { encounter_id: river.past.encounterId }
    expect(reasonOf(await recordUse(lot, { deviation, about: elsewhere }))).toContain('23514')
  })

  it("another clinic's deviation excuses nothing here", async () => {
    const [theirs] = await rowsOf<{ id: string }>(
      owner,
      `INSERT INTO deviation (clinic_id, kind, by_identity_id, detail) VALUES ($1, 'lot-expired', 'x', '{}') RETURNING id`,
      [hill.clinicId],
    )
    const saved = await rawAs(raw, river.ana, (client) =>
      insertInto(client, 'lot_use', {
        clinic_id: river.clinicId,
        id: uuidv7(),
        encounter_id: encounterId,
        lot_id: river.lot('21K03E'),
        quantity: 1,
        deviation_id: theirs?.id,
        by_identity_id: 'x',
        used_at: new Date(TUESDAY_MORNING_MS).toISOString(),
        at: new Date(TUESDAY_MORNING_MS).toISOString(),
      }),
    )
    expect(codeOf(saved)).toBe('23503')
  })
})

describe('P4: the stock book is the truth', () => {
  it('of a hundred uses at once of a lot with sixty needles, sixty are saved and none is lost or counted twice', async () => {
    const lot = await newLot(60)
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => recordUse(lot)))
    expect(tally(outcomes)).toEqual({ ok: 60, FF004: 40 })
    expect(await stockOf(lot)).toEqual({ onHand: 0, ledger: 0, used: 60 })
  })

  it('receiving, using and counting at once leave a book that adds up', async () => {
    const lot = await newLot(20)
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        index % 3 === 0
          ? receive(lot, 2)
          : index % 3 === 1
            ? recordUse(lot)
            : recordUse(lot, { deviation: 'lot-short' }),
      ),
    )
    const { onHand, ledger } = await stockOf(lot)
    expect(onHand).toBe(ledger)
    expect(onHand).toBeGreaterThanOrEqual(0)
  })

  it('for every lot of every clinic, what is on hand is the sum of its entries', async () => {
    const rows = await rowsOf<{ lots: string; wrong: string }>(
      owner,
      'SELECT (SELECT count(*) FROM lot_stock) AS lots, (SELECT count(*) FROM stock_book_fault) AS wrong',
    )
    expect(Number(rows[0]?.wrong)).toBe(0)
    expect(Number(rows[0]?.lots)).toBeGreaterThan(20)
  })

  it('nobody writes what is on hand, and entries are neither changed nor struck out', async () => {
    const lot = river.lot('24H07A')
    const as = (sql: string) => attempt(raw, river.owner, sql, [lot])
    expect(codeOf(await as('UPDATE lot_stock SET on_hand = 1000 WHERE lot_id = $1'))).toBe('42501')
    expect(codeOf(await as('DELETE FROM lot_stock WHERE lot_id = $1'))).toBe('42501')
    expect(codeOf(await as('UPDATE stock_entry SET quantity = 1 WHERE lot_id = $1'))).toBe('42501')
    expect(codeOf(await as('DELETE FROM stock_entry WHERE lot_id = $1'))).toBe('42501')
    expect(codeOf(await as('UPDATE lot_use SET quantity = 1 WHERE lot_id = $1'))).toBe('42501')
    expect(codeOf(await as('DELETE FROM lot_use WHERE lot_id = $1'))).toBe('42501')
    expect(codeOf(await as(`UPDATE lot SET expiry_date = '2099-01-01' WHERE id = $1`))).toBe('42501')
    expect(codeOf(await as('DELETE FROM lot WHERE id = $1'))).toBe('42501')
  })

  it('K25: what lies in another room or bag is not opened here; used all the same, it is a deviation and leaves that place', async () => {
    const lot = await newLot(10)
    expect(await move(lot, river.clinicId, river.scope.id('room', 'Room 2'), 8)).toBe('ok')
    expect(reasonOf(await scan(lot))).toBe('ok')
    expect(reasonOf(await recordUse(lot, { quantity: 3 }))).toBe('FF004 elsewhere')
    expect(reasonOf(await recordUse(lot, { quantity: 2 }))).toBe('ok')
    expect(reasonOf(await scan(lot))).toBe('FF004 elsewhere')
    expect(reasonOf(await scan(lot, { deviation: 'lot-elsewhere' }))).toBe('ok')
    expect(reasonOf(await recordUse(lot, { quantity: 3, deviation: 'lot-elsewhere' }))).toBe('ok')
    expect(await placesOf(lot)).toEqual({ store: 0, 'Room 2': 5 })
    expect(await stockOf(lot)).toEqual({ onHand: 5, ledger: 5, used: 5 })
  })

  it('what leaves one place reaches another of the clinic, whole and once', async () => {
    const lot = await newLot(10)
    const [store, room] = [river.clinicId, river.scope.id('room', 'Room 1')]
    const movement = { ...stockEntry(lot, 'moved', -4), movement_id: uuidv7() }
    const enter = (...lines: object[]) =>
      rawAs(raw, river.desk, async (client) => {
        for (const line of lines) await insertInto(client, 'stock_entry', { ...movement, id: uuidv7(), ...line })
      })
    expect(codeOf(await enter({}))).toBe('23514')
    expect(codeOf(await enter({}, { place_id: room, quantity: 3 }))).toBe('23514')
    expect(codeOf(await enter({}, { place_id: store, quantity: 4 }))).toBe('23514')
    expect(codeOf(await enter({}, { place_id: room, quantity: 4, lot_id: await newLot(1) }))).toBe('23514')
    expect(codeOf(await enter({ movement_id: null }))).toBe('23514')
    expect(codeOf(await enter({ place_id: hill.clinicId }, { place_id: room, quantity: 4 }))).toBe('23503')
    expect(codeOf(await enter({ quantity: -11 }, { place_id: room, quantity: 11 }))).toBe('23514')
    expect(codeOf(await enter({}, { place_id: room, quantity: 4 }))).toBe('ok')
    expect(await placesOf(lot)).toEqual({ store: 6, 'Room 1': 4 })
  })

  it('K25: nobody carries an expired, quarantined or recalled box into a room or a bag, but back into a store', async () => {
    const [store, room] = [river.clinicId, river.scope.id('room', 'Room 1')]
    const lot = await newLot(10)
    expect(await move(lot, store, room, 4)).toBe('ok')
    expect(codeOf(await say(lot, 'quarantined'))).toBe('ok')
    expect(await move(lot, store, room, 1)).toBe('FF004 quarantined')
    expect(await move(lot, store, room, 1, 'opened')).toBe('FF004 quarantined')
    expect(await move(await newLot(5, '2026-11-20'), store, room, 1)).toBe('FF004 expired')
    expect(codeOf(await recall(lot))).toBe('ok')
    expect(await move(lot, store, room, 1)).toBe('FF004 recalled')
    expect(await move(lot, room, store, 4)).toBe('ok')
  })

  it('a use is entered once: nobody writes it off a second time', async () => {
    const lot = await newLot(5)
    expect(reasonOf(await recordUse(lot))).toBe('ok')
    const [use] = await rowsOf<{ id: string }>(owner, 'SELECT id FROM lot_use WHERE lot_id = $1', [lot])
    const again = await rawAs(raw, river.desk, (client) =>
      insertInto(client, 'stock_entry', { ...stockEntry(lot, 'used', -1), lot_use_id: use?.id }),
    )
    expect(codeOf(again)).toBe('23505')
  })

  it('the book does not go below nothing, whatever an entry is called', async () => {
    const lot = await newLot(5)
    const enter = (kind: string, quantity: number) =>
      rawAs(raw, river.desk, (client) => insertInto(client, 'stock_entry', stockEntry(lot, kind, quantity)))
    expect(codeOf(await enter('counted', -6))).toBe('23514')
    expect(codeOf(await enter('discarded', -6))).toBe('23514')
    expect(codeOf(await enter('used', -1))).toBe('23514')
    expect(codeOf(await enter('stolen', -1))).toBe('23514')
    expect(codeOf(await enter('counted', -5))).toBe('ok')
    expect(reasonOf(await scan(lot))).toBe('FF004 empty')
  })
})
