import type { Transaction } from '#db/client.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { sameAgain, type UsualNeedling } from '#domain/encounter/needling.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { Suggestions } from './schema.ts'

interface Visit {
  readonly clinicId: string
  readonly patientId: string
  readonly timeZone: string
}

/**
 * What may be needled as it usually is: as at the last visit of this patient, or as the clinic's templates say. Muscles
 * and how they are needled; side, box and number are not read at all, so that nothing can copy them (Z8).
 */
export const suggestNeedling = async (
  tx: Transaction,
  { clinicId, patientId, timeZone: zone }: Visit,
  nowMs: number,
): Promise<Suggestions> => {
  const last = await tx.encounter.findFirst({
    where: { clinicId, patientId, status: 'finished', procedures: { some: { enteredInError: false } } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: {
      startedAt: true,
      procedures: {
        where: { enteredInError: false },
        select: { areaId: true, technique: true, manipulation: true, retained: true },
        orderBy: [{ performedAt: 'asc' }, { id: 'asc' }],
      },
    },
  })
  const templates = await tx.needlingTemplate.findMany({
    where: { clinicId, validFrom: { lte: new Date(`${localDateOf(nowMs, zone)}T00:00:00Z`) } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: MOST_TEMPLATES,
  })
  return {
    lastTime:
      last === null ? null : { onDate: localDateOf(last.startedAt.getTime(), zone), items: sameAgain(last.procedures) },
    templates: templates.map(({ id, name, source, approvedBy, technique, items }) => ({
      id,
      name: name as unknown as LocalizedText,
      source,
      approvedBy,
      items: (items as unknown as readonly Partial<UsualNeedling>[]).map((item) => ({
        muscle: item.muscle ?? '',
        technique,
        manipulation: item.manipulation ?? null,
        retained: item.retained ?? false,
      })),
    })),
  }
}

const MOST_TEMPLATES = 50
