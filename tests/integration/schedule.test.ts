import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { locationId } from '../../prisma/seed/clinic.ts'
import { practitionerId } from '../../prisma/seed/people.ts'
import { type FrontDesk, openFrontDesk, outcomes, refusalOf } from '../support/front-desk.ts'
import { patientIdsOf } from '../support/people.ts'
import { rowsOf } from '../support/raw-sql.ts'

let house: FrontDesk
let people: string[]

beforeAll(async () => {
  house = await openFrontDesk()
  people = await patientIdsOf(house.owner, house.riverside.clinicId)
})
afterAll(() => house?.close())

const owner = () => house.as(house.riverside.owner)
const desk = () => house.as(house.riverside.desk)
const here = () => locationId(house.riverside.scope)
const ana = () => ({ kind: 'practitioner' as const, id: house.riverside.practitionerId })
const ben = () => ({ kind: 'practitioner' as const, id: practitionerId(house.riverside.scope, 'ben') })
const mei = () => ({ kind: 'practitioner' as const, id: practitionerId(house.riverside.scope, 'mei') })
const room = (name: 'Room 1' | 'Room 2') => ({ kind: 'room' as const, id: house.riverside.scope.id('room', name) })
const location = () => ({ kind: 'location' as const, id: here() })

type HoursInput = Parameters<ReturnType<typeof desk>['schedule']['saveHours']>[0]
type ExceptionInput = Parameters<ReturnType<typeof desk>['schedule']['saveException']>[0]

const hoursInput = (change: Partial<HoursInput>): HoursInput => ({
  requestId: randomUUID(),
  existing: null,
  subject: ben(),
  locationId: here(),
  rule: 'FREQ=WEEKLY;BYDAY=SU',
  startMinute: 10 * 60,
  endMinute: 12 * 60,
  validFrom: '2027-01-01',
  validUntil: null,
  addedDates: [],
  droppedDates: [],
  ...change,
})
const saveHours = (change: Partial<HoursInput>) => desk().schedule.saveHours(hoursInput(change))

const whole = (first: string, last = first) => ({
  from: { date: first, minute: 0 },
  until: { date: last, minute: 1440 },
})

const closing = (change: Partial<ExceptionInput>): ExceptionInput => ({
  requestId: randomUUID(),
  existing: null,
  subject: ana(),
  kind: 'closed',
  locationId: null,
  reason: 'Course',
  ...whole('2027-02-01'),
  ...change,
})
const close = (change: Partial<ExceptionInput>) => desk().schedule.saveException(closing(change))
const end = (one: { id: string; version: number }, more: object = {}) =>
  desk().schedule.endException({ requestId: randomUUID(), ...one, ...more })

const times = async (who: { readonly id: string }, fromDate: string, toDate = fromDate) => {
  const { days } = await desk().appointment.freeTimes({
    patientId: house.riverside.patientId,
    serviceId: house.riverside.service('without-needling-30'),
    areaIds: [],
    practitionerId: who.id,
    fromDate,
    toDate,
  })
  return days.flatMap((day) => day.times.map(({ startIso }) => startIso.slice(0, 16)))
}

const book = (startIso: string, who: { readonly id: string } = ana(), patientId = people[0] ?? '') =>
  desk().appointment.book({
    requestId: randomUUID(),
    patientId,
    serviceId: house.riverside.service('without-needling-30'),
    areaIds: [],
    practitionerId: who.id,
    startIso,
  })

const cancel = ({ appointmentId, version }: { appointmentId: string; version: number }) =>
  desk().appointment.cancel({ requestId: randomUUID(), appointmentId, expectedVersion: version, reason: 'Rang.' })

const toMove = async () =>
  (await desk().task.list({ limit: 100 })).tasks
    .filter(({ kind }) => kind === 'visit-to-move')
    .map(({ appointment, cause }) => ({ id: appointment?.id, ...cause }))

const affected = (refusal: Awaited<ReturnType<typeof refusalOf>>) => {
  const [first] = refusal.refusals
  expect(first?.reason).toBe('visits-affected')
  return first?.offer as { count: number; visits: { id: string; patientName: string; startIso: string }[] }
}

