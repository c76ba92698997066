import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffActor } from '#domain/actor.ts'
import { matchRecall } from '#domain/lot/recall-match.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { Handover, Mail, MailServer } from '#integrations/mail/transport.ts'
import { sendCommunication } from '../../src/worker/send-communication.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { refusalOf } from '../support/front-desk.ts'
import { attempt, codeOf, insertInto, markInError, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  needle,
  type OpenVisit,
  openManyVisits,
  openTreatmentRoom,
  SOLEUS,
  scan,
  type TreatmentRoom,
} from '../support/treatment-room.ts'

let room: TreatmentRoom
let raw: ReturnType<typeof rawPool>

beforeAll(async () => {
  room = await openTreatmentRoom()
  raw = rawPool(room.appUrl, 1)
})
afterAll(async () => {
  await raw?.end()
  await room?.close()
})

const owner = () => room.as(room.riverside.owner)
const begunIso = () => new Date(TUESDAY_MORNING_MS).toISOString()

const SAID = {
  reason: 'Tips through the sheath.',
  reference: 'FSN-9',
  riskClass: 'II',
  fromWhom: 'Heron Needles',
} as const

interface Opening {
  readonly kind?: 'recall' | 'drill'
  readonly lotNumbers?: string[]
  readonly notice?: { readonly productIds: string[]; readonly producedFrom: string; readonly producedTo: string }
  readonly takeInLotIds?: string[]
  readonly leaveOutLotIds?: string[]
}

const open = async ({ kind = 'recall', lotNumbers = [], ...more }: Opening, by: StaffActor = room.riverside.owner) =>
  (
    await room.as(by).recall.open({
      ...{ requestId: randomUUID(), kind, ...SAID, notice: { lotNumbers }, begunIso: begunIso(), ...more },
    })
  ).recallId
/** Why a call was refused. */
const reasonsOf = async (call: Promise<unknown>) => (await refusalOf(call)).refusals.map(({ reason }) => reason)
const caseOf = (recallId: string) => owner().recall.get({ recallId })
const statusOf = async (lotId: string): Promise<string> =>
  (await rowsOf<{ status: string }>(room.owner, 'SELECT status FROM lot WHERE id = $1', [lotId]))[0]?.status ?? ''

/** A lot of the long Heron with so many needles in it. */
const newLot = async (lotNumber: string, expiryDate = '2030-12-31', onHand = 200): Promise<string> => {
  const id = randomUUID()
  await insertInto(room.owner, 'lot', {
    ...{ clinic_id: room.riverside.clinicId, id, product_id: room.riverside.scope.id('product', 'heron-50') },
    ...{ lot_number: lotNumber, expiry_date: expiryDate, status: 'active', received_at: '2026-11-01T09:00Z' },
  })
  await insertInto(room.owner, 'stock_entry', {
    ...{ clinic_id: room.riverside.clinicId, id: randomUUID(), lot_id: id, kind: 'received', quantity: onHand },
    place_id: room.riverside.clinicId,
    ...{ by_identity_id: 'test', at: '2026-11-01T09:00Z' },
  })
  return id
}

const lotNamed = async (lotNumber: string): Promise<string> =>
  (await rowsOf<{ id: string }>(room.owner, 'SELECT id FROM lot WHERE lot_number = $1', [lotNumber]))[0]?.id ?? ''

const oneNeedle = (lotId: string) => (visit: OpenVisit) => needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 1 })

const heron = () => room.riverside.scope.id('product', 'heron-50')

/** A hundred needles of a lot come in at the desk, by hand or by a scan. */
const receive = (lotNumber: string, raw: string) =>
  room.as(room.riverside.desk).delivery.receive({
    ...{ requestId: randomUUID(), supplier: 'Heron', noteNumber: lotNumber, placeId: room.riverside.clinicId },
    lines: [{ productId: heron(), lotNumber, expiryDate: '2028-10-31', needles: 100, raw }],
  })

/** Everybody on a recall's list, read page by page. */
const peopleOf = async (recallId: string, limit = 100, by: StaffActor = room.riverside.owner) => {
  const pages = [await room.as(by).recall.calls({ recallId, limit })]
  for (let cursor = pages[0]?.next; cursor; cursor = pages.at(-1)?.next)
    pages.push(await room.as(by).recall.calls({ recallId, limit, cursor }))
  return pages.flatMap(({ calls }) => calls)
}

/** Every visit of a recall, read page by page. */
const visitsOf = async (recallId: string, limit = 100) => {
  const pages = [await owner().recall.visits({ recallId, limit })]
  for (let cursor = pages[0]?.next; cursor; cursor = pages.at(-1)?.next)
    pages.push(await owner().recall.visits({ recallId, limit, cursor }))
  return pages.flatMap(({ visits }) => visits)
}

