import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '#lib/ids.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { outcomes, refusalOf } from '../support/front-desk.ts'
import { insertInto, rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  needle,
  type OpenVisit,
  openManyVisits,
  openTreatmentRoom,
  SOLEUS,
  type TreatmentRoom,
} from '../support/treatment-room.ts'

let room: TreatmentRoom

beforeAll(async () => {
  room = await openTreatmentRoom()
})
afterAll(() => room?.close())

const reason = 'As it was found.'
const owner = () => room.as(room.riverside.owner)
const desk = () => room.as(room.riverside.desk)
const store = () => room.riverside.clinicId
const placeIn = (name: string): string => room.riverside.scope.id('room', name)

/** A lot of the Heron 0.30 × 50 that the store has so many needles of. */
const receive = async (quantity: number, expiryDate = '2030-12-31'): Promise<string> => {
  const { clinicId, scope } = room.riverside
  const id = uuidv7()
  const at = new Date(TUESDAY_MORNING_MS).toISOString()
  await insertInto(room.owner, 'lot', {
    ...{ clinic_id: clinicId, id, product_id: scope.id('product', 'heron-50'), lot_number: id.slice(-12) },
    ...{ expiry_date: expiryDate, status: 'active', received_at: at },
  })
  await insertInto(room.owner, 'stock_entry', {
    ...{ clinic_id: clinicId, id: uuidv7(), lot_id: id, place_id: clinicId, kind: 'received', quantity, at },
    by_identity_id: room.riverside.desk.identityId,
  })
  return id
}

const bookOf = (lotId: string) => desk().stock.book({ lotId, limit: 100 })
/** How many needles of a lot lie where. */
const lying = async (lotId: string): Promise<Record<string, number>> =>
  Object.fromEntries((await bookOf(lotId)).places.map(({ name, onHand }) => [name ?? 'store', onHand]))
const move = (lotId: string, from: string, to: string, quantity: number) =>
  desk().stock.move({ requestId: randomUUID(), lotId, fromPlaceId: from, toPlaceId: to, quantity })
const writeOff = (lotId: string, kind: 'discarded' | 'dropped' | 'returned' | 'destroyed', quantity: number) =>
  desk().stock.writeOff({ requestId: randomUUID(), lotId, placeId: store(), kind, quantity, reason })
const use = (visit: OpenVisit, lotId: string, needles = 1) => needle(room, visit, { lotId, areaIds: [SOLEUS], needles })
const reasonsOf = async (call: Promise<unknown>) => (await refusalOf(call)).refusals.map((refusal) => refusal.reason)

/** Nowhere in any clinic is what is on hand anything but the sum of the lines, nor a lot's state but what they last say. */
const expectProof = async () => {
  expect(await rowsOf(room.owner, 'SELECT * FROM stock_book_fault')).toEqual([])
  expect(await rowsOf(room.owner, 'SELECT * FROM lot_status_fault')).toEqual([])
  expect(await rowsOf(room.owner, 'SELECT * FROM lot_stock WHERE on_hand < 0')).toEqual([])
}

