import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffActor } from '#domain/actor.ts'
import { refusalOf } from '../support/front-desk.ts'
import { attempt, codeOf, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  bookVisit,
  needle,
  type OpenVisit,
  openTreatmentRoom,
  openVisit,
  prepare,
  SOLEUS,
  scan,
  setDatabaseClock,
  type TreatmentRoom,
} from '../support/treatment-room.ts'

const GLUTEUS = 'gluteus-medius.left'

let room: TreatmentRoom

beforeAll(async () => {
  room = await openTreatmentRoom()
})
afterAll(() => room?.close())

const findingsOf = async (visit: OpenVisit, areaIds: string[] = [], minute = 3) =>
  (await atMinute(room, visit, minute).contraindication.ofVisit({ appointmentId: visit.appointmentId, areaIds }))
    .findings
const say = (
  visit: OpenVisit,
  answers: Parameters<ReturnType<TreatmentRoom['as']>['screening']['answer']>[0]['answers'],
) => atMinute(room, visit, 2).screening.answer({ requestId: randomUUID(), encounterId: visit.encounterId, answers })
const decide = (
  visit: OpenVisit,
  ruleId: string,
  decision: 'go-on' | 'leave-out',
  reason = 'Talked through; thin needles.',
) =>
  atMinute(room, visit, 3).contraindication.acknowledge({
    ...{ requestId: randomUUID(), encounterId: visit.encounterId, ruleId, decision, reason },
  })
const deviationsOf = (visit: OpenVisit) =>
  rowsOf<{ kind: string }>(room.owner, 'SELECT kind FROM deviation WHERE encounter_id = $1 ORDER BY kind', [
    visit.encounterId,
  ])

/** A visit at its own hour, every question answered with "no" and the consent signed. */
const prepared = async (startIso: string, more: Partial<Parameters<typeof openVisit>[1]> = {}) => {
  const visit = await openVisit(room, { startIso, areaIds: [SOLEUS], ...more })
  await setDatabaseClock(room.owner, visit.startMs)
  await prepare(room, visit)
  return visit
}

