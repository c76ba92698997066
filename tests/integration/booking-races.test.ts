import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FrontDesk, openFrontDesk, outcomes, refusalOf } from '../support/front-desk.ts'
import { patientIdsOf } from '../support/people.ts'

/** Each test has days of its own, past the demo's calendar and within the booking window. */
const ROUNDS = 5

let house: FrontDesk
let people: string[]

beforeAll(async () => {
  house = await openFrontDesk({ poolSize: 40 })
  people = await patientIdsOf(house.owner, house.riverside.clinicId)
})
afterAll(() => house?.close())

const desk = () => house.as(house.riverside.desk)
const nth = (index: number): string => people[index % people.length] ?? ''
const minutesAfter = (startIso: string, minutes: number): string =>
  new Date(Date.parse(startIso) + minutes * 60_000).toISOString()

const talk = (patientId: string, startIso: string, practitionerId: string | null, requestId: string = randomUUID()) =>
  desk().appointment.book({
    requestId,
    patientId,
    serviceId: house.riverside.service('without-needling-30'),
    areaIds: [],
    practitionerId,
    startIso,
  })

const needle = (patientId: string, startIso: string) =>
  desk().appointment.book({
    requestId: randomUUID(),
    patientId,
    serviceId: house.riverside.service('dry-needling-45'),
    areaIds: ['upper-trapezius.left'],
    practitionerId: house.riverside.practitionerId,
    startIso,
  })

const move = (visit: { appointmentId: string; version: number; practitionerId: string }, startIso: string) =>
  desk().appointment.reschedule({
    requestId: randomUUID(),
    appointmentId: visit.appointmentId,
    expectedVersion: visit.version,
    practitionerId: visit.practitionerId,
    startIso,
  })

const overlaps = async (): Promise<number> => {
  const { rows } = await house.owner.query<{ pairs: number }>(
    `SELECT count(*)::int AS pairs FROM claim a JOIN claim b
       ON a.clinic_id = b.clinic_id AND a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during`,
  )
  return rows[0]?.pairs ?? -1
}

const working = (weekday: number): string => {
  // Tuesdays to Saturdays of January 2027, at 9:00 in Berlin
  const days = [
    '05',
    '06',
    '07',
    '08',
    '09',
    '12',
    '13',
    '14',
    '15',
    '16',
    '19',
    '20',
    '21',
    '22',
    '23',
    '26',
    '27',
    '28',
  ]
  return `2027-01-${days[weekday % days.length]}T08:00:00.000Z`
}

