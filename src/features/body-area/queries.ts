import type { Transaction } from '#db/client.ts'
import { ANYWHERE_AREA_ID, type BodyArea, type LocalizedText } from '#domain/body/area.ts'

interface Options {
  readonly forPatients: boolean
}

/** The clinic's list of areas in its order; without the sentinel, which nobody picks. */
export const listAreas = async (tx: Transaction, clinicId: string, { forPatients }: Options): Promise<BodyArea[]> => {
  const rows = await tx.bodyArea.findMany({
    where: { clinicId, id: { not: ANYWHERE_AREA_ID } },
    include: { bodyAreaNeighboursAsArea: { select: { neighbourId: true } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => {
    const plainName = row.plainName as unknown as LocalizedText
    return {
      id: row.id,
      side: row.side as BodyArea['side'],
      parentId: row.parentId,
      leaf: row.leaf,
      neighbourIds: forPatients ? [] : row.bodyAreaNeighboursAsArea.map(({ neighbourId }) => neighbourId),
      riskZones: forPatients ? [] : (row.riskZones as BodyArea['riskZones']),
      warnMaxLengthMm: forPatients ? null : row.warnMaxLengthMm,
      plainName,
      clinicalName: forPatients ? plainName : (row.clinicalName as unknown as LocalizedText),
      view: row.view as BodyArea['view'],
    }
  })
}