describe('what speaks against needling', () => {
  it('opens no box until it is decided, keeps the decision with its reason, and is not asked again at the next visit', async () => {
    const visit = await prepared('2026-11-24T09:00:00.000Z')
    await say(visit, { anticoagulant: { value: 'yes', note: 'Apixaban' } })
    const [asks] = await findingsOf(visit)
    expect(asks).toMatchObject({ code: 'anticoagulant', standing: 'asks', note: 'Apixaban', approvedBy: null })
    expect(asks?.source).toContain('sources disagree')
    expect((await refusalOf(scan(room, visit, '24H07A'))).refusals[0]?.reason).toBe('decision-needed')
    await decide(visit, asks?.ruleId ?? '', 'go-on')
    await scan(room, visit, '24H07A')
    const next = await prepared('2026-12-01T09:00:00.000Z')
    await say(next, { anticoagulant: { value: 'yes', note: 'Apixaban' } })
    expect((await findingsOf(next)).map(({ standing }) => standing)).toEqual(['decided'])
    await scan(room, next, '24H07A')
  })

  it('a pacemaker rules out current and nothing else; needles that are in all the same are a deviation', async () => {
    const visit = await prepared('2026-11-25T09:00:00.000Z', { service: 'electro-needling-45', areaIds: [GLUTEUS] })
    await say(visit, { pacemaker: { value: 'yes' } })
    const [blocked] = await findingsOf(visit)
    expect(blocked).toMatchObject({ code: 'pacemaker-current', standing: 'blocked' })
    const refusal = (await refusalOf(scan(room, visit, 'K25-0219'))).refusals[0]
    expect(refusal).toMatchObject({ reason: 'contraindicated' })
    expect(refusal?.sentence).toContain('No current through needles')
    expect((await refusalOf(decide(visit, blocked?.ruleId ?? '', 'go-on'))).refusals[0]?.reason).toBe('contraindicated')
    await needle(room, visit, { lotId: room.riverside.lot('K25-0219'), areaIds: [GLUTEUS], needles: 2 })
    expect(await deviationsOf(visit)).toContainEqual({ kind: 'contraindicated' })
  })

  it('points are asked about when the place they lie in is chosen, ruled out when one is named, and mark the record when needled all the same', async () => {
    const visit = await prepared('2026-11-25T14:30:00.000Z', { areaIds: ['wrist-flexors.left'] })
    await say(visit, { pregnancy: { value: 'yes' } })
    const choosing = { areaIds: ['dorsal-interossei.left'] }
    const points = async (named: { areaId: string; point: string }[] = []) => {
      const asked = { appointmentId: visit.appointmentId, ...choosing, points: named }
      const { findings } = await atMinute(room, visit, 3).contraindication.ofVisit(asked)
      return findings.find(({ code }) => code === 'pregnancy-points')
    }
    expect((await findingsOf(visit)).find(({ code }) => code === 'pregnancy-points')?.standing).toBe('known')
    const asks = await points()
    expect(asks).toMatchObject({ standing: 'asks', near: true })
    const answer = (decision: 'go-on' | 'leave-out') =>
      atMinute(room, visit, 3).contraindication.acknowledge({
        ...{ requestId: randomUUID(), encounterId: visit.encounterId, ruleId: asks?.ruleId ?? '', decision },
        ...{ ...choosing, reason: 'It will be fine.' },
      })
    expect((await refusalOf(answer('go-on'))).refusals[0]?.reason).toBe('contraindicated')
    await answer('leave-out')
    expect(await points()).toMatchObject({ standing: 'left-out' })
    expect(await points([{ areaId: 'dorsal-interossei.left', point: 'LI4' }])).toMatchObject({ standing: 'blocked' })
    const hand = { areaId: 'dorsal-interossei.left', lotId: room.riverside.lot('24H07A'), needles: 1, insertions: 1 }
    await atMinute(room, visit, 5).encounter.recordNeedling({
      ...{ requestId: randomUUID(), encounterId: visit.encounterId },
      entries: [{ ...hand, retained: false, point: 'li 4' }],
    })
    expect(await deviationsOf(visit)).toContainEqual({ kind: 'contraindicated' })
  })

  it('needles near both lungs ask, as soon as the second side is chosen', async () => {
    const visit = await prepared('2026-11-26T08:00:00.000Z', { areaIds: ['rhomboids.left'] })
    const codes = async (areaIds: string[]) => (await findingsOf(visit, areaIds)).map(({ code }) => code)
    expect(await codes(['rhomboids.left'])).not.toContain('both-sides-of-thorax')
    expect(await codes(['rhomboids.right'])).toContain('both-sides-of-thorax')
    const lotId = await scan(room, visit, '24H07A')
    await needle(room, visit, { lotId, areaIds: ['rhomboids.left', 'rhomboids.right'], needles: 1 })
    expect(await deviationsOf(visit)).toContainEqual({ kind: 'not-decided' })
  })

  it('who is supervised waits for the clinical lead, who cannot sign for themselves', async () => {
    const mei: StaffActor = room.riverside.mei
    await room.owner.query('UPDATE practitioner SET supervisor_id = $2 WHERE id = $1', [
      mei.practitionerId,
      room.riverside.practitionerId,
    ])
    const visit = await prepared('2026-12-09T09:00:00.000Z', {
      ...{ practitioner: mei, service: 'dry-needling-superficial-30', areaIds: ['wrist-extensors.left'] },
    })
    await say(visit, { pregnancy: { value: 'yes' } })
    const asks = (await findingsOf(visit)).find(({ code }) => code === 'pregnancy')
    expect(await decide(visit, asks?.ruleId ?? '', 'go-on')).toMatchObject({ waits: true })
    expect((await refusalOf(scan(room, visit, 'W2511'))).refusals[0]?.reason).toBe('co-sign-needed')
    const lead = room.as(room.riverside.ana, { nowMs: visit.startMs })
    const { decisions } = await lead.contraindication.waiting({})
    expect(decisions).toMatchObject([{ byName: mei.name, mine: false }])
    await lead.contraindication.coSign({ requestId: randomUUID(), acknowledgementId: decisions[0]?.id ?? '' })
    await scan(room, visit, 'W2511')
  })

  it('Z9: the owner sees how often each rule was asked about and passed over, and of whom and why nothing', async () => {
    const policy = await room
      .as(room.riverside.owner, { nowMs: Date.parse('2026-12-09T18:00:00Z') })
      .contraindication.policy()
    const thinner = policy.rates.find(({ code }) => code === 'anticoagulant')
    expect(thinner?.wentOn).toBeGreaterThan(0)
    expect(thinner?.asked).toBeGreaterThanOrEqual(thinner?.wentOn ?? 0)
    expect(JSON.stringify(policy)).not.toContain('Talked through')
  })
})

