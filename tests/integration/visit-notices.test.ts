import { randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import type { ParsedMail } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'
import { markInError, rowsOf } from '../support/raw-sql.ts'
import { setDatabaseClock } from '../support/treatment-room.ts'
import { type Outbox, openOutbox } from '../support/word-of-visits.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Ten o'clock in Berlin of a Monday past the demo's calendar. */
const MONDAY_MS = Date.parse('2027-01-11T09:00:00Z')
const NOW_MS = TUESDAY_MORNING_MS + 3 * HOUR_MS

let house: FrontDesk
let outbox: Outbox
let days = 0

beforeAll(async () => {
  house = await openFrontDesk()
  outbox = await openOutbox(house)
  await setDatabaseClock(house.owner, NOW_MS)
  await house.owner.query(
    `UPDATE healthcare_service SET by_request = (code = 'first-visit-60'), max_ahead_days = 365 WHERE clinic_id = $1`,
    [house.riverside.clinicId],
  )
})
afterAll(async () => {
  await outbox?.close()
  await house?.close()
})
beforeEach(async () => {
  await house.owner.query(`DELETE FROM left_job`)
  // so many messages a day are enough: what the tests before sent is not this test's
  await house.owner.query(`DELETE FROM communication WHERE encounter_id IS NULL AND consent_id IS NULL`)
  await house.owner.query(
    `UPDATE patient SET email = 'patient@demo.test', locale = 'en', erased_at = NULL, merged_into_id = NULL WHERE id = $1`,
    [house.riverside.patientId],
  )
})

const iso = (ms: number): string => new Date(ms).toISOString()
/** Ten o'clock of a Monday or Friday that no other test uses: far enough apart for every rest. */
const nextTen = (): number => MONDAY_MS + (Math.floor(days / 2) * 7 + (days++ % 2) * 4) * DAY_MS
const desk = (nowMs = NOW_MS) => house.as(house.riverside.desk, { nowMs })
const portal = (nowMs = NOW_MS) => house.as(house.riverside.patient, { nowMs })

type Service = Parameters<FrontDesk['riverside']['service']>[0]
const wish = (startMs: number, service: Service = 'without-needling-30', more: object = {}) => ({
  requestId: randomUUID(),
  patientId: house.riverside.patientId,
  serviceId: house.riverside.service(service),
  areaIds: [],
  practitionerId: house.riverside.practitionerId,
  startIso: iso(startMs),
  ...more,
})
const change = ({ appointmentId, version }: { appointmentId: string; version: number }) => ({
  requestId: randomUUID(),
  appointmentId,
  expectedVersion: version,
})
const book = (startMs: number, service?: Service, more?: object) =>
  desk().appointment.book(wish(startMs, service, more))
const told = async (appointmentId: string, kind: string) =>
  (await outbox.about(appointmentId)).filter((row) => row.kind === kind)
const kindsOf = async (appointmentId: string) =>
  (await outbox.about(appointmentId)).map(({ kind, status }) => `${kind} ${status}`)
/** What is told of all that was done until now, and handed over. */
const goOut = async ({ appointmentId }: { appointmentId: string }, sentMs = NOW_MS) => {
  await outbox.tellAll(NOW_MS)
  await outbox.sendDue(sentMs, appointmentId)
}
const mailAbout = async (appointmentId: string, kind: string): Promise<ParsedMail> => {
  const rows = await told(appointmentId, kind)
  const mail = rows.map((row) => outbox.mailOf(row)).find((one) => one !== undefined)
  if (mail === undefined) throw new Error(`No mail ${kind}: ${JSON.stringify(rows)}`)
  return mail
}
const fileIn = ({ attachments }: ParsedMail) => {
  const file = attachments.find(({ filename }) => filename === 'visit.ics')?.content.toString('utf8') ?? ''
  return new ICAL.Component(ICAL.parse(file) as unknown[])
}
const eventsIn = (mail: ParsedMail) =>
  fileIn(mail)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event))

