import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { outcomes, refusalOf } from '../support/front-desk.ts'
import { markInError, rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  complete,
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
  (await owner().lot.trace({ lotId: room.riverside.lot(lotNumber) })).lot.onHand

/** Everyone on a lot's list, read page by page. */
const listOf = async (lotNumber: string, limit = 100) => {
  const lotId = room.riverside.lot(lotNumber)
  const pages = [await owner().lot.trace({ lotId, limit })]
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor) {
    pages.push(await owner().lot.trace({ lotId, limit, cursor }))
  }
  return pages.flatMap(({ uses }) => uses)
}

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
    const trace = await owner().lot.trace({ lotId: room.riverside.lot(lotNumber) })
    expect(trace).toMatchObject({ peopleReached: 1, recalls: [], lot: { status: 'active', lotNumber } })
    expect(trace.uses).toMatchObject([
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
    const trace = await owner().lot.trace({ lotId })
    expect(trace.peopleReached).toBe(2)
    expect(trace.recalls).toMatchObject([{ reason: 'The maker asks for it back.', reference: 'FSN-12' }])
    expect(trace.uses.find(({ patientId }) => patientId === newcomerId)).toMatchObject({
      needles: 3,
      deviation: true,
    })
    expect(trace.lot).toMatchObject({ status: 'recalled', onHand: 60 - 6 - 3 })
  })

  it('K31: who is no longer said to have got them is not on the list', async () => {
    await markInError(room.owner, [early.appointmentId])
    const trace = await owner().lot.trace({ lotId: room.riverside.lot(lotNumber) })
    expect(trace.uses.map(({ patientId }) => patientId)).toEqual([newcomerId])
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

  it('J16: the list shows each use once, whatever the size of its pages', async () => {
    const [small, large] = [await listOf('24H07A', 3), await listOf('24H07A', 100)]
    expect(small.map(({ id }) => id)).toEqual(large.map(({ id }) => id))
    expect(new Set(small.map(({ id }) => id)).size).toBe(small.length)
  })
})

/** How many of these visits stand in a recall's case. */
const visitsIn = async (recallId: string, visits: readonly OpenVisit[]): Promise<number> => {
  const { visits: listed } = await owner().recall.visits({ recallId, limit: 500 })
  return visits.filter(({ encounterId }) => listed.some((one) => one.encounterId === encounterId)).length
}

/** How many of these visits stand on the lot's list, as its pages show it. */
const usesIn = async (lotNumber: string, visits: readonly OpenVisit[]): Promise<number> => {
  const shown = new Set((await listOf(lotNumber)).map(({ id }) => id))
  const rows = await rowsOf<{ id: string }>(
    room.owner,
    'SELECT id FROM lot_use WHERE lot_id = $1 AND encounter_id = ANY ($2)',
    [room.riverside.lot(lotNumber), visits.map(({ encounterId }) => encounterId)],
  )
  return rows.filter(({ id }) => shown.has(id)).length
}

describe('a box with fewer needles than were used', () => {
  it('K22: a hundred uses of ninety needles are all saved, the book never below nothing, what it lacked marked', async () => {
    const lotNumber = '24J20A'
    const lotId = room.riverside.lot(lotNumber)
    const left = await onHand(lotNumber)
    const first = await openManyVisits(room, 1)
    for (const visit of first) await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: left - 90 })
    const visits = await openManyVisits(room, 100)
    const { values } = await outcomes(
      visits.map((visit) => needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 1 })),
    )
    expect(values).toHaveLength(100)
    const list = await listOf(lotNumber, 30)
    expect(list.filter(({ deviation }) => deviation)).toHaveLength(10)
    expect(list).toHaveLength(101)
    expect(await onHand(lotNumber)).toBe(0)
    const [empty] = await openManyVisits(room, 1)
    if (empty) expect((await refusalOf(scan(room, empty, lotNumber))).refusals[0]?.reason).toBe('empty')
  }, 180_000)

  it('K11: a box may be used to the end of its last day where the clinic is, and not a minute longer', async () => {
    const lotNumber = 'W2511'
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('No visit')
    const { lot } = await owner().lot.trace({ lotId: room.riverside.lot(lotNumber) })
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
