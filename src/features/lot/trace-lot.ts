import type { Transaction } from '#db/client.ts'
import { findLot, rowOf, type When } from './queries.ts'
import type { ReachedPerson } from './schema.ts'

/** Whom a lot reached: by needles that are written down, and by boxes whose needles were in before anybody counted them. */
const peopleReached = async (tx: Transaction, clinicId: string, lotId: string): Promise<number> => {
  const [counted] = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT e.patient_id)::int AS people FROM encounter e
    WHERE e.clinic_id = ${clinicId}::uuid AND e.status <> 'entered-in-error' AND e.id IN (
      SELECT encounter_id FROM lot_use WHERE clinic_id = ${clinicId}::uuid AND lot_id = ${lotId}::uuid AND NOT unused
      GROUP BY encounter_id HAVING sum(quantity) > 0
      UNION ALL
      SELECT encounter_id FROM lot_scan
      WHERE clinic_id = ${clinicId}::uuid AND lot_id = ${lotId}::uuid AND deviation_id IS NOT NULL)`
  return counted?.people ?? 0
}

interface Row extends Omit<ReachedPerson, 'usedAt' | 'broke'> {
  readonly usedAtMs: number
  readonly broke: readonly string[]
}

interface Page {
  readonly cursor?: string | null
  readonly limit: number
}

/**
 * One row for each use, newest first. A box said to be in already stands there until its needles are written down; the
 * place of a row in the list is found again even when a use has taken its place since.
 */
const usesOf = (tx: Transaction, clinicId: string, lotId: string, { cursor = null, limit }: Page): Promise<Row[]> =>
  tx.$queryRaw<Row[]>`
    WITH used AS (
      SELECT u.id, u.encounter_id, u.used_at, (u.quantity + taken_back.needles)::int AS quantity, u.deviation_id, u.at FROM lot_use u
      CROSS JOIN LATERAL (SELECT coalesce(sum(r.quantity), 0) AS needles FROM lot_use r
        WHERE r.clinic_id = ${clinicId}::uuid AND r.reverses_id = u.id) taken_back
      WHERE u.clinic_id = ${clinicId}::uuid AND u.lot_id = ${lotId}::uuid AND u.reverses_id IS NULL AND NOT u.unused
        AND u.quantity + taken_back.needles > 0
    ), found AS (
      SELECT id, encounter_id, at AS used_at, NULL::int AS quantity, deviation_id, at FROM lot_scan
      WHERE clinic_id = ${clinicId}::uuid AND lot_id = ${lotId}::uuid AND deviation_id IS NOT NULL
    ), listed AS (
      SELECT * FROM used
      UNION ALL
      SELECT * FROM found f WHERE NOT EXISTS (SELECT FROM used u WHERE u.encounter_id = f.encounter_id)
        AND NOT EXISTS (SELECT FROM found g WHERE g.encounter_id = f.encounter_id AND g.id < f.id)
    ), last AS (
      SELECT at, id FROM lot_use WHERE clinic_id = ${clinicId}::uuid AND id = ${cursor}::uuid UNION ALL SELECT at, id FROM found WHERE id = ${cursor}::uuid
    )
    SELECT l.id, p.id AS "patientId", p.name, p.birth_date::text AS "birthDate", p.phone, p.email,
      (extract(epoch FROM l.used_at) * 1000)::float8 AS "usedAtMs", d.name AS "practitionerName", l.quantity AS needles,
      l.deviation_id IS NOT NULL OR EXISTS (SELECT FROM found f WHERE f.encounter_id = l.encounter_id) AS deviation,
      ARRAY(SELECT b.rule ->> 'kind' FROM deviation v CROSS JOIN LATERAL jsonb_array_elements(v.detail -> 'broke') b (rule)
        WHERE v.clinic_id = ${clinicId}::uuid AND v.lot_id = ${lotId}::uuid AND v.encounter_id = l.encounter_id) AS broke
    FROM listed l
    JOIN encounter e ON e.clinic_id = ${clinicId}::uuid AND e.id = l.encounter_id AND e.status <> 'entered-in-error'
    JOIN patient p ON p.clinic_id = e.clinic_id AND p.id = e.patient_id
    JOIN practitioner d ON d.clinic_id = e.clinic_id AND d.id = e.practitioner_id
    WHERE ${cursor}::uuid IS NULL OR (l.at, l.id) < (SELECT at, id FROM last)
    ORDER BY l.at DESC, l.id DESC
    LIMIT ${limit + 1}`

const KINDS: readonly ReachedPerson['broke'][number][] = [
  'lot-recalled',
  'lot-unknown',
  'lot-quarantined',
  'lot-expired',
  'lot-short',
  'lot-elsewhere',
  'lot-other-expiry',
]

const personOf = ({ usedAtMs, broke, ...row }: Row): ReachedPerson => ({
  ...row,
  usedAt: new Date(usedAtMs).toISOString(),
  broke: row.deviation ? KINDS.filter((kind) => broke.includes(kind)) : [],
})

/** The same needle's lot of unknown number, when somebody was treated with it. */
const unknownNumberOf = async (
  tx: Transaction,
  clinicId: string,
  lot: { productId: string; lotNumber: string | null },
) => {
  if (lot.lotNumber === null) return null
  const unknown = await tx.lot.findFirst({
    where: { clinicId, productId: lot.productId, lotNumber: null },
    select: { id: true },
  })
  if (unknown === null) return null
  const people = await peopleReached(tx, clinicId, unknown.id)
  return people === 0 ? null : { lotId: unknown.id, people }
}

/** One lot with its recalls and everyone its needles reached, newest use first; null when the clinic has no such lot. */
export const traceLot = async (tx: Transaction, clinicId: string, lotId: string, when: When, page: Page) => {
  const lot = await findLot(tx, clinicId, lotId)
  if (lot === null) return null
  const recalls = await tx.recallLot.findMany({
    where: { clinicId, lotId, recall: { kind: 'recall' } },
    include: { recall: true },
  })
  const rows = await usesOf(tx, clinicId, lotId, page)
  const uses = rows.slice(0, page.limit).map(personOf)
  return {
    lot: rowOf(lot, when),
    recalls: recalls.map(({ recall }) => ({
      id: recall.id,
      reason: recall.reason,
      reference: recall.reference,
      openedAt: recall.openedAt.toISOString(),
    })),
    peopleReached: await peopleReached(tx, clinicId, lotId),
    unknownNumber: await unknownNumberOf(tx, clinicId, lot),
    uses,
    nextCursor: rows.length > page.limit ? (uses.at(-1)?.id ?? null) : null,
  }
}
