import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcomes, refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  type Found,
  lotAsShown,
  needle,
  type OpenVisit,
  openManyVisits,
  openTreatmentRoom,
  SOLEUS,
  sayAlreadyIn,
  scan,
  setDatabaseClock,
  type TreatmentRoom,
} from '../support/treatment-room.ts'

let room: TreatmentRoom
let visits: OpenVisit[]

beforeAll(async () => {
  room = await openTreatmentRoom()
  visits = await openManyVisits(room, 60)
  await setDatabaseClock(room.owner, visits[0]?.startMs ?? 0)
})
afterAll(() => room?.close())

/** A visit in which nothing has been written down yet. */
const nextVisit = (): OpenVisit => {
  const visit = visits.shift()
  if (visit === undefined) throw new Error('No visit left')
  return visit
}

const owner = () => room.as(room.riverside.owner)
const trace = (lotId: string) => lotAsShown(owner(), lotId)
const kinds = async (lotId: string): Promise<string[]> =>
  (
    await rowsOf<{ kind: string }>(room.owner, 'SELECT kind FROM deviation WHERE lot_id = $1 ORDER BY at, id', [lotId])
  ).map(({ kind }) => kind)
const tasksAbout = async (lotId: string, actor = room.riverside.desk) =>
  (await room.as(actor).task.list({ limit: 100 })).tasks.filter(({ lot }) => lot?.id === lotId)
const boxesOf = async (visit: OpenVisit) =>
  (await atMinute(room, visit, 6).encounter.visit({ appointmentId: visit.appointmentId })).lots
const patientOf = async (visit: OpenVisit): Promise<string> =>
  (
    await rowsOf<{ id: string }>(room.owner, 'SELECT patient_id AS id FROM encounter WHERE id = $1', [
      visit.encounterId,
    ])
  )[0]?.id ?? ''
const ONE = { areaIds: [SOLEUS], needles: 1 }
const WREN_32 = { name: 'Wren Spring 0.25×32', diameterMm: 0.25, lengthMm: 32 }

