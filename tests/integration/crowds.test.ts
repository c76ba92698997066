import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bookAppointment, type Told } from '#features/appointment/book-appointment.ts'
import { rescheduleAppointment } from '#features/appointment/reschedule-appointment.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk } from '../support/front-desk.ts'
import { patientIdsOf } from '../support/people.ts'
import { rowsOf } from '../support/raw-sql.ts'

/** The claims themselves are raced for twenty rounds elsewhere; here a hundred people call the real commands. */
const ROUNDS = 2
const CROWD = 100
const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

/** Monday 4 January 2027, 8:00 in Berlin: beyond the demo's calendar, within the booking window. */
const MONDAY_MS = Date.parse('2027-01-04T07:00:00Z')

let house: FrontDesk
let people: string[]

beforeAll(async () => {
  house = await openFrontDesk()
  people = await patientIdsOf(house.owner, house.riverside.clinicId, house.riverside.patientId)
})

afterAll(() => house?.close())

afterEach(clearTheDays)

async function clearTheDays(): Promise<void> {
  await house.owner.query(
    `UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2027-01-01' AND status = 'booked'`,
  )
}

const nth = (index: number): string => people[index % people.length] as string
const dayOf = (round: number): number => MONDAY_MS + round * DAY_MS

interface Wish {
  readonly patientId: string
  readonly startMs: number
  readonly service?: Parameters<FrontDesk['riverside']['service']>[0]
  readonly areaIds?: readonly string[]
}

const book = ({ patientId, startMs, service = 'first-visit-60', areaIds = [] }: Wish): Promise<Told> =>
  bookAppointment(
    house.database,
    house.riverside.desk,
    {
      requestId: randomUUID(),
      wanted: {
        patientId,
        serviceId: house.riverside.service(service),
        areaIds,
        areasUndecided: false,
        practitionerId: house.riverside.practitionerId,
        movingAppointmentId: null,
        holdId: null,
        hereNow: false,
      },
      startMs,
      comment: null,
      taskId: null,
      override: null,
      tell: true,
    },
    TUESDAY_MORNING_MS,
  )

/** A hundred at once, and what each was told: 'done', or the first reason why not. A thrown error fails the test. */
const crowd = async (call: (index: number) => Promise<Told>): Promise<string[]> => {
  const told = await Promise.all(Array.from({ length: CROWD }, (_, index) => call(index)))
  return told.map(({ answer }) => (answer.ok ? 'done' : (answer.refusals[0]?.reason ?? 'unexplained')))
}

const collisions = async (): Promise<number> => {
  const [row] = await rowsOf<{ pairs: number }>(
    house.owner,
    `SELECT (SELECT count(*) FROM claim a JOIN claim b ON a.clinic_id = b.clinic_id AND a.resource_id = b.resource_id
               AND a.id < b.id AND a.during && b.during)::int
          + (SELECT count(*) FROM rest_claim t JOIN rest_claim r ON t.clinic_id = r.clinic_id AND t.patient_id = r.patient_id
               AND t.area_id = r.area_id AND t.kind = 'treatment' AND r.kind = 'rest' AND t.during && r.during)::int AS pairs`,
  )
  return row?.pairs ?? -1
}

const only = (told: readonly string[], allowed: readonly string[]): void => {
  expect([...new Set(told)].filter((answer) => !allowed.includes(answer))).toEqual([])
}

describe('a hundred people at once, through the real commands', { timeout: 180_000 }, () => {
  it('A2: want one slot: one has it, and everybody else is told that it is taken', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const told = await crowd((index) => book({ patientId: nth(index), startMs: dayOf(round) }))
      expect(told.filter((answer) => answer === 'done')).toHaveLength(1)
      only(told, ['done', 'taken', 'patient-busy'])
    }
    expect(await collisions()).toBe(0)
  })

  it('M1: want slots that begin a minute apart: one or two have one, nobody meets a deadlock', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const told = await crowd((index) =>
        book({ patientId: nth(index), startMs: dayOf(round) + ((index * 37) % CROWD) * MINUTE_MS }),
      )
      const booked = told.filter((answer) => answer === 'done').length
      expect(booked).toBeGreaterThanOrEqual(1)
      expect(booked).toBeLessThanOrEqual(2)
      only(told, ['done', 'taken', 'patient-busy', 'no-place'])
    }
    expect(await collisions()).toBe(0)
  })

  it('want one area of one person on the days of a week: no needling falls into a rest', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const told = await crowd((index) =>
        book({
          patientId: house.riverside.patientId,
          startMs: MONDAY_MS + (index % 6) * DAY_MS + Math.floor(index / 6) * 10 * MINUTE_MS,
          service: 'dry-needling-45',
          areaIds: ['upper-trapezius.left', 'levator-scapulae.left'],
        }),
      )
      const booked = told.filter((answer) => answer === 'done').length
      // three days of rest leave room for one or two between Monday and Saturday
      expect(booked).toBeGreaterThanOrEqual(1)
      expect(booked).toBeLessThanOrEqual(2)
      only(told, ['done', 'rest', 'taken', 'patient-busy'])
      expect(await collisions()).toBe(0)
      await clearTheDays()
    }
  })

  it('want two visits to change places, or out of the way: each visit stands somewhere, once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const places = [0, 60, 120].map((minutes) => dayOf(round) + minutes * MINUTE_MS)
      const [early, late] = await Promise.all([
        book({ patientId: nth(0), startMs: places[0] as number }),
        book({ patientId: nth(1), startMs: places[2] as number }),
      ])
      if (!early?.answer.ok || !late?.answer.ok) throw new Error('The two visits could not be booked')
      const ids = [early.answer.value.appointmentId, late.answer.value.appointmentId]
      const told = await crowd((index) =>
        rescheduleAppointment(
          house.database,
          house.riverside.desk,
          {
            requestId: randomUUID(),
            appointmentId: ids[index % 2] as string,
            expectedVersion: 1 + (index % 3),
            startMs: places[(index * 7) % 3] as number,
            practitionerId: house.riverside.practitionerId,
            override: null,
            holdId: null,
            taskId: null,
            tell: true,
          },
          TUESDAY_MORNING_MS,
        ),
      )
      only(told, ['done', 'taken', 'stale-version', 'no-place'])
      expect(told).toContain('done')
      const standing = await rowsOf<{ n: number }>(
        house.owner,
        `SELECT count(*)::int AS n FROM appointment a JOIN claim c ON c.appointment_id = a.id
         WHERE a.id = ANY ($1) AND c.during = tstzrange(a.starts_at, a.ends_at) GROUP BY a.id`,
        [ids],
      )
      expect(standing).toEqual([{ n: 3 }, { n: 3 }])
    }
    expect(await collisions()).toBe(0)
  })
})