describe('needles go their way through the book', () => {
  it('K29: received, carried to a room, used and counted, a lot is found in every line by SQL as on the screen', async () => {
    const lotId = await receive(100)
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    await move(lotId, store(), placeIn('Room 1'), 40)
    await use(visit, lotId, 6)
    await writeOff(lotId, 'dropped', 2)
    const { lines, lot, agrees } = await bookOf(lotId)
    expect(lines.map(({ kind, quantity }) => `${kind} ${quantity}`).sort()).toEqual(
      ['dropped -2', 'moved -40', 'moved 40', 'received 100', 'used -6'].sort(),
    )
    expect([lot.onHand, agrees]).toEqual([92, true])
    expect(await lying(lotId)).toEqual({ store: 58, 'Room 1': 34 })
    const [inSql] = await rowsOf<{ lines: number; sum: number; uses: number }>(
      room.owner,
      `SELECT count(*)::int AS lines, sum(quantity)::int AS sum,
         (SELECT count(*)::int FROM lot_use WHERE lot_id = $1) AS uses FROM stock_entry WHERE lot_id = $1`,
      [lotId],
    )
    expect(inSql).toEqual({ lines: 5, sum: 92, uses: 1 })
    await expectProof()
  })

  it('a box that is opened in a room comes there with its needles and stays its box of that size until swapped', async () => {
    const [first, second] = [await receive(250), await receive(100)]
    const placeId = placeIn('Room 2')
    const open = (lotId: string) => desk().stock.open({ requestId: randomUUID(), lotId, placeId })
    expect(await open(first)).toEqual({ needles: 100 })
    expect(await open(first)).toEqual({ needles: 0 })
    expect(await lying(first)).toEqual({ store: 150, 'Room 2': 100 })
    const heron = async () =>
      (await desk().stock.suggest({ placeId })).sizes.find(({ size }) => size === '0.30 × 50 mm')
    expect((await heron())?.open?.id).toBe(first)
    expect(await open(second)).toEqual({ needles: 100 })
    expect((await heron())?.open?.id).toBe(second)
    // what is left of the one before is known where it lies
    expect(await lying(first)).toEqual({ store: 150, 'Room 2': 100 })
    const open2 = (await bookOf(second)).places.find(({ id }) => id === placeId)
    expect(open2).toMatchObject({ onHand: 100, open: true })
    const both = await outcomes([open(first), open(second), open(first), open(second)])
    expect(both.values.length).toBe(4)
    const stillOpen = await rowsOf(
      room.owner,
      'SELECT 1 FROM open_box WHERE room_id = $1 AND lot_id = ANY ($2) AND closed_at IS NULL',
      [placeId, [first, second]],
    )
    expect(stillOpen).toHaveLength(1)
    await expectProof()
  })

  it('of boxes within reach, the one that expires first is put forward; none that may not be used', async () => {
    const placeId = placeIn('Group room')
    const soon = await receive(100, '2026-11-25')
    const sooner = await receive(100, '2026-11-24')
    await receive(100, '2026-11-23')
    const heron = async () =>
      (await desk().stock.suggest({ placeId })).sizes.find(({ size }) => size === '0.30 × 50 mm')
    expect((await heron())?.next?.id).toBe(sooner)
    await desk().stock.setAside({ requestId: randomUUID(), lotId: sooner, reason })
    expect((await heron())?.next?.id).toBe(soon)
    await move(soon, store(), placeIn('Room 2'), 100)
    expect((await heron())?.next?.id).not.toBe(soon)
  })
})

