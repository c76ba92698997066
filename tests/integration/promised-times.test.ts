import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPromises } from '../../src/features/appointment/keep-promises.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'
import { patientIdsOf } from '../support/people.ts'
import { rowsOf } from '../support/raw-sql.ts'

const MONDAY = '2027-01-11T09:00:00.000Z'
const at = (minutes: number): string => new Date(Date.parse(MONDAY) + minutes * 60_000).toISOString()

let house: FrontDesk
let people: string[]

beforeAll(async () => {
  house = await openFrontDesk()
  people = await patientIdsOf(house.owner, house.riverside.clinicId)
})
afterAll(() => house?.close())

const book = (who: number, startIso: string, practitionerId: string | null, more: object = {}) =>
  house.as(house.riverside.owner).appointment.book({
    ...{ requestId: randomUUID(), patientId: people[who] ?? '', practitionerId, startIso },
    ...{ serviceId: house.riverside.service('dry-needling-45'), areaIds: ['upper-trapezius.left'], ...more },
  })

/** As if the clock's rules had changed since: what the wall was to show then, it shows so much later. */
const drift = (appointmentIds: readonly string[], minutes: number) =>
  house.owner.query(
    `UPDATE appointment SET promised_wall_time = to_char(promised_wall_time::timestamp + make_interval(mins => $2), 'YYYY-MM-DD"T"HH24:MI')
     WHERE id = ANY ($1)`,
    [appointmentIds, minutes],
  )

interface Held {
  readonly starts: string
  readonly claims: string[]
  readonly rest: string[]
}

/** When a visit begins, and what it holds, by how far from its beginning and whether by a decision. */
const held = async (appointmentId: string): Promise<Held> => {
  const [row] = await rowsOf<Held>(
    house.owner,
    `SELECT to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI') AS starts,
       ARRAY(SELECT concat(resource_id, ' ', lower(during) - a.starts_at, ' ', upper(during) - a.starts_at, ' ', waived, ' ', override_id)
         FROM claim c WHERE c.appointment_id = a.id ORDER BY 1) AS claims,
       ARRAY(SELECT concat(area_id, ' ', kind, ' ', lower(during) - a.starts_at, ' ', upper(during) - a.starts_at, ' ', waived, ' ', rule_id)
         FROM rest_claim r WHERE r.appointment_id = a.id ORDER BY 1) AS rest
     FROM appointment a WHERE a.id = $1`,
    [appointmentId],
  )
  if (row === undefined) throw new Error('There is no such visit')
  return row
}

const keep = () => keepPromises(house.database, house.riverside.system, TUESDAY_MORNING_MS)

