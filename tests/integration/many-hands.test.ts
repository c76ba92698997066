import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { Beaten, done, runCommand } from '#db/command.ts'
import { bookAppointment } from '#features/appointment/book-appointment.ts'
import type { RefusalOffer } from '#features/appointment/schema.ts'
import { uuidv7 } from '#lib/ids.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk, outcomes, refusalOf } from '../support/front-desk.ts'
import { patientIdsOf } from '../support/people.ts'
import { rowsOf } from '../support/raw-sql.ts'
import { setDatabaseClock } from '../support/treatment-room.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
/** Monday past the demo's calendar, nine in Berlin. */
const MONDAY_MS = Date.parse('2027-01-11T08:00:00Z')

let house: FrontDesk
let people: string[]
let days = 0

beforeAll(async () => {
  house = await openFrontDesk({ poolSize: 40 })
  people = await patientIdsOf(house.owner, house.riverside.clinicId)
  await setDatabaseClock(house.owner, TUESDAY_MORNING_MS)
  await house.owner.query('UPDATE healthcare_service SET max_ahead_days = 365 WHERE clinic_id = $1', [
    house.riverside.clinicId,
  ])
})
afterAll(() => house?.close())

const iso = (ms: number): string => new Date(ms).toISOString()
/** Nine o'clock of a working day that no other test uses. */
const nextNine = (): number => MONDAY_MS + (Math.floor(days / 5) * 7 + (days++ % 5)) * DAY_MS
const nth = (index: number): string => people[index % people.length] ?? ''
const desk = () => house.as(house.riverside.desk)
/** Another of many who work at the desk. */
const deskOf = (index: number) =>
  house.as({ ...house.riverside.desk, identityId: `desk ${index}`, name: `Desk ${index}` })

const talk = (patientId: string, startMs: number, more: object = {}) => ({
  patientId,
  serviceId: house.riverside.service('without-needling-30'),
  areaIds: [],
  practitionerId: house.riverside.practitionerId,
  startIso: iso(startMs),
  ...more,
})
const book = (patientId: string, startMs: number, more: object = {}) =>
  desk().appointment.book({ requestId: randomUUID(), ...talk(patientId, startMs, more) })
type Visit = Awaited<ReturnType<typeof book>>
const change = ({ appointmentId, version }: Pick<Visit, 'appointmentId' | 'version'>) => ({
  requestId: randomUUID(),
  appointmentId,
  expectedVersion: version,
})
const moveTo = (visit: Pick<Visit, 'appointmentId' | 'version'>, startMs: number) => ({
  ...change(visit),
  startIso: iso(startMs),
  practitionerId: house.riverside.practitionerId,
})
const staffOf = async (call: Promise<unknown>) => {
  const { refusals } = await refusalOf(call)
  const offer = refusals[0]?.offer as RefusalOffer | undefined
  return { reason: refusals[0]?.reason, ...offer?.staff }
}

