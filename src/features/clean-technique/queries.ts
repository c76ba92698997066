import type { Transaction } from '#db/client.ts'
import type { LocalizedText } from '#domain/body/area.ts'

/** More than anybody would tick at a visit. */
const MOST = 50

/** What the clinic wants ticked, in the order of the visit; with `all` also what it has given up. */
export const cleanTicks = async (tx: Transaction, clinicId: string, { all = false }: { all?: boolean } = {}) =>
  (
    await tx.cleanTick.findMany({
      where: { clinicId, ...(all ? {} : { active: true }) },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      take: MOST,
    })
  ).map(({ id, label, moment, position, source, active, version }) => ({
    ...{ id, position, source, active, version },
    moment: moment as 'before' | 'during' | 'after',
    label: label as unknown as LocalizedText,
  }))

/** What was ticked in this visit, by whom. */
export const ticksDone = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.cleanTickDone.findMany({ where: { clinicId, encounterId }, take: MOST })
