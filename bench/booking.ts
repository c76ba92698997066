import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { connectQueue } from '#jobs/queue.ts'
import { createCaller } from '#trpc/init.ts'
import { serviceId } from '../prisma/seed/services.ts'
import { appRouter } from '../src/router.ts'
import { type Job, median, quantile } from './rounds.ts'
import { fill, NOW_MS, openStore, POOL_SIZE, type Store } from './store.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** A Tuesday at nine in Berlin, past the demo's calendar. */
const TUESDAY_MS = Date.parse('2031-04-08T07:00:00Z')
/** Of every race, so many rounds with so many clients: a thousand rounds in all. */
const ROUNDS: readonly (readonly [clients: number, rounds: number])[] = [
  [2, 150],
  [16, 75],
  [50, 25],
]
const PRACTITIONERS = 10
const CONFIRM_ROUNDS = 100
const THROUGHPUT_ROUNDS = 15
/** Many, so that the last ones, with fewer beside them, do not count for much. */
const CONFIRMS_A_ROUND = 160
/** As in rounds.ts: what is asked for is the speed of a server that has been up for a while. */
const WARM_ROUNDS = 5
const WARM_RACES = 30
const CONFIRMS = (WARM_ROUNDS + THROUGHPUT_ROUNDS) * CONFIRMS_A_ROUND
const IN_FLIGHT = 8
/** With few and many neighbours, as a clinic needles them. */
const AREAS = [
  'upper-trapezius',
  'gluteus-medius',
  'infraspinatus',
  'gastrocnemius-lateral',
  'piriformis',
  'masseter',
].flatMap((area) => [`${area}.left`, `${area}.right`])

const callerOf = createCaller(appRouter)

interface Desk {
  readonly store: Store
  readonly ask: ReturnType<typeof callerOf>
  readonly people: readonly string[]
  readonly practitioners: readonly string[]
  readonly serviceId: string
  /** One more, who races with nobody. */
  readonly bystanderId: string
}

/** Patients and practitioners enough that nothing but what a job is about is in anybody's way. */
const openDesk = async (): Promise<Desk> => {
  const store = await openStore('booking')
  // a booking leaves word for the worker
  connectQueue(store.urls.appUrl)
  const { clinicId, scope } = store
  const people = Array.from({ length: CONFIRMS }, () => randomUUID())
  const bystanderId = randomUUID()
  const practitioners = [bystanderId, ...Array.from({ length: PRACTITIONERS }, () => randomUUID())]
  const service = serviceId(scope, 'dry-needling-45')
  await fill(store, [
    [`INSERT INTO resource (clinic_id, id, kind) SELECT $1, unnest($2::uuid[]), 'patient'`, [clinicId, people]],
    [
      `INSERT INTO patient (clinic_id, id, name, locale, version)
       SELECT $1, id, 'Bench', 'en', 1 FROM unnest($2::uuid[]) id`,
      [clinicId, people],
    ],
    [
      `INSERT INTO resource (clinic_id, id, kind) SELECT $1, unnest($2::uuid[]), 'practitioner'`,
      [clinicId, practitioners],
    ],
    [
      `INSERT INTO practitioner (clinic_id, id, name, initials, profession, active, bookable_online)
       SELECT $1, id, 'P', 'P', 'x', true, true FROM unnest($2::uuid[]) id`,
      [clinicId, practitioners],
    ],
    [
      'INSERT INTO service_practitioner (clinic_id, service_id, practitioner_id) SELECT $1, $2, unnest($3::uuid[])',
      [clinicId, service, practitioners],
    ],
    [
      `INSERT INTO credential (clinic_id, practitioner_id, profession, jurisdiction, number, techniques, valid_from, source)
       SELECT $1, id, 'x', 'DE', 'x', '{deep-dry-needling}', '2020-01-01', 'x' FROM unnest($2::uuid[]) id`,
      [clinicId, practitioners],
    ],
    [
      `INSERT INTO working_hours (clinic_id, location_id, practitioner_id, rule, start_minute, end_minute, valid_from)
       SELECT $1, $2, id, 'FREQ=DAILY', 0, 1440, '2030-01-01' FROM unnest($3::uuid[]) id`,
      [clinicId, scope.id('location', 'Riverside'), practitioners],
    ],
    ['UPDATE healthcare_service SET max_ahead_days = 6000 WHERE clinic_id = $1 AND id = $2', [clinicId, service]],
    ['ANALYZE', []],
  ])
  // the floor claims for no visit
  await store.owner.query('ALTER TABLE claim DROP CONSTRAINT claim_clinic_id_appointment_id_fkey')
  const ask = callerOf({
    ...{ database: store.database, actor: store.desk, locale: 'en', requestId: randomUUID() },
    now: () => NOW_MS,
  })
  return { store, ask, people, practitioners: practitioners.slice(1), serviceId: service, bystanderId }
}

