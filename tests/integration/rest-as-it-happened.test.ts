import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asActor } from '#db/scope.ts'
import { replaceRest } from '#features/appointment/records.ts'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'

const TRAPEZIUS = 'upper-trapezius.left'
const LEVATOR = 'levator-scapulae.left'

let house: FrontDesk
/** A week of its own for each test, counted in weeks from Monday 4 January 2027. */
let week = 0

beforeAll(async () => {
  house = await openFrontDesk()
})
afterAll(() => house?.close())
beforeEach(() => {
  week += 1
})

/** `hour` in Berlin on a weekday (Monday is 0) of the test's own week. */
const on = (weekday: number, hour: number, minute = 0): string =>
  new Date(
    Date.parse('2027-01-03T23:00:00.000Z') + (week * 7 + weekday) * 86_400_000 + (hour * 60 + minute) * 60_000,
  ).toISOString()

const book = (startIso: string, areaIds: string[], more: object = {}) =>
  house.as(house.riverside.ana).appointment.book({
    requestId: randomUUID(),
    patientId: house.riverside.patientId,
    serviceId: house.riverside.service('dry-needling-45'),
    areaIds,
    practitionerId: house.riverside.practitionerId,
    startIso,
    ...more,
  })

/** Ana needled these areas, from the visit's start until `endIso`; what follows for rest is under test. */
const needled = async (visit: { appointmentId: string; startIso: string }, areaIds: string[], endIso: string) => {
  const { ana, clinicId, lot, patientId, practitionerId } = house.riverside
  const encounterId = randomUUID()
  await house.owner.query(
    `INSERT INTO encounter (clinic_id, id, appointment_id, patient_id, practitioner_id, status, started_at, version)
     VALUES ($1, $2, $3, $4, $5, 'in-progress', $6, 1)`,
    [clinicId, encounterId, visit.appointmentId, patientId, practitionerId, visit.startIso],
  )
  await house.owner.query(
    `INSERT INTO procedure (clinic_id, encounter_id, area_id, technique, diameter_mm, length_mm, needles, insertions, retained, lot_id, entered_in_error)
     SELECT $1, $2, unnest($3::text[]), 'deep-dry-needling', 0.3, 50, 1, 1, false, $4, false`,
    [clinicId, encounterId, areaIds, lot('24H07A')],
  )
  const needling = { startMs: Date.parse(visit.startIso), endMs: Date.parse(endIso) }
  const treated = { encounterId, appointmentId: visit.appointmentId, needling, nowMs: needling.endMs }
  return asActor(house.database, ana, (tx) => replaceRest(tx, ana, treated))
}

const restOf = async ({ appointmentId }: { appointmentId: string }, areaId: string) => {
  const { rows } = await house.owner.query<Record<string, unknown>>(
    `SELECT kind, lower(during) AS starts, upper(during) AS ends, waived, override_id IS NOT NULL AS decided, deviation_id
     FROM rest_claim WHERE appointment_id = $1 AND area_id = $2 ORDER BY kind DESC`,
    [appointmentId, areaId],
  )
  return rows
}
const toMove = async () => {
  const { tasks } = await house.as(house.riverside.desk).task.list({ limit: 100 })
  return tasks.filter(({ kind }) => kind === 'visit-to-move').map((task) => task.appointment?.id)
}