describe('needles are in from a box that the stock book does not know', () => {
  let visit: OpenVisit
  let lotId: string

  beforeAll(async () => {
    visit = nextVisit()
    const raw = '(01)10614141200013(17)290131(10)X99'
    expect(
      (
        await refusalOf(
          atMinute(room, visit, 3).lot.scan({ requestId: randomUUID(), encounterId: visit.encounterId, raw }),
        )
      ).message,
    ).toMatch(/Heron DN 0\.30×50, lot X99, was never received/)
    const said = await sayAlreadyIn(room, visit, { lotNumber: ' X99 ', expiryDate: '2029-01-31', raw })
    expect(said).toMatchObject({ lotNumber: 'X99', expiryDate: '2029-01-31', onHand: 0 })
    lotId = said.lotId
  })

  it('Z1: it is saved as a deviation, and the patient is on its list before anybody has counted', async () => {
    expect(await kinds(lotId)).toEqual(['lot-unknown'])
    const { lot, peopleReached, reached } = await trace(lotId)
    expect(lot).toMatchObject({ lotNumber: 'X99', status: 'quarantined', received: false, onHand: 0 })
    expect(peopleReached).toBe(1)
    expect(reached).toMatchObject([
      { patientId: await patientOf(visit), needles: null, deviation: true, broke: ['lot-unknown'] },
    ])
  })

  it('the box stands in the visit, marked, and its needles are written down like any others', async () => {
    expect(await boxesOf(visit)).toMatchObject([{ lotId, standing: 'unknown-lot', alreadyIn: true, lotNumber: 'X99' }])
    await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 3 })
    const { reached, peopleReached } = await trace(lotId)
    expect(reached).toMatchObject([{ patientId: await patientOf(visit), needles: 3, deviation: true }])
    expect(peopleReached).toBe(1)
  })

  it('whoever keeps the stock is asked once to put the book right, and reads no patient’s name', async () => {
    await sayAlreadyIn(room, nextVisit(), { lotNumber: 'X99', expiryDate: '2029-01-31' })
    for (const actor of [room.riverside.desk, room.riverside.owner, room.riverside.ana]) {
      expect(await tasksAbout(lotId, actor)).toMatchObject([
        {
          kind: 'lot-to-check',
          patient: null,
          lot: { productName: 'Heron DN 0.30×50', lotNumber: 'X99', fault: 'lot-unknown' },
        },
      ])
    }
    const [task] = await tasksAbout(lotId)
    await room.as(room.riverside.desk).task.complete({ requestId: randomUUID(), taskId: task?.id ?? '' })
    expect(await tasksAbout(lotId)).toEqual([])
    // the book is as wrong as before: the next use of it asks again
    await sayAlreadyIn(room, nextVisit(), { lotNumber: 'X99' })
    expect(await tasksAbout(lotId)).toHaveLength(1)
  })

  it('the next person who scans it is refused: it has still not been received', async () => {
    const raw = '(01)10614141200013(17)290131(10)X99'
    const call = atMinute(room, nextVisit(), 3).lot.scan({
      requestId: randomUUID(),
      encounterId: visits[0]?.encounterId ?? '',
      raw,
    })
    const refusal = await refusalOf(call)
    expect(refusal.refusals[0]).toMatchObject({ reason: 'unknown-lot' })
    expect(refusal.message).toMatch(/lot X99, was never received/)
  })

  it('Z1: a recall of it lists everybody, and whoever says so after the recall', async () => {
    const before = (await trace(lotId)).peopleReached
    await owner().lot.recall({ requestId: randomUUID(), lotId, reason: 'The maker asks for it back.' })
    const late = nextVisit()
    const said = await sayAlreadyIn(room, late, { lotNumber: 'X99' })
    expect(said).toMatchObject({ lotId, standing: 'recalled' })
    const { reached, peopleReached, lot } = await trace(lotId)
    expect(lot.status).toBe('recalled')
    expect(peopleReached).toBe(before + 1)
    expect(reached[0]).toMatchObject({ patientId: await patientOf(late), needles: null })
    expect(reached[0]?.broke).toContain('lot-recalled')
  })
})

