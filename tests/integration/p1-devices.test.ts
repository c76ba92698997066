import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '#lib/ids.ts'
import { deviceId, STIMULATOR } from '../../prisma/seed/clinic.ts'
import { patientId } from '../../prisma/seed/patients.ts'
import { attendantId } from '../../prisma/seed/people.ts'
import type { ServiceCode } from '../../prisma/seed/services.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { patientIdsOf } from '../support/people.ts'
import { codeOf, inBetween, insertInto, rawAs, rawPool, rowsOf, tally } from '../support/raw-sql.ts'
import { appointmentRowOf, type BareVisit, claimRowsOf, visitAt } from '../support/visits.ts'

const MINUTE_MS = 60_000
const TEN_OCLOCK_MS = Date.parse('2027-06-01T08:00:00Z')
const DAY_MS = 24 * 60 * MINUTE_MS

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let river: TestClinic
let people: string[]

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 30)
  people = await patientIdsOf(owner, river.clinicId)
})

afterAll(async () => {
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

const nth = (index: number): string => people[index % people.length] as string
/** A day of its own for each test. */
let day = 0
const newDay = (): number => TEN_OCLOCK_MS + day++ * DAY_MS

interface Asked {
  readonly visit: BareVisit
  readonly service?: ServiceCode
  readonly participants?: readonly string[]
  /** Who of them is claimed, and for how long; all for the whole visit with its buffers unless said. */
  readonly claimed?: readonly { readonly id: string; readonly fromMinute: number; readonly toMinute: number }[]
  readonly bufferMinutes?: number
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** Books with plain statements a visit that has devices or attendants. */
const bookRaw = async (client: pg.PoolClient, asked: Asked): Promise<void> => {
  const { visit, service = 'without-needling-30', participants = [], bufferMinutes = 0 } = asked
  const whole = { fromMinute: -bufferMinutes, toMinute: visit.minutes + bufferMinutes }
  const claimed = asked.claimed ?? participants.map((id) => ({ id, ...whole }))
  await insertInto(client, 'appointment', {
    ...appointmentRowOf(river, visit),
    service_id: river.service(service),
    buffer_before_minutes: bufferMinutes,
    buffer_after_minutes: bufferMinutes,
  })
  const base = { clinic_id: river.clinicId, appointment_id: visit.id }
  for (const id of participants) await insertInto(client, 'appointment_participant', { ...base, resource_id: id })
  for (const claim of claimRowsOf(river, visit)) await insertInto(client, 'claim', claim)
  for (const { id, fromMinute, toMinute } of claimed) {
    const during = `[${iso(visit.startMs + fromMinute * MINUTE_MS)},${iso(visit.startMs + toMinute * MINUTE_MS)})`
    await insertInto(client, 'claim', { ...base, id: uuidv7(), resource_id: id, during, waived: false })
  }
}

const book = (asked: Asked) => rawAs(raw, river.desk, (client) => bookRaw(client, asked))
const stimulator = () => deviceId(river.scope, STIMULATOR)
const ben = () => river.scope.id('practitioner', 'ben')

describe('P1: a device or an attendant is with one visit at a time', () => {
  it('A8: a shared device is enough to be refused, whoever treats whom wherever', async () => {
    const startMs = newDay()
    const first = visitAt(river, { startMs, patientId: nth(0) })
    const other = visitAt(river, {
      ...{ startMs: startMs + 30 * MINUTE_MS, patientId: nth(1) },
      ...{ practitionerId: ben(), placeId: river.place('Room 2') },
    })
    expect(codeOf(await book({ visit: first, participants: [stimulator()] }))).toBe('ok')
    expect(codeOf(await book({ visit: other, participants: [stimulator()] }))).toBe('23P01')
    expect(codeOf(await book({ visit: other }))).toBe('ok')
  })

  it('B1, B2: one visit may have it the moment the other has given it back, each with its own buffers', async () => {
    const startMs = newDay()
    const minutesOn = (minutes: number) =>
      visitAt(river, { startMs: startMs + minutes * MINUTE_MS, patientId: nth(minutes), minutes: 60 })
    const withBuffers = (visit: BareVisit) => book({ visit, participants: [stimulator()], bufferMinutes: 10 })
    expect(codeOf(await withBuffers(minutesOn(0)))).toBe('ok')
    expect(codeOf(await withBuffers(minutesOn(79)))).toBe('23P01')
    expect(codeOf(await withBuffers(minutesOn(80)))).toBe('ok')
  })

  it.each([
    ['not at all', []],
    ['not from before the visit', [0, 70]],
    ['not until after it', [-10, 60]],
    ['for other times', [100, 200]],
  ])('a visit cannot be saved that claims what takes part %s', async (_, during) => {
    const [fromMinute, toMinute] = during
    const claimed =
      fromMinute === undefined || toMinute === undefined ? [] : [{ id: stimulator(), fromMinute, toMinute }]
    const visit = visitAt(river, { startMs: newDay(), patientId: nth(0) })
    expect(codeOf(await book({ visit, participants: [stimulator()], claimed, bufferMinutes: 10 }))).toBe('FF001')
  })

  it('what takes part cannot be let go of while the visit stands, and is when it is called off', async () => {
    const visit = visitAt(river, { startMs: newDay(), patientId: nth(0) })
    await book({ visit, participants: [stimulator()] })
    const release = await rawAs(raw, river.desk, (client) =>
      client.query('DELETE FROM claim WHERE appointment_id = $1 AND resource_id = $2', [visit.id, stimulator()]),
    )
    expect(codeOf(release)).toBe('FF001')
    await rawAs(raw, river.desk, (client) =>
      client.query(`UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [visit.id]),
    )
    expect(await rowsOf(owner, 'SELECT 1 FROM claim WHERE appointment_id = $1', [visit.id])).toEqual([])
    const again = visitAt(river, { startMs: visit.startMs, patientId: nth(1) })
    expect(codeOf(await book({ visit: again, participants: [stimulator()] }))).toBe('ok')
  })

  it('A2: of thirty that want one device at one time one has it, in every round', async () => {
    // visits far apart, so that they share nothing but the device
    const visits = Array.from({ length: 30 }, (_, index) =>
      visitAt(river, { startMs: TEN_OCLOCK_MS + (100 + index) * DAY_MS, patientId: nth(index) }),
    )
    for (const visit of visits) expect(codeOf(await book({ visit }))).toBe('ok')
    for (let round = 0; round < 5; round++) {
      const startMs = newDay()
      const claimed = await Promise.all(
        visits.map((visit) =>
          rawAs(raw, river.desk, async (client) => {
            const { rowCount } = await client.query(
              `INSERT INTO claim (clinic_id, appointment_id, resource_id, during, waived)
               VALUES ($1, $2, $3, tstzrange($4, $5), false) ON CONFLICT DO NOTHING`,
              [river.clinicId, visit.id, stimulator(), iso(startMs), iso(startMs + 60 * MINUTE_MS)],
            )
            return rowCount
          }),
        ),
      )
      expect(tally(claimed)).toEqual({ ok: 30 })
      expect(claimed.filter((one) => one.ok && one.value === 1)).toHaveLength(1)
    }
  })
})

describe('a visit is what its patient needs, whatever path wrote it', () => {
  const needy = (key: string) => patientId(river.scope, key)

  it('nobody is given to a man who asked for a woman, neither at first nor by a move', async () => {
    const startMs = newDay()
    const withBen = visitAt(river, { startMs, patientId: needy('ndiaye'), practitionerId: ben() })
    expect(codeOf(await book({ visit: withBen }))).toBe('FF010')
    const withAna = visitAt(river, { startMs, patientId: needy('ndiaye') })
    expect(codeOf(await book({ visit: withAna }))).toBe('ok')
    const given = await rawAs(raw, river.desk, async (client) => {
      await client.query('DELETE FROM claim WHERE appointment_id = $1', [withAna.id])
      await client.query('UPDATE appointment SET practitioner_id = $2 WHERE id = $1', [withAna.id, ben()])
      for (const claim of claimRowsOf(river, { ...withAna, practitionerId: ben() }))
        await insertInto(client, 'claim', claim)
    })
    expect(codeOf(given)).toBe('FF010')
  })

  it('who needs a room without steps is not put up three of them', async () => {
    const startMs = newDay()
    const upstairs = visitAt(river, { startMs, patientId: needy('sorensen'), placeId: river.place('Room 2') })
    expect(codeOf(await book({ visit: upstairs }))).toBe('FF010')
    expect(codeOf(await book({ visit: { ...upstairs, placeId: river.place('Room 1') } }))).toBe('ok')
  })

  it('who needs an interpreter has one who speaks the language, and keeps them', async () => {
    const visit = visitAt(river, { startMs: newDay(), patientId: needy('husseini') })
    expect(codeOf(await book({ visit }))).toBe('FF010')
    expect(codeOf(await book({ visit, participants: [attendantId(river.scope, 'chaperone')] }))).toBe('FF010')
    expect(codeOf(await book({ visit, participants: [attendantId(river.scope, 'interpreter')] }))).toBe('ok')
    const sentHome = await rawAs(raw, river.desk, (client) =>
      client.query('DELETE FROM appointment_participant WHERE appointment_id = $1', [visit.id]),
    )
    expect(codeOf(sentHome)).toBe('FF010')
  })

  it('whom somebody will not see is not given to them, and a chaperone is there for who needs one', async () => {
    const [shy, wary] = [nth(20), nth(21)]
    await rawAs(raw, river.desk, async (client) => {
      const need = { clinic_id: river.clinicId, created_at: iso(TEN_OCLOCK_MS - 300 * DAY_MS) }
      await insertInto(client, 'patient_need', {
        ...need,
        id: uuidv7(),
        patient_id: shy,
        kind: 'chaperone',
        extra_minutes: 0,
        version: 1,
      })
      await insertInto(client, 'patient_need', {
        ...{ ...need, id: uuidv7(), patient_id: wary, kind: 'not-practitioner', practitioner_id: river.practitionerId },
        ...{ extra_minutes: 0, version: 1 },
      })
    })
    const startMs = newDay()
    expect(codeOf(await book({ visit: visitAt(river, { startMs, patientId: wary }) }))).toBe('FF010')
    expect(codeOf(await book({ visit: visitAt(river, { startMs, patientId: wary, practitionerId: ben() }) }))).toBe(
      'ok',
    )
    const later = startMs + 120 * MINUTE_MS
    expect(codeOf(await book({ visit: visitAt(river, { startMs: later, patientId: shy }) }))).toBe('FF010')
    const chaperoned = {
      visit: visitAt(river, { startMs: later, patientId: shy }),
      participants: [attendantId(river.scope, 'chaperone')],
    }
    expect(codeOf(await book(chaperoned))).toBe('ok')
  })

  it('a service has the devices that it needs', async () => {
    const visit = visitAt(river, { startMs: newDay(), patientId: nth(0) })
    expect(codeOf(await book({ visit, service: 'electro-needling-45' }))).toBe('FF010')
    const chaperoned = {
      visit,
      service: 'electro-needling-45',
      participants: [attendantId(river.scope, 'chaperone')],
    } as const
    expect(codeOf(await book(chaperoned))).toBe('FF010')
    expect(codeOf(await book({ visit, service: 'electro-needling-45', participants: [stimulator()] }))).toBe('ok')
  })
})

describe('a day has no more visits of a service than the clinic set, whoever writes them', () => {
  const limit = (perDay: number | null, perPatient: number | null) =>
    owner.query('UPDATE healthcare_service SET max_per_day = $2, max_per_patient_per_day = $3 WHERE id = $1', [
      river.service('acupuncture-60'),
      perDay,
      perPatient,
    ])
  const acupuncture = (startMs: number, index: number, more: Partial<BareVisit> = {}): Asked => ({
    visit: visitAt(river, { startMs, patientId: nth(index), minutes: 15, ...more }),
    service: 'acupuncture-60',
  })

  it('B10: counted on the day that the clinic’s wall shows', async () => {
    await limit(1, null)
    // half past eleven at night in Berlin, and the half hour after midnight: two days there, one in UTC
    const night = Date.parse('2027-07-01T21:30:00Z')
    expect(codeOf(await book(acupuncture(night, 0)))).toBe('ok')
    expect(codeOf(await book(acupuncture(night + 15 * MINUTE_MS, 1)))).toBe('FF009')
    expect(codeOf(await book(acupuncture(night + 60 * MINUTE_MS, 1)))).toBe('ok')
    expect(codeOf(await book(acupuncture(night + 90 * MINUTE_MS, 2)))).toBe('FF009')
  })

  it('A7: the last places of a day go to as many as there are, of plain statements at once', async () => {
    await limit(3, null)
    const startMs = Date.parse('2027-07-05T06:00:00Z')
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => book(acupuncture(startMs + index * 20 * MINUTE_MS, index))),
    )
    expect(tally(outcomes)).toEqual({ ok: 3, FF009: 17 })
  })

  it('A16: two that are written at the very same time for one patient: the second waits, counts and is refused', async () => {
    await limit(null, 1)
    const startMs = Date.parse('2027-07-06T06:00:00Z')
    const [one, two] = await inBetween(
      {
        pool: raw,
        actor: river.desk,
        // the commit asks; here it is asked before, so that the other finds it under way
        work: async (client) => {
          await bookRaw(client, acupuncture(startMs, 5))
          await client.query('SET CONSTRAINTS ALL IMMEDIATE')
        },
      },
      {
        pool: raw,
        actor: river.desk,
        work: async (client) => {
          await bookRaw(client, acupuncture(startMs + 120 * MINUTE_MS, 5))
          await client.query('SET CONSTRAINTS ALL IMMEDIATE')
        },
      },
      owner,
    )
    expect([codeOf(one), codeOf(two)]).toEqual(['ok', 'FF009'])
    expect(codeOf(await book(acupuncture(startMs + 240 * MINUTE_MS, 6)))).toBe('ok')
  })

  it('G4: does not count what was called off, and counts it when it comes back', async () => {
    await limit(1, null)
    const startMs = Date.parse('2027-07-07T06:00:00Z')
    const first = acupuncture(startMs, 0)
    const second = acupuncture(startMs + 60 * MINUTE_MS, 1)
    expect(codeOf(await book(first))).toBe('ok')
    const say = (status: string) =>
      rawAs(raw, river.desk, (client) =>
        client.query('UPDATE appointment SET status = $2 WHERE id = $1', [first.visit.id, status]),
      )
    await say('cancelled')
    expect(codeOf(await book(second))).toBe('ok')
    const back = await rawAs(raw, river.desk, async (client) => {
      await client.query(`UPDATE appointment SET status = 'booked' WHERE id = $1`, [first.visit.id])
      for (const claim of claimRowsOf(river, first.visit)) await insertInto(client, 'claim', claim)
    })
    expect(codeOf(back)).toBe('FF009')
  })

  it('B11: a visit may move within a full day, and not onto another', async () => {
    await limit(1, 1)
    const startMs = Date.parse('2027-07-08T06:00:00Z')
    const { visit } = acupuncture(startMs, 0)
    expect(codeOf(await book({ visit, service: 'acupuncture-60' }))).toBe('ok')
    expect(codeOf(await book(acupuncture(startMs + DAY_MS, 1)))).toBe('ok')
    const move = (toMs: number) =>
      rawAs(raw, river.desk, async (client) => {
        await client.query('DELETE FROM claim WHERE appointment_id = $1', [visit.id])
        await client.query(
          `UPDATE appointment SET starts_at = $2, ends_at = $2::timestamptz + interval '15 minutes' WHERE id = $1`,
          [visit.id, iso(toMs)],
        )
        for (const claim of claimRowsOf(river, { ...visit, startMs: toMs })) await insertInto(client, 'claim', claim)
      })
    expect(codeOf(await move(startMs + 60 * MINUTE_MS))).toBe('ok')
    expect(codeOf(await move(startMs + DAY_MS + 60 * MINUTE_MS))).toBe('FF009')
  })
})
