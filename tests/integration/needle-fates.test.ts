import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffActor } from '#domain/actor.ts'
import { refusalOf } from '../support/front-desk.ts'
import { MINUTE_MS } from '../support/instants.ts'
import { attempt, codeOf, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  complete,
  needle,
  type OpenVisit,
  openManyVisits,
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

beforeAll(async () => {
  room = await openTreatmentRoom()
  raw = rawPool(room.appUrl, 3)
})
afterAll(async () => {
  await raw?.end()
  await room?.close()
})

/** Drafted by the owner and approved by the clinical lead, as every policy of the clinic is. */
const wantSecondCount = async (secondCount: boolean): Promise<void> => {
  const { owner, ana } = room.riverside
  const [current] = (await room.as(owner).clinicalPolicy.list({ kind: 'safety' })).entries
  const inForce = current?.current?.proposal
  if (inForce?.kind !== 'safety' || inForce.content.secondCount === secondCount) return
  const { versionId } = await room.as(owner).clinicalPolicy.draft({
    ...{ requestId: randomUUID(), key: 'safety', replaces: null, source: 'A choice of this clinic.' },
    ...{ validFrom: '2026-11-24', proposal: { kind: 'safety', content: { ...inForce.content, secondCount } } },
  })
  await room.as(ana).clinicalPolicy.approve({ requestId: randomUUID(), kind: 'safety', versionId })
}

const NONE = { fellOutFound: 0, broken: 0, missing: 0 }

const countAgain = (visit: OpenVisit, who: StaffActor, removed: number, explanation: string | null = null) =>
  room.as(who, { nowMs: visit.startMs + 30 * MINUTE_MS }).needleCount.countAgain({
    ...{ requestId: randomUUID(), encounterId: visit.encounterId, ...NONE, removed, explanation },
  })

const blockersOf = async (visit: OpenVisit): Promise<string[]> => {
  const { blockers } = await atMinute(room, visit, 31).encounter.visit({ appointmentId: visit.appointmentId })
  return blockers.map(({ reason }) => reason)
}

const reasonOf = async (call: Promise<unknown>): Promise<string | undefined> =>
  (await refusalOf(call)).refusals[0]?.reason

/** The same numbers at every run. */
const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

describe('where the clinic wants a second person to count', () => {
  let visits: OpenVisit[]

  beforeAll(async () => {
    await wantSecondCount(true)
    visits = await openManyVisits(room, 14)
  })
  afterAll(() => wantSecondCount(false))

  it('Z13: a seeded miscount is found, by the numbers or by the second person', async () => {
    const chance = seeded(13)
    let miscounted = 0
    for (const visit of visits.slice(0, 12)) {
      const inserted = 4 + Math.floor(chance() * 4)
      const stays = chance() < 0.5 ? 1 : 0
      // who counts first types what went in, to get through; the other counts what lies there
      const lies = inserted - stays
      const lotId = await scan(room, visit, '24H07A', 3)
      await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: inserted })
      await takeOut(room, visit, 20, { removed: inserted })
      expect(await blockersOf(visit)).toContain('second-count-missing')
      const { agrees } = await countAgain(visit, room.riverside.assistant, lies)
      expect(agrees).toBe(stays === 0)
      expect((await blockersOf(visit)).includes('second-count-differs')).toBe(stays > 0)
      miscounted += stays
    }
    expect(miscounted).toBeGreaterThan(2)
    expect(miscounted).toBeLessThan(10)
  })

  it('Z13: who counts sees that others counted, never what they found, and nobody checks their own count', async () => {
    const visit = visits[12] as OpenVisit
    const lotId = await scan(room, visit, '24H07A', 3)
    await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 3 })
    await takeOut(room, visit, 20, { removed: 3 })
    const { encounterId } = visit
    const assistant = room.as(room.riverside.assistant, { nowMs: visit.startMs + 25 * MINUTE_MS })
    const standing = await assistant.needleCount.standing({ encounterId })
    expect(standing).toMatchObject({ second: 'missing', ownCount: false, firstByName: expect.any(String) })
    expect(JSON.stringify({ ...standing, texts: [] })).not.toMatch(/removed|"3"|:3\b/)
    expect(await reasonOf(countAgain(visit, visit.practitioner, 3))).toBe('own-count')
    // nor by plain SQL
    const [first] = await rowsOf<{ id: string }>(room.owner, 'SELECT id FROM needle_tally WHERE encounter_id = $1', [
      encounterId,
    ])
    const forged = (by: string) =>
      attempt(
        raw,
        visit.practitioner,
        `INSERT INTO needle_tally (clinic_id, encounter_id, checks_tally_id, removed, fell_out_found, broken, missing, by_identity_id, by_name, at)
         VALUES ($1, $2, $3, 3, 0, 0, 0, $4, 'Somebody', now())`,
        [room.riverside.clinicId, encounterId, first?.id, by],
      )
    expect(codeOf(await forged(visit.practitioner.identityId))).toBe('FF005')
    expect(codeOf(await forged(room.riverside.assistant.identityId))).toBe('42501')
  })

  it('lets two who differ say which count holds and why, and then complete', async () => {
    const visit = visits[13] as OpenVisit
    const lotId = await scan(room, visit, '24H07A', 3)
    await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 3 })
    await prepare(room, visit)
    await takeOut(room, visit, 20, { removed: 3 })
    const plainly = () =>
      attempt(raw, visit.practitioner, `UPDATE encounter SET status = 'finished', completed_at = now() WHERE id = $1`, [
        visit.encounterId,
      ])
    expect(codeOf(await plainly())).toBe('FF005')
    await countAgain(visit, room.riverside.assistant, 2)
    expect(codeOf(await plainly())).toBe('FF005')
    await countAgain(visit, room.riverside.assistant, 2, 'One was in the container already.')
    await expect(complete(room, visit, 32)).resolves.toMatchObject({ encounterId: visit.encounterId })
  })
})

