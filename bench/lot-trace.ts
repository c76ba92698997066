import { randomUUID } from 'node:crypto'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { createCaller } from '#trpc/init.ts'
import { practitionerId } from '../prisma/seed/people.ts'
import { appRouter } from '../src/router.ts'
import { alternating, type Job, median } from './rounds.ts'
import { fill, NOW_MS, openStore, type Store } from './store.ts'

const OF_ONE_LOT = 500
const WARM_UP = 20
const ROUNDS = 60
const USES = process.argv.includes('--big') ? 10_000_000 : 1_000_000

interface Stock {
  readonly store: Store
  readonly owner: StaffActor
  readonly lotId: string
}

/** So many uses, `OF_ONE_LOT` of each lot, one a visit, in no order of lots; everybody with a telephone and a mail address. */
const furnish = async (name: string, uses: number): Promise<Stock> => {
  const store = await openStore(name)
  const { clinicId, scope } = store
  const lots = Array.from({ length: uses / OF_ONE_LOT }, () => randomUUID())
  await fill(store, [
    [
      `INSERT INTO lot (clinic_id, id, product_id, lot_number, expiry_date, status, received_at)
       SELECT $1, id, $3, 'B' || n, '2035-01-01', 'active', now() FROM unnest($2::uuid[]) WITH ORDINALITY t (id, n)`,
      [clinicId, lots, scope.id('product', 'heron-50')],
    ],
    [
      `INSERT INTO resource (clinic_id, id, kind) SELECT $1, md5('person ' || n)::uuid, 'patient' FROM generate_series(0, 19999) n`,
      [clinicId],
    ],
    [
      `INSERT INTO patient (clinic_id, id, name, birth_date, phone, email, locale, version)
       SELECT $1, md5('person ' || n)::uuid, 'Bench ' || n, '1980-01-01', '+49 30 ' || n, 'p' || n || '@bench.test', 'en', 1
       FROM generate_series(0, 19999) n`,
      [clinicId],
    ],
    [
      `INSERT INTO encounter (clinic_id, id, appointment_id, patient_id, practitioner_id, status, started_at, completed_at, version)
       SELECT $1, md5('visit ' || n)::uuid, md5('appointment ' || n)::uuid, md5('person ' || (n::bigint * 7919) % 20000)::uuid, $2, 'finished',
         timestamptz '2020-01-01' + n * interval '1 minute', timestamptz '2020-01-01' + n * interval '1 minute', 1 FROM generate_series(0, $3::int - 1) n`,
      [clinicId, practitionerId(scope, 'ana'), uses],
    ],
    [
      `INSERT INTO lot_use (clinic_id, id, encounter_id, lot_id, quantity, by_identity_id, used_at, at)
       SELECT $1, gen_random_uuid(), md5('visit ' || n)::uuid, ($2::uuid[])[1 + n % $3::int], 6, 'bench',
         timestamptz '2020-01-01' + n * interval '1 minute', timestamptz '2020-01-01' + n * interval '1 minute'
       FROM generate_series(0, $4::int - 1) n`,
      [clinicId, lots, lots.length, uses],
    ],
  ])
  for (const table of ['lot', 'patient', 'encounter', 'lot_use']) await store.owner.query(`VACUUM ANALYZE ${table}`)
  const owner: StaffActor = { ...store.desk, roles: ['owner'] }
  return { store, owner, lotId: lots[0] ?? '' }
}

/** The same in SQL as plainly as it can be: use, visit, person with contact details, practitioner. */
const rawTrace = ({ store, owner, lotId }: Stock) =>
  asActor(
    store.database,
    owner,
    (
      tx,
    ) => tx.$queryRaw`SELECT u.encounter_id, u.quantity, u.used_at, u.deviation_id, p.id, p.name, p.birth_date, p.phone, p.email, d.name AS practitioner
      FROM lot_use u
      JOIN encounter e ON e.clinic_id = u.clinic_id AND e.id = u.encounter_id
      JOIN patient p ON p.clinic_id = e.clinic_id AND p.id = e.patient_id
      JOIN practitioner d ON d.clinic_id = e.clinic_id AND d.id = e.practitioner_id
      WHERE u.clinic_id = ${store.clinicId}::uuid AND u.lot_id = ${lotId}::uuid AND e.status <> 'entered-in-error'
      ORDER BY e.started_at DESC, e.id DESC`,
  )

const askTrace = ({ store, owner, lotId }: Stock) => {
  const caller = createCaller(appRouter)({
    ...{ database: store.database, actor: owner, locale: 'en', requestId: randomUUID() },
    now: () => NOW_MS,
  })
  return async () => {
    const { rows, next } = await caller.trace.lot({ lotId, limit: OF_ONE_LOT })
    if (rows.length !== OF_ONE_LOT || next !== null) throw new Error(`The lot reached ${rows.length}`)
  }
}

let laid: Promise<Stock> | undefined
const fullStock = (): Promise<Stock> => {
  laid ??= furnish('lot-trace', USES)
  return laid
}

const compared = async (ours: () => Promise<unknown>, floor: () => Promise<unknown>, goal: number) => {
  await alternating(ours, floor, WARM_UP)
  const measured = await alternating(ours, floor, ROUNDS)
  return { ours: median(measured.ours), floor: median(measured.floor), unit: 'ms', goal }
}

export const jobs: readonly Job[] = [
  {
    job: 'd',
    workload: `whom a lot reached, through tRPC: ${OF_ONE_LOT} of ${USES} uses with contact details`,
    run: async () => {
      const stock = await fullStock()
      return compared(askTrace(stock), () => rawTrace(stock), 2)
    },
  },
  {
    job: 'd',
    workload: `the same with ten times the uses: ${USES} against ${USES / 10}`,
    run: async () => compared(askTrace(await fullStock()), askTrace(await furnish('less-stock', USES / 10)), 1.3),
  },
]
