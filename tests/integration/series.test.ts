import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startsOfVisits } from '#domain/appointment/visit-series.ts'
import { type FrontDesk, openFrontDesk, outcomes, refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'

const TRAPEZIUS = 'upper-trapezius.left'
let house: FrontDesk

beforeAll(async () => {
  house = await openFrontDesk()
  await house.owner.query('UPDATE healthcare_service SET max_ahead_days = 365 WHERE clinic_id = $1', [
    house.riverside.clinicId,
  ])
})
afterAll(() => house?.close())

const desk = () => house.as(house.riverside.desk)
const iso = (ms: number): string => new Date(ms).toISOString()

/** So many visits at ten, weekly, past the demo's calendar; each test has months of its own. */
const weekly = (firstDate: string, count: number, startMinute = 600): string[] =>
  startsOfVisits({ firstDate, startMinute, every: 1, unit: 'weeks', weekdays: [], count }, 'Europe/Berlin').map(iso)

const wish = (startIsos: readonly string[], more: object = {}) => ({
  patientId: house.riverside.patientId,
  serviceId: house.riverside.service('dry-needling-45'),
  areaIds: [TRAPEZIUS],
  practitionerId: house.riverside.practitionerId,
  startIsos: [...startIsos],
  ...more,
})
const booking = (startIsos: readonly string[], onClash: 'refuse' | 'skip', more: object = {}) => ({
  requestId: randomUUID(),
  onClash,
  ...wish(startIsos, more),
})
const bookOne = (startIso: string, more: object = {}) => {
  const { startIsos: _, ...one } = wish([])
  return desk().appointment.book({ requestId: randomUUID(), ...one, startIso, ...more })
}
const inStore = async (startIsos: readonly string[]) => {
  const rows = await rowsOf<{ starts: Date }>(
    house.owner,
    `SELECT starts_at AS starts FROM appointment WHERE patient_id = $1 AND status = 'booked' AND starts_at = ANY ($2) ORDER BY 1`,
    [house.riverside.patientId, startIsos],
  )
  return rows.map(({ starts }) => starts.toISOString())
}
const leaked = async (): Promise<number> => {
  const [row] = await rowsOf<{ n: number }>(
    house.owner,
    `SELECT (SELECT count(*) FROM claim c LEFT JOIN appointment a ON a.id = c.appointment_id WHERE c.hold_id IS NULL AND a.id IS NULL)::int
       + (SELECT count(*) FROM claim c JOIN appointment a ON a.id = c.appointment_id WHERE a.status IN ('cancelled', 'noshow'))::int AS n`,
  )
  return row?.n ?? -1
}

describe('six visits, weekly', () => {
  it('are looked at first: each is possible or not, with the reason and the next legal time', async () => {
    const starts = weekly('2027-01-12', 6)
    const other = { patientId: house.riverside.otherPatientId, areaIds: [] }
    await bookOne(starts[2] ?? '', other)
    const near = await bookOne(iso(Date.parse(starts[4] ?? '') + 24 * 3_600_000))
    const { visits } = await desk().appointment.checkSeries(wish(starts))
    expect(visits.map(({ ok }) => ok)).toEqual([true, true, false, true, false, true])
    expect(visits[0]).toMatchObject({ ok: true, startIso: starts[0], practitionerName: 'Ana Ruiz' })
    const [third, fifth] = [visits[2], visits[4]]
    expect(third).toMatchObject({ reasons: ['taken'], sentences: [expect.stringContaining('already taken')] })
    // the same day, as near to ten as it goes
    expect(third?.ok === false && third.instead?.startIso).toBe('2027-01-26T08:00:00.000Z')
    expect(fifth).toMatchObject({ reasons: ['rest'], sentences: [expect.stringContaining('would rest until')] })
    // rested again three days after the visit in between
    expect(fifth?.ok === false && fifth.instead?.startIso).toBe('2027-02-13T09:00:00.000Z')
    expect(await inStore(starts)).toEqual([])
    const instead = visits.map((visit) => (visit.ok ? visit.startIso : (visit.instead?.startIso ?? '')))
    const again = await desk().appointment.checkSeries(wish(instead))
    expect(again.visits.every(({ ok }) => ok)).toBe(true)
    const { appointmentId, version } = near
    await desk().appointment.cancel({ requestId: randomUUID(), appointmentId, expectedVersion: version, reason: 'x' })
  })

  it('respect the rest that they set themselves', async () => {
    const daily = [0, 1, 2, 3, 4].map((day) => iso(Date.parse('2027-03-01T09:00:00Z') + day * 86_400_000))
    const { visits } = await desk().appointment.checkSeries(wish(daily))
    expect(visits.map(({ ok }) => ok)).toEqual([true, false, false, true, false])
    expect(visits[1]).toMatchObject({ reasons: ['rest'], sentences: [expect.stringMatching(/rests until/)] })
    // what is offered for one is not offered for the next as well, and all of it fits together
    const instead = visits.map((visit) => (visit.ok ? visit.startIso : (visit.instead?.startIso ?? '')))
    expect(new Set(instead).size).toBe(5)
    expect((await desk().appointment.checkSeries(wish(instead))).visits.every(({ ok }) => ok)).toBe(true)
  })

  it('are booked all at once, each then a visit of its own: one is cancelled and moved without the others', async () => {
    const starts = weekly('2027-03-09', 6)
    const request = booking(starts, 'refuse')
    const { visits, skipped } = await desk().appointment.bookSeries(request)
    expect(skipped).toEqual([])
    expect(visits.map(({ startIso }) => startIso)).toEqual(starts)
    expect(await desk().appointment.bookSeries(request)).toEqual({ visits, skipped })
    const change = (index: number) => ({
      requestId: randomUUID(),
      appointmentId: visits[index]?.appointmentId ?? '',
      expectedVersion: 1,
    })
    await desk().appointment.cancel({ ...change(1), reason: 'Holiday' })
    const to = {
      practitionerId: house.riverside.practitionerId,
      startIso: iso(Date.parse(starts[3] ?? '') + 86_400_000),
    }
    await desk().appointment.reschedule({ ...change(3), ...to })
    expect(await inStore([...starts, to.startIso])).toEqual([starts[0], starts[2], to.startIso, starts[4], starts[5]])
    const { rows } = await house.owner.query(
      `SELECT count(*)::int AS n FROM audit_event WHERE action = 'book-appointment' AND entity_id = ANY ($1)`,
      [visits.map(({ appointmentId }) => appointmentId)],
    )
    expect(rows).toEqual([{ n: 6 }])
    expect(await leaked()).toBe(0)
  })

  it('A5: when one was taken meanwhile none is booked, or the others are and it is said which not', async () => {
    const starts = weekly('2027-05-04', 6)
    await bookOne(starts[2] ?? '', { patientId: house.riverside.otherPatientId, areaIds: [] })
    const refusal = await refusalOf(desk().appointment.bookSeries(booking(starts, 'refuse')))
    expect(refusal.refusals[0]).toMatchObject({
      reason: 'series-clash',
      sentence: 'One visit of the series is not possible. Nothing was booked.',
      offer: { visits: [{ startIso: starts[2], reasons: ['taken'] }] },
    })
    expect(await inStore(starts)).toEqual([])
    const { visits, skipped } = await desk().appointment.bookSeries(booking(starts, 'skip'))
    expect(visits).toHaveLength(5)
    expect(skipped).toMatchObject([{ startIso: starts[2], sentences: [expect.stringContaining('already taken')] }])
    expect(await inStore(starts)).toEqual(starts.filter((_, index) => index !== 2))
    const nothing = await refusalOf(desk().appointment.bookSeries(booking(starts, 'skip')))
    expect(nothing.refusals[0]).toMatchObject({ reason: 'series-clash' })
    expect(await leaked()).toBe(0)
  })

  it('with anybody, whoever begins goes on where they can', async () => {
    const starts = weekly('2027-07-06', 4, 900)
    const { ana, otherPatientId } = {
      ana: house.riverside.practitionerId,
      otherPatientId: house.riverside.otherPatientId,
    }
    const anyone = { practitionerId: null, serviceId: house.riverside.service('without-needling-30'), areaIds: [] }
    const first = await desk().appointment.checkSeries(wish(starts, anyone))
    const begins = first.visits[0]?.ok ? first.visits[0].practitionerId : ana
    await bookOne(starts[1] ?? '', { ...anyone, practitionerId: begins, patientId: otherPatientId })
    const { visits } = await desk().appointment.checkSeries(wish(starts, anyone))
    const who = visits.map((visit) => (visit.ok ? visit.practitionerId : null))
    expect(who.filter((id) => id === begins)).toHaveLength(3)
    expect(who[1]).not.toBe(begins)
    expect(visits.every(({ ok }) => ok)).toBe(true)
  })

  it('the day’s limits count the series itself', async () => {
    const two = ['2027-08-02T08:00:00.000Z', '2027-08-02T12:00:00.000Z']
    const more = { serviceId: house.riverside.service('without-needling-30'), areaIds: [] }
    const limit = (most: number | null) =>
      house.owner.query('UPDATE healthcare_service SET max_per_patient_per_day = $1 WHERE id = $2', [
        most,
        more.serviceId,
      ])
    await limit(1)
    const { visits } = await desk().appointment.checkSeries(wish(two, more))
    expect(visits.map(({ ok }) => ok)).toEqual([true, false])
    expect((await refusalOf(desk().appointment.bookSeries(booking(two, 'refuse', more)))).refusals[0]?.reason).toBe(
      'series-clash',
    )
    await limit(null)
  })

  it('sixteen who want the same six weeks at once: one has them all, nobody has some of them', async () => {
    const people = await rowsOf<{ id: string }>(
      house.owner,
      'SELECT id FROM patient WHERE clinic_id = $1 ORDER BY id LIMIT 16',
      [house.riverside.clinicId],
    )
    const starts = weekly('2027-09-07', 6)
    const more = { serviceId: house.riverside.service('first-visit-60'), areaIds: [] }
    const { values, reasons } = await outcomes(
      people.map(({ id }) => desk().appointment.bookSeries(booking(starts, 'refuse', { ...more, patientId: id }))),
    )
    expect(values).toHaveLength(1)
    expect(new Set(reasons)).toEqual(new Set(['series-clash']))
    const [row] = await rowsOf<{ n: number; people: number }>(
      house.owner,
      `SELECT count(*)::int AS n, count(DISTINCT patient_id)::int AS people FROM appointment WHERE starts_at = ANY ($1) AND status = 'booked'`,
      [starts],
    )
    expect(row).toEqual({ n: 6, people: 1 })
    expect(await leaked()).toBe(0)
  })
})
