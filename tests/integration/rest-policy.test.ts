import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#db/scope.ts'
import type { Actor, StaffActor } from '#domain/actor.ts'
import { replaceRest } from '#features/appointment/records.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'
import {
  INFRASPINATUS,
  LEVATOR,
  openTreatmentRoom,
  setDatabaseClock,
  TRAPEZIUS,
  type TreatmentRoom,
} from '../support/treatment-room.ts'

let room: TreatmentRoom

beforeAll(async () => {
  room = await openTreatmentRoom()
})
afterAll(() => room?.close())
afterEach(async () => {
  await room.owner.query(`UPDATE appointment SET status = 'cancelled' WHERE starts_at >= '2026-12-07'`)
})

/** `hour` in Berlin on a weekday (Monday is 0) of the week from Monday 7 December 2026 on. */
const on = (weekday: number, hour: number): string =>
  new Date(Date.parse('2026-12-06T23:00:00.000Z') + (weekday * 24 + hour) * 3_600_000).toISOString()
const dateOn = (weekday: number): string => on(weekday, 12).slice(0, 10)

const owner = () => room.as(room.riverside.owner)
const desk = () => room.as(room.riverside.desk)
const rule = (more: object = {}) => ({
  ...({ technique: 'deep-dry-needling', relation: 'same', amount: 5, unit: 'days', toleranceMinutes: 0 } as const),
  validFrom: '2026-11-24',
  ...more,
})
const draft = (more: object = {}, by: Actor = room.riverside.owner) =>
  room
    .as(by)
    .recoveryRule.draft({ requestId: randomUUID(), ...rule(more), source: 'Our own count of sore shoulders, 2026' })
const approve = (ruleId: string, by: Actor = room.riverside.ana) =>
  room.as(by).recoveryRule.approve({ requestId: randomUUID(), ruleId })
const withdraw = (ruleId: string) =>
  owner().recoveryRule.withdraw({ requestId: randomUUID(), ruleId, reason: 'Only tried' })
const entryOf = async (technique: string, relation: string) =>
  (await owner().recoveryRule.policy()).entries.find((one) => one.technique === technique && one.relation === relation)

const book = (startIso: string, areaIds: readonly string[] = [TRAPEZIUS], by: StaffActor = room.riverside.ana) =>
  room.as(by).appointment.book({
    requestId: randomUUID(),
    patientId: room.riverside.patientId,
    serviceId: room.riverside.service('dry-needling-45'),
    practitionerId: room.riverside.practitionerId,
    areaIds: [...areaIds],
    startIso,
  })

