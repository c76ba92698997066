import type { Transaction } from '#db/client.ts'
import { referralState } from '#domain/outcome/referral.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { putReplyOnList } from '#features/task/records.ts'
import { referralOf } from './queries.ts'

/** The days are over: unless a reply has come by now, whoever wrote the letter has to ask after it. */
export const askAfterReply = async (
  tx: Transaction,
  { clinicId, serviceRequestId }: { readonly clinicId: string; readonly serviceRequestId: string },
  nowMs: number,
): Promise<void> => {
  await tx.$queryRaw`SELECT 1 FROM service_request WHERE clinic_id = ${clinicId}::uuid AND id = ${serviceRequestId}::uuid FOR UPDATE`
  const letter = await tx.serviceRequest.findUnique({ where: { clinicId_id: { clinicId, id: serviceRequestId } } })
  if (letter === null) return
  const today = localDateOf(nowMs, await clinicZone(tx, clinicId))
  if (referralState(referralOf(letter), today) !== 'overdue') return
  const { patientId, practitionerId } = letter
  await putReplyOnList(tx, clinicId, { serviceRequestId, patientId, practitionerId })
}
