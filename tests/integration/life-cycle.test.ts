import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { BREAKS } from '#domain/appointment/refusal.ts'
import { overlaps } from '#domain/time/interval.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { patientId } from '../../prisma/seed/patients.ts'
import {
  type Diary,
  DiaryModel,
  isLive,
  type KnownVisit,
  naiveCollision,
  type Prediction,
  type Wish,
} from '../support/diary-model.ts'
import { refusalOf } from '../support/front-desk.ts'
import { MINUTE_MS } from '../support/instants.ts'
import { patientIdsOf } from '../support/people.ts'
import { insertInto, markInError, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  complete,
  INFRASPINATUS,
  LEVATOR,
  needle,
  openTreatmentRoom,
  prepare,
  scan,
  setDatabaseClock,
  TRAPEZIUS,
  type TreatmentRoom,
  takeOut,
} from '../support/treatment-room.ts'

/** Monday evening; the histories play on the three days that follow, past the demo's calendar. */
const MONDAY_EVENING_MS = Date.parse('2027-01-11T17:00:00Z')
const FIRST_DAY_MS = Date.parse('2027-01-12T00:00:00Z')
const DAYS = 3
const QUARTER_MS = 15 * MINUTE_MS
const HISTORIES = 5
const STEPS = 70

let room: TreatmentRoom
let model: DiaryModel
let raw: ReturnType<typeof rawPool>
let people: string[]
let services: string[]
let diary: Diary = new Map()
let nowMs = MONDAY_EVENING_MS

beforeAll(async () => {
  room = await openTreatmentRoom()
  const { riverside } = room
  raw = rawPool(room.appUrl, 2)
  await setDatabaseClock(room.owner, MONDAY_EVENING_MS)
  const [one, two, three] = await patientIdsOf(room.owner, riverside.clinicId)
  people = [
    one ?? '',
    two ?? '',
    three ?? '',
    patientId(riverside.scope, 'husseini'),
    patientId(riverside.scope, 'ndiaye'),
  ]
  services = (['dry-needling-45', 'electro-needling-45', 'acupuncture-60', 'without-needling-30'] as const).map(
    riverside.service,
  )
  await room.owner.query('UPDATE healthcare_service SET max_per_day = 4, max_per_patient_per_day = 1 WHERE id = $1', [
    riverside.service('without-needling-30'),
  ])
  model = new DiaryModel(riverside.clinicId)
  await asActor(room.database, riverside.desk, (tx) => model.read(tx, people, services, MONDAY_EVENING_MS))
})
afterAll(async () => {
  await raw?.end()
  await room?.close()
})

const AREAS = [[TRAPEZIUS], [LEVATOR], [INFRASPINATUS], [TRAPEZIUS, INFRASPINATUS]] as const
/** Dense on purpose: a few people, a few hours, so that most wishes meet another. */
const slot = fc
  .tuple(
    fc.nat(DAYS - 1),
    fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 32, max: 52 }) }, fc.integer({ min: 24, max: 76 })),
  )
  .map(([day, quarter]) => FIRST_DAY_MS + day * DAY_MS + (quarter - 4) * QUARTER_MS)
const by = fc.constantFrom('desk', 'owner', 'owner', 'owner', 'ana', 'ben')
const withWhom = fc.constantFrom(null, null, null, 'ana', 'ben', 'mei')
const override = fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, fc.constant(true))