let opened: Promise<Desk> | undefined
export const theDesk = (): Promise<Desk> => {
  opened ??= openDesk()
  return opened
}

interface Booking {
  readonly patientId: string
  readonly practitionerId: string
  readonly startMs: number
  readonly areaIds: string[]
}

const book = ({ ask, serviceId: service }: Desk, { startMs, ...visit }: Booking) =>
  ask.appointment.book({
    ...{ requestId: randomUUID(), serviceId: service, ...visit },
    startIso: new Date(startMs).toISOString(),
  })

const nth = (list: readonly string[], index: number): string => list[index % list.length] ?? ''

interface Race {
  readonly name: string
  /** its rounds are on Tuesdays from this week on, this many hours after nine */
  readonly fromWeek: number
  readonly hours: number
  readonly wish: (desk: Desk, client: number, atMs: number) => Booking
}

/** What the clients of a round want; of each round exactly one can have it. */
const RACES: readonly Race[] = [
  {
    ...{ name: 'one slot', fromWeek: 0, hours: 3 },
    wish: ({ people, practitioners }, client, atMs) => ({
      ...{ patientId: nth(people, client), practitionerId: nth(practitioners, 0), startMs: atMs, areaIds: [] },
    }),
  },
  {
    ...{ name: 'partly overlapping slots', fromWeek: 0, hours: 6 },
    wish: ({ people, practitioners }, client, atMs) => ({
      ...{ patientId: nth(people, client), practitionerId: nth(practitioners, 1), areaIds: [] },
      startMs: atMs + (client % 40) * MINUTE_MS,
    }),
  },
  {
    ...{ name: 'the last room', fromWeek: 0, hours: 0 },
    wish: ({ people, practitioners }, client, atMs) => ({
      ...{ patientId: nth(people, client), practitionerId: nth(practitioners, client), startMs: atMs, areaIds: [] },
    }),
  },
  {
    // one patient, an hour apart: only the rest stands between them
    ...{ name: "one patient's resting area", fromWeek: 250, hours: 0 },
    wish: ({ people, practitioners }, client, atMs) => ({
      ...{ patientId: nth(people, 0), practitionerId: nth(practitioners, client) },
      ...{ areaIds: ['upper-trapezius.left'], startMs: atMs + (client % 20) * 60 * MINUTE_MS },
    }),
  },
]

/** Leaves one room of two for the round. */
const takeARoom = async (desk: Desk, atMs: number): Promise<void> => {
  const visit = { patientId: nth(desk.people, CONFIRMS - 1), practitionerId: desk.bystanderId }
  await book(desk, { ...visit, startMs: atMs, areaIds: [] })
}

const isRefusal = (reason: unknown): boolean => (reason as { code?: string }).code === 'CONFLICT'

/** Whether exactly one of them had it, and nobody an error. */
const wasFair = async (calls: readonly Promise<unknown>[]): Promise<boolean> => {
  const settled = await Promise.allSettled(calls)
  const won = settled.filter(({ status }) => status === 'fulfilled').length
  return won === 1 && settled.every((one) => one.status === 'fulfilled' || isRefusal(one.reason))
}

const raceJob = ({ name, fromWeek, hours, wish }: Race): Job => ({
  job: 'b1',
  workload: `${name}, ${ROUNDS.map(([clients, rounds]) => `${rounds} rounds of ${clients}`).join(', ')}: rounds with exactly one winner and no error`,
  run: async () => {
    const desk = await theDesk()
    const starts = ROUNDS.flatMap(([clients, rounds]) => Array.from({ length: rounds }, () => clients))
    let fair = 0
    for (const [round, clients] of starts.entries()) {
      const atMs = TUESDAY_MS + 7 * DAY_MS * (fromWeek + round) + hours * 60 * MINUTE_MS
      if (name === 'the last room') await takeARoom(desk, atMs)
      const calls = Array.from({ length: clients }, (_, client) => book(desk, wish(desk, client, atMs)))
      if (await wasFair(calls)) fair++
    }
    return { ours: fair, floor: starts.length, unit: 'rounds', goal: 1, least: 1 }
  },
})

/** The least a confirm could do: one claim, whose constraint decides. */
const bareClaim = async (store: Store, resourceId: string, startMs: number): Promise<boolean> => {
  const { rowCount } = await store.raw.query({
    name: 'bare-claim',
    text: `INSERT INTO claim (clinic_id, resource_id, appointment_id, during, waived)
      VALUES ($1, $2, $3, tstzrange(to_timestamp($4::float8), to_timestamp($4::float8 + 2700)), false)
      ON CONFLICT DO NOTHING RETURNING id`,
    values: [store.clinicId, resourceId, randomUUID(), startMs / 1000],
  })
  return rowCount === 1
}