describe('many at once', () => {
  it('A1: ten parallel bookings of one slot for one patient leave one, and nine are told so', async () => {
    const startIso = working(0)
    const { values, reasons } = await outcomes(
      Array.from({ length: 10 }, () => talk(nth(0), startIso, house.riverside.practitionerId)),
    )
    expect(values).toHaveLength(1)
    expect(new Set(reasons)).toEqual(new Set(['taken']))
    expect(reasons).toHaveLength(9)
  })

  it('A1: ten retries of one request are one booking, and all get its answer', async () => {
    const startIso = working(1)
    const requestId = randomUUID()
    const calls = Array.from({ length: 10 }, () => talk(nth(0), startIso, null, requestId))
    const { values, reasons } = await outcomes(calls)
    expect(reasons).toEqual([])
    expect(new Set(values.map(({ appointmentId }) => appointmentId)).size).toBe(1)
    const { rows } = await house.owner.query('SELECT id FROM appointment WHERE starts_at = $1', [startIso])
    expect(rows).toHaveLength(1)
  })

  it('E7: one request id with other content is refused, not answered with the old booking', async () => {
    const requestId = randomUUID()
    const booked = await talk(nth(0), minutesAfter(working(1), 60), null, requestId)
    const { values, reasons } = await outcomes([
      talk(nth(1), minutesAfter(working(1), 60), null, requestId),
      talk(nth(0), minutesAfter(working(1), 120), null, requestId),
      talk(nth(0), minutesAfter(working(1), 60), null, requestId),
    ])
    expect(reasons).toEqual(['request-reused', 'request-reused'])
    expect(values.map(({ appointmentId }) => appointmentId)).toEqual([booked.appointmentId])
    // it is Tom's: nobody else learns by it what he was answered, not even with the same words
    const asOwner = house.as(house.riverside.owner).appointment.book({
      ...{ requestId, patientId: nth(0), serviceId: house.riverside.service('without-needling-30'), areaIds: [] },
      ...{ practitionerId: null, startIso: minutesAfter(working(1), 60) },
    })
    const { refusals } = await refusalOf(asOwner)
    expect(JSON.stringify(refusals)).not.toContain(booked.appointmentId)
  })

  it('A2: several people press at the same instant; one of them has the slot, in every round', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const startIso = minutesAfter(working(2), round * 30)
      if (round === 6) continue // Ana's lunch begins
      const calls = Array.from({ length: 16 }, (_, index) => talk(nth(index), startIso, house.riverside.practitionerId))
      const { values, reasons } = await outcomes(calls)
      const lunch = round === 7 || round === 8
      expect({ round, won: values.length }).toEqual({ round, won: lunch ? 0 : 1 })
      if (!lunch) expect(new Set(reasons)).toEqual(new Set(['taken']))
    }
  })

  it('A14: bookings that contain one another, lie inside or only touch at an edge: no two share an instant', async () => {
    const base = working(3)
    const first = house.riverside.service('first-visit-60')
    const calls = [0, 15, 30, 45, 60].flatMap((offset, index) => [
      talk(nth(index), minutesAfter(base, offset), house.riverside.practitionerId),
      desk().appointment.book({
        ...{ requestId: randomUUID(), patientId: nth(index + 10), serviceId: first, areaIds: [] },
        ...{ practitionerId: house.riverside.practitionerId, startIso: minutesAfter(base, offset) },
      }),
    ])
    const { values } = await outcomes(calls)
    expect(values.length).toBeGreaterThanOrEqual(1)
    expect(await overlaps()).toBe(0)
  })

  it('"any practitioner": who is beaten to one is given another, until nobody is left', async () => {
    const startIso = working(4)
    const { values, reasons } = await outcomes(
      Array.from({ length: 12 }, (_, index) => talk(nth(index), startIso, null)),
    )
    // three practitioners, but only two treatment rooms
    expect(new Set(values.map(({ practitionerId }) => practitionerId)).size).toBe(2)
    expect(values).toHaveLength(2)
    expect(reasons).toHaveLength(10)
  })

  it('A8: two practitioners want the last room at the same instant; one has it, the other is told', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const startIso = minutesAfter(working(5 + round), 60)
      const { ana, ben, mei } = house.riverside
      await talk(nth(0), startIso, ana.practitionerId)
      const { values, reasons } = await outcomes([
        talk(nth(1), startIso, ben.practitionerId),
        talk(nth(2), startIso, mei.practitionerId),
      ])
      expect({ round, won: values.length, reasons }).toEqual({ round, won: 1, reasons: ['no-place'] })
    }
  })

  it('A7: the last place in the group room goes to one of many', async () => {
    const { clinicId, ana, ben, mei } = house.riverside
    const group = house.riverside.service('acupuncture-group-45')
    const practitioners = [ana, ben, mei].map(({ practitionerId }) => practitionerId ?? '')
    await house.owner.query(
      `INSERT INTO service_practitioner (clinic_id, service_id, practitioner_id)
       SELECT $1, $2, unnest($3::uuid[]) ON CONFLICT DO NOTHING`,
      [clinicId, group, practitioners],
    )
    await house.owner.query(
      `UPDATE credential SET techniques = techniques || '{body-acupuncture}' WHERE clinic_id = $1`,
      [clinicId],
    )
    const needleInGroup = (patientId: string, startIso: string, practitionerId: string) =>
      desk().appointment.book({
        ...{ requestId: randomUUID(), patientId, serviceId: group, areaIds: [], areasUndecided: true },
        ...{ practitionerId, startIso },
      })
    for (let round = 0; round < 5; round++) {
      const startIso = minutesAfter(working(5 + round), 105)
      for (const [index, id] of practitioners.entries()) await needleInGroup(nth(index), startIso, id)
      const later = minutesAfter(startIso, 15)
      const calls = Array.from({ length: 12 }, (_, index) =>
        needleInGroup(nth(index + 3), later, practitioners[index % 3] ?? ''),
      )
      const { values, reasons } = await outcomes(calls)
      expect({ round, won: values.length }).toEqual({ round, won: 1 })
      expect(reasons).toHaveLength(11)
      expect(new Set(reasons).isSubsetOf(new Set(['no-place', 'taken']))).toBe(true)
    }
  })

  it('B17: two moves, each fine alone and together a rest broken: one is refused', async () => {
    for (let round = 0; round < 9; round++) {
      const patientId = nth(20 + round)
      const monday = 1 + 7 * Math.floor(round / 3)
      const onDay = (weekday: number): string => {
        const day = `${monday + weekday}`.padStart(2, '0')
        return minutesAfter(`2027-02-${day}T08:00:00.000Z`, (round % 3) * 60)
      }
      const earlier = await needle(patientId, onDay(0))
      const later = await needle(patientId, onDay(4))
      const [tuesday, thursday] = [onDay(1), onDay(3)]
      const { values, reasons } = await outcomes([move(earlier, tuesday), move(later, thursday)])
      expect({ round, moved: values.length, reasons }).toEqual({ round, moved: 1, reasons: ['rest'] })
    }
  })

  it('two visits that want each other’s time wait for nobody: both are told, and nothing dies', async () => {
    const startIso = working(16)
    const one = await talk(nth(0), startIso, house.riverside.practitionerId)
    const other = await talk(nth(1), minutesAfter(startIso, 30), house.riverside.practitionerId)
    for (let round = 0; round < ROUNDS; round++) {
      const { values, reasons } = await outcomes([move(one, other.startIso), move(other, one.startIso)])
      expect({ round, values, reasons }).toEqual({ round, values: [], reasons: ['taken', 'taken'] })
    }
  })

  it('A13: two patients look at the same free time and both press; the second gets a plain sentence and times that are free', async () => {
    const { riverside } = house
    const pressing = [nth(0), nth(1)].map((patientId) => {
      const at = house.as({ ...riverside.patient, identityId: randomUUID(), patientIds: [patientId] }).appointment
      const asked = {
        patientId,
        serviceId: riverside.service('without-needling-30'),
        areaIds: [],
        practitionerId: riverside.practitionerId,
      }
      return {
        look: () => at.freeTimes({ ...asked, fromDate: '2027-02-01', toDate: '2027-02-01' }),
        press: (startIso: string, practitionerId = riverside.practitionerId) =>
          at.book({ ...asked, practitionerId, startIso, requestId: randomUUID() }),
      }
    })
    const [one, two] = await Promise.all(pressing.map(({ look }) => look()))
    const shown = (times: typeof one) => times?.days.flatMap((day) => day.times.map((time) => time.startIso)) ?? []
    const startIso = shown(one).find((time) => shown(two).includes(time)) ?? ''
    const pressed = await Promise.allSettled(pressing.map(({ press }) => press(startIso)))
    const late = pressed.filter((one) => one.status === 'rejected')
    expect(late).toHaveLength(1)
    const { refusals } = await refusalOf(Promise.reject(late[0]?.reason))
    expect(refusals[0]).toMatchObject({ reason: 'taken', sentence: 'That time has just been taken. These are free.' })
    const { times } = (refusals[0] as { offer: { times: { startIso: string; practitionerId: string }[] } }).offer
    // the same time with somebody else is a fresh time, too
    const taken = { startIso, practitionerId: riverside.practitionerId }
    expect(times).not.toContainEqual(expect.objectContaining(taken))
    const [fresh] = times
    const booked = await pressing[pressed.indexOf(late[0]!)]?.press(fresh?.startIso ?? '', fresh?.practitionerId)
    expect(booked).toMatchObject({ startIso: fresh?.startIso, practitionerId: fresh?.practitionerId })
  })

  it('G2: a full house is refused by the house, whatever a screen made of it', async () => {
    const { riverside } = house
    const startIso = '2027-02-10T09:00:00.000Z'
    // no times were asked for: a page that did not look, or a program that is none of ours
    for (const [index, who] of [riverside.practitionerId, riverside.mei.practitionerId].entries())
      await talk(nth(index), startIso, who)
    const { reasons } = await outcomes([talk(nth(2), startIso, riverside.ben.practitionerId)])
    expect(reasons).toEqual(['no-place'])
  })

  it('G1: rooms that were free when the time was chosen are asked for again when the time is changed', async () => {
    const { riverside } = house
    const [startIso, full] = ['2027-02-17T10:00:00.000Z', '2027-02-17T09:00:00.000Z']
    const moving = await talk(nth(2), startIso, riverside.ben.practitionerId)
    for (const [index, who] of [riverside.practitionerId, riverside.mei.practitionerId].entries())
      await talk(nth(index), full, who)
    const { refusals } = await refusalOf(move(moving, full))
    expect(refusals[0]?.reason).toBe('no-place')
    const { startIso: stayed } = await desk().appointment.detail({ appointmentId: moving.appointmentId })
    expect(stayed).toBe(startIso)
  })

  it('A19: who loses again and again is told so in words, and nothing was changed', async () => {
    const { riverside, owner } = house
    const startIso = '2027-02-03T09:00:00.000Z'
    await owner.query(`CREATE FUNCTION lose() RETURNS TRIGGER LANGUAGE plpgsql AS $$
      BEGIN PERFORM nextval('losses'); RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'could not serialize access'; END $$;
      CREATE SEQUENCE losses; GRANT USAGE ON SEQUENCE losses TO filiform_app;
      CREATE TRIGGER lose BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION lose()`)
    try {
      const { code, refusals } = await refusalOf(talk(nth(0), startIso, riverside.practitionerId))
      expect(code).toBe('CONFLICT')
      expect(refusals[0]).toMatchObject({
        reason: 'try-again',
        sentence: 'Too much is happening at once. Nothing was changed; please try again.',
      })
      const { rows } = await owner.query(`SELECT last_value::int AS tries FROM losses`)
      expect(rows).toEqual([{ tries: 4 }])
    } finally {
      await owner.query('DROP TRIGGER lose ON claim; DROP FUNCTION lose(); DROP SEQUENCE losses')
    }
    expect((await talk(nth(0), startIso, riverside.practitionerId)).startIso).toBe(startIso)
  })

  it('after all of it nobody and nothing is claimed twice', async () => {
    expect(await overlaps()).toBe(0)
  })
})
