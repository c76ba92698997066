import type { Transaction } from '#db/client.ts'

/** What came in that somebody has to read: answers, and texts of which nobody knows whose they are. */
export const textsThatCame = async (
  tx: Transaction,
  clinicId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) => {
  const rows = await tx.incomingText.findMany({
    where: { clinicId, meaning: { in: ['answer', 'whose', 'stranger'] } },
    select: { id: true, fromNumber: true, text: true, receivedAt: true, patient: { select: { name: true } } },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor !== null && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
  const page = rows.slice(0, limit)
  return {
    texts: page.map(({ patient, receivedAt, ...row }) => ({
      ...row,
      ...{ patientName: patient?.name ?? null, receivedIso: receivedAt.toISOString() },
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
