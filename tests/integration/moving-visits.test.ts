import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'

const TRAPEZIUS = 'upper-trapezius.left'
/** Ten o'clock in Berlin of days past the demo's calendar. */
const MONDAY = '2027-01-11T09:00:00.000Z'
const TUESDAY = '2027-01-12T09:00:00.000Z'
const THURSDAY = '2027-01-14T09:00:00.000Z'
const FRIDAY = '2027-01-15T09:00:00.000Z'

let house: FrontDesk

beforeAll(async () => {
  house = await openFrontDesk()
})
afterAll(() => house?.close())

const desk = () => house.as(house.riverside.desk)
const needle = (startIso: string, more: object = {}) =>
  desk().appointment.book({
    requestId: randomUUID(),
    patientId: house.riverside.patientId,
    serviceId: house.riverside.service('dry-needling-45'),
    areaIds: [TRAPEZIUS],
    practitionerId: house.riverside.practitionerId,
    startIso,
    ...more,
  })
type Visit = Awaited<ReturnType<typeof needle>>
const moveOf = (visit: Visit, startIso: string) => ({
  requestId: randomUUID(),
  appointmentId: visit.appointmentId,
  expectedVersion: visit.version,
  practitionerId: visit.practitionerId,
  startIso,
})
const cancelOf = ({ appointmentId, version }: { appointmentId: string; version: number }) => ({
  requestId: randomUUID(),
  appointmentId,
  expectedVersion: version,
  reason: 'The patient rang',
})

describe('a visit moves', () => {
  it('B17: not where its rest would reach into the next one, and that one not into its', async () => {
    const monday = await needle(MONDAY)
    const friday = await needle(FRIDAY)
    const refusal = await refusalOf(desk().appointment.reschedule(moveOf(monday, THURSDAY)))
    expect(refusal.refusals[0]).toMatchObject({ reason: 'rest', offer: { title: 'Too close to a later visit' } })
    expect((await refusalOf(desk().appointment.reschedule(moveOf(friday, TUESDAY)))).refusals[0]?.reason).toBe('rest')
    const tuesday = await desk().appointment.reschedule(moveOf(monday, TUESDAY))
    expect(tuesday).toMatchObject({ startIso: TUESDAY, version: 2 })
    for (const visit of [tuesday, friday]) await desk().appointment.cancel(cancelOf(visit))
  })

  it('E10: an edit of a version that is no longer is refused with both versions, and changes nothing', async () => {
    const visit = await needle(MONDAY)
    const moved = await desk().appointment.reschedule(moveOf(visit, TUESDAY))
    const stale = await refusalOf(desk().appointment.reschedule(moveOf(visit, THURSDAY)))
    expect(stale).toMatchObject({
      code: 'CONFLICT',
      refusals: [{ reason: 'stale-version', offer: { staff: { versions: { expected: 1, current: 2 } } } }],
    })
    expect((await refusalOf(desk().appointment.cancel(cancelOf(visit)))).refusals[0]?.reason).toBe('stale-version')
    const { appointmentId } = visit
    expect(await desk().appointment.detail({ appointmentId })).toMatchObject({ startIso: TUESDAY, version: 2 })
    await desk().appointment.cancel(cancelOf(moved))
  })

  it('keeps the promised wall time and the record of what the service was when it was booked', async () => {
    const visit = await needle('2027-02-05T08:00:00.000Z')
    await house.owner.query(
      `UPDATE healthcare_service SET segments = '[{"kind":"hands-on","minutes":90}]' WHERE id = $1`,
      [house.riverside.service('dry-needling-45')],
    )
    const moved = await desk().appointment.reschedule(moveOf(visit, '2027-02-05T14:00:00.000Z'))
    expect(moved.endIso).toBe('2027-02-05T14:45:00.000Z')
    await house.owner.query(
      `UPDATE healthcare_service SET segments = '[{"kind":"hands-on","minutes":45}]' WHERE id = $1`,
      [house.riverside.service('dry-needling-45')],
    )
    const detail = await desk().appointment.detail({ appointmentId: visit.appointmentId })
    expect(detail.wallTime).toBe('2027-02-05T15:00')
    await desk().appointment.cancel(cancelOf(moved))
  })

  it('a cancelled visit frees its time and its rest at once, cannot be revived, and says who and why', async () => {
    const visit = await needle(MONDAY)
    const { appointmentId } = visit
    await desk().appointment.cancel(cancelOf(visit))
    const again = await needle(TUESDAY)
    await desk().appointment.cancel(cancelOf(again))
    const revived = await refusalOf(desk().appointment.reschedule({ ...moveOf(visit, FRIDAY), expectedVersion: 2 }))
    expect(revived.refusals[0]).toMatchObject({ reason: 'wrong-status' })
    const { rows } = await house.owner.query(
      `SELECT c.reason, c.by_identity_id, (SELECT count(*)::int FROM claim k WHERE k.appointment_id = c.appointment_id) AS claims,
        (SELECT count(*)::int FROM rest_claim r WHERE r.appointment_id = c.appointment_id) AS rests
       FROM cancellation c WHERE appointment_id = $1`,
      [appointmentId],
    )
    const by = house.riverside.desk.identityId
    expect(rows).toEqual([{ reason: 'The patient rang', by_identity_id: by, claims: 0, rests: 0 }])
  })
})

