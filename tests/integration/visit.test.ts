import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf } from '../support/front-desk.ts'
import { at, HOUR_MS, MINUTE_MS } from '../support/instants.ts'
import { rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  bookVisit,
  complete,
  INFRASPINATUS,
  LEVATOR,
  needle,
  type OpenVisit,
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

const TUESDAY_10 = '2026-11-24T09:00:00.000Z'
const THURSDAY_15_30 = '2026-11-26T14:30:00.000Z'

let room: TreatmentRoom

beforeAll(async () => {
  room = await openTreatmentRoom()
})
afterAll(() => room?.close())

const onHand = async (lotNumber: string): Promise<number> => {
  const { lots } = await room.as(room.riverside.owner).lot.list({ limit: 100 })
  return lots.find((lot) => lot.lotNumber === lotNumber)?.onHand ?? Number.NaN
}
const countOf = async (visit: OpenVisit, minute: number) =>
  (await atMinute(room, visit, minute).encounter.visit({ appointmentId: visit.appointmentId })).count

interface RestRow {
  readonly area_id: string
  readonly kind: string
  readonly starts: Date
  readonly ends: Date
  readonly waived: boolean
}

const restOf = (appointmentId: string): Promise<RestRow[]> =>
  rowsOf<RestRow>(
    room.owner,
    `SELECT area_id, kind, lower(during) AS starts, upper(during) AS ends, waived FROM rest_claim
     WHERE appointment_id = $1 ORDER BY area_id, kind`,
    [appointmentId],
  )
const spanOf = async (appointmentId: string, areaId: string, kind: string): Promise<number[]> => {
  const row = (await restOf(appointmentId)).find((one) => one.area_id === areaId && one.kind === kind)
  return row === undefined ? [] : [row.starts.getTime(), row.ends.getTime()]
}

describe('Ana treats Björk on Tuesday at ten', () => {
  let visit: OpenVisit
  let comingId: string
  let before: number

  beforeAll(async () => {
    before = await onHand('24H07A')
    // Björk's shoulder blade is booked for Thursday already
    comingId = (await bookVisit(room, { startIso: THURSDAY_15_30, areaIds: [INFRASPINATUS] })).appointmentId
    visit = await openVisit(room, { startIso: TUESDAY_10, areaIds: [TRAPEZIUS, LEVATOR] })
    await setDatabaseClock(room.owner, visit.startMs)
  })

  it('knows beforehand what is missing', async () => {
    const day = await room.as(room.riverside.ana).encounter.day({ date: '2026-11-24' })
    const card = day.visits.find(({ appointmentId }) => appointmentId === visit.appointmentId)
    expect(card?.matters.map(({ code }) => code)).toEqual(expect.arrayContaining(['consent-due']))
    const { blockers } = await atMinute(room, visit, 1).encounter.visit({ appointmentId: visit.appointmentId })
    expect(blockers.map(({ reason }) => reason)).toEqual([
      'consent-missing',
      'screening-missing',
      'no-procedure-recorded',
    ])
    await prepare(room, visit)
    const later = await atMinute(room, visit, 2).encounter.visit({ appointmentId: visit.appointmentId })
    expect(later.blockers.map(({ reason }) => reason)).toEqual(['no-procedure-recorded'])
  })

  it('refuses the scan of the expired and of the recalled box by name and reason', async () => {
    const refusedScan = async (lotNumber: string) =>
      (await refusalOf(scan(room, visit, lotNumber))).refusals[0] ?? { reason: '', sentence: '' }
    const expired = await refusedScan('21K03E')
    expect(expired.reason).toBe('expired')
    expect(expired.sentence).toMatch(/^Heron DN 0\.30×50, lot 21K03E, could be used until 15 October 2026/)
    const recalled = await refusedScan('B-2207')
    expect(recalled.reason).toBe('recalled')
    expect(recalled.sentence).toMatch(/^Heron DN 0\.30×50, lot B-2207, .*recall/)
    expect((await countOf(visit, 3)) ?? null).toBeNull()
    expect(await onHand('24H07A')).toBe(before)
  })

  it('cannot be completed while one needle has no fate', async () => {
    const lotId = await scan(room, visit, '24H07A')
    await needle(room, visit, { lotId, areaIds: [TRAPEZIUS, LEVATOR], needles: 4 })
    const inIt = await refusalOf(complete(room, visit, 6))
    expect(inIt.refusals.map(({ reason }) => reason)).toContain('needles-still-in')
    await takeOut(room, visit, 40, { removed: 7 })
    const oneLeft = await refusalOf(complete(room, visit, 41))
    expect(oneLeft.refusals.map(({ reason }) => reason)).toEqual(['needles-still-in', 'count-open'])
    expect(oneLeft.message).toMatch(/1 needle|one needle/i)
  })

  it('Z13: neither more out than went in nor a broken needle without a word is taken', async () => {
    expect((await refusalOf(takeOut(room, visit, 41, { removed: 9 }))).refusals[0]?.reason).toBe('more-out-than-in')
    expect((await refusalOf(takeOut(room, visit, 41, { removed: 7, broken: 1 }))).refusals[0]?.reason).toBe(
      'incident-needed',
    )
  })

  it('saves what was really needled, though a coming visit is spoilt by it', async () => {
    const lotId = room.riverside.lot('24H07A')
    await needle(room, visit, { lotId, areaIds: [INFRASPINATUS], needles: 2, minute: 42 })
    const out = await takeOut(room, visit, 52, { removed: 9, fellOutFound: 1 })
    expect(out).toMatchObject({ stillIn: 0, needlesOut: true })
  })

  it('lets rest run from when the last needle was really out, over the areas really treated', async () => {
    const [inMs, outMs] = [visit.startMs + 5 * MINUTE_MS, visit.startMs + 52 * MINUTE_MS]
    for (const area of [TRAPEZIUS, LEVATOR, INFRASPINATUS]) {
      expect(await spanOf(visit.appointmentId, area, 'treatment')).toEqual([inMs, outMs])
      expect(await spanOf(visit.appointmentId, area, 'rest')).toEqual([outMs, at('2026-11-27T00:00')])
    }
    // a neighbour rests for hours that count from the real end, seven minutes after the planned one
    expect(await spanOf(visit.appointmentId, 'teres-minor.left', 'rest')).toEqual([outMs, outMs + 24 * HOUR_MS])
    const { visits } = await room.as(room.riverside.desk, { nowMs: outMs }).appointment.day({ date: '2026-11-24' })
    expect(visits.find(({ id }) => id === visit.appointmentId)?.restsUntilIso).toBe('2026-11-26T23:00:00.000Z')
  })

  it('puts the coming visit that it spoilt on the to-do list, by a recorded deviation', async () => {
    const { tasks } = await room.as(room.riverside.desk).task.list({})
    expect(tasks.filter(({ kind }) => kind === 'visit-to-move')).toMatchObject([
      { appointment: { id: comingId }, patient: { name: 'Björk Guðmundsdóttir' } },
    ])
    const [row] = await rowsOf<{ waived: boolean; kind: string }>(
      room.owner,
      `SELECT r.waived, d.kind FROM rest_claim r JOIN deviation d ON d.id = r.deviation_id
       WHERE r.appointment_id = $1 AND r.kind = 'treatment' AND r.area_id = $2`,
      [comingId, INFRASPINATUS],
    )
    expect(row).toEqual({ waived: true, kind: 'rest-spoiled' })
  })

  it('counts opened needles that did not go in, and takes exactly what was opened from stock', async () => {
    const unused = { discardedUnused: 1, droppedFound: 1, droppedNotFound: 0 }
    await atMinute(room, visit, 53).encounter.recordUnused({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      lotId: room.riverside.lot('24H07A'),
      ...unused,
    })
    expect(await onHand('24H07A')).toBe(before - (4 + 4 + 2) - 2)
    const [book] = await rowsOf<{ sum: number }>(
      room.owner,
      'SELECT sum(quantity)::int AS sum FROM stock_entry WHERE lot_id = $1',
      [room.riverside.lot('24H07A')],
    )
    expect(book?.sum).toBe(await onHand('24H07A'))
  })

  it('E7: an entry sent twice by a shaky tablet is written down once, and not answered for another', async () => {
    const entry = {
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      lotId: room.riverside.lot('24H07A'),
      discardedUnused: 1,
      droppedFound: 0,
      droppedNotFound: 0,
    }
    const caller = atMinute(room, visit, 54)
    const answers = await Promise.all([caller.encounter.recordUnused(entry), caller.encounter.recordUnused(entry)])
    expect(new Set(answers.map(({ encounterId }) => encounterId)).size).toBe(1)
    const other = await refusalOf(caller.encounter.recordUnused({ ...entry, discardedUnused: 3 }))
    expect(other.refusals[0]?.reason).toBe('request-reused')
    expect((await countOf(visit, 54))?.discardedUnused).toBe(2)
  })

  it('completes once every needle has a fate, and does not change after that', async () => {
    await takeOut(room, visit, 55, { removed: 9, fellOutFound: 1 })
    await complete(room, visit, 60)
    const stands = await atMinute(room, visit, 61).encounter.visit({ appointmentId: visit.appointmentId })
    expect(stands.encounter).toMatchObject({ status: 'finished' })
    const lotId = room.riverside.lot('24H07A')
    const words = { subjective: 'One more thing.', objective: '', assessment: '', plan: '', text: '' }
    const note = { requestId: randomUUID(), encounterId: visit.encounterId, version: 0, words }
    const later = [
      () => needle(room, visit, { lotId, areaIds: [TRAPEZIUS], minute: 62 }),
      () => takeOut(room, visit, 62, { removed: 1 }),
      () => scan(room, visit, '24H07A', 62),
      () => atMinute(room, visit, 62).clinicalNote.write(note),
    ]
    for (const attempt of later) expect((await refusalOf(attempt())).refusals[0]?.reason).toBe('record-closed')
    expect(await atMinute(room, visit, 63).encounter.visit({ appointmentId: visit.appointmentId })).toEqual(stands)
  })

  it('leaves a trail of who did what', async () => {
    const rows = await rowsOf<{ action: string; actor_name: string }>(
      room.owner,
      `SELECT action, actor_name FROM audit_event WHERE entity_id = $1 OR entity_id = $2 ORDER BY id`,
      [visit.encounterId, visit.appointmentId],
    )
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'book-appointment',
        'start-encounter',
        'answer-screening',
        'record-needling',
        'record-needles-out',
        'record-unused',
        'complete-encounter',
      ]),
    )
    expect(rows.find(({ action }) => action === 'complete-encounter')?.actor_name).toBe('Ana Ruiz')
  })
})