describe('what may not be used is used on no path (K25)', () => {
  it('not opened in a room and not carried to one; back into a store, given back or destroyed it goes', async () => {
    const expired = await receive(10, '2026-11-23')
    const aside = await receive(10)
    const recalled = await receive(10)
    await desk().stock.setAside({ requestId: randomUUID(), lotId: aside, reason })
    await owner().lot.recall({ requestId: randomUUID(), lotId: recalled, reason })
    for (const [lotId, why] of [
      [expired, 'expired'],
      [aside, 'quarantined'],
      [recalled, 'recalled'],
    ] as const) {
      expect(await reasonsOf(move(lotId, store(), placeIn('Room 1'), 1))).toEqual([why])
      const open = desk().stock.open({ requestId: randomUUID(), lotId, placeId: placeIn('Room 1') })
      expect(await reasonsOf(open)).toEqual([why])
      await writeOff(lotId, 'returned', 4)
      await writeOff(lotId, 'destroyed', 6)
      expect(await lying(lotId)).toEqual({})
    }
    expect(await reasonsOf(writeOff(aside, 'discarded', 1))).toEqual(['not-enough-there'])
    await expectProof()
  })

  it('a lot that is set aside is so everywhere at once, and comes back only by who answers for it', async () => {
    const lotId = await receive(10)
    const aside = () => desk().stock.setAside({ requestId: randomUUID(), lotId, reason })
    const release = () => owner().stock.release({ requestId: randomUUID(), lotId, reason })
    expect(await reasonsOf(release())).toEqual(['not-set-aside'])
    const twice = await outcomes([aside(), aside(), aside()])
    expect([twice.values.length, twice.reasons]).toEqual([1, ['already-set-aside', 'already-set-aside']])
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    // a fact is saved, as a deviation
    await use(visit, lotId, 2)
    expect(
      await rowsOf(room.owner, `SELECT kind FROM deviation WHERE lot_id = $1 AND kind <> 'lot-not-read'`, [lotId]),
    ).toEqual([{ kind: 'lot-quarantined' }])
    await release()
    expect((await bookOf(lotId)).lines.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['quarantined', 'released', 'used']),
    )
    await desk().stock.open({ requestId: randomUUID(), lotId, placeId: placeIn('Room 1') })
    await owner().lot.recall({ requestId: randomUUID(), lotId, reason })
    expect(await reasonsOf(release())).toEqual(['recalled'])
  })

  it('K23: one count with the same lot on three lines is not entered three times', async () => {
    const lotId = await receive(50)
    const lines = [50, 20, 30].map((counted) => ({ lotId, seen: 50, counted }))
    const take = desk().stock.take({ requestId: randomUUID(), placeId: store(), lines, reason })
    expect(await reasonsOf(take)).toEqual(['counted-twice'])
    // and three uses of one needling are summed first
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    const entries = [50, 20, 30].map((needles) => ({
      ...{ areaId: SOLEUS, lotId, needles, insertions: needles, retained: false },
    }))
    await atMinute(room, visit, 5).encounter.recordNeedling({
      ...{ requestId: randomUUID(), encounterId: visit.encounterId, entries },
    })
    const kinds = (await bookOf(lotId)).lines.map(({ kind, quantity }) => `${kind} ${quantity}`)
    expect(kinds).toContain('discrepancy 50')
    expect(await lying(lotId)).toEqual({})
    await expectProof()
  })
})

