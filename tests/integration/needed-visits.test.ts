import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/actor.ts'
import { uuidv7 } from '#lib/ids.ts'
import { deviceId, STIMULATOR } from '../../prisma/seed/clinic.ts'
import { patientId } from '../../prisma/seed/patients.ts'
import { attendantId } from '../../prisma/seed/people.ts'
import type { ServiceCode } from '../../prisma/seed/services.ts'
import { type FrontDesk, openFrontDesk, outcomes, refusalOf } from '../support/front-desk.ts'
import { patientIdsOf } from '../support/people.ts'
import { insertInto, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'
import { bookRaw, visitAt } from '../support/visits.ts'

/** Ten o'clock in Berlin on days past the demo's calendar. */
const MONDAY = '2027-01-11T09:00:00.000Z'
const TUESDAY = '2027-01-12T09:00:00.000Z'
const at = (dayIso: string, minutes: number): string => new Date(Date.parse(dayIso) + minutes * 60_000).toISOString()
const dateOf = (iso: string): string => iso.slice(0, 10)

let house: FrontDesk
let raw: pg.Pool
let people: string[]

beforeAll(async () => {
  house = await openFrontDesk()
  raw = rawPool(house.appUrl, 3)
  people = await patientIdsOf(house.owner, house.riverside.clinicId, house.riverside.patientId)
})
afterAll(async () => {
  await raw?.end()
  await house?.close()
})
afterEach(async () => {
  await house.owner.query(`UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2027-01-01'`)
  await house.owner.query('UPDATE healthcare_service SET max_per_day = NULL, max_per_patient_per_day = NULL')
  await house.owner.query('UPDATE patient_need SET ended_at = created_at WHERE patient_id = ANY ($1)', [
    [...people, house.riverside.patientId],
  ])
})

const desk = () => house.as(house.riverside.desk)
const portal = () => house.as(house.riverside.patient)
const nth = (index: number): string => people[index % people.length] ?? ''
const needy = (key: string): string => patientId(house.riverside.scope, key)

const asked = (code: ServiceCode, who: string, practitionerId: string | null = null) => ({
  ...{ patientId: who, serviceId: house.riverside.service(code), practitionerId },
  areaIds: [] as string[],
})
const book = (
  code: ServiceCode,
  who: string,
  startIso: string,
  practitionerId: string | null = null,
  actor: Actor = house.riverside.desk,
) => house.as(actor).appointment.book({ ...asked(code, who, practitionerId), startIso, requestId: randomUUID() })
type Visit = Awaited<ReturnType<typeof book>>

const move = ({ appointmentId, version }: Visit, startIso: string, practitionerId: string | null = null) =>
  desk().appointment.reschedule({
    requestId: randomUUID(),
    appointmentId,
    expectedVersion: version,
    practitionerId,
    startIso,
  })

const timesOn = async (dayIso: string, question: ReturnType<typeof asked>, caller = desk()) => {
  const date = dateOf(dayIso)
  const { days, practitioners } = await caller.appointment.freeTimes({ ...question, fromDate: date, toDate: date })
  return days.flatMap(({ times }) =>
    times.map(({ startIso, who }) => ({ startIso, who: who.map((position) => practitioners[position]?.id) })),
  )
}
const startsOn = async (...question: Parameters<typeof timesOn>) =>
  (await timesOn(...question)).map(({ startIso }) => startIso)

const stored = async ({ appointmentId }: Visit) => {
  const [row] = await rowsOf<{
    minutes: number
    needMinutes: number
    segments: { kind: string; minutes: number }[]
    participants: string[]
  }>(
    house.owner,
    `SELECT extract(epoch FROM ends_at - starts_at)::int / 60 AS minutes, need_minutes AS "needMinutes", segments,
       ARRAY(SELECT resource_id::text FROM appointment_participant p WHERE p.appointment_id = a.id ORDER BY 1) AS participants
     FROM appointment a WHERE id = $1`,
    [appointmentId],
  )
  return row
}

const addNeed = (who: string, need: Readonly<Record<string, unknown>>) =>
  insertInto(house.owner, 'patient_need', {
    ...{ clinic_id: house.riverside.clinicId, id: uuidv7(), patient_id: who, extra_minutes: 0, version: 1 },
    ...{ created_at: '2026-11-01T00:00:00Z', ...need },
  })

describe('who asked for a woman', () => {
  it('is offered women alone, given one by "any", and never booked with or moved to anybody else', async () => {
    const { ana, ben, mei, desk: atDesk } = house.riverside
    const question = asked('without-needling-30', needy('ndiaye'))
    const offered = await timesOn(MONDAY, question)
    expect(offered.length).toBeGreaterThan(10)
    expect(new Set(offered.flatMap(({ who }) => who))).toEqual(new Set([ana.practitionerId, mei.practitionerId]))

    const booked = await book('without-needling-30', needy('ndiaye'), MONDAY)
    expect([ana.practitionerId, mei.practitionerId]).toContain(booked.practitionerId)
    const refused = await refusalOf(book('without-needling-30', needy('ndiaye'), TUESDAY, ben.practitionerId))
    expect(refused.refusals[0]).toMatchObject({
      reason: 'needs-woman',
      sentence: 'The patient asked for a woman practitioner, and Ben Okafor is not on file as one.',
      offer: { staff: { canOverride: [], askPractitionerId: null } },
    })
    expect((await refusalOf(move(booked, TUESDAY, ben.practitionerId))).refusals[0]?.reason).toBe('needs-woman')
    const moved = await move(booked, TUESDAY)
    expect(moved.practitionerId).not.toBe(ben.practitionerId)

    const checked = await desk().appointment.checkTime({
      ...{ ...question, practitionerId: ben.practitionerId, startIso: MONDAY },
    })
    expect(checked).toMatchObject({ ok: false, reason: 'needs-woman' })
    const held = house.as(atDesk).appointment.hold({
      ...{ ...question, practitionerId: ben.practitionerId, startIso: MONDAY, holdId: randomUUID() },
    })
    expect((await refusalOf(held)).refusals[0]?.reason).toBe('needs-woman')
  })

  it('is told of the women who are taken, not of the men who are free', async () => {
    const { ana, mei } = house.riverside
    await book('without-needling-30', nth(0), MONDAY, ana.practitionerId)
    await book('without-needling-30', nth(1), MONDAY, mei.practitionerId)
    const { refusals } = await refusalOf(book('without-needling-30', needy('ndiaye'), MONDAY))
    const { reasons } = (refusals[0] as { offer: { staff: { reasons: string[] } } }).offer.staff
    expect(reasons).toContain('taken')
    expect(reasons).not.toContain('needs-woman')
  })

  it('cannot be booked past it by the owner either, whatever the reason', async () => {
    const { owner, ben } = house.riverside
    const override = {
      reason: 'Nobody else is here.',
      breaks: ['rest', 'credential', 'overlap', 'hours', 'notice'] as const,
    }
    const call = house.as(owner).appointment.book({
      ...{ ...asked('without-needling-30', needy('ndiaye'), ben.practitionerId), startIso: MONDAY },
      ...{ requestId: randomUUID(), override: { ...override, breaks: [...override.breaks] } },
    })
    expect((await refusalOf(call)).refusals[0]?.reason).toBe('needs-woman')
  })

  it('is told on their own pages nothing but that it is not possible, with times that are', async () => {
    const { patientId: bjork, ben, ana, mei } = house.riverside
    await addNeed(bjork, { kind: 'woman-practitioner' })
    const question = asked('without-needling-30', bjork)
    const offered = await timesOn(MONDAY, question, portal())
    expect(new Set(offered.flatMap(({ who }) => who))).toEqual(new Set([ana.practitionerId, mei.practitionerId]))
    const { refusals } = await refusalOf(
      book('without-needling-30', bjork, MONDAY, ben.practitionerId, house.riverside.patient),
    )
    expect(refusals[0]).toMatchObject({
      reason: 'not-possible',
      sentence: 'That time is not possible for this visit. These are.',
    })
    expect(JSON.stringify(refusals)).not.toMatch(/woman|Ben/)
    const [first] = (refusals[0] as { offer: { times: { practitionerId: string }[] } }).offer.times
    expect(first?.practitionerId).not.toBe(ben.practitionerId)
  })
})

describe('who needs somebody with them', () => {
  it('has them for the whole visit and its buffers, and more time at its beginning', async () => {
    const { riverside } = house
    const booked = await book('acupuncture-60', needy('husseini'), MONDAY)
    expect(await stored(booked)).toEqual({
      minutes: 70,
      needMinutes: 10,
      segments: [
        { kind: 'hands-on', minutes: 25 },
        { kind: 'resting', minutes: 30 },
        { kind: 'removal', minutes: 15 },
      ],
      participants: [attendantId(riverside.scope, 'interpreter')],
    })
    const [claim] = await rowsOf<{ during: string }>(
      house.owner,
      `SELECT during::text FROM claim WHERE appointment_id = $1 AND resource_id = $2`,
      [booked.appointmentId, attendantId(riverside.scope, 'interpreter')],
    )
    expect(claim?.during).toBe('["2027-01-11 09:00:00+00","2027-01-11 10:15:00+00")')
  })

  it('is not offered when they are with somebody else, and says for whom they are needed', async () => {
    const other = nth(3)
    await addNeed(other, { kind: 'interpreter', language: 'ar-EG' })
    await book('without-needling-30', needy('husseini'), MONDAY)
    const question = asked('without-needling-30', other)
    const starts = await startsOn(MONDAY, question)
    expect(starts).not.toContain(at(MONDAY, 30))
    expect(starts).toContain(at(MONDAY, 45))
    const { refusals } = await refusalOf(book('without-needling-30', other, at(MONDAY, 15)))
    expect(refusals[0]).toMatchObject({
      reason: 'no-attendant',
      sentence: 'The patient needs an interpreter for Arabic (Egypt), and none is free Mon 11 Jan 10:15–10:45.',
    })
  })

  it('is told when the clinic has nobody for it', async () => {
    await addNeed(nth(4), { kind: 'interpreter', language: 'uk' })
    expect(await startsOn(MONDAY, asked('without-needling-30', nth(4)))).toEqual([])
    const { refusals } = await refusalOf(book('without-needling-30', nth(4), MONDAY))
    expect(refusals[0]?.sentence).toBe('The patient needs an interpreter for Ukrainian, and the clinic has none.')
  })

  it('is not offered while they are away, on the days of the place; visits that count on them are shown, and listed until they are back', async () => {
    const { riverside } = house
    const owner = house.as(riverside.owner)
    const id = attendantId(riverside.scope, 'interpreter')
    const away = async (awayFrom: string | null, awayUntil: string | null, affectedSeen: number | null = null) => {
      const before = (await owner.attendant.setup({})).attendants.find((one) => one.id === id)!
      const { version, id: _, ...attendant } = before
      const edit = { ...attendant, awayFrom, awayUntil, affectedSeen, existing: { id, version } }
      return owner.attendant.save({ ...edit, requestId: randomUUID() })
    }
    const listed = async () =>
      (await owner.task.list({ limit: 100 })).tasks
        .filter(({ cause }) => cause?.why === 'closed')
        .map(({ appointment }) => appointment?.id)
    const booked = await book('acupuncture-60', needy('husseini'), MONDAY)
    const [monday, tuesday] = [MONDAY.slice(0, 10), TUESDAY.slice(0, 10)]
    expect((await refusalOf(away(monday, '2027-01-10'))).refusals[0]?.offer).toEqual({ fields: ['awayUntil'] })
    expect((await refusalOf(away(null, monday))).refusals[0]?.reason).toBe('faulty')
    const shown = (await refusalOf(away(monday, monday))).refusals[0]
    expect(shown).toMatchObject({ reason: 'visits-affected', offer: { visits: [{ id: booked.appointmentId }] } })
    await away(monday, monday, 1)
    expect(await listed()).toEqual([booked.appointmentId])
    const question = asked('without-needling-30', needy('husseini'))
    expect(await startsOn(MONDAY, question)).toEqual([])
    expect(await startsOn(TUESDAY, question)).not.toEqual([])
    const { refusals } = await refusalOf(book('without-needling-30', needy('husseini'), at(MONDAY, 240)))
    expect(refusals[0]?.reason).toBe('no-attendant')
    // what was decided before is decided again: the store takes nobody who is away
    const raw = house.owner.query(
      'INSERT INTO appointment_participant SELECT clinic_id, $1, resource_id FROM appointment_participant WHERE appointment_id = $2',
      [(await book('without-needling-30', nth(1), at(MONDAY, 120))).appointmentId, booked.appointmentId],
    )
    await expect(raw).rejects.toMatchObject({ code: '40001' })
    const seen = async (nowMs: number) =>
      (await house.as(riverside.owner, { nowMs }).attendant.setup({})).attendants.find((one) => one.id === id)
    expect(await seen(Date.parse(MONDAY))).toMatchObject({ awayFrom: monday, awayUntil: monday })
    expect(await seen(Date.parse(TUESDAY))).toMatchObject({ awayFrom: null, awayUntil: null })
    // until further notice, then later: the visit of Monday may stay
    await away(tuesday, null)
    expect(await listed()).toEqual([])
    expect(await startsOn(TUESDAY, question)).toEqual([])
    await away(null, null)
    expect(await startsOn(TUESDAY, question)).not.toEqual([])
  })

  it('is booked while they go away: the visit is refused, or it is shown, never neither', async () => {
    const owner = house.as(house.riverside.owner)
    const id = attendantId(house.riverside.scope, 'interpreter')
    const setup = async () => (await owner.attendant.setup({})).attendants.find((one) => one.id === id)!
    for (let round = 0; round < 4; round++) {
      const { version, id: _, ...attendant } = await setup()
      const edit = { ...attendant, awayFrom: MONDAY.slice(0, 10), awayUntil: MONDAY.slice(0, 10), affectedSeen: 0 }
      const calls = [
        book('without-needling-30', needy('husseini'), at(MONDAY, round * 60)),
        owner.attendant.save({ ...edit, existing: { id, version }, requestId: randomUUID() }),
      ] as const
      const [visit, gone] = await Promise.allSettled(calls)
      expect([visit.status, gone.status].filter((status) => status === 'fulfilled')).toHaveLength(1)
      if (visit.status === 'rejected') expect((await refusalOf(calls[0])).refusals[0]?.reason).toBe('no-attendant')
      const now = await setup()
      const back = { ...attendant, awayFrom: null, awayUntil: null, affectedSeen: null }
      await owner.attendant.save({ ...back, existing: { id, version: now.version }, requestId: randomUUID() })
      await house.owner.query(
        `UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2027-01-01' AND status = 'booked'`,
      )
    }
  })

  it('is given one by one of two who ask at once, the other is told', async () => {
    const { riverside } = house
    const pair = [nth(5), nth(6)]
    for (const who of pair) await addNeed(who, { kind: 'chaperone' })
    for (let round = 0; round < 4; round++) {
      const startIso = at(MONDAY, round * 60 - 120)
      const calls = pair.map((who, index) =>
        book(
          'without-needling-30',
          who,
          startIso,
          index === 0 ? riverside.ana.practitionerId : riverside.mei.practitionerId,
        ),
      )
      const { values, reasons } = await outcomes(calls)
      expect({ booked: values.length, reasons }).toEqual({ booked: 1, reasons: ['no-attendant'] })
    }
  })

  it('keeps them by a move; with the need gone, the visit is shorter and they are free again', async () => {
    const { riverside } = house
    const who = nth(7)
    await addNeed(who, { kind: 'chaperone', extra_minutes: 15 })
    const booked = await book('without-needling-30', who, MONDAY)
    expect(await stored(booked)).toMatchObject({ minutes: 45, needMinutes: 15 })
    const moved = await move(booked, TUESDAY)
    expect(await stored(moved)).toMatchObject({
      minutes: 45,
      participants: [attendantId(riverside.scope, 'chaperone')],
    })
    await house.owner.query(`UPDATE patient_need SET ended_at = created_at + interval '1 day' WHERE patient_id = $1`, [
      who,
    ])
    const again = await move(moved, MONDAY)
    expect(await stored(again)).toEqual({
      ...{ minutes: 30, needMinutes: 0, segments: [{ kind: 'hands-on', minutes: 30 }], participants: [] },
    })
  })
})

describe('who needs a room without steps', () => {
  it('is put into one, at every time that is offered', async () => {
    const { riverside } = house
    await book('without-needling-30', nth(8), MONDAY)
    const level = new Set([riverside.place('Room 1')])
    const starts = await startsOn(MONDAY, asked('without-needling-30', needy('sorensen')))
    expect(starts).not.toContain(MONDAY)
    for (const startIso of [starts[0] ?? '', starts.at(-1) ?? '']) {
      const booked = await book('without-needling-30', needy('sorensen'), startIso)
      expect(level).toContain(booked.placeId)
      await house.owner.query(`UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [booked.appointmentId])
    }
    const { refusals } = await refusalOf(book('without-needling-30', needy('sorensen'), MONDAY))
    expect(refusals[0]?.sentence).toBe('The patient needs an accessible room, and none is free Mon 11 Jan 10:00–10:30.')
  })
})

describe('a service that needs a device', () => {
  it('claims one; while the only one is with another visit, no time is offered or booked', async () => {
    const { riverside } = house
    const first = await book('electro-needling-45', nth(0), MONDAY, riverside.ana.practitionerId)
    expect(await stored(first)).toMatchObject({ participants: [deviceId(riverside.scope, STIMULATOR)] })
    const withBen = asked('electro-needling-45', nth(1), riverside.ben.practitionerId)
    const starts = await startsOn(MONDAY, withBen)
    // Ana's visit ends at 10:45, and the stimulator is put away until 10:55; Ben's begins with no buffer
    expect(starts).not.toContain(at(MONDAY, 45))
    expect(starts).toContain(at(MONDAY, 60))
    const { refusals } = await refusalOf(
      book('electro-needling-45', nth(1), at(MONDAY, 30), riverside.ben.practitionerId),
    )
    expect(refusals[0]).toMatchObject({
      reason: 'no-device',
      sentence: 'No device (electro-stimulator) is free Mon 11 Jan 10:30–11:15.',
    })
  })

  it('A2: goes to one of many that ask at once, with whomever, in whatever room', async () => {
    const { riverside } = house
    for (let round = 0; round < 3; round++) {
      const calls = Array.from({ length: 10 }, (_, index) =>
        book(
          'electro-needling-45',
          nth(index),
          at(TUESDAY, round * 60 - 60),
          index % 2 === 0 ? riverside.ana.practitionerId : riverside.ben.practitionerId,
        ),
      )
      const { values, reasons } = await outcomes(calls)
      expect(values).toHaveLength(1)
      expect(new Set(reasons)).toEqual(new Set(['taken', 'no-device'].filter((reason) => reasons.includes(reason))))
    }
  })

  it('G1: that was free when the time was chosen is asked for again when the visit moves', async () => {
    const { riverside } = house
    const first = await book('electro-needling-45', nth(0), MONDAY, riverside.ana.practitionerId)
    const second = await book('electro-needling-45', nth(1), at(MONDAY, 60), riverside.ben.practitionerId)
    const { refusals } = await refusalOf(move(second, at(MONDAY, 45), riverside.ben.practitionerId))
    expect(refusals[0]?.reason).toBe('no-device')
    const away = await move(first, TUESDAY, riverside.ana.practitionerId)
    expect((await move(second, at(MONDAY, 45), riverside.ben.practitionerId)).startIso).toBe(at(MONDAY, 45))
    expect(away.startIso).toBe(TUESDAY)
  })
})

describe('a service with a limit', () => {
  const limit = (perDay: number | null, perPatient: number | null) =>
    house.owner.query('UPDATE healthcare_service SET max_per_day = $2, max_per_patient_per_day = $3 WHERE id = $1', [
      house.riverside.service('without-needling-30'),
      perDay,
      perPatient,
    ])

  it('B13: offers no time on a full day, to nobody, and says why to whoever asks at the desk', async () => {
    await limit(2, null)
    for (const index of [0, 1]) await book('without-needling-30', nth(index), at(MONDAY, index * 60))
    expect(await startsOn(MONDAY, asked('without-needling-30', nth(2)))).toEqual([])
    expect((await startsOn(TUESDAY, asked('without-needling-30', nth(2)))).length).toBeGreaterThan(10)
    // a patient's pages see no visits of others, and still none of the times that are no more
    const bjork = asked('without-needling-30', house.riverside.patientId)
    expect(await startsOn(MONDAY, bjork, portal())).toEqual([])
    const { refusals } = await refusalOf(book('without-needling-30', nth(2), at(MONDAY, 240)))
    expect(refusals[0]).toMatchObject({
      reason: 'day-full',
      sentence: 'Monday 11 January 2027 has no more room for this service: 2 visits a day.',
    })
    const online = book(
      'without-needling-30',
      house.riverside.patientId,
      at(MONDAY, 240),
      null,
      house.riverside.patient,
    )
    expect((await refusalOf(online)).refusals[0]?.reason).toBe('not-possible')
  })

  it('A16: booked up in one tab is refused in the other, also when both press at once', async () => {
    await limit(null, 1)
    const who = nth(3)
    const { values, reasons } = await outcomes(
      Array.from({ length: 8 }, (_, index) => book('without-needling-30', who, at(MONDAY, index * 45))),
    )
    expect(values).toHaveLength(1)
    expect(new Set(reasons)).toEqual(new Set(['patient-day-full']))
    expect((await book('without-needling-30', nth(4), at(MONDAY, 360))).startIso).toBe(at(MONDAY, 360))
  })

  it('A7: the last of a day go to as many as there are, whoever presses', async () => {
    await limit(3, null)
    const { values, reasons } = await outcomes(
      Array.from({ length: 9 }, (_, index) => book('without-needling-30', nth(index), at(MONDAY, (index - 2) * 45))),
    )
    expect(values).toHaveLength(3)
    expect(new Set(reasons)).toEqual(new Set(['day-full']))
  })

  it('B11: does not count the visit that moves, and does count it on another day', async () => {
    await limit(1, 1)
    const booked = await book('without-needling-30', nth(0), MONDAY)
    await book('without-needling-30', nth(1), TUESDAY)
    const question = { ...asked('without-needling-30', nth(0)), movingAppointmentId: booked.appointmentId }
    expect((await startsOn(MONDAY, question)).length).toBeGreaterThan(10)
    expect(await startsOn(TUESDAY, question)).toEqual([])
    const moved = await move(booked, at(MONDAY, 60))
    expect(moved.startIso).toBe(at(MONDAY, 60))
    expect((await refusalOf(move(moved, at(TUESDAY, 60)))).refusals[0]?.reason).toBe('day-full')
  })
})

describe('"any" practitioner', () => {
  it('who is taken at the last moment is exchanged for another who can', async () => {
    const { riverside } = house
    const startMs = Date.parse(MONDAY)
    const before = await desk().appointment.checkTime({ ...asked('without-needling-30', nth(0)), startIso: MONDAY })
    if (!before.ok) throw new Error('Monday at ten is free')
    const chosen = before.practitionerId
    let later: Promise<Visit> | undefined
    const first = await rawAs(raw, riverside.desk, async (client) => {
      // no lock and not yet committed: nobody sees it before the claim itself
      await bookRaw(
        client,
        riverside,
        visitAt(riverside, {
          startMs,
          practitionerId: chosen,
          patientId: nth(9),
          minutes: 30,
          placeId: riverside.place('Group 1'),
        }),
      )
      later = book('without-needling-30', nth(0), MONDAY)
      await untilSomebodyWaits()
    })
    expect(first.ok).toBe(true)
    const booked = await later
    expect(booked?.practitionerId).not.toBe(chosen)
    expect(booked?.startIso).toBe(MONDAY)
  })

  it('a place that is taken at the last moment is exchanged likewise', async () => {
    const { riverside } = house
    const startMs = Date.parse(MONDAY)
    let later: Promise<Visit> | undefined
    await rawAs(raw, riverside.desk, async (client) => {
      await bookRaw(
        client,
        riverside,
        visitAt(riverside, {
          startMs,
          practitionerId: riverside.ben.practitionerId ?? '',
          patientId: nth(9),
          minutes: 30,
        }),
      )
      later = book('without-needling-30', nth(0), MONDAY, riverside.ana.practitionerId)
      await untilSomebodyWaits()
    })
    expect((await later)?.placeId).toBe(riverside.place('Room 2'))
  })

  it('is whoever has least to do that day, and as many can come at once as there is room for', async () => {
    const { riverside } = house
    await book('first-visit-60', nth(9), at(MONDAY, -60), riverside.ana.practitionerId)
    await book('without-needling-30', nth(8), at(MONDAY, -60), riverside.mei.practitionerId)
    const calls = Array.from({ length: 6 }, (_, index) => book('without-needling-30', nth(index), MONDAY))
    const { values, reasons } = await outcomes(calls)
    // two rooms: Ben has nothing yet, Mei half an hour, Ana an hour
    expect(values.map(({ practitionerId }) => practitionerId).toSorted()).toEqual(
      [riverside.ben.practitionerId, riverside.mei.practitionerId].toSorted(),
    )
    expect(new Set(values.map(({ placeId }) => placeId)).size).toBe(2)
    expect(reasons).toEqual(['no-place', 'no-place', 'no-place', 'no-place'])
  })

  const untilSomebodyWaits = async (): Promise<void> => {
    for (;;) {
      const waiting = await rowsOf(
        house.owner,
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%INSERT INTO claim%'`,
      )
      if (waiting.length > 0) return
    }
  }
})
