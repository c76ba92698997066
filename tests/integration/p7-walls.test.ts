import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import type { Actor } from '#domain/actor.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { fillEveryTable } from '../support/every-table.ts'
import { attempt, codeOf, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let auth: pg.Pool
let database: Database
let river: TestClinic
let hill: TestClinic
/** Every table of the clinics, as the catalogue lists them. */
let tables: string[]

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  const clinics = twoClinics()
  river = clinics.riverside
  hill = clinics.hillside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 5)
  auth = rawPool(test.authUrl, 2)
  database = openDatabase(test.appUrl, 5)
  await fillEveryTable(owner, hill)
  await fillEveryTable(owner, river)
  const found = await rowsOf<{ name: string }>(
    owner,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'clinic_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
  )
  tables = found.map(({ name }) => name)
})

afterAll(async () => {
  await database?.$disconnect()
  for (const pool of [raw, auth, owner]) await pool?.end()
  await test?.drop()
})

const countAs = async (actor: Actor | null, table: string, where = 'true'): Promise<number> => {
  const counted = await attempt(raw, actor, `SELECT count(*) AS n FROM ${table} WHERE ${where}`)
  if (!counted.ok) throw new Error(`${table}: ${counted.message}`)
  return Number(counted.value.rows[0]?.n)
}

const hillRows = (table: string) =>
  rowsOf<{ row: Record<string, unknown> }>(owner, `SELECT to_jsonb(t) AS row FROM ${table} t WHERE clinic_id = $1`, [
    hill.clinicId,
  ])

