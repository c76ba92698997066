import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { outcomes, refusalOf } from '../support/front-desk.ts'
import { markInError, rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  complete,
  lotAsShown,
  needle,
  type OpenVisit,
  openManyVisits,
  openTreatmentRoom,
  openVisit,
  prepare,
  SOLEUS,
  scan,
  setDatabaseClock,
  TRAPEZIUS,
  type TreatmentRoom,
  takeOut,
} from '../support/treatment-room.ts'

let room: TreatmentRoom

beforeAll(async () => {
  room = await openTreatmentRoom()
})
afterAll(() => room?.close())

const owner = () => room.as(room.riverside.owner)
const recall = (lotNumber: string) =>
  owner().lot.recall({
    requestId: randomUUID(),
    lotId: room.riverside.lot(lotNumber),
    reason: 'The maker asks for it back.',
    reference: 'FSN-12',
  })
const onHand = async (lotNumber: string): Promise<number> =>
  (await owner().lot.get({ lotId: room.riverside.lot(lotNumber) })).lot.onHand

/** Everyone on a lot's list, read page by page. */
const listOf = async (lotNumber: string, limit = 100) =>
  (await lotAsShown(owner(), room.riverside.lot(lotNumber), limit)).reached

describe('the owner recalls a lot', () => {
  const lotNumber = '24B11C'
  let early: OpenVisit
  let late: OpenVisit
  let newcomerId: string

  beforeAll(async () => {
    early = await openVisit(room, { startIso: '2026-11-24T09:00:00.000Z', areaIds: [TRAPEZIUS] })
    await setDatabaseClock(room.owner, early.startMs)
    await prepare(room, early)
    const lotId = await scan(room, early, lotNumber)
    await needle(room, early, { lotId, areaIds: [TRAPEZIUS], needles: 6 })
    await takeOut(room, early, 40, { removed: 6 })
    await complete(room, early, 44)
    const made = await room.as(room.riverside.desk).patient.create({ requestId: randomUUID(), name: 'Zsófia Nagy' })
    newcomerId = made.kind === 'created' ? made.patient.id : ''
    late = await openVisit(room, { startIso: '2026-11-24T14:30:00.000Z', areaIds: [SOLEUS], patientId: newcomerId })
    await scan(room, late, lotNumber)
  })

  it('sees whom its needles reached, how to reach them, by whom and how many', async () => {
    const trace = await lotAsShown(owner(), room.riverside.lot(lotNumber))
    expect(trace).toMatchObject({ peopleReached: 1, recalls: [], lot: { status: 'active', lotNumber } })
    expect(trace.reached).toMatchObject([
      {
        name: 'Björk Guðmundsdóttir',
        email: 'patient@demo.test',
        practitionerName: 'Ana Ruiz',
        needles: 6,
        deviation: false,
      },
    ])
  })

  it('and nobody can scan it for use from that instant', async () => {
    await recall(lotNumber)
    const refusal = await refusalOf(scan(room, late, lotNumber, 4))
    expect(refusal.refusals[0]).toMatchObject({ reason: 'recalled' })
    expect(refusal.message).toMatch(/Heron DN 0\.30×50, lot 24B11C, has been recalled/)
    const again = await refusalOf(recall(lotNumber))
    expect(again.refusals[0]?.reason).toBe('already-recalled')
  })

  it('Z1: needles of it that are in already are saved all the same, as a deviation, and are on the list', async () => {
    const lotId = room.riverside.lot(lotNumber)
    await needle(room, late, { lotId, areaIds: [SOLEUS], needles: 3, minute: 6 })
    const trace = await lotAsShown(owner(), lotId)
    expect(trace.peopleReached).toBe(2)
    expect(trace.recalls).toMatchObject([{ reason: 'The maker asks for it back.', reference: 'FSN-12' }])
    expect(trace.reached.find(({ patientId }) => patientId === newcomerId)).toMatchObject({
      needles: 3,
      deviation: true,
    })
    expect(trace.lot).toMatchObject({ status: 'recalled', onHand: 60 - 6 - 3 })
  })

  it('K31: who is no longer said to have got them is not on the list', async () => {
    await markInError(room.owner, [early.appointmentId])
    const trace = await lotAsShown(owner(), room.riverside.lot(lotNumber))
    expect(trace.reached.map(({ patientId }) => patientId)).toEqual([newcomerId])
  })
})

