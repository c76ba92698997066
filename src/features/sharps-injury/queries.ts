import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { NEARNESSES } from '#domain/sharps/injury.ts'
import { injuriesOf } from './access.ts'

interface Paged {
  readonly limit: number
  readonly offset: number
}

const latestSource = {
  orderBy: { version: 'desc' },
  take: 1,
  include: { encounter: { select: { needlesInAt: true, patient: { select: { name: true } } } } },
} as const

/** Injuries that are open to this person, the latest first, each with its source as it was decided last. */
export const listInjuries = async (tx: Transaction, actor: StaffActor, { limit, offset }: Paged) => {
  const rows = await tx.sharpsInjury.findMany({
    where: { clinicId: actor.clinicId, ...injuriesOf(actor) },
    include: {
      room: { select: { name: true } },
      container: { select: { label: true } },
      sources: latestSource,
    },
    orderBy: [{ happenedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    skip: offset,
  })
  const injuries = rows.slice(0, limit).map(({ sources: [source], ...row }) => ({
    ...{ id: row.id, hurtName: row.hurtName, happenedAt: row.happenedAt.toISOString(), byName: row.byName },
    ...{ roomName: row.room?.name ?? null, containerLabel: row.container?.label ?? null, lotNumber: row.lotNumber },
    ...{ description: row.description, firstSteps: row.firstSteps },
    source: source === undefined ? null : describeSource(source),
  }))
  return { injuries, nextOffset: rows.length > limit ? offset + limit : null }
}

/** Injuries written down before one of them, the latest first, as a list of everything that happened has them. */
export const injuriesBefore = async (
  tx: Transaction,
  actor: StaffActor,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) => {
  const rows = await tx.sharpsInjury.findMany({
    where: { clinicId: actor.clinicId, ...injuriesOf(actor), ...(cursor !== null && { id: { lt: cursor } }) },
    include: { room: { select: { name: true } }, sources: { select: { id: true }, take: 1 } },
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(({ id, hurtName, happenedAt, description, room, sources }) => ({
    ...{ id, hurtName, description, happenedAt: happenedAt.toISOString() },
    ...{ roomName: room?.name ?? null, sourceDecided: sources.length > 0 },
  }))
}

interface SourceRow {
  readonly version: number
  readonly reason: string
  readonly byName: string
  readonly at: Date
  readonly encounter: { readonly needlesInAt: Date | null; readonly patient: { readonly name: string } } | null
}

const describeSource = ({ version, reason, byName, at, encounter }: SourceRow) => ({
  ...{ version, reason, byName, at: at.toISOString() },
  visit:
    encounter === null
      ? null
      : { patientName: encounter.patient.name, needlesInAt: encounter.needlesInAt?.toISOString() ?? null },
})

interface VisitRow {
  readonly encounterId: string
  readonly needlesInAt: Date
  readonly patientName: string
  readonly practitionerName: string
  readonly roomName: string
  readonly lotNumbers: string[]
  readonly step: number
  readonly sameLot: boolean
}

/**
 * The visits that an injury may have come from, narrowest first: the one it happened in, those with needles in in that room
 * at that minute, those of the 24 hours before in that room or of whoever was hurt, and all that the container covers. Within each
 * those with the same lot first, then the latest. Null for an injury that is not open to this person.
 */
export const possibleSources = async (
  tx: Transaction,
  actor: StaffActor,
  { injuryId: id, limit, offset }: Paged & { readonly injuryId: string },
) => {
  const { clinicId } = actor
  if ((await tx.sharpsInjury.count({ where: { clinicId, id, ...injuriesOf(actor) } })) === 0) return null
  const rows = await tx.$queryRaw<VisitRow[]>`
    WITH i AS (SELECT * FROM sharps_injury WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid),
    c AS (
      SELECT c.* FROM sharps_container c, i WHERE c.clinic_id = i.clinic_id AND CASE WHEN i.container_id IS NOT NULL THEN c.id = i.container_id
        ELSE c.room_id = i.room_id AND c.opened_at <= i.happened_at AND coalesce(c.closed_at, 'infinity') > i.happened_at END
      LIMIT 1),
    near AS (
      SELECT e.*, pl.room_id, CASE
        WHEN e.id = i.encounter_id THEN 1
        WHEN pl.room_id = i.room_id AND coalesce(e.needles_out_at, e.completed_at, 'infinity') >= i.happened_at THEN 2
        WHEN (pl.room_id = i.room_id OR e.practitioner_id = i.practitioner_id) AND e.needles_in_at >= i.happened_at - interval '24 hours' THEN 3
        WHEN pl.room_id = c.room_id AND e.needles_in_at < coalesce(c.closed_at, 'infinity')
          AND coalesce(e.needles_out_at, e.completed_at, 'infinity') >= c.opened_at THEN 4 END AS step, i.lot_number AS hurt_lot
      FROM i LEFT JOIN c ON true
      JOIN encounter e ON e.clinic_id = i.clinic_id AND e.status <> 'entered-in-error' AND e.needles_in_at <= i.happened_at
      JOIN appointment a ON a.clinic_id = e.clinic_id AND a.id = e.appointment_id
      JOIN place pl ON pl.clinic_id = a.clinic_id AND pl.id = a.place_id),
    r AS (
      SELECT near.*, ARRAY(SELECT DISTINCT l.lot_number FROM lot_use u JOIN lot l ON l.clinic_id = u.clinic_id AND l.id = u.lot_id
        WHERE u.clinic_id = near.clinic_id AND u.encounter_id = near.id AND NOT u.unused AND l.lot_number IS NOT NULL ORDER BY 1) AS lots
      FROM near WHERE step IS NOT NULL)
    SELECT r.id AS "encounterId", r.needles_in_at AS "needlesInAt", p.name AS "patientName", d.name AS "practitionerName",
      m.name AS "roomName", r.lots AS "lotNumbers", r.step, upper(r.hurt_lot) = ANY (SELECT upper(lot) FROM unnest(r.lots) lot) AS "sameLot"
    FROM r
    JOIN room m ON m.clinic_id = r.clinic_id AND m.id = r.room_id
    JOIN practitioner d ON d.clinic_id = r.clinic_id AND d.id = r.practitioner_id
    JOIN patient p ON p.clinic_id = r.clinic_id AND p.id = surviving_patient(r.clinic_id, r.patient_id)
    ORDER BY r.step, 8 DESC, r.needles_in_at DESC, r.id DESC LIMIT ${limit + 1} OFFSET ${offset}`
  return {
    visits: rows.slice(0, limit).map(({ step, needlesInAt, ...visit }) => ({
      ...visit,
      needlesInAt: needlesInAt.toISOString(),
      nearness: NEARNESSES[step - 1] ?? 'container',
    })),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}