describe('consent', () => {
  const consentOf = (visit: OpenVisit, minute = 4) =>
    atMinute(room, visit, minute).consent.ofVisit({ appointmentId: visit.appointmentId })

  it('names technique, risks of the place and the alternatives, and a copy is on its way at once', async () => {
    const visit = await prepared('2026-11-30T08:00:00.000Z', { areaIds: ['rhomboids.left'] })
    const { paper, kept } = await consentOf(visit)
    expect(paper?.parts.filter(({ part }) => part === 'risk').map(({ riskZone }) => riskZone)).toEqual(['pleural'])
    const other = paper?.parts.find(({ part }) => part === 'other')?.words.en
    for (const way of ['Physiotherapy', 'acupuncture', 'chiropractic', 'pain specialist', 'doing nothing'])
      expect(other).toContain(way)
    expect(kept[0]).toMatchObject({ withdrawn: null, copy: { status: 'due' } })
  })

  it('is taken back by the patient while needles are in: they are to come out, no box is opened, and what is in is saved', async () => {
    const visit = await prepared('2026-12-03T09:00:00.000Z', { areaIds: [GLUTEUS] })
    const lotId = await scan(room, visit, '24H07A')
    await needle(room, visit, { lotId, areaIds: [GLUTEUS], needles: 2 })
    const ofThis = async (minute: number) =>
      (await consentOf(visit, minute)).kept.find(({ technique }) => technique === 'deep-dry-needling')
    const signed = await ofThis(4)
    const own = room.as(room.riverside.patient, { nowMs: visit.startMs + 360_000 })
    await own.consent.withdrawOwn({ requestId: randomUUID(), consentId: signed?.id ?? '' })
    const after = await consentOf(visit, 7)
    expect(after.takeOut).toBe(true)
    expect((await ofThis(7))?.withdrawn?.by).toBe('patient')
    expect((await refusalOf(scan(room, visit, '1724A', 8))).refusals[0]?.reason).toBe('consent-withdrawn')
    await needle(room, visit, { lotId, areaIds: [GLUTEUS], needles: 1, minute: 9 })
    expect(await deviationsOf(visit)).toEqual([{ kind: 'consent-withdrawn' }])
  })

  it('is signed beforehand at the patients’ pages, and asked for anew when something that speaks against it comes up', async () => {
    const startIso = '2026-12-07T09:00:00.000Z'
    const booked = await bookVisit(room, { startIso, areaIds: [SOLEUS] })
    const own = room.as(room.riverside.patient, { nowMs: Date.parse('2026-12-05T09:00:00Z') })
    const { due } = await own.consent.mine()
    expect(due.map(({ appointmentId }) => appointmentId)).toContain(booked.appointmentId)
    const paper = await own.consent.ownPaper({ appointmentId: booked.appointmentId })
    await own.consent.signOwn({
      ...{ requestId: randomUUID(), appointmentId: booked.appointmentId },
      ...{ signedName: 'B. Guðmundsdóttir', textVersion: paper.version, locale: 'de' },
    })
    const nowMs = Date.parse(startIso)
    const ana = room.as(room.riverside.ana, { nowMs })
    const { encounterId } = await ana.encounter.start({
      requestId: randomUUID(),
      appointmentId: booked.appointmentId,
      identity: 'known-here',
    })
    const dueNow = async () => (await ana.encounter.visit({ appointmentId: booked.appointmentId })).consentDue
    expect(await dueNow()).toBeNull()
    const answers = { lymphoedema: { value: 'yes' as const, areaIds: ['hand.left'] } }
    await ana.screening.answer({ requestId: randomUUID(), encounterId, answers })
    expect(await dueNow()).toBe('new-contraindication')
  })

  it('a child does not sign alone, and is asked besides its guardian', async () => {
    const made = await room
      .as(room.riverside.desk)
      .patient.create({ requestId: randomUUID(), name: 'Jonas Weber', birthDate: '2013-05-04' })
    const patientId = made.kind === 'created' ? made.patient.id : ''
    const visit = await openVisit(room, { startIso: '2026-12-08T09:00:00.000Z', areaIds: [SOLEUS], patientId })
    const { paper } = await consentOf(visit)
    expect(paper).toMatchObject({ guardianSigns: true, childAssents: true })
    const sign = (more: { signerRelation: 'self' | 'guardian'; assents: boolean }) =>
      atMinute(room, visit, 3).consent.sign({
        ...{ requestId: randomUUID(), encounterId: visit.encounterId, signedName: 'K. Weber', strokes: [] },
        ...{ textVersion: paper?.version ?? '', locale: 'en', ...more },
      })
    expect((await refusalOf(sign({ signerRelation: 'self', assents: true }))).refusals[0]?.reason).toBe(
      'guardian-needed',
    )
    expect((await refusalOf(sign({ signerRelation: 'guardian', assents: false }))).refusals[0]?.reason).toBe(
      'assent-needed',
    )
    await sign({ signerRelation: 'guardian', assents: true })
  })

  it('what was signed does not change any more, nor its words, whatever path tries', async () => {
    for (const sql of [
      `UPDATE consent SET signed_name = 'Somebody else' WHERE withdrawn_at IS NULL`,
      `UPDATE consent SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL`,
      `UPDATE consent_text SET words = '{}'`,
      `UPDATE acknowledgement SET reason = 'Another' WHERE co_signed_at IS NOT NULL`,
    ])
      await expect(room.owner.query(sql)).rejects.toMatchObject({ code: 'FF008' })
  })
})

