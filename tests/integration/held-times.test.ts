import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '#lib/ids.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'
import { attempt, codeOf, insertInto, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'
import { setDatabaseClock } from '../support/treatment-room.ts'
import { type BareVisit, bookRaw, claimRowsOf, visitAt } from '../support/visits.ts'

const MINUTE_MS = 60_000
/** Past the demo's calendar, before what the other parts of this file book. */
const TEN_MS = Date.parse('2027-06-01T08:00:00Z')

let house: FrontDesk
let raw: pg.Pool

beforeAll(async () => {
  house = await openFrontDesk()
  raw = rawPool(house.appUrl, 10)
  await setDatabaseClock(house.owner, TUESDAY_MORNING_MS)
})
afterAll(async () => {
  await raw?.end()
  await house?.close()
})

const iso = (ms: number): string => new Date(ms).toISOString()

const holdRowOf = (visit: BareVisit, identityId: string, expiresMs = TUESDAY_MORNING_MS + 7.5 * MINUTE_MS) => ({
  clinic_id: house.riverside.clinicId,
  id: visit.id,
  identity_id: identityId,
  patient_id: visit.patientId,
  service_id: house.riverside.service('without-needling-30'),
  practitioner_id: visit.practitionerId,
  place_id: visit.placeId,
  starts_at: iso(visit.startMs),
  ends_at: iso(visit.startMs + 60 * MINUTE_MS),
  held_at: iso(expiresMs - 7.5 * MINUTE_MS),
  expires_at: iso(expiresMs),
  renewals: 0,
})

const held = (visit: BareVisit, expiresMs = TUESDAY_MORNING_MS + 7.5 * MINUTE_MS) =>
  claimRowsOf(house.riverside, visit).map(({ appointment_id, ...claim }) => ({
    ...claim,
    hold_id: appointment_id,
    held_until: iso(expiresMs),
  }))

/** Keeps a time with plain statements, as whoever sits at the desk. */
const holdRaw = (visit: BareVisit, expiresMs?: number) =>
  rawAs(raw, house.riverside.desk, async (client) => {
    await insertInto(client, 'time_hold', holdRowOf(visit, house.riverside.desk.identityId, expiresMs))
    for (const claim of held(visit, expiresMs)) await insertInto(client, 'claim', claim)
  })

const claimsLeft = async (holdId: string): Promise<number> =>
  (await rowsOf(house.owner, 'SELECT 1 FROM claim WHERE hold_id = $1', [holdId])).length

let nth = 0
/** A visit of an hour on a day of its own. */
const someVisit = (): BareVisit => visitAt(house.riverside, { startMs: TEN_MS + nth++ * 24 * 60 * MINUTE_MS })

describe('P1: a held time is claimed like any other', () => {
  it('A4: nobody books over it with plain statements, nor holds it a second time', async () => {
    const visit = someVisit()
    expect(codeOf(await holdRaw(visit))).toBe('ok')
    const other = { ...visit, id: uuidv7(), patientId: house.riverside.otherPatientId }
    const book = await rawAs(raw, house.riverside.desk, (client) => bookRaw(client, house.riverside, other))
    expect(codeOf(book)).toBe('23P01')
    expect(codeOf(await holdRaw({ ...other, id: uuidv7() }))).toBe('23P01')
  })

  it('a claim is a visit’s or a hold’s: not both, not neither, and a hold’s breaks no rule', async () => {
    const visit = someVisit()
    expect(codeOf(await holdRaw(visit))).toBe('ok')
    const [claim] = held({ ...visit, startMs: visit.startMs + 3 * 60 * MINUTE_MS })
    const write = (more: object) =>
      rawAs(raw, house.riverside.desk, (client) => insertInto(client, 'claim', { ...claim, id: uuidv7(), ...more }))
    expect(codeOf(await write({ appointment_id: house.riverside.coming.appointmentId }))).toBe('23514')
    expect(codeOf(await write({ hold_id: null, held_until: null }))).toBe('23514')
    expect(codeOf(await write({ held_until: null }))).toBe('23514')
    expect(codeOf(await write({ held_until: iso(TUESDAY_MORNING_MS + 60 * MINUTE_MS) }))).toBe('23503')
    expect(codeOf(await write({ waived: true }))).toBe('23514')
    expect(codeOf(await write({}))).toBe('ok')
  })

  it('it ends soon, and its claims end with it, whenever that is', async () => {
    const visit = someVisit()
    const forEver = TUESDAY_MORNING_MS + 365 * 24 * 60 * MINUTE_MS
    const tooLong = { ...holdRowOf(visit, house.riverside.desk.identityId), expires_at: iso(forEver) }
    const kept = await rawAs(raw, house.riverside.desk, (client) => insertInto(client, 'time_hold', tooLong))
    expect(codeOf(kept)).toBe('23514')
    expect(codeOf(await holdRaw(visit))).toBe('ok')
    const later = iso(TUESDAY_MORNING_MS + 12 * MINUTE_MS)
    const prolong = `UPDATE time_hold SET expires_at = $2 WHERE id = $1`
    expect(codeOf(await attempt(raw, house.riverside.desk, prolong, [visit.id, later]))).toBe('ok')
    const ends = await rowsOf<{ held_until: Date }>(house.owner, 'SELECT held_until FROM claim WHERE hold_id = $1', [
      visit.id,
    ])
    expect(ends.map(({ held_until }) => held_until.toISOString())).toEqual([later, later, later])
    await attempt(raw, house.riverside.desk, 'DELETE FROM time_hold WHERE id = $1', [visit.id])
    expect(await claimsLeft(visit.id)).toBe(0)
  })
})

describe('P7: a held time is its holder’s', () => {
  it('nobody else uses, prolongs or releases it; the clinic sees it, other patients do not', async () => {
    const { owner, ana, patient, desk } = house.riverside
    const visit = { ...someVisit(), patientId: house.riverside.otherPatientId }
    expect(codeOf(await holdRaw(visit))).toBe('ok')
    for (const other of [owner, ana, patient]) {
      const changed = (sql: string, ...values: unknown[]) => attempt(raw, other, sql, [visit.id, ...values])
      for (const sql of [
        'DELETE FROM time_hold WHERE id = $1',
        'DELETE FROM claim WHERE hold_id = $1',
        'UPDATE time_hold SET renewals = renewals + 1 WHERE id = $1',
      ]) {
        const done = await changed(sql)
        expect.soft(done.ok && done.value.rowCount, `${other.identityId}: ${sql}`).toBe(0)
      }
      const [claim] = held({ ...visit, startMs: visit.startMs + 3 * 60 * MINUTE_MS })
      const used = await rawAs(raw, other, (client) => insertInto(client, 'claim', { ...claim, id: uuidv7() }))
      expect.soft(codeOf(used), other.identityId).toBe('42501')
    }
    const forAnother = holdRowOf({ ...someVisit(), id: uuidv7() }, owner.identityId)
    expect(codeOf(await rawAs(raw, desk, (client) => insertInto(client, 'time_hold', forAnother)))).toBe('42501')
    const seen = async (actor: typeof owner | typeof patient) => {
      const found = await attempt(raw, actor, 'SELECT id FROM time_hold WHERE id = $1', [visit.id])
      return found.ok ? found.value.rowCount : found.code
    }
    expect([await seen(owner), await seen(patient)]).toEqual([1, 0])
    expect(await claimsLeft(visit.id)).toBe(3)
  })

  it('what has run out anybody clears away, patients as well', async () => {
    const visit = someVisit()
    expect(codeOf(await holdRaw(visit, TUESDAY_MORNING_MS - MINUTE_MS))).toBe('ok')
    const cleared = await attempt(raw, house.riverside.patient, 'DELETE FROM claim WHERE hold_id = $1', [visit.id])
    expect(cleared.ok && cleared.value.rowCount).toBe(3)
  })

  it('a parked draft is seen and thrown away by its writer alone', async () => {
    const { desk, owner, ana, patient, clinicId } = house.riverside
    const draft = { clinic_id: clinicId, id: uuidv7(), identity_id: desk.identityId, answers: {} }
    expect(codeOf(await rawAs(raw, desk, (client) => insertInto(client, 'visit_draft', draft)))).toBe('ok')
    const asOther = { ...draft, id: uuidv7() }
    expect(codeOf(await rawAs(raw, owner, (client) => insertInto(client, 'visit_draft', asOther)))).toBe('42501')
    for (const other of [owner, ana, patient]) {
      for (const sql of ['SELECT 1 FROM visit_draft WHERE id = $1', 'DELETE FROM visit_draft WHERE id = $1']) {
        const done = await attempt(raw, other, sql, [draft.id])
        expect.soft(done.ok && done.value.rowCount, `${other.identityId}: ${sql}`).toBe(0)
      }
    }
    const mine = await attempt(raw, desk, 'DELETE FROM visit_draft WHERE id = $1', [draft.id])
    expect(mine.ok && mine.value.rowCount).toBe(1)
  })
})

/** Ten o'clock in Berlin on working days past the demo's calendar, within the booking window. */
const WEEKDAY_MS = Date.parse('2027-01-11T09:00:00Z')
const DAY_MS = 24 * 60 * MINUTE_MS
let days = 0
/** Ten o'clock of a working day that no other test uses. */
const nextTen = (): number => {
  const week = Math.floor(days / 5)
  return WEEKDAY_MS + (week * 7 + (days++ % 5)) * DAY_MS
}

const wish = (startMs: number, more: object = {}) => ({
  patientId: house.riverside.otherPatientId,
  serviceId: house.riverside.service('first-visit-60'),
  areaIds: [],
  practitionerId: house.riverside.practitionerId,
  startIso: iso(startMs),
  ...more,
})

/** Somebody's calls, so many minutes after the day began; the database's own clock goes along. */
const minutesIn = async (minutes: number, actor: Parameters<FrontDesk['as']>[0] = house.riverside.desk) => {
  const nowMs = TUESDAY_MORNING_MS + minutes * MINUTE_MS
  await setDatabaseClock(house.owner, nowMs)
  return house.as(actor, { nowMs }).appointment
}
const holdAs = async (actor: Parameters<FrontDesk['as']>[0], startMs: number, more: object = {}) =>
  house.as(actor).appointment.hold({ holdId: uuidv7(), ...wish(startMs, more) })
const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).refusals[0]?.reason
const booking = (startMs: number, more: object = {}) => ({ requestId: uuidv7(), ...wish(startMs, more) })

