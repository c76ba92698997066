import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk, outcomes, refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'
import { setDatabaseClock } from '../support/treatment-room.ts'

const TRAPEZIUS = 'upper-trapezius.left'
const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
/** Ten o'clock in Berlin of a Monday past the demo's calendar. */
const MONDAY_MS = Date.parse('2027-01-11T09:00:00Z')

let house: FrontDesk
let days = 0

beforeAll(async () => {
  house = await openFrontDesk()
  await setDatabaseClock(house.owner, TUESDAY_MORNING_MS)
  // dry needling is answered by the clinic first, and a day's notice is asked of whoever cancels
  await house.owner.query(
    `UPDATE healthcare_service SET by_request = true, late_cancel_minutes = 1440, max_ahead_days = 365 WHERE clinic_id = $1 AND code = 'dry-needling-45'`,
    [house.riverside.clinicId],
  )
})
afterAll(() => house?.close())

const iso = (ms: number): string => new Date(ms).toISOString()
/** Ten o'clock of a Monday or Friday that no other test uses: far enough apart for every rest. */
const nextTen = (): string => iso(MONDAY_MS + (Math.floor(days / 2) * 7 + (days++ % 2) * 4) * DAY_MS)
const desk = () => house.as(house.riverside.desk)
const portal = () => house.as(house.riverside.patient)
const wish = (startIso: string, more: object = {}) => ({
  requestId: randomUUID(),
  patientId: house.riverside.patientId,
  serviceId: house.riverside.service('dry-needling-45'),
  areaIds: [TRAPEZIUS],
  practitionerId: house.riverside.practitionerId,
  startIso,
  ...more,
})
const change = ({ appointmentId, version }: { appointmentId: string; version: number }) => ({
  requestId: randomUUID(),
  appointmentId,
  expectedVersion: version,
})
const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).refusals[0]?.reason
const held = async (appointmentId: string) => {
  const [row] = await rowsOf<{ claims: number; rests: number }>(
    house.owner,
    `SELECT (SELECT count(*)::int FROM claim WHERE appointment_id = $1) AS claims,
       (SELECT count(*)::int FROM rest_claim WHERE appointment_id = $1) AS rests`,
    [appointmentId],
  )
  return row
}
const mine = async (appointmentId: string) => {
  const { visits } = await portal().appointment.mine({ limit: 50 })
  return visits.find(({ id }) => id === appointmentId)
}