/** What happened around one recall: 20 people write down needles that are in, 20 open a box, one recalls the lot. */
const raceRecall = async (lotNumber: string, position: number) => {
  const lotId = room.riverside.lot(lotNumber)
  const visits = await openManyVisits(room, 40)
  const [treating, scanning] = [visits.slice(0, 20), visits.slice(20)]
  const oneNeedle = (visit: OpenVisit) => needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 1 })
  const crowd: (() => Promise<unknown>)[] = treating.flatMap((visit, at) => {
    const beside = scanning[at]
    return beside === undefined ? [] : [() => oneNeedle(visit), () => scan(room, beside, lotNumber)]
  })
  const begunIso = new Date(TUESDAY_MORNING_MS).toISOString()
  const said = { kind: 'recall', reason: 'Tips through the sheath.' } as const
  let recallId = ''
  const raced = crowd.toSpliced(position, 0, async () => {
    recallId = (
      await owner().recall.open({ requestId: randomUUID(), ...said, notice: { lotNumbers: [lotNumber] }, begunIso })
    ).recallId
  })
  const { values, reasons } = await outcomes(raced.map((go) => go()))
  const opened = await rowsOf<{ id: string }>(
    room.owner,
    'SELECT encounter_id AS id FROM lot_scan WHERE lot_id = $1 AND encounter_id = ANY ($2)',
    [lotId, scanning.map(({ encounterId }) => encounterId)],
  )
  const inTime = scanning.filter(({ encounterId }) => opened.some(({ id }) => id === encounterId))
  return { treating, scanning, inTime, values, reasons, oneNeedle, recallId }
}

describe('a recall while needles are going in', () => {
  it('Z1 K32: of 100 records and 100 scans around five recalls, each is on the list or was refused', async () => {
    const lots = ['24H07A', '1724A', 'LOTD42', '24J19B', 'K20-0734']
    let [listed, caseListed] = [0, 0]
    for (const [round, lotNumber] of lots.entries()) {
      const before = await onHand(lotNumber)
      const { treating, scanning, inTime, values, reasons, oneNeedle, recallId } = await raceRecall(
        lotNumber,
        round * 10,
      )
      expect(new Set(reasons).difference(new Set(['recalled']))).toEqual(new Set())
      expect(inTime.length + reasons.length).toBe(20)
      expect(values).toHaveLength(1 + 20 + inTime.length)
      // who opened the box in time has needles in by now; writing it down comes after the recall
      await Promise.all(inTime.map(oneNeedle))
      expect(await usesIn(lotNumber, inTime)).toBe(inTime.length)
      listed += await usesIn(lotNumber, treating)
      // and in the case, whoever was written down before, while and after it was opened
      const { now } = await owner().recall.get({ recallId })
      expect(now.visits).toBeGreaterThanOrEqual(20 + inTime.length)
      caseListed += await visitsIn(recallId, treating)
      expect(await onHand(lotNumber)).toBe(before - 20 - inTime.length)
      const after = await outcomes(scanning.slice(0, 3).map((visit) => scan(room, visit, lotNumber, 9)))
      expect(after).toEqual({ values: [], reasons: ['recalled', 'recalled', 'recalled'] })
    }
    expect([listed, caseListed]).toEqual([100, 100])
  }, 180_000)

  it('J16: the list shows each visit once, whatever the size of its pages', async () => {
    const [small, large] = [await listOf('24H07A', 3), await listOf('24H07A', 100)]
    const shown = small.map(({ encounterId }) => encounterId)
    expect(shown).toEqual(large.map(({ encounterId }) => encounterId))
    expect(new Set(shown).size).toBe(small.length)
  })
})