describe('rest as it happened', () => {
  it('runs from when needling really ended, over the areas really treated', async () => {
    const visit = await book(on(0, 10), [TRAPEZIUS])
    const done = await needled(visit, [LEVATOR], on(0, 10, 20))
    expect(done).toEqual({ deviationId: null, visitsToMove: [] })
    expect(await restOf(visit, TRAPEZIUS)).toMatchObject([{ kind: 'rest', starts: new Date(on(0, 10, 20)) }])
    expect(await restOf(visit, LEVATOR)).toMatchObject([
      { kind: 'treatment', starts: new Date(on(0, 10)), ends: new Date(on(0, 10, 20)), waived: false },
      { kind: 'rest', starts: new Date(on(0, 10, 20)), ends: new Date(on(3, 0)), waived: false },
    ])
    // the neighbour rests a day and may be needled on Wednesday; the treated area may not
    await expect(book(on(2, 10), [TRAPEZIUS])).resolves.toMatchObject({ breaks: [] })
    expect((await refusalOf(book(on(2, 14), [LEVATOR]))).refusals[0]?.reason).toBe('rest')
  })

  it('a fact stands: another area than planned spoils a coming visit, which goes on the to-do list as a deviation', async () => {
    const monday = await book(on(0, 10), [TRAPEZIUS])
    const wednesday = await book(on(2, 10), [LEVATOR])
    const done = await needled(monday, [LEVATOR], on(0, 10, 45))
    expect(done.visitsToMove).toEqual([wednesday.appointmentId])
    const deviations = await house.owner.query('SELECT kind, detail FROM deviation WHERE id = $1', [done.deviationId])
    expect(deviations.rows).toMatchObject([
      { kind: 'rest-spoiled', detail: { broke: [{ reason: 'rest', direction: 'later', areaId: LEVATOR }] } },
    ])
    expect(await restOf(wednesday, LEVATOR)).toMatchObject([
      { kind: 'treatment', waived: true, deviation_id: done.deviationId },
      { kind: 'rest', waived: false },
    ])
    expect(await toMove()).toContain(wednesday.appointmentId)
    // moved out of the rest it is whole again, and off the list
    const move = {
      appointmentId: wednesday.appointmentId,
      expectedVersion: 1,
      practitionerId: wednesday.practitionerId,
    }
    await house
      .as(house.riverside.desk)
      .appointment.reschedule({ requestId: randomUUID(), ...move, startIso: on(4, 10) })
    expect(await restOf(wednesday, LEVATOR)).toMatchObject([{ waived: false }, { waived: false }])
    expect(await toMove()).not.toContain(wednesday.appointmentId)
  })

  it('a fact stands: needling inside a rest is saved as a deviation', async () => {
    const monday = await book(on(0, 10), [TRAPEZIUS])
    await needled(monday, [TRAPEZIUS], on(0, 10, 45))
    const tuesday = await book(on(1, 10), [], { areasUndecided: true })
    const done = await needled(tuesday, [TRAPEZIUS], on(1, 10, 30))
    expect(done.deviationId).not.toBeNull()
    expect(await restOf(tuesday, TRAPEZIUS)).toMatchObject([
      { kind: 'treatment', waived: true, decided: false, deviation_id: done.deviationId },
      { kind: 'rest', ends: new Date(on(4, 0)) },
    ])
    expect(await toMove()).not.toContain(tuesday.appointmentId)
  })

  it('what was decided beforehand is no deviation, on either side of it', async () => {
    const monday = await book(on(0, 10), [TRAPEZIUS])
    const override = { reason: 'Flare-up', breaks: ['rest' as const] }
    const tuesday = await book(on(1, 10), [TRAPEZIUS], { override })
    expect(tuesday.breaks).toEqual(['rest'])
    expect((await needled(monday, [TRAPEZIUS], on(0, 10, 50))).deviationId).toBeNull()
    expect(await restOf(tuesday, TRAPEZIUS)).toMatchObject([{ kind: 'treatment', waived: true, decided: true }, {}])
    expect((await needled(tuesday, [TRAPEZIUS], on(1, 10, 40))).deviationId).toBeNull()
    expect(await restOf(tuesday, TRAPEZIUS)).toMatchObject([
      { kind: 'treatment', waived: true, decided: true, ends: new Date(on(1, 10, 40)) },
      { kind: 'rest', starts: new Date(on(1, 10, 40)) },
    ])
    expect(await toMove()).not.toContain(tuesday.appointmentId)
  })
})