describe('a notice comes in', () => {
  it('shows which lots it names, and beside them the numbers that people mistake for it', async () => {
    await newLot('H0T-77')
    await newLot('HOT-77')
    const found = await owner().recall.preview({ notice: { lotNumbers: ['H0T-77'] } })
    expect(found.matched.map(({ lotNumber }) => lotNumber)).toEqual(['H0T-77'])
    expect(found.nearMisses).toMatchObject([{ lotNumber: 'HOT-77', why: 'look-alike', noticeNumber: 'H0T-77' }])
    const nothing = owner().recall.preview({ notice: {} })
    expect(await reasonsOf(nothing)).toEqual(['notice-names-nothing'])
  })

  it('takes what the clinic decided out of use at that instant, and leaves the rest', async () => {
    const [named, left, near] = [await newLot('TWIN-1'), await newLot('TWIN-2'), await newLot('TW1N-1')]
    const wanted = { lotNumbers: ['TWIN-1', 'TWIN-2'], leaveOutLotIds: [left], takeInLotIds: [near] }
    const recallId = await open(wanted)
    expect(await Promise.all([named, left, near].map(statusOf))).toEqual(['recalled', 'active', 'recalled'])
    const { lots, leftOut } = await caseOf(recallId)
    expect(lots.map(({ lotNumber, how }) => [lotNumber, how]).sort()).toEqual([
      ['TW1N-1', 'chosen'],
      ['TWIN-1', 'named'],
    ])
    expect(leftOut.map(({ lotNumber }) => lotNumber)).toEqual(['TWIN-2'])
    await owner().recall.addLot({ requestId: randomUUID(), recallId, lotId: left })
    expect(await statusOf(left)).toBe('recalled')
    const again = owner().recall.addLot({ requestId: randomUUID(), recallId, lotId: left })
    expect(await reasonsOf(again)).toEqual(['already-in-recall'])
  })

  it('a lot that is received later is recalled as it comes in, by its number or by the day on its label', async () => {
    const notice = { productIds: [heron()], producedFrom: '2028-09-01', producedTo: '2028-09-30' }
    const [byNumber, byDay] = [await open({ lotNumbers: ['NOT-HERE-YET'] }), await open({ notice })]
    expect((await caseOf(byNumber)).lots).toEqual([])
    expect(await receive('NOT-HERE-YET', '')).toMatchObject({ setAside: 1 })
    expect(await receive('MADE-THEN', ']C10110614141200013112809011728103110MADE-THEN')).toMatchObject({ setAside: 1 })
    expect(await receive('MADE-LATER', ']C10110614141200013112810011728103110MADE-LATER')).toMatchObject({
      setAside: 0,
    })
    expect((await caseOf(byNumber)).lots).toMatchObject([
      { lotNumber: 'NOT-HERE-YET', how: 'joined', status: 'recalled' },
    ])
    expect((await caseOf(byDay)).lots).toMatchObject([
      { lotNumber: 'MADE-THEN', producedOn: '2028-09-01', how: 'joined' },
    ])
  })

  it('K29: what was received and used is what its recall counts, by SQL as well', async () => {
    await receive('ROUND-1', '')
    const [lot] = await rowsOf<{ id: string }>(room.owner, `SELECT id FROM lot WHERE lot_number = 'ROUND-1'`)
    for (const visit of await openManyVisits(room, 2)) await oneNeedle(lot?.id ?? '')(visit)
    const { now, lots } = await caseOf(await open({ lotNumbers: ['ROUND-1'] }))
    const [counted] = await rowsOf<{ visits: number; needles: number }>(
      room.owner,
      'SELECT count(DISTINCT encounter_id)::int AS visits, sum(quantity)::int AS needles FROM lot_use WHERE lot_id = $1',
      [lot?.id],
    )
    expect([now.visits, now.needlesUsed]).toEqual([counted?.visits, counted?.needles])
    expect(lots.map(({ account }) => account)).toMatchObject([{ received: 100, used: 2, onHand: 98 }])
  })

  it('asks of a lot that comes later the same as of those that are here', async () => {
    const facts = { lotNumber: ['N1', null], expiryDate: ['2028-05-31', null], producedOn: ['2025-05-01', null] }
    const notices = [
      { lotNumbers: ['N1'] },
      { productIds: [heron()], expiryFrom: '2028-05-31' },
      { diameterMm: 0.3, lengthMm: 50, producedTo: '2025-05-01' },
      { diameterMm: 0.35, producedFrom: '2025-05-01', expiryTo: '2028-05-31' },
      { productIds: [randomUUID()], lotNumbers: ['N1'] },
    ]
    for (const notice of notices)
      for (const lotNumber of facts.lotNumber)
        for (const expiryDate of facts.expiryDate)
          for (const producedOn of facts.producedOn) {
            const [row] = await rowsOf<{ named: boolean }>(
              room.owner,
              `SELECT recall_names_lot(jsonb_populate_record(NULL::recall, $1), jsonb_populate_record(NULL::lot, $2)) AS named`,
              [JSON.stringify(asRecall(notice)), JSON.stringify(asLot(heron(), { lotNumber, expiryDate, producedOn }))],
            )
            const lot = {
              lotId: 'x',
              productId: heron(),
              diameterMm: 0.3,
              lengthMm: 50,
              lotNumber,
              expiryDate,
              producedOn,
            }
            const match = matchRecall({ ...SAYS_NOTHING, ...notice }, [lot])
            expect([notice, lot, row?.named]).toEqual([notice, lot, match.ok && match.lotIds.length === 1])
          }
  })
})