/** How many of these visits stand in a recall's case. */
const visitsIn = async (recallId: string, visits: readonly OpenVisit[]): Promise<number> => {
  const { visits: listed } = await owner().recall.visits({ recallId, limit: 500 })
  return visits.filter(({ encounterId }) => listed.some((one) => one.encounterId === encounterId)).length
}

/** How many of these visits stand on the lot's list, as its pages show it. */
const usesIn = async (lotNumber: string, visits: readonly OpenVisit[]): Promise<number> => {
  const shown = new Set((await listOf(lotNumber)).map(({ encounterId }) => encounterId))
  return visits.filter(({ encounterId }) => shown.has(encounterId)).length
}

describe('a box with fewer needles than were used', () => {
  it('K22: of a hundred visits at once that use the last sixty needles, sixty are plain, forty are deviations, and none is left', async () => {
    const lotNumber = '24J20A'
    const lotId = room.riverside.lot(lotNumber)
    const left = await onHand(lotNumber)
    const first = await openManyVisits(room, 1)
    for (const visit of first) await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: left - 60 })
    const visits = await openManyVisits(room, 100)
    const { values } = await outcomes(
      visits.map((visit) => needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 1 })),
    )
    expect(values).toHaveLength(100)
    const list = await listOf(lotNumber, 30)
    expect(list.filter(({ deviation }) => deviation)).toHaveLength(40)
    expect(list).toHaveLength(101)
    expect(await onHand(lotNumber)).toBe(0)
    expect(await rowsOf(room.owner, 'SELECT * FROM stock_book_fault')).toEqual([])
    const [empty] = await openManyVisits(room, 1)
    if (empty) expect((await refusalOf(scan(room, empty, lotNumber))).refusals[0]?.reason).toBe('empty')
  }, 180_000)

  it('K11: a box may be used to the end of its last day where the clinic is, and not a minute longer', async () => {
    const lotNumber = 'W2511'
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    const { lot } = await owner().lot.get({ lotId: room.riverside.lot(lotNumber) })
    const lastMinuteMs = Temporal.PlainDate.from(lot.expiryDate ?? '').toZonedDateTime({
      timeZone: 'Europe/Berlin',
      plainTime: '23:59',
    }).epochMilliseconds
    const minute = (lastMinuteMs - visit.startMs) / 60_000
    await setDatabaseClock(room.owner, lastMinuteMs)
    expect(await scan(room, visit, lotNumber, minute)).toBe(room.riverside.lot(lotNumber))
    await setDatabaseClock(room.owner, lastMinuteMs + 60_000)
    expect((await refusalOf(scan(room, visit, lotNumber, minute + 1))).refusals[0]?.reason).toBe('expired')
  })
})

describe('who keeps the stock', () => {
  it('a label of another clinic’s product names nothing here', async () => {
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    const foreign = atMinute(room, visit, 3).lot.scan({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      raw: '(01)04006381333931(17)281031(10)XYZ',
    })
    expect((await refusalOf(foreign)).refusals[0]?.reason).toBe('unknown-product')
  })
})