const book = fc.record({
  kind: fc.constant('book' as const),
  ...{ who: fc.nat(4), what: fc.nat(3), areas: fc.nat(3), startMs: slot, withWhom, by, override },
})
const move = fc.record({
  kind: fc.constant('move' as const),
  ...{ which: fc.nat(), startMs: slot, withWhom, by, override },
})
const change = fc.record({
  kind: fc.constantFrom('cancel', 'cancel', 'arrive', 'undo-arrival', 'no-show'),
  ...{ which: fc.nat(), by },
})
const command = fc.oneof(
  { weight: 7, arbitrary: book },
  { weight: 4, arbitrary: move },
  { weight: 2, arbitrary: change },
)
const step = fc.oneof(
  { weight: 10, arbitrary: command.map((one) => ({ kind: 'alone' as const, one })) },
  { weight: 3, arbitrary: fc.tuple(command, command).map(([one, two]) => ({ kind: 'at-once' as const, one, two })) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('swap' as const), which: fc.nat(), other: fc.nat() }) },
  { weight: 4, arbitrary: book.map((wish) => ({ kind: 'plain-sql' as const, wish })) },
  { weight: 4, arbitrary: fc.nat().map((which) => ({ kind: 'treat' as const, which })) },
  { weight: 2, arbitrary: fc.integer({ min: 15, max: 120 }).map((minutes) => ({ kind: 'wait' as const, minutes })) },
)

type Command = typeof command extends fc.Arbitrary<infer T> ? T : never
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const actorOf = (who: string): StaffActor => {
  const { riverside } = room
  return who === 'owner'
    ? riverside.owner
    : who === 'ana'
      ? riverside.ana
      : who === 'ben'
        ? riverside.ben
        : riverside.desk
}
const idOf = (who: string | null): string | null => (who === null ? null : room.riverside.scope.id('practitioner', who))
const overrideOf = (wanted: boolean) => (wanted ? { reason: 'In pain.', breaks: [...BREAKS] } : null)

/** Visits that a command can be about: anything that was ever booked, called off or not. */
const nth = (which: number): KnownVisit | undefined => [...diary.values()][which % Math.max(1, diary.size)]

const wishOf = ({ who, what, areas, startMs, withWhom: whom }: Extract<Command, { kind: 'book' }>): Wish => ({
  patientId: people[who] ?? '',
  serviceId: services[what] ?? '',
  areaIds: what === 3 ? [] : [...(AREAS[areas] ?? [])],
  practitionerId: idOf(whom),
  startMs,
})

/** What the domain says, with the diary as it would be then. */
const predict = (known: Diary, one: Command, id: string, about: KnownVisit | undefined): Prediction | null => {
  const actor = actorOf(one.by)
  if (one.kind === 'book') return model.book(known, actor, nowMs, wishOf(one), overrideOf(one.override), id)
  // the version is the one that was seen before; the visit may have changed since
  const visit = about && known.get(about.id)
  if (about === undefined || visit === undefined) return null
  const stale =
    visit.version !== about.version && one.kind !== 'arrive' && one.kind !== 'undo-arrival' && one.kind !== 'no-show'
  if (one.kind === 'move') {
    const to = { practitionerId: idOf(one.withWhom), startMs: one.startMs }
    const answer = model.move(known, actor, nowMs, visit, to, overrideOf(one.override))
    return stale && !wrongStatus(answer) ? STALE : answer
  }
  const answer = model.change(one.kind, actor, nowMs, visit)
  return stale && !wrongStatus(answer) ? STALE : answer
}

const STALE: Prediction = { ok: false, refusals: [{ reason: 'stale-version', expectedVersion: 0, currentVersion: 0 }] }
const wrongStatus = (answer: Prediction): boolean =>
  !answer.ok && answer.refusals.some(({ reason }) => reason === 'wrong-status' || reason === 'not-allowed')

interface Answer {
  readonly ok: boolean
  readonly reasons: readonly string[]
  readonly appointmentId: string | null
  readonly practitionerId: string | null
  readonly placeId: string | null
  readonly breaks: readonly string[]
}

const NOTHING: Answer = { ok: false, reasons: [], appointmentId: null, practitionerId: null, placeId: null, breaks: [] }

const askedOf = ({ startMs: _, areaIds, ...wish }: Wish) => ({ ...wish, areaIds: [...areaIds] })
type Booked = Awaited<ReturnType<ReturnType<TreatmentRoom['as']>['appointment']['book']>>

