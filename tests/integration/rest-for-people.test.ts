import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/actor.ts'
import type { RefusalOffer } from '#features/appointment/schema.ts'
import { refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  INFRASPINATUS,
  LEVATOR,
  needle,
  type OpenVisit,
  openTreatmentRoom,
  openVisit,
  prepare,
  scan,
  TRAPEZIUS,
  type TreatmentRoom,
  takeOut,
} from '../support/treatment-room.ts'

let room: TreatmentRoom

beforeAll(async () => {
  room = await openTreatmentRoom()
})
afterAll(() => room?.close())
/** Each test begins with a week of its own again: no visit in it, nothing on hold, nobody who rests longer. */
afterEach(async () => {
  const by = (what: string) => `${what}_at = now(), ${what}_by_identity_id = 'test', ${what}_reason = 'over'`
  await room.owner.query(`UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2026-12-07'`)
  await room.owner.query(`UPDATE area_hold SET ${by('cleared')}, cleared_by_name = 'test' WHERE cleared_at IS NULL`)
  await room.owner.query(`UPDATE recovery_rule SET ${by('ended')} WHERE patient_id IS NOT NULL AND ended_at IS NULL`)
})

/** `hour` in Berlin on a weekday (Monday is 0) of the week from Monday 7 December 2026 on. */
const on = (weekday: number, hour: number, minute = 0): string =>
  new Date(Date.parse('2026-12-06T23:00:00.000Z') + weekday * 86_400_000 + (hour * 60 + minute) * 60_000).toISOString()
const dateOn = (weekday: number): string => on(weekday, 12).slice(0, 10)

const ana = () => room.as(room.riverside.ana)
const desk = () => room.as(room.riverside.desk)
const visit = (startIso: string, areaIds: readonly string[] = [TRAPEZIUS], more: object = {}) => ({
  patientId: room.riverside.patientId,
  serviceId: room.riverside.service('dry-needling-45'),
  practitionerId: room.riverside.practitionerId,
  areaIds: [...areaIds],
  startIso,
  ...more,
})
const book = (startIso: string, areaIds: readonly string[] = [TRAPEZIUS], more: object = {}) =>
  ana().appointment.book({ requestId: randomUUID(), ...visit(startIso, areaIds, more) })
const check = (actor: Actor, startIso: string, areaIds: readonly string[] = [TRAPEZIUS], more: object = {}) =>
  room.as(actor).appointment.checkTime(visit(startIso, areaIds, more))

const place = (more: object = {}) =>
  ana().areaHold.place({
    requestId: randomUUID(),
    patientId: room.riverside.patientId,
    areaIds: [TRAPEZIUS],
    kind: 'incident',
    reason: 'A haematoma after the last visit',
    freeFromDate: null,
    ...more,
  })
const clear = (holdId: string) =>
  ana().areaHold.clear({ requestId: randomUUID(), holdId, expectedVersion: 1, reason: 'It has healed' })

const treatmentsOf = (appointmentId: string, areaId = TRAPEZIUS) =>
  rowsOf<{ waived: boolean; deviation: string | null; override: boolean }>(
    room.owner,
    `SELECT r.waived, d.kind AS deviation, r.override_id IS NOT NULL AS override FROM rest_claim r
     LEFT JOIN deviation d ON d.clinic_id = r.clinic_id AND d.id = r.deviation_id
     WHERE r.appointment_id = $1 AND r.area_id = $2 AND r.kind = 'treatment'`,
    [appointmentId, areaId],
  )
const listed = async (appointmentId: string) => {
  const { tasks } = await desk().task.list({ limit: 100 })
  return tasks.filter(({ kind, appointment }) => kind === 'visit-to-move' && appointment?.id === appointmentId)
}