describe('needles are in from a box that a scan would have refused', () => {
  it.each([
    ['recalled', 'B-2207', 'lot-recalled', 'recalled'],
    ['expired', '21K03E', 'lot-expired', 'expired'],
  ] as const)(
    'Z1: %s, it is saved all the same, as a deviation, and is on the list',
    async (_, lotNumber, kind, standing) => {
      const visit = nextVisit()
      const lotId = room.riverside.lot(lotNumber)
      expect((await refusalOf(scan(room, visit, lotNumber))).refusals[0]?.reason).toBe(standing)
      expect(await sayAlreadyIn(room, visit, { lotNumber })).toMatchObject({ lotId, standing, alreadyIn: true })
      expect((await kinds(lotId)).at(-1)).toBe(kind)
      const patientId = await patientOf(visit)
      const mine = async () =>
        (await trace(lotId)).reached.filter((use) => use.patientId === patientId && use.needles === null)
      expect(await mine()).toMatchObject([{ deviation: true, broke: [kind] }])
      await needle(room, visit, { lotId, ...ONE })
      expect(await mine()).toEqual([])
      // the stock book has it as it is
      expect(await tasksAbout(lotId)).toEqual([])
    },
  )

  it('Z1: empty by the book, it is saved, and the book is to be put right', async () => {
    const lotNumber = 'LOTD42'
    const lotId = room.riverside.lot(lotNumber)
    await needle(room, nextVisit(), { lotId, areaIds: [SOLEUS], needles: 100 })
    const visit = nextVisit()
    expect((await refusalOf(scan(room, visit, lotNumber))).refusals[0]?.reason).toBe('empty')
    expect(await sayAlreadyIn(room, visit, { lotNumber })).toMatchObject({ lotId, standing: 'empty' })
    expect((await kinds(lotId)).at(-1)).toBe('lot-short')
    expect(await tasksAbout(lotId)).toMatchObject([{ lot: { fault: 'lot-short' } }])
    expect((await trace(lotId)).reached[0]).toMatchObject({ patientId: await patientOf(visit), deviation: true })
  })

  it('with another expiry date than the book’s, it is saved, and somebody finds out which is right', async () => {
    const visit = nextVisit()
    const lotId = room.riverside.lot('1724A')
    const said = await sayAlreadyIn(room, visit, { lotNumber: '1724A', expiryDate: '2031-01-31' })
    expect(said).toMatchObject({ lotId, standing: 'usable', alreadyIn: true, expiryDate: '2028-10-31' })
    expect(await kinds(lotId)).toEqual(['lot-other-expiry'])
    expect(await tasksAbout(lotId)).toMatchObject([{ lot: { fault: 'lot-other-expiry' } }])
    await needle(room, visit, { lotId, ...ONE })
    expect((await trace(lotId)).reached[0]).toMatchObject({ needles: 1, deviation: true, broke: ['lot-other-expiry'] })
  })

  it('a box that turns out to be good is opened like any other', async () => {
    const visit = nextVisit()
    const lotId = room.riverside.lot('24H07A')
    const said = await sayAlreadyIn(room, visit, { lotNumber: '24H07A', expiryDate: '2028-10-31' })
    expect(said).toMatchObject({ lotId, standing: 'usable', alreadyIn: false })
    expect(await kinds(lotId)).toEqual([])
    expect(await tasksAbout(lotId)).toEqual([])
    await needle(room, visit, { lotId, ...ONE })
    expect((await trace(lotId)).reached[0]).toMatchObject({ deviation: false, broke: [] })
  })
})

describe('needles are in from a needle that is on no list', () => {
  it('Z1: it is added once, not in use, and its lot is known by the number', async () => {
    const said = await sayAlreadyIn(room, nextVisit(), { product: WREN_32, lotNumber: 'W9' })
    expect(said).toMatchObject({ productName: 'Wren Spring 0.25×32', diameterMm: 0.25, lengthMm: 32 })
    const again = { product: { ...WREN_32, name: 'WREN spring 0.25×32' }, lotNumber: 'W9' }
    expect((await sayAlreadyIn(room, nextVisit(), again)).lotId).toBe(said.lotId)
    expect((await sayAlreadyIn(room, nextVisit(), { product: WREN_32, lotNumber: 'W10' })).lotId).not.toBe(said.lotId)
    const rows = await rowsOf(room.owner, `SELECT active FROM needle_product WHERE name ILIKE $1`, [WREN_32.name])
    expect(rows).toEqual([{ active: false }])
  })

  it('K29: when its box comes in, it is a known lot, for use, and nobody is asked to look at it any more', async () => {
    const { lotId } = await sayAlreadyIn(room, nextVisit(), { product: WREN_32, lotNumber: 'W11' })
    expect(await tasksAbout(lotId)).toHaveLength(1)
    const [lot] = await rowsOf<{ product_id: string }>(room.owner, 'SELECT product_id FROM lot WHERE id = $1', [lotId])
    await room.as(room.riverside.desk).delivery.receive({
      requestId: randomUUID(),
      ...{ supplier: 'Needles Ltd', noteNumber: '', placeId: room.riverside.clinicId },
      lines: [{ productId: lot?.product_id ?? '', lotNumber: 'W11', expiryDate: '2028-10-31', needles: 50, raw: '' }],
    })
    const { lot: known } = await trace(lotId)
    expect(known).toMatchObject({ status: 'active', received: true, expiryDate: '2028-10-31', onHand: 50 })
    expect(await tasksAbout(lotId)).toEqual([])
  })

  it('a needle that the clinic has is recognised by its name and size, however it is typed', async () => {
    const typed = { name: 'heron dn 0.30×50', diameterMm: 0.3, lengthMm: 50 }
    const said = await sayAlreadyIn(room, nextVisit(), { product: typed, lotNumber: '24H07A' })
    expect(said).toMatchObject({ lotId: room.riverside.lot('24H07A'), standing: 'usable' })
  })

  it('even the shortest press needle can be written down', async () => {
    const visit = nextVisit()
    const press = { name: 'Press needle', diameterMm: 0.2, lengthMm: 1.5 }
    const { lotId } = await sayAlreadyIn(room, visit, { product: press, lotNumber: 'P1' })
    await needle(room, visit, { lotId, ...ONE })
    expect((await trace(lotId)).lot).toMatchObject({ size: '0.20 × 1.5 mm' })
  })

  it('another clinic’s needle is not there', async () => {
    const theirs = { product: { productId: room.hillside.scope.id('product', 'heron-50') }, lotNumber: 'A1' }
    const refusal = await refusalOf(sayAlreadyIn(room, nextVisit(), theirs))
    expect(refusal.refusals[0]?.reason).toBe('unknown-needle')
  })
})