/** The columns that a row is written with: all but those that PostgreSQL works out. */
const columnsOf = async (table: string): Promise<string> => {
  const names = await rowsOf<{ name: string }>(
    owner,
    `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  )
  return names.map(({ name }) => name).join(', ')
}

/** Tables whose closed records refuse a change before anybody asks whose they are. */
const CLOSED_FIRST = ['clinical_note', 'encounter', 'lot_use', 'needle_count', 'procedure', 'screening_answer']

/** Refused by the wall between clinics or the grants, not by some accident of the row. */
const isWall = (table: string, code: string): boolean =>
  code === '42501' || (CLOSED_FIRST.includes(table) && /^FF00[456]$/.test(code))

describe('P7: one clinic never sees or touches a row of another', () => {
  it('every table of the clinics is behind row-level security, and every other table is known', async () => {
    expect(tables.length).toBeGreaterThan(40)
    const open = await rowsOf<{ name: string }>(
      owner,
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
         AND NOT c.relrowsecurity ORDER BY 1`,
    )
    // one view has its walls in itself (p2-holds.test.ts), the others read as who asks; the clock, the list of migrations and the worker belong to no clinic
    expect(open.map(({ name }) => name)).toEqual([
      '_prisma_migrations',
      'app_clock',
      'area_hold_why',
      'lot_status_fault',
      'needle_reach',
      'policy_version',
      'stock_book_fault',
      'worker_heartbeat',
    ])
  })

  it('the application owns nothing and passes no wall', async () => {
    const [role] = await rowsOf(
      owner,
      `SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
              (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owns,
              (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS "memberOf"
       FROM pg_roles r WHERE rolname = 'filiform_app'`,
    )
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      owns: 0,
      memberOf: 0,
    })
  })

  it('the other clinic has a row in every table, or what follows would prove nothing', async () => {
    for (const table of tables) expect.soft((await hillRows(table)).length, table).toBeGreaterThan(0)
  })

  it('no row of another clinic is seen in any table, and all of the own ones are', async () => {
    for (const table of tables) {
      expect.soft(await countAs(river.system, table, `clinic_id = '${hill.clinicId}'`), table).toBe(0)
      // receipts have a wall of their own, below
      if (table === 'command_receipt') continue
      const [own] = await rowsOf<{ n: string }>(owner, `SELECT count(*) AS n FROM ${table} WHERE clinic_id = $1`, [
        river.clinicId,
      ])
      expect.soft(await countAs(river.system, table), table).toBe(Number(own?.n))
    }
    expect(await countAs(river.system, 'clinic')).toBe(1)
  })

  it('who has not said which clinic sees nothing at all', async () => {
    for (const table of [...tables, 'clinic']) expect.soft(await countAs(null, table), table).toBe(0)
    const blank = { ...river.system, clinicId: '' }
    for (const table of [...tables, 'clinic']) expect.soft(await countAs(blank, table), table).toBe(0)
  })

  it("what one transaction said about its clinic does not stay for the next one's", async () => {
    const single = rawPool(test.appUrl, 1)
    const seen = async (actor: Actor | null) => {
      const counted = await attempt(single, actor, 'SELECT count(*) AS n FROM patient')
      return counted.ok ? Number(counted.value.rows[0]?.n) : -1
    }
    expect(await seen(river.system)).toBe(40)
    expect(await seen(null)).toBe(0)
    expect(await seen(hill.system)).toBe(2)
    await single.end()
  })

  it('no row is written into another clinic, neither new nor copied', async () => {
    for (const table of tables) {
      const [theirs] = await hillRows(table)
      const before = (await hillRows(table)).length
      const written = await attempt(
        raw,
        river.system,
        `INSERT INTO ${table} (${await columnsOf(table)}) SELECT ${await columnsOf(table)} FROM jsonb_populate_record(NULL::${table}, $1)`,
        [JSON.stringify(theirs?.row)],
      )
      expect.soft(codeOf(written), table).toSatisfy((code: string) => isWall(table, code))
      expect.soft((await hillRows(table)).length, table).toBe(before)
    }
  })

  it('L2: no row of another clinic is changed or deleted, not even by somebody who knows its id', async () => {
    for (const table of tables) {
      const before = await hillRows(table)
      for (const sql of [`UPDATE ${table} SET clinic_id = clinic_id`, `DELETE FROM ${table}`]) {
        const done = await attempt(raw, river.system, `${sql} WHERE clinic_id = $1`, [hill.clinicId])
        expect
          .soft(done.ok ? done.value.rowCount : codeOf(done), `${table}: ${sql}`)
          .toSatisfy((outcome: unknown) => outcome === 0 || outcome === '42501')
      }
      expect.soft(await hillRows(table), table).toEqual(before)
    }
  })

  it('no row is carried over into another clinic', async () => {
    for (const table of tables) {
      const asker = table === 'command_receipt' ? river.owner : river.system
      const moved = await attempt(raw, asker, `UPDATE ${table} SET clinic_id = $1`, [hill.clinicId])
      expect.soft(codeOf(moved), table).toSatisfy((code: string) => isWall(table, code))
    }
  })

  it('no foreign key crosses clinics: each begins with the clinic on both sides', async () => {
    const keys = await rowsOf<{ name: string; on_us: string[]; on_them: string[]; target: string }>(
      owner,
      `SELECT c.conname AS name, t.relname AS target,
         (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY AS k (num, n)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num) AS on_us,
         (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY AS k (num, n)
            JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num) AS on_them
       FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace`,
    )
    expect(keys.length).toBeGreaterThan(80)
    for (const key of keys) {
      expect.soft(key.on_us[0], key.name).toBe('clinic_id')
      expect.soft(key.on_them[0], key.name).toBe(key.target === 'clinic' ? 'id' : 'clinic_id')
      if (key.target !== 'clinic') expect.soft(key.on_us.length, key.name).toBeGreaterThan(1)
    }
  })

  it("a visit cannot name another clinic's patient, practitioner, place, service or area", async () => {
    const swap = (column: string, theirs: string) =>
      attempt(raw, river.desk, `UPDATE appointment SET ${column} = $2 WHERE id = $1`, [
        river.coming.appointmentId,
        theirs,
      ])
    expect(codeOf(await swap('patient_id', hill.patientId))).toBe('23503')
    expect(codeOf(await swap('practitioner_id', hill.practitionerId))).toBe('23503')
    expect(codeOf(await swap('place_id', hill.place('Room 1')))).toBe('23503')
    expect(codeOf(await swap('service_id', hill.service('acupuncture-60')))).toBe('23503')
  })

  it('every key leads with the clinic, so that a clinic can live anywhere', async () => {
    const keys = await rowsOf<{ table: string; first: string }>(
      owner,
      `SELECT t.relname AS table, a.attname AS first FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
       WHERE i.indisprimary AND t.relname = ANY ($1)`,
      [tables],
    )
    expect(keys.map(({ table }) => table).toSorted()).toEqual(tables)
    for (const { table, first } of keys) expect.soft(first, table).toBe('clinic_id')
  })

  it('functions that run with the rights of the owner look nowhere but where they were written for', async () => {
    const functions = await rowsOf<{ name: string; config: string[] | null }>(
      owner,
      `SELECT p.proname AS name, p.proconfig AS config FROM pg_proc p
       WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`,
    )
    expect(functions.length).toBeGreaterThan(5)
    for (const { name, config } of functions) expect.soft(config, name).toContain('search_path=public')
  })
})

