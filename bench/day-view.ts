import { randomUUID } from 'node:crypto'
import { asActor } from '#db/scope.ts'
import { createCaller } from '#trpc/init.ts'
import { practitionerId } from '../prisma/seed/people.ts'
import { serviceId } from '../prisma/seed/services.ts'
import { appRouter } from '../src/router.ts'
import { alternating, type Job, median } from './rounds.ts'
import { fill, openStore, type Store } from './store.ts'

const DATE = '2029-05-15'
const VISITS_A_DAY = 20
const WARM_UP = 30
const ROUNDS = 100

/** Visits around the day asked for, this many in all, `VISITS_A_DAY` on each day; each of one patient of many, with two areas. */
const furnish = async (name: string, visits: number): Promise<Store> => {
  const store = await openStore(name)
  const { clinicId, scope } = store
  const people = Array.from({ length: 2000 }, () => randomUUID())
  const place = scope.id('place', 'Room 1')
  const ids = [practitionerId(scope, 'ana'), serviceId(scope, 'dry-needling-45'), scope.id('location', 'Riverside')]
  await fill(store, [
    [`INSERT INTO resource (clinic_id, id, kind) SELECT $1, unnest($2::uuid[]), 'patient'`, [clinicId, people]],
    [
      `INSERT INTO patient (clinic_id, id, name, locale, version)
       SELECT $1, id, 'Bench', 'en', 1 FROM unnest($2::uuid[]) id`,
      [clinicId, people],
    ],
    [
      `INSERT INTO appointment (clinic_id, id, patient_id, practitioner_id, location_id, place_id, service_id, status, starts_at, ends_at,
         promised_wall_time, time_zone, technique, segments, buffer_before_minutes, buffer_after_minutes, areas_undecided, source, version)
       SELECT $1, gen_random_uuid(), ($2::uuid[])[1 + n % 2000], $3, $5, $6, $4,
         CASE WHEN n % $7 = 0 THEN 'booked' ELSE 'fulfilled' END, at, at + interval '45 minutes', '2029-05-15T10:00', 'Europe/Berlin',
         'deep-dry-needling', '[{"kind":"hands-on","minutes":45}]', 0, 10, false, 'seed', 1
       FROM (SELECT n, ($8::date + (n / $7 - $9::int / $7 / 2)::int)::timestamp + interval '8 hours' + (n % $7) * interval '30 minutes' AS at
             FROM generate_series(0, $9::int - 1) n) laid`,
      [clinicId, people, ids[0], ids[1], ids[2], place, VISITS_A_DAY, DATE, visits],
    ],
    [
      `INSERT INTO appointment_area (clinic_id, appointment_id, area_id)
       SELECT clinic_id, id, area FROM appointment CROSS JOIN unnest('{upper-trapezius.left,levator-scapulae.left}'::text[]) area
       WHERE clinic_id = $1 AND starts_at BETWEEN $2::date - 400 AND $2::date + 400 ON CONFLICT DO NOTHING`,
      [clinicId, DATE],
    ],
    // whoever has left is asked after in each day
    [`UPDATE practitioner SET active = false WHERE clinic_id = $1 AND id <> $2`, [clinicId, ids[0]]],
    ['ANALYZE', []],
  ])
  return store
}

/** What stands on the screen, said in SQL as plainly as it can be: visit, patient, room, areas, first visit, consent, override. */
const rawDay = (store: Store) =>
  asActor(
    store.database,
    store.desk,
    (tx) => tx.$queryRaw`SELECT a.*, p.name, p.birth_date, s.name AS service, r.name AS room, d.name AS practitioner,
        (SELECT array_agg(b.clinical_name) FROM appointment_area x JOIN body_area b ON b.clinic_id = x.clinic_id AND b.id = x.area_id
          WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id) AS areas,
        NOT EXISTS (SELECT 1 FROM appointment f WHERE f.clinic_id = a.clinic_id AND f.patient_id = a.patient_id
          AND f.status = 'fulfilled' AND f.starts_at < a.starts_at) AS first_visit,
        EXISTS (SELECT 1 FROM consent c WHERE c.clinic_id = a.clinic_id AND c.patient_id = a.patient_id) AS consent,
        EXISTS (SELECT 1 FROM override o WHERE o.clinic_id = a.clinic_id AND o.appointment_id = a.id) AS overridden
      FROM appointment a
      JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
      JOIN practitioner d ON d.clinic_id = a.clinic_id AND d.id = a.practitioner_id
      JOIN healthcare_service s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
      JOIN place pl ON pl.clinic_id = a.clinic_id AND pl.id = a.place_id
      JOIN room r ON r.clinic_id = pl.clinic_id AND r.id = pl.room_id
      LEFT JOIN encounter e ON e.clinic_id = a.clinic_id AND e.appointment_id = a.id
      WHERE a.clinic_id = ${store.clinicId}::uuid AND a.starts_at >= ${`${DATE}T00:00:00+02:00`}::timestamptz
        AND a.starts_at < ${`${DATE}T24:00:00+02:00`}::timestamptz ORDER BY a.starts_at, a.id`,
  )

const VISITS = process.argv.includes('--big') ? 2_500_000 : 500_000

const askDay = (store: Store) => {
  const caller = createCaller(appRouter)({
    ...{ database: store.database, actor: store.desk, locale: 'en', requestId: randomUUID() },
    now: () => Date.parse(`${DATE}T06:00:00Z`),
  })
  return async () => {
    const { visits } = await caller.appointment.day({ date: DATE })
    if (visits.length !== VISITS_A_DAY) throw new Error(`The day shows ${visits.length} visits`)
  }
}

let laid: Promise<Store> | undefined
const busyClinic = (): Promise<Store> => {
  laid ??= furnish('day-view', VISITS)
  return laid
}

const compared = async (ours: () => Promise<unknown>, floor: () => Promise<unknown>, goal: number) => {
  await alternating(ours, floor, WARM_UP)
  const measured = await alternating(ours, floor, ROUNDS)
  return { ours: median(measured.ours), floor: median(measured.floor), unit: 'ms', goal }
}

export const jobs: readonly Job[] = [
  {
    job: 'c',
    workload: `the desk's day through tRPC: ${VISITS_A_DAY} of ${VISITS} visits with patient, room, areas, flags`,
    run: async () => {
      const store = await busyClinic()
      return compared(askDay(store), () => rawDay(store), 2.5)
    },
  },
  {
    job: 'c',
    workload: 'SQL statements for it',
    run: async () => {
      const store = await busyClinic()
      store.statements()
      await askDay(store)()
      return { ours: store.statements().length, floor: 1, unit: 'statements', goal: 3 }
    },
  },
  {
    job: 'c',
    workload: `the same day with ten times the history: ${VISITS} visits against ${VISITS / 10}`,
    run: async () => compared(askDay(await busyClinic()), askDay(await furnish('quiet-clinic', VISITS / 10)), 1.2),
  },
]