describe('two people have the same visit open', () => {
  it('E10: who comes second is shown what it is by now, who made it so and when, and can do theirs all the same', async () => {
    const [nine, other, third] = [nextNine(), nextNine(), nextNine()]
    const visit = await book(nth(0), nine)
    await house.as(house.riverside.owner).appointment.reschedule(moveTo(visit, other))
    const stale = await staffOf(desk().appointment.reschedule(moveTo(visit, third)))
    expect(stale).toMatchObject({
      reason: 'stale-version',
      versions: { expected: 1, current: 2 },
      standing: {
        version: 2,
        status: 'booked',
        startIso: iso(other),
        practitionerName: 'Ana Ruiz',
        changed: { action: 'reschedule-appointment', byName: 'Greta Lindqvist' },
      },
    })
    expect(stale.standing?.changed?.atIso.slice(0, 10)).toBe('2026-11-24')
    const now = { ...visit, version: stale.standing?.version ?? 0 }
    expect(await desk().appointment.reschedule(moveTo(now, third))).toMatchObject({ startIso: iso(third), version: 3 })
  })

  it('E10: a cancellation of what has moved is shown the move; a move of what was cancelled the cancellation', async () => {
    const visit = await book(nth(1), nextNine())
    const to = nextNine()
    await desk().appointment.reschedule(moveTo(visit, to))
    const stale = await staffOf(deskOf(1).appointment.cancel({ ...change(visit), reason: 'ill' }))
    expect(stale).toMatchObject({ reason: 'stale-version', standing: { startIso: iso(to), version: 2 } })
    await desk().appointment.cancel({ ...change({ ...visit, version: 2 }), reason: 'ill' })
    const late = await staffOf(deskOf(1).appointment.reschedule(moveTo({ ...visit, version: 2 }, nextNine())))
    expect(late).toMatchObject({
      reason: 'wrong-status',
      standing: { status: 'cancelled', changed: { action: 'cancel-appointment', byName: 'Tom Berger' } },
    })
  })

  it('E10: a patient learns that it has changed, and nothing of who changed it', async () => {
    const { patient, patientId } = house.riverside
    const visit = await book(patientId, nextNine())
    await desk().appointment.reschedule(moveTo(visit, nextNine()))
    const refusal = await refusalOf(house.as(patient).appointment.cancel({ ...change(visit), reason: 'other plans' }))
    expect(refusal.refusals[0]).toMatchObject({ reason: 'stale-version' })
    expect(JSON.stringify(refusal)).not.toMatch(/Tom|staff|standing|reschedule-appointment/)
  })

  it('E11: versions are counted, whatever the clocks of two servers say', async () => {
    const visit = await book(nth(2), nextNine())
    const to = nextNine()
    // a server whose clock is an hour behind writes second
    await house
      .as(house.riverside.desk, { nowMs: TUESDAY_MORNING_MS + 60 * MINUTE_MS })
      .appointment.reschedule(moveTo(visit, to))
    const behind = house.as(house.riverside.desk, { nowMs: TUESDAY_MORNING_MS })
    expect((await staffOf(behind.appointment.reschedule(moveTo(visit, nextNine())))).reason).toBe('stale-version')
    expect(await behind.appointment.reschedule(moveTo({ ...visit, version: 2 }, nextNine()))).toMatchObject({
      version: 3,
    })
  })

  it('E1, E2: a link to move a visit works once, and a cancelled visit is not revived by an old one', async () => {
    const { patient, patientId } = house.riverside
    const visit = await book(patientId, nextNine())
    const portal = house.as(patient)
    const [once, twice] = [nextNine(), nextNine()]
    const moved = await portal.appointment.reschedule(moveTo(visit, once))
    expect(moved).toMatchObject({ startIso: iso(once), version: 2 })
    expect((await refusalOf(portal.appointment.reschedule(moveTo(visit, twice)))).refusals[0]?.reason).toBe(
      'stale-version',
    )
    const live = `SELECT 1 FROM appointment WHERE id = $1 AND status = 'booked'`
    expect(await rowsOf(house.owner, live, [visit.appointmentId])).toHaveLength(1)
    const gone = await portal.appointment.cancel({ ...change(moved), reason: 'other plans' })
    for (const version of [1, 2, gone.version]) {
      const revived = await refusalOf(portal.appointment.reschedule(moveTo({ ...visit, version }, twice)))
      expect(revived.refusals[0]?.reason).toBe('wrong-status')
    }
    expect(await rowsOf(house.owner, live, [visit.appointmentId])).toEqual([])
  })
})

/** A database whose answer is lost after it has committed, as when the server is killed there; once. */
const losingOneAnswer = (database: Database): Database => {
  let lost = false
  const transaction = async (work: Parameters<Database['$transaction']>[0]) => {
    const value = await (database.$transaction as (w: typeof work) => Promise<unknown>)(work)
    if (lost) return value
    lost = true
    throw new Error('killed between commit and answer')
  }
  return new Proxy(database, { get: (real, key) => (key === '$transaction' ? transaction : Reflect.get(real, key)) })
}