const SAYS_NOTHING = {
  ...{ productIds: [], lotNumbers: [], diameterMm: null, lengthMm: null },
  ...{ expiryFrom: null, expiryTo: null, producedFrom: null, producedTo: null },
}
const asRecall = (notice: Partial<Parameters<typeof matchRecall>[0]>) => {
  const all = { ...SAYS_NOTHING, ...notice }
  return {
    ...{
      product_ids: all.productIds,
      lot_numbers: all.lotNumbers,
      diameter_mm: all.diameterMm,
      length_mm: all.lengthMm,
    },
    ...{ expiry_from: all.expiryFrom, expiry_to: all.expiryTo },
    ...{ produced_from: all.producedFrom, produced_to: all.producedTo },
  }
}
const asLot = (
  productId: string,
  known: { lotNumber: string | null; expiryDate: string | null; producedOn: string | null },
) => ({
  ...{ clinic_id: room.riverside.clinicId, product_id: productId },
  ...{ lot_number: known.lotNumber, expiry_date: known.expiryDate, produced_on: known.producedOn },
})

describe('whom it reached', () => {
  let lotId: string
  let recallId: string
  let visits: OpenVisit[]

  beforeAll(async () => {
    lotId = await newLot('REACH-1')
    visits = await openManyVisits(room, 6)
    for (const visit of visits.slice(0, 4)) await oneNeedle(lotId)(visit)
    await scan(room, visits[4] as OpenVisit, 'LOTD42')
    recallId = await open({ lotNumbers: ['REACH-1', 'LOTD42'] })
  })

  it('stands there at once: visits, people, and the room in which a box of it is open', async () => {
    const { now, roomsToTell } = await caseOf(recallId)
    expect(now).toMatchObject({ visits: 4, needlesUsed: 4, percent: 0, needlesHere: expect.any(Number) })
    expect(now.people.waiting).toBe((await peopleOf(recallId)).length)
    expect(roomsToTell).toMatchObject([{ practitionerName: 'Ana Ruiz', roomName: 'Room 1' }])
  })

  it('Z1: who is written down afterwards joins by themselves', async () => {
    await oneNeedle(lotId)(visits[5] as OpenVisit)
    expect((await caseOf(recallId)).now.visits).toBe(5)
    expect(await visitsOf(recallId)).toContainEqual(expect.objectContaining({ deviation: true, needles: 1 }))
  })

  it('K31: needles that were opened and did not go in reached nobody, and neither did a visit that was an error', async () => {
    const [visit] = await openManyVisits(room, 1)
    await room.as(room.riverside.ana, { nowMs: (visit as OpenVisit).startMs }).encounter.recordUnused({
      ...{ requestId: randomUUID(), encounterId: (visit as OpenVisit).encounterId, lotId },
      ...{ discardedUnused: 2, droppedFound: 0, droppedNotFound: 0 },
    })
    expect((await caseOf(recallId)).now.visits).toBe(5)
    expect((await owner().trace.lot({ lotId })).rows).toHaveLength(5)
    await markInError(room.owner, [(visits[0] as OpenVisit).appointmentId])
    expect((await caseOf(recallId)).now.visits).toBe(4)
  })

  it('is counted under whom they were merged into, and still counted when they were erased', async () => {
    const people = await peopleOf(recallId)
    const [first, second, third] = people
    await room.owner.query('UPDATE patient SET merged_into_id = $2 WHERE id = $1', [
      first?.patientId,
      second?.patientId,
    ])
    await room.owner.query('UPDATE patient SET erased_at = app_now() WHERE id = $1', [third?.patientId])
    const after = await peopleOf(recallId)
    expect(after).toHaveLength(people.length - 1)
    expect(after.map(({ patientId }) => patientId)).not.toContain(first?.patientId)
    expect(after.find(({ patientId }) => patientId === third?.patientId)).toMatchObject({
      ...{ standing: 'erased', phone: null, email: null },
    })
    expect((await caseOf(recallId)).now).toMatchObject({ visits: 4, people: { erased: 1 } })
    await room.owner.query('UPDATE patient SET merged_into_id = NULL, erased_at = NULL WHERE id = ANY ($1)', [
      [first?.patientId, third?.patientId],
    ])
  })

  it('J16: each visit and each person is listed once, whatever the size of the pages', async () => {
    for (const size of [1, 2, 100]) {
      expect((await visitsOf(recallId, size)).map(({ encounterId }) => encounterId).sort()).toEqual(
        (await visitsOf(recallId)).map(({ encounterId }) => encounterId).sort(),
      )
      expect((await peopleOf(recallId, size)).map(({ patientId }) => patientId)).toEqual(
        (await peopleOf(recallId)).map(({ patientId }) => patientId),
      )
    }
  })

  it('the desk learns a name, how to reach them and what to say, and nothing of their visits', async () => {
    const [call] = await peopleOf(recallId, 100, room.riverside.desk)
    expect(Object.keys(call ?? {}).sort()).toEqual(
      ['attempts', 'channel', 'email', 'name', 'patientId', 'phone', 'standing', 'text', 'written'].sort(),
    )
    expect(call?.text).toMatch(/Please call us|Bitte rufen Sie uns/)
    expect(JSON.stringify(await peopleOf(recallId, 100, room.riverside.desk))).not.toMatch(/REACH-1|Heron|Ana Ruiz/)
  })

  it('is told one by one; what was tried stays, and only who was told counts as told', async () => {
    const desk = room.as(room.riverside.desk)
    const [first, second] = await peopleOf(recallId)
    const tell = (patientId: string, outcome: 'told' | 'no-answer') =>
      desk.recall.recordAttempt({ requestId: randomUUID(), recallId, patientId, channel: 'phone', outcome })
    await tell(first?.patientId ?? '', 'no-answer')
    await tell(first?.patientId ?? '', 'told')
    await tell(second?.patientId ?? '', 'no-answer')
    const after = await peopleOf(recallId)
    expect(after[0]).toMatchObject({ standing: 'told', attempts: [{ outcome: 'told' }, { outcome: 'no-answer' }] })
    expect(after[1]).toMatchObject({ standing: 'tried' })
    const { now } = await caseOf(recallId)
    expect(now.percent).toBe(Math.floor(100 / after.length))
    const waiting = await desk.recall.calls({ recallId, waitingOnly: true })
    expect(waiting.calls).toHaveLength(after.length - 1)
  })

  const onTheList = async () =>
    (await room.as(room.riverside.desk).task.list({ limit: 100 })).tasks.filter((task) => task.recall?.id === recallId)

  it('stands on the desk’s to-do list until nobody waits, and is not ticked off', async () => {
    const [task] = await onTheList()
    const waiting = (await caseOf(recallId)).now.people
    expect(task).toMatchObject({ kind: 'recall-to-tell', patient: null, recall: { reference: 'FSN-9' } })
    expect(task?.recall?.toTell).toBe(waiting.waiting + waiting.tried)
    const tick = room.as(room.riverside.desk).task.complete({ requestId: randomUUID(), taskId: task?.id ?? '' })
    expect(await reasonsOf(tick)).toEqual(['recall-goes-on'])
    expect(await onTheList()).toHaveLength(1)
  })

  it('K34: of somebody whom it did not reach nothing is kept, whatever id is sent', async () => {
    const stranger = await room.as(room.riverside.desk).patient.create({ requestId: randomUUID(), name: 'Ottó Kiss' })
    const patientId = stranger.kind === 'created' ? stranger.patient.id : ''
    for (const id of [patientId, room.hillside.patientId, randomUUID()]) {
      const sent = { requestId: randomUUID(), recallId, patientId: id, channel: 'phone', outcome: 'told' } as const
      expect(await reasonsOf(room.as(room.riverside.desk).recall.recordAttempt(sent))).toEqual(['not-found'])
    }
    const forged = await attempt(
      raw,
      room.riverside.desk,
      `INSERT INTO recall_attempt (clinic_id, recall_id, patient_id, channel, outcome, message, remark, by_identity_id, by_name)
       VALUES ($1, $2, $3, 'phone', 'told', '', '', 'x', 'x')`,
      [room.riverside.clinicId, recallId, patientId],
    )
    expect(codeOf(forged)).toBe('23514')
  })

  it('is not signed off while somebody waits, also not by plain SQL; with a reason it is, once', async () => {
    const { version } = await caseOf(recallId)
    const sign = (reason: string) => owner().recall.signOff({ requestId: randomUUID(), recallId, version, reason })
    expect(await reasonsOf(sign(''))).toEqual(['people-waiting', 'needles-here'])
    const forged = await attempt(
      raw,
      room.riverside.owner,
      `UPDATE recall SET closed_at = app_now(), closed_by_identity_id = 'x', closed_by_name = 'x', result = '{}' WHERE id = $1`,
      [recallId],
    )
    expect(codeOf(forged)).toBe('23514')
    await sign('Two have moved abroad.')
    const { closed } = await caseOf(recallId)
    expect(closed).toMatchObject({ reason: 'Two have moved abroad.', result: { people: { told: 1, tried: 1 } } })
    expect(await reasonsOf(sign('Again.'))).toEqual(['recall-closed'])
    const reopened = await attempt(raw, room.riverside.owner, `UPDATE recall SET closed_reason = '' WHERE id = $1`, [
      recallId,
    ])
    expect(codeOf(reopened)).toBe('FF008')
  })

  it('Z1: is off the list with the sign-off, and on it again when somebody is written down late', async () => {
    expect(await onTheList()).toEqual([])
    const visits = await openManyVisits(room, 2)
    await Promise.all(visits.map(oneNeedle(await lotNamed('REACH-1'))))
    expect(await onTheList()).toMatchObject([{ kind: 'recall-to-tell' }])
  })
})

