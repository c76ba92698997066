import type { Transaction } from '#db/client.ts'
import type { Ending } from '#domain/contact/alerted.ts'

/** Alerts go to this number no more, whoever of those who work here has it; what ended them first stands. */
export const endAlertsAt = async (
  tx: Transaction,
  clinicId: string,
  number: string,
  { endedBy, nowMs }: { readonly endedBy: Ending; readonly nowMs: number },
): Promise<void> => {
  await tx.alertPhone.updateMany({
    where: { clinicId, number, endedAt: null },
    data: { endedAt: new Date(nowMs), endedBy },
  })
}

/** START from the number: alerts go there again, where they had been stopped. */
export const resumeAlertsAt = async (tx: Transaction, clinicId: string, number: string): Promise<void> => {
  await tx.alertPhone.updateMany({
    where: { clinicId, number, endedBy: { in: ['reply', 'provider'] } },
    data: { endedAt: null, endedBy: null },
  })
}
