import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffActor } from '#domain/actor.ts'
import { refusalOf } from '../support/front-desk.ts'
import { MINUTE_MS } from '../support/instants.ts'
import { attempt, codeOf, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  complete,
  needle,
  type OpenVisit,
  openManyVisits,
  openTreatmentRoom,
  prepare,
  scan,
  TRAPEZIUS,
  type TreatmentRoom,
  takeOut,
} from '../support/treatment-room.ts'

let room: TreatmentRoom
let raw: pg.Pool
let visit: OpenVisit
let lotId: string

const as = (who: StaffActor, minute = 50) => room.as(who, { nowMs: visit.startMs + minute * MINUTE_MS })
const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).refusals[0]?.reason
const dayOf = (days: number) => new Date(visit.startMs + days * 86_400_000).toISOString().slice(0, 10)

const report = (more: object = {}) => ({
  ...{ actuality: 'actual' as const, grade: 'significant' as const, causality: 'probable' as const },
  ...{ onset: 'during' as const, done: 'Lay down, legs up.', outcome: 'recovered' as const },
  ...{ lotId, areaIds: [TRAPEZIUS], hold: null, ...more },
})

beforeAll(async () => {
  room = await openTreatmentRoom()
  raw = rawPool(room.appUrl, 4)
  const [made] = await openManyVisits(room, 1)
  if (made === undefined) throw new Error('no visit')
  visit = made
  lotId = await scan(room, visit, '24H07A', 3)
  await needle(room, visit, { lotId, areaIds: [TRAPEZIUS], needles: 4 })
  await prepare(room, visit)
})
afterAll(async () => {
  await raw?.end()
  await room?.close()
})