describe('the answer does not arrive', () => {
  const request = (startMs: number) => {
    const { startIso: _, ...wanted } = talk(nth(3), startMs)
    return {
      ...{ requestId: randomUUID(), startMs, comment: null, override: null, taskId: null, tell: true },
      wanted: { ...wanted, areasUndecided: false, movingAppointmentId: null, holdId: null, hereNow: false },
    }
  }

  it('E14: killed between commit and answer, the same request asked again gets the same booking', async () => {
    const nine = nextNine()
    const asked = request(nine)
    const { desk: actor } = house.riverside
    const dying = losingOneAnswer(house.database)
    await expect(bookAppointment(dying, actor, asked, TUESDAY_MORNING_MS)).rejects.toThrow('killed')
    const { answer } = await bookAppointment(house.database, actor, asked, TUESDAY_MORNING_MS)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    const rows = await rowsOf<{ id: string; trail: number }>(
      house.owner,
      `SELECT a.id, (SELECT count(*)::int FROM audit_event e WHERE e.entity_id = a.id::text) AS trail
       FROM appointment a WHERE a.starts_at = $1`,
      [iso(nine)],
    )
    expect(rows).toEqual([{ id: answer.value.appointmentId, trail: 1 }])
  })

  it('E13: what fails at the commit itself is told as failed, and leaves nothing behind', async () => {
    const nine = nextNine()
    const id = uuidv7()
    const { clinicId, desk: actor, practitionerId, place, service, scope } = house.riverside
    const answer = await runCommand(house.database, actor, { command: 'test', requestId: uuidv7() }, async (tx) => {
      // a visit that claims nothing: the database says so when it is asked to keep it
      await tx.$executeRaw`
        INSERT INTO appointment (clinic_id, id, patient_id, practitioner_id, location_id, place_id, service_id, status, starts_at, ends_at,
          promised_wall_time, time_zone, segments, buffer_before_minutes, buffer_after_minutes, areas_undecided, source, version)
        VALUES (${clinicId}::uuid, ${id}::uuid, ${nth(4)}::uuid, ${practitionerId}::uuid, ${scope.id('location', 'Riverside')}::uuid,
          ${place('Room 1')}::uuid, ${service('without-needling-30')}::uuid, 'booked', ${iso(nine)}::timestamptz, ${iso(nine + 30 * MINUTE_MS)}::timestamptz,
          '2027-01-01T10:00', 'Europe/Berlin', '[{"kind":"hands-on","minutes":30}]', 0, 0, false, 'desk', 1)`
      return done({ id }, { action: 'test', entityType: 'Appointment', entityId: id })
    })
    expect(answer).toEqual({ ok: false, refusals: [{ reason: 'try-again' }] })
    expect(await rowsOf(house.owner, 'SELECT 1 FROM appointment WHERE id = $1', [id])).toEqual([])
    expect(await rowsOf(house.owner, 'SELECT 1 FROM audit_event WHERE entity_id = $1', [id])).toEqual([])
  })

  it('A19: who loses again and again is told to try again, and no number of the database', async () => {
    let tries = 0
    const command = { command: 'test', requestId: uuidv7() }
    const answer = await runCommand(house.database, house.riverside.desk, command, () => {
      tries++
      throw new Beaten()
    })
    expect(answer).toEqual({ ok: false, refusals: [{ reason: 'try-again' }] })
    expect(tries).toBe(4)
  })
})

/** Claims of nobody, holds that lost a part of theirs, visits that were let go and are held all the same. */
const leaks = async (): Promise<Record<string, number>> => {
  const [row] = await rowsOf<Record<string, number>>(
    house.owner,
    `SELECT
      (SELECT count(*)::int FROM claim c WHERE c.hold_id IS NULL AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.id = c.appointment_id)) AS orphans,
      (SELECT count(*)::int FROM claim c JOIN appointment a ON a.id = c.appointment_id WHERE a.status IN ('cancelled', 'noshow')) AS "letGo",
      (SELECT count(*)::int FROM time_hold h WHERE (SELECT count(*) FROM claim c WHERE c.hold_id = h.id) <> 3) AS "torn",
      (SELECT count(*)::int FROM claim a JOIN claim b ON a.clinic_id = b.clinic_id AND a.resource_id = b.resource_id
         AND a.id < b.id AND a.during && b.during WHERE NOT a.waived AND NOT b.waived) AS doubled`,
  )
  return row ?? {}
}
const CLEAN = { orphans: 0, letGo: 0, torn: 0, doubled: 0 }
/** What a loser may be told; never a deadlock, never a failure: those are thrown and fail the test. */
const only = (reasons: readonly string[], allowed: readonly string[]) =>
  expect([...new Set(reasons)].filter((reason) => !allowed.includes(reason))).toEqual([])

