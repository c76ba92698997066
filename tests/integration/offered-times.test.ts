import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { createCaller } from '#trpc/init.ts'
import { patientId } from '../../prisma/seed/patients.ts'
import type { ServiceCode } from '../../prisma/seed/services.ts'
import { appRouter } from '../../src/router.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk, outcomes } from '../support/front-desk.ts'
import { insertInto } from '../support/raw-sql.ts'

const QUARTER_MS = 15 * 60_000
const DAY_MS = 24 * 60 * 60_000
const FROM = '2026-11-24'

let house: FrontDesk

beforeAll(async () => {
  house = await openFrontDesk()
  await makeHoursOdd()
  await letRest()
})
afterAll(() => house?.close())

/**
 * Two weeks with everything in them that hours can have: a room that is used in the mornings, one out of use for a day, a
 * holiday, a Sunday that is open all the same, dates beside and without a rule's, and a service of which a day has few.
 */
const makeHoursOdd = async (): Promise<void> => {
  const { riverside, owner } = house
  const { clinicId, scope } = riverside
  const location_id = scope.id('location', 'Riverside')
  const base = { clinic_id: clinicId, location_id, version: 1 }
  const mornings = { start_minute: 540, end_minute: 780, valid_from: '2026-01-01', rdates: [], exdates: [] }
  await insertInto(owner, 'working_hours', {
    ...{ ...base, ...mornings, id: randomUUID(), room_id: scope.id('room', 'Room 2'), rule: 'FREQ=DAILY' },
  })
  const except = (given: Readonly<Record<string, unknown>>) =>
    insertInto(owner, 'schedule_exception', {
      ...{ ...base, id: randomUUID(), reason: 'test', created_at: '2026-11-01', ...given },
    })
  const closed = { kind: 'closed', starts_at: '2026-12-02T23:00Z', ends_at: '2026-12-03T23:00Z' }
  await except(closed)
  await except({
    ...closed,
    starts_at: '2026-12-03T23:00Z',
    ends_at: '2026-12-04T23:00Z',
    room_id: scope.id('room', 'Room 1'),
  })
  const sunday = { kind: 'open', starts_at: '2026-11-29T09:00Z', ends_at: '2026-11-29T13:00Z' }
  await except(sunday)
  await except({ ...sunday, practitioner_id: riverside.practitionerId })
  await owner.query(`UPDATE working_hours SET exdates = '{2026-12-01}' WHERE practitioner_id = $1`, [
    riverside.practitionerId,
  ])
  await owner.query(`UPDATE working_hours SET rdates = '{2026-12-06}' WHERE practitioner_id = $1`, [
    riverside.mei.practitionerId,
  ])
  await owner.query('UPDATE healthcare_service SET max_per_day = 2 WHERE id = $1', [
    riverside.service('without-needling-30'),
  ])
}

const HELD = 'gluteus-medius.left'
const HELD_UNTIL = '2026-12-01'

/** Somebody rests longer than the clinic's rule asks, and has an area on hold for the first of the two weeks. */
const letRest = async (): Promise<void> => {
  const { patientId, ana } = house.riverside
  const caller = house.as(ana)
  const longer = { technique: 'deep-dry-needling', relation: 'same', amount: 5, unit: 'days' } as const
  await caller.recoveryRule.lengthen({ requestId: randomUUID(), patientId, ...longer, reason: 'Sore for days' })
  const hold = { kind: 'incident', reason: 'A bruise', freeFromDate: HELD_UNTIL } as const
  await caller.areaHold.place({ requestId: randomUUID(), patientId, areaIds: [HELD], ...hold })
}

/** A few of a list, the same each time. */
const sample = <T>(list: readonly T[], count: number, seed: number): T[] => {
  let state = seed
  return Array.from({ length: Math.min(count, list.length) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return list[state % list.length] as T
  })
}

interface Asked {
  readonly serviceId: string
  readonly patientId: string
  readonly areaIds: string[]
  readonly practitionerId: string | null
}

