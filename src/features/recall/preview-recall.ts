import type { Transaction } from '#db/client.ts'
import { matchRecall } from '#domain/lot/recall-match.ts'
import { knownLots, shownLot } from './queries.ts'
import type { Notice, Preview } from './schema.ts'

/** As many as one looks through; the number of all stands beside them. */
const MOST_SHOWN = 200

/** Which of the clinic's lots a notice names and which nearly; null when it names nothing. Nothing is kept. */
export const previewRecall = async (tx: Transaction, clinicId: string, notice: Notice): Promise<Preview | null> => {
  const lots = await knownLots(tx, clinicId, null)
  const match = matchRecall(notice, lots)
  if (!match.ok) return null
  const byId = new Map(lots.map((lot) => [lot.lotId, shownLot(lot)]))
  const matched = match.lotIds.flatMap((lotId) => byId.get(lotId) ?? [])
  const near = match.nearMisses.flatMap(({ lotId, why, noticeNumber }) => {
    const lot = byId.get(lotId)
    return lot === undefined ? [] : [{ ...lot, why, noticeNumber }]
  })
  return {
    matched: matched.slice(0, MOST_SHOWN),
    matchedCount: matched.length,
    nearMisses: near.slice(0, MOST_SHOWN),
    nearMissCount: near.length,
  }
}