describe('a visit that the clinic answers first', () => {
  it('is only asked for online, keeps its time and its rest, and waits on the desk’s list until it is confirmed', async () => {
    const startIso = nextTen()
    const asked = await portal().appointment.book(wish(startIso))
    expect(asked).toMatchObject({ status: 'proposed', startIso, version: 1 })
    expect(await mine(asked.appointmentId)).toMatchObject({ status: 'proposed', actions: ['reschedule', 'cancel'] })
    const { claims, rests } = (await held(asked.appointmentId)) ?? {}
    expect(claims).toBe(3)
    expect(rests).toBeGreaterThan(1)
    const other = wish(startIso, { patientId: house.riverside.otherPatientId, areaIds: [] })
    expect(await reasonOf(desk().appointment.book(other))).toBe('taken')
    const { requests } = await desk().appointment.requests({})
    expect(requests).toMatchObject([
      {
        id: asked.appointmentId,
        patient: { name: 'Björk Guðmundsdóttir' },
        practitioner: { name: 'Ana Ruiz' },
        serviceName: 'Dry needling 45 min',
        startIso,
        passed: false,
      },
    ])
    // who treats sees those that are theirs
    const { ana, ben } = house.riverside
    expect((await house.as(ana).appointment.requests({})).requests).toHaveLength(1)
    expect((await house.as(ben).appointment.requests({})).requests).toEqual([])
    expect(await desk().appointment.confirm(change(asked))).toMatchObject({ status: 'booked', version: 2 })
    expect((await desk().appointment.requests({})).requests).toEqual([])
    expect(await held(asked.appointmentId)).toEqual({ claims, rests })
    expect(await mine(asked.appointmentId)).toMatchObject({ status: 'booked', cancellation: null })
    await desk().appointment.cancel({ ...change({ ...asked, version: 2 }), reason: 'only tried' })
  })

  it('is booked at once by telephone', async () => {
    const booked = await desk().appointment.book(wish(nextTen()))
    expect(booked.status).toBe('booked')
    await desk().appointment.cancel({ ...change(booked), reason: 'only tried' })
  })

  it('is declined with a word, which frees everything and is all that the patient reads', async () => {
    const asked = await portal().appointment.book(wish(nextTen()))
    const ana = house.as(house.riverside.ana)
    expect(await ana.appointment.decline({ ...change(asked), reason: 'please-call' })).toMatchObject({
      status: 'cancelled',
    })
    expect(await held(asked.appointmentId)).toEqual({ claims: 0, rests: 0 })
    expect(await mine(asked.appointmentId)).toMatchObject({
      status: 'cancelled',
      cancellation: { declined: 'please-call', late: false },
      actions: [],
    })
    expect(await reasonOf(desk().appointment.confirm(change({ ...asked, version: 2 })))).toBe('wrong-status')
    const detail = await desk().appointment.detail({ appointmentId: asked.appointmentId })
    expect(detail.cancellation).toEqual({ reason: 'please-call', late: false, declined: true })
  })

  it('is decided again when it is confirmed: what has become impossible meanwhile is refused with its reason', async () => {
    const startIso = nextTen()
    const asked = await portal().appointment.book(wish(startIso))
    const { clinicId, practitionerId } = house.riverside
    await house.owner.query(
      `INSERT INTO schedule_exception (clinic_id, practitioner_id, kind, starts_at, ends_at, reason)
       VALUES ($1, $2, 'closed', $3, $3::timestamptz + interval '1 day', 'Course')`,
      [clinicId, practitionerId, startIso],
    )
    const refusal = await refusalOf(desk().appointment.confirm(change(asked)))
    expect(refusal.refusals[0]).toMatchObject({
      reason: 'absent',
      sentence: expect.stringContaining('Ana Ruiz is absent'),
    })
    expect(await mine(asked.appointmentId)).toMatchObject({ status: 'proposed' })
    await house.owner.query(`DELETE FROM schedule_exception WHERE reason = 'Course'`)
    await desk().appointment.decline({ ...change(asked), reason: 'full' })
  })

  it('is not granted any more when its time has passed, nor hurried because it is near', async () => {
    const startIso = nextTen()
    const asked = await portal().appointment.book(wish(startIso))
    const startMs = Date.parse(startIso)
    const late = house.as(house.riverside.desk, { nowMs: startMs + MINUTE_MS })
    expect(await reasonOf(late.appointment.confirm(change(asked)))).toBe('time-passed')
    expect((await late.appointment.requests({})).requests[0]).toMatchObject({ passed: true })
    const justInTime = house.as(house.riverside.desk, { nowMs: startMs - MINUTE_MS })
    const confirmed = await justInTime.appointment.confirm(change(asked))
    await desk().appointment.cancel({ ...change(confirmed), reason: 'only tried' })
  })

  it('E5: cancelled, confirmed, declined and moved at the same instant, one of them is done and the others see what is', async () => {
    for (let round = 0; round < 4; round++) {
      const asked = await portal().appointment.book(wish(nextTen()))
      const { appointmentId } = asked
      const to = { startIso: nextTen(), practitionerId: house.riverside.practitionerId }
      const { values, reasons } = await outcomes<{ status: string; version: number }>([
        desk().appointment.confirm(change(asked)),
        portal().appointment.cancel({ ...change(asked), reason: 'other plans' }),
        house.as(house.riverside.ana).appointment.decline({ ...change(asked), reason: 'full' }),
        desk().appointment.reschedule({ ...change(asked), ...to }),
      ])
      expect(values).toHaveLength(1)
      expect(values[0]?.version).toBe(2)
      expect(reasons.every((reason) => ['stale-version', 'wrong-status'].includes(reason))).toBe(true)
      const now = await desk().appointment.detail({ appointmentId })
      expect(now).toMatchObject({ version: 2, status: values[0]?.status })
      expect((await held(appointmentId))?.claims).toBe(now.status === 'cancelled' ? 0 : 3)
      if (now.status !== 'cancelled')
        await desk().appointment.cancel({ ...change({ appointmentId, version: 2 }), reason: 'only tried' })
    }
  })
})