describe('an incident', () => {
  let incidentId: string

  it('is written down in a few words at once, by whoever assists, and ends what an emergency left to write', async () => {
    const emergencyId = randomUUID()
    const { ana, assistant } = room.riverside
    await as(ana, 10).emergency.raise({
      ...{ emergencyId, appointmentId: visit.appointmentId, tappedIso: new Date(visit.startMs).toISOString() },
    })
    await as(ana, 20).emergency.end({ requestId: randomUUID(), emergencyId })
    const told = {
      encounterId: visit.encounterId,
      kind: 'faint' as const,
      description: 'She went pale and fell silent.',
    }
    incidentId = (await as(assistant, 21).incident.record({ requestId: randomUUID(), ...told })).incidentId
    const owed = await rowsOf(room.owner, `SELECT status FROM task WHERE kind = 'incident-to-write'`)
    expect(owed).toEqual([{ status: 'done' }])
    expect(await as(ana).incident.get({ incidentId })).toMatchObject({ kind: 'faint', reports: [] })
  })

  it('gets its form later: grade, cause after WHO-UMC, lot, areas on hold and somebody who looks again', async () => {
    const { ana } = room.riverside
    const write = (version: number, change: object = {}) =>
      as(ana).incident.writeReport({ requestId: randomUUID(), incidentId, version, report: report(change) })
    expect(await reasonOf(write(0, { grade: null }))).toBe('grade-missing')
    expect(await reasonOf(write(0, { grade: 'mild', outcome: 'lasting' }))).toBe('grade-too-mild')
    expect(await reasonOf(write(0, { hold: { freeFromDate: dayOf(0) } }))).toBe('hold-day-past')
    expect(await reasonOf(write(0, { areaIds: ['nowhere'] }))).toBe('unknown-area')
    await write(0, { hold: { freeFromDate: dayOf(14) } })
    expect(await reasonOf(write(0))).toBe('stale-version')
    await write(1, { causality: 'possible' })
    const shown = await as(ana).incident.get({ incidentId })
    expect(shown.reports.map(({ version, causality }) => [version, causality])).toEqual([
      [2, 'possible'],
      [1, 'probable'],
    ])
    // what those ask for to whom it is reported
    expect(shown).toMatchObject({
      ...{ ageYears: expect.any(Number), practitionerName: ana.name, profession: expect.any(String) },
      lot: { lotNumber: '24H07A' },
      needles: [{ needles: 4, insertions: 4, diameterMm: 0.3, lengthMm: 50 }],
    })
    const holds = await as(ana).areaHold.list({ patientId: await patientId() })
    expect(holds.holds.map(({ areaIds }) => areaIds)).toEqual([[TRAPEZIUS]])
    const looks = await rowsOf(room.owner, `SELECT status FROM task WHERE kind = 'incident-follow-up'`)
    expect(looks).toEqual([{ status: 'open' }])
  })

  it('is read by the practitioner and the clinical lead, kept in the trail, and changed by nobody', async () => {
    const { ana, mei, desk } = room.riverside
    const plain = { ...ana, clinicalLead: false }
    expect((await as(plain).incident.list({})).incidents).toHaveLength(1)
    expect((await as(mei).incident.list({})).incidents).toEqual([])
    expect((await as({ ...mei, clinicalLead: true }).incident.list({})).incidents).toMatchObject([
      { id: incidentId, grade: 'significant', written: true },
    ])
    const reads = await rowsOf(
      room.owner,
      `SELECT 1 FROM audit_event WHERE action = 'read-incident' AND entity_id = $1`,
      [incidentId],
    )
    expect(reads.length).toBeGreaterThan(1)
    for (const table of ['incident', 'incident_report', 'needle_correction'])
      for (const sql of [`UPDATE ${table} SET at = now()`, `DELETE FROM ${table}`])
        expect(codeOf(await attempt(raw, ana, sql)), sql).toBe('42501')
    const seen = await attempt(raw, desk, 'SELECT 1 FROM incident_report')
    expect(seen.ok ? seen.value.rowCount : 'refused').toBe(0)
  })

  it('counts a near miss that harmed nobody, and needles that somebody puts into themselves', async () => {
    const { ana } = room.riverside
    const near = report({ actuality: 'near-miss', grade: null, lotId: null, areaIds: [] })
    await as(ana).incident.record({
      ...{ requestId: randomUUID(), encounterId: visit.encounterId, kind: 'needlestick', report: near },
      description: 'A needle lay beside the container.',
    })
    await as(ana).incident.record({
      ...{ requestId: randomUUID(), encounterId: visit.encounterId, kind: 'self-needling', report: null },
      description: 'Uses needles from the internet at home.',
    })
    const { texts } = await as(ana).safetyPolicy.texts()
    expect(texts.find(({ key }) => key === 'self-needling')?.steps.length).toBeGreaterThan(2)
  })
})

const patientId = async (): Promise<string> => {
  const [row] = await rowsOf<{ patient_id: string }>(room.owner, 'SELECT patient_id FROM encounter WHERE id = $1', [
    visit.encounterId,
  ])
  return row?.patient_id ?? ''
}