const ask = async (one: Command, about: KnownVisit | undefined): Promise<Answer> => {
  const caller = room.as(actorOf(one.by), { nowMs }).appointment
  const requestId = randomUUID()
  const call: Promise<{ appointmentId: string } | Booked> =
    one.kind === 'book'
      ? caller.book({
          ...askedOf(wishOf(one)),
          ...{ requestId, startIso: new Date(one.startMs).toISOString(), override: overrideOf(one.override) },
        })
      : one.kind === 'move'
        ? caller.reschedule({
            ...{ requestId, appointmentId: about?.id ?? '', expectedVersion: about?.version ?? 1 },
            ...{ startIso: new Date(one.startMs).toISOString(), practitionerId: idOf(one.withWhom) },
            override: overrideOf(one.override),
          })
        : one.kind === 'cancel'
          ? caller.cancel({
              requestId,
              appointmentId: about?.id ?? '',
              expectedVersion: about?.version ?? 1,
              reason: 'Rang up',
            })
          : caller.arrive({ requestId, appointmentId: about?.id ?? '', action: one.kind })
  try {
    const value = await call
    const { appointmentId } = value
    if (!('practitionerId' in value)) return { ...NOTHING, ok: true, appointmentId }
    const { practitionerId, placeId, breaks } = value
    return { ok: true, reasons: [], appointmentId, practitionerId, placeId, breaks: breaks.toSorted() }
  } catch (error) {
    const { refusals } = await refusalOf(Promise.reject(error))
    const offer = refusals[0]?.offer as { staff?: { reasons: string[] } } | undefined
    const reasons = offer?.staff?.reasons ?? refusals.map(({ reason }) => reason)
    return { ...NOTHING, reasons: reasons.toSorted() }
  }
}

/** Whether the house answered as the domain said. */
const agrees = (said: Prediction, heard: Answer): boolean => {
  if (!said.ok)
    return !heard.ok && [...new Set(said.refusals.map(({ reason }) => reason))].sort().join() === heard.reasons.join()
  if (!heard.ok) return false
  return (
    heard.placeId === null ||
    (heard.placeId === said.visit.placeId &&
      heard.practitionerId === said.visit.practitionerId &&
      heard.breaks.join() === [...said.breaks].sort().join())
  )
}

const explained = (said: Prediction | null) =>
  said === null
    ? null
    : said.ok
      ? { ok: true, place: said.visit.placeId, by: said.visit.practitionerId }
      : said.refusals.map(({ reason }) => reason)

const withVisit = (known: Diary, said: Prediction, heard: Answer): Diary => {
  if (!said.ok) return known
  const id = heard.appointmentId ?? said.visit.id
  return new Map([...known, [id, { ...said.visit, id }]])
}

const tally: Record<string, number> = {}
const count = (what: string): void => {
  tally[what] = (tally[what] ?? 0) + 1
}

const alone = async (one: Command): Promise<void> => {
  const about = one.kind === 'book' ? undefined : nth(one.which)
  const said = predict(diary, one, 'new', about)
  if (said === null) return
  const heard = await ask(one, about)
  if (!agrees(said, heard)) throw new Error(`${JSON.stringify({ one, said: explained(said), heard })}`)
  diary = withVisit(diary, said, heard)
  count(`${one.kind} ${said.ok ? (said.breaks.length > 0 ? 'overridden' : 'done') : 'refused'}`)
}

