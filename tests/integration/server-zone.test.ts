import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDatabase, type Database, openDatabase } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { closeQueue, connectQueue } from '#jobs/queue.ts'
import { createCaller } from '#trpc/init.ts'
import { appRouter } from '../../src/router.ts'
import { type TestClinic, TUESDAY_MORNING_MS, twoClinics, writeTwoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { rawPool, rowsOf } from '../support/raw-sql.ts'

describe.each(['America/New_York', 'Asia/Kathmandu', 'UTC'])('M3: a database server that lives in %s', (timezone) => {
  let test: TestDatabase
  let owner: pg.Pool
  let database: Database
  let river: TestClinic

  beforeAll(async () => {
    test = await testDatabase({ timezone })
    await writeTwoClinics(test.ownerUrl)
    river = twoClinics().riverside
    owner = rawPool(test.ownerUrl, 1)
    database = openDatabase(test.appUrl, 2)
    connectQueue(test.appUrl)
  })

  afterAll(async () => {
    await closeQueue()
    await database?.$disconnect()
    await owner?.end()
    await test?.drop()
  })

  it('is not taken at its word: every connection runs in UTC', async () => {
    const [own] = await rowsOf<{ zone: string }>(
      owner,
      `SELECT reset_val AS zone FROM pg_settings WHERE name = 'TimeZone'`,
    )
    expect(own?.zone).toBe('UTC')
    const [setting] = await rowsOf<{ config: string[] }>(
      owner,
      'SELECT setconfig AS config FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()',
    )
    expect(setting?.config).toContain(`TimeZone=${timezone}`)
    expect(await checkDatabase(database)).toBeNull()
  })

  it('keeps an instant that is written as the instant that is read, with any driver', async () => {
    const at = new Date('2026-06-01T13:00:00.000Z')
    const appointmentId = river.coming.appointmentId
    await asActor(database, river.desk, (tx) =>
      tx.appointment.updateMany({ where: { id: appointmentId }, data: { arrivedAt: at } }),
    )
    const [stored] = await rowsOf<{ utc: string }>(
      owner,
      `SELECT to_char(arrived_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS utc FROM appointment WHERE id = $1`,
      [appointmentId],
    )
    expect(stored?.utc).toBe('2026-06-01 13:00')
    await owner.query(`UPDATE appointment SET arrived_at = '2026-06-01T14:00:00Z' WHERE id = $1`, [appointmentId])
    const read = await asActor(database, river.desk, (tx) =>
      tx.appointment.findFirstOrThrow({ where: { id: appointmentId }, select: { arrivedAt: true } }),
    )
    expect(read.arrivedAt?.toISOString()).toBe('2026-06-01T14:00:00.000Z')
  })

  it('keeps the demo clinic to the minute: claims, promised wall times and rest', async () => {
    const rows = await rowsOf<{ wall: string; promised: string }>(
      owner,
      `SELECT to_char(starts_at AT TIME ZONE time_zone, 'YYYY-MM-DD"T"HH24:MI') AS wall, promised_wall_time AS promised
       FROM appointment WHERE clinic_id = $1`,
      [river.clinicId],
    )
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.filter(({ wall, promised }) => wall !== promised)).toEqual([])
    const rests = await rowsOf<{ wall: string }>(
      owner,
      `SELECT DISTINCT to_char(upper(c.during) AT TIME ZONE 'Europe/Berlin', 'HH24:MI') AS wall
       FROM rest_claim c JOIN recovery_rule r ON r.clinic_id = c.clinic_id AND r.id = c.rule_id
       WHERE c.clinic_id = $1 AND r.unit = 'days'`,
      [river.clinicId],
    )
    expect(rests).toEqual([{ wall: '00:00' }])
  })

  it('C20: a date that is written is the date that is read, also by a process far west of Greenwich', async () => {
    const processZone = process.env.TZ
    process.env.TZ = 'Pacific/Honolulu'
    try {
      const asAna = createCaller(appRouter)({
        database,
        actor: river.ana,
        locale: 'en',
        now: () => TUESDAY_MORNING_MS,
        requestId: 'c20',
      })
      const summary = await asAna.patient.summary({ patientId: river.patientId })
      expect(summary.birthDate).toBe('1987-11-02')
      const [stored] = await rowsOf<{ date: string }>(
        owner,
        'SELECT birth_date::text AS date FROM patient WHERE id = $1',
        [river.patientId],
      )
      expect(stored?.date).toBe('1987-11-02')
    } finally {
      if (processZone === undefined) delete process.env.TZ
      else process.env.TZ = processZone
    }
  })

  it.each([
    ['America/New_York', 'Walter Whitman'],
    ['Pacific/Auckland', 'Aroha Ngata'],
  ])('C19: a birth date stays that day for a process in %s', async (zone, name) => {
    const processZone = process.env.TZ
    process.env.TZ = zone
    try {
      const context = { database, locale: 'en' as const, now: () => TUESDAY_MORNING_MS, requestId: 'c19' }
      const desk = createCaller(appRouter)({ ...context, actor: river.desk })
      const person = { requestId: randomUUID(), name, birthDate: '1947-10-14' }
      const created = await desk.patient.create(person)
      const patient = created.kind === 'created' ? created.patient : null
      expect(patient?.birthDate).toBe('1947-10-14')
      const patientId = patient?.id ?? ''
      const [stored] = await rowsOf<{ date: string; type: string }>(
        owner,
        'SELECT birth_date::text AS date, pg_typeof(birth_date)::text AS type FROM patient WHERE id = $1',
        [patientId],
      )
      expect(stored).toEqual({ date: '1947-10-14', type: 'date' })
      const visit = await desk.appointment.book({
        ...{ requestId: randomUUID(), patientId, serviceId: river.service('without-needling-30'), areaIds: [] },
        ...{ practitionerId: null, startIso: '2027-02-02T09:00:00.000Z' },
      })
      const { patients } = await desk.patient.search({ text: name })
      const { patient: onCard } = await desk.appointment.detail({ appointmentId: visit.appointmentId })
      const shown = [patients[0], await desk.patient.summary({ patientId }), onCard].map((one) => one?.birthDate)
      expect(shown).toEqual(['1947-10-14', '1947-10-14', '1947-10-14'])
      // the same day again finds the same person; the day before would be somebody else
      const again = await desk.patient.create({ ...person, requestId: randomUUID() })
      expect(again.kind).toBe('possible-duplicates')
    } finally {
      if (processZone === undefined) delete process.env.TZ
      else process.env.TZ = processZone
    }
  })

  it('does not shift what the database itself writes', async () => {
    const [row] = await rowsOf<{ apart: string }>(
      owner,
      `SELECT abs(extract(epoch FROM app_now() - $1::timestamptz)) AS apart`,
      [new Date().toISOString()],
    )
    expect(Number(row?.apart)).toBeLessThan(60)
    const created = await asActor(database, river.desk, (tx) =>
      tx.task.create({ data: { clinicId: river.clinicId, kind: 'clock', status: 'open', detail: {} } }),
    )
    expect(Math.abs(created.createdAt.getTime() - Date.now())).toBeLessThan(60_000)
  })
})