describe('a needle found after the record was completed', () => {
  const found = (who: StaffActor, needles = 1, more: object = {}) =>
    as(who, 500).incident.reportFound({
      ...{ requestId: randomUUID(), encounterId: visit.encounterId, needles, found: 'in-the-body' as const },
      ...{ foundOn: dayOf(0), description: 'She felt it when lying down.', ...more },
    })

  it('Z4: is counted again while the visit is still open', async () => {
    expect(await reasonOf(found(room.riverside.ana))).toBe('still-open')
    await takeOut(room, visit, 40, { removed: 3, missing: 1, incident: 'Searched by two; not found.' })
    await complete(room, visit, 45)
  })

  it('Z4: stands beside the record with its incident and its task, all three or none, however many say it at once', async () => {
    const { ana } = room.riverside
    expect(await reasonOf(found(ana, 1, { foundOn: dayOf(3) }))).toBe('found-before-it-was')
    expect(await reasonOf(found(ana, 5))).toBe('more-than-went-in')
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => found(ana)))
    // four went in, one of them was missing
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    const rows = await rowsOf<{ counted_as: string; kind: string; task: string }>(
      room.owner,
      `SELECT n.counted_as, i.kind, t.kind AS task FROM needle_correction n
       JOIN incident i ON i.id = n.incident_id JOIN task t ON t.id = n.task_id WHERE n.encounter_id = $1 ORDER BY n.id`,
      [visit.encounterId],
    )
    expect(rows.map(({ counted_as: was }) => was).sort()).toEqual(['missing', 'removed', 'removed', 'removed'])
    for (const table of [`incident WHERE kind = 'needle-found'`, `task WHERE kind = 'needle-found'`])
      expect(await rowsOf(room.owner, `SELECT 1 FROM ${table}`)).toHaveLength(4)
    // the signed record says what it said
    const [count] = await rowsOf(room.owner, 'SELECT removed, missing FROM needle_count WHERE encounter_id = $1', [
      visit.encounterId,
    ])
    expect(count).toEqual({ removed: 3, missing: 1 })
  })

  it('Z4: cannot be said by plain SQL without incident and task, nor once too often', async () => {
    const plainly = (incident: string, task: string) =>
      attempt(
        raw,
        room.riverside.ana,
        `INSERT INTO needle_correction (clinic_id, encounter_id, incident_id, task_id, needles, counted_as, found, found_on, by_identity_id, by_name, at)
         VALUES ($1, $2, ${incident}, ${task}, 1, 'removed', 'outside', '2026-11-24', $3, 'Ana', now())`,
        [room.riverside.clinicId, visit.encounterId, room.riverside.ana.identityId],
      )
    const incident = `(SELECT id FROM incident WHERE kind = 'needle-found' LIMIT 1)`
    const task = `(SELECT id FROM task WHERE kind = 'needle-found' LIMIT 1)`
    expect(codeOf(await plainly(incident, `(SELECT id FROM task WHERE kind <> 'needle-found' LIMIT 1)`))).toBe('23514')
    expect(codeOf(await plainly(`(SELECT id FROM incident WHERE kind = 'faint' LIMIT 1)`, task))).toBe('23514')
    expect(codeOf(await plainly(incident, 'NULL'))).toMatch(/^(23502|23514)$/)
    expect(codeOf(await plainly(incident, task))).toBe('23514')
  })
})