describe('a rule of rest', () => {
  it('is drafted by the owner, rests nothing, and is put in force by a clinical lead alone, under their name', async () => {
    const { ruleId, version } = await draft({ technique: 'superficial-dry-needling', amount: 4 })
    expect(version).toBe(2)
    expect(await entryOf('superficial-dry-needling', 'same')).toMatchObject({
      current: { version: 1, amount: 2, approved: null },
      draft: { id: ruleId, amount: 4, draftedByName: room.riverside.owner.name, approved: null },
    })
    for (const who of [room.riverside.owner, room.riverside.ben, room.riverside.desk])
      expect((await refusalOf(approve(ruleId, who))).code).toBe('FORBIDDEN')
    expect(await approve(ruleId)).toEqual({ ruleId, validFrom: '2026-11-24' })
    expect(await entryOf('superficial-dry-needling', 'same')).toMatchObject({
      current: {
        ...{ id: ruleId, amount: 4, source: 'Our own count of sore shoulders, 2026' },
        approved: { byName: 'Ana Ruiz', atIso: new Date(TUESDAY_MORNING_MS).toISOString() },
      },
      draft: null,
    })
    expect((await refusalOf(approve(ruleId))).refusals[0]?.reason).toBe('not-a-draft')
  })

  it('asks for its source, for today or later, and for one draft at a time; one taken back stays in the history', async () => {
    const noSource = owner().recoveryRule.draft({ requestId: randomUUID(), ...rule(), source: ' ' })
    expect((await refusalOf(noSource)).code).toBe('BAD_REQUEST')
    expect((await refusalOf(draft({ amount: 91 }))).code).toBe('BAD_REQUEST')
    expect((await refusalOf(draft({ validFrom: '2026-11-23' }))).refusals[0]?.reason).toBe('in-the-past')
    const { ruleId } = await draft()
    expect((await refusalOf(draft({ amount: 6 }, room.riverside.ben))).refusals[0]?.reason).toBe('draft-waits')
    await withdraw(ruleId)
    expect((await refusalOf(withdraw(ruleId))).refusals[0]?.reason).toBe('over-already')
    expect((await refusalOf(approve(ruleId))).refusals[0]?.reason).toBe('over-already')
    const { rules } = await owner().recoveryRule.history({ technique: 'deep-dry-needling', relation: 'same' })
    expect(rules[0]).toMatchObject({
      id: ruleId,
      withdrawn: { byName: room.riverside.owner.name, reason: 'Only tried' },
    })
    const first = await owner().recoveryRule.history({ technique: 'deep-dry-needling', relation: 'same', limit: 1 })
    const next = { technique: 'deep-dry-needling', relation: 'same', cursor: first.nextCursor } as const
    expect((await owner().recoveryRule.history(next)).rules.at(-1)).toMatchObject({ version: 1 })
  })

  it('for a later day waits for it, and one ended by “no rest” rests nothing from then on', async () => {
    const { ruleId } = await draft({ technique: 'electro-needling', amount: 0, validFrom: '2026-12-01' })
    await approve(ruleId)
    expect(await entryOf('electro-needling', 'same')).toMatchObject({
      current: { version: 1, amount: 3 },
      coming: [{ id: ruleId, validFrom: '2026-12-01', amount: 0 }],
    })
    const later = room.as(room.riverside.owner, { nowMs: Date.parse('2026-12-01T08:00:00Z') })
    const then = (await later.recoveryRule.policy()).entries.find(
      (one) => one.technique === 'electro-needling' && one.relation === 'same',
    )
    expect(then).toMatchObject({ current: { id: ruleId, amount: 0 }, coming: [] })
  })

  it('is asked of whoever books from then on, with its source and approver', async () => {
    const { ruleId } = await draft({ technique: 'deep-dry-needling', relation: 'neighbour', amount: 2, unit: 'days' })
    await approve(ruleId)
    await book(on(0, 10))
    const told = await desk().appointment.checkTime({
      ...{ patientId: room.riverside.patientId, serviceId: room.riverside.service('dry-needling-45') },
      ...{ practitionerId: room.riverside.practitionerId, areaIds: [LEVATOR], startIso: on(1, 14) },
    })
    if (told.ok) throw new Error('A resting neighbour was offered')
    expect(told.offer.staff?.rule).toBe(
      'Rule: deep dry needling, neighbouring areas, 2 days · clinic policy of 24 Nov 2026 · Our own count of sore shoulders, 2026',
    )
  })
})