describe('a box of which nobody can read the number', () => {
  it('Z1: is one lot for each needle, and every lot of that needle says whom it reached', async () => {
    const product = { productId: room.riverside.scope.id('product', 'kestrel-25') }
    const [first, second] = [nextVisit(), nextVisit()]
    const said = await sayAlreadyIn(room, first, { product })
    expect(said).toMatchObject({ lotNumber: null, expiryDate: null, standing: 'unknown-lot' })
    expect((await sayAlreadyIn(room, second, { product })).lotId).toBe(said.lotId)
    expect((await sayAlreadyIn(room, nextVisit(), {})).lotId).not.toBe(said.lotId)
    expect(await tasksAbout(said.lotId)).toHaveLength(1)
    await needle(room, first, { lotId: said.lotId, ...ONE })
    const seen = await atMinute(room, first, 6).encounter.visit({ appointmentId: first.appointmentId })
    expect(seen.procedures).toMatchObject([{ lotId: said.lotId, lotNumber: null }])
    const known = await trace(room.riverside.lot('K25-0219'))
    expect(known.unknownNumber).toEqual({ lotId: said.lotId, people: 2 })
    expect((await trace(said.lotId)).unknownNumber).toBeNull()
  })

  it('stands on top of the stock, each lot once, whatever the size of the pages', async () => {
    const large = await owner().lot.list({ limit: 100 })
    const pages = [await owner().lot.list({ limit: 2 })]
    for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor)
      pages.push(await owner().lot.list({ limit: 2, cursor }))
    expect(pages.flatMap(({ lots }) => lots.map(({ id }) => id))).toEqual(large.lots.map(({ id }) => id))
    const dates = large.lots.map(({ expiryDate }) => expiryDate ?? '')
    expect(dates).toEqual(dates.toSorted())
    expect(large.lots[0]).toMatchObject({ expiryDate: null, expiry: 'unknown', daysLeft: null, received: false })
  })

  it('the list of needles to choose from has each once, with the numbers that labels name it by', async () => {
    const caller = room.as(room.riverside.ana)
    const { products, nextCursor } = await caller.lot.products({ limit: 100 })
    expect(nextCursor).toBeNull()
    const first = await caller.lot.products({ limit: 3 })
    const rest = await caller.lot.products({ limit: 100, cursor: first.nextCursor })
    expect([...first.products, ...rest.products]).toEqual(products)
    const heron = products.find(({ name }) => name === 'Heron DN 0.30×50')
    expect(heron?.gtin14s).toContain('10614141200013')
  })
})