describe('what was written wrongly is put right by entries', () => {
  it('a line is taken back whole and once, a movement with both its ends, and never below nothing', async () => {
    const lotId = await receive(30)
    await move(lotId, store(), placeIn('Room 1'), 20)
    const line = async (kind: string) => (await bookOf(lotId)).lines.find((one) => one.kind === kind)?.id ?? ''
    const takeBack = (entryId: string) => desk().stock.takeBack({ requestId: randomUUID(), entryId, reason })
    expect(await reasonsOf(takeBack(await line('received')))).toEqual(['not-enough-there'])
    const moved = await line('moved')
    const races = await outcomes([takeBack(moved), takeBack(moved), takeBack(moved)])
    expect([races.values.length, new Set(races.reasons)]).toEqual([1, new Set(['already-taken-back'])])
    expect(await lying(lotId)).toEqual({ store: 30 })
    await takeBack(await line('received'))
    expect(await lying(lotId)).toEqual({})
    expect(await reasonsOf(takeBack(await line('reversed')))).toEqual(['not-taken-back'])
    await expectProof()
  })

  it('a count writes the difference with its reason, and needles used while somebody counted are not counted twice', async () => {
    const lotId = await receive(60)
    const take = (seen: number, counted: number, why: string | null = reason) =>
      desk().stock.take({ requestId: randomUUID(), placeId: store(), lines: [{ lotId, seen, counted }], reason: why })
    expect(await reasonsOf(take(60, 57, null))).toEqual(['reason-missing'])
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    await use(visit, lotId, 5)
    expect(await take(60, 57)).toEqual({ counted: 1, different: 1 })
    expect(await lying(lotId)).toEqual({ store: 52 })
    expect(await take(52, 52, null)).toEqual({ counted: 1, different: 0 })
    // that it was counted stands in the book, too; there is nothing to take back of it
    const [last] = (await bookOf(lotId)).lines
    expect(last).toMatchObject({ kind: 'counted', quantity: 0, reason: null, mayTakeBack: false })
    const back = owner().stock.takeBack({ requestId: randomUUID(), entryId: last?.id ?? '', reason })
    expect(await reasonsOf(back)).toEqual(['not-taken-back'])
    expect(await reasonsOf(take(60, 0))).toEqual(['counted-meanwhile'])
    await expectProof()
  })

  it('K28: a corrected last day is an entry of its own, the lot stays the same, and uses after it get their deviation', async () => {
    const lotId = await receive(20, '2028-12-31')
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    await use(visit, lotId, 3)
    const correct = (was: string, expiryDate: string) =>
      owner().stock.correctExpiry({
        requestId: randomUUID(),
        lotId,
        was,
        expiryDate,
        reason: 'The 6 was read as an 8.',
      })
    expect(await reasonsOf(correct('2028-11-30', '2026-12-31'))).toEqual(['stale-version'])
    const races = await outcomes([correct('2028-12-31', '2026-12-31'), correct('2028-12-31', '2027-12-31')])
    expect([races.values.length, races.reasons]).toEqual([1, ['stale-version']])
    const { corrections, lot } = await bookOf(lotId)
    expect(corrections).toMatchObject([{ was: '2028-12-31', correctedTo: lot.expiryDate }])
    if (lot.expiryDate === '2027-12-31') await correct('2027-12-31', '2026-12-31')
    // the visit was in June 2027
    expect(
      await rowsOf(room.owner, `SELECT kind FROM deviation WHERE lot_id = $1 AND kind <> 'lot-not-read'`, [lotId]),
    ).toEqual([{ kind: 'lot-expired' }])
    expect(await rowsOf(room.owner, 'SELECT 1 FROM lot_use WHERE lot_id = $1', [lotId])).toHaveLength(1)
    const trail = await rowsOf<{ detail: object }>(
      room.owner,
      `SELECT detail FROM audit_event WHERE action = 'correct-lot-expiry' AND entity_id = $1 ORDER BY at, id LIMIT 1`,
      [lotId],
    )
    expect(trail[0]?.detail).toMatchObject({ was: '2028-12-31' })
    await expect(
      room.owner.query('UPDATE lot_expiry_correction SET reason = $2 WHERE lot_id = $1', [lotId, 'x']),
    ).rejects.toThrow()
  })
})

describe('many hands at once', () => {
  it('K22: of a hundred needles wanted at once of the last sixty as a plan, sixty leave the store and forty are refused', async () => {
    const lotId = await receive(60)
    const { values, reasons } = await outcomes(
      Array.from({ length: 100 }, () => move(lotId, store(), placeIn('Room 1'), 1)),
    )
    expect([values.length, reasons.length, new Set(reasons)]).toEqual([60, 40, new Set(['not-enough-there'])])
    expect(await lying(lotId)).toEqual({ 'Room 1': 60 })
    await expectProof()
  }, 60_000)

  it('Z1: whatever several people do and use at the same time, the book is as if they had done it one after the other', async () => {
    const visits: OpenVisit[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(deeds, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
        async (rounds) => {
          const lotId = await receive(20)
          let before: Shelf = { store: 20, room: 0, inUse: true }
          for (const round of rounds) {
            if (visits.length < round.length) visits.push(...(await openManyVisits(room, 20)))
            const done = await Promise.all(round.map((deed) => carryOut(deed, lotId, visits)))
            const there = await lying(lotId)
            const { lot } = await bookOf(lotId)
            const after = { store: there.store ?? 0, room: there['Room 1'] ?? 0, inUse: lot.status === 'active' }
            const orders = oneAfterTheOther(before, round).map(({ accepted, shelf }) => [accepted, shelf])
            expect(orders).toContainEqual([done, after])
            before = after
          }
          expect((await bookOf(lotId)).agrees).toBe(true)
        },
      ),
      { seed: 20261128, numRuns: 16 },
    )
    await expectProof()
  }, 120_000)
})

