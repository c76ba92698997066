import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EMPTY_NOTE, type NoteWords } from '#domain/encounter/note.ts'
import { askAfterReplyWhenDue } from '../../src/worker/ask-after-reply.ts'
import { refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  complete,
  type OpenVisit,
  openTreatmentRoom,
  openVisit,
  type TreatmentRoom,
} from '../support/treatment-room.ts'

let room: TreatmentRoom
let visit: OpenVisit

const WITHOUT = { service: 'without-needling-30' } as const

beforeAll(async () => {
  room = await openTreatmentRoom()
  visit = await openVisit(room, {
    startIso: '2026-11-24T09:00:00.000Z',
    areaIds: [],
    service: 'without-needling-30',
  })
})
afterAll(() => room?.close())

const words = (written: Partial<NoteWords>): NoteWords => ({ ...EMPTY_NOTE, ...written })

const write = (of: OpenVisit, version: number, written: Partial<NoteWords>, minute = 5) =>
  atMinute(room, of, minute).clinicalNote.write({
    ...{ requestId: randomUUID(), encounterId: of.encounterId, version, words: words(written) },
  })
const read = (of: OpenVisit, minute = 6) =>
  atMinute(room, of, minute).clinicalNote.ofVisit({ appointmentId: of.appointmentId })