describe('needles come into the house', () => {
  beforeAll(() => setDatabaseClock(room.owner, TUESDAY_MORNING_MS))

  /** A box of Heron DN 0.30×60, which nobody in this file uses. */
  const label = (lotNumber: string, expiry: string) => `]d20110614141200020${'17'}${expiry}10${lotNumber}`
  const atDesk = () => room.as(room.riverside.desk)
  const productId = () => room.riverside.scope.id('product', 'heron-60')
  const bring = (lines: readonly { lotNumber: string; expiryDate: string; needles?: number; raw?: string }[]) =>
    atDesk().delivery.receive({
      requestId: randomUUID(),
      supplier: 'Needles Ltd',
      noteNumber: 'D-77',
      placeId: room.riverside.clinicId,
      lines: lines.map((line) => ({ productId: productId(), needles: 100, raw: '', ...line })),
    })
  const lotRows = (lotNumber: string) =>
    rowsOf<{ status: string; on_hand: number; expiry: string }>(
      room.owner,
      `SELECT l.status, s.on_hand, l.expiry_date::text AS expiry FROM lot l
       LEFT JOIN lot_stock s ON s.clinic_id = l.clinic_id AND s.lot_id = l.id
       WHERE l.clinic_id = $1 AND l.lot_number = $2`,
      [room.riverside.clinicId, lotNumber],
    )

  it('a scan says which needle, which lot, until when and how many, and writes nothing down', async () => {
    expect(await atDesk().delivery.read({ raw: label('NEW-1', '281031'), waiting: null })).toMatchObject({
      ...{ kind: 'pack', productId: productId(), lotNumber: 'NEW-1', expiryDate: '2028-10-31', needles: 100 },
      setAside: null,
    })
    expect(await lotRows('NEW-1')).toEqual([])
  })

  it('two codes on one box are read one after the other, and an unknown article is not guessed', async () => {
    const first = await atDesk().delivery.read({ raw: '10614141200020', waiting: null })
    expect(first).toMatchObject({ kind: 'half', missing: 'lot', productName: 'Heron DN 0.30×60' })
    const both = await atDesk().delivery.read({ raw: '1728103110HALF', waiting: first.raw })
    expect(both).toMatchObject({ kind: 'pack', lotNumber: 'HALF', expiryDate: '2028-10-31' })
    const stranger = await atDesk().delivery.read({ raw: `01${'00614141999996'}10A`, waiting: null })
    expect(stranger).toMatchObject({ kind: 'unknown', gtin14: '00614141999996' })
  })

  it('K29: what is received is in the book where it was put, and a lot that comes twice is one lot', async () => {
    await bring([{ lotNumber: 'NEW-2', expiryDate: '2028-10-31' }])
    await bring([
      { lotNumber: 'NEW-2', expiryDate: '2028-10-31', needles: 30 },
      { lotNumber: 'NEW-2', expiryDate: '2028-10-31', needles: 20 },
    ])
    expect(await lotRows('NEW-2')).toEqual([{ status: 'active', on_hand: 150, expiry: '2028-10-31' }])
    const { deliveries, suppliers } = await atDesk().delivery.list({ limit: 1 })
    expect(suppliers).toEqual(['Needles Ltd'])
    expect(deliveries).toMatchObject([
      { supplier: 'Needles Ltd', noteNumber: 'D-77', lines: [{ lotNumber: 'NEW-2', needles: 50, setAside: null }] },
    ])
  })

  it('K26: expired goods are taken in and set aside, and nobody opens them', async () => {
    expect(await atDesk().delivery.read({ raw: label('OLD-1', '261031'), waiting: null })).toMatchObject({
      setAside: 'expired',
    })
    const { setAside } = await bring([{ lotNumber: 'OLD-1', expiryDate: '2026-10-31' }])
    expect(setAside).toBe(1)
    expect(await lotRows('OLD-1')).toMatchObject([{ status: 'quarantined', on_hand: 100 }])
    const book = await rowsOf(
      room.owner,
      `SELECT kind, quantity, reason FROM stock_entry e JOIN lot l ON l.clinic_id = e.clinic_id AND l.id = e.lot_id
       WHERE l.lot_number = 'OLD-1' ORDER BY kind`,
    )
    expect(book).toEqual([
      { kind: 'quarantined', quantity: 0, reason: 'Expired when it came in' },
      { kind: 'received', quantity: 100, reason: null },
    ])
  })

  it('K26: not even by hand is an expired lot received into use', async () => {
    const attempt = room.owner.query(
      `WITH l AS (INSERT INTO lot (clinic_id, product_id, lot_number, expiry_date, status) VALUES ($1, $2, 'OLD-2', '2020-01-31', 'active') RETURNING id),
       d AS (INSERT INTO delivery (clinic_id, supplier, note_number, received_by_identity_id, received_by_name) VALUES ($1, 'x', '', 'x', 'x') RETURNING id),
       e AS (INSERT INTO stock_entry (clinic_id, lot_id, place_id, kind, quantity, by_identity_id) SELECT $1, id, $1, 'received', 5, 'x' FROM l RETURNING id)
       INSERT INTO delivery_line (clinic_id, delivery_id, lot_id, stock_entry_id, raw) SELECT $1, d.id, l.id, e.id, '' FROM l, d, e`,
      [room.riverside.clinicId, productId()],
    )
    await expect(attempt).rejects.toMatchObject({ code: 'FF004', detail: 'expired' })
  })

  it('K28: a box with another last day than the book has is looked at first', async () => {
    const refused = (await refusalOf(bring([{ lotNumber: 'NEW-2', expiryDate: '2029-10-31' }]))).refusals[0]
    expect(refused).toMatchObject({ reason: 'other-expiry' })
    const twice = [
      { lotNumber: 'NEW-3', expiryDate: '2028-10-31' },
      { lotNumber: 'NEW-3', expiryDate: '2028-11-30' },
    ]
    expect((await refusalOf(bring(twice))).refusals[0]).toMatchObject({ reason: 'two-expiries' })
    expect(await lotRows('NEW-3')).toEqual([])
  })

  it('ten at once receive one new lot: one lot, and all of its needles', async () => {
    await Promise.all(Array.from({ length: 10 }, () => bring([{ lotNumber: 'NEW-4', expiryDate: '2028-10-31' }])))
    expect(await lotRows('NEW-4')).toMatchObject([{ status: 'active', on_hand: 1000 }])
  })

  it('K29: the day on which it was made is kept from the label, since recalls may name nothing else', async () => {
    const raw = `]d20110614141200020${'11'}26090117${'281031'}10NEW-7`
    await bring([{ lotNumber: 'NEW-7', expiryDate: '2028-10-31', raw }])
    const [lot] = await rowsOf(room.owner, `SELECT produced_on::text AS day FROM lot WHERE lot_number = 'NEW-7'`)
    expect(lot).toEqual({ day: '2026-09-01' })
  })

  it('K29: a lot learns from a later box when it was made; a box that says another day is told and looked at', async () => {
    const made = (day: string) => `]d20110614141200020${'11'}${day}17${'281031'}10NEW-8`
    const box = { lotNumber: 'NEW-8', expiryDate: '2028-10-31' }
    const dayOf = async () =>
      (
        await rowsOf<{ day: string | null }>(
          room.owner,
          `SELECT produced_on::text AS day FROM lot WHERE lot_number = 'NEW-8'`,
        )
      )[0]?.day
    await bring([box])
    expect(await dayOf()).toBeNull()
    expect((await bring([{ ...box, raw: made('260901') }])).otherDays).toEqual([])
    expect(await dayOf()).toBe('2026-09-01')
    expect((await bring([{ ...box, raw: made('260908') }])).otherDays).toEqual(['NEW-8'])
    expect(await dayOf()).toBe('2026-09-01')
    const { tasks } = await atDesk().task.list({})
    expect(tasks.map(({ lot }) => lot)).toContainEqual(
      expect.objectContaining({ lotNumber: 'NEW-8', fault: 'lot-other-production' }),
    )
  })

  it('K32: what comes in while its lot is recalled is in the house and out of use, whichever was first', async () => {
    await bring([{ lotNumber: 'NEW-6', expiryDate: '2028-10-31' }])
    const [lot] = await rowsOf<{ id: string }>(room.owner, `SELECT id FROM lot WHERE lot_number = 'NEW-6'`)
    const reason = 'The maker asks for it back.'
    const coming = Array.from({ length: 6 }, () => bring([{ lotNumber: 'NEW-6', expiryDate: '2028-10-31' }]))
    const recalled = owner().lot.recall({ requestId: randomUUID(), lotId: lot?.id ?? '', reason })
    const [received] = await Promise.all([Promise.all(coming), recalled])
    expect(received).toHaveLength(6)
    expect(await lotRows('NEW-6')).toMatchObject([{ status: 'recalled', on_hand: 700 }])
    expect((await bring([{ lotNumber: 'NEW-6', expiryDate: '2028-10-31' }])).setAside).toBe(1)
    expect(await lotRows('NEW-6')).toMatchObject([{ status: 'recalled', on_hand: 800 }])
  })

  it('K5: what the clinic’s own scanner types for a separator is known once it was set', async () => {
    const raw = `0110614141200020${'10'}NEW-5§17281031`
    expect((await refusalOf(atDesk().delivery.read({ raw, waiting: null }))).refusals[0]).toMatchObject({
      reason: 'keyboard-layout',
    })
    await atDesk().scanner.save({ requestId: randomUUID(), separators: ['§'] })
    expect(await atDesk().delivery.read({ raw, waiting: null })).toMatchObject({
      lotNumber: 'NEW-5',
      expiryDate: '2028-10-31',
    })
  })
})