describe('hours', () => {
  it('are offered as soon as they are saved, on the dates of the rule and no others, and are in the trail', async () => {
    expect(
      await times(ben(), '2027-01-03', '2027-01-24').then((all) => all.filter((at) => /-(03|10|17)T/.test(at))),
    ).toEqual([])
    const saved = await saveHours({
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
      validFrom: '2027-01-03',
      addedDates: ['2027-01-10'],
      droppedDates: ['2027-01-17'],
    })
    const location = await saveHours({ subject: { kind: 'location', id: here() }, startMinute: 0, endMinute: 1440 })
    const found = [
      ...(await times(ben(), '2027-01-03', '2027-01-17')),
      ...(await times(ben(), '2027-01-18', '2027-02-01')),
    ]
    const sundays = new Set(
      found.map((at) => at.slice(0, 10)).filter((date) => new Date(`${date}T12:00Z`).getUTCDay() === 0),
    )
    expect([...sundays]).toEqual(['2027-01-03', '2027-01-10', '2027-01-31'])
    expect(found.filter((at) => at.startsWith('2027-01-03'))).toEqual([
      '2027-01-03T09:00',
      '2027-01-03T09:15',
      '2027-01-03T09:30',
      '2027-01-03T09:45',
      '2027-01-03T10:00',
      '2027-01-03T10:15',
      '2027-01-03T10:30',
    ])
    const trail = await rowsOf(house.owner, 'SELECT action, identity_id AS by FROM audit_event WHERE entity_id = $1', [
      saved.id,
    ])
    expect(trail).toEqual([{ action: 'add-hours', by: house.riverside.desk.identityId }])
    for (const { id, version } of [saved, location]) {
      expect(await desk().schedule.endHours({ requestId: randomUUID(), id, version, lastDay: '2026-12-31' })).toEqual({
        id,
        removed: true,
      })
    }
    expect(await times(ben(), '2027-01-03')).toEqual([])
  })

  it('G7: of a night reach into the next morning', async () => {
    const night = await saveHours({
      rule: 'FREQ=DAILY',
      startMinute: 22 * 60,
      endMinute: 1440 + 2 * 60,
      subject: ben(),
    })
    const open = await saveHours({ subject: location(), rule: 'FREQ=DAILY', startMinute: 0, endMinute: 1440 })
    const found = await times(ben(), '2027-01-04')
    expect(found.filter((at) => at < '2027-01-04T01:00')).toEqual([
      '2027-01-03T23:00',
      '2027-01-03T23:15',
      '2027-01-03T23:30',
      '2027-01-03T23:45',
      '2027-01-04T00:00',
      '2027-01-04T00:15',
      '2027-01-04T00:30',
    ])
    expect(found.at(-1)).toBe('2027-01-04T22:45')
    for (const { id, version } of [night, open])
      await desk().schedule.endHours({ requestId: randomUUID(), id, version, lastDay: '2026-12-31' })
  })

  it('are refused in words, with the part or the field that is meant', async () => {
    const sentence = async (change: Partial<HoursInput>) => (await refusalOf(saveHours(change))).refusals[0]
    expect((await sentence({ rule: 'FREQ=WEEKLY;BYDAY=XX' }))?.sentence).toBe('“BYDAY” has a value that there is not.')
    expect((await sentence({ rule: 'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4' }))?.sentence).toContain('No day fits')
    expect((await sentence({ rule: 'FREQ=DAILY;INTERVAL=7;BYDAY=MO', validFrom: '2027-01-05' }))?.sentence).toContain(
      'never be',
    )
    expect((await sentence({ validUntil: '2026-12-31' }))?.offer).toEqual({ fields: ['until'] })
    expect((await sentence({ addedDates: ['2026-12-31'] }))?.offer).toEqual({ fields: ['addedDates'] })
    expect((await sentence({ endMinute: 600 }))?.offer).toEqual({ fields: ['endMinute'] })
    expect((await refusalOf(saveHours({ locationId: locationId(house.hillside.scope) }))).code).toBe('NOT_FOUND')
  })

  it('asked for twice by one request are saved once; changed meanwhile by somebody else they are not overwritten', async () => {
    const input = hoursInput({})
    const first = await desk().schedule.saveHours(input)
    expect(await desk().schedule.saveHours(input)).toEqual(first)
    const changed = await saveHours({ existing: first, endMinute: 13 * 60 })
    expect(changed).toEqual({ id: first.id, version: 2 })
    const late = await refusalOf(saveHours({ existing: first, endMinute: 14 * 60 }))
    expect(late.refusals[0]?.reason).toBe('stale-version')
    expect((await desk().schedule.hours({ subject: ben() })).hours.find(({ id }) => id === first.id)?.endMinute).toBe(
      13 * 60,
    )
    await desk().schedule.endHours({ requestId: randomUUID(), ...changed, lastDay: '2026-12-31' })
  })

  it('that are to be different from a later day on keep their past', async () => {
    const begun = await saveHours({ rule: 'FREQ=WEEKLY;BYDAY=SU', validFrom: '2026-01-04' })
    const next = await saveHours({
      existing: begun,
      rule: 'FREQ=WEEKLY;BYDAY=SU',
      startMinute: 14 * 60,
      endMinute: 16 * 60,
      validFrom: '2027-01-10',
    })
    expect(next.id).not.toBe(begun.id)
    const { hours } = await desk().schedule.hours({ subject: ben() })
    expect(hours.find(({ id }) => id === begun.id)).toMatchObject({
      validFrom: '2026-01-04',
      validUntil: '2027-01-09',
      startMinute: 600,
      version: 2,
    })
    expect(hours.find(({ id }) => id === next.id)).toMatchObject({
      validFrom: '2027-01-10',
      validUntil: null,
      startMinute: 840,
    })
    const ended = await desk().schedule.endHours({ requestId: randomUUID(), ...next, lastDay: '2027-01-31' })
    expect(ended.removed).toBe(false)
    await desk().schedule.endHours({ requestId: randomUUID(), id: next.id, version: 2, lastDay: '2027-01-01' })
    await desk().schedule.endHours({ requestId: randomUUID(), id: begun.id, version: 2, lastDay: '2026-01-01' })
  })

  it('that have begun keep their past when they are changed, and every second week stays the same weeks', async () => {
    const subject = mei()
    const shape = { subject, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', validFrom: '2026-11-01' }
    const begun = await saveHours({ ...shape, addedDates: ['2026-11-10'], droppedDates: ['2026-11-15'] })
    const past = async () => {
      const { rows } = await desk().schedule.week({ firstDate: '2026-11-09', limit: 100 })
      return rows.find(({ subject: one }) => one.id === subject.id)?.days
    }
    const before = await past()
    // what only lies ahead needs no second row
    const longer = await saveHours({
      ...{ ...shape, existing: begun, addedDates: ['2026-11-10'], droppedDates: ['2026-11-15', '2026-12-13'] },
      validUntil: '2027-03-31',
    })
    expect(longer).toEqual({ id: begun.id, version: 2 })
    const changed = await saveHours({
      ...{ ...shape, existing: longer, endMinute: 14 * 60, addedDates: [], droppedDates: ['2026-12-13'] },
      validUntil: '2027-03-31',
    })
    expect(changed.id).not.toBe(begun.id)
    expect(await past()).toEqual(before)
    const kept = (await desk().schedule.hours({ subject })).hours
    expect(kept.find(({ id }) => id === begun.id)).toMatchObject({ endMinute: 12 * 60, validUntil: '2026-11-23' })
    expect(kept.find(({ id }) => id === changed.id)).toMatchObject({
      ...{ endMinute: 14 * 60, rule: shape.rule, validFrom: '2026-11-29', droppedDates: ['2026-12-13'] },
    })
    await desk().schedule.endHours({ requestId: randomUUID(), ...changed, lastDay: '2026-11-28' })
    // hours that are to have ended long ago end yesterday
    const [old] = (await desk().schedule.hours({ subject })).hours.filter(({ startMinute }) => startMinute === 8 * 60)
    const { id, version, locationId: there, ...was } = old!
    const shown = affected(
      await refusalOf(
        saveHours({ ...was, locationId: there, subject, existing: { id, version }, validUntil: was.validFrom }),
      ),
    )
    const over = await saveHours({
      ...{ ...was, locationId: there, subject, existing: { id, version }, validUntil: was.validFrom },
      affectedSeen: shown.count,
    })
    expect(over.id).toBe(id)
    const ended = (await desk().schedule.hours({ subject })).hours.find((one) => one.id === id)
    expect(ended).toMatchObject({ validFrom: was.validFrom, validUntil: '2026-11-23' })
    await saveHours({ ...was, locationId: there, subject, existing: over })
    expect(await toMove()).toEqual([])
  })

  it('G8: that leave visits outside show them first; then the visits are to move, until they fit again', async () => {
    const visit = await book('2027-01-12T16:00:00.000Z')
    const gone = await book('2027-01-12T16:30:00.000Z', ana(), people[1])
    await cancel(gone)
    const { hours } = await desk().schedule.hours({ subject: ana() })
    const afternoon = hours.find(({ startMinute }) => startMinute === 13 * 60 + 30)!
    const { id, version, ...shape } = afternoon
    const shorter = { ...shape, subject: ana(), endMinute: 17 * 60, rule: `${shape.rule}`, validFrom: '2020-01-01' }
    const shown = affected(await refusalOf(saveHours({ existing: { id, version }, ...shorter })))
    const names = shown.visits.map((one) => one.id)
    expect(names).toContain(visit.appointmentId)
    expect(names).not.toContain(gone.appointmentId)
    expect(await toMove()).toEqual([])
    const saved = await saveHours({ existing: { id, version }, ...shorter, affectedSeen: shown.count })
    expect(await toMove()).toContainEqual({ id: visit.appointmentId, why: 'hours', about: 'Ana Ruiz' })
    await saveHours({ existing: saved, ...shape, subject: ana() })
    expect(await toMove()).toEqual([])
    await cancel(visit)
  })
})

describe('a closing', () => {
  it('over nothing is saved at once, is offered no more, and can be undone', async () => {
    expect(await times(ana(), '2027-02-01')).not.toEqual([])
    const away = await close({})
    expect(await times(ana(), '2027-02-01')).toEqual([])
    expect((await refusalOf(book('2027-02-01T09:00:00.000Z'))).refusals[0]?.sentence).toContain('Ana Ruiz')
    expect(await end(away)).toEqual({ id: away.id, removed: true })
    expect(await times(ana(), '2027-02-01')).not.toEqual([])
    const trail = await rowsOf(house.owner, 'SELECT action FROM audit_event WHERE entity_id = $1 ORDER BY id', [
      away.id,
    ])
    expect(trail).toEqual([{ action: 'add-closing' }, { action: 'remove-exception' }])
  })

  it('G8 G4 G5: over visits first shows who is affected, only living ones still to come; then they are to move, and no more once it is taken back', async () => {
    const visit = await book('2027-01-18T09:00:00.000Z')
    const moved = await book('2027-01-18T10:00:00.000Z', ana(), people[1])
    await cancel(moved)
    const shown = affected(await refusalOf(close(whole('2027-01-18'))))
    expect(shown.visits.map(({ id }) => id)).toEqual([visit.appointmentId])
    expect(shown.visits[0]).toMatchObject({ startIso: '2027-01-18T09:00:00.000Z' })
    expect(
      (await desk().schedule.exceptions({ subject: ana() })).exceptions.filter(
        ({ from }) => from.date === '2027-01-18',
      ),
    ).toEqual([])
    const away = await close({ ...whole('2027-01-18'), affectedSeen: shown.count })
    expect(await toMove()).toEqual([{ id: visit.appointmentId, why: 'closed', about: 'Ana Ruiz: Course' }])
    // it stays booked until somebody has moved it
    expect((await desk().appointment.detail({ appointmentId: visit.appointmentId })).status).toBe('booked')
    const longer = await close({ existing: away, ...whole('2027-01-18', '2027-01-19'), affectedSeen: 1 })
    expect(await toMove()).toHaveLength(1)
    await close({ existing: longer, ...whole('2027-01-19') })
    expect(await toMove()).toEqual([])
    await end({ id: away.id, version: 3 })
    await cancel(visit)
  })

  it('whose visits became more meanwhile is shown again', async () => {
    const visit = await book('2027-01-20T09:00:00.000Z')
    const other = await book('2027-01-20T10:00:00.000Z', ana(), people[1])
    const shown = affected(await refusalOf(close({ ...whole('2027-01-20'), affectedSeen: 1 })))
    expect(shown.count).toBe(2)
    await Promise.all([cancel(visit), cancel(other)])
  })

  it('of a past day concerns nobody (G5)', async () => {
    const away = await close(whole('2026-11-16', '2026-11-20'))
    expect((await refusalOf(end(away))).refusals[0]?.reason).toBe('over')
    const { exceptions } = await desk().schedule.exceptions({ subject: ana(), past: true })
    expect(exceptions.find(({ id }) => id === away.id)).toMatchObject({ state: 'past', wholeDays: true })
  })

  it('that goes on ends now when it is taken back', async () => {
    const away = await close({
      subject: ben(),
      from: { date: '2026-11-23', minute: 600 },
      until: { date: '2026-11-24', minute: 7 * 60 + 30 },
    })
    expect(await end(away)).toEqual({ id: away.id, removed: false })
    const { exceptions } = await desk().schedule.exceptions({ subject: ben(), past: true })
    expect(exceptions[0]).toMatchObject({ until: { date: '2026-11-24', minute: 7 * 60 }, state: 'past' })
  })

  it('of a room leaves the other rooms, of the location nothing', async () => {
    const visit = await book('2027-01-21T09:00:00.000Z')
    const { place: taken } = await desk().appointment.detail({ appointmentId: visit.appointmentId })
    const inRoom = taken.roomName === 'Room 2' ? room('Room 2') : room('Room 1')
    const stretch = { kind: 'closed' as const, locationId: here(), reason: 'Painting', ...whole('2027-01-21') }
    const shown = affected(await refusalOf(close({ ...stretch, subject: inRoom })))
    expect(shown.visits.map(({ id }) => id)).toContain(visit.appointmentId)
    const painting = await close({ ...stretch, subject: inRoom, affectedSeen: shown.count })
    expect(await times(ana(), '2027-01-21')).toContain('2027-01-21T10:00')
    const after = await book('2027-01-21T10:00:00.000Z', ana(), people[1])
    expect((await desk().appointment.detail({ appointmentId: after.appointmentId })).place.roomName).not.toBe(
      taken.roomName,
    )
    const all = affected(await refusalOf(close({ ...stretch, subject: location(), reason: 'Holiday' })))
    const holiday = await close({ ...stretch, subject: location(), reason: 'Holiday', affectedSeen: all.count })
    expect(await times(ana(), '2027-01-21')).toEqual([])
    expect((await toMove()).map(({ why, about }) => `${why} ${about}`)).toContain('closed Riverside: Holiday')
    await end(holiday)
    await end(painting)
    expect(await toMove()).toEqual([])
    await Promise.all([cancel(visit), cancel(after)])
  })

  it('C14: entered as dates on the wall of the location is shown as those dates again, west of UTC as well', async () => {
    const { hillside } = house
    await house.owner.query(`UPDATE location SET time_zone = 'America/Denver' WHERE clinic_id = $1`, [
      hillside.clinicId,
    ])
    const there = house.as(hillside.owner, { nowMs: Date.parse('2026-10-01T12:00Z') })
    const subject = { kind: 'practitioner' as const, id: hillside.practitionerId }
    for (const where of [null, locationId(hillside.scope)]) {
      const saved = await there.schedule.saveException(
        closing({ subject, locationId: where, ...whole('2026-10-27', '2026-10-31') }),
      )
      const { exceptions } = await there.schedule.exceptions({ subject })
      expect(exceptions).toEqual([
        expect.objectContaining({
          ...whole('2026-10-27', '2026-10-31'),
          wholeDays: true,
          timeZone: 'America/Denver',
          byName: expect.any(String),
        }),
      ])
      const [stored] = await rowsOf(
        house.owner,
        'SELECT starts_at AS "from", ends_at AS "to" FROM schedule_exception WHERE id = $1',
        [saved.id],
      )
      expect(stored).toEqual({ from: new Date('2026-10-27T06:00Z'), to: new Date('2026-11-01T06:00Z') })
      await there.schedule.endException({ requestId: randomUUID(), ...saved })
    }
    await house.owner.query(`UPDATE location SET time_zone = 'Europe/Berlin' WHERE clinic_id = $1`, [hillside.clinicId])
  })

  it('C22: at a time that the clock jumps over, or that ends before it begins, is refused', async () => {
    const gap = { from: { date: '2027-03-28', minute: 150 }, until: { date: '2027-03-28', minute: 600 } }
    expect((await refusalOf(close(gap))).refusals[0]?.sentence).toContain('does not exist')
    expect((await refusalOf(close(whole('2027-02-02', '2027-02-01')))).refusals[0]?.reason).toBe('faulty')
    expect((await refusalOf(close({ subject: room('Room 1') }))).refusals[0]?.offer).toEqual({ fields: ['locationId'] })
  })
})

describe('extra hours', () => {
  it('are offered beside the usual ones; taking them back first shows who came to be booked in them', async () => {
    const extra = { subject: mei(), kind: 'open' as const, locationId: here(), reason: 'Catching up' }
    const stretch = { from: { date: '2027-02-02', minute: 17 * 60 }, until: { date: '2027-02-02', minute: 19 * 60 } }
    expect(await times(mei(), '2027-02-02')).not.toContain('2027-02-02T17:00')
    const open = await close({ ...extra, ...stretch })
    expect(await times(mei(), '2027-02-02')).toContain('2027-02-02T17:00')
    const visit = await book('2027-02-02T17:00:00.000Z', mei())
    const shown = affected(await refusalOf(end(open)))
    expect(shown.visits.map(({ id }) => id)).toEqual([visit.appointmentId])
    expect(await end(open, { affectedSeen: 1 })).toEqual({ id: open.id, removed: true })
    expect(await toMove()).toEqual([{ id: visit.appointmentId, why: 'hours', about: 'Mei Tanaka' }])
    await cancel(visit)
  })
})

describe('the week', () => {
  it('draws the location, who treats there and its rooms, with what is closed', async () => {
    const away = await close({
      subject: mei(),
      reason: 'Ill',
      from: { date: '2027-02-03', minute: 600 },
      until: { date: '2027-02-04', minute: 1440 },
    })
    const { dates, rows } = await owner().schedule.week({ firstDate: '2027-02-03' })
    expect(dates[0]).toBe('2027-02-01')
    expect(rows.map(({ subject }) => subject.kind).slice(0, 4)).toEqual([
      'location',
      'practitioner',
      'practitioner',
      'practitioner',
    ])
    const days = rows.find(({ subject }) => subject.id === mei().id)?.days
    expect(days?.[1]?.open).toEqual([
      { fromMinute: 480, toMinute: 720 },
      { fromMinute: 840, toMinute: 1020 },
    ])
    expect(days?.[2]).toMatchObject({
      open: [{ fromMinute: 480, toMinute: 600 }],
      closed: [{ fromMinute: 600, toMinute: 1440, reason: 'Ill' }],
    })
    expect(days?.[3]).toMatchObject({ open: [], closed: [{ fromMinute: 0, toMinute: 1440 }] })
    expect(rows.find(({ subject }) => subject.kind === 'room')).toMatchObject({ hasHours: false })
    const own = await house.as(house.riverside.mei).schedule.week({ firstDate: '2027-02-03' })
    expect(own.rows.map(({ name }) => name)).toEqual(['Mei Tanaka'])
    const page = await owner().schedule.week({ firstDate: '2027-02-03', limit: 2, offset: 1 })
    expect(page).toMatchObject({ rows: [rows[1], rows[2]], nextOffset: 3 })
    await end(away)
  })
})

describe('at the same moment', () => {
  it('somebody is booked and goes away: the visit is refused, or it is shown or listed, never neither', async () => {
    const kinds = [ana(), location(), room('Room 1')] as const
    let booked = 0
    for (const [round, subject] of [...kinds, ...kinds, ...kinds].entries()) {
      const date = `2027-01-${25 + (round % 5)}`
      const startIso = `${date}T${round < 5 ? '09' : '10'}:00:00.000Z`
      const place = subject.kind === 'practitioner' ? null : here()
      const calls = [
        book(startIso, ana(), people[round + 2]),
        close({ subject, locationId: place, ...whole(date), affectedSeen: 0 }),
      ] as const
      const [visit, away] = await Promise.allSettled(calls)
      if (visit.status === 'rejected') await refusalOf(calls[0])
      if (away.status === 'rejected') expect((await refusalOf(calls[1])).refusals[0]?.reason).toBe('visits-affected')
      if (visit.status === 'fulfilled') booked += 1
      if (visit.status === 'fulfilled' && away.status === 'fulfilled') {
        // only where the visit is not in what was closed
        const { place: taken } = await desk().appointment.detail({ appointmentId: visit.value.appointmentId })
        expect([subject.kind, taken.roomName]).toEqual(['room', 'Room 2'])
      }
      if (visit.status === 'fulfilled') await cancel(visit.value)
      if (away.status === 'fulfilled') await end(away.value)
    }
    expect(booked, 'not every round was won by the closing').toBeGreaterThan(0)
  })

  it('a visit that was decided by hours of a moment ago is decided again', async () => {
    const [before] = await rowsOf<{ version: number }>(
      house.owner,
      'SELECT schedule_version AS version FROM clinic WHERE id = $1',
      [house.riverside.clinicId],
    )
    const stale = asActor(house.database, house.riverside.desk, async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.schedule_seen', ${`${(before?.version ?? 0) - 1}`}, true)`
      await tx.$executeRaw`UPDATE appointment SET starts_at = starts_at + interval '1 minute', ends_at = ends_at + interval '1 minute'
        WHERE clinic_id = ${house.riverside.clinicId}::uuid AND id = ${house.riverside.coming.appointmentId}::uuid`
      await tx.$executeRaw`SET CONSTRAINTS "moved_by_hours_that_hold" IMMEDIATE`
    })
    await expect(stale).rejects.toThrow(/hours have changed/)
  })

  it('ten of the same closing leave one', async () => {
    const input = closing({ subject: ben(), ...whole('2027-02-05') })
    const { values } = await outcomes(Array.from({ length: 10 }, () => desk().schedule.saveException(input)))
    expect(new Set(values.map(({ id }) => id)).size).toBe(1)
    expect(values).toHaveLength(10)
    await end(values[0]!)
  })
})

describe('behind the procedures', () => {
  const insert = (who: StaffActor, practitioner: string | null) =>
    asActor(house.database, who, (tx) =>
      tx.scheduleException.create({
        data: {
          ...{ clinicId: house.riverside.clinicId, practitionerId: practitioner, kind: 'closed', reason: 'Course' },
          locationId: practitioner === null ? here() : null,
          ...{ startsAt: new Date('2027-05-01T06:00Z'), endsAt: new Date('2027-05-02T06:00Z') },
        },
      }),
    )

  it('L5: the wall lets practitioners write their own absence, nobody else’s and no holiday; assistants none', async () => {
    const { riverside } = house
    await expect(insert(riverside.mei, mei().id)).resolves.toBeTruthy()
    await expect(insert(riverside.mei, ana().id)).rejects.toThrow()
    await expect(insert(riverside.mei, null)).rejects.toThrow()
    await expect(insert(riverside.assistant, mei().id)).rejects.toThrow()
    const changed = await asActor(house.database, riverside.ben, (tx) =>
      tx.scheduleException.updateMany({ where: { practitionerId: mei().id }, data: { reason: 'Changed' } }),
    )
    expect(changed.count).toBe(0)
  })
})