describe('a visit that is called off', () => {
  const booked = async (more: object = {}) => desk().appointment.book(wish(nextTen(), more))
  const off = (
    visit: { appointmentId: string; version: number; startIso: string },
    hoursBefore: number,
    more: object,
  ) =>
    house
      .as(house.riverside.desk, { nowMs: Date.parse(visit.startIso) - hoursBefore * 60 * MINUTE_MS })
      .appointment.cancel({ ...change(visit), reason: 'The patient rang', ...more })

  it('too late is marked for ever, on the visit and with the patient; in time, or by the clinic itself, it is not', async () => {
    const before = await desk().patient.summary({ patientId: house.riverside.patientId })
    const [late, onTime, ours] = [await booked(), await booked(), await booked()]
    expect(await mine(late.appointmentId)).toMatchObject({ lateFromIso: iso(Date.parse(late.startIso) - DAY_MS) })
    await off(late, 23, {})
    await off(onTime, 24, {})
    await off(ours, 1, { byClinic: true })
    const marked = async ({ appointmentId }: { appointmentId: string }) =>
      (await desk().appointment.detail({ appointmentId })).cancellation?.late
    expect([await marked(late), await marked(onTime), await marked(ours)]).toEqual([true, false, false])
    expect(await mine(late.appointmentId)).toMatchObject({ cancellation: { late: true, declined: null } })
    const after = await desk().patient.summary({ patientId: house.riverside.patientId })
    expect(after.lateCancellations - before.lateCancellations).toBe(1)
  })

  it('a patient who cancels late is marked as well, and cannot say that it was the clinic', async () => {
    const visit = await booked()
    const nowMs = Date.parse(visit.startIso) - 5 * 60 * MINUTE_MS
    await house
      .as(house.riverside.patient, { nowMs })
      .appointment.cancel({ ...change(visit), reason: 'I am ill', byClinic: true })
    expect(await mine(visit.appointmentId)).toMatchObject({ cancellation: { late: true } })
  })

  it('E4, E8: is gone from the day, its time is free and nothing more is sent of it; called off twice, it says what is', async () => {
    const visit = await booked()
    const { appointmentId, startIso } = visit
    await off(visit, 48, {})
    const day = await desk().appointment.day({ date: startIso.slice(0, 10) })
    expect(day.visits.find(({ id }) => id === appointmentId)?.status).toBe('cancelled')
    expect(await held(appointmentId)).toEqual({ claims: 0, rests: 0 })
    expect(await reasonOf(off({ ...visit, version: 2 }, 48, {}))).toBe('wrong-status')
    const again = await desk().appointment.book(wish(startIso))
    const due = `SELECT 1 FROM communication c JOIN encounter e ON e.id = c.encounter_id WHERE e.appointment_id = $1`
    expect(await rowsOf(house.owner, due, [appointmentId])).toEqual([])
    await desk().appointment.cancel({ ...change(again), reason: 'only tried' })
  })
})