describe('a time is held while a form is filled in', () => {
  it('A4: it is taken for everybody else, also for the holder without the hold’s id, and booked with it', async () => {
    const { desk, owner, patientId } = house.riverside
    const ten = nextTen()
    const hold = await holdAs(desk, ten)
    expect(hold).toMatchObject({ startIso: iso(ten), expiresIso: iso(TUESDAY_MORNING_MS + 7.5 * MINUTE_MS) })
    const other = { patientId }
    expect(await reasonOf(house.as(owner).appointment.book(booking(ten, other)))).toBe('taken')
    expect(await reasonOf(house.as(owner).appointment.book(booking(ten, { ...other, holdId: hold.holdId })))).toBe(
      'taken',
    )
    expect(await reasonOf(house.as(desk).appointment.book(booking(ten, other)))).toBe('taken')
    expect(await reasonOf(holdAs(owner, ten + 15 * MINUTE_MS, other))).toBe('taken')
    const day = iso(ten).slice(0, 10)
    const { holds } = await house.as(owner).appointment.day({ date: day })
    expect(holds).toMatchObject([{ startIso: iso(ten), mine: false, byName: 'Tom Berger', untilIso: hold.expiresIso }])
    const { startIso: _, ...asked } = wish(ten, other)
    const starts = async (holdId: string | null) => {
      const found = await house.as(desk).appointment.freeTimes({
        ...asked,
        patientId: house.riverside.otherPatientId,
        holdId,
        fromDate: day,
        toDate: day,
      })
      return found.days.flatMap(({ times }) => times.map(({ startIso }) => startIso))
    }
    expect(await starts(null)).not.toContain(iso(ten))
    expect(await starts(hold.holdId)).toContain(iso(ten))
    const booked = await house.as(desk).appointment.book(booking(ten, { holdId: hold.holdId }))
    expect(booked).toMatchObject({ startIso: iso(ten) })
    expect(await rowsOf(house.owner, 'SELECT 1 FROM time_hold WHERE id = $1', [hold.holdId])).toEqual([])
    expect(await claimsLeft(hold.holdId)).toBe(0)
  })

  it('A4: when it has run out it is anybody’s; who held it is told as kindly as anybody who is too late', async () => {
    const { desk, owner, patientId } = house.riverside
    const ten = nextTen()
    const hold = await holdAs(desk, ten)
    const early = await minutesIn(7, owner)
    expect(await reasonOf(early.book(booking(ten, { patientId })))).toBe('taken')
    const late = await minutesIn(7.5, owner)
    expect(await late.book(booking(ten, { patientId }))).toMatchObject({ startIso: iso(ten) })
    const refusal = await refusalOf((await minutesIn(8)).book(booking(ten, { holdId: hold.holdId })))
    expect(refusal.refusals[0]).toMatchObject({ reason: 'taken' })
    expect(refusal.refusals[0]?.offer).toMatchObject({ times: [{}, {}, {}] })
    await minutesIn(0)
  })

  it('when it has run out and nobody came, whoever held it still books it', async () => {
    const ten = nextTen()
    const hold = await holdAs(house.riverside.desk, ten)
    const late = await minutesIn(20)
    expect(await late.book(booking(ten, { holdId: hold.holdId }))).toMatchObject({ startIso: iso(ten) })
    await minutesIn(0)
  })

  it('it moves with another choice in one go, and the first time is free again', async () => {
    const { desk, owner, patientId } = house.riverside
    const [ten, other] = [nextTen(), nextTen()]
    const holdId = uuidv7()
    await house.as(desk).appointment.hold({ holdId, ...wish(ten) })
    await house.as(desk).appointment.hold({ holdId, ...wish(other) })
    expect(await claimsLeft(holdId)).toBe(3)
    expect(await house.as(owner).appointment.book(booking(ten, { patientId }))).toMatchObject({ startIso: iso(ten) })
    expect(await reasonOf(house.as(owner).appointment.book(booking(other, { patientId })))).toBe('taken')
    // a choice that cannot be held leaves the held one as it is
    expect(await reasonOf(house.as(desk).appointment.hold({ holdId, ...wish(ten) }))).toBe('taken')
    expect(await reasonOf(house.as(owner).appointment.book(booking(other, { patientId })))).toBe('taken')
    await house.as(desk).appointment.releaseHold({ holdId })
    expect(await claimsLeft(holdId)).toBe(0)
  })

  it('it is kept on when asked for, and not for ever', async () => {
    const { desk } = house.riverside
    const ten = nextTen()
    const holdId = uuidv7()
    for (const minutes of [0, 7, 14, 21]) {
      const held = await (await minutesIn(minutes)).hold({ holdId, ...wish(ten) })
      expect(held.expiresIso).toBe(iso(TUESDAY_MORNING_MS + (minutes + 7.5) * MINUTE_MS))
    }
    expect(await reasonOf((await minutesIn(28)).hold({ holdId, ...wish(ten) }))).toBe('held-long-enough')
    await minutesIn(0)
    await house.as(desk).appointment.releaseHold({ holdId })
  })

  it('nobody else releases it, and nobody else’s id is taken over', async () => {
    const { desk, owner, ana, patient } = house.riverside
    const ten = nextTen()
    const hold = await holdAs(desk, ten)
    for (const other of [owner, ana, patient]) {
      await house.as(other).appointment.releaseHold({ holdId: hold.holdId })
      expect(await claimsLeft(hold.holdId)).toBe(3)
    }
    const taken = house.as(owner).appointment.hold({ holdId: hold.holdId, ...wish(nextTen()) })
    expect(await reasonOf(taken)).toBe('try-again')
    await house.as(desk).appointment.releaseHold({ holdId: hold.holdId })
  })

  it('a visit that moves holds only what it does not have already, and moves with it', async () => {
    const { desk, owner, patientId } = house.riverside
    const ten = nextTen()
    const visit = await house.as(desk).appointment.book(booking(ten))
    const holdId = uuidv7()
    const later = ten + 30 * MINUTE_MS
    const asked = { ...wish(later), holdId, movingAppointmentId: visit.appointmentId }
    await house.as(desk).appointment.hold(asked)
    const over = booking(ten + 60 * MINUTE_MS, { patientId })
    expect(await reasonOf(house.as(owner).appointment.book(over))).toBe('taken')
    const moved = await house.as(desk).appointment.reschedule({
      ...{ requestId: uuidv7(), appointmentId: visit.appointmentId, expectedVersion: 1, startIso: iso(later) },
      ...{ practitionerId: house.riverside.practitionerId, holdId },
    })
    expect(moved).toMatchObject({ startIso: iso(later), version: 2 })
    expect(await claimsLeft(holdId)).toBe(0)
  })

  describe('of a service that a day has only so many of', () => {
    const limit = (perDay: number | null, perPatient: number | null) =>
      house.owner.query(
        'UPDATE healthcare_service SET max_per_day = $2, max_per_patient_per_day = $3 WHERE id = ANY ($1)',
        [
          [house.riverside.service('first-visit-60'), house.riverside.service('without-needling-30')],
          perDay,
          perPatient,
        ],
      )
    afterEach(() => limit(null, null))
    const ben = () => ({ patientId: house.riverside.patientId, practitionerId: house.riverside.ben.practitionerId })

    it('B13: the last of a day is promised once: held, it is nobody else’s, neither to hold nor to book', async () => {
      await limit(1, null)
      const { desk, owner, patient } = house.riverside
      const ten = nextTen()
      const hold = await holdAs(desk, ten)
      expect(await reasonOf(holdAs(owner, ten, ben()))).toBe('day-full')
      expect(await reasonOf(holdAs(desk, ten, ben()))).toBe('day-full')
      expect(await reasonOf(house.as(owner).appointment.book(booking(ten, ben())))).toBe('day-full')
      expect(await reasonOf(house.as(patient).appointment.book(booking(ten, ben())))).toBe('not-possible')
      expect(
        await house.as(desk).appointment.hold({ holdId: hold.holdId, ...wish(ten + 60 * MINUTE_MS) }),
      ).toMatchObject({ startIso: iso(ten + 60 * MINUTE_MS) })
      await house.as(desk).appointment.releaseHold({ holdId: hold.holdId })
      expect(await house.as(owner).appointment.book(booking(ten, ben()))).toMatchObject({ startIso: iso(ten) })
    })

    it('A7: of many who reach for it at once one holds it, and it is free again when that has run out', async () => {
      await limit(1, null)
      const { desk, owner, ana } = house.riverside
      const ten = nextTen()
      const reach = [desk, owner, ana].flatMap((actor, hour) =>
        [{}, ben()].map((more) => holdAs(actor, ten + hour * 60 * MINUTE_MS, more)),
      )
      const held = (await Promise.allSettled(reach)).filter(({ status }) => status === 'fulfilled')
      expect(held).toHaveLength(1)
      const late = await minutesIn(7.5, owner)
      expect(await late.book(booking(ten, ben()))).toMatchObject({ startIso: iso(ten) })
      await minutesIn(0)
    })

    it('B11: a visit that moves counts once, wherever its new time is held', async () => {
      await limit(2, 1)
      const { desk, owner } = house.riverside
      const [ten, other] = [nextTen(), nextTen()]
      const { appointmentId } = await house.as(desk).appointment.book(booking(ten))
      const moving = { movingAppointmentId: appointmentId }
      const hold = await holdAs(desk, ten + 60 * MINUTE_MS, moving)
      expect(await house.as(owner).appointment.book(booking(ten, ben()))).toMatchObject({ startIso: iso(ten) })
      await house.as(desk).appointment.hold({ holdId: hold.holdId, ...wish(other, moving) })
      const again = booking(other + 120 * MINUTE_MS, { practitionerId: house.riverside.ben.practitionerId })
      expect(await reasonOf(house.as(owner).appointment.book(again))).toBe('patient-day-full')
      await house.as(desk).appointment.reschedule({
        ...{ requestId: uuidv7(), appointmentId, expectedVersion: 1, startIso: iso(other), holdId: hold.holdId },
        practitionerId: house.riverside.practitionerId,
      })
    })

    it('P9: nor is it held or booked beside a held one with plain statements', async () => {
      await limit(1, null)
      const visit = someVisit()
      const elsewhere = {
        ...visitAt(house.riverside, { startMs: visit.startMs + 2 * 60 * MINUTE_MS }),
        patientId: house.riverside.otherPatientId,
      }
      expect(codeOf(await holdRaw(visit))).toBe('ok')
      expect(codeOf(await holdRaw(elsewhere))).toBe('FF009')
      const book = await rawAs(raw, house.riverside.desk, (client) => bookRaw(client, house.riverside, elsewhere))
      expect(codeOf(book)).toBe('FF009')
      await limit(null, null)
      const gone = { ...someVisit(), patientId: house.riverside.otherPatientId }
      expect(codeOf(await holdRaw(gone, TUESDAY_MORNING_MS - MINUTE_MS))).toBe('ok')
      await limit(1, null)
      const revive = `UPDATE time_hold SET held_at = $2, expires_at = $2::timestamptz + INTERVAL '5 minutes' WHERE id = $1`
      const after = { ...gone, id: uuidv7(), startMs: gone.startMs + 2 * 60 * MINUTE_MS }
      expect(codeOf(await rawAs(raw, house.riverside.desk, (client) => bookRaw(client, house.riverside, after)))).toBe(
        'ok',
      )
      expect(codeOf(await attempt(raw, house.riverside.desk, revive, [gone.id, iso(TUESDAY_MORNING_MS)]))).toBe('FF009')
    })
  })

  it('rules are rules: what could not be booked is not held either', async () => {
    const { desk, patientId, service } = house.riverside
    const needling = { patientId, serviceId: service('dry-needling-45'), areaIds: ['upper-trapezius.left'] }
    const ten = nextTen()
    await house.as(desk).appointment.book(booking(ten, needling))
    expect(await reasonOf(holdAs(desk, ten + 2 * 60 * MINUTE_MS, needling))).toBe('rest')
    expect(await reasonOf(holdAs(desk, Date.parse('2027-01-11T03:00:00Z')))).toBe('outside-hours')
  })
})

