import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { HoldKind } from '#domain/recovery/area-hold.ts'
import type { AreaNode } from '#domain/recovery/areas.ts'
import type { Hold } from './schema.ts'

export interface HoldPage {
  readonly patientId: string
  readonly standing: boolean
  readonly limit: number
  readonly cursor: string | null
}

/** What of a hold everybody who works here sees; the store gives nothing else of the table. */
const SEEN = {
  ...{ id: true, patientId: true, areaIds: true, startsAt: true, endsAt: true, placedByName: true, version: true },
  ...{ clearedAt: true, clearedByName: true },
} as const

/** Why, for eyes that the clinical record is open to. */
interface Why {
  readonly id: string
  readonly kind: HoldKind
  readonly reason: string
  readonly clearedReason: string | null
}

/** Why these areas are on hold: nothing for other eyes, which the store sees to. */
const whyOf = (tx: Transaction, clinicId: string, ids: readonly string[]): Promise<Why[]> => tx.$queryRaw<Why[]>`
  SELECT id, kind, reason, cleared_reason AS "clearedReason" FROM area_hold_why
  WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${[...ids]}::uuid[])`

/** A patient's holds, the latest first; why is left out for eyes that the clinical record is closed to. */
export const listHolds = async (
  tx: Transaction,
  actor: StaffActor,
  { patientId, standing, limit, cursor }: HoldPage,
  nowMs: number,
): Promise<{ holds: Hold[]; nextCursor: string | null }> => {
  const { clinicId } = actor
  const now = new Date(nowMs)
  const rows = await tx.areaHold.findMany({
    where: {
      clinicId,
      patientId,
      ...(standing
        ? { clearedAt: null, OR: [{ endsAt: null }, { endsAt: { gt: now } }] }
        : { OR: [{ clearedAt: { not: null } }, { endsAt: { lte: now } }] }),
      ...(cursor !== null && { id: { lt: cursor } }),
    },
    select: SEEN,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const why = await whyOf(
    tx,
    clinicId,
    shown.map(({ id }) => id),
  )
  const holds = shown.map((row) => holdOf(row, why.find(({ id }) => id === row.id) ?? null))
  return { holds, nextCursor: rows.length > limit ? (holds.at(-1)?.id ?? null) : null }
}

type Row = NonNullable<Awaited<ReturnType<typeof holdById>>>

const holdOf = (row: Row, why: Why | null): Hold => ({
  id: row.id,
  areaIds: row.areaIds,
  startsIso: row.startsAt.toISOString(),
  endsIso: row.endsAt?.toISOString() ?? null,
  placedByName: row.placedByName,
  kind: why?.kind ?? null,
  reason: why?.reason ?? null,
  cleared:
    row.clearedAt === null
      ? null
      : { atIso: row.clearedAt.toISOString(), byName: row.clearedByName ?? '', reason: why?.clearedReason ?? null },
  version: row.version,
})

/** One hold; null when there is none of this id here. */
export const holdById = (tx: Transaction, clinicId: string, id: string) =>
  tx.areaHold.findUnique({ where: { clinicId_id: { clinicId, id } }, select: SEEN })

/** The clinic's areas as a hold is taken apart into leaves. */
export const areasToHold = async (tx: Transaction, clinicId: string): Promise<readonly AreaNode[]> =>
  tx.bodyArea.findMany({ where: { clinicId }, select: { id: true, parentId: true, leaf: true } })

/** A hold as plans and records meet it. */
export interface StandingHold {
  readonly id: string
  readonly patientId: string
  /** As they were named. */
  readonly areaIds: readonly string[]
  /** What they come to, leaf by leaf; the sentinel when it is the whole body. */
  readonly leaves: readonly string[]
  readonly placedByName: string
  readonly startMs: number
  /** null: until somebody clears it. */
  readonly endMs: number | null
}

/** Holds of these patients that keep needles away at some time from `fromMs` on, in one statement. */
export const standingHolds = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  fromMs: number,
): Promise<readonly StandingHold[]> => tx.$queryRaw<StandingHold[]>`
  SELECT h.id, h.patient_id AS "patientId", h.area_ids AS "areaIds", h.placed_by_name AS "placedByName",
    (extract(epoch FROM h.starts_at) * 1000)::float8 AS "startMs", (extract(epoch FROM h.ends_at) * 1000)::float8 AS "endMs",
    (SELECT json_agg(r.area_id ORDER BY r.area_id) FROM rest_claim r WHERE r.clinic_id = h.clinic_id AND r.hold_id = h.id) AS leaves
  FROM area_hold h
  WHERE h.clinic_id = ${clinicId}::uuid AND h.patient_id = ANY (${[...patientIds]}::uuid[]) AND h.cleared_at IS NULL
    AND (h.ends_at IS NULL OR h.ends_at > ${new Date(fromMs)})
  ORDER BY h.id`

/** The holds that were placed for what somebody answered in this visit and that still stand; for whoever reads the record. */
export const holdsOfAnswers = (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  nowMs: number,
): Promise<{ id: string; version: number }[]> => tx.$queryRaw<{ id: string; version: number }[]>`
  SELECT h.id, h.version FROM area_hold h JOIN area_hold_why w ON w.clinic_id = h.clinic_id AND w.id = h.id
  WHERE h.clinic_id = ${clinicId}::uuid AND h.encounter_id = ${encounterId}::uuid AND h.cleared_at IS NULL
    AND w.kind = ${'elsewhere' satisfies HoldKind} AND (h.ends_at IS NULL OR h.ends_at > ${new Date(nowMs)})
  ORDER BY h.id`

/** Holds that stand because of a visit, whatever the reason was. */
export const standingHoldsOf = (tx: Transaction, clinicId: string, encounterId: string, nowMs: number) =>
  tx.areaHold.findMany({
    where: { clinicId, encounterId, clearedAt: null, OR: [{ endsAt: null }, { endsAt: { gt: new Date(nowMs) } }] },
    select: { id: true, version: true },
    orderBy: { id: 'asc' },
  })