describe('working cleanly', () => {
  it('is ticked in the visit by who was there, taken back while it is open, and fixed with the record', async () => {
    const [open] = await openManyVisits(room, 1)
    if (open === undefined) throw new Error('no visit')
    const { assistant, owner, ana } = room.riverside
    const [skin] = (await as(owner).cleanTechnique.setup()).ticks.filter(({ moment }) => moment === 'during')
    const tickId = skin?.id ?? ''
    const at = (who: StaffActor) => room.as(who, { nowMs: open.startMs + 5 * MINUTE_MS })
    const tick = (ticked: boolean) =>
      at(assistant).cleanTechnique.tick({ requestId: randomUUID(), encounterId: open.encounterId, tickId, ticked })
    const doneBy = async () =>
      (await at(ana).cleanTechnique.ofVisit({ encounterId: open.encounterId })).ticks.find(({ id }) => id === tickId)
        ?.doneByName
    await Promise.all([tick(true), tick(true)])
    expect(await doneBy()).toBe(assistant.name)
    await tick(false)
    expect(await doneBy()).toBeNull()
    const { encounterId } = visit
    const late = as(ana).cleanTechnique.tick({ requestId: randomUUID(), encounterId, tickId, ticked: true })
    expect(await reasonOf(late)).toBe('record-closed')
    // what is ticked is the owner's to say, also in PostgreSQL
    const change = `UPDATE clean_tick SET active = false WHERE id = $1`
    expect(codeOf(await attempt(raw, room.riverside.mei, change, [tickId]))).toBe('23514')
  })

  it('knows the container of each room, one at a time, and when it is too old by the clinic’s policy', async () => {
    const { ana, owner, scope } = room.riverside
    const roomId = scope.id('room', 'Room 1')
    const inRoom = async (nowMs: number) =>
      (await room.as(owner, { nowMs }).sharpsContainer.list()).rooms.find((one) => one.roomId === roomId)?.container
    const opening = (label: string) => as(ana).sharpsContainer.open({ requestId: randomUUID(), roomId, label })
    await Promise.all(['S-101', 'S-102', 'S-103'].map(opening))
    const inUse = await rowsOf(room.owner, 'SELECT 1 FROM sharps_container WHERE room_id = $1 AND closed_at IS NULL', [
      roomId,
    ])
    expect(inUse).toHaveLength(1)
    const DAY_MS = 86_400_000
    expect(await inRoom(visit.startMs + 90 * DAY_MS)).toMatchObject({ days: 90, over: false })
    expect(await inRoom(visit.startMs + 92 * DAY_MS)).toMatchObject({ days: 92, over: true })
  })
  it('says whose needles went into a container: of the visits in its room while it stood there, for good', async () => {
    const { ana, assistant, mei, scope } = room.riverside
    const roomOfVisit = (
      await rowsOf<{ room_id: string }>(
        room.owner,
        'SELECT p.room_id FROM place p JOIN appointment a ON a.place_id = p.id WHERE a.id = $1',
        [visit.appointmentId],
      )
    )[0]?.room_id
    if (roomOfVisit === undefined) throw new Error('no room')
    const whose = async (who: StaffActor, containerId: string) => await as(who).sharpsContainer.visits({ containerId })
    const { containerId: later } = await as(ana, 51).sharpsContainer.open({
      ...{ requestId: randomUUID(), roomId: roomOfVisit, label: 'S-200', beforeClosedFor: 'full' },
    })
    const { containers } = await as(ana, 52).sharpsContainer.closed({})
    expect(containers[0]).toMatchObject({ closedFor: 'full', closedByName: ana.name })
    // needles were in on that day before the change; the new one holds none of them
    const { visits } = await whose(ana, scope.id('sharps-container', '1'))
    const found = visits.find(({ encounterId }) => encounterId === visit.encounterId)
    expect(found).toMatchObject({ patientName: expect.any(String), lotNumbers: ['24H07A'] })
    expect((await whose(assistant, scope.id('sharps-container', '1'))).visits[0]).toMatchObject({ patientName: null })
    const { visits: none } = await whose(ana, later)
    expect(none.map(({ encounterId }) => encounterId)).not.toContain(visit.encounterId)
    const closing = { containerId: later, closedFor: 'damaged' as const }
    await as(mei, 53).sharpsContainer.close({ requestId: randomUUID(), ...closing })
    expect(await reasonOf(as(ana, 54).sharpsContainer.close({ requestId: randomUUID(), ...closing }))).toBe(
      'container-closed',
    )
    const undo = await attempt(raw, ana, 'UPDATE sharps_container SET closed_for = NULL WHERE id = $1', [later])
    expect(codeOf(undo)).toBe('23514')
  })
})

