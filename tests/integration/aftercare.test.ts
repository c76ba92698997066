import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mailServer } from '#integrations/mail/transport.ts'
import { startWorker } from '#jobs/queue.ts'
import { planAtPlannedEnd } from '../../src/worker/plan-aftercare.ts'
import { type MailRoom, sendCommunication, TryLater } from '../../src/worker/send-communication.ts'
import { refusalOf } from '../support/front-desk.ts'
import { MINUTE_MS } from '../support/instants.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { markInError, rowsOf } from '../support/raw-sql.ts'
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
  post = await openPostOffice()
  mailRoom = {
    database: room.database,
    server: mailServer(post.url),
    from: 'Riverside <clinic@riverside.test>',
    publicUrl: 'https://riverside.test',
    now: () => nowMs,
  }
})
afterAll(async () => {
  mailRoom?.server.close()
  await post?.close()
  await room?.close()
})
beforeEach(async () => {
  post.manner = 'take'
  await room.owner.query('UPDATE patient SET aftercare_stopped = false WHERE id = $1', [room.riverside.patientId])
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
}

const messagesOf = ({ encounterId }: OpenVisit): Promise<Message[]> =>
  rowsOf<Message>(room.owner, 'SELECT * FROM communication WHERE encounter_id = $1', [encounterId])
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
    rowsOf(room.owner, `SELECT 1 FROM task WHERE appointment_id = $1 AND kind = 'call-patient'`, [visit.appointmentId])

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
    expect(await callsFor(visit)).toHaveLength(1)
    const { id } = await messageOf(visit)
    const leaflet = await room.as(room.riverside.patient).communication.leaflet({ id })
    expect(leaflet.sections[0]).toMatchObject({ key: 'chest', urgent: true })
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
    await room.owner.query('UPDATE patient SET aftercare_stopped = true WHERE id = $1', [room.riverside.patientId])
    await withheld(visit, 'stopped')
    expect(await tasksAbout(visit)).toBe(0)
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
    const visit = await treated()
    // the copy of what was signed, and the aftercare
    const arrived = post.received(post.mails.length + 2)
    const worker = await startWorker(
      room.appUrl,
      {
        'send-communication': (payload) => sendCommunication(mailRoom, payload),
        'plan-aftercare': (payload) => planAtPlannedEnd(mailRoom, payload),
        'raise-needle-alarm': async () => undefined,
        'ask-after-reply': async () => undefined,
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

  it('holds ids only, never a word about a person', async () => {
    const jobs = await rowsOf<{ data: Record<string, string> }>(room.owner, 'SELECT data FROM jobs.job')
    expect(jobs.length).toBeGreaterThan(0)
    for (const { data } of jobs) {
      expect(Object.keys(data).every((key) => key.endsWith('Id'))).toBe(true)
      expect(Object.values(data).every((value) => /^[0-9a-f-]{36}$/.test(value))).toBe(true)
    }
  })
})