describe('a visit that is booked', () => {
  it('is confirmed once, with a file for the calendar, and reminded of a day before', async () => {
    const startMs = nextTen()
    const booked = await book(startMs)
    await goOut(booked)
    const mail = await mailAbout(booked.appointmentId, 'appointment-confirmed')
    expect(mail.subject).toBe('Riverside Needling & Physio: your visit on Mon 11 Jan 2027 10:00')
    expect(mail.text).toContain('Monday 11 January 2027, 10:00 to 10:30')
    expect(mail.text).toContain('With Ana Ruiz')
    expect(mail.text).toContain(`https://riverside.test/c/riverside/visits/${booked.appointmentId}`)
    expect(fileIn(mail).getFirstPropertyValue('method')).toBe('REQUEST')
    const [event] = eventsIn(mail)
    expect(event?.startDate.toJSDate().getTime()).toBe(startMs)
    expect(event?.sequence).toBe(1)
    const [reminder] = await told(booked.appointmentId, 'appointment-reminder')
    expect(reminder).toMatchObject({ status: 'due', due_at: new Date(startMs - DAY_MS) })
    const { notices } = await desk().visitNotice.ofVisit({ appointmentId: booked.appointmentId })
    expect(notices.map(({ kind, status, channel }) => [kind, status, channel])).toEqual([
      ['appointment-reminder', 'due', 'email'],
      ['forms', 'due', 'email'],
      ['appointment-confirmed', 'sent', 'email'],
    ])
  })

  it('C16: is told of at the clinic’s time, in the patient’s language, and nothing says why somebody comes', async () => {
    await house.owner.query(`UPDATE patient SET locale = 'de' WHERE id = $1`, [house.riverside.patientId])
    const booked = await book(nextTen(), 'dry-needling-45', { areaIds: ['upper-trapezius.left'] })
    await goOut(booked)
    const mail = await mailAbout(booked.appointmentId, 'appointment-confirmed')
    expect(mail.subject).toContain('Ihr Termin am')
    expect(mail.text).toContain('10:00 bis 10:45 Uhr')
    expect(mail.text).toContain('Alle Zeiten sind die der Praxis')
    const file = mail.attachments.map(({ content }) => content.toString('utf8')).join('')
    expect(`${mail.subject} ${mail.text} ${mail.html} ${file}`).not.toMatch(/needling 45|dry needling|trapez/i)
  })

  it('E14: asked for twice with one request, is told of once', async () => {
    const asked = wish(nextTen())
    const [first, second] = [await desk().appointment.book(asked), await desk().appointment.book(asked)]
    expect(second.appointmentId).toBe(first.appointmentId)
    await outbox.tellAll(NOW_MS)
    expect(await told(first.appointmentId, 'appointment-confirmed')).toHaveLength(1)
  })

  it('is told to nobody where the desk says that no message is wanted, or where it is refused', async () => {
    const startMs = nextTen()
    const { appointmentId } = await book(startMs, 'without-needling-30', { tell: false })
    await expect(book(startMs)).rejects.toThrow()
    expect(await rowsOf(house.owner, `SELECT 1 FROM left_job`)).toEqual([])
    expect(await outbox.about(appointmentId)).toEqual([])
  })

  it('is told to nobody who came without an appointment', async () => {
    const nowMs = NOW_MS + 1.5 * HOUR_MS
    const received = await desk(nowMs).appointment.walkIn({
      ...{ requestId: randomUUID(), patientId: null },
      newPatient: { name: 'Wanda Wanders', locale: 'en', notADuplicate: true },
      ...{ serviceId: house.riverside.service('without-needling-30'), areaIds: [], practitionerId: null },
    })
    await outbox.tellAll(nowMs)
    expect(await outbox.about('appointmentId' in received ? received.appointmentId : '')).toEqual([])
  })
})

describe('a visit that is asked for', () => {
  it('is told to wait for the answer, then confirmed with a file, or declined without one', async () => {
    const asked = await portal().appointment.book(wish(nextTen(), 'first-visit-60'))
    await goOut(asked)
    const waiting = await mailAbout(asked.appointmentId, 'appointment-confirmed')
    expect(waiting.text).toContain('not confirmed yet')
    expect(waiting.attachments).toEqual([])
    expect(await told(asked.appointmentId, 'appointment-reminder')).toEqual([])
    await desk().appointment.confirm(change(asked))
    await goOut(asked)
    const [, granted] = await told(asked.appointmentId, 'appointment-confirmed')
    expect(granted && outbox.mailOf(granted)?.text).toContain('The clinic has confirmed your visit')
    expect(await told(asked.appointmentId, 'appointment-reminder')).toHaveLength(1)
    const other = await portal().appointment.book(wish(nextTen(), 'first-visit-60'))
    await desk().appointment.decline({ ...change(other), reason: 'full' })
    await goOut(other)
    const declined = await mailAbout(other.appointmentId, 'appointment-cancelled')
    expect(declined.text).toContain('cannot give you the time')
    expect(declined.attachments).toEqual([])
  })
})