/** Two at the same time end as if one had come after the other, in one of the two orders. */
const atOnce = async (one: Command, two: Command): Promise<void> => {
  const [aboutOne, aboutTwo] = [one, two].map((each) => (each.kind === 'book' ? undefined : nth(each.which)))
  if ((one.kind !== 'book' && !aboutOne) || (two.kind !== 'book' && !aboutTwo)) return
  const [heardOne, heardTwo] = await Promise.all([ask(one, aboutOne), ask(two, aboutTwo)])
  const inTurn = (
    first: Command,
    heardFirst: Answer,
    of: typeof aboutOne,
    second: Command,
    heardSecond: Answer,
    ofSecond: typeof aboutOne,
  ) => {
    const saidFirst = predict(diary, first, 'first', of)
    if (saidFirst === null || !agrees(saidFirst, heardFirst)) return null
    const between = withVisit(diary, saidFirst, heardFirst)
    const saidSecond = predict(between, second, 'second', ofSecond)
    return saidSecond !== null && agrees(saidSecond, heardSecond) ? withVisit(between, saidSecond, heardSecond) : null
  }
  const after =
    inTurn(one, heardOne, aboutOne, two, heardTwo, aboutTwo) ?? inTurn(two, heardTwo, aboutTwo, one, heardOne, aboutOne)
  const told = {
    heardOne,
    heardTwo,
    said: [predict(diary, one, 'a', aboutOne), predict(diary, two, 'b', aboutTwo)].map(explained),
  }
  if (after === null) throw new Error(JSON.stringify({ one, two, told }))
  diary = after ?? diary
  count(`at once ${[heardOne.ok, heardTwo.ok].filter(Boolean).length}`)
}

/** The same visit by plain statements: PostgreSQL refuses exactly what collides, and then it is as if nothing had been. */
const plainSql = async (wish: Extract<Command, { kind: 'book' }>): Promise<void> => {
  const { riverside } = room
  const asked = wishOf({ ...wish, withWhom: wish.withWhom ?? 'ana' })
  const plain = model.book(new Map(), riverside.owner, Number.NEGATIVE_INFINITY, asked, overrideOf(true), randomUUID())
  // what no rule of the domain lets be, in an empty diary either, is for the tests of needs and devices
  if (!plain.ok) return
  const { visit } = plain
  const { service, location } = model.frame(visit.patientId, visit.serviceId)
  const there = [...diary.values()].filter(isLive).filter((other) => other.serviceId === visit.serviceId)
  const sameDay = there.filter(
    (other) =>
      Math.floor((other.startMs + 60 * MINUTE_MS) / DAY_MS) === Math.floor((visit.startMs + 60 * MINUTE_MS) / DAY_MS),
  )
  const full =
    sameDay.length >= (service.maxPerDay ?? Infinity) ||
    sameDay.filter((other) => other.patientId === visit.patientId).length >= (service.maxPerPatientPerDay ?? Infinity)
  const expected = !(naiveCollision(diary, visit) || full)
  const iso = (ms: number) => new Date(ms).toISOString()
  const base = { clinic_id: riverside.clinicId, appointment_id: visit.id }
  const outcome = await rawAs(raw, riverside.desk, async (client) => {
    await insertInto(client, 'appointment', {
      ...{
        clinic_id: riverside.clinicId,
        id: visit.id,
        patient_id: visit.patientId,
        practitioner_id: visit.practitionerId,
      },
      ...{ location_id: location.id, place_id: visit.placeId, service_id: visit.serviceId, status: 'booked' },
      ...{
        starts_at: iso(visit.startMs),
        ends_at: iso(visit.endMs),
        promised_wall_time: '2027-01-12T10:00',
        time_zone: location.zone,
      },
      ...{
        technique: service.technique,
        segments: service.segments,
        need_minutes: service.needMinutes,
        areas_undecided: false,
      },
      ...{
        buffer_before_minutes: service.bufferBeforeMinutes,
        buffer_after_minutes: service.bufferAfterMinutes,
        source: 'desk',
        version: 1,
      },
    })
    for (const area_id of visit.areaIds) await insertInto(client, 'appointment_area', { ...base, area_id })
    for (const resource_id of visit.participantIds)
      await insertInto(client, 'appointment_participant', { ...base, resource_id })
    for (const { resourceId, startMs, endMs } of visit.claims) {
      await insertInto(client, 'claim', {
        ...base,
        id: randomUUID(),
        resource_id: resourceId,
        during: `[${iso(startMs)},${iso(endMs)})`,
        waived: false,
      })
    }
    for (const { areaId, kind, startMs, endMs, ruleId } of visit.rest) {
      const row = {
        ...base,
        id: randomUUID(),
        patient_id: visit.patientId,
        area_id: areaId,
        kind,
        rule_id: ruleId,
        waived: false,
      }
      await insertInto(client, 'rest_claim', { ...row, during: `[${iso(startMs)},${iso(endMs)})` })
    }
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
    await client.query('ROLLBACK; BEGIN')
  })
  expect({ wish, refused: outcome.ok ? null : outcome.code, ok: outcome.ok }).toMatchObject({ ok: expected })
  count(`plain sql ${outcome.ok ? 'taken' : outcome.code}`)
}