describe('the house writes to whom it reached', () => {
  const mails: Mail[] = []
  let recallId: string
  let people: string[]
  const noon = () => TUESDAY_MORNING_MS + 5 * 3_600_000
  const write = (patientId: string | null, id = recallId) =>
    room.as(room.riverside.desk).recall.send({ requestId: randomUUID(), recallId: id, patientId })
  /** Every message of the recall that is due is handed over. */
  const handOver = async (answer: Handover) => {
    const server: MailServer = {
      send: async (mail) => {
        mails.push(mail)
        return answer
      },
      check: async () => true,
      close: () => undefined,
    }
    const { database } = room
    const mailRoom = { database, server, from: 'Riverside <c@riverside.test>', publicUrl: 'https://r.test', now: noon }
    const due = await rowsOf<{ id: string }>(
      room.owner,
      `SELECT id FROM communication WHERE kind = 'recall' AND occasion = $1 AND status = 'due' ORDER BY id`,
      [recallId],
    )
    for (const { id } of due)
      await sendCommunication(mailRoom, { clinicId: room.riverside.clinicId, communicationId: id })
  }

  beforeAll(async () => {
    const lotId = await newLot('WRITE-1')
    for (const visit of await openManyVisits(room, 3)) await oneNeedle(lotId)(visit)
    recallId = await open({ lotNumbers: ['WRITE-1'] })
    people = (await peopleOf(recallId)).map(({ patientId }) => patientId)
    await room.owner.query(
      `UPDATE patient SET email = CASE WHEN id = $1 THEN NULL ELSE id || '@people.test' END, phone = NULL WHERE id = ANY ($2)`,
      [people[2], people],
    )
  })

  it('once each, in the words of the recall, and neither the subject nor a second press says more', async () => {
    expect(await write(null)).toEqual({ messages: 3 })
    expect(await write(null)).toEqual({ messages: 0 })
    expect((await peopleOf(recallId)).map(({ standing }) => standing)).toEqual(['waiting', 'waiting', 'waiting'])
    await handOver({ kind: 'sent', response: '250 OK' })
    expect(mails.map(({ to }) => to.address).sort()).toEqual(
      people
        .slice(0, 2)
        .map((id) => `${id}@people.test`)
        .sort(),
    )
    for (const { subject, text } of mails) {
      expect(subject).not.toMatch(/needle|recall|lot|Nadel|Rückruf|WRITE-1/i)
      expect(text).toMatch(/Please call us on|Bitte rufen Sie uns/)
    }
    expect(await write(people[0] ?? '')).toEqual({ messages: 0 })
  })

  it('what became of it joins what was tried; only who was spoken to is told', async () => {
    const [first, , third] = await peopleOf(recallId)
    expect(first).toMatchObject({
      ...{ standing: 'tried', written: true, attempts: [{ channel: 'email', outcome: 'sent', byName: '' }] },
    })
    // without any address it says so, and somebody has to find another way
    expect(third).toMatchObject({ standing: 'waiting', attempts: [{ outcome: 'not-arrived' }] })
    const told = { requestId: randomUUID(), recallId, channel: 'phone', outcome: 'told' } as const
    await room.as(room.riverside.desk).recall.recordAttempt({ ...told, patientId: first?.patientId ?? '' })
    const { now } = await caseOf(recallId)
    expect(now.people).toMatchObject({ told: 1, tried: 1, waiting: 1 })
  })

  it('K34: to nobody whom it did not reach, and nobody of a drill, not even by plain SQL', async () => {
    const { clinicId, desk, patientId: stranger } = room.riverside
    const drill = await open({ kind: 'drill', lotNumbers: ['WRITE-1'] })
    const reached = new Set(people)
    const other = reached.has(stranger) ? room.riverside.otherPatientId : stranger
    expect(await reasonsOf(write(other))).toEqual(['not-found'])
    expect(await reasonsOf(write(people[0] ?? '', drill))).toEqual(['drill-tells-nobody'])
    for (const [id, patient] of [
      [recallId, other],
      [drill, people[0]],
    ]) {
      const forged = await attempt(
        raw,
        desk,
        `INSERT INTO communication (clinic_id, patient_id, kind, occasion, channel, status, due_at) VALUES ($1, $2, 'recall', $3, 'email', 'due', app_now())`,
        [clinicId, patient, id],
      )
      expect(codeOf(forged)).toBe('23514')
    }
  })
})