describe('what a patient says before a visit', () => {
  const START = Date.parse('2026-12-17T09:00:00Z')
  const HOUR_MS = 3_600_000
  let appointmentId: string
  let raw: pg.Pool
  beforeAll(async () => {
    raw = rawPool(room.appUrl, 2)
    await setDatabaseClock(room.owner, START - 48 * HOUR_MS)
    appointmentId = (await bookVisit(room, { startIso: new Date(START).toISOString(), areaIds: [SOLEUS] }))
      .appointmentId
  })
  afterAll(() => raw?.end())

  const own = (hoursBefore = 40) =>
    room.as(room.riverside.patient, { nowMs: START - hoursBefore * HOUR_MS }).answersAhead
  const ana = (hoursBefore = 1) => room.as(room.riverside.ana, { nowMs: START - hoursBefore * HOUR_MS })
  type Answers = Parameters<ReturnType<typeof own>['give']>[0]['answers']
  const give = (answers: Answers, hoursBefore = 40, id = appointmentId) =>
    own(hoursBefore).give({ requestId: randomUUID(), appointmentId: id, answers })
  const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).refusals[0]?.reason
  const SAID: Answers = {
    anticoagulant: { value: 'yes', note: 'Apixaban' },
    infection: { value: 'no' },
    questions: { value: 'text', note: 'May I swim?' },
  }

  it('is asked for from a week before on, of a visit of theirs that needles and is still ahead', async () => {
    const { visits } = await own().mine()
    expect(visits.map((visit) => visit.appointmentId)).toEqual([appointmentId])
    const { questions } = await own().asked({ appointmentId })
    expect(questions.map(({ id }) => id)).toEqual(expect.arrayContaining(['anticoagulant', 'infection', 'questions']))
    expect((await own(169).mine()).visits).toEqual([])
    expect(await reasonOf(give(SAID, 169))).toBe('ahead-too-early')
    expect(await reasonOf(give(SAID, 0))).toBe('not-found')
    expect(await reasonOf(give({}))).toBe('nothing-said')
    expect(await reasonOf(give({ unheard: { value: 'no' } }))).toBe('unknown-question')
    expect(await reasonOf(give({ infection: { value: 'does-not-apply' } }))).toBe('unknown-question')
    expect(await reasonOf(give(SAID, 40, room.riverside.coming.appointmentId))).toBe('not-found')
  })

  it('stands on the day of whoever treats, in sight before the visit begins, and on nobody else’s', async () => {
    await give({ infection: { value: 'no' } }, 41)
    await give(SAID)
    const date = '2026-12-17'
    const { visits } = await ana().answersAhead.raised({ date })
    expect(visits).toEqual([
      {
        appointmentId,
        atIso: new Date(START - 40 * HOUR_MS).toISOString(),
        raised: ['blood thinners', expect.any(String)],
      },
    ])
    expect((await ana().answersAhead.raised({ date: '2026-12-18' })).visits).toEqual([])
    const { mei, desk, assistant, owner } = room.riverside
    expect((await room.as(mei, { nowMs: START }).answersAhead.raised({ date })).visits).toEqual([])
    for (const who of [desk, assistant, owner])
      expect((await refusalOf(room.as(who, { nowMs: START }).answersAhead.raised({ date }))).code).toBe('FORBIDDEN')
    // what was said is not shown again to whoever may use the telephone next
    expect(JSON.stringify([await own().mine(), await own().asked({ appointmentId })])).not.toContain('Apixaban')
  })

  it('is no screening until each answer is confirmed, and speaks against nothing before that', async () => {
    await setDatabaseClock(room.owner, START)
    const { encounterId } = await ana(0).encounter.start({
      ...{ requestId: randomUUID(), appointmentId, identity: 'known-here' },
    })
    const screening = () => ana(0).screening.ofVisit({ appointmentId })
    const speaks = async () =>
      (await ana(0).contraindication.ofVisit({ appointmentId, areaIds: [] })).findings.map(({ code }) => code)
    const { answers, saidAhead } = await screening()
    expect(saidAhead).toEqual({ atIso: new Date(START - 40 * HOUR_MS).toISOString(), answers: SAID })
    expect(Object.keys(answers).filter((id) => id in SAID)).toEqual([])
    expect(await speaks()).not.toContain('anticoagulant')
    const confirmed = { anticoagulant: { value: 'yes', note: 'Apixaban' } } as const
    await ana(0).screening.answer({ requestId: randomUUID(), encounterId, answers: confirmed })
    expect(Object.keys((await screening()).answers).filter((id) => id in SAID)).toEqual(['anticoagulant'])
    expect(await speaks()).toContain('anticoagulant')
  })

  it('is said by themselves about their own coming visit, stays as it was said and ends after ten times, also by plain SQL', async () => {
    const { patient, desk, mei, clinicId, system } = room.riverside
    const later = await bookVisit(room, { startIso: '2026-12-21T09:00:00.000Z', areaIds: [GLUTEUS] })
    const insert = async (who: Parameters<typeof attempt>[1], change: Record<string, unknown> = {}) => {
      const row: Record<string, unknown> = {
        ...{ clinic_id: clinicId, appointment_id: later.appointmentId, patient_id: room.riverside.patientId },
        ...{
          answers: '{"infection":{"value":"no"}}',
          by_identity_id: patient.identityId,
          at: new Date(START),
          ...change,
        },
      }
      const names = Object.keys(row)
      const sql = `INSERT INTO answers_ahead (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`
      return codeOf(await attempt(raw, who, sql, Object.values(row)))
    }
    for (const who of [desk, room.riverside.ana, system]) expect(await insert(who)).toBe('42501')
    expect(await insert(patient, { by_identity_id: 'somebody else' })).toBe('42501')
    expect(await insert(patient, { appointment_id: room.riverside.coming.appointmentId })).toBe('23514')
    expect(await insert(patient, { at: new Date('2026-12-21T09:00:00Z') })).toBe('23514')
    expect(await insert(patient, { answers: '{}' })).toBe('23514')
    for (const sql of [`UPDATE answers_ahead SET answers = '{"a":1}'`, 'DELETE FROM answers_ahead'])
      expect(codeOf(await attempt(raw, patient, sql))).toBe('42501')
    for (let times = 0; times < 10; times++) expect(await insert(patient)).toBe('ok')
    expect(await insert(patient)).toBe('23514')
    expect(await reasonOf(give(SAID, 1, later.appointmentId))).toBe('ahead-too-often')
    const stranger = { ...mei, clinicalLead: false, practitionerId: randomUUID() }
    for (const who of [desk, stranger]) {
      const seen = await attempt(raw, who, 'SELECT 1 FROM answers_ahead')
      expect(seen.ok ? seen.value.rowCount : 'refused').toBe(0)
    }
  })
})