describe('holds are not hoarded', () => {
  it('the desk keeps six at once, and is told to let one go before the seventh', async () => {
    const { ana } = house.riverside
    const holds = []
    for (let i = 0; i < 6; i++) holds.push(await holdAs(ana, nextTen()))
    const refusal = await refusalOf(holdAs(ana, nextTen()))
    expect(refusal.refusals[0]).toMatchObject({ reason: 'too-many-holds' })
    expect(refusal.message).toContain('6 times')
    await house.as(ana).appointment.releaseHold({ holdId: holds[0]?.holdId ?? '' })
    holds.push(await holdAs(ana, nextTen()))
    for (const { holdId } of holds) await house.as(ana).appointment.releaseHold({ holdId })
  })

  it('a patient keeps one: the next choice lets the last go, is not in its own way, and books without an id', async () => {
    const { patient, desk, patientId } = house.riverside
    const own = { patientId }
    const [ten, other] = [nextTen(), nextTen()]
    await holdAs(patient, ten, own)
    await holdAs(patient, other, own)
    const mine = await rowsOf(house.owner, 'SELECT 1 FROM time_hold WHERE identity_id = $1', [patient.identityId])
    expect(mine).toHaveLength(1)
    expect(await house.as(desk).appointment.book(booking(ten))).toMatchObject({ startIso: iso(ten) })
    expect(await reasonOf(house.as(desk).appointment.book(booking(other)))).toBe('taken')
    expect(await house.as(patient).appointment.book(booking(other, own))).toMatchObject({ startIso: iso(other) })
    const left = await rowsOf(house.owner, 'SELECT 1 FROM time_hold WHERE identity_id = $1', [patient.identityId])
    expect(left).toEqual([])
  })

  it('a patient who asks without end is told to wait', async () => {
    const { patient, patientId } = house.riverside
    const reasons = new Set<string | undefined>()
    for (let i = 0; i < 14; i++) {
      const call = holdAs(patient, Date.parse('2027-01-11T03:00:00Z'), { patientId })
      reasons.add((await refusalOf(call)).code)
    }
    expect(reasons).toContain('TOO_MANY_REQUESTS')
  })
})