describe('The note of a visit', () => {
  it('is kept in its four parts as it is written', async () => {
    const first = await write(visit, 0, { subjective: 'Neck stiff since Monday.' })
    expect(first.version).toBe(1)
    await write(visit, 1, { subjective: 'Neck stiff since Monday.', plan: 'Exercises.' })
    expect(await read(visit)).toMatchObject({
      version: 2,
      words: words({ subjective: 'Neck stiff since Monday.', plan: 'Exercises.' }),
      signature: null,
    })
    expect((await atMinute(room, visit, 6).encounter.visit({ appointmentId: visit.appointmentId })).noted).toBe(true)
  })

  it('is not written over by a screen that has not seen what stands there', async () => {
    const stale = await refusalOf(write(visit, 1, { subjective: 'Something else.' }))
    expect(stale.refusals[0]?.reason).toBe('stale-note')
    expect((await read(visit)).words.plan).toBe('Exercises.')
  })

  it('of two screens that save at once, one is told', async () => {
    const both = await Promise.allSettled([
      write(visit, 2, { subjective: 'From the tablet.' }),
      write(visit, 2, { subjective: 'From the desk.' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await read(visit)).version).toBe(3)
  })

  it('has the visit before it beside it, and reading that is written down', async () => {
    const { lastEncounterId } = await read(visit)
    const record = await atMinute(room, visit, 7).clinicalNote.record({ encounterId: lastEncounterId ?? '' })
    expect(record).toMatchObject({ practitionerName: 'Ana Ruiz', procedures: [], signature: { intact: true } })
    expect(record.words.subjective).not.toBe('')
    const rows = await rowsOf(
      room.owner,
      `SELECT 1 FROM audit_event WHERE action = 'read-record' AND entity_id = $1 AND identity_id = $2`,
      [lastEncounterId, room.riverside.ana.identityId],
    )
    expect(rows).toHaveLength(1)
  })

  it('is signed as it was seen, and is then only added to', async () => {
    const caller = atMinute(room, visit, 10)
    const { encounterId } = visit
    const stale = await refusalOf(caller.clinicalNote.sign({ requestId: randomUUID(), encounterId, version: 2 }))
    expect(stale.refusals[0]?.reason).toBe('stale-note')
    const early = { requestId: randomUUID(), encounterId, text: 'Also tired.', reason: 'Forgotten.' }
    expect((await refusalOf(caller.clinicalNote.add(early))).refusals[0]?.reason).toBe('note-open')
    await caller.clinicalNote.sign({ requestId: randomUUID(), encounterId, version: 3 })
    expect((await refusalOf(write(visit, 3, { subjective: 'Changed.' }, 11))).refusals[0]?.reason).toBe('note-signed')
    await complete(room, visit, 20)
    await atMinute(room, visit, 30).clinicalNote.add({ ...early, requestId: randomUUID() })
    expect(await read(visit, 31)).toMatchObject({
      status: 'finished',
      signature: { name: 'Ana Ruiz', intact: true, cosigner: null },
      addenda: [{ text: 'Also tired.', reason: 'Forgotten.', byName: 'Ana Ruiz' }],
    })
  })

  it('shows when its stored words are not those that were signed', async () => {
    await room.owner.query(`ALTER TABLE clinical_note DISABLE TRIGGER USER`)
    await room.owner.query(`UPDATE clinical_note SET subjective = subjective || '!' WHERE encounter_id = $1`, [
      visit.encounterId,
    ])
    await room.owner.query(`ALTER TABLE clinical_note ENABLE TRIGGER USER`)
    expect((await read(visit, 32)).signature).toMatchObject({ intact: false })
  })
})

describe('A note of somebody who is supervised', () => {
  let hers: OpenVisit
  const waiting = async (who = room.riverside.ana) =>
    (await room.as(who).clinicalNote.toCosign({ limit: 100 })).notes.map(({ encounterId }) => encounterId)

  it('waits for the supervisor once it is signed, by completing the visit as well', async () => {
    hers = await openVisit(room, {
      startIso: '2026-11-24T13:45:00.000Z',
      areaIds: [],
      service: 'without-needling-30',
      practitioner: room.riverside.mei,
      patientId: room.riverside.otherPatientId,
    })
    await write(hers, 0, { assessment: 'Advice only.' })
    expect(await waiting()).not.toContain(hers.encounterId)
    await complete(room, hers, 20)
    expect((await read(hers, 21)).signature).toMatchObject({ name: 'Mei Tanaka', cosigner: 'Ana Ruiz', cosigned: null })
    expect(await waiting()).toContain(hers.encounterId)
    expect(await waiting(room.riverside.mei)).not.toContain(hers.encounterId)
    expect(await waiting(room.riverside.ben)).toEqual([])
  })

  it('is read and signed beside her by the supervisor, and by nobody else', async () => {
    const asked = () => ({ requestId: randomUUID(), encounterId: hers.encounterId, remark: 'Agreed.' })
    for (const other of [room.riverside.mei, room.riverside.ben])
      expect((await refusalOf(room.as(other).clinicalNote.cosign(asked()))).refusals[0]?.reason).toBe('not-to-cosign')
    expect(await room.as(room.riverside.ana).clinicalNote.record({ encounterId: hers.encounterId })).toMatchObject({
      mayCosign: true,
      words: { assessment: 'Advice only.' },
    })
    await room.as(room.riverside.ana).clinicalNote.cosign(asked())
    expect(await waiting()).not.toContain(hers.encounterId)
    const again = await refusalOf(room.as(room.riverside.ana).clinicalNote.cosign(asked()))
    expect(again.refusals[0]?.reason).toBe('cosigned-already')
    expect((await read(hers, 40)).signature?.cosigned).toMatchObject({ name: 'Ana Ruiz', remark: 'Agreed.' })
  })
})

describe('A visit without needles', () => {
  it('is completed without a count, a question or consent, with what was done in it', async () => {
    const advice = await openVisit(room, { startIso: '2026-12-10T09:00:00.000Z', areaIds: [], ...WITHOUT })
    const caller = atMinute(room, advice, 5)
    const { encounterId, appointmentId } = advice
    for (const technique of ['cupping', 'exercise-advice', 'laser'] as const)
      await caller.visitTreatment.record({ requestId: randomUUID(), encounterId, technique, done: true })
    await caller.visitTreatment.record({ requestId: randomUUID(), encounterId, technique: 'laser', done: false })
    const remark = 'Upper back, 10 minutes'
    await caller.visitTreatment.record({
      requestId: randomUUID(),
      encounterId,
      technique: 'cupping',
      done: true,
      remark,
    })
    expect((await caller.encounter.visit({ appointmentId })).blockers).toEqual([])
    await complete(room, advice, 25)
    const record = await caller.clinicalNote.record({ encounterId })
    expect(record).toMatchObject({
      procedures: [],
      treatments: [
        { technique: 'cupping', remark },
        { technique: 'exercise-advice', remark: '' },
      ],
    })
    const late = { requestId: randomUUID(), encounterId, technique: 'laser', done: true } as const
    expect((await refusalOf(caller.visitTreatment.record(late))).refusals[0]?.reason).toBe('record-closed')
  })
})

describe('What a patient wants to reach', () => {
  let first: OpenVisit
  let painId: string
  const day = (date: string) => openVisit(room, { startIso: `${date}T09:00:00.000Z`, areaIds: [], ...WITHOUT })
  const outcomes = (of: OpenVisit) => atMinute(room, of, 8).observation.ofVisit({ appointmentId: of.appointmentId })
  const score = (of: OpenVisit, goalId: string, value: number) =>
    atMinute(room, of, 7).observation.score({ requestId: randomUUID(), encounterId: of.encounterId, goalId, value })
  const set = async (of: OpenVisit, kind: 'pain' | 'activity', title: string, target: number) => {
    const goal = { requestId: randomUUID(), encounterId: of.encounterId, kind, title, target }
    return (await atMinute(room, of, 6).observation.setGoal(goal)).goalId
  }
  const mattersOn = async (date: string, who = room.riverside.ana) =>
    (await room.as(who, { nowMs: Date.parse(`${date}T09:05:00.000Z`) }).encounter.day({ date })).visits
      .find(({ patientId }) => patientId === room.riverside.patientId)
      ?.matters.map(({ code }) => code)

  it('is pain once and three things to do at most', async () => {
    first = await day('2026-12-14')
    painId = await set(first, 'pain', '', 2)
    for (const title of ['Carry the shopping', 'Sleep through', 'Run 5 km']) await set(first, 'activity', title, 8)
    expect((await refusalOf(set(first, 'activity', 'Swim', 8))).refusals[0]?.reason).toBe('goals-full')
    expect((await refusalOf(set(first, 'pain', '', 1))).refusals[0]?.reason).toBe('goals-full')
    const { goals } = await outcomes(first)
    for (const { id } of goals.slice(2)) {
      const ending = { requestId: randomUUID(), encounterId: first.encounterId, goalId: id, reason: 'Too many.' }
      await atMinute(room, first, 7).observation.endGoal(ending)
    }
    expect((await outcomes(first)).goals.map(({ title }) => title)).toEqual(['', 'Carry the shopping'])
  })

  it('is scored in one visit once, the last word counting, and by its own patient’s visit alone', async () => {
    await score(first, painId, 6)
    await score(first, painId, 7)
    expect((await outcomes(first)).goals[0]).toMatchObject({ today: 7, baseline: 7, verdict: 'baseline' })
    const elses = await openVisit(room, {
      ...{ startIso: '2026-12-14T10:00:00.000Z', areaIds: [], ...WITHOUT },
      patientId: room.riverside.otherPatientId,
    })
    expect((await refusalOf(score(elses, painId, 3))).refusals[0]?.reason).toBe('unknown-goal')
  })

  it('has pain beside it in every visit, before and after the treatment, with and without a goal about it', async () => {
    const { patientId, otherPatientId } = room.riverside
    const pain = (of: OpenVisit, moment: 'before' | 'after', value: number) =>
      atMinute(room, of, 9).observation.scorePain({
        ...{ requestId: randomUUID(), encounterId: of.encounterId, moment, value },
      })
    const other = await openVisit(room, {
      ...{ startIso: '2026-12-14T13:00:00.000Z', areaIds: [], ...WITHOUT },
      patientId: otherPatientId,
    })
    await pain(other, 'before', 8)
    await pain(other, 'before', 6)
    await pain(other, 'after', 3)
    expect((await outcomes(other)).pain).toEqual({ before: 6, after: 3 })
    // where a goal about pain stands, its score is how it was before
    await pain(first, 'before', 1)
    await pain(first, 'after', 4)
    const points = async (whose: string) => {
      const { courses } = await atMinute(room, first, 20).observation.ofPatient({ patientId: whose })
      return courses.find(({ kind }) => kind === 'pain')?.points.map(({ value, isAfter }) => [value, isAfter])
    }
    expect(await points(otherPatientId)).toEqual([
      [6, false],
      [3, true],
    ])
    expect(await points(patientId)).toEqual([
      [7, false],
      [4, true],
    ])
  })

  it('is looked at from the fourth visit on, and what does not help is said to whoever treats', async () => {
    const [, shopping] = (await outcomes(first)).goals
    await score(first, shopping?.id ?? '', 3)
    for (const date of ['2026-12-15', '2026-12-16']) await day(date)
    expect(await mattersOn('2026-12-16')).not.toContain('review-due')
    const fourth = await day('2026-12-17')
    expect(await outcomes(fourth)).toMatchObject({ visit: 4, review: 'due', notImproving: false })
    expect(await mattersOn('2026-12-17')).toContain('review-due')
    expect(await mattersOn('2026-12-17', room.riverside.assistant)).not.toContain('review-due')
    await score(fourth, painId, 6)
    await score(fourth, shopping?.id ?? '', 3)
    expect(await outcomes(fourth)).toMatchObject({ review: 'none', notImproving: true })
    expect(await mattersOn('2026-12-17')).toContain('not-improving')
    await score(fourth, painId, 4)
    expect(await outcomes(fourth)).toMatchObject({ notImproving: false, goals: [{ verdict: 'better' }, {}] })
  })

  it('P5: stays as it was scored once the visit is completed, whoever writes', async () => {
    await complete(room, first, 25)
    expect((await refusalOf(score(first, painId, 1))).refusals[0]?.reason).toBe('record-closed')
    for (const table of ['observation', 'visit_pain']) {
      const forge = `UPDATE ${table} SET value = 1 WHERE encounter_id = $1`
      await expect(room.owner.query(forge, [first.encounterId])).rejects.toMatchObject({ code: 'FF006' })
    }
    const reopen = 'UPDATE goal SET target = 9 WHERE id = $1'
    await expect(room.owner.query(reopen, [painId])).rejects.toMatchObject({ code: 'FF008' })
  })
})

describe('A course of visits', () => {
  let begun: OpenVisit
  const asked = (of: OpenVisit) => ({ requestId: randomUUID(), encounterId: of.encounterId })
  const course = { goal: 'Carry the shopping without pain', visits: 3, everyDays: 7 }
  const planOf = (of: OpenVisit) => atMinute(room, of, 9).carePlan.ofVisit({ appointmentId: of.appointmentId })
  const openOn = (date: string) =>
    openVisit(room, {
      ...{ startIso: `${date}T13:00:00.000Z`, areaIds: ['soleus.right'] },
      patientId: room.riverside.otherPatientId,
    })

  it('is agreed in a visit, which is its first; one at a time', async () => {
    begun = await openOn('2026-12-16')
    const { planId } = await atMinute(room, begun, 5).carePlan.begin({ ...asked(begun), ...course })
    const again = await refusalOf(atMinute(room, begun, 6).carePlan.begin({ ...asked(begun), ...course }))
    expect(again.refusals[0]?.reason).toBe('plan-stands')
    expect((await planOf(begun)).plan).toMatchObject({ id: planId, visit: 1, of: 3, toBook: 2, usedUp: false })
  })

  it('is booked from what it says, and each visit respects the rest of the one before', async () => {
    const { wish } = await planOf(begun)
    expect(wish).toMatchObject({ areaIds: ['soleus.right'], practitionerId: room.riverside.practitionerId })
    const caller = atMinute(room, begun, 10)
    const startIsos = ['2026-12-17T13:00:00.000Z', '2026-12-22T13:00:00.000Z']
    const { visits } = await caller.appointment.checkSeries({ ...wish, startIsos })
    // a day later the area still rests
    expect(visits.map(({ ok }) => ok)).toEqual([false, true])
    const booked = { requestId: randomUUID(), ...wish, startIsos, onClash: 'skip' } as const
    expect((await caller.appointment.bookSeries(booked)).visits).toHaveLength(1)
    expect((await planOf(begun)).plan).toMatchObject({ visit: 1, toBook: 1 })
  })

  it('says on the card which visit of it this is, and when more come than were agreed', async () => {
    const cardOn = async (date: string) => {
      const day = await room
        .as(room.riverside.ana, { nowMs: Date.parse(`${date}T13:05:00.000Z`) })
        .encounter.day({ date })
      const visit = day.visits.find(({ patientId }) => patientId === room.riverside.otherPatientId)
      return visit?.matters.filter(({ code }) => code.startsWith('plan-')).map(({ sentence }) => sentence)
    }
    expect(await cardOn('2026-12-22')).toEqual(['Visit 2 of 3'])
    for (const date of ['2026-12-28', '2026-12-31']) await openOn(date)
    expect(await cardOn('2026-12-31')).toEqual(['Visit 3 of 3'])
    const fourth = await openOn('2027-01-04')
    expect(await cardOn('2027-01-04')).toEqual(['Visit 4; 3 were planned'])
    const { plan } = await planOf(fourth)
    const ending = { ...asked(fourth), planId: plan?.id ?? '', reason: 'Reached.' }
    await atMinute(room, fourth, 12).carePlan.end(ending)
    expect((await planOf(fourth)).plan).toBe(null)
    const reopen =
      'UPDATE care_plan SET ended_at = NULL, ended_by_identity_id = NULL, ended_reason = NULL WHERE id = $1'
    await expect(room.owner.query(reopen, [ending.planId])).rejects.toMatchObject({ code: 'FF008' })
  })
})

describe('A letter to somebody who goes on treating', () => {
  let written: OpenVisit
  let id: string
  const letter = {
    locale: 'de',
    toWhom: 'Dr. Weiß',
    reason: 'Nacken',
    findings: 'Steif.',
    request: 'Bildgebung',
  } as const
  const caller = (iso: string) => room.as(room.riverside.ana, { nowMs: Date.parse(iso) })
  const stateOn = async (iso: string) =>
    (await caller(iso).serviceRequest.ofVisit({ appointmentId: written.appointmentId })).letters.map(
      ({ state }) => state,
    )
  const asked = () =>
    rowsOf<{ status: string; practitioner_id: string }>(
      room.owner,
      `SELECT status, practitioner_id FROM task WHERE kind = 'referral-reply' AND detail ->> 'serviceRequestId' = $1`,
      [id],
    )
  const dayOver = (iso: string) =>
    askAfterReplyWhenDue(
      { database: room.database, now: () => Date.parse(iso) },
      { clinicId: room.riverside.clinicId, serviceRequestId: id },
    )

  it('says what it said, and its file is for whoever treats the patient', async () => {
    written = await openVisit(room, { startIso: '2027-01-11T09:00:00.000Z', areaIds: [], ...WITHOUT })
    const { encounterId } = written
    id = (await atMinute(room, written, 5).serviceRequest.write({ requestId: randomUUID(), encounterId, ...letter })).id
    expect(await atMinute(room, written, 6).serviceRequest.letter({ id })).toMatchObject({
      ...letter,
      patientName: 'Björk Guðmundsdóttir',
      writtenByName: 'Ana Ruiz',
    })
    for (const other of [room.riverside.mei, room.riverside.ben])
      expect((await refusalOf(room.as(other).serviceRequest.letter({ id }))).refusals[0]?.reason).toBe('not-found')
    const forge = `UPDATE service_request SET findings = 'Other' WHERE id = $1`
    await expect(room.owner.query(forge, [id])).rejects.toMatchObject({ code: 'FF008' })
  })

  it('waits for its reply for as many days as the clinic says, and is then asked after once', async () => {
    expect(await stateOn('2027-01-11T09:10:00.000Z')).toEqual(['written'])
    await caller('2027-01-11T09:10:00.000Z').serviceRequest.send({ requestId: randomUUID(), id })
    const again = caller('2027-01-11T09:11:00.000Z').serviceRequest.send({ requestId: randomUUID(), id })
    expect((await refusalOf(again)).refusals[0]?.reason).toBe('done-already')
    // fourteen days: to the end of the 25th where the clinic is
    expect(await stateOn('2027-01-25T22:00:00.000Z')).toEqual(['waiting'])
    await dayOver('2027-01-25T22:00:00.000Z')
    expect(await asked()).toEqual([])
    expect(await stateOn('2027-01-25T23:30:00.000Z')).toEqual(['overdue'])
    await dayOver('2027-01-25T23:30:00.000Z')
    await dayOver('2027-01-26T23:30:00.000Z')
    expect(await asked()).toEqual([{ status: 'open', practitioner_id: room.riverside.practitionerId }])
  })

  it('tells neither desk nor owner that it is waited for', async () => {
    const listed = async (who: typeof room.riverside.ana) =>
      (await room.as(who).task.list({ limit: 100 })).tasks.filter(({ kind }) => kind === 'referral-reply').length
    expect([
      await listed(room.riverside.ana),
      await listed(room.riverside.desk),
      await listed(room.riverside.owner),
    ]).toEqual([1, 0, 0])
  })

  it('is done with when the reply is written down, and stays as it was answered', async () => {
    const reply = { requestId: randomUUID(), id, reply: 'MRT ohne Befund.' }
    await caller('2027-01-27T09:00:00.000Z').serviceRequest.recordReply(reply)
    expect(await asked()).toMatchObject([{ status: 'done' }])
    expect(await stateOn('2027-01-27T09:10:00.000Z')).toEqual(['replied'])
    const forge = `UPDATE service_request SET reply = 'Other' WHERE id = $1`
    await expect(room.owner.query(forge, [id])).rejects.toMatchObject({ code: 'FF008' })
  })
})

describe('Words to begin a note with', () => {
  const template = { existing: null, name: 'Follow-up', active: true, ...words({ objective: 'Range:' }) }
  const { text: _, ...shape } = template

  it('are one’s own, or everybody’s once a clinical lead has approved what somebody drafted', async () => {
    const { ana, ben } = room.riverside
    await room.as(ben).clinicalNote.saveTemplate({ requestId: randomUUID(), ...shape })
    const { existing: __, ...content } = { ...shape, name: 'Sport' }
    const { versionId } = await room.as(ben).clinicalPolicy.draft({
      ...{ requestId: randomUUID(), key: null, replaces: null, source: 'Our own habit', validFrom: '2026-11-24' },
      proposal: { kind: 'note-template', content },
    })
    const forMei = async () =>
      (await room.as(room.riverside.mei).clinicalNote.templates({})).templates.map(({ name }) => name)
    expect(await forMei()).not.toContain('Sport')
    await room.as(ana).clinicalPolicy.approve({ requestId: randomUUID(), kind: 'note-template', versionId })
    expect(await forMei()).toContain('Sport')
    const namesFor = async (who: typeof ana) =>
      (await room.as(who).clinicalNote.templates({})).templates.map(({ name, own }) => `${name} ${own}`)
    expect(await namesFor(ben)).toEqual(expect.arrayContaining(['First visit false', 'Follow-up true']))
    expect(await namesFor(ana)).not.toContain('Follow-up true')
  })

  it('are taken away by whose they are', async () => {
    const { ana, ben } = room.riverside
    const { templates } = await room.as(ben).clinicalNote.templates({})
    const own = templates.find((one) => one.own)
    const away = { requestId: randomUUID(), ...shape, existing: { id: own?.id ?? '', version: 1 }, active: false }
    expect((await refusalOf(room.as(ana).clinicalNote.saveTemplate(away))).refusals[0]?.reason).toBe('not-allowed')
    await room.as(ben).clinicalNote.saveTemplate({ ...away, requestId: randomUUID() })
    expect((await room.as(ben).clinicalNote.templates({})).templates.some((one) => one.own)).toBe(false)
  })
})