describe('a drill', () => {
  it('does it all on real data, stops nothing, tells nobody, and keeps how long it took', async () => {
    const lotId = await newLot('DRILL-1')
    const visits = await openManyVisits(room, 3)
    for (const visit of visits) await oneNeedle(lotId)(visit)
    const recallId = await open({ kind: 'drill', lotNumbers: ['DRILL-1'] }, room.riverside.ana)
    expect(await statusOf(lotId)).toBe('active')
    expect((await owner().lot.get({ lotId })).recalls).toEqual([])
    const [person] = await peopleOf(recallId)
    const told = { requestId: randomUUID(), recallId, channel: 'phone', outcome: 'told' } as const
    const tell = owner().recall.recordAttempt({ ...told, patientId: person?.patientId ?? '' })
    expect(await reasonsOf(tell)).toEqual(['drill-tells-nobody'])
    await newLot('DRILL-1B')
    const later = room.as(room.riverside.ana, { nowMs: TUESDAY_MORNING_MS + 95_000 })
    await later.recall.signOff({ requestId: randomUUID(), recallId, version: 1 })
    const { closed } = await caseOf(recallId)
    expect(closed?.result).toMatchObject({ visits: 3, lots: 1, needlesUsed: 3, needlesHere: 197, tookSeconds: 95 })
    expect(await statusOf(lotId)).toBe('active')
  })
})

