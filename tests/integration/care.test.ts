import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { outcomes, refusalOf } from '../support/front-desk.ts'
import {
  atMinute,
  bookVisit,
  type OpenVisit,
  openTreatmentRoom,
  openVisit,
  prepare,
  setDatabaseClock,
  TRAPEZIUS,
  type TreatmentRoom,
} from '../support/treatment-room.ts'

const START = '2026-12-01T09:00:00.000Z'
const START_MS = Date.parse(START)
const MINUTE_MS = 60_000
const REASON = 'The hospital called and asks what was needled.'

let room: TreatmentRoom
let visit: OpenVisit
/** Somebody whom nobody but Ana has ever treated. */
let patientId: string
let ana: StaffActor
let ben: StaffActor
let mei: StaffActor
let owner: StaffActor

const at = (actor: StaffActor, minute = 0) => room.as(actor, { nowMs: START_MS + minute * MINUTE_MS })
/** Guards in the database read its own clock. */
const laterBy = (minutes: number) => setDatabaseClock(room.owner, START_MS + minutes * MINUTE_MS)
const openingOf = (actor: StaffActor, minute = 0) =>
  at(actor, minute).breakGlass.open({ requestId: randomUUID(), patientId, reason: REASON })
const readBy = (actor: StaffActor, minute = 0) =>
  at(actor, minute).clinicalNote.record({ encounterId: visit.encounterId })
/** What the wall lets an actor see of the visit, whatever the code above it says. */
const throughTheWall = (actor: StaffActor) =>
  asActor(room.database, actor, async (tx) => ({
    answers: await tx.screeningAnswer.count({ where: { encounterId: visit.encounterId } }),
    notes: await tx.clinicalNote.count({ where: { encounterId: visit.encounterId } }),
  }))
/** The same of what happened in the visit and of what is known of the person's health. */
const healthThroughTheWall = (actor: StaffActor) =>
  asActor(room.database, actor, async (tx) => ({
    incidents: await tx.incident.count({ where: { encounterId: visit.encounterId } }),
    reports: await tx.incidentReport.count({ where: { incident: { encounterId: visit.encounterId } } }),
    conditions: await tx.patientCondition.count({ where: { patientId } }),
  }))
const audits = async (action: string, identityId: string): Promise<number> => {
  const { rows } = await room.owner.query('SELECT 1 FROM audit_event WHERE action = $1 AND identity_id = $2', [
    action,
    identityId,
  ])
  return rows.length
}

beforeAll(async () => {
  room = await openTreatmentRoom()
  ;({ ana, mei, owner } = room.riverside)
  ben = room.riverside.ben
  ana = { ...ana, clinicalLead: true }
  await laterBy(0)
  const birthDate = '1980-05-05'
  const made = await room
    .as(room.riverside.desk)
    .patient.create({ requestId: randomUUID(), name: 'Nadia Hadid', birthDate })
  patientId = made.kind === 'created' ? made.patient.id : ''
  visit = await openVisit(room, { patientId, startIso: START, areaIds: [TRAPEZIUS] })
  await prepare(room, visit)
  const words = { subjective: 'Neck pain.', objective: '', assessment: '', plan: '', text: '' }
  await atMinute(room, visit, 5).clinicalNote.write({
    requestId: randomUUID(),
    encounterId: visit.encounterId,
    version: 0,
    words,
  })
  await atMinute(room, visit, 6).incident.record({
    ...{ requestId: randomUUID(), encounterId: visit.encounterId, kind: 'other', description: 'Stumbled at the door.' },
    report: {
      ...{ actuality: 'near-miss', grade: null, causality: 'unclassified', onset: 'during', done: '' },
      ...{ outcome: 'unknown', lotId: null, areaIds: [], hold: null },
    },
  })
  await room.owner.query(`INSERT INTO patient_condition (clinic_id, patient_id, code) VALUES ($1, $2, 'diabetes')`, [
    room.riverside.clinicId,
    patientId,
  ])
}, 60_000)
afterAll(() => room?.close())