/** The visit takes place: what happened is read from the record, and the diary knows it from then on. */
const treat = async (which: number): Promise<void> => {
  const due = [...diary.values()].filter(
    ({ status, startMs }) => ['booked', 'arrived'].includes(status) && startMs <= nowMs,
  )
  const visit = due[which % Math.max(1, due.length)]
  const practitioner = [room.riverside.ana, room.riverside.ben, room.riverside.mei].find(
    (one) => one.practitionerId === visit?.practitionerId,
  )
  if (visit === undefined || practitioner === undefined) return
  const { encounterId } = await room
    .as(practitioner, { nowMs: visit.startMs })
    .encounter.start({ requestId: randomUUID(), appointmentId: visit.id, identity: 'name-and-birth-date' })
  const open = { appointmentId: visit.id, encounterId, practitioner, startMs: visit.startMs, endMs: visit.endMs }
  if (visit.areaIds.length > 0) {
    await prepare(room, open)
    const lotId = await scan(room, open, '24H07A')
    await needle(room, open, { lotId, areaIds: visit.areaIds, needles: 2 })
    await takeOut(room, open, 20, { removed: 2 * visit.areaIds.length })
  }
  await complete(room, open, 25)
  const rest = await rowsOf<{ areaId: string; kind: 'treatment' | 'rest'; startMs: number; endMs: number }>(
    room.owner,
    `SELECT area_id AS "areaId", kind, (extract(epoch FROM lower(during)) * 1000)::float8 AS "startMs", (extract(epoch FROM upper(during)) * 1000)::float8 AS "endMs"
     FROM rest_claim WHERE appointment_id = $1`,
    [visit.id],
  )
  const done = {
    ...visit,
    status: 'fulfilled' as const,
    version: visit.version + 2,
    rest: rest.map((row) => ({ ...row, ruleId: null })),
  }
  diary = new Map([...diary, [visit.id, done]])
  count(`treated${visit.areaIds.length > 0 ? ' with needles' : ''}`)
}

interface StoredRow {
  readonly appointmentId: string
  readonly patientId: string
  readonly key: string
  readonly kind: string
  readonly startMs: number
  readonly endMs: number
  readonly waived: boolean
}

const stored = (): Promise<StoredRow[]> =>
  rowsOf<StoredRow>(
    room.owner,
    `SELECT c.appointment_id AS "appointmentId", a.patient_id AS "patientId", c.resource_id::text AS key, 'claim' AS kind, c.waived,
       (extract(epoch FROM lower(c.during)) * 1000)::float8 AS "startMs", (extract(epoch FROM upper(c.during)) * 1000)::float8 AS "endMs"
     FROM claim c JOIN appointment a ON a.clinic_id = c.clinic_id AND a.id = c.appointment_id WHERE a.starts_at >= $1
     UNION ALL
     SELECT r.appointment_id, r.patient_id, r.area_id, r.kind, r.waived,
       (extract(epoch FROM lower(r.during)) * 1000)::float8, (extract(epoch FROM upper(r.during)) * 1000)::float8
     FROM rest_claim r JOIN appointment a ON a.clinic_id = r.clinic_id AND a.id = r.appointment_id WHERE a.starts_at >= $1`,
    [new Date(FIRST_DAY_MS)],
  )

