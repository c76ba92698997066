import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { Side } from '#domain/body/area.ts'
import { sideDiffers } from '#domain/encounter/needling.ts'
import type { LockedEncounter } from './queries.ts'

/** Needles as they are about to be written down, with what was done in each area. */
export interface Needled {
  readonly areaId: string
  readonly lotId: string
  readonly technique: string
  /** Somebody was asked about the side and said that it is this one. */
  readonly sideConfirmed: boolean
}

/**
 * Writes beside a needling what it broke: it was not planned so, the other side was booked (Z7), nobody read the box in
 * this visit (Z8). It has happened, so none of it stands in the way.
 */
export const noteDeviations = async (
  tx: Transaction,
  actor: StaffActor,
  encounter: LockedEncounter,
  needled: readonly Needled[],
): Promise<void> => {
  const { clinicId } = actor
  const { id: encounterId, appointmentId, technique } = encounter
  const unplanned = needled.filter((one) => one.technique !== technique)
  const sides = await otherSides(tx, clinicId, appointmentId, needled)
  const unread = await unreadLots(tx, clinicId, encounterId, needled)
  const rows: { kind: string; lotId?: string; detail: Prisma.InputJsonObject }[] = [
    ...(unplanned.length === 0
      ? []
      : [
          {
            kind: 'not-planned',
            detail: { needled: unplanned.map(({ areaId, technique }) => ({ areaId, technique })) },
          },
        ]),
    ...sides.map((detail) => ({ kind: 'side-differs', detail })),
    ...unread.map((lotId) => ({ kind: 'lot-not-read', lotId, detail: {} })),
  ]
  if (rows.length === 0) return
  const by = { clinicId, encounterId, appointmentId, byIdentityId: asIdentity(actor) }
  await tx.deviation.createMany({ data: rows.map((row) => ({ ...by, ...row })) })
}

const otherSides = async (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
  needled: readonly Needled[],
): Promise<{ areaId: string; booked: string; confirmed: boolean }[]> => {
  const planned = await tx.appointmentArea.findMany({ where: { clinicId, appointmentId }, select: { areaId: true } })
  const ids = [...planned, ...needled].map(({ areaId }) => areaId)
  const areas = await tx.bodyArea.findMany({ where: { clinicId, id: { in: ids } }, select: { id: true, side: true } })
  const sided = new Map(areas.map(({ id, side }) => [id, { id, side: side as Side }]))
  const booked = planned.flatMap(({ areaId }) => sided.get(areaId) ?? [])
  return needled.flatMap(({ areaId, sideConfirmed: confirmed }) => {
    const chosen = sided.get(areaId)
    const side = chosen === undefined ? null : sideDiffers(chosen, booked)
    return side === null ? [] : [{ areaId, booked: side, confirmed }]
  })
}

const unreadLots = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  needled: readonly Needled[],
): Promise<string[]> => {
  const scans = await tx.lotScan.findMany({ where: { clinicId, encounterId }, select: { lotId: true } })
  const read = new Set(scans.map(({ lotId }) => lotId))
  return [...new Set(needled.map(({ lotId }) => lotId))].filter((lotId) => !read.has(lotId))
}