describe.each([2, 16, 50])('%i at once', (crowd) => {
  const all = <T>(call: (index: number) => Promise<T>) =>
    outcomes(Array.from({ length: crowd }, (_, index) => call(index)))

  it('A2, A13: book one time: one has it, the others are told it is taken and offered others', async () => {
    const nine = nextNine()
    const { values, reasons } = await all((index) => book(nth(index), nine))
    expect(values).toHaveLength(1)
    only(reasons, ['taken', 'patient-busy'])
    const { offer } = (await refusalOf(book(nth(7), nine))).refusals[0] ?? {}
    expect((offer as RefusalOffer).times.length).toBeGreaterThan(0)
    expect(await leaks()).toEqual(CLEAN)
  })

  it('hold one time: one holds it and books it, while everybody books it without', async () => {
    const nine = nextNine()
    const holds = await all((index) => deskOf(index).appointment.hold({ holdId: uuidv7(), ...talk(nth(index), nine) }))
    expect(holds.values).toHaveLength(1)
    only(holds.reasons, ['taken', 'patient-busy'])
    const [row] = await rowsOf<{ id: string; patient: string; identity: string }>(
      house.owner,
      'SELECT id, patient_id AS patient, identity_id AS identity FROM time_hold WHERE starts_at = $1',
      [iso(nine)],
    )
    const holder = house.as({ ...house.riverside.desk, identityId: row?.identity ?? '' })
    const { values, reasons } = await all((index) =>
      index === 0
        ? holder.appointment.book({ requestId: randomUUID(), ...talk(row?.patient ?? '', nine, { holdId: row?.id }) })
        : book(nth(index + 5), nine),
    )
    expect(values).toHaveLength(1)
    only(reasons, ['taken', 'patient-busy'])
    const booked = `SELECT 1 FROM appointment WHERE starts_at = $1 AND patient_id = $2`
    expect(await rowsOf(house.owner, booked, [iso(nine), row?.patient])).toHaveLength(1)
    expect(await leaks()).toEqual(CLEAN)
  })

  it('hold for one person at the desk: six times and no more, however many are asked for at once', async () => {
    const nine = nextNine()
    const who = deskOf(1000 + crowd)
    const { values, reasons } = await all((index) =>
      who.appointment.hold({ holdId: uuidv7(), ...talk(nth(index), nine + (index % 12) * 40 * MINUTE_MS) }),
    )
    expect(values.length).toBeLessThanOrEqual(6)
    expect(values.length).toBeGreaterThanOrEqual(Math.min(crowd, 5))
    only(reasons, ['too-many-holds', 'taken', 'patient-busy', 'outside-hours', 'no-place', 'absent'])
    expect(await leaks()).toEqual(CLEAN)
    for (const { holdId } of values) await who.appointment.releaseHold({ holdId })
  })

  it('move into one time: one is there, the others stay where they are', async () => {
    const target = nextNine()
    const visits: Visit[] = []
    while (visits.length < Math.min(crowd, 9)) {
      const nine = nextNine()
      for (let slot = 0; slot < 3 && visits.length < Math.min(crowd, 9); slot++)
        visits.push(await book(nth(visits.length), nine + slot * 45 * MINUTE_MS))
    }
    const { values, reasons } = await all((index) =>
      desk().appointment.reschedule(moveTo(visits[index % visits.length] as Visit, target)),
    )
    expect(values).toHaveLength(1)
    only(reasons, ['taken', 'stale-version'])
    const stay = `SELECT 1 FROM appointment a JOIN claim c ON c.appointment_id = a.id WHERE a.id = ANY ($1) AND a.starts_at <> $2`
    const staying = await rowsOf(house.owner, stay, [visits.map(({ appointmentId }) => appointmentId), iso(target)])
    expect(staying).toHaveLength((visits.length - 1) * 3)
    expect(await leaks()).toEqual(CLEAN)
  })

  it('confirm one request: it is confirmed once', async () => {
    const nine = nextNine()
    const asked = await book(house.riverside.patientId, nine)
    await house.owner.query(`UPDATE appointment SET status = 'proposed' WHERE id = $1`, [asked.appointmentId])
    const { values, reasons } = await all((index) => deskOf(index).appointment.confirm(change(asked)))
    expect(values).toMatchObject([{ status: 'booked', version: 2 }])
    only(reasons, ['stale-version', 'wrong-status'])
    expect(await leaks()).toEqual(CLEAN)
  })

  it('book a series of three: one has it whole, nobody has a part of one', async () => {
    // Mondays of summer, far from what the other parts of this file book
    const first = { 2: 20, 16: 24 }[crowd] ?? 28
    const starts = [0, 1, 2].map((week) => iso(MONDAY_MS + (first + week) * 7 * DAY_MS))
    const { values, reasons } = await all((index) => {
      const { startIso: _, ...wanted } = talk(nth(index), 0)
      const series = { requestId: randomUUID(), ...wanted, startIsos: starts, onClash: 'refuse' as const }
      return deskOf(index).appointment.bookSeries(series)
    })
    expect(values).toHaveLength(1)
    only(reasons, ['series-clash'])
    const [row] = await rowsOf<{ people: number; visits: number }>(
      house.owner,
      `SELECT count(DISTINCT patient_id)::int AS people, count(*)::int AS visits FROM appointment WHERE starts_at = ANY ($1)`,
      [starts],
    )
    expect(row).toEqual({ people: 1, visits: starts.length })
    expect(await leaks()).toEqual(CLEAN)
  })
})