interface Deed {
  readonly kind: 'receive' | 'bring' | 'return' | 'drop' | 'aside' | 'release' | 'count' | 'use'
  readonly quantity: number
}

const deeds: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom<Deed['kind']>('receive', 'bring', 'return', 'drop', 'aside', 'release', 'count', 'use', 'use'),
  quantity: fc.integer({ min: 1, max: 12 }),
})

/** What lies in the store and in the room, and whether the lot may be used. */
interface Shelf {
  readonly store: number
  readonly room: number
  readonly inUse: boolean
}

/** What a deed makes of a shelf; null where it is refused. */
const shelfAfter = ({ store, room: inRoom, inUse }: Shelf, { kind, quantity }: Deed): Shelf | null => {
  const is = (change: Partial<Shelf>): Shelf => ({ store, room: inRoom, inUse, ...change })
  // needles that are in are in: the room's first, then the store's, and what nobody had is found missing
  const ofRoom = Math.min(inRoom, quantity)
  const ofStore = Math.min(store, quantity - ofRoom)
  return {
    receive: () => is({ store: store + quantity }),
    bring: () => (inUse && store >= quantity ? is({ store: store - quantity, room: inRoom + quantity }) : null),
    return: () => (inRoom >= quantity ? is({ store: store + quantity, room: inRoom - quantity }) : null),
    drop: () => (store >= quantity ? is({ store: store - quantity }) : null),
    aside: () => (inUse ? is({ inUse: false }) : null),
    release: () => (inUse ? null : is({ inUse: true })),
    // one more was counted than the screen had said
    count: () => is({ store: store + 1 }),
    use: () => is({ room: inRoom - ofRoom, store: store - ofStore }),
  }[kind]()
}

interface Course {
  readonly accepted: readonly boolean[]
  readonly shelf: Shelf
}

/** Every way in which deeds that were done at once may have followed each other: which were accepted, and what lay there then. */
const oneAfterTheOther = (shelf: Shelf, round: readonly Deed[]): Course[] => {
  const go = (left: readonly number[], now: Shelf, accepted: readonly boolean[]): Course[] =>
    left.length === 0
      ? [{ accepted, shelf: now }]
      : left.flatMap((at) => {
          const next = shelfAfter(now, round[at] as Deed)
          const rest = left.filter((one) => one !== at)
          return go(rest, next ?? now, accepted.with(at, next !== null))
        })
  return go([...round.keys()], shelf, new Array<boolean>(round.length).fill(false))
}

/** Does it as somebody would; false when it was refused. */
const carryOut = async ({ kind, quantity }: Deed, lotId: string, visits: OpenVisit[]): Promise<boolean> => {
  const requestId = randomUUID()
  const take = { requestId, placeId: store(), lines: [{ lotId, seen: quantity, counted: quantity + 1 }], reason }
  const calls = {
    receive: () => receiveMore(lotId, quantity),
    bring: () => move(lotId, store(), placeIn('Room 1'), quantity),
    return: () => move(lotId, placeIn('Room 1'), store(), quantity),
    drop: () => writeOff(lotId, 'dropped', quantity),
    aside: () => desk().stock.setAside({ requestId, lotId, reason }),
    release: () => owner().stock.release({ requestId, lotId, reason }),
    count: () => desk().stock.take(take),
    use: () => use(visits.pop() as OpenVisit, lotId, quantity),
  }
  return (await outcomes<unknown>([calls[kind]()])).values.length === 1
}

const receiveMore = (lotId: string, quantity: number) =>
  insertInto(room.owner, 'stock_entry', {
    ...{ clinic_id: store(), id: uuidv7(), lot_id: lotId, place_id: store(), kind: 'received', quantity },
    ...{ by_identity_id: 'x', at: new Date(TUESDAY_MORNING_MS).toISOString() },
  })
