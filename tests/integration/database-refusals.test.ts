import { TRPCError } from '@trpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase, type Transaction } from '#db/client.ts'
import { type DatabaseRefusal, refusalOf } from '#db/errors.ts'
import { asActor } from '#db/scope.ts'
import { asTryAgain, explainError } from '#trpc/explain-error.ts'
import { type TestClinic, TUESDAY_MORNING_MS, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let test: TestDatabase
let database: Database
let river: TestClinic

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  database = openDatabase(test.appUrl, 4)
})

afterAll(async () => {
  await database?.$disconnect()
  await test?.drop()
})

/** How the house reads what PostgreSQL says to this work. */
const readAs = async (
  work: (tx: Transaction) => Promise<unknown>,
): Promise<DatabaseRefusal | null | 'nothing refused'> => {
  try {
    await asActor(database, river.ana, work)
    return 'nothing refused'
  } catch (error) {
    return refusalOf(error)
  }
}

const thrownBy = (work: (tx: Transaction) => Promise<unknown>): Promise<unknown> =>
  asActor(database, river.ana, work).catch((error: unknown) => error)

const clinicId = () => river.clinicId

it('M4: a time that is taken is read as taken, although Prisma has no name for it', async () => {
  const copy = (tx: Transaction) => tx.$executeRaw`
    INSERT INTO claim (clinic_id, resource_id, appointment_id, during, waived)
    SELECT clinic_id, resource_id, appointment_id, during, waived FROM claim WHERE appointment_id = ${river.coming.appointmentId}::uuid`
  expect(await readAs(copy)).toEqual({ kind: 'taken' })
})

it('M4: a visit left without its claims is refused at the commit, and read as taken too', async () => {
  const letGo = (tx: Transaction) =>
    tx.$executeRaw`DELETE FROM claim WHERE appointment_id = ${river.coming.appointmentId}::uuid`
  expect(await readAs(letGo)).toEqual({ kind: 'taken' })
})

it('M4: what a trigger refuses keeps its reason, through the models as well', async () => {
  const takeFromRecalled = (tx: Transaction) =>
    tx.lotUse.create({
      data: {
        clinicId: clinicId(),
        encounterId: river.past.encounterId,
        lotId: river.lot('B-2207'),
        quantity: 1,
        byIdentityId: river.ana.identityId,
        usedAt: new Date(TUESDAY_MORNING_MS),
      },
    })
  expect(await readAs(takeFromRecalled)).toEqual({ kind: 'lot', detail: 'recalled' })
  const rewrite = (tx: Transaction) =>
    tx.needleCount.updateMany({ where: { encounterId: river.past.encounterId }, data: { removed: 0, inserted: 0 } })
  expect(await readAs(rewrite)).toEqual({ kind: 'record-closed' })
})

it('M4: a double is a double, through the models and through plain statements', async () => {
  const lotNumber = '24H07A'
  const again = (tx: Transaction) => tx.$executeRaw`
    INSERT INTO lot SELECT (jsonb_populate_record(l, '{"id": "00000000-0000-4000-8000-000000000001"}')).*
    FROM lot l WHERE l.lot_number = ${lotNumber}`
  expect(await readAs(again)).toEqual({ kind: 'duplicate' })
  const access = (tx: Transaction) =>
    tx.patientAccess.create({
      data: {
        clinicId: clinicId(),
        identityId: river.patient.identityId,
        patientId: river.patientId,
        relation: 'self',
        provedBy: 'test',
      },
    })
  expect(await readAs(access)).toEqual({ kind: 'duplicate' })
})

it('M4: what cannot be written down as it was sent is told apart from a failure of the house', async () => {
  const patient = (data: object) => (tx: Transaction) => tx.patient.updateMany({ where: { id: river.patientId }, data })
  const noted = (code: string, patientId: string) => (tx: Transaction) =>
    tx.patientCondition.create({ data: { clinicId: clinicId(), patientId, code } })
  const asked = (work: string) => (tx: Transaction) => tx.$queryRawUnsafe(work)
  const works = [
    patient({ name: ' ' }),
    patient({ needs: 'a\u0000b' }),
    noted('pregnancy', '00000000-0000-4000-8000-000000000001'),
    asked(`UPDATE patient SET name = NULL WHERE id = '${river.patientId}'`),
    asked(`SELECT '2026-02-30'::date`),
  ]
  for (const work of works) expect(await readAs(work)).toEqual({ kind: 'invalid' })
  const answered = asTryAgain(
    new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: await thrownBy(patient({ name: ' ' })) }),
  )
  expect(answered.code).toBe('BAD_REQUEST')
  expect(explainError(answered, 'en')[0]?.sentence).toMatch(/\w+/)
})

it('M4: who waits too long for a lock is told that the house is busy', async () => {
  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const lock = (tx: Transaction) =>
    tx.$queryRaw`SELECT id FROM resource WHERE id = ${river.practitionerId}::uuid FOR UPDATE`
  const holder = asActor(database, river.desk, async (tx) => {
    await lock(tx)
    locked.resolve()
    await held.promise
  })
  await locked.promise
  const waiting = readAs(async (tx) => {
    await tx.$executeRaw`SET LOCAL lock_timeout = '50ms'`
    await lock(tx)
  })
  expect(await waiting).toEqual({ kind: 'busy' })
  held.resolve()
  await holder
})

it('M4: two that deadlock are told to try again, and never anything else', async () => {
  const { practitionerId, patientId } = river
  const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  const crosswise = (mine: 0 | 1, first: string, second: string) =>
    readAs(async (tx) => {
      await tx.$queryRaw`SELECT id FROM resource WHERE id = ${first}::uuid FOR UPDATE`
      both[mine].resolve()
      await both[1 - mine]?.promise
      await tx.$queryRaw`SELECT id FROM resource WHERE id = ${second}::uuid FOR UPDATE`
    })
  const read = await Promise.all([crosswise(0, practitionerId, patientId), crosswise(1, patientId, practitionerId)])
  expect(read).toContainEqual({ kind: 'retry' })
  expect(read).toContain('nothing refused')
})

it('a mistake of ours is not dressed up as a refusal', async () => {
  expect(await readAs((tx) => tx.$queryRaw`SELECT * FROM a_table_that_is_not_there`)).toBeNull()
})