describe('when an emergency comes before the count', () => {
  it('puts the count off and never loses it', async () => {
    const [visit] = await openManyVisits(room, 1)
    if (visit === undefined) throw new Error('no visit')
    const caller = atMinute(room, visit, 10)
    const { encounterId } = visit
    const defer = () => caller.needleCount.defer({ requestId: randomUUID(), encounterId, reason: 'She fainted.' })
    expect(await reasonOf(defer())).toBe('no-needles')
    const lotId = await scan(room, visit, '24H07A', 3)
    await needle(room, visit, { lotId, areaIds: [SOLEUS], needles: 2 })
    await prepare(room, visit)
    await defer()
    await defer()
    expect(await blockersOf(visit)).toContain('count-deferred')
    const owed = () =>
      rowsOf(room.owner, `SELECT status FROM task WHERE encounter_id = $1 AND kind = 'needles-to-count'`, [encounterId])
    expect(await owed()).toEqual([{ status: 'open' }])
    // ticking it off, or taking it back by plain SQL, does not make the count
    const away = `UPDATE count_deferral SET resolved_at = now(), resolved_by_identity_id = 'x' WHERE encounter_id = $1`
    expect(codeOf(await attempt(raw, visit.practitioner, away, [encounterId]))).toBe('FF005')
    const gone = 'DELETE FROM count_deferral WHERE encounter_id = $1'
    expect(codeOf(await attempt(raw, visit.practitioner, gone, [encounterId]))).toBe('42501')
    await takeOut(room, visit, 40, { removed: 2 })
    expect(await owed()).toEqual([{ status: 'done' }])
    await expect(complete(room, visit, 41)).resolves.toMatchObject({ encounterId })
  })
})

