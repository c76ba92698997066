import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { clinicOfMessage } from '#db/clinic-of-message.ts'
import { asActor } from '#db/scope.ts'
import { VISIT_DEEDS } from '#domain/appointment/visit-notice.ts'
import { recordReply } from '#features/check-in/records.ts'
import type { Proposal } from '#features/clinical-policy/schema.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { mailServer } from '#integrations/mail/transport.ts'
import { textServer } from '#integrations/sms/provider.ts'
import { startWorker } from '#jobs/worker.ts'
import { MESSAGE_LINK, openLink } from '#lib/sealed-link.ts'
import { startTextProvider, type TextManner, type TextProvider } from '../../scripts/text-provider.ts'
import { planAtPlannedEnd } from '../../src/worker/plan-aftercare.ts'
import { type MailRoom, sendCommunication, TryLater } from '../../src/worker/send-communication.ts'
import { raiseAnswerAlert } from '../../src/worker/watch-answers.ts'
import { refusalOf } from '../support/front-desk.ts'
import { MINUTE_MS } from '../support/instants.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { attempt, codeOf, markInError, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  complete,
  needle,
  type OpenVisit,
  openTreatmentRoom,
  openVisit,
  prepare,
  SOLEUS,
  scan,
  setDatabaseClock,
  TRAPEZIUS,
  type TreatmentRoom,
  takeOut,
} from '../support/treatment-room.ts'

let room: TreatmentRoom
let raw: pg.Pool
let post: PostOffice
let nowMs = 0
let mailRoom: MailRoom
let lastDay = Temporal.PlainDate.from('2026-11-20')

/** A coming day on which Ana treats and Björk's shoulder has rested: four days after the one before, never a Sunday. */
const nextTen = (): string => {
  lastDay = lastDay.add({ days: 4 })
  if (lastDay.dayOfWeek === 7) lastDay = lastDay.add({ days: 1 })
  return `${lastDay.toString()}T09:00:00.000Z`
}

beforeAll(async () => {
  room = await openTreatmentRoom()
  raw = rawPool(room.appUrl, 2)
  // one visit after another, each on a day of its own
  await room.owner.query('UPDATE healthcare_service SET max_ahead_days = 365')
  post = await openPostOffice()
  mailRoom = {
    database: room.database,
    server: mailServer(post.url),
    from: 'Riverside <clinic@riverside.test>',
    publicUrl: 'https://riverside.test',
    now: () => nowMs,
    texts: null,
  }
})
afterAll(async () => {
  mailRoom?.server.close()
  await post?.close()
  await raw?.end()
  await room?.close()
})
beforeEach(async () => {
  post.manner = 'take'
})

interface Message {
  readonly id: string
  readonly clinic_id: string
  readonly status: string
  readonly status_reason: string | null
  readonly due_at: Date
  readonly basis: string
  readonly chest_warning: boolean
  readonly areas: string[]
  readonly sent_at: Date | null
  readonly channel: string
  readonly sent_to: string | null
  readonly provider_id: string | null
  readonly delivery: string | null
}

/** Of all that a visit makes due what is read at once; what follows on later days has tests of its own below. */
const messagesOf = ({ encounterId }: OpenVisit): Promise<Message[]> =>
  rowsOf<Message>(
    room.owner,
    `SELECT c.* FROM communication c JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id
     WHERE c.encounter_id = $1 AND s.template_key = 'after-visit' ORDER BY c.attempt`,
    [encounterId],
  )
/** Every message of a visit by its text, with the clinic's hour at which it comes. */
const scheduleOf = async ({ encounterId }: OpenVisit): Promise<string[]> =>
  (
    await rowsOf<{ line: string }>(
      room.owner,
      `SELECT s.template_key || ' ' || to_char(c.due_at AT TIME ZONE 'Europe/Berlin', 'DD HH24:MI') AS line
       FROM communication c JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id
       WHERE c.encounter_id = $1 ORDER BY c.due_at`,
      [encounterId],
    )
  ).map(({ line }) => line)
const messageOf = async (visit: OpenVisit): Promise<Message> => {
  const [message, ...more] = await messagesOf(visit)
  if (message === undefined || more.length > 0) throw new Error(`There are ${more.length + Number(!!message)} messages`)
  return message
}
const statusOf = async (visit: OpenVisit) => {
  const { status, status_reason } = await messageOf(visit)
  return [status, status_reason]
}
const tasksAbout = async (visit: OpenVisit): Promise<number> =>
  (
    await rowsOf(room.owner, `SELECT 1 FROM task WHERE encounter_id = $1 AND kind = 'message-not-delivered'`, [
      visit.encounterId,
    ])
  ).length

/** Björk's visit with Ana on the next day of the file, needles in at minute 5. */
const needledVisit = async (areaIds: readonly string[] = [TRAPEZIUS]): Promise<OpenVisit> => {
  const visit = await openVisit(room, { startIso: nextTen(), areaIds })
  await setDatabaseClock(room.owner, visit.startMs)
  nowMs = visit.startMs
  await prepare(room, visit)
  const lotId = await scan(room, visit, '24H07A')
  await needle(room, visit, { lotId, areaIds, needles: 4 })
  return visit
}
/** … and out at minute 40: aftercare is due. */
const treated = async (areaIds: readonly string[] = [TRAPEZIUS]): Promise<OpenVisit> => {
  const visit = await needledVisit(areaIds)
  await takeOut(room, visit, 40, { removed: 4 * areaIds.length })
  nowMs = visit.startMs + 40 * MINUTE_MS
  return visit
}
const send = async (visit: OpenVisit): Promise<void> => {
  const { clinic_id, id } = await messageOf(visit)
  await sendCommunication(mailRoom, { clinicId: clinic_id, communicationId: id })
}
/** Björk says whether she wants mail after a visit. */
const says = async (agrees: boolean): Promise<void> => {
  const { clinicId, patientId } = room.riverside
  await room.owner.query(
    `INSERT INTO contact_choice (clinic_id, patient_id, channel, purpose, agrees, how, at)
     VALUES ($1, $2, 'email', 'care', $3, 'portal', clock_timestamp())`,
    [clinicId, patientId, agrees],
  )
}
const mailsOf = async (visit: OpenVisit) => {
  const { id } = await messageOf(visit)
  return post.mails.filter(({ messageId }) => messageId === `<${id}@riverside.test>`)
}