describe('which needles there are', () => {
  const ibis = {
    ...{ brand: 'Ibis', name: 'Soft 0.20×13', diameterMm: 0.2, lengthMm: 13, reference: 'IB-1' },
    ...{ handle: 'plastic', tube: true, unitsPerBlister: 5, unitsPerBox: 100, sterileMethod: 'irradiation' as const },
    ...{ shelfLifeMonths: 36, gauges: ['36 g'], hibc: 'A999000', active: true },
    numbers: [{ gtin: '0614141999996', level: 'box' as const, units: 100 }],
  }
  const save = (more: object = {}) =>
    room.as(room.riverside.desk).product.save({ requestId: randomUUID(), existing: null, ...ibis, ...more })

  it('K16: one that is written down is known to the next scan, by every number that it has', async () => {
    const { id } = await save()
    const read = (raw: string) => room.as(room.riverside.desk).delivery.read({ raw, waiting: null })
    expect(await read(`01${'00614141999996'}1728103110A`)).toMatchObject({ kind: 'pack', productId: id, needles: 100 })
    expect(await read('+A9990001/$$3281031LOTD427')).toMatchObject({ kind: 'pack', productId: id, lotNumber: 'LOTD42' })
    const { products } = await room.as(room.riverside.desk).product.list({})
    expect(products.find((one) => one.id === id)).toMatchObject({
      ...ibis,
      version: 1,
      numbers: [{ gtin: '00614141999996' }],
    })
  })

  it('one that may be there already is shown first, and saved by whoever has looked', async () => {
    const near = { brand: 'Ibiss', reference: '', hibc: null, numbers: [] }
    const refused = (await refusalOf(save(near))).refusals[0]
    expect(refused).toMatchObject({ reason: 'look-first', offer: { why: 'near-name' } })
    const { doubt } = (refused?.offer ?? {}) as { doubt?: string }
    expect(await save({ ...near, despite: [doubt ?? ''] })).toMatchObject({ version: 1 })
  })

  it('a number names one needle, however often somebody says that they have looked', async () => {
    const taken = (await refusalOf(save({ name: 'Other 0.20×13', reference: '', hibc: null }))).refusals[0]
    expect(taken).toMatchObject({ reason: 'look-first', offer: { why: 'same-number' } })
    const { doubt } = (taken?.offer ?? {}) as { doubt?: string }
    const again = (await refusalOf(save({ name: 'Other 0.20×13', reference: '', hibc: null, despite: [doubt ?? ''] })))
      .refusals[0]
    expect(again).toMatchObject({ offer: { why: 'same-number' } })
  })

  it('is changed by one at a time, and a number that was mistyped is taken away', async () => {
    const { products } = await room.as(room.riverside.desk).product.list({})
    const mine = products.find(({ hibc }) => hibc === 'A999000')
    const existing = { id: mine?.id ?? '', version: 1 }
    const changed = {
      existing,
      numbers: [{ gtin: '10614141999993', level: 'box', units: 100 }],
      despite: products.map(({ id }) => `near-name:${id}`),
    }
    expect(await save(changed)).toMatchObject({ version: 2 })
    expect((await refusalOf(save(changed))).refusals[0]).toMatchObject({ reason: 'stale-version' })
    const read = await room.as(room.riverside.desk).delivery.read({ raw: '0100614141999996', waiting: null })
    expect(read).toMatchObject({ kind: 'unknown' })
  })
})
