import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf as refused } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'
import {
  atMinute,
  bookVisit,
  complete,
  INFRASPINATUS,
  LEVATOR,
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

const TUESDAY_10 = '2026-11-24T09:00:00.000Z'
const TUESDAY_15_30 = '2026-11-24T14:30:00.000Z'
const WEDNESDAY_10 = '2026-11-25T09:00:00.000Z'
const THURSDAY_15_30 = '2026-11-26T14:30:00.000Z'
const RIGHT_TRAPEZIUS = 'upper-trapezius.right'

let room: TreatmentRoom

const refusalOf = async (call: Promise<unknown>) => ({
  reasons: (await refused(call)).refusals.map(({ reason }) => reason),
})

beforeAll(async () => {
  room = await openTreatmentRoom()
})
afterAll(() => room?.close())

const onHand = async (lotNumber: string): Promise<number> => {
  const { lots } = await room.as(room.riverside.owner).lot.list({ limit: 100 })
  return lots.find((lot) => lot.lotNumber === lotNumber)?.onHand ?? Number.NaN
}
const seen = (visit: OpenVisit, minute: number) =>
  atMinute(room, visit, minute).encounter.visit({ appointmentId: visit.appointmentId })
const entry = (areaId: string, lotId: string, needles: number) => ({
  ...{ areaId, lotId, needles, insertions: needles, retained: false },
})
const inError = (visit: OpenVisit, procedureId: string, minute: number) =>
  atMinute(room, visit, minute).encounter.enterNeedlingInError({
    requestId: randomUUID(),
    encounterId: visit.encounterId,
    procedureId,
    reason: 'It was the other shoulder.',
  })
const deviationsOf = (visit: OpenVisit) =>
  rowsOf<{ kind: string; detail: Record<string, unknown> }>(
    room.owner,
    'SELECT kind, detail FROM deviation WHERE encounter_id = $1 ORDER BY kind',
    [visit.encounterId],
  )
const restsIn = async (visit: OpenVisit): Promise<string[]> =>
  (
    await rowsOf<{ area_id: string }>(
      room.owner,
      `SELECT DISTINCT area_id FROM rest_claim WHERE appointment_id = $1 AND kind = 'treatment' AND area_id <> 'anywhere' ORDER BY 1`,
      [visit.appointmentId],
    )
  ).map(({ area_id }) => area_id)

describe('Ana needles two areas from two boxes', () => {
  let visit: OpenVisit
  let heron: string
  let kestrel: string
  let before: number

  beforeAll(async () => {
    before = await onHand('24H07A')
    visit = await openVisit(room, { startIso: TUESDAY_10, areaIds: [TRAPEZIUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    await prepare(room, visit)
    heron = await scan(room, visit, '24H07A')
    kestrel = await scan(room, visit, '24J19B', 4)
  })

  it('keeps point, manipulation, current, depth, angle and response of each, and which box each came from', async () => {
    const details = { point: 'GB21', manipulation: 'rotated', depthMm: 20, angleDegrees: 45, response: 'local-twitch' }
    const electro = { hertz: 2, milliampere: 1.5, minutes: 15 }
    await atMinute(room, visit, 5).encounter.recordNeedling({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      entries: [
        { ...entry(TRAPEZIUS, heron, 4), ...(details as object), technique: 'electro-needling', electro },
        { ...entry(LEVATOR, kestrel, 2), insertions: 6 },
      ],
    })
    const { procedures, count } = await seen(visit, 6)
    expect(procedures).toEqual([
      expect.objectContaining({
        areaId: TRAPEZIUS,
        lotNumber: '24H07A',
        technique: 'electro-needling',
        electro,
        ...details,
      }),
      expect.objectContaining({ areaId: LEVATOR, lotNumber: '24J19B', needles: 2, insertions: 6, electro: null }),
    ])
    expect(count?.inserted).toBe(6)
    expect(await onHand('24H07A')).toBe(before - 4)
  })

  it('says beside the record that another technique than the booked one was used', async () => {
    expect(await deviationsOf(visit)).toEqual([
      { kind: 'not-planned', detail: { needled: [{ areaId: TRAPEZIUS, technique: 'electro-needling' }] } },
    ])
  })

  it('cannot be deeper than the needle is long', async () => {
    const deep = atMinute(room, visit, 6).encounter.recordNeedling({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      entries: [{ ...entry(TRAPEZIUS, heron, 1), depthMm: 149 }],
    })
    expect((await refusalOf(deep)).reasons).toEqual(['deeper-than-long'])
  })

  it('E10: a device that has not seen these rows is shown them first, and writes nothing twice', async () => {
    const { procedures } = await seen(visit, 6)
    const [first, second] = procedures
    const send = (knownProcedureIds: string[], requestId: string = randomUUID()) =>
      atMinute(room, visit, 7).encounter.recordNeedling({
        requestId,
        encounterId: visit.encounterId,
        entries: [entry(INFRASPINATUS, kestrel, 1)],
        knownProcedureIds,
      })
    expect((await refusalOf(send([first?.id ?? '']))).reasons).toEqual(['changed-meanwhile'])
    expect((await seen(visit, 7)).procedures).toHaveLength(2)
    // E14: the answer was lost, and the very same is sent again
    const requestId = randomUUID()
    const known = [first?.id ?? '', second?.id ?? '']
    const answer = await send(known, requestId)
    expect(await send(known, requestId)).toEqual(answer)
    expect((await seen(visit, 7)).procedures).toHaveLength(3)
  })

  it('a row in error stays with its reason; stock and count follow, and rest those that are left', async () => {
    const row = (await seen(visit, 8)).procedures.find(({ areaId }) => areaId === TRAPEZIUS)
    await inError(visit, row?.id ?? '', 8)
    const { procedures, count, encounter } = await seen(visit, 9)
    expect(procedures.find(({ id }) => id === row?.id)).toMatchObject({
      enteredInError: true,
      errorReason: 'It was the other shoulder.',
    })
    expect(count?.inserted).toBe(3)
    expect(encounter?.needlesInAt).not.toBeNull()
    expect(await onHand('24H07A')).toBe(before)
    expect((await refusalOf(inError(visit, row?.id ?? '', 9))).reasons).toEqual(['already-in-error'])
    await takeOut(room, visit, 20, { removed: 3 })
    expect(await restsIn(visit)).toEqual([INFRASPINATUS, LEVATOR])
  })

  it('a row in error after the last needle is out lets its area rest no more', async () => {
    const row = (await seen(visit, 21)).procedures.find(({ areaId }) => areaId === INFRASPINATUS)
    await inError(visit, row?.id ?? '', 21)
    expect(await restsIn(visit)).toEqual([LEVATOR])
    const { count, blockers } = await seen(visit, 22)
    expect(count).toMatchObject({ inserted: 2, removed: 3 })
    expect(blockers.map(({ reason }) => reason)).toContain('count-open')
    await takeOut(room, visit, 23, { removed: 2 })
    expect((await complete(room, visit, 24)).encounterId).toBe(visit.encounterId)
  })
})

describe('the box in the hand (Z8)', () => {
  const boxesOf = async (visit: OpenVisit) =>
    (await atMinute(room, visit, 2).lot.openBoxes({ encounterId: visit.encounterId })).boxes
  const confirm = (visit: OpenVisit, openBoxId: string) =>
    atMinute(room, visit, 3).lot.confirmBox({ requestId: randomUUID(), encounterId: visit.encounterId, openBoxId })
  let next: OpenVisit

  beforeAll(async () => {
    next = await openVisit(room, {
      startIso: TUESDAY_15_30,
      areaIds: [SOLEUS],
      patientId: room.riverside.otherPatientId,
    })
    await setDatabaseClock(room.owner, next.startMs)
  })

  it('the boxes read in this room today are asked about, and none is taken by itself', async () => {
    expect((await boxesOf(next)).map(({ lot, roomName }) => [lot.lotNumber, roomName])).toEqual(
      expect.arrayContaining([['24H07A', 'Room 1']]),
    )
    expect((await seen(next, 2)).lots).toEqual([])
  })

  it('one that is confirmed is a box of this visit', async () => {
    const box = (await boxesOf(next)).find(({ lot }) => lot.lotNumber === '24H07A')
    expect((await confirm(next, box?.openBoxId ?? '')).lotNumber).toBe('24H07A')
    expect((await seen(next, 4)).lots.map(({ lotNumber }) => lotNumber)).toEqual(['24H07A'])
  })

  it('repeat visit after a swap: no lot is prefilled, and the box from before can be confirmed no more', async () => {
    const before = (await boxesOf(next)).find(({ lot }) => lot.lotNumber === '24H07A')
    await scan(room, next, '1724A', 5)
    const open = (await boxesOf(next)).map(({ lot }) => lot.lotNumber)
    expect(open).toContain('1724A')
    expect(open).not.toContain('24H07A')
    expect((await refusalOf(confirm(next, before?.openBoxId ?? ''))).reasons).toEqual(['not-open'])
  })

  it('a box that was recalled meanwhile is refused as a plan', async () => {
    const box = (await boxesOf(next)).find(({ lot }) => lot.lotNumber === '24J19B')
    await room.as(room.riverside.owner).lot.recall({
      requestId: randomUUID(),
      lotId: box?.lot.lotId ?? '',
      reason: 'The maker asks for it back.',
    })
    expect((await refusalOf(confirm(next, box?.openBoxId ?? ''))).reasons).toEqual(['recalled'])
  })

  it('what was open yesterday is not open today', async () => {
    const tomorrow = await openVisit(room, {
      startIso: WEDNESDAY_10,
      areaIds: [TRAPEZIUS],
      patientId: room.riverside.otherPatientId,
    })
    expect(await boxesOf(tomorrow)).toEqual([])
    await room.owner.query('DELETE FROM encounter WHERE id = $1', [tomorrow.encounterId])
  })

  it('needles of a box that nobody read in this visit are saved, and that is said beside them', async () => {
    await needle(room, next, { lotId: room.riverside.lot('K25-0219'), areaIds: [SOLEUS], needles: 1 })
    expect((await deviationsOf(next)).map(({ kind }) => kind)).toContain('lot-not-read')
  })

  it('Z7: the other side than the booked one is saved, with whether somebody was asked', async () => {
    await atMinute(room, next, 6).encounter.recordNeedling({
      requestId: randomUUID(),
      encounterId: next.encounterId,
      entries: [{ ...entry('soleus.left', room.riverside.lot('24H07A'), 1), sideConfirmed: true }],
    })
    expect(await deviationsOf(next)).toContainEqual({
      kind: 'side-differs',
      detail: { areaId: 'soleus.left', booked: 'right', confirmed: true },
    })
  })
})

describe('same as last time (Z8)', () => {
  it('brings the muscle and how it was needled; never the side, the lot or a number', async () => {
    const visit = await openVisit(room, { startIso: '2026-12-01T09:00:00.000Z', areaIds: [RIGHT_TRAPEZIUS] })
    const { lastTime, templates } = await atMinute(room, visit, 1).encounter.needlingSuggestions({
      appointmentId: visit.appointmentId,
    })
    const item = { muscle: 'levator-scapulae', technique: 'deep-dry-needling', manipulation: null, retained: false }
    expect(lastTime).toEqual({ onDate: '2026-11-24', items: [item] })
    expect(templates.length).toBeGreaterThan(0)
    for (const { items } of templates)
      for (const one of items) expect(Object.keys(one).sort()).toEqual(Object.keys(item).sort())
    expect(JSON.stringify({ lastTime, templates })).not.toMatch(/left|right|lotId|lotNumber|"needles"|insertions/)
    await room.owner.query('DELETE FROM encounter WHERE id = $1', [visit.encounterId])
  })

  it('no template can be written down with a side, a lot or a number', async () => {
    for (const items of [
      '[{"muscle":"soleus.left"}]',
      '[{"muscle":"soleus","lotId":"x"}]',
      '[{"muscle":"soleus","needles":4}]',
    ]) {
      await expect(
        room.owner.query(`UPDATE needling_template SET items = $1 WHERE clinic_id = $2`, [
          items,
          room.riverside.clinicId,
        ]),
      ).rejects.toMatchObject({ code: '23514' })
    }
  })
})

describe('a whole visit entered in error (Z6)', () => {
  it('takes back rest, stock, messages, tasks and holds, is on no list of a recall, and stays in the trail', async () => {
    const { riverside } = room
    const lotId = riverside.lot('K25-0219')
    const before = await onHand('K25-0219')
    const reached = async () =>
      (await room.as(riverside.owner).lot.trace({ lotId })).uses.map(({ patientId }) => patientId)
    const visit = await openVisit(room, { startIso: THURSDAY_15_30, areaIds: [TRAPEZIUS] })
    await setDatabaseClock(room.owner, visit.startMs)
    const coming = await bookVisit(room, { startIso: '2026-11-30T09:00:00.000Z', areaIds: [INFRASPINATUS] })
    await prepare(room, visit)
    await atMinute(room, visit, 2).screening.answer({
      requestId: randomUUID(),
      encounterId: visit.encounterId,
      answers: { 'needled-elsewhere': { value: 'yes', areaIds: [SOLEUS], onDate: '2026-11-26' } },
    })
    await scan(room, visit, 'K25-0219')
    await needle(room, visit, { lotId, areaIds: [TRAPEZIUS, LEVATOR], needles: 3 })
    await takeOut(room, visit, 20, { removed: 6 })
    await complete(room, visit, 25)
    expect(await onHand('K25-0219')).toBe(before - 6)
    expect(await reached()).toContain(riverside.patientId)
    const { encounter } = await seen(visit, 26)
    const enter = (version: number | null) =>
      atMinute(room, visit, 30).encounter.enterInError({
        requestId: randomUUID(),
        appointmentId: visit.appointmentId,
        version,
        reason: 'This was the other Björk.',
      })
    expect((await refusalOf(enter(1))).reasons).toEqual(['stale-version'])
    await enter(encounter?.version ?? 0)
    expect(await onHand('K25-0219')).toBe(before)
    expect(await reached()).not.toContain(riverside.patientId)
    expect(await restsIn(visit)).toEqual([])
    const rows = await rowsOf<{ what: string; n: number }>(
      room.owner,
      `SELECT 'waiting messages' AS what, count(*)::int AS n FROM communication WHERE encounter_id = $1 AND status = 'due'
       UNION ALL SELECT 'holds', count(*)::int FROM area_hold WHERE encounter_id = $1 AND cleared_at IS NULL
       UNION ALL SELECT 'rows', count(*)::int FROM procedure WHERE encounter_id = $1
       UNION ALL SELECT 'trail', count(*)::int FROM audit_event WHERE entity_id = $2::text AND action = 'enter-visit-in-error'
       UNION ALL SELECT 'tasks', count(*)::int FROM task WHERE appointment_id = $2::uuid AND status = 'open'`,
      [visit.encounterId, visit.appointmentId],
    )
    expect(Object.fromEntries(rows.map(({ what, n }) => [what, n]))).toEqual({
      ...{ 'waiting messages': 0, holds: 0, rows: 2, trail: 1, tasks: 0 },
    })
    expect((await seen(visit, 31)).error).toMatchObject({ reason: 'This was the other Björk.' })
    expect(coming.appointmentId).not.toBe('')
    expect((await refusalOf(enter(null))).reasons).toEqual(['already-in-error'])
  })

  it('a visit that nobody has begun can be one, too; whose it is not cannot say so', async () => {
    const { riverside } = room
    const { appointmentId } = await bookVisit(room, { startIso: '2026-12-02T09:00:00.000Z', areaIds: [SOLEUS] })
    const error = { appointmentId, version: null, reason: 'Booked for the wrong person.' }
    const enter = (actor: typeof riverside.ana) =>
      room.as(actor).encounter.enterInError({ requestId: randomUUID(), ...error })
    expect((await refusalOf(enter(riverside.ben))).reasons).toEqual(['not-allowed'])
    await enter(riverside.ana)
    const [row] = await rowsOf(room.owner, 'SELECT status FROM appointment WHERE id = $1', [appointmentId])
    expect(row).toEqual({ status: 'entered-in-error' })
  })
})

/** What can be done in a visit, as somebody at a tablet does it; numbers choose among what is there. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('needles' as const), area: fc.nat(3), needles: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('answer lost, sent again' as const) }),
  fc.record({ kind: fc.constant('another device' as const), needles: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('unused' as const), needles: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('out' as const), less: fc.nat(1) }),
  fc.record({ kind: fc.constant('emergency' as const) }),
  fc.record({ kind: fc.constant('row in error' as const), which: fc.nat(5) }),
  fc.record({ kind: fc.constant('complete' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Model {
  status: 'in-progress' | 'finished'
  rows: { id: string; needles: number; inError: boolean }[]
  unused: number
  /** Counted out as far as anybody knows. */
  removed: number
  lastSent: Parameters<ReturnType<typeof atMinute>['encounter']['recordNeedling']>[0] | null
}

const AREAS = [TRAPEZIUS, LEVATOR, INFRASPINATUS, SOLEUS]

describe('the life of a visit against a model', () => {
  const lotId = () => room.riverside.lot('W2511')
  let minute = 0

  const standingRows = ({ rows }: Model) => rows.filter(({ inError }) => !inError)
  const inserted = (model: Model): number => standingRows(model).reduce((sum, { needles }) => sum + needles, 0)

  const record = async (visit: OpenVisit, model: Model, needles: number, areaId: string): Promise<void> => {
    const sent = {
      ...{ requestId: randomUUID(), encounterId: visit.encounterId, entries: [entry(areaId, lotId(), needles)] },
      knownProcedureIds: standingRows(model).map(({ id }) => id),
    }
    const call = atMinute(room, visit, minute).encounter.recordNeedling(sent)
    if (model.status === 'finished') {
      expect((await refusalOf(call)).reasons).toEqual(['record-closed'])
      return
    }
    const [id = ''] = (await call).procedureIds
    model.rows.push({ id, needles, inError: false })
    model.lastSent = sent
  }

  /** Says one thing, twice where it is asked for, and lets the model say what has to come of it. */
  const say = async (visit: OpenVisit, model: Model, one: Step): Promise<void> => {
    const caller = atMinute(room, visit, ++minute)
    const names = { requestId: randomUUID(), encounterId: visit.encounterId }
    const open = model.status === 'in-progress'
    switch (one.kind) {
      case 'needles':
        return record(visit, model, one.needles, AREAS[one.area] ?? SOLEUS)
      case 'answer lost, sent again':
        // E14: the first answer again, and nothing written twice
        if (model.lastSent !== null) await caller.encounter.recordNeedling(model.lastSent)
        return
      case 'another device': {
        // E10: it has seen nothing of what stands there
        if (!open || standingRows(model).length === 0) return
        const blind = { ...names, entries: [entry(SOLEUS, lotId(), one.needles)], knownProcedureIds: [] }
        expect((await refusalOf(caller.encounter.recordNeedling(blind))).reasons).toEqual(['changed-meanwhile'])
        return
      }
      case 'unused': {
        const fates = { discardedUnused: one.needles, droppedFound: 0, droppedNotFound: 0 }
        const call = caller.encounter.recordUnused({ ...names, lotId: lotId(), ...fates })
        if (!open) expect((await refusalOf(call)).reasons).toEqual(['record-closed'])
        else {
          await call
          model.unused += one.needles
        }
        return
      }
      case 'out': {
        const removed = Math.max(0, inserted(model) - one.less)
        if (!open || inserted(model) === 0) return
        await caller.encounter.recordNeedlesOut({ ...names, removed, fellOutFound: 0, broken: 0, missing: 0 })
        model.removed = removed
        return
      }
      case 'emergency':
        if (open && inserted(model) > 0) await caller.needleCount.defer({ ...names, reason: 'She fainted.' })
        return
      case 'row in error': {
        const row = model.rows[one.which % Math.max(1, model.rows.length)]
        if (row === undefined) return
        const call = inError(visit, row.id, minute)
        if (!open) expect((await refusalOf(call)).reasons).toEqual(['record-closed'])
        else if (row.inError) expect((await refusalOf(call)).reasons).toEqual(['already-in-error'])
        else {
          await call
          row.inError = true
          if (inserted(model) === 0) model.removed = 0
        }
        return
      }
      case 'complete': {
        if (!open) return
        const { encounter, blockers } = await seen(visit, minute)
        const call = caller.encounter.complete({ ...names, version: encounter?.version ?? 0 })
        if (blockers.length > 0) expect((await refusalOf(call)).reasons.length).toBeGreaterThan(0)
        else {
          await call
          expect(model.removed).toBe(inserted(model))
          model.status = 'finished'
        }
      }
    }
  }

  const agree = async (visit: OpenVisit, model: Model, boxBefore: number): Promise<void> => {
    const { procedures, count, opened, encounter } = await seen(visit, minute)
    expect(procedures.map(({ id, needles, enteredInError }) => ({ id, needles, inError: enteredInError }))).toEqual(
      model.rows,
    )
    expect(count?.inserted ?? 0).toBe(inserted(model))
    expect(count?.removed ?? 0).toBe(model.removed)
    expect(opened).toBe(inserted(model) + model.unused)
    expect(await onHand('W2511')).toBe(boxBefore - opened)
    expect(encounter?.status).toBe(model.status)
  }

  it('rows, count, stock and status are what was said, whatever order; as a whole error it leaves nothing behind', {
    timeout: 120_000,
  }, async () => {
    const visits = await openManyVisits(room, 5)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 10 }), async (steps) => {
        const visit = visits.pop()
        if (visit === undefined) return
        await setDatabaseClock(room.owner, visit.startMs)
        await prepare(room, visit)
        minute = 5
        const boxBefore = await onHand('W2511')
        const model: Model = { status: 'in-progress', rows: [], unused: 0, removed: 0, lastSent: null }
        for (const one of steps) {
          await say(visit, model, one)
          await agree(visit, model, boxBefore)
        }
        const { encounter } = await seen(visit, minute)
        await atMinute(room, visit, minute).encounter.enterInError({
          ...{ requestId: randomUUID(), appointmentId: visit.appointmentId, version: encounter?.version ?? null },
          reason: 'The wrong person.',
        })
        expect(await onHand('W2511')).toBe(boxBefore)
        expect(await restsIn(visit)).toEqual([])
        const { rows } = await room.owner.query(
          `SELECT 1 FROM task WHERE appointment_id = $1 AND status = 'open' AND kind <> 'call-patient'
           UNION ALL SELECT 1 FROM communication WHERE encounter_id = $2 AND status = 'due'`,
          [visit.appointmentId, visit.encounterId],
        )
        expect(rows).toEqual([])
      }),
      { numRuns: 5, seed: 20_261_127, endOnFailure: true },
    )
  })
})