describe('aftercare of a visit', () => {
  it('Z15: is due when the last needle is out, not when the record is completed', async () => {
    const visit = await needledVisit()
    expect(await messagesOf(visit)).toEqual([])
    await takeOut(room, visit, 30, { removed: 3 })
    expect(await messagesOf(visit)).toEqual([])
    await takeOut(room, visit, 40, { removed: 4 })
    const message = await messageOf(visit)
    expect(message).toMatchObject({ status: 'due', basis: 'last-needle-out', chest_warning: true, areas: [TRAPEZIUS] })
    expect(message.due_at.getTime()).toBe(visit.startMs + 40 * MINUTE_MS)
    await complete(room, visit, 500)
    expect(await messagesOf(visit)).toEqual([message])
  })

  it('is handed to the mail server once, however often and by however many it is tried', async () => {
    const visit = await treated()
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => send(visit)))
    const failures = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(failures.every((error) => error instanceof TryLater)).toBe(true)
    await send(visit)
    expect(await mailsOf(visit)).toHaveLength(1)
    expect(await messageOf(visit)).toMatchObject({ status: 'sent', sent_at: new Date(nowMs) })
    expect(await tasksAbout(visit)).toBe(0)
  })

  it('opens with the chest warning after treatment near the lung, and links to the leaflet', async () => {
    const visit = await treated([TRAPEZIUS])
    await send(visit)
    const [mail] = await mailsOf(visit)
    const { id } = await messageOf(visit)
    expect(mail?.subject).toBe('After your visit today')
    for (const part of [mail?.text ?? '', mail?.html || '']) {
      expect(part).toMatch(/Call 112 at once if you are short of breath/)
      expect(part).toContain(`https://riverside.test/c/riverside/aftercare/${id}`)
      expect(part).toMatch(/top of the shoulder/)
      expect(part.indexOf('short of breath')).toBeLessThan(part.indexOf('like after hard exercise'))
    }
    expect(mail?.to && 'text' in mail.to ? mail.to.text : '').toContain('patient@demo.test')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it('what a patient answers that rings is mailed to those on duty, without a name', async () => {
    await treated([SOLEUS])
    const { clinicId, desk, system, patientId } = room.riverside
    const reply = { clinicId, patientId, text: 'I cannot breathe', receivedMs: nowMs, channel: 'sms' as const }
    const { checkInId } = await asActor(room.database, system, (tx) => recordReply(tx, reply))
    await raiseAnswerAlert(mailRoom, { clinicId, checkInId })
    const alerts = await rowsOf<{ id: string; who: string }>(
      room.owner,
      `SELECT id, recipient_identity_id AS who FROM communication WHERE kind = 'staff-alert' AND clinic_id = $1`,
      [clinicId],
    )
    const own = alerts.find(({ who }) => who === desk.identityId)?.id ?? ''
    await sendCommunication(mailRoom, { clinicId, communicationId: own })
    const called = post.mails.filter(({ messageId }) => messageId === `<${own}@riverside.test>`)
    expect(called.map(({ to }) => (to && 'text' in to ? to.text : ''))).toEqual([
      expect.stringContaining('desk@demo.test'),
    ])
    const [first] = await rowsOf<{ name: string }>(room.owner, 'SELECT name FROM patient WHERE id = $1', [
      room.riverside.patientId,
    ])
    expect(`${called[0]?.subject}${called[0]?.text}`).not.toContain(first?.name ?? 'nobody')
  })

  it('Z2: a text of which nobody knows whose it is is mailed to those on duty, too, in the words of the clinic', async () => {
    const { clinicId, desk, system } = room.riverside
    const text = { providerId: 'SM-nobody', fromNumber: '+447700900771', text: 'I cannot breathe', optOut: null }
    await room.as(system, { nowMs }).incomingText.receive(text)
    const [came] = await rowsOf<{ id: string }>(room.owner, 'SELECT id FROM incoming_text WHERE provider_id = $1', [
      text.providerId,
    ])
    await raiseAnswerAlert(mailRoom, { clinicId, incomingTextId: came?.id ?? '' })
    const [own] = await rowsOf<{ id: string }>(
      room.owner,
      `SELECT id FROM communication WHERE patient_id IS NULL AND clinic_id = $1 AND recipient_identity_id = $2`,
      [clinicId, desk.identityId],
    )
    await sendCommunication(mailRoom, { clinicId, communicationId: own?.id ?? '' })
    const [mail] = post.mails.filter(({ messageId }) => messageId === `<${own?.id}@riverside.test>`)
    expect(mail?.subject).toMatch(/somebody has to be called now/)
    expect(`${mail?.text}`).not.toContain(text.fromNumber)
  })

  it('says what to do in an emergency after any other treatment, too', async () => {
    const visit = await treated([SOLEUS])
    await send(visit)
    const [mail] = await mailsOf(visit)
    expect(mail?.text).toMatch(/Call 112 at once if you cannot breathe well/)
    expect(mail?.text).not.toMatch(/lips look blue/)
  })

  it('is read by the patient at the patients’ pages, and by nobody else', async () => {
    const visit = await treated()
    const { id } = await messageOf(visit)
    const leaflet = await room.as(room.riverside.patient).communication.leaflet({ id })
    expect(leaflet.sections[0]).toMatchObject({ key: 'chest', urgent: true })
    const stranger = { ...room.riverside.patient, patientIds: [room.riverside.otherPatientId] }
    expect((await refusalOf(room.as(stranger).communication.leaflet({ id }))).code).toBe('NOT_FOUND')
  })
})

describe('what is treated after the message became due', () => {
  const overrun = async (): Promise<OpenVisit> => {
    const visit = await needledVisit([SOLEUS])
    nowMs = visit.endMs
    await planAtPlannedEnd(mailRoom, { clinicId: room.riverside.clinicId, encounterId: visit.encounterId })
    expect(await messageOf(visit)).toMatchObject({ chest_warning: false, areas: [SOLEUS] })
    return visit
  }
  const nearTheLung = (visit: OpenVisit) =>
    needle(room, visit, { lotId: room.riverside.lot('24H07A'), areaIds: [TRAPEZIUS], needles: 2, minute: 50 })
  const callsFor = (visit: OpenVisit) =>
    rowsOf<{ id: string; minutes: number }>(
      room.owner,
      `SELECT id, round(extract(epoch FROM due_at - $2) / 60)::int AS minutes FROM task WHERE appointment_id = $1 AND kind = 'call-patient'`,
      [visit.appointmentId, new Date(nowMs)],
    )

  it('Z3: is in it, with the chest warning, as long as it has not gone out', async () => {
    const visit = await overrun()
    await nearTheLung(visit)
    await send(visit)
    const [mail] = await mailsOf(visit)
    expect(mail?.text).toMatch(/Call 112 at once if you are short of breath/)
    expect(await callsFor(visit)).toHaveLength(0)
  })

  it('Z3: asks for a call when it has gone out without the warning that is needed now', async () => {
    const visit = await overrun()
    await send(visit)
    await nearTheLung(visit)
    await takeOut(room, visit, 60, { removed: 6 })
    expect(await mailsOf(visit)).toHaveLength(1)
    // within the clinic's minutes, and closed with a note of what came of it
    const [call, ...others] = await callsFor(visit)
    expect(others).toEqual([])
    expect(call?.minutes).toBeLessThanOrEqual(70)
    const desk = room.as(room.riverside.desk, { nowMs })
    const ticked = desk.task.complete({ requestId: randomUUID(), taskId: call?.id ?? '' })
    expect((await refusalOf(ticked)).refusals[0]?.reason).toBe('note-needed')
    const { id } = await messageOf(visit)
    const leaflet = await room.as(room.riverside.patient).communication.leaflet({ id })
    expect(leaflet.sections[0]).toMatchObject({ key: 'chest', urgent: true })
  })
})