/** The people and services of the demo that have something in their way: needled lately, booked soon, or both. */
const questions = async (): Promise<{ name: string; asked: Asked; actor: Actor }[]> => {
  const { riverside } = house
  const { rows } = await house.owner.query<{ patient_id: string; area_id: string }>(
    `SELECT DISTINCT ON (patient_id) patient_id, area_id FROM rest_claim
     WHERE clinic_id = $1 AND kind = 'treatment' AND area_id <> 'anywhere' AND upper(during) > now() ORDER BY patient_id, lower(during)`,
    [riverside.clinicId],
  )
  const busy = rows.slice(0, 4)
  const of = (
    code: ServiceCode,
    { patient_id, area_id }: (typeof rows)[number],
    practitionerId: string | null = null,
  ) => ({
    name: `${code} ${area_id}`,
    actor: riverside.desk,
    asked: { serviceId: riverside.service(code), patientId: patient_id, areaIds: [area_id], practitionerId },
  })
  const [one, two, three, four] = busy
  if (!one || !two || !three || !four) throw new Error('The demo has people with visits to come')
  const asPatient = {
    ...of('dry-needling-45', { patient_id: riverside.patientId, area_id: 'upper-trapezius.left' }),
    actor: riverside.patient,
  }
  return [
    of('dry-needling-45', one),
    of('acupuncture-60', two),
    of('electro-needling-45', three, riverside.practitionerId),
    of('without-needling-30', four),
    of('dry-needling-superficial-30', one),
    asPatient,
    of('dry-needling-45', { patient_id: riverside.patientId, area_id: HELD }),
    ...(['husseini', 'ndiaye', 'sorensen'] as const).map((key) => ({
      ...{ name: `without-needling-30 ${key}`, actor: riverside.desk },
      asked: {
        ...{ serviceId: riverside.service('without-needling-30'), patientId: patientId(riverside.scope, key) },
        ...{ areaIds: [], practitionerId: null },
      },
    })),
    of('acupuncture-60', { patient_id: patientId(riverside.scope, 'husseini'), area_id: 'soleus.right' }),
  ]
}

describe('offering and booking are one rule', () => {
  it('hours of rooms and of the clinic, dates of their own and a limit are in what is offered', async () => {
    const { riverside } = house
    const dates = async (code: ServiceCode, practitionerId: string | null, key: string) => {
      const asked = {
        serviceId: riverside.service(code),
        patientId: patientId(riverside.scope, key),
        areaIds: [],
        practitionerId,
      }
      const { days } = await house
        .as(riverside.desk)
        .appointment.freeTimes({ ...asked, fromDate: FROM, toDate: '2026-12-12' })
      return days.map(({ date }) => date)
    }
    const withAna = await dates('first-visit-60', riverside.practitionerId, 'berg')
    expect(withAna).toContain('2026-11-29')
    for (const date of ['2026-12-01', '2026-12-03', '2026-12-06']) expect(withAna).not.toContain(date)
    // the clinic is closed on Sundays, whatever its people's hours say
    expect(await dates('first-visit-60', riverside.mei.practitionerId, 'berg')).not.toContain('2026-12-06')
    // Room 1 is out of use on the fourth, and Room 2 is up three steps
    expect(await dates('first-visit-60', null, 'sorensen')).not.toContain('2026-12-04')
    expect(await dates('first-visit-60', null, 'berg')).toContain('2026-12-04')
  })

  it('an area on hold is offered from the day on which it may be needled again', async () => {
    const { riverside } = house
    const asked = { patientId: riverside.patientId, serviceId: riverside.service('dry-needling-45') }
    const datesOf = async (areaIds: string[]) => {
      const span = { practitionerId: null, fromDate: FROM, toDate: '2026-12-12' }
      const { days } = await house.as(riverside.desk).appointment.freeTimes({ ...asked, ...span, areaIds })
      return days.map(({ date }) => date)
    }
    const held = await datesOf([HELD])
    expect(held).toEqual((await datesOf(['gluteus-medius.right'])).filter((date) => date >= HELD_UNTIL))
    expect(held.length).toBeGreaterThan(3)
  })

  it('A17: every time offered can be booked, with everyone it is offered with', async () => {
    for (const [seed, { name, asked, actor }] of (await questions()).entries()) {
      const caller = house.as(actor)
      const times = await caller.appointment.freeTimes({ ...asked, fromDate: FROM, toDate: '2026-12-12' })
      const offered = times.days.flatMap((day) => day.times)
      expect({ name, offered: offered.length > 0 }).toEqual({ name, offered: true })
      for (const { startIso, who } of sample(offered, 3, seed + 1)) {
        for (const position of who) {
          const practitionerId = times.practitioners[position]?.id ?? null
          const booked = await caller.appointment.book({ ...asked, practitionerId, startIso, requestId: randomUUID() })
          const { appointmentId, version: expectedVersion } = booked
          expect(booked).toMatchObject({ startIso, practitionerId, breaks: [] })
          const cancel = { appointmentId, expectedVersion, requestId: randomUUID(), reason: 'only tried' }
          await house.as(house.riverside.desk).appointment.cancel(cancel)
        }
      }
    }
  })

  it('A17: nothing else on the grid can be', async () => {
    for (const [seed, { name, asked, actor }] of (await questions()).entries()) {
      const caller = house.as(actor)
      const times = await caller.appointment.freeTimes({ ...asked, fromDate: FROM, toDate: '2026-12-12' })
      const offered = new Set(times.days.flatMap((day) => day.times.map(({ startIso }) => startIso)))
      const grid = Array.from({ length: (10 * DAY_MS) / QUARTER_MS }, (_, index) =>
        new Date(TUESDAY_MORNING_MS + index * QUARTER_MS).toISOString(),
      )
      const others = sample(
        grid.filter((startIso) => !offered.has(startIso)),
        3,
        seed + 7,
      )
      const daytime = grid.filter((startIso) => !offered.has(startIso) && /T(0[7-9]|1[0-6])/.test(startIso))
      const calls = [...others, ...sample(daytime, 5, seed + 9)].map((startIso) =>
        caller.appointment.book({ ...asked, startIso, requestId: randomUUID() }),
      )
      const { values, reasons } = await outcomes(calls)
      expect({ name, booked: values.map(({ startIso }) => startIso) }).toEqual({ name, booked: [] })
      expect(reasons).toHaveLength(calls.length)
    }
  })

  it('a visit that moves is not in its own way, and can be moved to every time offered for it', async () => {
    const { desk: atDesk, patientId, practitionerId, clinicId } = house.riverside
    const desk = house.as(atDesk)
    const serviceId = house.riverside.service('dry-needling-45')
    const visit = { patientId, serviceId, areaIds: ['upper-trapezius.left'], practitionerId }
    const [day] = (await desk.appointment.freeTimes({ ...visit, fromDate: FROM, toDate: '2026-12-12' })).days
    const startIso = day?.times[0]?.startIso ?? ''
    const before = await desk.appointment.book({ ...visit, startIso, requestId: randomUUID() })
    const { appointmentId } = before
    const asked = { ...visit, movingAppointmentId: appointmentId, fromDate: FROM, toDate: '2026-12-12' }
    const times = await desk.appointment.freeTimes(asked)
    const offered = times.days.flatMap((each) => each.times.map((time) => time.startIso))
    expect(offered).toContain(before.startIso)
    const holds = () =>
      house.owner.query(
        `SELECT resource_id::text AS what, during::text, waived FROM claim WHERE clinic_id = $1 AND appointment_id = $2
         UNION ALL SELECT concat(area_id, kind, rule_id), during::text, waived FROM rest_claim WHERE clinic_id = $1 AND appointment_id = $2
         ORDER BY 1, 2`,
        [clinicId, appointmentId],
      )
    const { rows: first } = await holds()
    let { version } = before
    for (const to of sample(offered, 6, 3)) {
      const expected = { appointmentId, expectedVersion: version, practitionerId }
      const moved = await desk.appointment.reschedule({ requestId: randomUUID(), ...expected, startIso: to })
      version = moved.version
    }
    expect((await holds()).rows.length).toBe(first.length)
    await desk.appointment.reschedule({
      ...{
        requestId: randomUUID(),
        appointmentId,
        expectedVersion: version,
        practitionerId,
        startIso: before.startIso,
      },
    })
    // there and back, and everything is as it was
    expect((await holds()).rows).toEqual(first)
  })
})

