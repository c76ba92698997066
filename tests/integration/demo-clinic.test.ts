import { verifyPassword } from 'better-auth/crypto'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, demoSignIns, seedDemo } from '../../prisma/seed/demo.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { testDatabase } from '../support/database.ts'
import { rawPool, rowsOf } from '../support/raw-sql.ts'

/** Seeds a database of its own and answers one question about it. */
const askDemo = async <R extends Record<string, unknown>>(nowMs: number, sql: string): Promise<R[]> => {
  const test = await testDatabase()
  const owner = rawPool(test.ownerUrl, 1)
  try {
    await seedDemo({ ownerUrl: test.ownerUrl, nowMs })
    return await rowsOf<R>(owner, sql)
  } finally {
    await owner.end()
    await test.drop()
  }
}

const DAY = `
  SELECT count(*)::int AS visits, count(DISTINCT practitioner_id)::int AS practitioners
  FROM appointment a
  WHERE (starts_at AT TIME ZONE time_zone)::date = (
    SELECT min((starts_at AT TIME ZONE time_zone)::date) FROM appointment b WHERE b.ends_at > $now$)`

describe('the demo clinic is kept by every guarantee, whenever it is laid out', () => {
  it.each([
    ['in the middle of a working day', '2026-11-26T10:20:00Z'],
    ['at ten to midnight', '2026-11-26T22:50:00Z'],
    ['on a Sunday, the clock having gone forward that night', '2031-03-30T10:00:00Z'],
    ['two days before the clock goes back', '2026-10-23T07:00:00Z'],
  ])('%s', async (_, now) => {
    const [day] = await askDemo<{ visits: number; practitioners: number }>(
      Date.parse(now),
      DAY.replace('$now$', `'${now}'`),
    )
    expect(day?.visits).toBeGreaterThanOrEqual(16)
    expect(day?.practitioners).toBe(3)
  })
})

it('the same clock gives the same clinic, to the last id and needle', async () => {
  const everything = `
    SELECT (SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM appointment a) AS appointments,
           (SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM procedure p) AS procedures,
           (SELECT md5(string_agg(concat(c.appointment_id, c.resource_id, c.during), '' ORDER BY c.appointment_id, c.resource_id, c.during)) FROM claim c) AS claims,
           (SELECT md5(string_agg(s::text, '' ORDER BY s.lot_id)) FROM lot_stock s) AS stock`
  expect(await askDemo(TUESDAY_MORNING_MS, everything)).toEqual(await askDemo(TUESDAY_MORNING_MS, everything))
})

it('staff sign in with the demo password, each with the role it is named for; the patient has none', async () => {
  const logins = await askDemo<{
    email: string
    password: string | null
    roles: string[] | null
    access: string | null
  }>(
    TUESDAY_MORNING_MS,
    `SELECT u.email, a.password, m.roles, p.name AS access FROM auth."user" u
     LEFT JOIN auth.account a ON a."userId" = u.id AND a."providerId" = 'credential'
     LEFT JOIN membership m ON m.identity_id = u.id
     LEFT JOIN patient_access pa ON pa.identity_id = u.id LEFT JOIN patient p ON p.id = pa.patient_id
     ORDER BY u.email`,
  )
  expect(logins.map(({ email }) => email.split('@')[0])).toEqual([
    'ana',
    'assistant',
    'ben',
    'desk',
    'mei',
    'owner',
    'patient',
  ])
  expect(DEMO_PASSWORD.length).toBeGreaterThanOrEqual(12)
  for (const { email, password, roles, access } of logins) {
    if (email === demoSignIns.patient.email) {
      expect({ password, roles, access }).toEqual({ password: null, roles: null, access: 'Björk Guðmundsdóttir' })
    } else {
      expect(await verifyPassword({ hash: password ?? '', password: DEMO_PASSWORD })).toBe(true)
      expect(demoSignIns.staff.find((person) => person.email === email)?.roles).toEqual(roles)
    }
  }
})

it('a demo that cannot be laid out whole is not laid out at all', async () => {
  const test = await testDatabase()
  const owner = rawPool(test.ownerUrl, 1)
  await owner.query(`ALTER TABLE communication ADD CHECK (status <> 'sent')`)
  await expect(seedDemo({ ownerUrl: test.ownerUrl, nowMs: TUESDAY_MORNING_MS })).rejects.toThrow()
  expect(await rowsOf(owner, 'SELECT 1 FROM clinic')).toEqual([])
  expect(await rowsOf(owner, 'SELECT 1 FROM auth."user"')).toEqual([])
  await owner.end()
  await test.drop()
})