describe('P7: what no procedure needs, the application may not do', () => {
  it('nobody changes the rules of the clinic, who works there or what they may do', async () => {
    const settled = [
      ...['location', 'membership'],
      ...['body_area', 'body_area_neighbour', 'recovery_rule', 'consent_policy', 'aftercare_plan', 'aftercare_step'],
      ...['screening_question', 'contraindication_rule', 'risk_zone_policy', 'capacity_policy', 'consent_text'],
    ]
    for (const table of settled) {
      for (const sql of [
        `UPDATE ${table} SET clinic_id = clinic_id`,
        `DELETE FROM ${table}`,
        `INSERT INTO ${table} SELECT * FROM ${table}`,
      ])
        expect.soft(codeOf(await attempt(raw, river.owner, sql)), sql).toBe('42501')
    }
  })

  /** How the clinic is set up, with a column that its owner changes. */
  const SET_UP = {
    healthcare_service: 'name',
    practitioner: 'name',
    credential: 'valid_until',
    room: 'name',
    place: 'label',
    device: 'name',
    attendant: 'name',
  }

  it('how the clinic is set up is changed by its owner and nobody else, not even by hand', async () => {
    for (const [table, column] of Object.entries({ ...SET_UP, service_practitioner: null })) {
      for (const actor of [river.desk, river.ana, river.assistant, river.patient, river.system]) {
        const where = `${table} by ${actor.kind === 'staff' ? actor.roles : actor.kind}`
        const copied = await attempt(raw, actor, `INSERT INTO ${table} SELECT * FROM ${table}`)
        expect.soft(codeOf(copied), where).toBe('42501')
        if (column !== null) {
          const changed = await attempt(raw, actor, `UPDATE ${table} SET ${column} = ${column}`)
          expect.soft(changed.ok && changed.value.rowCount, where).toBe(0)
        }
        const removed = await attempt(raw, actor, `DELETE FROM ${table}`)
        expect
          .soft(removed.ok ? removed.value.rowCount : codeOf(removed), where)
          .toBe(table === 'service_practitioner' ? 0 : '42501')
      }
    }
  })

  it('its owner deletes nothing of it and carries nothing over, but changes it', async () => {
    for (const [table, column] of Object.entries(SET_UP)) {
      for (const sql of [
        `DELETE FROM ${table}`,
        `UPDATE ${table} SET id = id`,
        `UPDATE ${table} SET clinic_id = clinic_id`,
      ])
        expect.soft(codeOf(await attempt(raw, river.owner, sql)), sql).toBe('42501')
      const changed = await attempt(raw, river.owner, `UPDATE ${table} SET ${column} = ${column}`)
      expect.soft(changed.ok && changed.value.rowCount, table).toBeGreaterThan(0)
    }
  })

  it('a patient writes down needs of their own only, and nobody takes one away', async () => {
    const need = (actor: Actor, patientId: string) =>
      attempt(
        raw,
        actor,
        `INSERT INTO patient_need (clinic_id, patient_id, kind) VALUES ($1, $2, 'chaperone') RETURNING id`,
        [river.clinicId, patientId],
      )
    expect(codeOf(await need(river.patient, river.otherPatientId))).toBe('42501')
    const own = await need(river.patient, river.patientId)
    expect(codeOf(own)).toBe('ok')
    const theirs = await need(river.desk, river.otherPatientId)
    const id = theirs.ok ? theirs.value.rows[0]?.id : null
    const ended = await attempt(raw, river.patient, 'UPDATE patient_need SET ended_at = app_now() WHERE id = $1', [id])
    expect(ended.ok && ended.value.rowCount).toBe(0)
    for (const actor of [river.patient, river.desk, river.owner])
      expect(codeOf(await attempt(raw, actor, 'DELETE FROM patient_need'))).toBe('42501')
    expect(
      codeOf(await attempt(raw, river.patient, `UPDATE patient_need SET patient_id = '${river.otherPatientId}'`)),
    ).toBe('42501')
  })

  it('which needles there are is written by those who keep the stock, and nobody takes one away', async () => {
    for (const actor of [river.assistant, river.patient, river.system]) {
      const changed = await attempt(raw, actor, 'UPDATE needle_product SET brand = brand')
      expect.soft(changed.ok && changed.value.rowCount).toBe(0)
      const numbers = await attempt(raw, actor, 'DELETE FROM product_identifier')
      expect.soft(numbers.ok && numbers.value.rowCount).toBe(0)
      const copied = await attempt(raw, actor, 'INSERT INTO product_identifier SELECT * FROM product_identifier')
      // who sees no number copies none
      expect.soft(copied.ok ? copied.value.rowCount : codeOf(copied)).toBe(actor.kind === 'patient' ? 0 : '42501')
    }
    for (const actor of [river.owner, river.desk, river.ana]) {
      const changed = await attempt(raw, actor, 'UPDATE needle_product SET brand = brand')
      expect.soft(changed.ok && changed.value.rowCount).toBeGreaterThan(0)
      for (const sql of ['DELETE FROM needle_product', 'UPDATE needle_product SET clinic_id = clinic_id'])
        expect.soft(codeOf(await attempt(raw, actor, sql)), sql).toBe('42501')
      const delivered = await attempt(raw, actor, 'UPDATE delivery SET supplier = supplier')
      expect.soft(codeOf(delivered)).toBe('42501')
    }
  })

  it('a needle that was found in a visit is added, not in use, and is the only one that is', async () => {
    const add = (active: boolean, actor: Actor = river.assistant) =>
      attempt(
        raw,
        actor,
        `INSERT INTO needle_product (clinic_id, brand, name, diameter_mm, length_mm, reference, active) VALUES ($1, '', $2, 0.2, 13, '', $3)`,
        [river.clinicId, `Ibis ${actor.kind}`, active],
      )
    expect(codeOf(await add(true))).toBe('42501')
    expect(codeOf(await add(false, river.patient))).toBe('42501')
    expect(codeOf(await add(false))).toBe('ok')
    expect(codeOf(await add(false))).toBe('23505')
  })

  it('of the functions with the rights of the owner, only eight can be called: the ones behind the clinic’s page and a mail that came back, three that count, the one that says what aftercare plans ask, the one that says that answers came, and the one that hands the worker what was left for it', async () => {
    const callable = await rowsOf<{ name: string }>(
      owner,
      `SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
         AND (has_function_privilege('filiform_app', p.oid, 'EXECUTE') OR has_function_privilege('filiform_auth', p.oid, 'EXECUTE'))`,
    )
    expect(callable.map(({ name }) => name).toSorted()).toEqual([
      'answered_visits',
      'clinic_of_message',
      'clinic_of_slug',
      'override_rates',
      'take_left_jobs',
      'visit_answers',
      'visit_flags',
      'visits_of_service',
    ])
  })

  it('the one that counts tells how full the days are, of the own clinic and of nobody by name', async () => {
    const count = async (actor: Actor, about: TestClinic, patientId: string) => {
      const counted = await attempt(
        raw,
        actor,
        `SELECT coalesce(sum(visits), 0)::int AS visits, coalesce(sum(of_patient), 0)::int AS "ofPatient"
         FROM visits_of_service($1, $2, NULL, '2020-01-01', '2030-01-01', 'Europe/Berlin', now(), NULL)`,
        [about.service('dry-needling-45'), patientId],
      )
      return counted.ok ? counted.value.rows[0] : counted.code
    }
    const seen = await count(river.desk, river, river.otherPatientId)
    expect(seen.visits).toBeGreaterThan(seen.ofPatient)
    expect(seen.ofPatient).toBeGreaterThan(0)
    expect(await count(river.patient, river, river.otherPatientId)).toEqual({ visits: seen.visits, ofPatient: 0 })
    expect(await count(river.desk, hill, hill.otherPatientId)).toEqual({ visits: 0, ofPatient: 0 })
  })
})