describe('somebody who did not come', () => {
  const missed = async () => {
    const visit = await desk().appointment.book(wish(nextTen()))
    const nowMs = Date.parse(visit.startIso) + 20 * MINUTE_MS
    const later = house.as(house.riverside.desk, { nowMs })
    const { appointmentId } = visit
    const { version } = await later.appointment.arrive({ requestId: randomUUID(), appointmentId, action: 'no-show' })
    return { visit: { ...visit, version }, later, nowMs }
  }

  it('P2: leaves no rest and no claim behind, is counted with the patient, and has come after all when that is said', async () => {
    const before = await desk().patient.summary({ patientId: house.riverside.patientId })
    const { visit, later } = await missed()
    expect(await held(visit.appointmentId)).toEqual({ claims: 0, rests: 0 })
    const summary = await desk().patient.summary({ patientId: house.riverside.patientId })
    expect(summary.missedVisits - before.missedVisits).toBe(1)
    const back = await later.appointment.undoNoShow(change(visit))
    expect(back).toMatchObject({ status: 'booked', startIso: visit.startIso, version: 3 })
    expect((await held(visit.appointmentId))?.claims).toBe(3)
    expect((await held(visit.appointmentId))?.rests).toBeGreaterThan(1)
    const { appointmentId } = visit
    await later.appointment.arrive({ requestId: randomUUID(), appointmentId, action: 'arrive' })
    await later.appointment.cancel({ ...change({ appointmentId, version: 4 }), reason: 'only tried' })
  })

  it('has lost the time to whoever was given it meanwhile', async () => {
    const { visit, later, nowMs } = await missed()
    const startIso = iso(nowMs)
    const override = { reason: 'Is here', breaks: ['notice' as const] }
    const other = { patientId: house.riverside.otherPatientId, areaIds: [], startIso, override }
    const owner = house.as(house.riverside.owner, { nowMs })
    await owner.appointment.book(wish(startIso, other))
    expect(await reasonOf(later.appointment.undoNoShow(change(visit)))).toBe('taken')
    expect(await held(visit.appointmentId)).toEqual({ claims: 0, rests: 0 })
  })
})