describe('the plans and texts of the clinic', () => {
  const chief = () => room.as(room.riverside.ana, { nowMs })
  const ofKind = async <K extends Proposal['kind']>(kind: K, key: string) => {
    const { entries } = await chief().clinicalPolicy.list({ kind })
    const found = entries.find((entry) => entry.key === key)?.current
    if (found?.proposal.kind !== kind) throw new Error(`No ${kind} ${key} is in force`)
    return { id: found.id, proposal: found.proposal as Extract<Proposal, { kind: K }> }
  }
  const draft = (key: string, proposal: Proposal) =>
    chief().clinicalPolicy.draft({
      ...{ requestId: randomUUID(), key, replaces: null, proposal, source: 'Decided by the team.' },
      validFrom: new Date(nowMs).toISOString().slice(0, 10),
    })
  const approve = (kind: Proposal['kind'], versionId: string) =>
    chief().clinicalPolicy.approve({ requestId: randomUUID(), kind, versionId })

  it('Z3: near the lung the chest is asked after some hours later, and everybody on the next days', async () => {
    const day = (visit: OpenVisit, days: number) => new Date(visit.startMs + days * 86_400_000).getUTCDate()
    const at = (visit: OpenVisit, days: number, time: string) => `${`${day(visit, days)}`.padStart(2, '0')} ${time}`
    const near = await treated([TRAPEZIUS])
    expect(await scheduleOf(near)).toEqual([
      `after-visit ${at(near, 0, '10:40')}`,
      `chest-check ${at(near, 0, '14:40')}`,
      `next-day ${at(near, 1, '10:40')}`,
      `three-days ${at(near, 3, '10:40')}`,
    ])
    const far = await treated([SOLEUS])
    expect((await scheduleOf(far)).map((line) => line.split(' ')[0])).toEqual(['after-visit', 'next-day', 'three-days'])
  })

  it('asks how somebody is with a link that opens without a password, in what comes on later days alone', async () => {
    const visit = await treated([SOLEUS])
    const all = await rowsOf<{ id: string; key: string }>(
      room.owner,
      `SELECT c.id, s.template_key AS key FROM communication c
       JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id WHERE c.encounter_id = $1`,
      [visit.encounterId],
    )
    nowMs = visit.startMs + 73 * 3_600_000
    const links: Record<string, string> = {}
    for (const { id, key } of all) {
      await sendCommunication(mailRoom, { clinicId: room.riverside.clinicId, communicationId: id })
      const mail = post.mails.find(({ messageId }) => messageId === `<${id}@riverside.test>`)
      links[key] = /https:\S+/.exec(mail?.text ?? '')?.[0] ?? ''
    }
    expect(links['after-visit']).toContain('/c/riverside/aftercare/')
    expect(links['next-day']).toMatch(/\/c\/riverside\/check-in\?token=[\w-]{40,}$/)
    const token = new URL(links['next-day'] ?? '').searchParams.get('token') ?? ''
    const opened = await room.as(null, { nowMs }).checkIn.openLink({ slug: 'riverside', token, answerId: null })
    expect(opened.state).toBe('open')
  })

  it('the patient’s pages show what has come by now and not what is still to come', async () => {
    const visit = await treated([SOLEUS])
    await send(visit)
    const shown = async (atMs: number) => {
      const { messages } = await room.as(room.riverside.patient, { nowMs: atMs }).communication.mine({ limit: 50 })
      const day = new Date(visit.startMs).toISOString()
      return messages.filter(({ visitStartsAt }) => visitStartsAt === day).map(({ about }) => about)
    }
    expect(await shown(nowMs)).toEqual(['After your visit today'])
    expect(await shown(nowMs + 25 * 3_600_000)).toHaveLength(2)
  })

  it('an area near the lung that is added later brings its check, and nothing a second time', async () => {
    const visit = await treated([SOLEUS])
    await needle(room, visit, { lotId: room.riverside.lot('24H07A'), areaIds: [TRAPEZIUS], needles: 1, minute: 50 })
    await takeOut(room, visit, 55, { removed: 5 })
    nowMs = visit.endMs
    await Promise.all(
      [1, 2].map(() =>
        planAtPlannedEnd(mailRoom, { clinicId: room.riverside.clinicId, encounterId: visit.encounterId }),
      ),
    )
    expect((await scheduleOf(visit)).map((line) => line.split(' ')[0]).toSorted()).toEqual([
      'after-visit',
      'chest-check',
      'next-day',
      'three-days',
    ])
  })

  it('a plan put in force meanwhile sends nothing twice, and holds for the next visit', async () => {
    const visit = await treated([SOLEUS])
    const { proposal } = await ofKind('aftercare-plan', 'after-needling')
    const [first, ...others] = proposal.content.steps
    if (first === undefined) throw new Error('A plan has steps')
    const content = { ...proposal.content, steps: [{ ...first, offsetMinutes: 60 }, ...others.slice(1)] }
    const { versionId } = await draft('after-needling', { ...proposal, content })
    await approve('aftercare-plan', versionId)
    const before = await scheduleOf(visit)
    await planAtPlannedEnd(mailRoom, { clinicId: room.riverside.clinicId, encounterId: visit.encounterId })
    expect(await scheduleOf(visit)).toEqual(before)
    const next = await treated([SOLEUS])
    expect((await messageOf(next)).due_at.getTime()).toBe(next.startMs + 100 * MINUTE_MS)
    const back = await ofKind('aftercare-plan', 'after-needling')
    const restored = await draft('after-needling', { ...back.proposal, content: proposal.content })
    await approve('aftercare-plan', restored.versionId)
  })

  it('what went out keeps its words, what goes out next has those in force', async () => {
    const old = await treated([SOLEUS])
    await send(old)
    const { proposal } = await ofKind('aftercare-text', 'after-visit')
    const intro = { en: 'Hello from {clinic}, {practitioner} writes.', de: 'Hier schreibt {practitioner}.' }
    const { versionId } = await draft('after-visit', { ...proposal, content: { ...proposal.content, intro } })
    await approve('aftercare-text', versionId)
    const visit = await treated([SOLEUS])
    await send(visit)
    const [mail] = await mailsOf(visit)
    expect(mail?.text).toContain('Ana Ruiz writes.')
    expect(mail?.text).not.toContain('not been approved')
    const read = async (one: OpenVisit) =>
      (await room.as(room.riverside.patient, { nowMs }).communication.leaflet({ id: (await messageOf(one)).id })).intro
    expect(await read(old)).toContain('what to expect')
    expect(await read(visit)).toContain('Ana Ruiz writes.')
    const rewrite = (sql: string) => attempt(room.owner, null, sql, [versionId])
    expect(codeOf(await rewrite(`UPDATE aftercare_text SET intro = '{}' WHERE id = $1`))).toBe('FF008')
    expect(codeOf(await rewrite(`UPDATE communication SET text_version_id = NULL WHERE text_version_id = $1`))).toBe(
      'FF008',
    )
    expect(codeOf(await rewrite(`UPDATE aftercare_step SET offset_minutes = 1 WHERE $1::uuid IS NOT NULL`))).toBe(
      'FF008',
    )
  })

  it('Z15: the leaflet is there on paper while the needles are still in, at the desk too, and says what the mail says', async () => {
    const visit = await needledVisit([TRAPEZIUS])
    const { appointmentId } = visit
    const atDesk = room.as(room.riverside.desk, { nowMs }).aftercarePlan
    const before = await atDesk.leaflet({ appointmentId })
    expect(before.texts[0]?.sections[0]).toMatchObject({ key: 'chest', urgent: true })
    expect(before.texts[0]?.treated).toContain('top of the shoulder')
    await takeOut(room, visit, 40, { removed: 4 })
    nowMs = visit.startMs + 40 * MINUTE_MS
    await send(visit)
    const [mail] = await mailsOf(visit)
    const { texts } = await atDesk.leaflet({ appointmentId, locale: null })
    for (const { text } of texts[0]?.sections ?? []) expect(mail?.text).toContain(text)
    const german = await atDesk.leaflet({ appointmentId, locale: 'de' })
    expect(german.texts[0]?.sections[0]?.heading).toBe('Sofort Hilfe holen')
  })

  it('a draft is tried on a real visit before anybody puts it in force, by who treated in it', async () => {
    const visit = await treated([TRAPEZIUS])
    const { proposal } = await ofKind('aftercare-text', 'three-days')
    const subject = { en: 'How was the night?', de: 'Wie war die Nacht?' }
    const { versionId } = await draft('three-days', { ...proposal, content: { ...proposal.content, subject } })
    const { visits } = await chief().aftercarePlan.visits({})
    const messages = await rowsOf<{ id: string }>(room.owner, 'SELECT id FROM communication WHERE encounter_id = $1', [
      visit.encounterId,
    ])
    const tried = visits.find(({ messageId }) => messages.some(({ id }) => id === messageId))
    expect(tried).toMatchObject({ chestWarning: true })
    const asked = { versionId, messageId: tried?.messageId ?? '', locale: 'de' as const }
    const { text } = await chief().aftercarePlan.preview(asked)
    expect(text).toMatchObject({ subject: subject.de, sections: [{ key: 'chest' }, {}, {}, {}, { key: 'reach' }] })
    const ben = room.as(room.riverside.ben, { nowMs }).aftercarePlan
    expect((await refusalOf(ben.preview(asked))).code).toBe('NOT_FOUND')
  })

  it('Z2: a text without when answers are read, and a claim without a source, are not saved', async () => {
    const { proposal } = await ofKind('aftercare-text', 'next-day')
    const { sections } = proposal.content
    const change = async (changed: typeof sections) =>
      (await refusalOf(draft('next-day', { ...proposal, content: { ...proposal.content, sections: changed } })))
        .refusals[0]
    expect(await change(sections.slice(0, -1))).toMatchObject({ reason: 'hours-missing' })
    expect(await change(sections.map((one) => ({ ...one, source: '' })))).toMatchObject({ reason: 'source-missing' })
  })

  it('a plan names what the clinic has, and a chest check that waits for the morning is none', async () => {
    const { proposal } = await ofKind('aftercare-plan', 'after-needling')
    const change = async (more: Partial<(typeof proposal.content.steps)[number]>) => {
      const steps = proposal.content.steps.map((step) => ({ ...step, ...more }))
      const { refusals } = await refusalOf(
        draft('after-needling', { ...proposal, content: { ...proposal.content, steps } }),
      )
      return refusals[0]?.reason
    }
    const { fits } = proposal.content
    expect(await change({ textKey: 'nobody-wrote-it' })).toBe('unknown-text')
    expect(await change({ fits: { ...fits, areaIds: ['tail'] } })).toBe('unknown-area')
    expect(await change({ fits: { ...fits, serviceIds: [randomUUID()] } })).toBe('unknown-service')
    expect(await change({ fits: { ...fits, flags: ['wings'] } })).toBe('unknown-condition')
    expect(await change({ manner: 'after', fits: { ...fits, riskZones: ['pleural'] } })).toBe('chest-waits')
  })
})