describe('a series', () => {
  it('is confirmed in one message with all its visits, and each is reminded of by itself', async () => {
    const starts = [nextTen(), nextTen(), nextTen()]
    const { startIso: _, ...asked } = wish(0)
    const { visits } = await desk().appointment.bookSeries({ ...asked, startIsos: starts.map(iso), onClash: 'refuse' })
    const [first, second] = visits
    if (first === undefined || second === undefined) throw new Error('A series has several visits')
    await goOut(first)
    const mail = await mailAbout(first.appointmentId, 'appointment-confirmed')
    expect(mail.subject).toBe('Riverside Needling & Physio: your 3 visits')
    expect(eventsIn(mail).map(({ startDate }) => startDate.toJSDate().getTime())).toEqual(starts)
    expect(fileIn(mail).getFirstPropertyValue('method')).toBe('PUBLISH')
    expect(await kindsOf(second.appointmentId)).toEqual(['appointment-reminder due', 'forms due'])
  })
})

describe('a visit that is moved', () => {
  const to = (ms: number) => ({ startIso: iso(ms), practitionerId: house.riverside.practitionerId })

  it('H10: says the old and the new time, raises the number that calendars go by, and reminds of the new one', async () => {
    const [startMs, laterMs] = [nextTen(), nextTen()]
    const booked = await book(startMs)
    const { appointmentId } = booked
    await goOut(booked)
    const moved = await desk().appointment.reschedule({ ...change(booked), ...to(laterMs) })
    await goOut(booked, NOW_MS + 60_000)
    const mail = await mailAbout(appointmentId, 'appointment-changed')
    const [first] = eventsIn(await mailAbout(appointmentId, 'appointment-confirmed'))
    const [now] = eventsIn(mail)
    expect(mail.text).toMatch(/10:00 to 10:30[\s\S]*BEFORE, IT WAS[\s\S]*10:00/)
    expect(now?.startDate.toJSDate().getTime()).toBe(laterMs)
    expect([now?.uid, now?.sequence]).toEqual([first?.uid, moved.version])
    await outbox.sendDue(startMs - HOUR_MS, appointmentId)
    await outbox.sendDue(laterMs - HOUR_MS, appointmentId)
    const reminders = await told(appointmentId, 'appointment-reminder')
    expect(reminders.map(({ status, status_reason }) => [status, status_reason])).toEqual([
      ['withheld', 'moved'],
      ['sent', null],
    ])
  })

  it('is told of to nobody where the desk moves it back before that has gone out, or changes the room alone', async () => {
    const [startMs, laterMs] = [nextTen(), nextTen()]
    const booked = await book(startMs)
    await goOut(booked)
    const away = await desk().appointment.reschedule({ ...change(booked), ...to(laterMs) })
    await outbox.tellAll(NOW_MS)
    const back = await desk().appointment.reschedule({ ...change(away), ...to(startMs) })
    await goOut(booked, NOW_MS + 60_000)
    await desk().appointment.reschedule({ ...change(back), ...to(startMs) })
    await outbox.tellAll(NOW_MS)
    const changes = await told(booked.appointmentId, 'appointment-changed')
    expect(changes.map(({ status, status_reason }) => [status, status_reason])).toEqual([
      ['withheld', 'nothing-changed'],
    ])
  })
})

