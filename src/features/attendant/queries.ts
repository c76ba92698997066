import type { Transaction } from '#db/client.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '../clinic/queries.ts'
import type { AttendantSetup } from './schema.ts'

const setupOf = {
  ...{ id: true, version: true, name: true, kind: true, languages: true, active: true },
  ...{ awayFrom: true, awayUntil: true },
} as const

type Row = Omit<AttendantSetup, 'kind' | 'awayFrom' | 'awayUntil'> & {
  readonly kind: string
  readonly awayFrom: Date | null
  readonly awayUntil: Date | null
}

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null

const setupFrom = (row: Row): AttendantSetup => ({
  ...row,
  ...{ awayFrom: dayOf(row.awayFrom), awayUntil: dayOf(row.awayUntil) },
  kind: row.kind as AttendantSetup['kind'],
})

/** An absence that is over is none any more. */
const withoutPast = (attendant: AttendantSetup, today: string): AttendantSetup =>
  attendant.awayUntil !== null && attendant.awayUntil < today
    ? { ...attendant, awayFrom: null, awayUntil: null }
    : attendant

/** Chaperones and interpreters, those who come first. */
export const attendantSetups = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  nowMs: number,
) => {
  const today = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const rows = await tx.attendant.findMany({
    where: { clinicId },
    select: setupOf,
    orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  return {
    attendants: rows.slice(0, limit).map((row) => withoutPast(setupFrom(row), today)),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

/** Locks an attendant and reads them as they stand; null when the clinic has none of this id. */
export const lockAttendant = async (tx: Transaction, clinicId: string, id: string): Promise<AttendantSetup | null> => {
  await tx.$queryRaw`SELECT 1 FROM attendant WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const row = await tx.attendant.findUnique({ where: { clinicId_id: { clinicId, id } }, select: setupOf })
  return row === null ? null : setupFrom(row)
}