describe('somebody walks in', () => {
  /** Ten past ten in Berlin and some seconds, on a working day of its own. */
  const nowMs = Date.parse('2027-05-03T08:10:25Z')
  const atTen = (actor = house.riverside.desk) => house.as(actor, { nowMs })
  const walkIn = (more: object = {}) => ({
    requestId: randomUUID(),
    serviceId: house.riverside.service('without-needling-30'),
    areaIds: [],
    practitionerId: null,
    newPatient: { name: 'Nnamdi Azikiwe' },
    ...more,
  })
  const received = async (call: ReturnType<ReturnType<typeof atTen>['appointment']['walkIn']>) => {
    const answer = await call
    if (answer.kind !== 'received') throw new Error(answer.kind)
    return answer
  }

  it('with a name only, and is a patient with a visit that has begun, in one call that can be repeated', async () => {
    const call = walkIn()
    const visit = await received(atTen().appointment.walkIn(call))
    expect(visit).toMatchObject({ status: 'arrived', startIso: '2027-05-03T08:10:00.000Z', breaks: [] })
    expect(await received(atTen().appointment.walkIn(call))).toEqual(visit)
    const detail = await atTen().appointment.detail({ appointmentId: visit.appointmentId })
    expect(detail).toMatchObject({ patient: { name: 'Nnamdi Azikiwe' }, arrivedIso: '2027-05-03T08:10:25.000Z' })
    const rows = await rowsOf(
      house.owner,
      `SELECT a.action FROM audit_event a WHERE a.patient_id = $1 ORDER BY a.action`,
      [visit.patientId],
    )
    expect(rows).toEqual([{ action: 'create-patient' }, { action: 'receive-walk-in' }])
    expect((await held(visit.appointmentId))?.claims).toBe(3)
  })

  it('J5: perhaps is known: the names come first, and nobody is entered twice', async () => {
    const answer = await atTen().appointment.walkIn(walkIn({ newPatient: { name: 'Bjork Gudmundsdottir' } }))
    if (answer.kind !== 'possible-duplicates') throw new Error(answer.kind)
    expect(answer.candidates.map(({ name }) => name)).toEqual(['Björk Guðmundsdóttir'])
    const known = { newPatient: null, patientId: answer.candidates[0]?.id }
    const visit = await received(atTen().appointment.walkIn(walkIn(known)))
    expect(visit.patientId).toBe(house.riverside.patientId)
    const named = `SELECT 1 FROM patient WHERE clinic_id = $1 AND search_name LIKE '%gudmundsdottir%'`
    expect(await rowsOf(house.owner, named, [house.riverside.clinicId])).toHaveLength(1)
  })

  it('and nobody is free: nothing is entered, later times of the day are offered, and one of them lets them wait', async () => {
    const { ana, ben, mei } = house.riverside
    for (const [index, { practitionerId }] of [ana, ben, mei].entries()) {
      const owner = house.as(house.riverside.owner, { nowMs })
      const patients = await rowsOf<{ id: string }>(
        house.owner,
        'SELECT id FROM patient WHERE clinic_id = $1 ORDER BY id',
        [house.riverside.clinicId],
      )
      const override = { reason: 'Busy day', breaks: ['overlap' as const, 'notice' as const] }
      const more = { practitionerId, patientId: patients[index + 3]?.id, areaIds: [], override }
      const serviceId = house.riverside.service('without-needling-30')
      await owner.appointment.book(wish('2027-05-03T08:15:00.000Z', { ...more, serviceId }))
    }
    const name = 'Quirina Zwart'
    const refusal = await refusalOf(atTen().appointment.walkIn(walkIn({ newPatient: { name } })))
    const offer = refusal.refusals[0]?.offer as { times: { startIso: string }[] }
    expect(refusal.refusals[0]?.reason).toBe('taken')
    const [first] = offer.times
    expect(first?.startIso.slice(0, 10)).toBe('2027-05-03')
    const found = await atTen().patient.search({ text: name })
    expect(found.patients).toEqual([])
    const waits = walkIn({ newPatient: { name }, startIso: first?.startIso })
    const visit = await received(atTen().appointment.walkIn(waits))
    expect(visit).toMatchObject({ status: 'arrived', startIso: first?.startIso })
  })

  it('by the rules: rest is rest, another day is no walk-in, and neither assistants nor patients receive', async () => {
    const known = { newPatient: null, patientId: house.riverside.patientId }
    const needling = { ...known, serviceId: house.riverside.service('dry-needling-45'), areaIds: [TRAPEZIUS] }
    const visit = await received(
      atTen().appointment.walkIn(walkIn({ ...needling, startIso: '2027-05-03T13:00:00.000Z' })),
    )
    const again = walkIn({ ...needling, startIso: '2027-05-03T15:00:00.000Z' })
    expect(await reasonOf(atTen().appointment.walkIn(again))).toBe('rest')
    await atTen().appointment.cancel({ ...change(visit), reason: 'only tried', byClinic: true })
    const tomorrow = walkIn({ ...known, startIso: '2027-05-04T10:00:00.000Z' })
    expect(await reasonOf(atTen().appointment.walkIn(tomorrow))).toBe('not-allowed')
    const { assistant, patient } = house.riverside
    expect((await refusalOf(atTen(assistant).appointment.walkIn(walkIn(known)))).code).toBe('FORBIDDEN')
    expect((await refusalOf(house.as(patient, { nowMs }).appointment.walkIn(walkIn(known)))).code).toBe('FORBIDDEN')
  })

  it('and books nothing without the notice that is asked of everybody else', async () => {
    const clinic = [house.riverside.clinicId]
    await house.owner.query(`UPDATE healthcare_service SET min_notice_minutes = 120 WHERE clinic_id = $1`, clinic)
    const soon = wish('2027-05-03T09:00:00.000Z', { hereNow: true, areaIds: [], practitionerId: null })
    expect(await reasonOf(atTen().appointment.book(soon))).toBe('notice')
    const waits = walkIn({ newPatient: { name: 'Ottoline Vance' }, startIso: '2027-05-03T09:00:00.000Z' })
    expect(await received(atTen().appointment.walkIn(waits))).toMatchObject({ status: 'arrived' })
  })
})