describe('an area on hold', () => {
  it('is refused to everyone in their own words, and only those who treat may break it with a reason', async () => {
    const { holdId } = await place()
    const told = await check(room.riverside.desk, on(1, 10))
    if (told.ok) throw new Error('A held area was offered')
    expect(told).toMatchObject({ reason: 'hold', offer: { title: 'On hold', times: [], withoutNeedling: true } })
    expect(told.sentence).toBe('Left upper trapezius has been on hold since Tuesday, until Ana Ruiz clears it.')
    expect(told.sentence).not.toMatch(/haematoma/)
    expect(told.offer.staff).toMatchObject({ reasons: ['hold'], rule: null, canOverride: [] })
    expect(told.offer.staff?.askPractitionerId).toBe(room.riverside.practitionerId)
    const portal = await check(room.riverside.patient, on(1, 10), [TRAPEZIUS], { practitionerId: null })
    expect(portal).toMatchObject({ ok: false, reason: 'not-possible' })
    expect(JSON.stringify(portal)).not.toMatch(/hold|trapezius|Ana/)
    const override = { reason: 'Discussed: one needle at the rim', breaks: ['rest' as const] }
    const asDesk = desk().appointment.book({ requestId: randomUUID(), ...visit(on(1, 10)), override })
    expect((await refusalOf(asDesk)).code).toBe('FORBIDDEN')
    const allowed = await book(on(1, 10), [TRAPEZIUS], { override })
    expect(allowed.breaks).toEqual(['rest'])
    expect(await treatmentsOf(allowed.appointmentId)).toEqual([{ waived: true, deviation: null, override: true }])
    await clear(holdId)
    expect(await treatmentsOf(allowed.appointmentId)).toEqual([{ waived: false, deviation: null, override: false }])
  })

  it('Z11: never keeps a visit without needling away, nor another area', async () => {
    const { holdId } = await place()
    const without = { serviceId: room.riverside.service('without-needling-30') }
    expect(await check(room.riverside.desk, on(1, 10), [], without)).toMatchObject({ ok: true })
    expect(await check(room.riverside.desk, on(1, 10), [INFRASPINATUS])).toMatchObject({ ok: true })
    await clear(holdId)
  })

  it('is offered again from its day on, and not an hour earlier', async () => {
    const { holdId } = await place({ freeFromDate: dateOn(3) })
    const told = await check(room.riverside.desk, on(1, 10))
    if (told.ok) throw new Error('A held area was offered')
    expect(told.offer.times[0]?.startIso.slice(0, 10)).toBe(dateOn(3))
    const wanted = { ...visit(''), startIso: undefined, fromDate: dateOn(0), toDate: dateOn(6) }
    const { startIso: _, ...question } = wanted
    const free = await desk().appointment.freeTimes(question)
    expect(free.days.map(({ date }) => date).filter((date) => date < dateOn(3))).toEqual([])
    expect(free.days[0]?.date).toBe(dateOn(3))
    await clear(holdId)
  })

  it('over coming visits it is a fact: they are waived as deviations, stand on the list and can stay once it is cleared', async () => {
    const coming = await book(on(1, 10))
    const elsewhere = await book(on(1, 14), [INFRASPINATUS])
    const placed = await place()
    expect(placed.visitsToMove).toBe(1)
    expect(await treatmentsOf(coming.appointmentId)).toEqual([
      { waived: true, deviation: 'area-held', override: false },
    ])
    expect(await listed(coming.appointmentId)).toMatchObject([{ cause: { why: 'hold', about: '' } }])
    expect(await listed(elsewhere.appointmentId)).toEqual([])
    await clear(placed.holdId)
    expect(await treatmentsOf(coming.appointmentId)).toEqual([{ waived: false, deviation: null, override: false }])
    expect(await listed(coming.appointmentId)).toEqual([])
  })

  it('from the list a visit is moved to a legal time or allowed where it is', async () => {
    const [first, second] = [await book(on(1, 10)), await book(on(4, 10))]
    const { holdId, visitsToMove } = await place({ freeFromDate: dateOn(5) })
    expect(visitsToMove).toBe(2)
    const stay = {
      appointmentId: second.appointmentId,
      practitionerId: second.practitionerId,
      startIso: second.startIso,
    }
    const override = { reason: 'Nearly healed, seen today', breaks: ['rest' as const] }
    const move = { requestId: randomUUID(), expectedVersion: 1, ...stay, override }
    expect((await refusalOf(desk().appointment.reschedule(move))).code).toBe('FORBIDDEN')
    await ana().appointment.reschedule({ ...move, requestId: randomUUID() })
    expect(await listed(second.appointmentId)).toEqual([])
    expect(await treatmentsOf(second.appointmentId)).toEqual([{ waived: true, deviation: null, override: true }])
    const later = { ...move, requestId: randomUUID(), appointmentId: first.appointmentId, override: null }
    await desk().appointment.cancel({
      ...{ requestId: randomUUID(), appointmentId: second.appointmentId, expectedVersion: 2, reason: 'moved' },
    })
    await desk().appointment.reschedule({ ...later, startIso: on(7, 10) })
    expect(await treatmentsOf(first.appointmentId)).toEqual([{ waived: false, deviation: null, override: false }])
    expect(await listed(first.appointmentId)).toEqual([])
    await clear(holdId)
  })

  it('placed over what had been allowed before asks anew, and leaves the old permission when it is cleared', async () => {
    const monday = await book(on(0, 10))
    const override = { reason: 'Flare-up', breaks: ['rest' as const] }
    const tuesday = await book(on(1, 10), [TRAPEZIUS], { override })
    const { holdId } = await place()
    expect(await treatmentsOf(tuesday.appointmentId)).toEqual([
      { waived: true, deviation: 'area-held', override: false },
    ])
    expect(await listed(tuesday.appointmentId)).toHaveLength(1)
    await clear(holdId)
    expect(await treatmentsOf(tuesday.appointmentId)).toEqual([{ waived: true, deviation: null, override: true }])
    expect(await treatmentsOf(monday.appointmentId)).toEqual([{ waived: false, deviation: null, override: false }])
  })

  it('a wide area is held leaf by leaf, and one that nobody knows is refused', async () => {
    const { holdId } = await place({ areaIds: ['shoulder.left'] })
    for (const area of [TRAPEZIUS, INFRASPINATUS]) {
      expect(await check(room.riverside.desk, on(1, 10), [area])).toMatchObject({ ok: false, reason: 'hold' })
    }
    expect(await check(room.riverside.desk, on(1, 10), ['soleus.right'])).toMatchObject({ ok: true })
    await clear(holdId)
    expect((await refusalOf(place({ areaIds: ['tail'] }))).refusals[0]?.reason).toBe('unknown-area')
  })

  it('is told to the desk without its reason, and to those who read the record with it', async () => {
    const { holdId } = await place()
    const { patientId } = room.riverside
    const forDesk = await desk().areaHold.list({ patientId })
    expect(forDesk).toMatchObject({
      mayHold: false,
      holds: [{ id: holdId, kind: null, reason: null, placedByName: 'Ana Ruiz' }],
    })
    const forAna = await ana().areaHold.list({ patientId })
    expect(forAna).toMatchObject({
      mayHold: true,
      holds: [{ kind: 'incident', reason: 'A haematoma after the last visit' }],
    })
    await clear(holdId)
    expect((await ana().areaHold.list({ patientId })).holds).toEqual([])
    const over = await ana().areaHold.list({ patientId, standing: false, limit: 1 })
    expect(over.holds).toMatchObject([{ id: holdId, cleared: { byName: 'Ana Ruiz', reason: 'It has healed' } }])
    expect(over.nextCursor).toBe(holdId)
    expect((await refusalOf(clear(holdId))).refusals[0]?.reason).toBe('over-already')
  })

  it('is neither placed until a day that is over nor cleared by a version that is not there', async () => {
    expect((await refusalOf(place({ freeFromDate: '2026-11-24' }))).refusals[0]?.reason).toBe('over-already')
    const { holdId } = await place()
    const stale = ana().areaHold.clear({ requestId: randomUUID(), holdId, expectedVersion: 7, reason: 'Healed' })
    expect((await refusalOf(stale)).refusals[0]?.reason).toBe('stale-version')
    await clear(holdId)
  })
})