describe('a visit that is off', () => {
  it('H7: is taken out of the calendar that it was put into, and not told why', async () => {
    const booked = await book(nextTen())
    await goOut(booked)
    const off = await portal().appointment.cancel({ ...change(booked), reason: 'a note for the desk' })
    await goOut(booked)
    const mail = await mailAbout(booked.appointmentId, 'appointment-cancelled')
    expect(mail.text).toContain('does not take place')
    expect(mail.text).not.toContain('a note for the desk')
    expect(fileIn(mail).getFirstPropertyValue('method')).toBe('CANCEL')
    const [first] = eventsIn(await mailAbout(booked.appointmentId, 'appointment-confirmed'))
    const [event] = eventsIn(mail)
    expect(event?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect([event?.uid, event?.sequence]).toEqual([first?.uid, off.version])
  })

  it('I1, E4: is neither confirmed nor reminded of afterwards', async () => {
    const startMs = nextTen()
    const booked = await book(startMs)
    await outbox.tellAll(NOW_MS)
    await desk().appointment.cancel({ ...change(booked), reason: 'work', tell: false })
    await goOut(booked, startMs - HOUR_MS)
    expect(await kindsOf(booked.appointmentId)).toEqual([
      'appointment-confirmed withheld',
      'appointment-reminder withheld',
      'forms withheld',
    ])
  })
})

describe('more than a hundred messages of visits that are off', () => {
  it('I2: all stay here, since nothing was given to anybody before its time', async () => {
    const startMs = nextTen()
    const booked = await book(startMs)
    await outbox.tellAll(NOW_MS)
    await house.owner.query(
      `INSERT INTO communication (clinic_id, kind, appointment_id, patient_id, occasion, channel, attempt, status, due_at, areas, chest_warning, manner)
       SELECT clinic_id, kind, appointment_id, patient_id, occasion || n, channel, 1, 'due', due_at, areas, chest_warning, manner
       FROM communication CROSS JOIN generate_series(1, 120) n WHERE appointment_id = $1 AND kind = 'appointment-reminder'`,
      [booked.appointmentId],
    )
    await desk().appointment.cancel({ ...change(booked), reason: 'work', tell: false })
    const before = outbox.post.mails.length
    await outbox.sendDue(startMs - HOUR_MS, booked.appointmentId)
    const reminders = await told(booked.appointmentId, 'appointment-reminder')
    expect(reminders).toHaveLength(121)
    expect(new Set(reminders.map(({ status, status_reason }) => `${status} ${status_reason}`))).toEqual(
      new Set(['withheld cancelled']),
    )
    expect(outbox.post.mails).toHaveLength(before)
  })
})

describe('somebody who does not come', () => {
  it('is asked an hour later whether they want another time, and not at all if they were there', async () => {
    const [startMs, otherMs] = [nextTen(), nextTen()]
    const [missed, late] = [await book(startMs), await book(otherMs)]
    const stayedAway = ({ appointmentId }: { appointmentId: string }, nowMs: number) =>
      desk(nowMs).appointment.arrive({ requestId: randomUUID(), appointmentId, action: 'no-show' })
    await stayedAway(missed, startMs + HOUR_MS / 4)
    await stayedAway(late, otherMs + HOUR_MS / 4)
    await outbox.tellAll(otherMs + HOUR_MS / 4)
    await desk(otherMs + HOUR_MS / 3).appointment.undoNoShow(change({ ...late, version: 2 }))
    await outbox.sendDue(otherMs + 2 * HOUR_MS, missed.appointmentId, late.appointmentId)
    expect((await mailAbout(missed.appointmentId, 'appointment-missed')).subject).toContain('we missed you')
    expect(await kindsOf(late.appointmentId)).toEqual(['appointment-missed withheld'])
  })
})

describe('forms', () => {
  it('are asked for before a visit with needles, and not where nothing is to be signed', async () => {
    const [startMs, otherMs] = [nextTen(), nextTen()]
    const more = { areaIds: ['gastrocnemius-lateral.left'] }
    const [open, plain] = [await book(startMs, 'dry-needling-45', more), await book(otherMs)]
    await goOut(open)
    const link = `/c/riverside/consent/${open.appointmentId}`
    expect((await mailAbout(open.appointmentId, 'appointment-confirmed')).text).toContain(link)
    await outbox.sendDue(startMs - 2 * DAY_MS, open.appointmentId)
    expect((await mailAbout(open.appointmentId, 'forms')).text).toContain(link)
    await outbox.sendDue(otherMs - 2 * DAY_MS, plain.appointmentId)
    const [none] = await told(plain.appointmentId, 'forms')
    expect([none?.status, none?.status_reason]).toEqual(['withheld', 'nothing-to-sign'])
  })
})

describe('people', () => {
  it('who were erased, or whose visit was entered in error, get nothing', async () => {
    const [wrong, later] = [await book(nextTen()), await book(nextTen())]
    await outbox.tellAll(NOW_MS)
    await markInError(house.owner, [wrong.appointmentId])
    await outbox.sendDue(NOW_MS, wrong.appointmentId)
    await house.owner.query('UPDATE patient SET erased_at = now() WHERE id = $1', [house.riverside.patientId])
    await outbox.sendDue(NOW_MS, later.appointmentId)
    const [first, second] = [
      await told(wrong.appointmentId, 'appointment-confirmed'),
      await told(later.appointmentId, 'appointment-confirmed'),
    ]
    expect([first[0]?.status_reason, second[0]?.status_reason]).toEqual(['entered-in-error', 'erased'])
  })

  it('who were entered twice are told where the record that stands says', async () => {
    const booked = await book(nextTen())
    const { patientId, otherPatientId } = house.riverside
    await house.owner.query(`UPDATE patient SET email = 'stands@mail.example' WHERE id = $1`, [otherPatientId])
    await house.owner.query('UPDATE patient SET merged_into_id = $2 WHERE id = $1', [patientId, otherPatientId])
    await goOut(booked)
    const { to } = await mailAbout(booked.appointmentId, 'appointment-confirmed')
    expect([to].flat().map((one) => one?.text)).toEqual([expect.stringContaining('stands@mail.example')])
  })
})

describe('a practitioner who is away', () => {
  it('E4: is told of in one message a person, whatever the hour, and the visits are off; who is reached by nothing is called', async () => {
    const dayMs = nextTen()
    const { otherPatientId, practitionerId } = house.riverside
    const night = dayMs - 2 * DAY_MS - 11 * HOUR_MS
    await house.owner.query('UPDATE patient SET email = NULL WHERE id = $1', [otherPatientId])
    const [first, second, other] = [
      await book(dayMs),
      await book(dayMs + 4 * HOUR_MS),
      await book(dayMs - HOUR_MS, 'without-needling-30', { patientId: otherPatientId }),
    ]
    await outbox.tellAll(NOW_MS)
    const date = iso(dayMs).slice(0, 10)
    const absence = {
      ...{ requestId: randomUUID(), existing: null, subject: { kind: 'practitioner', id: practitionerId } as const },
      ...{ kind: 'closed' as const, locationId: null, reason: 'Ill', affectedSeen: 3 },
      ...{ from: { date, minute: 0 }, until: { date, minute: 1440 } },
    }
    const { id: exceptionId } = await desk(night).schedule.saveException(absence)
    const { exceptions } = await desk(night).schedule.exceptions({})
    expect(exceptions.find(({ id }) => id === exceptionId)?.toMove).toBe(3)
    const { visits } = await desk(night).schedule.closedOver({ exceptionId })
    expect(visits.map(({ id, reach }) => [id, reach])).toEqual([
      [other.appointmentId, 'call'],
      [first.appointmentId, 'email'],
      [second.appointmentId, 'email'],
    ])
    const appointmentIds = visits.map(({ id }) => id)
    expect(await desk(night).schedule.callOff({ requestId: randomUUID(), exceptionId, appointmentIds })).toEqual({
      ...{ visits: 2, people: 1 },
    })
    await outbox.tellAll(night)
    await outbox.sendDue(night, ...appointmentIds)
    const mail = await mailAbout(first.appointmentId, 'practitioner-away')
    expect(mail.subject).toContain('2 of your visits cannot take place')
    expect(mail.text).toContain('Ana Ruiz cannot be there')
    expect(mail.text).toContain('https://riverside.test/c/riverside/book')
    expect(mail.text).not.toContain('Ill')
    expect(eventsIn(mail).map(({ component }) => component.getFirstPropertyValue('status'))).toEqual([
      ...['CANCELLED', 'CANCELLED'],
    ])
    // the visit of whom nobody has told stands, with its task
    const left = await desk(night).schedule.closedOver({ exceptionId })
    expect(left.visits.map(({ id }) => id)).toEqual([other.appointmentId])
    expect(await told(second.appointmentId, 'practitioner-away')).toEqual([])
    expect(await told(other.appointmentId, 'practitioner-away')).toEqual([])
    const [claims] = await rowsOf<{ n: number }>(
      house.owner,
      'SELECT count(*)::int AS n FROM claim WHERE appointment_id = ANY ($1)',
      [[first.appointmentId, second.appointmentId]],
    )
    expect(claims?.n).toBe(0)
    const again = desk(night).schedule.callOff({ requestId: randomUUID(), exceptionId, appointmentIds })
    expect((await refusalOf(again)).refusals[0]?.reason).toBe('nobody-to-tell')
  })
})