describe('C17: a country changes the rules of its clocks', () => {
  it('nothing moves while it has not', async () => {
    const { appointmentId } = await book(0, MONDAY, house.riverside.practitionerId)
    const before = await held(appointmentId)
    expect(await keep()).toEqual({ moved: [], listed: [] })
    expect(await held(appointmentId)).toEqual(before)
    await house.owner.query(`UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [appointmentId])
  })

  it('visits go where they were promised, all together, with everything they hold and every decision about them', async () => {
    const { practitionerId } = house.riverside
    // back to back, so that none could go alone, and one over another by a decision of the owner
    const first = await book(0, MONDAY, practitionerId)
    const second = await book(1, at(60), practitionerId)
    const over = await book(2, at(75), practitionerId, {
      override: { reason: 'In pain.', breaks: ['overlap'] },
    })
    expect(over.breaks).toEqual(['overlap'])
    const visits = [first, second, over].map(({ appointmentId }) => appointmentId)
    const before = await Promise.all(visits.map(held))
    expect(before[2]?.claims.some((claim) => claim.includes(' t '))).toBe(true)
    await drift(visits, 60)
    const kept = await keep()
    expect(kept.listed).toEqual([])
    expect(kept.moved.toSorted()).toEqual(visits.toSorted())
    const after = await Promise.all(visits.map(held))
    expect(after.map(({ starts }) => starts)).toEqual(['2027-01-11T10:00', '2027-01-11T11:00', '2027-01-11T11:15'])
    expect(after.map(({ claims, rest }) => ({ claims, rest }))).toEqual(
      before.map(({ claims, rest }) => ({ claims, rest })),
    )
    expect(await keep()).toEqual({ moved: [], listed: [] })
    const trail = await rowsOf(
      house.owner,
      `SELECT entity_id FROM audit_event WHERE action = 'keep-promise' ORDER BY 1`,
    )
    expect(trail.map(({ entity_id }) => entity_id)).toEqual(visits.toSorted())
    await house.owner.query(`UPDATE appointment SET status = 'cancelled' WHERE id = ANY ($1)`, [visits])
  })

  it('who would be in somebody’s way stays and is put on the to-do list; the others go', async () => {
    const { practitionerId } = house.riverside
    const stays = await book(3, at(60), practitionerId)
    const blocked = await book(4, MONDAY, practitionerId)
    const free = await book(5, at(300), practitionerId)
    await drift([blocked.appointmentId, free.appointmentId], 60)
    expect(await keep()).toEqual({ moved: [free.appointmentId], listed: [blocked.appointmentId] })
    expect((await held(blocked.appointmentId)).starts).toBe('2027-01-11T09:00')
    expect((await held(free.appointmentId)).starts).toBe('2027-01-11T15:00')
    expect((await held(stays.appointmentId)).starts).toBe('2027-01-11T10:00')
    const { tasks } = await house.as(house.riverside.desk).task.list({})
    const found = tasks.filter(({ appointment }) => appointment?.id === blocked.appointmentId)
    expect(found).toHaveLength(1)
    await keep()
    const again = (await house.as(house.riverside.desk).task.list({})).tasks
    expect(again.filter(({ appointment }) => appointment?.id === blocked.appointmentId)).toHaveLength(1)
  })
})

describe('C25: a location is given another zone', () => {
  it('booked visits stay when they were, and can be moved and called off as before', async () => {
    const { riverside } = house
    const visit = await book(6, '2027-01-18T09:00:00.000Z', riverside.practitionerId)
    const before = await held(visit.appointmentId)
    await house.owner.query(`UPDATE location SET time_zone = 'Europe/London' WHERE clinic_id = $1`, [
      riverside.clinicId,
    ])
    expect(await keep()).toMatchObject({ moved: [] })
    expect(await held(visit.appointmentId)).toEqual(before)
    const move = { requestId: randomUUID(), appointmentId: visit.appointmentId, expectedVersion: visit.version }
    const moved = await house.as(riverside.desk).appointment.reschedule({
      ...{ ...move, practitionerId: riverside.practitionerId, startIso: '2027-01-19T10:00:00.000Z' },
    })
    const detail = await house.as(riverside.desk).appointment.detail({ appointmentId: visit.appointmentId })
    expect(detail).toMatchObject({ wallTime: '2027-01-19T10:00', timeZone: 'Europe/London' })
    await house.as(riverside.desk).appointment.cancel({
      ...{
        requestId: randomUUID(),
        appointmentId: visit.appointmentId,
        expectedVersion: moved.version,
        reason: 'Rang up',
      },
    })
    await house.owner.query(`UPDATE location SET time_zone = 'Europe/Berlin' WHERE clinic_id = $1`, [
      riverside.clinicId,
    ])
  })
})

it('C22: a time without its zone is not guessed at any door: it is refused', async () => {
  for (const naive of ['2027-03-28T02:30:00', '2027-10-31T02:30', '2027-03-28 02:30:00Z']) {
    const refusal = await refusalOf(book(0, naive, house.riverside.practitionerId))
    expect(refusal.refusals).toMatchObject([{ reason: 'invalid', offer: { fields: ['startIso'] } }])
  }
})

describe('C16: whatever tells of a visit', () => {
  const inZone = (zone: string) =>
    house.owner.query('UPDATE location SET time_zone = $2 WHERE clinic_id = $1', [house.riverside.clinicId, zone])

  it('says it on the wall of its promise: to its patient, at the desk, on the list, moved and called off', async () => {
    const { riverside } = house
    const desk = house.as(riverside.desk)
    const asked = {
      ...{ patientId: riverside.patientId, serviceId: riverside.service('without-needling-30'), areaIds: [] },
      ...{ practitionerId: riverside.practitionerId, requestId: randomUUID() },
    }
    const { appointmentId, version } = await desk.appointment.book({ ...asked, startIso: '2027-02-08T09:00:00.000Z' })
    const told = async () => {
      const own = (await house.as(riverside.patient).appointment.mine({ limit: 50 })).visits
      const detail = await desk.appointment.detail({ appointmentId })
      const { nextVisits } = await desk.patient.summary({ patientId: riverside.patientId })
      const listed = (await desk.task.list({ limit: 100 })).tasks.map(({ appointment }) => appointment)
      const all = [detail, ...[...own, ...nextVisits, ...listed].filter((one) => one?.id === appointmentId)]
      return { ways: all.length, when: [...new Set(all.map((one) => `${one?.startIso} ${one?.timeZone}`))] }
    }
    const away = {
      ...{ requestId: randomUUID(), existing: null, kind: 'closed' as const, locationId: null, reason: 'Course' },
      subject: { kind: 'practitioner' as const, id: riverside.practitionerId },
      ...{ from: { date: '2027-02-08', minute: 0 }, until: { date: '2027-02-08', minute: 1440 }, affectedSeen: 1 },
    }
    await desk.schedule.saveException(away)
    expect(await told()).toEqual({ ways: 4, when: ['2027-02-08T09:00:00.000Z Europe/Berlin'] })
    // the schedule is another one by now; the promise is not
    await inZone('Europe/London')
    expect(await told()).toEqual({ ways: 4, when: ['2027-02-08T09:00:00.000Z Europe/Berlin'] })
    const move = { appointmentId, expectedVersion: version, practitionerId: riverside.practitionerId }
    const moved = await desk.appointment.reschedule({
      ...{ ...move, requestId: randomUUID(), startIso: '2027-02-09T10:00:00.000Z' },
    })
    expect(await told()).toEqual({ ways: 3, when: ['2027-02-09T10:00:00.000Z Europe/London'] })
    await inZone('Europe/Berlin')
    const off = { requestId: randomUUID(), appointmentId, expectedVersion: moved.version, reason: 'Rang up' }
    await desk.appointment.cancel(off)
    expect((await told()).when).toEqual(['2027-02-09T10:00:00.000Z Europe/London'])
  })
})