const lineOf = ({ appointmentId, key, kind, startMs, endMs }: Omit<StoredRow, 'patientId' | 'waived'>): string =>
  `${appointmentId} ${kind} ${key} ${startMs} ${endMs}`

/** The database holds what the model thinks, nothing is claimed twice, and nobody is to be needled in a rest. */
const holdsTogether = async (): Promise<void> => {
  const rows = await stored()
  const live = [...diary.values()].filter(isLive)
  const known = live.flatMap((visit) => [
    ...visit.claims.map((claim) => lineOf({ ...claim, appointmentId: visit.id, key: claim.resourceId, kind: 'claim' })),
    ...visit.rest.map((row) => lineOf({ ...row, appointmentId: visit.id, key: row.areaId })),
  ])
  expect(rows.map(lineOf).toSorted()).toEqual(known.toSorted())
  const meets = (a: StoredRow, b: StoredRow): boolean =>
    a.key === b.key &&
    overlaps(a, b) &&
    (a.kind === 'claim' ? b.kind === 'claim' : a.patientId === b.patientId && a.kind !== b.kind && b.kind !== 'claim')
  const firm = rows.filter(({ waived }) => !waived)
  const wrong = firm.flatMap((row, index) =>
    firm
      .slice(index + 1)
      .filter((other) => meets(row, other))
      .map((other) => [row, other]),
  )
  expect(wrong).toEqual([])
  // a waiver ends when what it broke is gone
  const idle = rows.filter((row) => row.waived && !rows.some((other) => other !== row && meets(row, other)))
  expect(idle).toEqual([])
}

const run = async (one: Step): Promise<void> => {
  switch (one.kind) {
    case 'alone':
      return alone(one.one)
    case 'at-once':
      return atOnce(one.one, one.two)
    case 'swap': {
      const [first, second] = [nth(one.which), nth(one.other)]
      if (!first || !second || first.id === second.id) return
      const position = (visit: KnownVisit) => [...diary.keys()].indexOf(visit.id)
      const to = (visit: KnownVisit, startMs: number): Command => ({
        ...{ kind: 'move', which: position(visit), startMs, withWhom: null, by: 'desk', override: false },
      })
      return atOnce(to(first, second.startMs), to(second, first.startMs))
    }
    case 'plain-sql':
      return plainSql(one.wish)
    case 'treat':
      return treat(one.which)
    case 'wait':
      nowMs += one.minutes * MINUTE_MS
  }
}

describe('the life of visits', () => {
  it('domain and database say the same through random histories, and nothing is ever claimed twice or needled in its rest', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
        nowMs = MONDAY_EVENING_MS
        diary = new Map()
        const { rows } = await room.owner.query<{ id: string }>('SELECT id FROM appointment WHERE starts_at >= $1', [
          new Date(FIRST_DAY_MS),
        ])
        await markInError(
          room.owner,
          rows.map(({ id }) => id),
        )
        for (const [index, one] of steps.entries()) {
          // the first half is planned, then two of the days come
          const noons = index < STEPS / 2 ? 0 : index < (STEPS * 3) / 4 ? 1 : 2
          if (noons > 0) nowMs = Math.max(nowMs, FIRST_DAY_MS + (noons - 1) * DAY_MS + 12 * 60 * MINUTE_MS)
          await run(one)
          await holdsTogether()
        }
      }),
      { numRuns: HISTORIES, seed: 20_261_127, endOnFailure: true },
    )
    // histories in which nothing is refused, overridden or treated would prove little
    const expected = ['book done', 'book refused', 'book overridden', 'move done', 'move refused', 'cancel done']
    for (const what of [...expected, 'at once 1', 'plain sql taken', 'plain sql 23P01', 'treated with needles']) {
      expect(tally[what], what).toBeGreaterThan(2)
    }
  })
})
