import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '#lib/ids.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { type FrontDesk, openFrontDesk } from '../support/front-desk.ts'
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
  service_id: house.riverside.service('first-visit-60'),
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
