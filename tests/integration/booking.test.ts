import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalOffer } from '#features/appointment/schema.ts'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'

const TRAPEZIUS = 'upper-trapezius.left'
const LEVATOR = 'levator-scapulae.left'
const TUESDAY = '2026-11-24'
const THURSDAY_10 = '2026-11-26T09:00:00.000Z'

let house: FrontDesk

beforeAll(async () => {
  house = await openFrontDesk()
})
afterAll(() => house?.close())

const needling = () => ({
  patientId: house.riverside.patientId,
  serviceId: house.riverside.service('dry-needling-45'),
  areaIds: [TRAPEZIUS, LEVATOR],
  practitionerId: null,
})
const desk = () => house.as(house.riverside.desk)
const offerOf = (refusal: Awaited<ReturnType<typeof refusalOf>>) => refusal.refusals[0]?.offer as RefusalOffer
const book = (more: object) => ({ ...needling(), requestId: randomUUID(), startIso: THURSDAY_10, ...more })

describe('the telephone rings', () => {
  it('finds Björk by what was heard, offers her the next free times and books one, which the day shows', async () => {
    const { patients } = await desk().patient.search({ text: 'gudmun' })
    expect(patients.map(({ name }) => name)).toEqual(['Björk Guðmundsdóttir'])
    const times = await desk().appointment.freeTimes({ ...needling(), fromDate: TUESDAY, toDate: TUESDAY })
    expect(times.practitioners.map(({ name }) => name)).toEqual(['Ana Ruiz'])
    const startIso = times.days[0]?.times[0]?.startIso ?? ''
    const booked = await desk().appointment.book(book({ startIso }))
    expect(booked).toMatchObject({ startIso, version: 1, breaks: [], warnings: [] })
    const day = await desk().appointment.day({ date: TUESDAY })
    expect(day.columns.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Ben Okafor', 'Mei Tanaka'])
    expect(day.visits.find(({ id }) => id === booked.appointmentId)).toMatchObject({
      patient: { name: 'Björk Guðmundsdóttir' },
      service: { name: 'Dry needling 45 min' },
      practitioner: { name: 'Ana Ruiz' },
      status: 'booked',
      areas: [{ name: 'Left upper trapezius' }, { name: 'Left levator scapulae' }],
      flags: { firstVisit: false, consentDue: true, conditions: [] },
    })
  })

  it('refuses the same area two days later in words, with the rule and three legal times one click away', async () => {
    const refusal = await refusalOf(desk().appointment.book(book({ areaIds: [TRAPEZIUS] })))
    expect(refusal.code).toBe('CONFLICT')
    expect(refusal.message).toBe("Left upper trapezius rests until Friday, three days after Tuesday's visit.")
    const offer = offerOf(refusal)
    expect(offer).toMatchObject({ title: 'Not before Friday', withoutNeedling: true })
    expect(offer.staff?.rule).toMatch(/^Rule: deep dry needling, the same area, 3 days · clinic policy of 1 Jan 2020/)
    expect(offer.times).toHaveLength(3)
    expect(offer.times[0]?.startIso.slice(0, 10)).toBe('2026-11-27')
    const [first] = offer.times
    const booked = await desk().appointment.book(book({ areaIds: [TRAPEZIUS], startIso: first?.startIso }))
    await desk().appointment.cancel({ ...idOf(booked), reason: 'only tried' })
  })

  it('says the same in German', async () => {
    const refusal = await refusalOf(
      house.as(house.riverside.desk, { locale: 'de' }).appointment.book(book({ areaIds: [TRAPEZIUS] })),
    )
    expect(refusal.message).toMatch(/Freitag/)
  })

  it('Z11: a visit without needling is possible while the area rests', async () => {
    const without = { serviceId: house.riverside.service('without-needling-30'), areaIds: [] }
    const checked = await desk().appointment.checkTime({ ...needling(), ...without, startIso: THURSDAY_10 })
    expect(checked.ok).toBe(true)
  })

  it('Z16: "my left shoulder" or nothing at all is booked with a warning, and the room decides', async () => {
    const startIso = '2026-11-26T09:00:00.000Z'
    const asked = { ...needling(), startIso }
    const coarse = await desk().appointment.checkTime({ ...asked, areaIds: ['upper-back.left'] })
    expect(coarse).toMatchObject({ ok: true })
    expect(coarse.ok && coarse.warnings.join(' ')).toMatch(/The room decides/)
    const booked = await desk().appointment.book(book({ areaIds: [] }))
    expect(booked.warnings.join(' ')).toMatch(/left upper trapezius.*The room decides/)
    const detail = await desk().appointment.detail({ appointmentId: booked.appointmentId })
    expect(detail).toMatchObject({ areas: [], areasUndecided: true, restsUntilIso: null })
    await desk().appointment.cancel({ ...idOf(booked), reason: 'only tried' })
  })
})

const idOf = ({ appointmentId, version }: { appointmentId: string; version: number }) => ({
  appointmentId,
  expectedVersion: version,
  requestId: randomUUID(),
})

describe('who may break a rule', () => {
  const override = { reason: 'Flare-up; discussed with the patient', breaks: ['rest' as const] }

  it('neither the desk nor the owner may override rest', async () => {
    for (const actor of [house.riverside.desk, house.riverside.owner]) {
      const refusal = await refusalOf(house.as(actor).appointment.book(book({ areaIds: [TRAPEZIUS], override })))
      expect(refusal.code).toBe('FORBIDDEN')
      expect(refusal.refusals[0]).toMatchObject({ reason: 'not-allowed', offer: { staff: { canOverride: [] } } })
    }
  })

  it('the desk asks for a move in one tap as well; Ana moves the visit with a reason, and nobody need be asked any more', async () => {
    const patientId = house.riverside.patientId
    const stay = await desk().appointment.book(book({ areaIds: [TRAPEZIUS], startIso: '2026-12-01T09:00:00.000Z' }))
    const { appointmentId } = stay
    const move = { appointmentId, expectedVersion: 1, practitionerId: null, startIso: THURSDAY_10 }
    const refusal = await refusalOf(desk().appointment.reschedule({ requestId: randomUUID(), ...move }))
    const practitionerId = offerOf(refusal).staff?.askPractitionerId ?? ''
    const asking = {
      ...{ practitionerId, patientId, serviceId: needling().serviceId, areaIds: [TRAPEZIUS], startIso: THURSDAY_10 },
      ...{ movingAppointmentId: appointmentId, note: '' },
    }
    const of = { requestId: randomUUID(), ...asking, patientId: house.riverside.otherPatientId }
    expect((await refusalOf(desk().task.askPractitioner(of))).code).toBe('NOT_FOUND')
    const { taskId } = await desk().task.askPractitioner({ requestId: randomUUID(), ...asking })
    const ana = house.as(house.riverside.ana)
    const { tasks } = await ana.task.list({})
    expect(tasks.find(({ id }) => id === taskId)).toMatchObject({
      appointment: { id: appointmentId, startIso: '2026-12-01T09:00:00.000Z', version: 1 },
      asked: { startIso: THURSDAY_10 },
    })
    const allowed = { requestId: randomUUID(), ...move, override, taskId }
    const moved = await ana.appointment.reschedule(allowed)
    expect(moved).toMatchObject({ startIso: THURSDAY_10, breaks: ['rest'] })
    expect((await ana.task.list({})).tasks.map(({ id }) => id)).not.toContain(taskId)
    expect((await ana.task.list({ status: 'done' })).tasks.map(({ id }) => id)).toContain(taskId)
    await ana.appointment.cancel({ ...idOf(moved), reason: 'only tried' })
  })

  it('a practitioner may with a reason, which is recorded with the rule it broke; without one not', async () => {
    const ana = house.as(house.riverside.ana)
    const without = await refusalOf(
      ana.appointment.book(book({ areaIds: [TRAPEZIUS], override: { ...override, reason: ' ' } })),
    )
    expect(without).toMatchObject({ code: 'BAD_REQUEST', refusals: [{ reason: 'reason-needed' }] })
    const booked = await ana.appointment.book(book({ areaIds: [TRAPEZIUS], override }))
    expect(booked.breaks).toEqual(['rest'])
    const { rows } = await house.owner.query(
      'SELECT breaks, reason, by_name, broke FROM override WHERE appointment_id = $1',
      [booked.appointmentId],
    )
    expect(rows).toMatchObject([
      {
        breaks: ['rest'],
        reason: override.reason,
        by_name: 'Ana Ruiz',
        broke: [{ reason: 'rest', areaId: TRAPEZIUS }],
      },
    ])
    const day = await desk().appointment.day({ date: '2026-11-26' })
    expect(day.visits.find(({ id }) => id === booked.appointmentId)?.breaks).toEqual(['rest'])
    const waived = await house.owner.query(
      'SELECT kind, area_id FROM rest_claim WHERE appointment_id = $1 AND waived ORDER BY area_id',
      [booked.appointmentId],
    )
    expect(waived.rows).toEqual([{ kind: 'treatment', area_id: TRAPEZIUS }])
    await ana.appointment.cancel({ ...idOf(booked), reason: 'only tried' })
  })

  it('the desk may break hours, overlap and notice where the clinic says so: with a reason, kept, and never rest', async () => {
    const { desk: atDesk, clinicId, otherPatientId } = house.riverside
    const first = { serviceId: house.riverside.service('first-visit-60'), areaIds: [], patientId: otherPatientId }
    const early = book({ ...first, startIso: '2027-01-06T06:00:00.000Z' })
    const hours = { reason: 'Flies at noon', breaks: ['hours' as const] }
    const offered = async () => offerOf(await refusalOf(house.as(atDesk).appointment.book(early))).staff?.canOverride
    expect(await offered()).toEqual([])
    const refusal = await refusalOf(house.as(atDesk).appointment.book({ ...early, override: hours }))
    expect(refusal.code).toBe('FORBIDDEN')
    await house.owner.query('UPDATE clinic SET desk_may_override = true WHERE id = $1', [clinicId])
    expect(await offered()).toEqual(['hours'])
    const unsaid = await refusalOf(house.as(atDesk).appointment.book({ ...early, override: { ...hours, reason: '' } }))
    expect(unsaid.refusals[0]?.reason).toBe('reason-needed')
    const booked = await house.as(atDesk).appointment.book({ ...early, override: hours })
    expect(booked.breaks).toEqual(['hours'])
    const rest = book({ areaIds: [TRAPEZIUS], override })
    expect((await refusalOf(house.as(atDesk).appointment.book(rest))).code).toBe('FORBIDDEN')
    const { rows } = await house.owner.query('SELECT reason, by_name FROM override WHERE appointment_id = $1', [
      booked.appointmentId,
    ])
    expect(rows).toEqual([{ reason: 'Flies at noon', by_name: 'Tom Berger' }])
    await house.owner.query('UPDATE clinic SET desk_may_override = false WHERE id = $1', [clinicId])
  })

  it('A11: an overlapping visit from the desk is refused; only the owner overbooks, with a reason that is kept', async () => {
    const { desk: atDesk, owner, otherPatientId } = house.riverside
    const startIso = '2027-01-05T09:00:00.000Z'
    const visit = { serviceId: house.riverside.service('first-visit-60'), areaIds: [] }
    const practitionerId = house.riverside.practitionerId
    const first = await house.as(atDesk).appointment.book(book({ ...visit, practitionerId, startIso }))
    const second = { ...visit, practitionerId, startIso: '2027-01-05T09:30:00.000Z', patientId: otherPatientId }
    expect((await refusalOf(house.as(atDesk).appointment.book(book(second)))).refusals[0]).toMatchObject({
      reason: 'taken',
      sentence: 'Ana Ruiz is already taken Tue 5 Jan 10:00–11:00.',
    })
    const overlap = { reason: 'Family of two', breaks: ['overlap' as const] }
    expect(await refusalOf(house.as(atDesk).appointment.book(book({ ...second, override: overlap })))).toMatchObject({
      code: 'FORBIDDEN',
    })
    const booked = await house.as(owner).appointment.book(book({ ...second, override: overlap }))
    expect(booked.breaks).toEqual(['overlap'])
    const audit = await house.owner.query('SELECT action, actor_name, detail FROM audit_event WHERE entity_id = $1', [
      booked.appointmentId,
    ])
    expect(audit.rows).toMatchObject([
      { action: 'book-appointment', actor_name: 'Greta Lindqvist', detail: { breaks: ['overlap'] } },
    ])
    // a visit over a waived one finds it occupied, and no hole is left when the first is cancelled
    await house.as(atDesk).appointment.cancel({ ...idOf(first), reason: 'ill' })
    const hole = { ...second, requestId: randomUUID(), patientId: house.riverside.patientId }
    expect((await refusalOf(house.as(atDesk).appointment.book(book(hole)))).refusals[0]?.reason).toBe('taken')
  })
})

describe('the patients’ pages', () => {
  const portal = () => house.as(house.riverside.patient)

  it('offer only legal times, and book one', async () => {
    const asked = { ...needling(), fromDate: TUESDAY, toDate: '2026-12-01' }
    const times = await portal().appointment.freeTimes(asked)
    expect(times.days.map(({ date }) => date)[0]).toBe('2026-11-27')
    const startIso = times.days[0]?.times[0]?.startIso ?? ''
    const booked = await portal().appointment.book(book({ startIso }))
    expect(booked.warnings).toEqual([])
    const { visits } = await portal().appointment.mine({})
    expect(visits.find(({ id }) => id === booked.appointmentId)).toMatchObject({
      practitionerName: 'Ana Ruiz',
      actions: ['reschedule', 'cancel'],
    })
    await portal().appointment.cancel({ ...idOf(booked), reason: 'other plans' })
  })

  it('refuse a hand-made illegal time without clinical detail: the bytes are those of any impossible time', async () => {
    const resting = await refusalOf(portal().appointment.book(book({ areaIds: [TRAPEZIUS] })))
    const closed = await refusalOf(portal().appointment.book(book({ startIso: '2026-11-27T02:00:00.000Z' })))
    const told = JSON.stringify(resting)
    expect(told).not.toMatch(/rest|trapez|shoulder|dry|rule|policy|until|tuesday|override|staff|appointmentId/i)
    const shape = (refusal: typeof resting) => {
      const { times, ...offer } = offerOf(refusal)
      return { ...refusal, refusals: [{ ...refusal.refusals[0], offer }], some: times.length > 0 }
    }
    expect(shape(resting)).toEqual(shape(closed))
    expect(resting.refusals[0]).toMatchObject({
      reason: 'not-possible',
      sentence: 'That time is not possible for this visit. These are.',
    })
  })

  it('take no override, no off-grid start, nobody who is not booked online', async () => {
    const override = { reason: 'please', breaks: ['rest' as const] }
    expect(await refusalOf(portal().appointment.book(book({ areaIds: [TRAPEZIUS], override })))).toMatchObject({
      code: 'CONFLICT',
      refusals: [{ reason: 'not-possible' }],
    })
    const offGrid = book({ startIso: '2026-12-01T09:07:00.000Z' })
    expect((await refusalOf(portal().appointment.book(offGrid))).refusals[0]?.reason).toBe('not-possible')
    const { clinicId, practitionerId } = house.riverside
    await house.owner.query('UPDATE practitioner SET bookable_online = false WHERE clinic_id = $1 AND id = $2', [
      clinicId,
      practitionerId,
    ])
    const asked = { ...needling(), fromDate: '2026-12-01', toDate: '2026-12-01' }
    expect((await portal().appointment.freeTimes(asked)).days).toEqual([])
    const offline = book({ startIso: '2026-12-01T09:00:00.000Z', practitionerId })
    expect((await refusalOf(portal().appointment.book(offline))).refusals[0]?.reason).toBe('not-possible')
    await house.owner.query('UPDATE practitioner SET bookable_online = true WHERE clinic_id = $1 AND id = $2', [
      clinicId,
      practitionerId,
    ])
  })
})

describe('the desk asks Ana to allow what a rest refuses', () => {
  const ana = () => house.as(house.riverside.ana)
  /** One tap on the refusal: everything asked for comes from it, as the screen sends it. */
  const ask = async (startIso: string) => {
    const wish = book({ areaIds: [TRAPEZIUS], startIso })
    const refusal = await refusalOf(desk().appointment.book(wish))
    const { reason, sentence: note } = refusal.refusals[0] ?? { reason: '', sentence: '' }
    expect([reason, offerOf(refusal).staff?.canOverride]).toEqual(['rest', []])
    const practitionerId = offerOf(refusal).staff?.askPractitionerId ?? ''
    const { patientId, serviceId, areaIds } = wish
    const asked = { practitionerId, patientId, serviceId, areaIds, startIso }
    const { taskId } = await desk().task.askPractitioner({ requestId: randomUUID(), note, ...asked })
    return { taskId, note, wanted: { ...asked, areasUndecided: false } }
  }
  const listed = async (who: ReturnType<typeof desk>, status: 'open' | 'done' = 'open') =>
    (await who.task.list({ status, limit: 100 })).tasks
  const trailOf = async (...entityIds: string[]) =>
    (
      await house.owner.query<{ action: string; by: string; detail: { breaks?: string[] } | null }>(
        'SELECT action, identity_id AS by, detail FROM audit_event WHERE entity_id = ANY ($1) ORDER BY id',
        [entityIds],
      )
    ).rows

  it('and she does: it is booked by her decision, which is kept, told and seen ever after', async () => {
    const { taskId, note, wanted } = await ask(THURSDAY_10)
    const task = (await listed(ana())).find(({ id }) => id === taskId)
    expect(task).toMatchObject({
      kind: 'allow-visit',
      patient: { name: 'Björk Guðmundsdóttir' },
      asked: { areaNames: ['Left upper trapezius'], note, byName: 'Tom Berger', startIso: THURSDAY_10 },
    })
    const { ben, assistant, desk: tom, ana: asAna } = house.riverside
    expect((await listed(house.as(ben))).map(({ id }) => id)).not.toContain(taskId)
    expect((await refusalOf(house.as(assistant).task.list({}))).code).toBe('FORBIDDEN')
    const checked = await ana().appointment.checkTime(wanted)
    const breaks = checked.ok ? [] : (checked.offer.staff?.canOverride ?? [])
    expect(breaks).toEqual(['rest'])
    const reason = 'Another muscle of the region flared up'
    const allowed = { ...wanted, requestId: randomUUID(), taskId, override: { reason, breaks } }
    const visit = await ana().appointment.book(allowed)
    expect(visit.breaks).toEqual(['rest'])
    expect((await ana().appointment.book(allowed)).appointmentId).toBe(visit.appointmentId)
    const { overrides } = await desk().appointment.detail({ appointmentId: visit.appointmentId })
    expect(overrides).toMatchObject([{ breaks: ['rest'], reason, byName: 'Ana Ruiz' }])
    const day = await desk().appointment.day({ date: '2026-11-26' })
    expect(day.visits.find(({ id }) => id === visit.appointmentId)?.breaks).toEqual(['rest'])
    for (const who of [ana(), desk()]) expect((await listed(who)).map(({ id }) => id)).not.toContain(taskId)
    const closed = (await listed(desk(), 'done')).find(({ id }) => id === taskId)
    expect(closed?.appointment?.id).toBe(visit.appointmentId)
    expect(await trailOf(taskId, visit.appointmentId)).toMatchObject([
      { action: 'ask-practitioner', by: tom.identityId },
      { action: 'book-appointment', by: asAna.identityId, detail: { breaks: ['rest'] } },
    ])
    await desk().appointment.cancel({ ...idOf(visit), reason: 'only tried' })
  })

  it('and she does not: the desk reads why, and arranges another time', async () => {
    const { taskId, wanted } = await ask(THURSDAY_10)
    const answer = { requestId: randomUUID(), taskId, reason: 'Still sore on Tuesday. Not before the weekend.' }
    const { ben, owner, desk: tom, ana: asAna } = house.riverside
    expect((await refusalOf(house.as(ben).task.decline(answer))).code).toBe('NOT_FOUND')
    for (const who of [owner, tom]) expect((await refusalOf(house.as(who).task.decline(answer))).code).toBe('FORBIDDEN')
    expect(await ana().task.decline(answer)).toEqual({ taskId })
    expect(await ana().task.decline(answer)).toEqual({ taskId })
    const twice = await refusalOf(ana().task.decline({ ...answer, requestId: randomUUID() }))
    expect(twice.refusals[0]?.reason).toBe('answered-already')
    const told = (await listed(desk())).filter(({ kind }) => kind === 'visit-not-allowed')
    expect(told).toMatchObject([
      {
        patient: { name: 'Björk Guðmundsdóttir' },
        asked: { startIso: THURSDAY_10, areaIds: [TRAPEZIUS], note: answer.reason, byName: 'Ana Ruiz' },
      },
    ])
    expect(await trailOf(taskId)).toMatchObject([
      { action: 'ask-practitioner', by: tom.identityId },
      { action: 'decline-ask', by: asAna.identityId },
    ])
    const other = { ...wanted, startIso: '2026-11-30T09:00:00.000Z', taskId: told[0]?.id ?? '' }
    const visit = await desk().appointment.book({ ...other, requestId: randomUUID() })
    expect((await listed(desk())).filter(({ kind }) => kind === 'visit-not-allowed')).toEqual([])
    await desk().appointment.cancel({ ...idOf(visit), reason: 'only tried' })
  })

  it('and the time is somebody else’s by then, or over: nothing is booked by what she allows, and the ask stays', async () => {
    const { taskId, wanted } = await ask('2026-11-26T10:00:00.000Z')
    const { otherPatientId, practitionerId } = house.riverside
    const talk = { serviceId: house.riverside.service('without-needling-30'), areaIds: [], practitionerId }
    const taken = await desk().appointment.book(
      book({ ...talk, patientId: otherPatientId, startIso: '2026-11-26T10:00:00.000Z' }),
    )
    const override = { reason: 'In pain', breaks: ['rest' as const] }
    const allow = () => ({ ...wanted, requestId: randomUUID(), taskId, override })
    const late = await refusalOf(ana().appointment.book(allow()))
    expect(offerOf(late).staff?.reasons).toEqual(['taken'])
    await desk().appointment.cancel({ ...idOf(taken), reason: 'only tried' })
    const nextDay = { nowMs: Date.parse('2026-11-27T08:00:00Z') }
    const over = await refusalOf(house.as(house.riverside.ana, nextDay).appointment.book(allow()))
    expect(over.refusals[0]?.reason).toBe('over')
    expect((await listed(ana())).map(({ id }) => id)).toContain(taskId)
    const { rows } = await house.owner.query('SELECT 1 FROM override WHERE reason = $1', [override.reason])
    expect(rows).toEqual([])
    // who asked takes it back
    await desk().task.complete({ requestId: randomUUID(), taskId })
    expect((await listed(ana())).map(({ id }) => id)).not.toContain(taskId)
  })

  it('and the visit whose rest it was is called off by then: it is booked without breaking anything', async () => {
    const { taskId, wanted } = await ask('2026-11-26T08:00:00.000Z')
    const summary = await desk().patient.summary({ patientId: house.riverside.patientId })
    const tuesday = summary.nextVisits.find(({ startIso }) => startIso.startsWith(TUESDAY))
    await desk().appointment.cancel({
      ...{ requestId: randomUUID(), appointmentId: tuesday?.id ?? '', expectedVersion: tuesday?.version ?? 0 },
      reason: 'Ill',
    })
    const checked = await ana().appointment.checkTime(wanted)
    expect(checked.ok ? '' : checked.sentence).toBe('')
    const visit = await ana().appointment.book({ ...wanted, requestId: randomUUID(), taskId, override: null })
    expect(visit.breaks).toEqual([])
    expect((await desk().appointment.detail({ appointmentId: visit.appointmentId })).overrides).toEqual([])
    expect((await listed(ana())).map(({ id }) => id)).not.toContain(taskId)
  })
})