describe('somebody of the staff who is hurt by a needle', () => {
  const told = (change: object = {}) => ({
    ...{ requestId: randomUUID(), hurtName: 'Ana', practitionerId: null, onDate: dayOf(0), minuteOfDay: 0 },
    ...{ roomId: null, containerId: null, encounterId: null, lotNumber: '' },
    ...{ description: 'In the finger, at the bin.', firstSteps: 'Washed it.', ...change },
  })
  const minuteOfVisit = (minute: number) => {
    const at = Temporal.Instant.fromEpochMilliseconds(visit.startMs + minute * MINUTE_MS).toZonedDateTimeISO(
      'Europe/Berlin',
    )
    return { onDate: at.toPlainDate().toString(), minuteOfDay: at.hour * 60 + at.minute }
  }

  it('finds from whom the needle may be, nearest first, in the visit, in the room, in the container, or nowhere', async () => {
    const { ana, assistant, scope } = room.riverside
    const at = minuteOfVisit(55)
    const sourcesOf = async (change: object) => {
      const { injuryId } = await as(assistant, 60).sharpsInjury.record(told({ ...at, ...change }))
      const lead = { ...ana, clinicalLead: true }
      const { visits } = await as(lead, 60).sharpsInjury.sources({ injuryId })
      return visits.map(({ encounterId, nearness, sameLot }) => ({
        mine: encounterId === visit.encounterId,
        nearness,
        sameLot,
      }))
    }
    expect((await sourcesOf({ encounterId: visit.encounterId }))[0]).toMatchObject({
      mine: true,
      nearness: 'this-visit',
    })
    const hurt = { practitionerId: ana.practitionerId, lotNumber: '24h07a' }
    expect((await sourcesOf(hurt))[0]).toEqual({ mine: true, nearness: 'day-before', sameLot: true })
    const containerId = scope.id('sharps-container', '1')
    expect(await sourcesOf({ containerId })).toContainEqual({ mine: true, nearness: 'container', sameLot: false })
    expect(await sourcesOf({})).toEqual([])
  })

  it('keeps the source or why nobody knows it, once for two who decide at once, for those eyes alone', async () => {
    const { ana, mei, desk } = room.riverside
    const plain = { ...ana, clinicalLead: false }
    const { injuryId } = await as(plain, 60).sharpsInjury.record(told(minuteOfVisit(55)))
    const keep = (version: number, encounterId: string | null, reason: string) =>
      as(plain, 61).sharpsInjury.keepSource({ requestId: randomUUID(), injuryId, version, encounterId, reason })
    expect(await reasonOf(keep(0, null, ''))).toBe('reason-missing')
    const both = await Promise.allSettled([keep(0, null, 'Out of a bag.'), keep(0, visit.encounterId, '')])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await keep(1, visit.encounterId, 'The lot fits.')
    const { injuries } = await as(plain, 62).sharpsInjury.list({})
    expect(injuries.find(({ id }) => id === injuryId)?.source).toMatchObject({
      ...{ version: 2, byName: ana.name, visit: { patientName: expect.any(String) } },
    })
    // beside what happened to patients, each page of the list once
    const among = async (limit: number) => {
      const pages = [await as(plain, 62).incident.list({ limit })]
      for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor)
        pages.push(await as(plain, 62).incident.list({ limit, cursor }))
      return pages.flatMap(({ incidents }) => incidents)
    }
    const listed = await among(100)
    expect(listed.find(({ id }) => id === injuryId)).toMatchObject({
      ...{ kind: 'sharps-injury', patientName: null, injury: { sourceDecided: true } },
    })
    expect(listed.some(({ injury }) => injury === null)).toBe(true)
    expect((await among(1)).map(({ id }) => id)).toEqual(listed.map(({ id }) => id))
    const others = await as({ ...mei, clinicalLead: false }, 62).sharpsInjury.list({})
    expect(others.injuries.map(({ id }) => id)).not.toContain(injuryId)
    expect(await reasonOf(as(plain, 10).sharpsInjury.record(told(minuteOfVisit(55))))).toBe('not-yet')
    for (const who of [desk, { ...mei, clinicalLead: false }]) {
      const seen = await attempt(raw, who, 'SELECT 1 FROM sharps_injury WHERE id = $1', [injuryId])
      expect(seen.ok ? seen.value.rowCount : 'refused').toBe(0)
    }
    expect(codeOf(await attempt(raw, ana, 'UPDATE sharps_injury SET at = now()'))).toBe('42501')
  })
})