describe('what a change would touch', () => {
  /** From the test's own week on, past the visits of the demo. */
  const change = (more: object = {}) => rule({ validFrom: dateOn(0), ...more })
  const preview = (more: object = {}, by: Actor = room.riverside.owner) =>
    room.as(by).recoveryRule.preview(change(more))

  it('is told before approval: who, when, with whom, which area and by how much; and nothing happens to it', async () => {
    const [monday, thursday] = [await book(on(0, 10)), await book(on(3, 10))]
    await book(on(3, 14), [INFRASPINATUS])
    expect((await preview()).visits).toEqual([
      {
        appointmentId: thursday.appointmentId,
        patient: { id: room.riverside.patientId, name: 'Björk Guðmundsdóttir' },
        startIso: on(3, 10),
        timeZone: 'Europe/Berlin',
        practitionerName: 'Ana Ruiz',
        serviceName: 'Dry needling 45 min',
        areas: [
          { name: 'Left upper trapezius', afterIso: monday.startIso, untilIso: on(5, 0), tooEarlyMinutes: 38 * 60 },
        ],
      },
    ])
    const { rows } = await room.owner.query('SELECT version FROM appointment WHERE id = $1', [thursday.appointmentId])
    expect(rows).toEqual([{ version: 1 }])
    expect((await preview({ amount: 3 })).visits).toEqual([])
    expect((await preview({ validFrom: dateOn(1) })).visits).toEqual([])
    expect((await preview({ validFrom: '2026-12-01' })).visits).toHaveLength(1)
    expect((await preview({ technique: 'body-acupuncture' })).visits).toEqual([])
  })

  it('comes a page at a time, in order of time, each visit once', async () => {
    const booked = [on(0, 10), on(3, 10), on(7, 10), on(10, 10)]
    for (const startIso of booked) await book(startIso)
    const seen: string[] = []
    let cursor: { startIso: string; appointmentId: string } | null = null
    for (let page = 0; page < 5; page++) {
      const found: Awaited<ReturnType<typeof preview>> = await owner().recoveryRule.preview({
        ...change(),
        limit: 1,
        cursor,
      })
      seen.push(...found.visits.map(({ startIso }) => startIso))
      cursor = found.nextCursor
      if (cursor === null) break
    }
    expect(seen).toEqual([on(3, 10), on(7, 10), on(10, 10)])
    expect(cursor).toBeNull()
  })

  it('is what really happens once the rule is in force and the earlier visits take place', async () => {
    const starts = [on(0, 10), on(3, 10), on(7, 10), on(14, 10)]
    const visits = []
    for (const startIso of starts) visits.push(await book(startIso))
    const foreseen = (await preview({ amount: 6 })).visits.map(({ appointmentId }) => appointmentId)
    const { ruleId } = await draft({ amount: 6 })
    await approve(ruleId)
    const happened = new Set<string>()
    for (const visit of visits) {
      const endMs = Date.parse(visit.endIso)
      await setDatabaseClock(room.owner, endMs)
      for (const id of await treated(visit.appointmentId, Date.parse(visit.startIso), endMs)) happened.add(id)
    }
    await setDatabaseClock(room.owner, TUESDAY_MORNING_MS)
    expect([...happened]).toEqual(foreseen)
    expect(foreseen).toHaveLength(2)
    // the next version is the old one again
    await approve((await draft({ amount: 3 })).ruleId)
  })

  /** Björk's visit takes place as planned; the visits that its rest spoils. */
  const treated = async (appointmentId: string, startMs: number, endMs: number): Promise<readonly string[]> => {
    const { clinicId, ana, patientId, lot } = room.riverside
    const encounterId = randomUUID()
    await room.owner.query(
      `INSERT INTO encounter (clinic_id, id, appointment_id, patient_id, practitioner_id, status, started_at, version)
       VALUES ($1, $2, $3, $4, $5, 'in-progress', $6, 1)`,
      [clinicId, encounterId, appointmentId, patientId, ana.practitionerId, new Date(startMs)],
    )
    await room.owner.query(
      `INSERT INTO procedure (clinic_id, encounter_id, area_id, technique, diameter_mm, length_mm, needles, insertions, retained, lot_id, entered_in_error)
       VALUES ($1, $2, $3, 'deep-dry-needling', 0.3, 50, 1, 1, false, $4, false)`,
      [clinicId, encounterId, TRAPEZIUS, lot('24H07A')],
    )
    const done = await asActor(room.database, ana, (tx) =>
      replaceRest(tx, ana, { encounterId, appointmentId, needling: { startMs, endMs }, nowMs: endMs }),
    )
    await room.owner.query(`UPDATE appointment SET status = 'fulfilled' WHERE id = $1`, [appointmentId])
    return done.visitsToMove
  }

  it('of a longer rest for one patient is told to those who treat them, about that patient only', async () => {
    await book(on(0, 10))
    const thursday = await book(on(3, 10))
    const { patientId, ana, owner: theOwner } = room.riverside
    const own = await preview({ patientId }, ana)
    expect(own.visits.map(({ appointmentId }) => appointmentId)).toEqual([thursday.appointmentId])
    expect((await refusalOf(preview({ patientId }, theOwner))).code).toBe('FORBIDDEN')
  })

  it('leaves what rests already as it was decided', async () => {
    const monday = await book(on(0, 10))
    const { ruleId } = await draft({ amount: 9 })
    await approve(ruleId)
    const rows = await rowsOf<{ ends: Date }>(
      room.owner,
      `SELECT upper(during) AS ends FROM rest_claim WHERE appointment_id = $1 AND area_id = $2 AND kind = 'rest'`,
      [monday.appointmentId, TRAPEZIUS],
    )
    expect(rows).toEqual([{ ends: new Date(on(3, 0)) }])
    await expect(book(on(3, 10))).resolves.toMatchObject({ breaks: [] })
    await approve((await draft({ amount: 3 })).ruleId)
  })
})