describe('in the visit', () => {
  const open = (startIso: string, areaIds: readonly string[]): Promise<OpenVisit> =>
    openVisit(room, { startIso, areaIds })
  const answer = (opened: OpenVisit, elsewhere: object, minute = 2) =>
    atMinute(room, opened, minute).screening.answer({
      requestId: randomUUID(),
      encounterId: opened.encounterId,
      answers: { 'needled-elsewhere': elsewhere as { value: 'yes' } },
    })
  const seen = (opened: OpenVisit, minute = 4) =>
    atMinute(room, opened, minute).encounter.visit({ appointmentId: opened.appointmentId })

  it('Z12: needled elsewhere puts the areas on hold as long as the longest rule rests, and a new answer takes it back', async () => {
    const opened = await open(on(2, 10), [INFRASPINATUS])
    const friday = await book(on(4, 10))
    await answer(opened, { value: 'yes', areaIds: [TRAPEZIUS], onDate: dateOn(2) })
    const visitNow = await seen(opened)
    expect(visitNow.heldAreas).toMatchObject([{ areaId: TRAPEZIUS, placedByName: 'Ana Ruiz', until: on(5, 0) }])
    expect(visitNow.visit.matters).toContainEqual({
      ...{ code: 'held-areas', severity: 'danger', sentence: 'On hold: Left upper trapezius' },
    })
    expect(await listed(friday.appointmentId)).toMatchObject([{ cause: { why: 'hold' } }])
    // two days ago: rested by now but for today
    await answer(opened, { value: 'unsure', areaIds: [TRAPEZIUS], onDate: dateOn(0) }, 3)
    expect((await seen(opened)).heldAreas).toMatchObject([{ areaId: TRAPEZIUS, until: on(3, 0) }])
    expect(await listed(friday.appointmentId)).toEqual([])
    await answer(opened, { value: 'yes', areaIds: [TRAPEZIUS], onDate: dateOn(-6) }, 3)
    expect((await seen(opened)).heldAreas).toEqual([])
    await answer(opened, { value: 'no' }, 3)
    expect((await seen(opened)).heldAreas).toEqual([])
    const unknown = answer(opened, { value: 'yes', areaIds: ['tail'] }, 3)
    expect((await refusalOf(unknown)).refusals[0]?.reason).toBe('unknown-area')
  })

  it('Z12: where nobody knows the place, the whole body is on hold', async () => {
    const opened = await open(on(2, 10), [INFRASPINATUS])
    await answer(opened, { value: 'yes', areaIds: ['anywhere'] })
    expect((await seen(opened)).heldAreas).toMatchObject([{ areaId: 'anywhere', until: on(5, 0) }])
    expect(await check(room.riverside.desk, on(3, 10), ['soleus.right'])).toMatchObject({ ok: false, reason: 'hold' })
    await answer(opened, { value: 'no' }, 3)
    expect(await check(room.riverside.desk, on(3, 10), ['soleus.right'])).toMatchObject({ ok: true })
  })

  it('needles in a held area are saved as a deviation, and the hold stands', async () => {
    const opened = await open(on(1, 10), [INFRASPINATUS])
    await prepare(room, opened)
    const { holdId } = await place()
    const lotId = await scan(room, opened, '24H07A')
    await needle(room, opened, { lotId, areaIds: [TRAPEZIUS], needles: 2 })
    await takeOut(room, opened, 20, { removed: 2 })
    expect(await treatmentsOf(opened.appointmentId)).toEqual([
      { waived: true, deviation: 'rest-spoiled', override: false },
    ])
    const [deviation] = await rowsOf<{ broke: unknown }>(
      room.owner,
      `SELECT detail -> 'broke' AS broke FROM deviation WHERE appointment_id = $1 AND kind = 'rest-spoiled'`,
      [opened.appointmentId],
    )
    expect(deviation?.broke).toMatchObject([{ reason: 'hold', areaId: TRAPEZIUS, holdId, untilMs: null }])
    await clear(holdId)
  })
})