describe('asking costs the same however much is asked', () => {
  it('free times take four statements at most, for one day or four weeks, one person or all', async () => {
    const statements: string[] = []
    const counted = openDatabase(house.appUrl, 1, (sql) => statements.push(sql))
    const { riverside } = house
    const caller = createCaller(appRouter)({
      ...{ database: counted, actor: riverside.desk, locale: 'en', requestId: randomUUID() },
      now: () => TUESDAY_MORNING_MS,
    })
    const asked = {
      ...{ patientId: riverside.patientId, serviceId: riverside.service('without-needling-30') },
      ...{ areaIds: [], practitionerId: null },
    }
    const counts: number[] = []
    for (const toDate of [FROM, '2026-12-21']) {
      for (const practitionerId of [null, riverside.practitionerId]) {
        statements.length = 0
        await caller.appointment.freeTimes({ ...asked, practitionerId, fromDate: FROM, toDate })
        counts.push(statements.filter((sql) => !/^\s*SELECT\s+set_config/i.test(sql)).length)
      }
    }
    statements.length = 0
    await caller.appointment.day({ date: FROM })
    const day = statements.filter((sql) => !/^\s*SELECT\s+set_config/i.test(sql)).length
    await counted.$disconnect()
    expect(Math.max(...counts)).toBeLessThanOrEqual(4)
    expect(Math.min(...counts)).toBeGreaterThan(0)
    expect(day).toBeLessThanOrEqual(3)
  })
})