describe('a recall while boxes come in', () => {
  it('Z1: of lots that are added while the recall that names them is opened, all are recalled', async () => {
    const numbers = Array.from({ length: 20 }, (_, at) => `RACE-${at}`)
    const raced: (() => Promise<unknown>)[] = numbers.map((lotNumber) => () => newLot(lotNumber))
    await Promise.all(raced.toSpliced(10, 0, () => open({ lotNumbers: numbers })).map((go) => go()))
    const rows = await rowsOf<{ status: string }>(room.owner, 'SELECT status FROM lot WHERE lot_number = ANY ($1)', [
      numbers,
    ])
    expect(rows.map(({ status }) => status)).toEqual(numbers.map(() => 'recalled'))
  })
})

describe('an owner of two clinics', () => {
  const there = () => room.as(room.hillside.owner)
  const lotThere = async (lotNumber: string) =>
    (
      await rowsOf<{ id: string; status: string }>(
        room.owner,
        'SELECT id, status FROM lot WHERE clinic_id = $1 AND lot_number = $2',
        [room.hillside.clinicId, lotNumber],
      )
    )[0]
  /** What lies in the other clinic: the same needle under its own article number, or quite another one of that number. */
  const receiveThere = (lotNumber: string, product: 'heron-50' | 'heron-60' = 'heron-50') =>
    room.as(room.hillside.desk).delivery.receive({
      ...{ requestId: randomUUID(), supplier: 'Heron', noteNumber: lotNumber, placeId: room.hillside.clinicId },
      lines: [
        {
          ...{ productId: room.hillside.scope.id('product', product), lotNumber },
          ...{ expiryDate: '2028-10-31', needles: 100, raw: '' },
        },
      ],
    })

  it('K32: recalled in a clinic of somebody else, a lot stays in use here', async () => {
    await receiveThere('OWN-1')
    await newLot('OWN-1')
    await open({ lotNumbers: ['OWN-1'] })
    expect((await lotThere('OWN-1'))?.status).toBe('active')
  })

  it('K32: recalled in one clinic, it is refused in the other at that instant, with a case and a to-do of its own', async () => {
    const { hillside, riverside } = room
    await room.owner.query(
      `INSERT INTO membership (clinic_id, identity_id, name, email, roles, clinical_lead, active)
       SELECT $1, identity_id, name, email, '{owner}', false, true FROM membership WHERE clinic_id = $2 AND identity_id = $3`,
      [hillside.clinicId, riverside.clinicId, riverside.owner.identityId],
    )
    for (const lotNumber of ['BOTH-1', 'BOTH-2', 'BOTH-N']) await receiveThere(lotNumber)
    await receiveThere('BOTH-1', 'heron-60')
    const left = await newLot('BOTH-2')
    const near = await newLot('BOTH-N')
    const productIds = [heron()]
    const said = { ...SAID, kind: 'recall', begunIso: begunIso() } as const
    const lotNumbers = ['BOTH-1', 'BOTH-2', 'BOTH-LATER']
    const { recallId } = await owner().recall.open({
      ...{ ...said, requestId: randomUUID(), notice: { productIds, lotNumbers } },
      ...{ leaveOutLotIds: [left], takeInLotIds: [near] },
    })
    // the long Heron alone; what a person left out or took in here counts there as well
    const states = await rowsOf<{ lot: string; status: string }>(
      room.owner,
      `SELECT lot_number AS lot, status FROM lot WHERE clinic_id = $1 AND lot_number LIKE 'BOTH-%' ORDER BY lot_number, status`,
      [hillside.clinicId],
    )
    expect(states.map(({ lot, status }) => [lot, status])).toEqual([
      ...[
        ['BOTH-1', 'active'],
        ['BOTH-1', 'recalled'],
      ],
      ...[
        ['BOTH-2', 'active'],
        ['BOTH-N', 'recalled'],
      ],
    ])
    expect((await receiveThere('BOTH-LATER')).setAside).toBe(1)
    const [theirs] = (await there().recall.list({})).recalls.filter(({ reference }) => reference === 'FSN-9')
    const passedOn = await there().recall.get({ recallId: theirs?.id ?? '' })
    expect(passedOn).toMatchObject({ reason: SAID.reason, riskClass: 'II', now: { visits: 0 } })
    expect(passedOn.passedOnBy).not.toBe('')
    expect(passedOn.lots.map(({ lotNumber, how }) => [lotNumber, how]).sort()).toEqual([
      ['BOTH-1', 'named'],
      ['BOTH-LATER', 'joined'],
      ['BOTH-N', 'named'],
    ])
    // nothing of the one clinic is in the other
    expect((await caseOf(recallId)).lots.map(({ lotNumber }) => lotNumber)).toEqual(['BOTH-N'])
    expect(await reasonsOf(there().recall.get({ recallId }))).toEqual(['not-found'])
    const forged = await attempt(
      raw,
      room.hillside.owner,
      `INSERT INTO recall (clinic_id, reason, by_identity_id, from_clinic_id, from_recall_id, passed_on_by) VALUES ($1, 'x', 'x', $2, $3, 'x')`,
      [hillside.clinicId, riverside.clinicId, randomUUID()],
    )
    expect(codeOf(forged)).toBe('42501')
  })

  it('K32: of boxes that come in there while it is opened here, all are recalled', async () => {
    const numbers = Array.from({ length: 8 }, (_, at) => `TWO-${at}`)
    const raced: (() => Promise<unknown>)[] = numbers.map((lotNumber) => () => receiveThere(lotNumber))
    await Promise.all(raced.toSpliced(4, 0, () => open({ lotNumbers: numbers })).map((go) => go()))
    const rows = await Promise.all(numbers.map(lotThere))
    expect(rows.map((row) => row?.status)).toEqual(numbers.map(() => 'recalled'))
  })
})