describe('a needle that stays in on purpose', () => {
  let visit: OpenVisit
  let agreement: string

  const leave = (more: object = {}) =>
    atMinute(room, visit, 20).needleCount.leaveInPlace({
      ...{ requestId: randomUUID(), encounterId: visit.encounterId, areaId: TRAPEZIUS, needles: 1, textId: agreement },
      ...{ locale: 'en', signedName: 'B. Guðmundsdóttir', signerRelation: 'self', strokes: [], leaflet: 'mail' },
      ...{ removalOn: '2026-11-27', ...more },
    })

  beforeAll(async () => {
    visit = await openVisit(room, { startIso: '2026-11-24T09:00:00.000Z', areaIds: [TRAPEZIUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    await prepare(room, visit)
    const lotId = await scan(room, visit, '24H07A', 3)
    await needle(room, visit, { lotId, areaIds: [TRAPEZIUS], needles: 4 })
    await takeOut(room, visit, 15, { removed: 3 })
    const { texts } = await atMinute(room, visit, 16).needleCount.standing({ encounterId: visit.encounterId })
    agreement = texts.find(({ key }) => key === 'left-in-place-agreement')?.id ?? ''
  })

  it('Z14: every way around the agreement fails, also by plain SQL', async () => {
    const { encounterId, practitioner } = visit
    const plainly = (sql: string, values: readonly unknown[] = [encounterId]) => attempt(raw, practitioner, sql, values)
    for (const change of [
      'left_in_place = 1, closed_at = now()',
      'left_in_place = 1',
      'left_in_place = 4, removed = 0, closed_at = now()',
    ])
      expect(codeOf(await plainly(`UPDATE needle_count SET ${change} WHERE encounter_id = $1`)), change).toBe('FF005')
    const signed = {
      ...{ clinic_id: room.riverside.clinicId, encounter_id: encounterId, area_id: TRAPEZIUS, needles: 1 },
      ...{ text_id: agreement, locale: 'en', signed_name: 'B.', signer_relation: 'self', signature: {} },
      ...{ signed_at: '2026-11-24T09:20Z', leaflet: 'paper', removal_on: '2026-11-27' },
      ...{ by_identity_id: practitioner.identityId, at: '2026-11-24T09:20Z' },
    }
    const sign = async (change: object) => {
      const row = Object.entries({ ...signed, ...change })
      const columns = row.map(([column]) => column).join(', ')
      const places = row.map((_, index) => `$${index + 1}`).join(', ')
      const sql = `INSERT INTO needle_left_in_place (${columns}) VALUES (${places})`
      return codeOf(
        await plainly(
          sql,
          row.map(([, value]) => value),
        ),
      )
    }
    for (const change of [
      { signed_name: ' ' },
      { signature: null },
      { signed_at: null },
      { leaflet: null },
      { leaflet: 'later' },
      { removal_on: null },
      { removal_on: '2026-11-01' },
      { text_id: randomUUID() },
      { by_identity_id: 'somebody-else' },
    ])
      expect(await sign(change), JSON.stringify(change)).toMatch(/^(23502|23503|23514|42501)$/)
    // signed, but nobody is reminded: it stays open
    const alone = await plainly(
      `WITH signed AS (INSERT INTO needle_left_in_place (clinic_id, encounter_id, area_id, needles, text_id, locale, signed_name, signer_relation, signature, signed_at, leaflet, removal_on, by_identity_id, at)
         VALUES ($2, $1, $3, 1, $4, 'en', 'B.', 'self', '{}', now(), 'paper', '2030-01-01', $5, now()) RETURNING needles)
       SELECT needles FROM signed`,
      [encounterId, room.riverside.clinicId, TRAPEZIUS, agreement, practitioner.identityId],
    )
    expect(codeOf(alone)).toBe('ok')
    await plainly('UPDATE needle_count SET left_in_place = 1, closed_at = now() WHERE encounter_id = $1')
    await plainly('UPDATE encounter SET needles_out_at = now() WHERE id = $1')
    const finish = `UPDATE encounter SET status = 'finished', completed_at = now() WHERE id = $1`
    const end = await plainly(finish)
    expect(end.ok ? 'ok' : end.detail).toBe('left-in-place-not-explained')
    await room.owner.query('UPDATE needle_count SET left_in_place = 1 WHERE encounter_id = $1', [encounterId])
  })

  it('Z14: asks for a place that was needled, a day to come, the words as they stand and an address', async () => {
    const [fresh] = await openManyVisits(room, 1)
    if (fresh === undefined) throw new Error('no visit')
    visit = fresh
    const lotId = await scan(room, visit, '24H07A', 3)
    await needle(room, visit, { lotId, areaIds: [TRAPEZIUS], needles: 4 })
    await prepare(room, visit)
    await takeOut(room, visit, 15, { removed: 3 })
    await setDatabaseClock(room.owner, visit.startMs)
    const removalOn = new Date(visit.startMs + 3 * 86_400_000).toISOString().slice(0, 10)
    expect(await reasonOf(leave({ removalOn, areaId: SOLEUS }))).toBe('unknown-area')
    expect(await reasonOf(leave({ removalOn: '2026-11-01' }))).toBe('removal-day-past')
    expect(await reasonOf(leave({ removalOn, textId: randomUUID() }))).toBe('other-text')
    expect(await reasonOf(leave({ removalOn, needles: 2 }))).toBe('more-left-than-in')
    expect(await blockersOf(visit)).toContain('needles-still-in')
    expect(await leave({ removalOn })).toMatchObject({ stillIn: 0 })
    const messages = await rowsOf<{ key: string; due: Date; basis: string }>(
      room.owner,
      `SELECT s.template_key AS key, c.due_at AS due, c.basis FROM communication c
       JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id
       WHERE c.encounter_id = $1 AND s.template_key IN ('after-visit', 'needle-left', 'needle-removal') ORDER BY 1`,
      [visit.encounterId],
    )
    expect(messages.map(({ key }) => key)).toEqual(['after-visit', 'needle-left', 'needle-removal'])
    // the morning before the day
    expect(messages[2]).toMatchObject({ basis: 'removal-day' })
    expect((messages[2]?.due.getTime() ?? 0) - visit.startMs).toBeGreaterThan(86_400_000)
    const tasks = await rowsOf(room.owner, `SELECT kind, status FROM task WHERE encounter_id = $1`, [visit.encounterId])
    expect(tasks).toEqual([{ kind: 'needle-to-remove', status: 'open' }])
    await expect(complete(room, visit, 41)).resolves.toMatchObject({ encounterId: visit.encounterId })
  })
})
