import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffActor } from '#domain/actor.ts'
import { refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'
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

  it('a point that is left out in pregnancy marks the record when it was needled all the same', async () => {
    const visit = await prepared('2026-11-25T14:30:00.000Z', { areaIds: ['wrist-flexors.left'] })
    await say(visit, { pregnancy: { value: 'yes' } })
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
    const thinner = policy.rules.find(({ code }) => code === 'anticoagulant')
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
