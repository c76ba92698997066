import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openLiveChanges } from '#db/live.ts'
import type { StaffActor } from '#domain/actor.ts'
import { raiseNeedleAlarm } from '../../src/worker/raise-needle-alarm.ts'
import { refusalOf } from '../support/front-desk.ts'
import { MINUTE_MS } from '../support/instants.ts'
import { attempt, codeOf, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  needle,
  type OpenVisit,
  openManyVisits,
  openTreatmentRoom,
  SOLEUS,
  scan,
  type TreatmentRoom,
  takeOut,
} from '../support/treatment-room.ts'

let room: TreatmentRoom
let raw: pg.Pool
let visit: OpenVisit

const RESTS = '[{"kind":"hands-on","minutes":10},{"kind":"resting","minutes":20},{"kind":"removal","minutes":15}]'
/** Needles go in at minute 5 and rest for 20. */
const DUE = 25

const resting = async (): Promise<OpenVisit> => {
  const [made] = await openManyVisits(room, 1)
  if (made === undefined) throw new Error('no visit')
  await room.owner.query('UPDATE appointment SET segments = $2 WHERE id = $1', [made.appointmentId, RESTS])
  const lotId = await scan(room, made, '24H07A', 3)
  await needle(room, made, { lotId, areaIds: [SOLEUS], needles: 3, minute: 5 })
  return made
}

beforeAll(async () => {
  room = await openTreatmentRoom()
  raw = rawPool(room.appUrl, 2)
  visit = await resting()
})
afterAll(async () => {
  await raw?.end()
  await room?.close()
})

const rings = async (who: StaffActor, minute: number) =>
  (await room.as(who, { nowMs: visit.startMs + minute * MINUTE_MS }).needleAlarm.list()).alarms.filter(
    ({ encounterId }) => encounterId === visit.encounterId,
  )
const job = (minute: number) =>
  raiseNeedleAlarm(
    { database: room.database, now: () => visit.startMs + minute * MINUTE_MS },
    { clinicId: room.riverside.clinicId, encounterId: visit.encounterId },
  )
const jobs = () =>
  rowsOf<{ after: number }>(
    room.owner,
    `SELECT round(extract(epoch FROM start_after - created_on)) AS after FROM jobs.job
     WHERE name = 'raise-needle-alarm' AND data ->> 'encounterId' = $1 ORDER BY created_on`,
    [visit.encounterId],
  )

describe('when needles that rest are due out', () => {
  it('a job looks at them at that minute, put there with the needles', async () => {
    expect((await jobs()).map(({ after }) => Number(after))).toEqual([20 * 60])
  })

  it('Z5: nobody answers, and it reaches the practitioner, the desk and at last everybody, whatever became of the tablet', async () => {
    const { ana, ben, desk, owner, assistant } = room.riverside
    const reached = async (minute: number) => {
      const heard = []
      for (const who of [ana, assistant, desk, ben, owner]) if ((await rings(who, minute)).length > 0) heard.push(who)
      return heard
    }
    expect(await reached(DUE - 1)).toEqual([])
    expect(await reached(DUE)).toEqual([ana, assistant])
    expect(await reached(DUE + 2)).toEqual([ana, assistant, desk])
    expect(await reached(DUE + 5)).toEqual([ana, assistant, desk, ben, owner])
  })

  it('Z5: each step is kept and every open screen hears of it, and the job comes back for the next', async () => {
    const live = openLiveChanges(room.appUrl)
    const heard: string[] = []
    const ready = Promise.withResolvers<void>()
    live.subscribe(room.riverside.clinicId, (table) => {
      heard.push(table)
      if (table === '*') ready.resolve()
    })
    await ready.promise
    for (const minute of [DUE, DUE + 2, DUE + 2, DUE + 5]) await job(minute)
    const stages = await rowsOf<{ stage: string }>(
      room.owner,
      `SELECT detail ->> 'stage' AS stage FROM audit_event WHERE action = 'raise-needle-alarm' ORDER BY at, id`,
    )
    expect(stages.map(({ stage }) => stage)).toEqual(['room', 'desk', 'everyone'])
    // it is told behind the commit
    await vi.waitFor(
      () => expect(heard.filter((table) => table === 'needle_alarm').length).toBeGreaterThanOrEqual(3),
      10_000,
    )
    await live.close()
    // 20 minutes to the first look; then two, three, three: nobody is left to call after that
    expect((await jobs()).map(({ after }) => Number(after))).toEqual([20 * 60, 2 * 60, 3 * 60, 3 * 60])
  })

  it('shows the desk who, where and with whom, and nothing of the record', async () => {
    const [alarm] = await rings(room.riverside.desk, DUE + 2)
    expect(alarm).toMatchObject({ stage: 'desk', roomName: 'Room 1', appointmentId: null, goingByName: null })
    expect(Object.keys(alarm ?? {}).sort()).toEqual([
      'appointmentId',
      'dueIso',
      'encounterId',
      'goingByName',
      'patientName',
      'practitionerName',
      'quiet',
      'roomName',
      'stage',
    ])
  })

  it('Z5: who goes is named to all; it ends only when the needles are out, also by plain SQL', async () => {
    const { desk, ben } = room.riverside
    const going = room.as(desk, { nowMs: visit.startMs + (DUE + 6) * MINUTE_MS })
    await going.needleAlarm.answer({ requestId: randomUUID(), encounterId: visit.encounterId })
    expect(await rings(ben, DUE + 7)).toMatchObject([{ quiet: true, goingByName: desk.name }])
    // took too long: everybody is called again
    expect(await rings(ben, DUE + 11)).toMatchObject([{ quiet: false, goingByName: null, stage: 'everyone' }])
    const stop = `UPDATE needle_alarm SET ended_at = now() WHERE encounter_id = $1`
    expect(codeOf(await attempt(raw, desk, stop, [visit.encounterId]))).toBe('FF005')
    expect(
      codeOf(await attempt(raw, desk, 'DELETE FROM needle_alarm WHERE encounter_id = $1', [visit.encounterId])),
    ).toBe('42501')
    await takeOut(room, visit, DUE + 12, { removed: 2 })
    expect(await rings(ben, DUE + 13)).toHaveLength(1)
  })

  it('Z5: the day is not closed while anybody has needles in, also not by plain SQL', async () => {
    const { desk, clinicId } = room.riverside
    const late = room.as(desk, { nowMs: visit.startMs + 300 * MINUTE_MS })
    const refusal = await refusalOf(late.dayClosing.close({ requestId: randomUUID() }))
    expect(refusal.refusals[0]).toMatchObject({
      reason: 'needles-still-in',
      sentence: expect.stringContaining('Room 1'),
    })
    expect((await late.dayClosing.standing()).needlesIn).toHaveLength(1)
    const plainly = () =>
      attempt(
        raw,
        desk,
        `INSERT INTO day_closing (clinic_id, day, closed_at, by_identity_id, by_name) VALUES ($1, '2027-06-01', now(), 'x', 'x')`,
        [clinicId],
      )
    expect(codeOf(await plainly())).toBe('FF005')
    await takeOut(room, visit, DUE + 14, { removed: 3 })
    expect(await rings(desk, DUE + 15)).toEqual([])
    const [ended] = await rowsOf<{ ended_at: Date | null }>(
      room.owner,
      'SELECT ended_at FROM needle_alarm WHERE encounter_id = $1',
      [visit.encounterId],
    )
    expect(ended?.ended_at).not.toBeNull()
    await job(DUE + 20)
    await late.dayClosing.close({ requestId: randomUUID() })
    expect(await late.dayClosing.standing()).toMatchObject({ closedByName: desk.name, needlesIn: [] })
  })
})