describe('what has changed since it was planned', () => {
  const withheld = async (visit: OpenVisit, reason: string): Promise<void> => {
    await send(visit)
    expect(await statusOf(visit)).toEqual(['withheld', reason])
    expect(await mailsOf(visit)).toEqual([])
  }

  it('I1: a visit cancelled meanwhile gets no message', async () => {
    const visit = await treated()
    await room.owner.query(`UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [visit.appointmentId])
    await withheld(visit, 'cancelled')
  })

  it('I1: nor does a record entered in error', async () => {
    const visit = await treated()
    await markInError(room.owner, [visit.appointmentId])
    await withheld(visit, 'entered-in-error')
  })

  it('I13: nor does who asked us to stop', async () => {
    const visit = await treated()
    await says(false)
    await withheld(visit, 'stopped')
    expect(await tasksAbout(visit)).toBe(0)
    await says(true)
  })

  it('without an address it is withheld, and the desk is asked to reach the person another way', async () => {
    const visit = await treated()
    const { patientId } = room.riverside
    await room.owner.query('UPDATE patient SET email = NULL WHERE id = $1', [patientId])
    await withheld(visit, 'no-address')
    await room.owner.query(`UPDATE patient SET email = 'patient@demo.test' WHERE id = $1`, [patientId])
    expect(await tasksAbout(visit)).toBe(1)
  })
})

describe('a mail server with a bad day', () => {
  it('I4: hangs up after the last byte: the outcome is unknown, said so, and nothing is sent again', async () => {
    const visit = await treated()
    post.manner = 'hang-up-after'
    await send(visit)
    expect((await statusOf(visit))[0]).toBe('unknown')
    post.manner = 'take'
    await send(visit)
    await send(visit)
    expect(await mailsOf(visit)).toHaveLength(1)
    expect(await tasksAbout(visit)).toBe(1)
    const { tasks } = await room.as(room.riverside.desk).task.list({ limit: 100 })
    const task = tasks.find(({ kind, patient }) => kind === 'message-not-delivered' && patient !== null)
    expect(JSON.stringify(task)).not.toMatch(/trapezius|shoulder|needl/i)
  })

  it('I4: a worker killed in the middle of a hand-over leaves it unknown, once it can no longer be alive', async () => {
    const visit = await treated()
    await room.owner.query(`UPDATE communication SET status = 'sending', sending_since = $2 WHERE encounter_id = $1`, [
      visit.encounterId,
      new Date(nowMs),
    ])
    await expect(send(visit)).rejects.toBeInstanceOf(TryLater)
    expect((await statusOf(visit))[0]).toBe('sending')
    nowMs += 2 * MINUTE_MS
    await send(visit)
    expect(await statusOf(visit)).toEqual(['unknown', 'interrupted'])
    expect(await mailsOf(visit)).toEqual([])
    expect(await tasksAbout(visit)).toBe(1)
  })

  it('says "not now" or is not there: it stays due and goes out when the server is back, once', async () => {
    const visit = await treated()
    for (const manner of ['not-now', 'hang-up-before'] as const) {
      post.manner = manner
      // the queue keeps the error as it is: what the server said, perhaps with an address in it, is not in it
      await expect(send(visit)).rejects.toEqual(new TryLater('not-taken'))
      expect((await statusOf(visit))[0]).toBe('due')
    }
    const gone = { ...mailRoom, server: mailServer('smtp://127.0.0.1:1') }
    const { clinic_id, id } = await messageOf(visit)
    await expect(sendCommunication(gone, { clinicId: clinic_id, communicationId: id })).rejects.toBeInstanceOf(TryLater)
    post.manner = 'take'
    await send(visit)
    await send(visit)
    expect(await mailsOf(visit)).toHaveLength(1)
    expect(await messageOf(visit)).toMatchObject({ status: 'sent', status_reason: null })
    expect(await tasksAbout(visit)).toBe(0)
  })

  it('says "never": the message has failed, and the desk is asked to reach the person another way', async () => {
    const visit = await treated()
    post.manner = 'never'
    await send(visit)
    expect((await statusOf(visit))[0]).toBe('failed')
    expect(await tasksAbout(visit)).toBe(1)
  })
})

describe('texts', () => {
  let provider: TextProvider
  let texting: MailRoom
  const NUMBER = '+491713920011'
  const clinic = () => room.as(room.riverside.system, { nowMs })
  let visit: OpenVisit
  let messages = 0

  beforeAll(async () => {
    provider = await startTextProvider({ port: 0, token: 'token' })
    const numberOf = (slug: string) => (slug === 'riverside' ? '+4930123456' : null)
    texting = { ...mailRoom, texts: { server: textServer(provider.url, 2_000), numberOf } }
    await room.owner.query(`UPDATE patient SET preferred_channel = 'sms' WHERE id = $1`, [room.riverside.patientId])
    visit = await treated()
    await hear('START')
  })
  afterAll(async () => {
    await room?.owner.query(
      'UPDATE patient SET preferred_channel = NULL, phone_kind = NULL, preferred_name = NULL WHERE phone_kind IS NOT NULL OR preferred_channel IS NOT NULL',
    )
    await provider?.stop()
  })
  beforeEach(() => {
    provider.manner = 'take'
  })

  let heard = 0
  /** A text comes in from Björk's telephone. */
  const hear = async (text: string, fromNumber = NUMBER): Promise<{ answer: string | null }> => {
    heard++
    await setDatabaseClock(room.owner, Math.max(nowMs, Date.parse('2026-11-20T08:00:00Z')) + heard * MINUTE_MS)
    return clinic().incomingText.receive({ providerId: `SM${heard}`, fromNumber, text, optOut: null })
  }
  /** A further message about the one visit, due now. */
  const due = async (): Promise<string> => {
    const [made] = await rowsOf<{ id: string }>(
      room.owner,
      `INSERT INTO communication (clinic_id, kind, encounter_id, appointment_id, patient_id, step_id, occasion, channel, attempt, status, due_at, basis, areas, chest_warning)
       SELECT clinic_id, kind, encounter_id, appointment_id, patient_id, step_id, $2, 'email', 1, 'due', due_at, basis, areas, chest_warning
       FROM communication WHERE encounter_id = $1 AND occasion = '' RETURNING id`,
      [visit.encounterId, `${++messages}`],
    )
    if (made === undefined) throw new Error('No message was made')
    return made.id
  }
  const text = async (id: string, manner: TextManner = 'take'): Promise<Message> => {
    provider.manner = manner
    await sendCommunication(texting, { clinicId: room.riverside.clinicId, communicationId: id })
    return (await rowsOf<Message>(room.owner, 'SELECT * FROM communication WHERE id = $1', [id]))[0] as Message
  }
  const asked = async (id: string): Promise<number> =>
    (
      await rowsOf(
        room.owner,
        `SELECT 1 FROM task WHERE kind = 'message-not-delivered' AND detail ->> 'communicationId' = $1`,
        [id],
      )
    ).length
  const tasksOf = (kind: string) =>
    rowsOf<{ detail: { fromNumber?: string } }>(room.owner, `SELECT detail FROM task WHERE kind = $1`, [kind])

  it('go to who agreed to them and prefers them, and say neither what was treated nor where', async () => {
    const id = await due()
    const { channel, status, sent_to, provider_id } = await text(id)
    const [sent] = provider.texts.slice(-1)
    expect({ channel, status, sent_to, provider_id }).toEqual({
      ...{ channel: 'sms', status: 'sent', sent_to: NUMBER, provider_id: sent?.sid },
    })
    expect(sent).toMatchObject({ from: '+4930123456', to: NUMBER })
    expect(sent?.body).toMatch(/a note for you after your visit: https:\/\/riverside\.test\/c\/riverside\/aftercare\//)
    expect(sent?.body.replace('Riverside Needling & Physio', '')).not.toMatch(/needl|shoulder|trapezius/i)
    expect(post.mails.filter(({ messageId }) => messageId?.includes(id))).toEqual([])
  })

  it('I4: an answer that was lost leaves it unknown, nothing is sent again, and the provider’s word settles it', async () => {
    const id = await due()
    const before = provider.texts.length
    expect((await text(id, 'lose-the-answer')).status).toBe('unknown')
    await text(id)
    expect(provider.texts).toHaveLength(before + 1)
    const news = { communicationId: id, providerId: 'SM-late', code: '', isNoMobile: false }
    await clinic().communication.noteDelivery({ ...news, delivery: 'delivered' })
    await clinic().communication.noteDelivery({ ...news, delivery: 'undelivered', code: '30003' })
    expect(await text(id)).toMatchObject({ status: 'sent', delivery: 'delivered' })
  })

  it('that the provider does not take now stay due; one that cannot be read is failed, said so and not tried there again', async () => {
    const id = await due()
    await expect(text(id, 'not-now')).rejects.toThrow(TryLater)
    const { status, status_reason } = await text(id, 'no-mobile')
    expect(status).toBe('failed')
    expect(status_reason).toContain('21614')
    expect(await asked(id)).toBe(1)
    const next = await text(await due())
    expect(next.channel).toBe('email')
    await room.owner.query('UPDATE patient SET phone_kind = NULL WHERE id = $1', [room.riverside.patientId])
  })

  it('that did not arrive ask the desk, once', async () => {
    const { id } = await text(await due())
    const news = { communicationId: id, providerId: 'SM-x', delivery: 'undelivered', code: '30005' } as const
    for (let time = 0; time < 3; time++) await clinic().communication.noteDelivery({ ...news, isNoMobile: false })
    expect(await text(id)).toMatchObject({ status: 'sent', delivery: 'undelivered' })
    expect(await asked(id)).toBe(1)
  })

  it('I13, I14: STOP ends texts alone, with its history; what is due goes by mail; START brings them back', async () => {
    await hear('Stop.')
    const mailed = await text(await due())
    expect(mailed.channel).toBe('email')
    expect(mailed.status).toBe('sent')
    await hear('STOP 12345')
    await hear('start')
    expect((await text(await due())).channel).toBe('sms')
    const said = await rowsOf<{ agrees: boolean; how: string }>(
      room.owner,
      `SELECT agrees, how FROM contact_choice WHERE patient_id = $1 AND channel = 'sms' ORDER BY at DESC LIMIT 3`,
      [room.riverside.patientId],
    )
    expect(said).toEqual([
      { agrees: true, how: 'reply' },
      { agrees: false, how: 'reply' },
      { agrees: true, how: 'reply' },
    ])
    // that was no STOP: it is an answer, sorted like any other
    const answers = await rowsOf(room.owner, `SELECT 1 FROM check_in WHERE via = 'sms' AND words = 'STOP 12345'`)
    expect(answers).toHaveLength(1)
  })

  it('I13: a STOP that only the provider knew of is learned from its refusal', async () => {
    expect((await text(await due(), 'stopped')).status).toBe('failed')
    expect((await text(await due())).channel).toBe('email')
    await hear('START')
  })

  it('one telephone of a family: a text says for whom it is, STOP is everybody’s, and of an answer somebody finds out whose', async () => {
    const { otherPatientId } = room.riverside
    const [other] = await rowsOf<{ phone: string }>(room.owner, 'SELECT phone FROM patient WHERE id = $1', [
      otherPatientId,
    ])
    await room.owner.query(`UPDATE patient SET phone = '0171 / 39 200 11' WHERE id = $1`, [otherPatientId])
    await text(await due())
    expect(provider.texts.at(-1)?.body).toMatch(/^For Björk\. /)
    const answersOf = async (patientId: string) =>
      (
        await rowsOf(room.owner, `SELECT 1 FROM check_in WHERE patient_id = $1 AND words = 'It still hurts'`, [
          patientId,
        ])
      ).length
    // Björk alone was written to there lately
    await hear('It still hurts')
    expect([await answersOf(room.riverside.patientId), await answersOf(otherPatientId)]).toEqual([1, 0])
    await room.owner.query(`UPDATE communication SET sent_at = sent_at - interval '9 days' WHERE sent_to = $1`, [
      NUMBER,
    ])
    await hear('Hello?')
    await hear('Anybody there?')
    expect((await tasksOf('answer-unclear')).filter(({ detail }) => detail.fromNumber === NUMBER)).toHaveLength(1)
    // who treats reads it; the desk does not
    const { texts } = await room.as(room.riverside.ana, { nowMs }).incomingText.list({})
    expect(texts.slice(0, 2)).toMatchObject([
      { text: 'Anybody there?', patientName: null, fromNumber: NUMBER },
      { text: 'Hello?', patientName: null },
    ])
    await hear('STOP')
    const stopped = await rowsOf(
      room.owner,
      `SELECT DISTINCT patient_id FROM contact_choice WHERE channel = 'sms' AND NOT agrees AND patient_id = $1`,
      [otherPatientId],
    )
    expect(stopped).toHaveLength(1)
    await room.owner.query('UPDATE patient SET phone = $2 WHERE id = $1', [otherPatientId, other?.phone])
    await hear('START')
  })

  describe('to who works here', () => {
    const DESK = '+491751112233'
    const desk = () => room.as(room.riverside.desk, { nowMs })
    /** A text that may be an emergency comes in and rings; the alerts of the desk about it, by channel. */
    const rings = async (number: string) => {
      await hear('I cannot breathe', number)
      const [came] = await rowsOf<{ id: string }>(
        room.owner,
        'SELECT id FROM incoming_text WHERE from_number = $1 AND rings ORDER BY id DESC LIMIT 1',
        [number],
      )
      const raise = () =>
        raiseAnswerAlert(texting, { clinicId: room.riverside.clinicId, incomingTextId: came?.id ?? '' })
      await Promise.all([raise(), raise()])
      return rowsOf<Message & { occasion: string }>(
        room.owner,
        `SELECT c.* FROM communication c JOIN task t ON t.id::text = split_part(c.occasion, ' ', 1)
         WHERE t.detail ->> 'incomingTextId' = $1 AND c.recipient_identity_id = $2 ORDER BY c.channel`,
        [came?.id, room.riverside.desk.identityId],
      )
    }
    const mine = () => desk().alertPhone.own()
    const save = async (number: string | null, byText: boolean) =>
      desk().alertPhone.save({ requestId: randomUUID(), version: (await mine()).version, number, byText })

    let before = 0
    beforeAll(() => {
      before = nowMs
      vi.stubEnv('SMS_URL', provider.url)
      vi.stubEnv('SMS_NUMBERS', 'riverside=+4930123456')
    })
    afterAll(() => {
      nowMs = before
      vi.unstubAllEnvs()
    })

    it('go to a mobile number of one’s own, typed as at home; a landline and half a number are refused, and one’s own stays nobody else’s to change', async () => {
      expect((await refusalOf(save('030 123456', true))).refusals[0]?.reason).toBe('landline')
      expect((await refusalOf(save('12', true))).refusals[0]?.reason).toBe('not-a-number')
      await save('0175 111 22 33', true)
      expect(await mine()).toMatchObject({ number: DESK, byText: true, endedBy: null, clinicNumber: '+4930123456' })
      const { owner, ana, patient, system } = room.riverside
      const change = async (who: Parameters<typeof attempt>[1], set: string) => {
        const tried = await attempt(raw, who, `UPDATE alert_phone SET ${set} WHERE number = '${DESK}'`)
        return tried.ok ? tried.value.rowCount : codeOf(tried)
      }
      expect(await change(owner, 'by_text = false')).toBe(0)
      expect(await change(ana, 'by_text = false')).toBe(0)
      expect(await change(patient, 'by_text = false')).toBe(0)
      expect(await change(system, 'by_text = false')).toBe('23514')
      expect(await change(room.riverside.desk, `ended_at = now(), ended_by = 'reply'`)).toBe('23514')
      const { people } = await room.as(owner, { nowMs }).alertPhone.people({})
      expect(people.filter(({ byText }) => byText).map(({ roles }) => roles)).toEqual([['desk']])
      expect(JSON.stringify(people)).not.toContain(DESK)
    })

    it('an alert goes by mail and by text, once each however many raise it, at night too, and names nobody', async () => {
      nowMs = Date.parse('2027-01-20T02:00:00Z')
      const [mail, sms, ...more] = await rings('+447700900881')
      expect([mail?.channel, sms?.channel, more]).toEqual(['email', 'sms', []])
      for (const one of [mail, sms]) await text(one?.id ?? '')
      expect(provider.texts.at(-1)?.to).toBe(DESK)
      expect(provider.texts.at(-1)?.body).toBe(
        'Riverside Needling & Physio: an answer needs you now: https://riverside.test/desk',
      )
      expect(post.mails.filter(({ messageId }) => messageId === `<${mail?.id}@riverside.test>`)).toHaveLength(1)
      await clinic().communication.noteDelivery({
        ...{ communicationId: sms?.id ?? '', providerId: 'SM-d', code: '', isNoMobile: false, delivery: 'delivered' },
      })
      expect(await text(sms?.id ?? '')).toMatchObject({ status: 'sent', delivery: 'delivered' })
    })

    it('names nobody either where a family of patients has the same number, and an answer from it is not theirs who was alerted about', async () => {
      const { patientId, otherPatientId } = room.riverside
      const phones = await rowsOf<{ id: string; phone: string }>(
        room.owner,
        'SELECT id, phone FROM patient WHERE id = ANY ($1)',
        [[patientId, otherPatientId]],
      )
      await room.owner.query('UPDATE patient SET phone = $2 WHERE id = ANY ($1)', [[patientId, otherPatientId], DESK])
      const [, sms] = await rings('+447700900882')
      await room.owner.query('UPDATE communication SET patient_id = $2 WHERE id = $1', [sms?.id, patientId])
      await text(sms?.id ?? '')
      expect(provider.texts.at(-1)?.body).toMatch(/^Riverside Needling & Physio: an answer needs you now/)
      await hear('Better today', DESK)
      const [came] = await rowsOf(
        room.owner,
        `SELECT patient_id, meaning FROM incoming_text WHERE text = 'Better today'`,
      )
      expect(came).toEqual({ patient_id: null, meaning: 'whose' })
      for (const { id, phone } of phones)
        await room.owner.query('UPDATE patient SET phone = $2 WHERE id = $1', [id, phone])
    })

    it('I13, I14: STOP from the number ends them, also what is due, is shown, and START or another number begins anew; the mail comes all the same', async () => {
      const [mail, sms] = await rings('+447700900883')
      await hear('STOP', DESK)
      expect(await text(sms?.id ?? '')).toMatchObject({ status: 'withheld', status_reason: 'stopped' })
      expect(await text(mail?.id ?? '')).toMatchObject({ status: 'sent' })
      expect(await asked(sms?.id ?? '')).toBe(0)
      expect(await mine()).toMatchObject({ byText: true, endedBy: 'reply' })
      const { people } = await room.as(room.riverside.owner, { nowMs }).alertPhone.people({})
      expect(people.find(({ endedBy }) => endedBy !== null)).toMatchObject({ endedBy: 'reply', byText: false })
      expect((await rings('+447700900884')).map(({ channel }) => channel)).toEqual(['email'])
      // saying the same again does not undo what the number said
      await save('0175 111 22 33', false)
      await save('0175 111 22 33', true)
      expect((await mine()).endedBy).toBe('reply')
      await hear('START', DESK)
      expect((await mine()).endedBy).toBeNull()
      await hear('STOP', DESK)
      await save('0175 111 22 44', true)
      expect(await mine()).toMatchObject({ number: '+491751112244', endedBy: null })
    })

    it('a test text goes by the same way, says what became of it, asks nobody when it is lost, and is not sent all day', async () => {
      const test = () => desk().alertPhone.sendTest({ requestId: randomUUID() })
      const { communicationId } = await test()
      expect((await mine()).lastTest?.state).toBe('on-its-way')
      expect(await text(communicationId, 'no-mobile')).toMatchObject({ status: 'failed' })
      expect(await asked(communicationId)).toBe(0)
      expect(await mine()).toMatchObject({ endedBy: 'no-mobile', lastTest: { state: 'lost' } })
      expect((await refusalOf(test())).code).toBe('NOT_FOUND')
      await save('0175 111 22 33', true)
      await text((await test()).communicationId)
      expect(provider.texts.at(-1)?.body).toMatch(/: this is a test\./)
      expect((await mine()).lastTest?.state).toBe('handed-over')
      for (let sent = 2; sent < 5; sent++) await test()
      expect((await refusalOf(test())).refusals[0]?.reason).toBe('enough-tests')
    })

    it('none are made where the clinic writes no texts, and the page of people says so', async () => {
      vi.stubEnv('SMS_NUMBERS', '')
      expect((await rings('+447700900885')).map(({ channel }) => channel)).toEqual(['email'])
      const { textsAreSetUp, people } = await room.as(room.riverside.owner, { nowMs }).alertPhone.people({})
      expect([textsAreSetUp, people.some(({ byText }) => byText)]).toEqual([false, false])
      await save(null, false)
    })
  })

  it('of one message that the provider tells of twice, one is heard; HELP is answered with whom to call', async () => {
    await clinic().incomingText.receive({
      providerId: 'SM-twice',
      fromNumber: '+447700900999',
      text: 'Hi',
      optOut: null,
    })
    await clinic().incomingText.receive({
      providerId: 'SM-twice',
      fromNumber: '+447700900999',
      text: 'Hi',
      optOut: null,
    })
    expect(
      (await tasksOf('answer-unclear')).filter(({ detail }) => detail.fromNumber === '+447700900999'),
    ).toHaveLength(1)
    expect((await hear('help')).answer).toMatch(/for questions call .*In an emergency call 112\./)
  })

  it('“this is not me” stops everything there, also what was stopped by nobody, and asks the desk once', async () => {
    await hear('Wrong number')
    await hear('this is not me')
    expect(await tasksOf('wrong-person')).toHaveLength(1)
    const mailed = await text(await due())
    expect(mailed).toMatchObject({ channel: 'email', status: 'sent' })
    await room.owner.query(`UPDATE patient SET email = NULL WHERE id = $1`, [room.riverside.patientId])
    expect(await text(await due())).toMatchObject({ status: 'withheld', status_reason: 'wrong-person' })
    await room.owner.query(`UPDATE patient SET email = 'patient@demo.test' WHERE id = $1`, [room.riverside.patientId])
  })
})

describe('what a person does about a message', () => {
  const desk = () => room.as(room.riverside.desk, { nowMs })
  let visit: OpenVisit

  beforeAll(async () => {
    visit = await treated()
    post.manner = 'never'
    await send(visit)
  })

  it('a bounce stands where the desk looks, without a word of what was treated', async () => {
    const { id } = await messageOf(visit)
    const { messages } = await desk().communication.list({})
    const row = messages.find((one) => one.id === id)
    expect(row).toMatchObject({ status: 'failed', delivery: 'bounced', maySendAgain: true, calling: false })
    expect(JSON.stringify(messages)).not.toMatch(/trapezius|shoulder|chest/i)
    const own = await desk().communication.list({ patientId: room.riverside.patientId, limit: 1 })
    expect(own.messages).toHaveLength(1)
    expect(own.nextCursor).not.toBeNull()
    expect((await desk().communication.list({ shown: 'due' })).messages.map((one) => one.id)).not.toContain(id)
  })

  it('a mail that its server took and sends back later stands there as well, asks the desk once, and may be sent again', async () => {
    const other = await treated()
    await send(other)
    const { id } = await messageOf(other)
    expect(await clinicOfMessage(room.database, id)).toBe(room.riverside.clinicId)
    expect(await clinicOfMessage(room.database, randomUUID())).toBeNull()
    const carrier = room.as(room.riverside.system, { nowMs }).communication
    const news = { communicationId: id, status: '5.1.1', diagnostic: '550 5.1.1 no such mailbox' }
    const trail = async () =>
      (
        await rowsOf<{ action: string }>(
          room.owner,
          `SELECT action FROM audit_event WHERE entity_id = $1 AND action IN ('communication-bounced', 'communication-delayed') ORDER BY action`,
          [id],
        )
      ).map(({ action }) => action)
    // late is written down, and changes nothing
    const late = { ...news, isForGood: false, status: '4.4.1' }
    expect([await carrier.noteBounce(late), await carrier.noteBounce(late)]).toEqual([
      { outcome: 'delayed' },
      { outcome: 'known' },
    ])
    expect(await messageOf(other)).toMatchObject({ status: 'sent', delivery: 'accepted', status_reason: null })
    const told = await Promise.all([1, 2, 3].map(() => carrier.noteBounce({ ...news, isForGood: true })))
    expect(told.map(({ outcome }) => outcome).toSorted()).toEqual(['bounced', 'known', 'known'])
    expect(await tasksAbout(other)).toBe(1)
    expect(await trail()).toEqual(['communication-bounced', 'communication-delayed'])
    const row = (await desk().communication.list({})).messages.find((one) => one.id === id)
    expect(row).toMatchObject({ delivery: 'bounced', maySendAgain: true, reason: '5.1.1 550 5.1.1 no such mailbox' })
    expect(await carrier.noteBounce({ ...news, communicationId: randomUUID(), isForGood: true })).toEqual({
      outcome: 'not-ours',
    })
  })

  it('P6: sends it again as a further attempt, of ten who press at once one, and only the last attempt', async () => {
    const { id } = await messageOf(visit)
    const tries = Array.from({ length: 10 }, () =>
      desk().communication.sendAgain({ requestId: randomUUID(), communicationId: id }),
    )
    const made = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    expect(made).toHaveLength(1)
    const attempts = await messagesOf(visit)
    expect(attempts).toHaveLength(2)
    const second = attempts.find((one) => one.id !== id)
    await sendCommunication(mailRoom, { clinicId: room.riverside.clinicId, communicationId: second?.id ?? '' })
    const { messages } = await desk().communication.list({
      shown: 'all',
      patientId: room.riverside.patientId,
      limit: 100,
    })
    expect(messages.find((one) => one.id === id)).toMatchObject({ attempt: 1, maySendAgain: false })
    expect(messages.find((one) => one.id === second?.id)).toMatchObject({
      attempt: 2,
      status: 'sent',
      maySendAgain: false,
    })
    expect(
      (await refusalOf(desk().communication.sendAgain({ requestId: randomUUID(), communicationId: second?.id ?? '' })))
        .refusals[0]?.reason,
    ).toBe('not-again')
  })

  it('calls instead: one call, however often it is pressed, and what said so is seen to', async () => {
    const [{ id } = { id: '' }] = await messagesOf(visit)
    for (let time = 0; time < 3; time++)
      await desk().communication.callInstead({ requestId: randomUUID(), communicationId: id })
    const tasks = await rowsOf<{ kind: string; status: string }>(
      room.owner,
      `SELECT kind, status FROM task WHERE detail ->> 'communicationId' = $1 ORDER BY kind`,
      [id],
    )
    expect(tasks).toEqual([
      { kind: 'call-patient', status: 'open' },
      { kind: 'message-not-delivered', status: 'done' },
    ])
  })
})

describe('what somebody wants', () => {
  const riverside = () => room.riverside
  const portal = () => room.as(riverside().patient, { nowMs })
  const desk = () => room.as(riverside().desk, { nowMs })
  const reach = () => desk().contact.reach({ patientId: riverside().patientId })
  let clock = 0
  const tick = () =>
    setDatabaseClock(room.owner, Math.max(nowMs, Date.parse('2027-02-10T08:00:00Z')) + ++clock * MINUTE_MS)

  it('I14: is theirs to say and to see, by channel and purpose; what the desk wrote beside it is the desk’s', async () => {
    const { patientId } = riverside()
    await tick()
    const about = { patientId, channel: 'email', purpose: 'visits' } as const
    await portal().contact.choose({ requestId: randomUUID(), ...about, agrees: false })
    expect(await reach()).toMatchObject({ visits: null, care: 'email' })
    await tick()
    expect(
      (await refusalOf(desk().contact.choose({ requestId: randomUUID(), ...about, agrees: true }))).refusals[0]?.reason,
    ).toBe('note-missing')
    await desk().contact.choose({ requestId: randomUUID(), ...about, agrees: true, note: 'Said so on the phone.' })
    const seen = await reach()
    expect(seen).toMatchObject({ visits: 'email' })
    expect(seen.history.slice(0, 2)).toMatchObject([
      { agrees: true, how: 'desk', note: 'Said so on the phone.' },
      { agrees: false, how: 'portal' },
    ])
    const own = await portal().contact.reach({ patientId })
    expect(own.history[0]).toMatchObject({ agrees: true, how: 'desk', note: '', byName: '' })
  })

  it('I16: a mail says how to stop its kind by one POST; pressing stops that kind alone, twice is once more of the same', async () => {
    const visit = await treated()
    const { id, clinic_id: clinicId } = await messageOf(visit)
    const linkSecret = 'a secret that seals links in the mails of a test'
    await sendCommunication({ ...mailRoom, linkSecret }, { clinicId, communicationId: id })
    const [mail] = await mailsOf(visit)
    const listed = mail?.headers.get('list') as { unsubscribe?: { url: string }; 'unsubscribe-post'?: { name: string } }
    expect(listed.unsubscribe?.url).toContain('https://riverside.test/api/unsubscribe/')
    expect(JSON.stringify(listed['unsubscribe-post'])).toContain('One-Click')
    const token = listed.unsubscribe?.url.split('/').at(-1) ?? ''
    expect(openLink(linkSecret, MESSAGE_LINK, token)).toEqual([clinicId, id])
    expect(openLink(linkSecret, 'something else', token)).toBeNull()
    expect(openLink(linkSecret, MESSAGE_LINK, token.replace(id, clinicId))).toBeNull()
    expect(mail?.text).toContain(`https://riverside.test/c/riverside/messages/${token}`)
    await tick()
    const system = room.as(riverside().system, { nowMs })
    expect(await system.contact.aboutLink({ communicationId: id })).toEqual({ purpose: 'care', name: 'Björk' })
    for (let time = 0; time < 2; time++) await system.contact.pressLink({ communicationId: id, says: 'stop' })
    expect(await reach()).toMatchObject({ care: null, visits: 'email' })
    await tick()
    await system.contact.pressLink({ communicationId: id, says: 'not-me' })
    expect(await reach()).toMatchObject({ care: null, visits: null })
  })

  it('an address that is put right is theirs again, and what they stopped stays stopped', async () => {
    const { patientId } = riverside()
    await tick()
    const { version, phone, phoneKind, preferred, timeZone } = await reach()
    const changed = { patientId, version, phone, phoneKind, preferred, timeZone, email: 'bjork@right.test' }
    const first = await desk().contact.save({ requestId: randomUUID(), ...changed })
    expect(await reach()).toMatchObject({ email: 'bjork@right.test', visits: 'email', care: null })
    const late = refusalOf(desk().contact.save({ requestId: randomUUID(), ...changed, email: null }))
    expect((await late).refusals[0]?.reason).toBe('stale-version')
    await desk().contact.save({
      ...changed,
      requestId: randomUUID(),
      version: first.version,
      email: 'patient@demo.test',
    })
    await tick()
    await portal().contact.choose({
      requestId: randomUUID(),
      patientId,
      channel: 'email',
      purpose: 'all',
      agrees: true,
    })
  })

  it('quiet hours are those of the patient’s own clock', async () => {
    const { patientId, clinicId, system } = riverside()
    const at = (iso: string) => Date.parse(iso)
    const put = (occasion: string, dueMs: number, whenMs: number) =>
      asActor(room.database, system, (tx) =>
        putInOutbox(
          tx,
          {
            ...{ clinicId, patientId, kind: 'appointment-missed', appointmentId: visitId, occasion },
            ...{ dueMs, manner: 'after' },
          },
          whenMs,
        ),
      )
    const [{ id: visitId } = { id: '' }] = await rowsOf<{ id: string }>(
      room.owner,
      'SELECT id FROM appointment WHERE patient_id = $1 ORDER BY starts_at LIMIT 1',
      [patientId],
    )
    const dueOf = async (occasion: string) =>
      (
        await rowsOf<{ due_at: Date }>(room.owner, 'SELECT due_at FROM communication WHERE occasion = $1', [occasion])
      )[0]?.due_at.toISOString()
    const evening = at('2027-03-02T20:30:00Z')
    await put('here', evening, evening)
    expect(await dueOf('here')).toBe('2027-03-03T07:00:00.000Z')
    await room.owner.query(`UPDATE patient SET time_zone = 'America/New_York' WHERE id = $1`, [patientId])
    await put('there', evening, evening)
    expect(await dueOf('there')).toBe('2027-03-02T20:30:00.000Z')
    await room.owner.query('UPDATE patient SET time_zone = NULL WHERE id = $1', [patientId])
  })
})

describe('names', () => {
  it('I19: a name with markup and line breaks stays a name', async () => {
    const visit = await treated()
    const { patientId } = room.riverside
    const name = `</div><a href="https://evil.test">Pay here</a>\r\nBcc: other@evil.test`
    const [before] = await rowsOf<{ name: string }>(room.owner, 'SELECT name FROM patient WHERE id = $1', [patientId])
    await room.owner.query('UPDATE patient SET name = $2 WHERE id = $1', [patientId, name])
    await send(visit)
    await room.owner.query('UPDATE patient SET name = $2 WHERE id = $1', [patientId, before?.name])
    const [mail] = await mailsOf(visit)
    expect(mail?.html).toContain('&lt;a href=')
    expect(mail?.html).not.toMatch(/<a [^>]*evil\.test/)
    expect(mail?.bcc).toBeUndefined()
    expect(mail?.to && 'value' in mail.to ? mail.to.value.map(({ address }) => address) : []).toEqual([
      'patient@demo.test',
    ])
  })
})

describe('nobody says when the needles came out', () => {
  const atPlannedEnd = async (visit: OpenVisit): Promise<void> => {
    nowMs = visit.endMs
    await planAtPlannedEnd(mailRoom, { clinicId: room.riverside.clinicId, encounterId: visit.encounterId })
  }

  it('Z15: it is due at the planned end, and not a second time when they are out at last', async () => {
    const visit = await needledVisit()
    await Promise.all([atPlannedEnd(visit), atPlannedEnd(visit)])
    const message = await messageOf(visit)
    expect(message).toMatchObject({ status: 'due', basis: 'planned-end', chest_warning: true })
    expect(message.due_at.getTime()).toBe(visit.endMs)
    await send(visit)
    await takeOut(room, visit, 90, { removed: 4 })
    await complete(room, visit, 600)
    expect(await messagesOf(visit)).toHaveLength(1)
    expect(await mailsOf(visit)).toHaveLength(1)
  })

  it('Z15: written down in the evening it is due at once', async () => {
    const visit = await openVisit(room, { startIso: nextTen(), areaIds: [TRAPEZIUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    await atPlannedEnd(visit)
    expect(await messagesOf(visit)).toEqual([])
    const lotId = await scan(room, visit, '24H07A')
    await needle(room, visit, { lotId, areaIds: [TRAPEZIUS], needles: 2, minute: 600 })
    expect(await messageOf(visit)).toMatchObject({ status: 'due', basis: 'planned-end' })
  })

  it('a visit in which nothing was needled gets none', async () => {
    const visit = await openVisit(room, { startIso: nextTen(), areaIds: [TRAPEZIUS] })
    await atPlannedEnd(visit)
    const caller = room.as(visit.practitioner, { nowMs: visit.endMs })
    const { encounter } = await caller.encounter.visit({ appointmentId: visit.appointmentId })
    await caller.encounter.complete({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      version: encounter?.version ?? 0,
      withoutNeedling: true,
    })
    expect(await messagesOf(visit)).toEqual([])
  })
})

describe('the queue', () => {
  it('is told in the same transaction, and a worker sends without being asked', async () => {
    // what the tests above left in the queue is not this test's
    await room.owner.query('DELETE FROM jobs.job')
    await room.owner.query('DELETE FROM left_job')
    const visit = await treated()
    // the copy of what was signed, and the aftercare
    const arrived = post.received(post.mails.length + 2)
    const worker = await startWorker(
      room.appUrl,
      room.database,
      {
        'send-communication': (payload) => sendCommunication(mailRoom, payload),
        'plan-aftercare': (payload) => planAtPlannedEnd(mailRoom, payload),
        'raise-needle-alarm': async () => undefined,
        'ask-after-reply': async () => undefined,
        'raise-answer-alert': async () => undefined,
        'call-unanswered': async () => undefined,
        'tell-of-visit': async () => undefined,
      },
      () => {},
    )
    try {
      await arrived
    } finally {
      await worker.stop()
    }
    expect(await mailsOf(visit)).toHaveLength(1)
    expect((await statusOf(visit))[0]).toBe('sent')
  })

  it('holds ids, times and what was done only, never a word about a person', async () => {
    const jobs = await rowsOf<{ data: unknown }>(
      room.owner,
      'SELECT data FROM jobs.job UNION ALL SELECT data FROM left_job',
    )
    expect(jobs.length).toBeGreaterThan(0)
    const wordsIn = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(wordsIn)
          : []
    for (const word of jobs.flatMap(({ data }) => wordsIn(data)))
      expect(/^[0-9a-f-]{36}$/.test(word) || VISIT_DEEDS.some((deed) => deed === word), word).toBe(true)
  })
})