describe('the waiting room', () => {
  it('somebody arrives, goes in, comes back out by mistake; a missed visit starts no rest', async () => {
    const visit = await needle('2027-01-25T09:00:00.000Z')
    const { appointmentId } = visit
    const nowMs = Date.parse('2027-01-25T08:50:00.000Z')
    const assistant = house.as(house.riverside.assistant, { nowMs })
    const act = (action: 'arrive' | 'undo-arrival' | 'check-in' | 'undo-check-in' | 'no-show') =>
      assistant.appointment.arrive({ requestId: randomUUID(), appointmentId, action })
    expect((await act('arrive')).status).toBe('arrived')
    expect((await refusalOf(act('arrive'))).refusals[0]?.reason).toBe('wrong-status')
    expect((await act('check-in')).status).toBe('checked-in')
    expect((await act('undo-check-in')).status).toBe('arrived')
    expect((await act('undo-arrival')).status).toBe('booked')
    expect((await refusalOf(act('no-show'))).code).toBe('FORBIDDEN')
    const early = { requestId: randomUUID(), appointmentId, action: 'no-show' as const }
    expect(
      (await refusalOf(house.as(house.riverside.desk, { nowMs }).appointment.arrive(early))).refusals[0]?.reason,
    ).toBe('not-yet')
    const late = house.as(house.riverside.desk, { nowMs: nowMs + 3_600_000 })
    expect((await late.appointment.arrive(early)).status).toBe('noshow')
    const { rows } = await house.owner.query('SELECT 1 FROM rest_claim WHERE appointment_id = $1', [appointmentId])
    expect(rows).toEqual([])
  })

  it('an assistant sees and moves along today’s visits only, and books nothing', async () => {
    const visit = await needle('2027-01-26T09:00:00.000Z')
    const assistant = house.as(house.riverside.assistant)
    const call = { requestId: randomUUID(), appointmentId: visit.appointmentId, action: 'arrive' as const }
    expect((await refusalOf(assistant.appointment.arrive(call))).code).toBe('FORBIDDEN')
    expect((await refusalOf(assistant.appointment.day({ date: '2027-01-26' }))).code).toBe('FORBIDDEN')
    expect((await refusalOf(assistant.appointment.detail({ appointmentId: visit.appointmentId }))).code).toBe(
      'NOT_FOUND',
    )
    expect((await assistant.appointment.day({ date: '2026-11-24' })).visits.length).toBeGreaterThan(0)
    expect((await refusalOf(assistant.appointment.cancel(cancelOf(visit)))).code).toBe('FORBIDDEN')
  })
})

