import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { readPhone } from '#domain/contact/phone.ts'
import { countryOf } from '#features/contact/queries.ts'
import type { AlertPhoneToSave } from './schema.ts'

export type PhoneRefusal = { readonly reason: 'not-a-number' | 'landline' | 'stale-version' }

/** Somebody says where they get alerts by text, and whether. Another number begins anew; the same one stays as its owner left it. */
export const saveAlertPhone = async (
  tx: Transaction,
  actor: StaffActor,
  { version, number: typed, byText }: AlertPhoneToSave,
): Promise<Outcome<{ version: number }, PhoneRefusal>> => {
  const { clinicId } = actor
  const identityId = asIdentity(actor)
  const phone = typed === null ? null : readPhone(typed, await countryOf(tx, clinicId))
  if (phone === null && (typed !== null || byText)) return refused({ reason: 'not-a-number' })
  if (phone?.kind === 'landline') return refused({ reason: 'landline' })
  const number = phone?.number ?? null
  await tx.$queryRaw`SELECT 1 FROM alert_phone WHERE clinic_id = ${clinicId}::uuid AND identity_id = ${identityId} FOR UPDATE`
  const before = await tx.alertPhone.findUnique({ where: { clinicId_identityId: { clinicId, identityId } } })
  const audit = { action: 'save-alert-phone', entityType: 'AlertPhone', entityId: identityId }
  // it is as they want it already
  if (before?.number === number && before.byText === byText) return done({ version: before.version }, audit)
  if ((before?.version ?? 0) !== version) return refused({ reason: 'stale-version' })
  const next = { number, byText, version: version + 1 }
  if (before === null) {
    const { count } = await tx.alertPhone.createMany({ data: { clinicId, identityId, ...next }, skipDuplicates: true })
    if (count === 0) return refused({ reason: 'stale-version' })
  } else {
    const isAnother = before.number !== number
    await tx.alertPhone.update({
      where: { clinicId_identityId: { clinicId, identityId } },
      data: { ...next, ...(isAnother && { endedAt: null, endedBy: null }) },
    })
  }
  // neither the old nor the new number: who works here has no number in the trail
  const detail = { byText, changed: before?.number !== number }
  return done({ version: version + 1 }, { ...audit, detail })
}