describe('a record', () => {
  it('is closed to who treats others, in the code and at the wall, until it is opened with a reason', async () => {
    expect((await refusalOf(readBy(ben))).code).toBe('NOT_FOUND')
    expect(await throughTheWall(ben)).toEqual({ answers: 0, notes: 0 })
    expect(await healthThroughTheWall(ben)).toEqual({ incidents: 0, reports: 0, conditions: 0 })
    // nothing known and not to be known are two things
    expect((await at(ben).patient.summary({ patientId }))?.conditions).toBeNull()
    expect(await at(ben).breakGlass.record({ patientId })).toMatchObject({ standing: 'closed', visits: [] })
    await openingOf(ben)
    expect(await healthThroughTheWall(ben)).toEqual({ incidents: 1, reports: 1, conditions: 1 })
    expect((await at(ben).patient.summary({ patientId }))?.conditions).toHaveLength(1)
    expect(await at(ben).breakGlass.record({ patientId })).toMatchObject({
      standing: 'opened',
      visits: [{ encounterId: visit.encounterId }],
    })
    expect((await readBy(ben)).words.subjective).toBe('Neck pain.')
    expect((await throughTheWall(ben)).notes).toBe(1)
    // reading is all that it opens
    const note = { requestId: randomUUID(), encounterId: visit.encounterId, version: 1 }
    const words = { subjective: 'x', objective: '', assessment: '', plan: '', text: '' }
    expect((await refusalOf(at(ben).clinicalNote.write({ ...note, words }))).code).toBe('FORBIDDEN')
  })

  it('is closed again when the time is over, and to whoever did not open it', async () => {
    expect((await refusalOf(readBy(mei))).code).toBe('NOT_FOUND')
    expect((await throughTheWall(mei)).notes).toBe(0)
    await laterBy(60)
    expect((await refusalOf(readBy(ben, 60))).code).toBe('NOT_FOUND')
    expect((await throughTheWall(ben)).notes).toBe(0)
    await laterBy(0)
  })

  it('is open to the owner only so, and then no other record with it', async () => {
    expect((await refusalOf(readBy(owner))).code).toBe('NOT_FOUND')
    await openingOf(owner)
    expect((await readBy(owner)).words.subjective).toBe('Neck pain.')
    expect((await throughTheWall(owner)).notes).toBe(0)
    const reads = await asActor(room.database, { ...owner, brokeGlass: true }, (tx) =>
      tx.screeningAnswer.findMany({ select: { encounterId: true }, distinct: ['encounterId'] }),
    )
    expect(reads).toEqual([{ encounterId: visit.encounterId }])
  })

  it('needs no reason for who treats the person, nor for who supervises them', async () => {
    expect((await refusalOf(openingOf(ana))).refusals[0]?.reason).toBe('in-care')
    await room.owner.query('UPDATE practitioner SET supervisor_id = $2 WHERE id = $1', [
      ana.practitionerId,
      mei.practitionerId,
    ])
    expect(await at(mei).breakGlass.record({ patientId })).toMatchObject({ standing: 'in-care' })
    expect((await throughTheWall(mei)).notes).toBe(1)
    await room.owner.query('UPDATE practitioner SET supervisor_id = NULL WHERE id = $1', [ana.practitionerId])
  })

  it('leaves somebody’s care when their last visit is longer ago than the clinic says; one’s own visit stays one’s own', async () => {
    const days = 731 * 24 * 60
    const later = { ...ana, clinicalLead: false }
    expect(await at(later, days).breakGlass.record({ patientId })).toMatchObject({ standing: 'closed' })
    await laterBy(days)
    expect((await throughTheWall(later)).notes).toBe(1)
    await laterBy(0)
  })

  it('is not opened without a word, nor under another’s name, nor looked into by oneself', async () => {
    const short = at(mei).breakGlass.open({ requestId: randomUUID(), patientId, reason: 'curious' })
    expect((await refusalOf(short)).code).toBe('BAD_REQUEST')
    const row = { clinicId: ana.clinicId, patientId, byName: 'Ana Ruiz', byLead: false, reason: REASON }
    const forged = asActor(room.database, mei, (tx) =>
      tx.breakGlass.create({
        data: { ...row, identityId: ben.identityId, openedAt: new Date(START_MS), expiresAt: new Date(START_MS + 1) },
      }),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })
})

describe('what was opened outside somebody’s care', () => {
  it('waits for the clinical lead, who looks into it once; the lead’s own waits for the owner', async () => {
    const { openings } = await at(ana).breakGlass.openings({})
    const opening = openings.find(({ byName }) => byName === ben.name)
    expect(opening).toMatchObject({ patientName: 'Nadia Hadid', reason: REASON, mayReview: true, review: null })
    const review = (actor: StaffActor, finding: 'in-order' | 'to-be-talked-about', remark = '') =>
      at(actor, 5).breakGlass.review({ requestId: randomUUID(), id: opening?.id ?? '', version: 1, finding, remark })
    expect((await refusalOf(review(owner, 'in-order'))).code).toBe('FORBIDDEN')
    expect((await refusalOf(review(ana, 'to-be-talked-about'))).code).toBe('BAD_REQUEST')
    await review(ana, 'to-be-talked-about', 'Please call me next time.')
    expect((await refusalOf(review(ana, 'in-order'))).refusals[0]?.reason).toBe('stale-version')
    const looked = await at(ana).breakGlass.openings({ reviewed: true })
    expect(looked.openings).toMatchObject([{ review: { byName: ana.name, remark: 'Please call me next time.' } }])
    const again = room.owner.query(`UPDATE break_glass SET finding = 'in-order' WHERE reviewed_at IS NOT NULL`)
    await expect(again).rejects.toThrow('a review is given once')
  })

  it('is never looked into by whoever did it', async () => {
    const lead = { ...ben, clinicalLead: true }
    await openingOf(mei)
    const { openings } = await at(mei.clinicalLead ? mei : { ...mei, clinicalLead: true }).breakGlass.openings({})
    const own = openings.find(({ byName }) => byName === mei.name)
    expect(own?.mayReview).toBe(false)
    const ask = { requestId: randomUUID(), id: own?.id ?? '', version: 1, finding: 'in-order' } as const
    const refused = await refusalOf(at({ ...mei, clinicalLead: true }).breakGlass.review(ask))
    expect(refused.refusals[0]?.reason).toBe('own-opening')
    expect((await at(lead).breakGlass.review({ ...ask, requestId: randomUUID() })).id).toBe(own?.id)
  })
})

describe('how long things stay open', () => {
  it('is the owner’s to say, and holds for what is opened from then on', async () => {
    const said = { lockAfterMinutes: 5, careDays: 365, breakGlassMinutes: 15 }
    await at(owner).clinic.setPrivacy({ requestId: randomUUID(), ...said })
    expect((await openingOf(ben, 120)).expiresIso).toBe(new Date(START_MS + 135 * MINUTE_MS).toISOString())
    expect(await at(ben).session.current()).toMatchObject({ clinic: { lockAfterMinutes: 5 } })
    const wall = asActor(room.database, ben, (tx) => tx.clinic.updateMany({ data: { careDays: 3650 } }))
    expect((await wall.catch(() => ({ count: 0 }))).count).toBe(0)
    const usual = { lockAfterMinutes: 10, careDays: 730, breakGlassMinutes: 60 }
    await at(owner).clinic.setPrivacy({ requestId: randomUUID(), ...usual })
  })
})

describe('the trail', () => {
  it('holds each opening once, however often a screen asks anew, and again after a while', async () => {
    const before = await audits('open-record', ana.identityId)
    for (let minute = 10; minute < 15; minute++) {
      await laterBy(minute)
      await atMinute(room, visit, minute).encounter.visit({ appointmentId: visit.appointmentId })
    }
    expect([before, await audits('open-record', ana.identityId)]).toEqual([1, 1])
    await laterBy(60)
    await atMinute(room, visit, 60).encounter.visit({ appointmentId: visit.appointmentId })
    expect(await audits('open-record', ana.identityId)).toBe(2)
    await laterBy(0)
  })

  it('is the owner’s to read, by person and by day; others find their own deeds', async () => {
    const all = await at(owner).auditEvent.trail({ kind: 'opened', fromDate: '2026-12-01', toDate: '2026-12-01' })
    expect(new Set(all.deeds.map(({ byName }) => byName)).size).toBeGreaterThan(2)
    expect(all.deeds.every(({ patientName }) => patientName === 'Nadia Hadid')).toBe(true)
    const bens = await at(owner).auditEvent.trail({ identityId: ben.identityId })
    expect(new Set(bens.deeds.map(({ byName }) => byName))).toEqual(new Set([ben.name]))
    const asked = await at(ben).auditEvent.trail({ kind: 'all', identityId: ana.identityId })
    expect(new Set(asked.deeds.map(({ byName }) => byName))).toEqual(new Set([ben.name]))
    expect(asked.people).toEqual([])
    expect((await at(owner).auditEvent.trail({ toDate: '2026-11-30' })).deeds).toEqual([])
  })

  it('J16: turns its pages without losing or doubling a line of one instant', async () => {
    const seen: string[] = []
    let cursor: { atIso: string; id: string } | null = null
    do {
      const page: Awaited<ReturnType<ReturnType<typeof at>['auditEvent']['trail']>> = await at(owner).auditEvent.trail({
        kind: 'all',
        limit: 7,
        cursor,
      })
      seen.push(...page.deeds.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    const { rows } = await room.owner.query('SELECT 1 FROM audit_event WHERE clinic_id = $1', [owner.clinicId])
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(rows.length)
  })

  it('tells a patient who opened their record and nothing else', async () => {
    const patient = { ...room.riverside.patient, patientIds: [patientId] }
    const { openings } = await room.as(patient).auditEvent.openingsOfMine({})
    expect(new Set(openings.map(({ byName }) => byName))).toEqual(
      new Set([ana, ben, mei, owner].map(({ name }) => name)),
    )
    expect(openings.every(({ patientName }) => patientName === 'Nadia Hadid')).toBe(true)
    const others = await room.as(room.riverside.patient).auditEvent.openingsOfMine({})
    expect(others.openings).toEqual([])
    const kinds = await asActor(room.database, patient, (tx) => tx.auditEvent.findMany({ select: { action: true } }))
    expect(new Set(kinds.map(({ action }) => action))).toEqual(new Set(['open-record', 'read-record', 'break-glass']))
  })
})

describe('two people of one name and birth year', () => {
  let twinId: string
  beforeAll(async () => {
    const twin = await room.as(room.riverside.desk).patient.create({
      ...{ requestId: randomUUID(), name: 'Nadia Hadid', birthDate: '1980-11-11', notADuplicate: true },
    })
    twinId = twin.kind === 'created' ? twin.patient.id : ''
  })

  it('Z6: are not told apart by their face: the visit begins with birth date or document, and says by whom and how', async () => {
    const startIso = '2026-12-01T13:00:00.000Z'
    const { appointmentId } = await bookVisit(room, { patientId: twinId, startIso, areaIds: [TRAPEZIUS] })
    const start = (identity: 'known-here' | 'document') =>
      at(ana, 240).encounter.start({ requestId: randomUUID(), appointmentId, identity })
    const refused = await refusalOf(start('known-here'))
    expect(refused.refusals[0]?.reason).toBe('identity-not-enough')
    const { encounterId } = await start('document')
    const { rows } = await room.owner.query(
      'SELECT identity_checked_how AS how, identity_checked_by_identity_id AS by FROM encounter WHERE id = $1',
      [encounterId],
    )
    expect(rows).toEqual([{ how: 'document', by: ana.identityId }])
  })

  it('Z6: what a screen of the one sends is not written into the visit of the other', async () => {
    const words = { subjective: 'Of the other one.', objective: '', assessment: '', plan: '', text: '' }
    const write = (screen: string) =>
      room
        .as({ ...ana, atPatientId: screen }, { nowMs: START_MS + 6 * MINUTE_MS })
        .clinicalNote.write({ requestId: randomUUID(), encounterId: visit.encounterId, version: 1, words })
    const refused = await refusalOf(write(twinId))
    expect(refused.refusals[0]?.reason).toBe('other-patient')
    expect((await readBy(ana)).words.subjective).toBe('Neck pain.')
    const start = room.as({ ...ana, atPatientId: twinId }).encounter.start({
      requestId: randomUUID(),
      appointmentId: visit.appointmentId,
      identity: 'name-and-birth-date',
    })
    expect((await refusalOf(start)).message).toMatch(/another patient’s visit .* Nothing was saved/)
    expect(await write(patientId)).toMatchObject({ version: 2 })
  })
})

describe('a whole visit that was an error', () => {
  it('Z6: says to its practitioner and to the clinical lead that the visit can be marked as an error, and to nobody else who reads it', async () => {
    const offered = async (actor: StaffActor) =>
      (await at(actor).breakGlass.record({ patientId })).visits.map(({ mayEnterInError }) => mayEnterInError)
    const lead = { ...mei, clinicalLead: true }
    const marking = (actor: StaffActor) =>
      at(actor).encounter.enterInError({
        ...{ requestId: randomUUID(), appointmentId: visit.appointmentId, version: 999, reason: 'The wrong person.' },
      })
    await laterBy(0)
    await openingOf(mei)
    expect([await offered(ana), await offered(mei), await offered(lead)]).toEqual([[true], [false], [true]])
    // the rule behind the button: the lead is told of the version, whoever may not is told so
    expect((await refusalOf(marking(mei))).refusals[0]?.reason).toBe('not-allowed')
    expect((await refusalOf(marking(lead))).refusals[0]?.reason).toBe('stale-version')
    const screen = await at(ana).encounter.visit({ appointmentId: visit.appointmentId })
    expect(screen.mayEnterInError).toBe(true)
  })
})

describe('what is known of somebody’s health', () => {
  const listed = async (actor: StaffActor) => at(actor).patientCondition.list({ patientId })
  const add = (actor: StaffActor, more: object = {}) =>
    at(actor).patientCondition.add({
      ...{ requestId: randomUUID(), patientId, code: 'epilepsy', reason: 'Her neurologist wrote to us.', ...more },
    })
  const end = (actor: StaffActor, conditionId: string) =>
    at(actor).patientCondition.end({ requestId: randomUUID(), conditionId, reason: 'Free of it for ten years.' })
  const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).refusals[0]?.reason

  it('is put on record with why, by who treats the person, once even when two do it at once, and ends with why', async () => {
    const { values, reasons } = await outcomes([add(ana), add(ana)])
    expect([values.length, reasons]).toEqual([1, ['on-record']])
    const conditionId = values[0]?.conditionId ?? ''
    expect(await reasonOf(add(ana, { code: 'no such thing' }))).toBe('unknown-condition')
    // the record that mei opened is hers to read
    expect((await listed(mei)).mayKeep).toBe(false)
    expect(await reasonOf(add(mei, { code: 'pregnancy' }))).toBe('not-allowed')
    expect(await reasonOf(end(mei, conditionId))).toBe('not-allowed')
    const { contraindication } = at(ana)
    const told = async () =>
      (await contraindication.ofVisit({ appointmentId: visit.appointmentId })).findings.map(({ code }) => code)
    expect(await told()).toContain('epilepsy-plain')
    await end(ana, conditionId)
    expect(await reasonOf(end(ana, conditionId))).toBe('over-already')
    expect(await told()).not.toContain('epilepsy-plain')
    expect((await listed(ana)).conditions.find(({ id }) => id === conditionId)).toMatchObject({
      ...{ code: 'epilepsy', name: 'Epilepsy', byName: ana.name, reason: 'Her neurologist wrote to us.', answer: null },
      ended: { byName: ana.name, reason: 'Free of it for ten years.' },
    })
    expect(await audits('add-condition', ana.identityId)).toBe(1)
    expect(await audits('end-condition', ana.identityId)).toBe(1)
  })

  it('names the answer that it is known by, and no other', async () => {
    await atMinute(room, visit, 7).screening.answer({
      ...{ requestId: randomUUID(), encounterId: visit.encounterId },
      answers: { anticoagulant: { value: 'yes', note: 'Apixaban' } },
    })
    const [said] = (await listed(ana)).said
    expect(said).toMatchObject({ code: 'anticoagulant', note: 'Apixaban', unsure: false })
    const answer = { encounterId: visit.encounterId, questionId: said?.questionId ?? '' }
    expect(await reasonOf(add(ana, { code: 'pacemaker', answer }))).toBe('unknown-condition')
    await add(ana, { code: 'anticoagulant', answer })
    const known = await listed(ana)
    expect(known.said).toEqual([])
    expect(known.conditions.find(({ code }) => code === 'anticoagulant')).toMatchObject({
      answer: { question: said?.question },
    })
  })

  it('is neither rewritten nor taken away, nor said in another’s name, also not by plain SQL', async () => {
    const said = (sql: string) => asActor(room.database, ana, (tx) => tx.$executeRawUnsafe(sql))
    for (const sql of [
      `DELETE FROM patient_condition`,
      `UPDATE patient_condition SET code = 'nothing'`,
      `UPDATE patient_condition SET ended_at = NULL, end_reason = NULL WHERE ended_at IS NOT NULL`,
      `UPDATE patient_condition SET ended_at = app_now(), ended_by_identity_id = 'somebody', ended_by_name = 'x', end_reason = 'x' WHERE ended_at IS NULL`,
    ])
      await expect(
        said(sql).then((rows) => (rows === 0 ? Promise.reject(new Error('walled')) : rows)),
      ).rejects.toThrow()
  })
})