describe('what the clinic decides', () => {
  const LATE = Date.parse('2026-12-10T09:00:00Z')
  const by = (who: StaffActor, nowMs = LATE) => room.as(who, { nowMs }).clinicalPolicy
  const owner = () => by(room.riverside.owner)
  type Drafting = Parameters<ReturnType<typeof owner>['draft']>[0]
  const draft = (given: Partial<Drafting> & Pick<Drafting, 'proposal'>, who: StaffActor = room.riverside.owner) =>
    by(who).draft({
      ...{ requestId: randomUUID(), key: null, replaces: null, source: 'Our own experience, 2026' },
      ...{ validFrom: '2026-12-10', ...given },
    })
  const approve = (kind: Drafting['proposal']['kind'], versionId: string, who: StaffActor = room.riverside.ana) =>
    by(who).approve({ requestId: randomUUID(), kind, versionId })
  const entryOf = async (kind: Drafting['proposal']['kind'], key: string) =>
    (await owner().list({ kind })).entries.find((one) => one.key === key)

  const FAINTED: Extract<Drafting['proposal'], { kind: 'contraindication' }> = {
    kind: 'contraindication',
    content: {
      conditionCode: 'fainted-before',
      name: { en: 'Fainted from a needle', de: 'Wegen einer Nadel ohnmächtig' },
      advice: { en: 'Lying down, somebody stays.', de: 'Im Liegen, jemand bleibt dabei.' },
      ...{ techniques: [], areaIds: [], pointCodes: [], severity: 'acknowledge', holds: 'visit', holdsMonths: null },
      ...{ coSign: false, renewsConsent: false, active: true },
    },
  }

  it('a rule is drafted by the owner and asks nobody, until a clinical lead puts their name to it: then the next visit is', async () => {
    const { versionId, key } = await draft({ proposal: FAINTED })
    expect(key).toBe('fainted-from-a-needle')
    const before = await prepared('2026-12-10T10:00:00.000Z')
    await say(before, { 'fainted-before': { value: 'yes' } })
    expect((await findingsOf(before)).map(({ code }) => code)).not.toContain(key)
    for (const who of [room.riverside.owner, room.riverside.ben, room.riverside.desk])
      expect((await refusalOf(approve('contraindication', versionId, who))).code).toBe('FORBIDDEN')
    expect(await approve('contraindication', versionId)).toEqual({ versionId, validFrom: '2026-12-10' })
    const after = (await findingsOf(before)).find(({ code }) => code === key)
    expect(after).toMatchObject({ standing: 'asks', source: 'Our own experience, 2026', approvedBy: 'Ana Ruiz' })
    expect((await refusalOf(approve('contraindication', versionId))).refusals[0]?.reason).toBe('approved-already')
  })

  it('a draft is followed by the next one or put away, and every version stays in the list', async () => {
    const about = {
      kind: 'outcome',
      content: { reviewFromVisit: 3, reviewByVisit: 5, painChange: 2, functionChange: 2 },
    }
    const first = { key: 'outcome', proposal: about as Drafting['proposal'] }
    const { versionId } = await draft(first)
    expect((await refusalOf(draft(first, room.riverside.ben))).refusals[0]?.reason).toBe('draft-waits')
    const second = await draft({ ...first, replaces: versionId, validFrom: '2027-01-01' }, room.riverside.ben)
    await by(room.riverside.ben).discard({ requestId: randomUUID(), kind: 'outcome', versionId: second.versionId })
    expect((await refusalOf(approve('outcome', second.versionId))).refusals[0]?.reason).toBe('not-a-draft')
    const { versions } = await owner().history({ kind: 'outcome', key: 'outcome' })
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [3, 'discarded'],
      [2, 'discarded'],
      [1, 'in-force'],
    ])
    expect(versions[0]).toMatchObject({
      drafted: { byName: room.riverside.ben.name },
      discarded: { byName: room.riverside.ben.name },
    })
    const now = await entryOf('outcome', 'outcome')
    const same = now?.current?.proposal
    expect(same && (await refusalOf(draft({ key: 'outcome', proposal: same }))).refusals[0]?.reason).toBe('unchanged')
    expect((await refusalOf(draft({ ...first, validFrom: '2026-12-09' }))).refusals[0]?.reason).toBe('in-the-past')
  })

  it('a rule about what nobody asks, or a place that is not there, is refused with what to do instead', async () => {
    const with_ = (more: object) =>
      refusalOf(draft({ proposal: { ...FAINTED, content: { ...FAINTED.content, ...more } } }))
    expect((await with_({ conditionCode: 'left-handed' })).refusals[0]?.reason).toBe('unknown-condition')
    expect((await with_({ areaIds: ['third-arm.left'] })).refusals[0]?.reason).toBe('unknown-area')
  })

  it('a question is asked once it is approved, and its yes can be what the next rule is about', async () => {
    const words = { short: 'shellfish', question: 'Do you react to shellfish?', help: '' }
    const { versionId, key } = await draft({
      proposal: {
        kind: 'question',
        content: {
          ...{ position: 90, words: { en: words, de: words }, choices: ['yes', 'no'], required: false },
          ...{ asked: 'every-visit', validMonths: null, conditionCode: 'own', asksWhere: false, active: true },
        },
      },
    })
    const visit = await prepared('2026-12-11T09:00:00.000Z', { areaIds: [GLUTEUS] })
    const asked = async () =>
      (await atMinute(room, visit, 2).screening.ofVisit({ appointmentId: visit.appointmentId })).questions.map(
        ({ id }) => id,
      )
    expect(await asked()).not.toContain(key)
    await approve('question', versionId)
    expect(await asked()).toContain('shellfish')
    expect((await owner().conditions()).conditions.map(({ code }) => code)).toContain('shellfish')
  })

  it('new words of consent reach nobody as a draft, and ask again whom they concern once approved; a new period alone nobody', async () => {
    const visit = await prepared('2026-12-14T09:00:00.000Z')
    const dueNow = async () =>
      (await atMinute(room, visit, 4).encounter.visit({ appointmentId: visit.appointmentId })).consentDue
    const paperNow = async () =>
      (await atMinute(room, visit, 4).consent.ofVisit({ appointmentId: visit.appointmentId })).paper
    const inForce = (await entryOf('consent', 'consent'))?.current?.proposal
    if (inForce?.kind !== 'consent') throw new Error('no consent in force')
    const { parts } = inForce.content
    const longer = await draft({ key: 'consent', proposal: { kind: 'consent', content: { parts, validMonths: 24 } } })
    await approve('consent', longer.versionId)
    expect(await dueNow()).toBeNull()
    const ofAnother = { part: 'training', technique: 'body-acupuncture', riskZone: null } as const
    const words = { en: 'Who needles learned it for three years.', de: 'Wer nadelt, hat es drei Jahre gelernt.' }
    const more = [...parts, { ...ofAnother, heading: words, words }]
    const another = await draft({
      ...{ key: 'consent', proposal: { kind: 'consent', content: { parts: more, validMonths: 24 } } },
    })
    await approve('consent', another.versionId)
    expect((await paperNow())?.version).toBe(`${another.version}`)
    expect(await dueNow()).toBeNull()
    const said = more.map((part) =>
      part.part === 'free' ? { ...part, words: { en: 'You may say no.', de: 'Sie dürfen Nein sagen.' } } : part,
    )
    const lacking = {
      kind: 'consent',
      content: { validMonths: 24, parts: parts.filter(({ part }) => part !== 'other') },
    } as const
    expect((await refusalOf(draft({ key: 'consent', proposal: lacking }))).refusals[0]?.reason).toBe('parts-missing')
    const { versionId, version } = await draft({
      ...{ key: 'consent', proposal: { kind: 'consent', content: { validMonths: 24, parts: said } } },
    })
    const own = await room.as(room.riverside.patient, { nowMs: visit.startMs }).consent.mine()
    expect(own.due).toEqual([])
    expect((await paperNow())?.version).not.toBe(`${version}`)
    await approve('consent', versionId)
    expect(await dueNow()).toBe('new-text-version')
    const paper = await paperNow()
    expect(paper?.version).toBe(`${version}`)
    expect(paper?.parts.find(({ part }) => part === 'free')).toMatchObject({
      ...{ words: { en: 'You may say no.' }, approvedBy: 'Ana Ruiz' },
    })
  })

  it('what came with the clinic is approved as it stands, and every kind can be read', async () => {
    for (const kind of [
      'risk-zone',
      'ages',
      'text',
      'referral',
      'note-template',
      'safety',
      'messages',
      'triage',
      'triage-terms',
    ] as const) {
      const { entries } = await owner().list({ kind })
      const [first] = entries
      expect(first?.current).toMatchObject({ version: 1, approved: null, drafted: null })
      await approve(kind, first?.current?.id ?? '')
      expect((await entryOf(kind, first?.key ?? ''))?.current).toMatchObject({
        ...{ validFrom: first?.current?.validFrom, approved: { byName: 'Ana Ruiz' } },
      })
    }
  })

  it('PostgreSQL lets nobody rewrite a version, approve without being a clinical lead, or add what is in force already', async () => {
    const { versionId } = await draft({
      ...{ key: 'outcome', validFrom: '2027-02-01' },
      proposal: {
        ...{ kind: 'outcome', content: { reviewFromVisit: 2, reviewByVisit: 6, painChange: 2, functionChange: 2 } },
      },
    })
    for (const sql of [
      `UPDATE outcome_policy SET pain_change = 1`,
      `UPDATE contraindication_rule SET state = 'discarded', discarded_by = 'x', discarded_by_identity_id = 'x', discarded_at = app_now()`,
      `UPDATE consent_text SET words = '{}' WHERE approved_by IS NOT NULL`,
    ])
      await expect(room.owner.query(sql), sql).rejects.toMatchObject({ code: 'FF008' })
    const raw = rawPool(room.appUrl, 1)
    const approval = (who: StaffActor) =>
      attempt(
        raw,
        who,
        `UPDATE outcome_policy SET state = 'in-force', approved_by = 'x', approved_at = app_now(), approved_by_identity_id = '${who.identityId}' WHERE id = '${versionId}'`,
      )
    const { ben, owner: owns, ana } = room.riverside
    for (const who of [ben, owns]) expect(await approval(who)).toMatchObject({ ok: false, code: '23514' })
    expect(await attempt(raw, ana, `UPDATE outcome_policy SET source = 'x'`)).toMatchObject({ code: '42501' })
    const added = `INSERT INTO referral_policy (clinic_id, version, reply_days, source, valid_from, state) VALUES ('${ana.clinicId}', 99, 1, 'x', '2020-01-01', 'in-force')`
    expect(await attempt(raw, ana, added)).toMatchObject({ ok: false, code: '42501' })
    expect(await approval(ana)).toMatchObject({ ok: true })
    await raw.end()
  })
})
