import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'

export type ApproveRefusal = { readonly reason: 'not-found' }

/** The clinical lead stands for a text with their name. One that is approved already stays as it was approved. */
export const approveText = async (
  tx: Transaction,
  actor: StaffActor,
  textId: string,
  nowMs: number,
): Promise<Outcome<{ textId: string }, ApproveRefusal>> => {
  const { clinicId } = actor
  const text = await tx.clinicText.findUnique({
    where: { clinicId_id: { clinicId, id: textId } },
    select: { id: true },
  })
  if (text === null) return refused({ reason: 'not-found' })
  await tx.clinicText.updateMany({
    where: { clinicId, id: textId, approvedBy: null },
    data: { approvedBy: actor.name, approvedAt: new Date(nowMs), approvedByIdentityId: asIdentity(actor) },
  })
  return done({ textId }, { action: 'approve-text', entityType: 'ClinicText', entityId: textId })
}