describe('an emergency in the room', () => {
  const tap = (who: StaffActor, emergencyId: string, tappedMinute: number, sentMinute: number) =>
    room.as(who, { nowMs: visit.startMs + sentMinute * MINUTE_MS }).emergency.raise({
      ...{ emergencyId, appointmentId: visit.appointmentId },
      tappedIso: new Date(visit.startMs + tappedMinute * MINUTE_MS).toISOString(),
    })
  const open = async (who: StaffActor, minute: number) =>
    room.as(who, { nowMs: visit.startMs + minute * MINUTE_MS }).emergency.open()

  it('Z17: one tap tells everybody who, where and what to do, and those who treat which needles are in and where', async () => {
    visit = await resting()
    const emergencyId = randomUUID()
    await tap(room.riverside.ana, emergencyId, 8, 8)
    const desk = await open(room.riverside.desk, 9)
    expect(desk.emergencies).toMatchObject([
      { id: emergencyId, roomName: 'Room 1', patientName: expect.any(String), needles: null },
    ])
    expect(desk.whatToDo?.steps.length).toBeGreaterThan(2)
    const { emergencies } = await open(room.riverside.ben, 9)
    expect(emergencies[0]?.needles).toMatchObject({ stillIn: 3, areas: [{ needles: 3 }] })
    await room.as(room.riverside.desk).emergency.answer({ requestId: randomUUID(), emergencyId })
    expect((await open(room.riverside.ana, 10)).emergencies).toMatchObject([{ goingByName: room.riverside.desk.name }])
    await room.as(room.riverside.ben).emergency.end({ requestId: randomUUID(), emergencyId })
    expect((await open(room.riverside.ana, 11)).emergencies).toEqual([])
    // the forms come later
    const tasks = await rowsOf(
      room.owner,
      `SELECT status FROM task WHERE kind = 'incident-to-write' AND appointment_id = $1`,
      [visit.appointmentId],
    )
    expect(tasks).toEqual([{ status: 'open' }])
    const again = `UPDATE emergency SET ended_at = NULL, ended_by_identity_id = NULL, ended_by_name = NULL WHERE id = $1`
    expect(codeOf(await attempt(raw, room.riverside.ana, again, [emergencyId]))).toBe('FF006')
  })

  it('Z17: pressed without a line it counts from when it was pressed, and once however often it was sent', async () => {
    const emergencyId = randomUUID()
    await Promise.all(Array.from({ length: 4 }, () => tap(room.riverside.ana, emergencyId, 12, 30)))
    const rows = await rowsOf<{ tapped: number; received: number }>(
      room.owner,
      `SELECT extract(epoch FROM tapped_at) * 1000 AS tapped, extract(epoch FROM received_at) * 1000 AS received FROM emergency WHERE id = $1`,
      [emergencyId],
    )
    expect(rows.map(({ tapped, received }) => [Number(tapped), Number(received)])).toEqual([
      [visit.startMs + 12 * MINUTE_MS, visit.startMs + 30 * MINUTE_MS],
    ])
    // a device whose clock runs ahead puts nothing into the future
    const ahead = randomUUID()
    await tap(room.riverside.assistant, ahead, 400, 31)
    const { emergencies } = await open(room.riverside.desk, 31)
    expect(emergencies.find(({ id }) => id === ahead)?.tappedIso).toBe(
      new Date(visit.startMs + 31 * MINUTE_MS).toISOString(),
    )
  })
})