describe('saying it more than once, or beside others', () => {
  it('a retry of the same request is the same answer, and is written down once', async () => {
    const visit = nextVisit()
    const found: Found = { requestId: randomUUID(), product: WREN_32, lotNumber: 'ONCE' }
    const [first, second] = [await sayAlreadyIn(room, visit, found), await sayAlreadyIn(room, visit, found)]
    expect(second).toEqual(first)
    expect(await kinds(first.lotId)).toEqual(['lot-unknown'])
    expect(await tasksAbout(first.lotId)).toHaveLength(1)
    expect(await rowsOf(room.owner, 'SELECT FROM lot_scan WHERE lot_id = $1', [first.lotId])).toHaveLength(1)
    const audit = await rowsOf(
      room.owner,
      `SELECT action, patient_id FROM audit_event WHERE entity_id = $1 AND action = 'enter-found-lot'`,
      [first.lotId],
    )
    expect(audit).toEqual([{ action: 'enter-found-lot', patient_id: await patientOf(visit) }])
  })

  it('Z1: ten at once who say it of the same unknown needle make one needle, one lot, one task and ten lines', async () => {
    const crowd = visits.splice(0, 10)
    const product = { name: 'Ibis 0.20×13', diameterMm: 0.2, lengthMm: 13 }
    const { values, reasons } = await outcomes(
      crowd.map((visit) => sayAlreadyIn(room, visit, { product, lotNumber: 'I-1' })),
    )
    expect(reasons).toEqual([])
    const lots = new Set(values.map(({ lotId }) => lotId))
    expect(lots.size).toBe(1)
    const [lotId = ''] = lots
    expect(await rowsOf(room.owner, `SELECT FROM needle_product WHERE name = 'Ibis 0.20×13'`)).toHaveLength(1)
    expect(await tasksAbout(lotId)).toHaveLength(1)
    expect((await trace(lotId)).reached).toHaveLength(10)
  })

  it('Z1: of ten who say it while the lot is being recalled, all ten are on the list', async () => {
    const lotId = room.riverside.lot('24H07A')
    const crowd = visits.splice(0, 10)
    const before = (await trace(lotId)).reached.length
    const recall = () => owner().lot.recall({ requestId: randomUUID(), lotId, reason: 'The maker asks for it back.' })
    const calls: (() => Promise<unknown>)[] = crowd.map(
      (visit) => () => sayAlreadyIn(room, visit, { lotNumber: '24H07A', expiryDate: '2028-10-31' }),
    )
    const { reasons } = await outcomes(calls.toSpliced(5, 0, recall).map((go) => go()))
    expect(reasons).toEqual([])
    // who opened it in time has needles in by now: their number is written down after the recall
    await Promise.all(crowd.map((visit) => needle(room, visit, { lotId, ...ONE })))
    const { reached } = await trace(lotId)
    expect(reached).toHaveLength(before + 10)
    expect(reached.slice(0, 10).every(({ deviation }) => deviation)).toBe(true)
  })

  it('J16: the list is the same in small pages, also when a line has become a use in between', async () => {
    const { lots } = await owner().lot.list({ limit: 100 })
    const lotId = lots.find(({ lotNumber }) => lotNumber === 'I-1')?.id ?? ''
    const all = (await trace(lotId)).reached.map(({ encounterId }) => encounterId)
    const first = await owner().trace.lot({ lotId, limit: 4 })
    const visit = { ...visits[0], encounterId: first.next?.encounterId ?? '' } as OpenVisit
    await needle(room, visit, { lotId, ...ONE })
    const rest = await owner().trace.lot({ lotId, limit: 100, cursor: first.next })
    expect(rest.rows.map(({ encounterId }) => encounterId)).toEqual(all.slice(4))
  })

  it('a completed record takes no more boxes', async () => {
    const visit = nextVisit()
    await room.owner.query(`UPDATE encounter SET status = 'finished', completed_at = app_now() WHERE id = $1`, [
      visit.encounterId,
    ])
    expect((await refusalOf(sayAlreadyIn(room, visit, { lotNumber: 'Z1' }))).refusals[0]?.reason).toBe('record-closed')
  })
})