describe('other people’s visits', () => {
  it('L1, L2: a patient can neither book, see, move nor cancel for anybody else, whatever id is sent', async () => {
    const { patient, otherPatientId, service } = house.riverside
    const portal = house.as(patient)
    const other = await needle('2027-01-27T09:00:00.000Z', { patientId: otherPatientId })
    const serviceId = service('dry-needling-45')
    const asked = { patientId: otherPatientId, serviceId, areaIds: [], practitionerId: null }
    const calls = [
      () => portal.appointment.book({ ...asked, requestId: randomUUID(), startIso: FRIDAY }),
      () => portal.appointment.freeTimes({ ...asked, fromDate: '2027-01-27', toDate: '2027-01-27' }),
      () => portal.appointment.reschedule(moveOf(other, FRIDAY)),
      () => portal.appointment.cancel(cancelOf(other)),
      // their own name, but somebody else's visit out of the way
      () =>
        portal.appointment.freeTimes({
          ...{ ...asked, patientId: house.riverside.patientId, movingAppointmentId: other.appointmentId },
          ...{ fromDate: '2027-01-27', toDate: '2027-01-27' },
        }),
    ]
    for (const call of calls) {
      const refusal = await refusalOf(call())
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', refusals: [{ reason: 'not-found' }] })
      expect(JSON.stringify(refusal)).not.toContain(other.appointmentId)
    }
    const staffOnly = [
      () => portal.appointment.day({ date: '2027-01-27' }),
      () => portal.appointment.detail({ appointmentId: other.appointmentId }),
      () => portal.patient.summary({ patientId: otherPatientId }),
      () => portal.patient.search({ text: 'a' }),
      () => portal.task.list({}),
      () => portal.clinic.setting(),
    ]
    for (const call of staffOnly) expect((await refusalOf(call())).code).toBe('FORBIDDEN')
    expect((await portal.appointment.mine({})).visits.map(({ id }) => id)).not.toContain(other.appointmentId)
    expect(await portal.patient.mine()).toEqual({
      people: [{ id: house.riverside.patientId, name: 'Björk Guðmundsdóttir', relation: 'self' }],
    })
  })

  it('another clinic’s desk finds nothing of ours', async () => {
    const visit = await needle('2027-02-02T09:00:00.000Z')
    const next = house.as(house.hillside.desk)
    const { patientId, service } = house.riverside
    const calls = [
      () => next.appointment.detail({ appointmentId: visit.appointmentId }),
      () => next.appointment.reschedule(moveOf(visit, FRIDAY)),
      () => next.appointment.cancel(cancelOf(visit)),
      () => next.patient.summary({ patientId }),
      () =>
        next.appointment.book({
          ...{ requestId: randomUUID(), patientId, serviceId: house.hillside.service('dry-needling-45') },
          ...{ areaIds: [], practitionerId: null, startIso: FRIDAY },
        }),
      () =>
        next.appointment.freeTimes({
          ...{ patientId: house.hillside.patientId, serviceId: service('dry-needling-45'), areaIds: [] },
          ...{ practitionerId: null, fromDate: '2027-02-02', toDate: '2027-02-02' },
        }),
    ]
    for (const call of calls) expect((await refusalOf(call())).code).toBe('NOT_FOUND')
    const people = await next.patient.search({ text: 'gudmun' })
    expect(people.patients.map(({ name }) => name)).toEqual(['Björk Guðmundsdóttir of Hillside'])
  })

  it('nobody who is not signed in is told anything but the clinic’s public page', async () => {
    const nobody = house.as(null)
    expect((await refusalOf(nobody.appointment.day({ date: '2027-02-02' }))).code).toBe('UNAUTHORIZED')
    expect((await refusalOf(nobody.healthcareService.list())).code).toBe('UNAUTHORIZED')
    const page = await nobody.clinic.publicPage({ slug: 'riverside' })
    expect(page).toMatchObject({ name: 'Riverside Needling & Physio', emergencyPhone: '112' })
    expect((await refusalOf(nobody.clinic.publicPage({ slug: 'nowhere' }))).code).toBe('NOT_FOUND')
  })
})