describe('P7: inside the clinic, a patient reaches only the people they act for', () => {
  /** Whose the rows of a table are, where it says so itself. */
  const OWN = ['patient_access', 'appointment', 'rest_claim', 'encounter', 'consent', 'communication']

  it('their own rows are there, nobody else’s are', async () => {
    expect(await countAs(river.patient, 'patient')).toBe(1)
    for (const table of OWN) {
      const theirs = await countAs(river.patient, table, `patient_id <> '${river.patientId}'`)
      expect.soft(theirs, table).toBe(0)
      const others = await countAs(river.desk, table, `patient_id <> '${river.patientId}'`)
      if (table !== 'patient_access') expect.soft(others, table).toBeGreaterThan(0)
    }
    expect(await countAs(river.patient, 'appointment')).toBeGreaterThan(0)
  })

  it('areas, cancellations and clinical rows of others stay hidden behind the visit they belong to', async () => {
    expect(await countAs(river.desk, 'appointment_area')).toBeGreaterThan(0)
    expect(await countAs(river.patient, 'appointment_area', `appointment_id = '${river.coming.appointmentId}'`)).toBe(0)
    for (const table of [
      'procedure',
      'needle_count',
      'screening_answer',
      'clinical_note',
      'note_signature',
      'incident',
      'patient_condition',
    ]) {
      expect.soft(await countAs(river.ana, table), table).toBeGreaterThan(0)
      expect.soft(await countAs(river.patient, table), table).toBe(0)
    }
  })

  it('stock, recalls, tasks, decisions and colleagues are not theirs to see', async () => {
    const closed = [
      'lot',
      'lot_stock',
      'lot_use',
      'lot_scan',
      'stock_entry',
      'recall',
      'recall_lot',
      'task',
      'override',
      'deviation',
      'membership',
    ]
    for (const table of closed) {
      expect.soft(await countAs(river.desk, table), table).toBeGreaterThan(0)
      expect.soft(await countAs(river.patient, table), table).toBe(0)
    }
  })

  it("L1: another patient's visit is not changed by somebody who knows its id", async () => {
    const change = await attempt(raw, river.patient, `UPDATE appointment SET status = 'cancelled' WHERE id = $1`, [
      river.coming.appointmentId,
    ])
    expect(change.ok && change.value.rowCount).toBe(0)
    const taken = await attempt(raw, river.patient, 'UPDATE appointment SET patient_id = $1 WHERE patient_id = $2', [
      river.otherPatientId,
      river.patientId,
    ])
    expect(codeOf(taken)).toBe('42501')
  })

  it('L5: the same walls stand however deep a query reaches', async () => {
    const seen = await asActor(database, river.patient, (tx) =>
      tx.clinic.findMany({
        include: {
          patients: {
            include: { appointments: { include: { encounter: { include: { procedures: true } } } }, consents: true },
          },
          lots: { include: { lotUses: { include: { encounter: true } } } },
          appointments: true,
        },
      }),
    )
    expect(seen).toHaveLength(1)
    expect(seen[0]?.patients.map(({ id }) => id)).toEqual([river.patientId])
    expect(seen[0]?.lots).toEqual([])
    expect(new Set(seen[0]?.appointments.map(({ patientId }) => patientId))).toEqual(new Set([river.patientId]))
  })

  it('desk and owner do not read the clinical record, whatever they ask', async () => {
    for (const actor of [river.desk, river.owner]) {
      for (const table of [
        'procedure',
        'needle_count',
        'screening_answer',
        'clinical_note',
        'note_signature',
        'addendum',
        'goal',
        'care_plan',
        'service_request',
        'observation',
        'visit_pain',
        'visit_treatment',
        'incident',
        'patient_condition',
      ])
        expect.soft(await countAs(actor, table), `${table} as ${actor.roles}`).toBe(0)
    }
    expect(await countAs(river.assistant, 'needle_count')).toBeGreaterThan(0)
  })
})

describe('P7: the first answer to a request is for whoever asked', () => {
  it('nobody reads what a command answered to somebody else', async () => {
    expect(await countAs(river.owner, 'command_receipt')).toBeGreaterThan(0)
    for (const actor of [river.desk, river.ana, river.patient, river.system])
      expect.soft(await countAs(actor, 'command_receipt'), actor.kind).toBe(0)
  })
})

describe('P7: logins live apart', () => {
  it('the application reads no login, session or password', async () => {
    for (const table of ['user', 'account', 'session', 'verification'])
      expect.soft(codeOf(await attempt(raw, river.system, `SELECT 1 FROM auth."${table}"`)), table).toBe('42501')
  })

  it('sign-in reads which clinics a login belongs to, and nothing else of them', async () => {
    const readable: string[] = []
    for (const table of tables)
      if ((await rawAs(auth, null, (client) => client.query(`SELECT 1 FROM ${table}`))).ok) readable.push(table)
    expect(readable).toEqual(['membership', 'patient_access'])
    for (const table of tables) {
      const written = await rawAs(auth, null, (client) => client.query(`UPDATE ${table} SET clinic_id = clinic_id`))
      expect.soft(codeOf(written), table).toSatisfy((code: string) => isWall(table, code))
    }
  })
})