describe('tracing either way', () => {
  let lotId: string
  let visits: OpenVisit[]
  let personId: string

  beforeAll(async () => {
    lotId = await newLot('BOTH-WAYS', '2030-12-31', 900)
    visits = await openManyVisits(room, 3)
    for (const visit of visits) await oneNeedle(lotId)(visit)
    const [first] = (await owner().trace.lot({ lotId })).rows
    personId = first?.patientId ?? ''
  })

  /** Every row of a trace, read page by page. */
  const rowsBy = async (limit: number) => {
    const pages = [await owner().trace.lot({ lotId, limit })]
    for (let cursor = pages[0]?.next; cursor; cursor = pages.at(-1)?.next)
      pages.push(await owner().trace.lot({ lotId, limit, cursor }))
    return pages.flatMap(({ rows }) => rows.map(({ encounterId }) => encounterId))
  }

  it('from a lot to people, from a person to lots, and from a practitioner’s day to both', async () => {
    const byLot = await owner().trace.lot({ lotId })
    expect(byLot).toMatchObject({ title: 'BOTH-WAYS', next: null })
    expect(byLot.rows.map(({ encounterId }) => encounterId).sort()).toEqual(
      visits.map(({ encounterId }) => encounterId).sort(),
    )
    const byPerson = await owner().trace.person({ patientId: personId })
    expect(byPerson.rows).toContainEqual(
      expect.objectContaining({ lotId, needles: 1, productName: 'Heron DN 0.30×50' }),
    )
    const date = localDateOf(visits[0]?.startMs ?? 0, 'Europe/Berlin')
    const byDay = await owner().trace.day({ practitionerId: room.riverside.practitionerId, date })
    expect(byDay.rows.map(({ encounterId }) => encounterId)).toContain(visits[0]?.encounterId)
    expect(
      (await owner().trace.day({ practitionerId: room.riverside.practitionerId, date: '2029-01-01' })).rows,
    ).toEqual([])
  })

  it('says whose hand opened the box, when and where', async () => {
    const [visit] = await openManyVisits(room, 1)
    await scan(room, visit as OpenVisit, 'K25-0219')
    await oneNeedle(room.riverside.lot('K25-0219'))(visit as OpenVisit)
    const [row] = (await owner().trace.lot({ lotId: room.riverside.lot('K25-0219') })).rows
    const { rows } = await owner().trace.person({ patientId: row?.patientId ?? '' })
    expect(rows.find(({ encounterId }) => encounterId === visit?.encounterId)).toMatchObject({
      ...{ lotNumber: 'K25-0219', openedByName: 'Ana Ruiz', roomName: 'Room 1' },
    })
  })

  it('finds what stands under a record that was merged into theirs', async () => {
    const made = await room.as(room.riverside.desk).patient.create({ requestId: randomUUID(), name: 'Ilse Kurz' })
    const survivor = made.kind === 'created' ? made.patient.id : ''
    const before = (await owner().trace.person({ patientId: personId })).rows.length
    await room.owner.query('UPDATE patient SET merged_into_id = $2 WHERE id = $1', [personId, survivor])
    for (const patientId of [personId, survivor]) {
      const { title, rows } = await owner().trace.person({ patientId })
      expect([title, rows.length]).toEqual(['Ilse Kurz', before])
      expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['Ilse Kurz']))
    }
    await room.owner.query('UPDATE patient SET merged_into_id = NULL WHERE id = $1', [personId])
  })

  it('the lot, the trace and the recall count the same people: two records of one person once, an erased one without a way to them', async () => {
    const [first, second, third] = (await owner().trace.lot({ lotId })).rows.map(({ patientId }) => patientId)
    const asked = async () => {
      const { now } = await caseOf(await open({ kind: 'drill', lotNumbers: ['BOTH-WAYS'] }))
      const { peopleReached } = await owner().lot.get({ lotId })
      const traced = new Set((await owner().trace.lot({ lotId, limit: 500 })).rows.map(({ patientId }) => patientId))
      return [peopleReached, traced.size, Object.values(now.people).reduce((sum, people) => sum + people, 0)]
    }
    expect(new Set([first, second, third]).size).toBe(3)
    expect(await asked()).toEqual([3, 3, 3])
    await room.owner.query('UPDATE patient SET merged_into_id = $2 WHERE id = $1', [first, second])
    await room.owner.query('UPDATE patient SET erased_at = app_now() WHERE id = $1', [third])
    expect(await asked()).toEqual([2, 2, 2])
    const erased = (await owner().trace.lot({ lotId })).rows.find(({ patientId }) => patientId === third)
    expect(erased).toMatchObject({ phone: null, email: null })
    await room.owner.query('UPDATE patient SET merged_into_id = NULL, erased_at = NULL WHERE id = ANY ($1)', [
      [first, third],
    ])
  })

  it('J16: of 300 visits of one instant each is listed once, also with more written down meanwhile', async () => {
    // laid out past the guards: what is asked about is the list
    const client = await room.owner.connect()
    await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'")
    await client.query(
      `WITH chosen AS (SELECT e.* FROM encounter e WHERE e.id = $1),
       booked AS (
         INSERT INTO appointment (clinic_id, patient_id, practitioner_id, location_id, place_id, service_id, status, starts_at, ends_at,
           promised_wall_time, time_zone, technique, segments, buffer_before_minutes, buffer_after_minutes, areas_undecided, source, version)
         SELECT a.clinic_id, a.patient_id, a.practitioner_id, a.location_id, a.place_id, a.service_id, 'checked-in', a.starts_at, a.ends_at,
           a.promised_wall_time, a.time_zone, a.technique, a.segments, 0, 0, true, 'seed', 1
         FROM chosen c JOIN appointment a ON a.id = c.appointment_id, generate_series(1, 297) RETURNING *),
       begun AS (
         INSERT INTO encounter (clinic_id, appointment_id, patient_id, practitioner_id, status, started_at, version)
         SELECT b.clinic_id, b.id, b.patient_id, b.practitioner_id, 'in-progress', c.started_at, 1 FROM booked b, chosen c RETURNING *)
       INSERT INTO lot_use (clinic_id, encounter_id, lot_id, quantity, by_identity_id, used_at) SELECT clinic_id, id, $2, 1, 'test', '2027-06-01' FROM begun`,
      [visits[0]?.encounterId, lotId],
    )
    await client.query('COMMIT')
    client.release()
    const [small, whole] = [await rowsBy(50), await rowsBy(500)]
    expect([small.length, new Set(small).size]).toEqual([300, 300])
    expect(small).toEqual(whole)
    const page = await owner().trace.lot({ lotId, limit: 50 })
    const [late] = await openManyVisits(room, 1)
    await oneNeedle(lotId)(late as OpenVisit)
    const next = await owner().trace.lot({ lotId, limit: 50, cursor: page.next })
    expect(next.rows.map(({ encounterId }) => encounterId)).toEqual(whole.slice(50, 100))
  })
})