describe('two screens and one visit', () => {
  it('E10: completing what another screen has changed meanwhile is refused and says so', async () => {
    const visit = await openVisit(room, { startIso: '2026-11-27T07:00:00.000Z', areaIds: [SOLEUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    await prepare(room, visit)
    const { encounter } = await atMinute(room, visit, 3).encounter.visit({ appointmentId: visit.appointmentId })
    const lotId = await scan(room, visit, '24H07A')
    await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 2 })
    await takeOut(room, visit, 20, { removed: 2 })
    const stale = atMinute(room, visit, 21).encounter.complete({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      version: encounter?.version ?? 0,
    })
    expect((await refusalOf(stale)).refusals[0]?.reason).toBe('stale-version')
    await complete(room, visit, 22)
  })

  it('ten needles more recorded by two people at once are ten needles more', async () => {
    const visit = await openVisit(room, {
      startIso: '2026-11-28T07:00:00.000Z',
      areaIds: [SOLEUS],
      patientId: room.riverside.otherPatientId,
    })
    await setDatabaseClock(room.owner, visit.startMs)
    const lotId = await scan(room, visit, '24H07A')
    await Promise.all(Array.from({ length: 10 }, () => needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 1 })))
    expect(await countOf(visit, 6)).toMatchObject({ inserted: 10 })
  })

  it('Z5: needles thought out are in again when the count is corrected, and rest runs from their real end', async () => {
    const visit = await openVisit(room, { startIso: '2026-12-01T07:00:00.000Z', areaIds: [SOLEUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    const lotId = await scan(room, visit, '24H07A')
    await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 8 })
    const record = async () =>
      (await atMinute(room, visit, 30).encounter.visit({ appointmentId: visit.appointmentId })).encounter
    await takeOut(room, visit, 20, { removed: 8 })
    expect((await record())?.needlesOutAt).toBe(new Date(visit.startMs + 20 * MINUTE_MS).toISOString())
    expect(await takeOut(room, visit, 22, { removed: 7 })).toMatchObject({ stillIn: 1, needlesOut: false })
    expect((await record())?.needlesOutAt).toBeNull()
    await takeOut(room, visit, 26, { removed: 8 })
    const outMs = visit.startMs + 26 * MINUTE_MS
    expect((await record())?.needlesOutAt).toBe(new Date(outMs).toISOString())
    expect((await spanOf(visit.appointmentId, SOLEUS, 'rest'))[0]).toBe(outMs)
    const messages = await rowsOf<{ steps: number; messages: number }>(
      room.owner,
      'SELECT count(DISTINCT (step_id, occasion))::int AS steps, count(*)::int AS messages FROM communication WHERE encounter_id = $1',
      [visit.encounterId],
    )
    expect(messages[0]?.messages).toBe(messages[0]?.steps)
  })

  it('a recount with the same numbers does not write the same incident again', async () => {
    const visit = await openVisit(room, { startIso: '2026-12-08T07:00:00.000Z', areaIds: [SOLEUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    const lotId = await scan(room, visit, '24H07A')
    await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 4 })
    const incident = 'The tip came off.'
    for (const minute of [20, 21]) await takeOut(room, visit, minute, { removed: 2, broken: 1, incident })
    await takeOut(room, visit, 22, { removed: 3, broken: 1 })
    const { incidents } = await atMinute(room, visit, 23).encounter.visit({ appointmentId: visit.appointmentId })
    expect(incidents).toMatchObject([{ kind: 'needle-broken', description: incident }])
  })

  it('more needles of one lot than the stock book takes at once are refused at the field that says so', async () => {
    const visit = await openVisit(room, { startIso: '2026-12-15T07:00:00.000Z', areaIds: [SOLEUS, TRAPEZIUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    const lotId = await scan(room, visit, '24H07A')
    const tooMany = await refusalOf(needle(room, visit, { lotId, areaIds: [SOLEUS, TRAPEZIUS], needles: 101 }))
    expect(tooMany).toMatchObject({
      code: 'BAD_REQUEST',
      refusals: [{ reason: 'invalid', offer: { fields: ['entries.1.needles'] } }],
    })
    const thrownAway = atMinute(room, visit, 6).encounter.recordUnused({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      lotId,
      discardedUnused: 150,
      droppedFound: 51,
      droppedNotFound: 0,
    })
    expect((await refusalOf(thrownAway)).refusals[0]).toMatchObject({ offer: { fields: ['discardedUnused'] } })
    expect(await countOf(visit, 7)).toBeNull()
  })

  it('a fact stands: needles in a visit booked without are saved with their technique, as not planned, and rest follows', async () => {
    const visit = await openVisit(room, {
      startIso: '2026-12-16T07:00:00.000Z',
      areaIds: [],
      service: 'without-needling-30',
    })
    await setDatabaseClock(room.owner, visit.startMs)
    const lotId = await scan(room, visit, '24H07A')
    const unsaid = await refusalOf(needle(room, visit, { lotId, areaIds: [SOLEUS] }))
    expect(unsaid.refusals[0]?.reason).toBe('not-a-needling')
    const entry = { areaId: SOLEUS, lotId, needles: 2, insertions: 2, retained: false }
    const technique = 'superficial-dry-needling' as const
    await atMinute(room, visit, 6).encounter.recordNeedling({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      entries: [{ ...entry, technique }],
    })
    const deviations = await rowsOf<{ kind: string }>(
      room.owner,
      'SELECT kind FROM deviation WHERE encounter_id = $1 ORDER BY kind',
      [visit.encounterId],
    )
    expect(deviations).toEqual([{ kind: 'not-planned' }, { kind: 'without-consent' }])
    await takeOut(room, visit, 20, { removed: 2 })
    expect((await spanOf(visit.appointmentId, SOLEUS, 'rest'))[0]).toBe(visit.startMs + 20 * MINUTE_MS)
    const waiting = (await refusalOf(complete(room, visit, 21))).refusals.map(({ reason }) => reason)
    expect(waiting).toEqual(['consent-missing', 'screening-missing'])
    await prepare(room, visit)
    await complete(room, visit, 25)
    const { procedures } = await atMinute(room, visit, 26).encounter.visit({ appointmentId: visit.appointmentId })
    expect(procedures).toMatchObject([{ areaId: SOLEUS, technique }])
  })

  it('the card names the latest thing that went wrong for this person, however much went wrong since for others', async () => {
    const visit = await openVisit(room, { startIso: '2026-12-22T07:00:00.000Z', areaIds: [SOLEUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    await room.owner.query(
      `INSERT INTO incident (clinic_id, encounter_id, kind, description, by_identity_id, at)
       SELECT clinic_id, $1::uuid, 'faint', 'Fainted.', 'test', '2026-12-21T08:00Z'::timestamptz FROM encounter WHERE id = $1
       UNION ALL SELECT clinic_id, $2::uuid, 'needlestick', 'Stung.', 'test', '2026-12-21T09:00Z'::timestamptz
       FROM encounter, generate_series(1, 501) WHERE id = $2`,
      [visit.encounterId, room.riverside.past.encounterId],
    )
    const day = await atMinute(room, visit, 1).encounter.day({ date: '2026-12-22' })
    expect(day.truncated).toBe(false)
    const card = day.visits.find(({ appointmentId }) => appointmentId === visit.appointmentId)
    expect(card?.matters.map(({ sentence }) => sentence).join(' ')).toMatch(/faint/i)
  })
})