describe('the telephone rings while somebody stands at the desk', () => {
  it('several drafts are put aside, come back with what was said and how long their time is held, for their writer alone', async () => {
    const { desk, owner, otherPatientId, patientId, service } = house.riverside
    const mine = house.as(desk)
    const [ten, first, second] = [nextTen(), uuidv7(), uuidv7()]
    await mine.appointment.hold({ holdId: first, ...wish(ten) })
    const startPractitionerId = house.riverside.practitionerId
    const said = {
      patientId: otherPatientId,
      serviceId: service('first-visit-60'),
      startIso: iso(ten),
      startPractitionerId,
    }
    await mine.visitDraft.park({ draftId: first, ...said })
    const aMinuteOn = house.as(desk, { nowMs: TUESDAY_MORNING_MS + MINUTE_MS })
    await aMinuteOn.visitDraft.park({ draftId: second, patientId, areaIds: ['upper-trapezius.left'] })
    const { drafts } = await mine.visitDraft.list()
    expect(drafts).toMatchObject([
      {
        id: first,
        patient: { id: otherPatientId },
        service: { needling: false },
        startIso: iso(ten),
        startPractitionerName: 'Ana Ruiz',
        heldUntilIso: iso(TUESDAY_MORNING_MS + 7.5 * MINUTE_MS),
      },
      { id: second, service: null, areaIds: ['upper-trapezius.left'], startIso: null, heldUntilIso: null },
    ])
    expect((await house.as(owner).visitDraft.list()).drafts).toEqual([])
    await minutesIn(8)
    const later = await house.as(desk, { nowMs: TUESDAY_MORNING_MS + 8 * MINUTE_MS }).visitDraft.list()
    expect(later.drafts[0]).toMatchObject({ id: first, startIso: iso(ten), heldUntilIso: null })
    await minutesIn(0)
    // booked, it is no draft any more; thrown away, its time is anybody's
    await mine.appointment.book(booking(ten, { holdId: first }))
    const other = nextTen()
    await mine.appointment.hold({ holdId: second, ...wish(other, { patientId }) })
    await mine.visitDraft.discard({ draftId: second })
    expect((await mine.visitDraft.list()).drafts).toEqual([])
    expect(await claimsLeft(second)).toBe(0)
  })

  it('a move is put aside just so, says from when, and is parked no more once the visit has moved', async () => {
    const { desk } = house.riverside
    const mine = house.as(desk)
    const [ten, later, draftId] = [nextTen(), nextTen(), uuidv7()]
    const { appointmentId } = await mine.appointment.book(booking(ten))
    await mine.appointment.hold({ holdId: draftId, ...wish(later, { movingAppointmentId: appointmentId }) })
    const { patientId, serviceId, practitionerId, startIso } = wish(later)
    const said = { draftId, patientId, serviceId, startIso, startPractitionerId: practitionerId }
    expect(await reasonOf(mine.visitDraft.park({ ...said, movingAppointmentId: uuidv7() }))).toBe('not-found')
    await mine.visitDraft.park({ ...said, movingAppointmentId: appointmentId })
    expect((await mine.visitDraft.list()).drafts).toMatchObject([
      { id: draftId, moving: { appointmentId, startIso: iso(ten) }, startIso, heldUntilIso: expect.any(String) },
    ])
    await mine.appointment.reschedule({
      ...{ requestId: uuidv7(), appointmentId, expectedVersion: 1, startIso, practitionerId, holdId: draftId },
    })
    expect((await mine.visitDraft.list()).drafts).toEqual([])
    expect(await claimsLeft(draftId)).toBe(0)
  })

  it('a draft is put aside again as it is by then, and no more than a dozen are', async () => {
    const ana = house.as(house.riverside.ana)
    const ids = Array.from({ length: 12 }, () => uuidv7())
    for (const draftId of ids) await ana.visitDraft.park({ draftId })
    expect(await reasonOf(ana.visitDraft.park({ draftId: uuidv7() }))).toBe('too-many-drafts')
    await ana.visitDraft.park({ draftId: ids[0] ?? '', hereNow: true })
    const { drafts } = await ana.visitDraft.list()
    expect(drafts).toHaveLength(12)
    expect(drafts.filter(({ hereNow }) => hereNow).map(({ id }) => id)).toEqual([ids[0]])
    // somebody else's draft is neither changed nor taken over
    const other = house.as(house.riverside.owner)
    expect(await reasonOf(other.visitDraft.park({ draftId: ids[1] ?? '' }))).toBe('try-again')
    await other.visitDraft.discard({ draftId: ids[1] ?? '' })
    expect((await ana.visitDraft.list()).drafts).toHaveLength(12)
    for (const draftId of ids) await ana.visitDraft.discard({ draftId })
  })
})
