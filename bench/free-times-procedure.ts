import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { asActor } from '#db/scope.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { mayBook } from '#features/appointment/access.ts'
import { createCaller, procedureFor, router } from '#trpc/init.ts'
import { appRouter } from '../src/router.ts'
import { floorOf } from './free-times-floor.ts'
import { alternating, type Job, median } from './rounds.ts'
import { fill, NOW_MS, openStore, type Store } from './store.ts'
import { FIRST_DATE, type Workload, workload, ZONE } from './workload.ts'

const ROOM_KIND = 'group'
const HOURS: readonly (readonly [string, number, number])[] = [
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 480, 720],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 780, 1080],
  ['FREQ=WEEKLY;BYDAY=SA', 540, 780],
]

interface Furnished {
  readonly store: Store
  readonly work: Workload
  readonly serviceId: string
  readonly patientId: string
  readonly ids: readonly string[]
}

/** The workload as a clinic keeps it: an exception is an absence, and where it opens other hours, hours of one day. */
export const furnish = (people: number, name = `free-times-${people}`): Promise<Furnished> => {
  const furnished = clinics.get(name) ?? furnishClinic(people, name)
  clinics.set(name, furnished)
  return furnished
}

const clinics = new Map<string, Promise<Furnished>>()

const furnishClinic = async (people: number, name: string): Promise<Furnished> => {
  const store = await openStore(name)
  const { clinicId, scope } = store
  const work = workload(people, 28, 4)
  const ids = work.practitioners.map(() => randomUUID())
  const [serviceId, patientId, appointmentId, overrideId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const locationId = scope.id('location', 'Riverside')
  const hours = ids.flatMap((id, p) => [
    ...HOURS.map(([rule, start, end]) => [id, rule, start, end, '2030-01-01', null]),
    ...[...(work.exceptions[p] ?? [])].flatMap(([day, windows]) =>
      (windows ?? []).map(([start, end]) => [id, 'FREQ=DAILY;COUNT=1', start, end, dateOf(day), dateOf(day)]),
    ),
  ])
  // a day with hours of its own is closed around them
  const absences = ids.flatMap((id, p) =>
    [...(work.exceptions[p] ?? [])].flatMap(([day, windows]) => {
      const edges =
        windows === null
          ? [[0, 1440]]
          : [
              [0, windows[0]?.[0] ?? 0],
              [windows.at(-1)?.[1] ?? 1440, 1440],
            ]
      return edges.map(([from, to]) => [id, dateOf(day), from, to])
    }),
  )
  const claims = work.practitioners.flatMap(({ busy }, p) => busy.map((taken) => [ids[p], taken.startMs, taken.endMs]))
  await fill(store, [
    [
      `INSERT INTO healthcare_service (clinic_id, id, code, name, description, segments, buffer_before_minutes, buffer_after_minutes,
         room_kind, bookable_online, min_notice_minutes, max_ahead_days, active)
       SELECT $1, $2::uuid, 'bench-' || $2::uuid, '{"en":"Bench","de":"Bench"}', '{"en":"","de":""}',
         '[{"kind":"hands-on","minutes":45}]', 0, 10, $3, true, 0, 400, true`,
      [clinicId, serviceId, ROOM_KIND],
    ],
    [`INSERT INTO resource (clinic_id, id, kind) SELECT $1, unnest($2::uuid[]), 'practitioner'`, [clinicId, ids]],
    [`INSERT INTO resource (clinic_id, id, kind) VALUES ($1, $2, 'patient')`, [clinicId, patientId]],
    [
      `INSERT INTO patient (clinic_id, id, name, locale, version) VALUES ($1, $2, 'Bench', 'en', 1)`,
      [clinicId, patientId],
    ],
    [
      `INSERT INTO practitioner (clinic_id, id, name, initials, profession, active, bookable_online)
       SELECT $1, id, 'P', 'P', 'x', true, true FROM unnest($2::uuid[]) id`,
      [clinicId, ids],
    ],
    [
      'INSERT INTO service_practitioner (clinic_id, service_id, practitioner_id) SELECT $1, $2, unnest($3::uuid[])',
      [clinicId, serviceId, ids],
    ],
    [
      `INSERT INTO working_hours (clinic_id, location_id, practitioner_id, rule, start_minute, end_minute, valid_from, valid_until)
       SELECT $1, $2, (h->>0)::uuid, h->>1, (h->>2)::int, (h->>3)::int, (h->>4)::date, (h->>5)::date FROM jsonb_array_elements($3::jsonb) h`,
      [clinicId, locationId, JSON.stringify(hours)],
    ],
    [
      // wall-clock minutes, as the workload means them on the day the clock changes too
      `INSERT INTO schedule_exception (clinic_id, practitioner_id, kind, starts_at, ends_at, reason)
       SELECT $1, (a->>0)::uuid, 'closed', ((a->>1)::timestamp + (a->>2)::int * interval '1 minute') AT TIME ZONE $3,
         ((a->>1)::timestamp + (a->>3)::int * interval '1 minute') AT TIME ZONE $3, 'x'
       FROM jsonb_array_elements($2::jsonb) a`,
      [clinicId, JSON.stringify(absences), ZONE],
    ],
    [
      `INSERT INTO override (clinic_id, id, appointment_id, breaks, reason, by_identity_id, by_name, broke)
       VALUES ($1, $2, $3, '{overlap}', 'bench', 'bench', 'bench', '[]')`,
      [clinicId, overrideId, appointmentId],
    ],
    [
      // the workload lets visits overlap, which only a waived claim may
      `INSERT INTO claim (clinic_id, resource_id, appointment_id, during, waived, override_id)
       SELECT $1, (c->>0)::uuid, $2, tstzrange(to_timestamp((c->>1)::float8 / 1000), to_timestamp((c->>2)::float8 / 1000)), true, $3
       FROM jsonb_array_elements($4::jsonb) c`,
      [clinicId, appointmentId, overrideId, JSON.stringify(claims)],
    ],
    ['ANALYZE', []],
  ])
  return { store, work, serviceId, patientId, ids }
}

/**
 * The same procedure around the floor: what the workload is made of is read in one statement each, sent together, and
 * nothing more is known.
 */
export const floorRouter = ({ work, ids, serviceId, store }: Furnished) =>
  router({
    freeTimes: procedureFor(mayBook)
      .input(z.strictObject({ fromDate: z.iso.date(), toDate: z.iso.date() }))
      .output(z.record(z.string(), z.array(z.string())))
      .query(({ ctx, input }) =>
        asActor(ctx.database, ctx.actor, async (tx) => {
          const { clinicId } = store
          const practitioners = [...ids]
          const [from, to] = [new Date(`${input.fromDate}T00:00:00Z`), new Date(`${input.toDate}T23:59:59Z`)]
          const [, , , taken] = await Promise.all([
            tx.$queryRaw`SELECT s.segments, s.buffer_after_minutes, sp.practitioner_id FROM healthcare_service s
              JOIN service_practitioner sp ON sp.clinic_id = s.clinic_id AND sp.service_id = s.id
              WHERE s.clinic_id = ${clinicId}::uuid AND s.id = ${serviceId}::uuid`,
            tx.$queryRaw`SELECT practitioner_id, rule, start_minute, end_minute, valid_from, valid_until FROM working_hours
              WHERE clinic_id = ${clinicId}::uuid AND practitioner_id = ANY (${practitioners}::uuid[])`,
            tx.$queryRaw`SELECT practitioner_id, kind, starts_at, ends_at FROM schedule_exception
              WHERE clinic_id = ${clinicId}::uuid AND practitioner_id = ANY (${practitioners}::uuid[]) AND ends_at > ${from} AND starts_at < ${to}`,
            tx.$queryRaw<{ resource_id: string; taken: [number, number][] }[]>`
              SELECT resource_id, json_agg(json_build_array(date_part('epoch', starts_at) * 1000, date_part('epoch', ends_at) * 1000)) AS taken
              FROM claim WHERE clinic_id = ${clinicId}::uuid AND resource_id = ANY (${practitioners}::uuid[])
                AND starts_at >= ${from} AND starts_at < ${to} GROUP BY resource_id`,
          ])
          const busy = new Map(taken.map((row) => [row.resource_id, row.taken]))
          const loaded = work.practitioners.map((person, p) => ({
            ...person,
            busy: (busy.get(ids[p] ?? '') ?? []).map(([startMs, endMs]) => ({ startMs, endMs })),
          }))
          return floorOf({ ...work, practitioners: loaded })
        }),
      ),
  })

/** As in rounds.ts: what is asked for is the speed of a server that has been up for a while. */
const WARM_UP = 300
const ROUNDS = 120

/** Both sides of the procedure, ready to be asked, finding the same. */
const sidesOf = async (furnished: Furnished) => {
  const { store, serviceId, patientId } = furnished
  const context = {
    ...{ database: store.database, actor: store.desk, locale: 'en' as const, requestId: randomUUID() },
    now: () => NOW_MS,
  }
  const ours = createCaller(appRouter)(context)
  const floor = createCaller(floorRouter(furnished))(context)
  const dates = { fromDate: FIRST_DATE, toDate: dateOf(dayNumberOf(FIRST_DATE) + 27) }
  const askOurs = () =>
    ours.appointment.freeTimes({ patientId, serviceId, areaIds: [], practitionerId: null, ...dates })
  const askFloor = () => floor.freeTimes(dates)
  const found = await askOurs()
  const same = Object.fromEntries(found.days.map(({ date, times }) => [date, times.map(({ startIso }) => startIso)]))
  assert.deepEqual(same, await askFloor(), 'both sides must find the same times')
  return { askOurs, askFloor }
}

const people = (count: number): string => `${count} practitioner${count === 1 ? '' : 's'}`

const timed = (count: number): Job => ({
  job: 'a5',
  workload: `free times of 28 days through tRPC with the database, ${people(count)}`,
  run: async () => {
    const { askOurs, askFloor } = await sidesOf(await furnish(count))
    await alternating(askOurs, askFloor, WARM_UP)
    const measured = await alternating(askOurs, askFloor, ROUNDS)
    return { ours: median(measured.ours), floor: median(measured.floor), unit: 'ms', goal: 2 }
  },
})

const counted = (count: number): Job => ({
  job: 'a5',
  workload: `SQL statements for it, ${people(count)}`,
  run: async () => {
    const furnished = await furnish(count)
    const { askOurs } = await sidesOf(furnished)
    furnished.store.statements()
    await askOurs()
    return { ours: furnished.store.statements().length, floor: 1, unit: 'statements', goal: 4 }
  },
})

/** A hundred times as many claims, of the same people in the years before and after the days asked for. */
const addHistory = async ({ store, ids }: Furnished): Promise<void> =>
  fill(store, [
    [
      `INSERT INTO claim (clinic_id, resource_id, appointment_id, during, waived, override_id)
       SELECT c.clinic_id, c.resource_id, c.appointment_id, tstzrange(lower(c.during) + away, upper(c.during) + away), true, c.override_id
       FROM claim c CROSS JOIN (SELECT n * interval '35 days' AS away FROM generate_series(-85, 15) n WHERE n <> 0) AS other
       WHERE c.clinic_id = $1 AND c.resource_id = ANY ($2::uuid[])`,
      [store.clinicId, ids],
    ],
    ['VACUUM ANALYZE claim', []],
  ])

const withHistory: Job = {
  job: 'a4',
  workload: 'free times through tRPC, 10 practitioners: 100 times as many claims outside the days asked for',
  run: async () => {
    const short = await sidesOf(await furnish(10))
    const remembering = await furnish(10, 'with-history')
    await addHistory(remembering)
    const long = await sidesOf(remembering)
    await alternating(long.askOurs, short.askOurs, WARM_UP)
    const measured = await alternating(long.askOurs, short.askOurs, ROUNDS)
    return { ours: median(measured.ours), floor: median(measured.floor), unit: 'ms', goal: 1.2 }
  },
}

export const jobs: readonly Job[] = [timed(1), timed(10), counted(1), counted(10), withHistory]