/** What autovacuum does within a minute of the races: their tens of thousands of losers have left dead rows behind. */
const tidy = ({ owner }: Store) => owner.query('VACUUM (ANALYZE)')

/**
 * How long the winner of a round waited, from when the round began. Each client asks in a turn of the event loop of its own,
 * as requests reach a server; all have asked before the first is answered.
 */
const winnersTime = async (calls: readonly (() => Promise<boolean>)[]): Promise<number> => {
  const startedAt = performance.now()
  const ask = async (call: () => Promise<boolean>): Promise<number | null> => {
    await turn()
    return (await call()) ? performance.now() - startedAt : null
  }
  const times = await Promise.all(calls.map(ask))
  return times.find((time) => time !== null) ?? Number.NaN
}

const confirmJobs = (): Job[] => {
  let measured: Promise<{ ours: number[]; floor: number[] }> | undefined
  const measure = async () => {
    const desk = await theDesk()
    const { store } = desk
    await tidy(store)
    const times = { ours: [] as number[], floor: [] as number[] }
    for (let round = -WARM_RACES; round < CONFIRM_ROUNDS; round++) {
      const atMs = TUESDAY_MS + (700 - 7 * round) * DAY_MS
      const slot = (client: number): Booking => ({
        ...{
          patientId: nth(desk.people, client),
          practitionerId: nth(desk.practitioners, 2),
          startMs: TUESDAY_MS + (3600 + round) * DAY_MS,
          areaIds: [],
        },
      })
      const ours = Array.from(
        { length: 50 },
        (_, client) => () =>
          book(desk, slot(client)).then(
            () => true,
            (error: unknown) => {
              if (!isRefusal(error)) throw error
              return false
            },
          ),
      )
      const floor = Array.from({ length: 50 }, () => () => bareClaim(store, nth(desk.practitioners, 3), atMs))
      const measured = [await winnersTime(ours), await winnersTime(floor)] as const
      if (round < 0) continue
      times.ours.push(measured[0])
      times.floor.push(measured[1])
    }
    return times
  }
  const part = (name: string, of: (values: readonly number[]) => number): Job => ({
    job: 'b2',
    workload: `50 clients racing through tRPC, ${POOL_SIZE} connections: the winner's ${name}`,
    run: async () => {
      measured ??= measure()
      const { ours, floor } = await measured
      return { ours: of(ours), floor: of(floor), unit: 'ms', goal: 3 }
    },
  })
  return [part('p50', median), part('p99', (values) => quantile(values, 0.99))]
}

const throughputOf = async (count: number, work: (index: number) => Promise<unknown>): Promise<number> => {
  let next = 0
  const startedAt = performance.now()
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
  return (performance.now() - startedAt) / count
}

/** Uncontended: two rooms, one visit an hour in each, and a patient for each. */
const confirm = (desk: Desk, index: number) =>
  book(desk, {
    ...{
      patientId: nth(desk.people, index),
      practitionerId: nth(desk.practitioners, index + Math.floor(index / 20)),
      areaIds: [nth(AREAS, index)],
    },
    startMs: TUESDAY_MS + (3800 + Math.floor(index / 40)) * DAY_MS + ((index % 20) - 2) * 60 * MINUTE_MS,
  })

const throughputJob: Job = {
  job: 'b3',
  workload: `uncontended confirms, ${IN_FLIGHT} in flight, with claims, rest, audit, outbox: ms each against a bare claim (20 is 5 %)`,
  run: async () => {
    const desk = await theDesk()
    const { store } = desk
    await tidy(store)
    const times = { ours: [] as number[], floor: [] as number[] }
    for (let round = -WARM_ROUNDS; round < THROUGHPUT_ROUNDS; round++) {
      const from = (WARM_ROUNDS + round) * CONFIRMS_A_ROUND
      const ours = await throughputOf(CONFIRMS_A_ROUND, (index) => confirm(desk, from + index))
      const day = TUESDAY_MS + (1000 + round * 20) * DAY_MS
      const floor = await throughputOf(CONFIRMS_A_ROUND * 8, (index) =>
        bareClaim(store, nth(desk.people, index), day + Math.floor(index / 400) * DAY_MS),
      )
      if (round < 0) continue
      times.ours.push(ours)
      times.floor.push(floor)
    }
    return { ours: median(times.ours), floor: median(times.floor), unit: 'ms', goal: 20 }
  },
}

const statementsJob: Job = {
  job: 'b3',
  workload: 'SQL statements of a confirm with one area, in two round trips',
  run: async () => {
    const desk = await theDesk()
    desk.store.statements()
    await confirm(desk, CONFIRMS)
    return { ours: desk.store.statements().length, floor: 1, unit: 'statements', goal: 12 }
  },
}

export const jobs: readonly Job[] = [...RACES.map(raceJob), ...confirmJobs(), throughputJob, statementsJob]