describe('a longer rest for one patient', () => {
  const lengthen = (more: object = {}) =>
    ana().recoveryRule.lengthen({
      requestId: randomUUID(),
      patientId: room.riverside.patientId,
      technique: 'deep-dry-needling',
      relation: 'same',
      amount: 5,
      unit: 'days',
      reason: 'Bruises for days',
      ...more,
    })
  const endIt = (ruleId: string) =>
    ana().recoveryRule.endLonger({ requestId: randomUUID(), ruleId, reason: 'Heals as others do' })

  it('keeps the area longer than the clinic’s rule, and says by whose decision; why is for those who read the record', async () => {
    const { ruleId } = await lengthen()
    await book(on(0, 10))
    const ruleOf = async (actor: Actor) => {
      const told = await check(actor, on(4, 10))
      if (told.ok) throw new Error('A resting area was offered')
      expect(told.sentence).toMatch(/^Left upper trapezius rests until Saturday/)
      return (told.offer as RefusalOffer).staff?.rule
    }
    expect(await ruleOf(room.riverside.desk)).toBe(
      'Rule: deep dry needling, the same area, 5 days · longer for this patient, set by Ana Ruiz on 24 Nov 2026',
    )
    expect(await ruleOf(room.riverside.ana)).toMatch(/set by Ana Ruiz on 24 Nov 2026 · Bruises for days$/)
    const portal = await check(room.riverside.patient, on(4, 10))
    expect(portal).toMatchObject({ ok: false, reason: 'not-possible' })
    expect(JSON.stringify(portal)).not.toMatch(/Bruises|longer|rests/)
    expect(await check(room.riverside.desk, on(5, 0))).toMatchObject({ reason: 'outside-hours' })
    await endIt(ruleId)
    await book(on(7, 10))
    expect(await check(room.riverside.desk, on(10, 10))).toMatchObject({ ok: true })
  })

  it('counts when rest is written as it happened, and puts the visit it spoils on the list', async () => {
    const opened = await openVisit(room, { startIso: on(0, 10), areaIds: [TRAPEZIUS] })
    const thursday = await book(on(3, 10))
    await prepare(room, opened)
    const { ruleId } = await lengthen()
    expect(await listed(thursday.appointmentId)).toEqual([])
    const lotId = await scan(room, opened, '24H07A')
    await needle(room, opened, { lotId, areaIds: [TRAPEZIUS] })
    await takeOut(room, opened, 25, { removed: 4 })
    expect(await treatmentsOf(thursday.appointmentId)).toEqual([
      { waived: true, deviation: 'rest-spoiled', override: false },
    ])
    expect(await listed(thursday.appointmentId)).toHaveLength(1)
    await endIt(ruleId)
  })

  it('is shown to everyone at the clinic, why to those who read the record, and asks for more than the clinic does', async () => {
    expect((await refusalOf(lengthen({ amount: 3 }))).refusals[0]?.reason).toBe('not-longer')
    const { ruleId } = await lengthen({ relation: 'neighbour', amount: 2 })
    const { patientId } = room.riverside
    const forDesk = await desk().recoveryRule.ofPatient({ patientId })
    expect(forDesk).toMatchObject({ mayLengthen: false, rules: [{ id: ruleId, reason: null, byName: 'Ana Ruiz' }] })
    const forAna = await ana().recoveryRule.ofPatient({ patientId })
    expect(forAna).toMatchObject({ mayLengthen: true, rules: [{ reason: 'Bruises for days', ended: null }] })
    await endIt(ruleId)
    expect((await refusalOf(endIt(ruleId))).refusals[0]?.reason).toBe('over-already')
    const over = await ana().recoveryRule.ofPatient({ patientId, standing: false })
    expect(over.rules[0]).toMatchObject({ id: ruleId, ended: { reason: 'Heals as others do' } })
  })
})

describe('the neighbour of what is on hold', () => {
  it('stays free', async () => {
    const { holdId } = await place()
    expect(await check(room.riverside.desk, on(1, 10), [LEVATOR])).toMatchObject({ ok: true })
    await clear(holdId)
  })
})
