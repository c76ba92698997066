import { asIdentity } from '#db/audit.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type Channel, mayCome } from '#domain/contact/reach.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { reachOf } from './queries.ts'
import { addChoice } from './records.ts'

export interface Contact {
  readonly requestId: string
  readonly patientId: string
  readonly version: number
  readonly email: string | null
  readonly phone: string | null
  readonly phoneKind: 'mobile' | 'landline' | null
  readonly preferred: Channel | null
  readonly timeZone: string | null
}

/** Puts an address right. One that was somebody else's is this person's from then on; what they wanted, they still want. */
export const saveContact = (database: Database, actor: StaffActor, { requestId, ...contact }: Contact) =>
  runCommand<{ patientId: string; version: number }, { readonly reason: 'not-found' | 'stale-version' }>(
    database,
    actor,
    { command: `save-contact ${fingerprint(contact)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { patientId, email, phone, phoneKind, preferred, timeZone } = contact
      const where = { clinicId, id: patientId }
      const before = await tx.patient.findUnique({
        where: { clinicId_id: where },
        select: { email: true, phone: true },
      })
      if (before === null) return refused({ reason: 'not-found' } as const)
      const version = contact.version + 1
      const { count } = await tx.patient.updateMany({
        where: { ...where, version: contact.version },
        data: { email, phone, phoneKind, preferredChannel: preferred, timeZone, version },
      })
      if (count === 0) return refused({ reason: 'stale-version' } as const)
      const changed: Channel[] = []
      if (before.email !== email) changed.push('email')
      if (before.phone !== phone) changed.push('sms')
      for (const channel of changed)
        await putRight(tx, actor, patientId, { channel, address: channel === 'email' ? email : phone })
      return done(
        { patientId, version },
        { action: 'save-contact', entityType: 'Patient', entityId: patientId, patientId, detail: { changed } },
      )
    },
  )

const putRight = async (
  tx: Transaction,
  actor: StaffActor,
  patientId: string,
  { channel, address }: { readonly channel: Channel; readonly address: string | null },
): Promise<void> => {
  const { clinicId } = actor
  const choices = (await reachOf(tx, clinicId, [patientId], true)).get(patientId)?.choices ?? []
  if (mayCome(choices, channel, null) !== 'wrong-person') return
  await addChoice(tx, clinicId, [patientId], {
    ...{ channel, purpose: 'address', agrees: true, how: 'desk', address, note: 'address-put-right' },
    ...{ byIdentityId: asIdentity(actor), byName: actor.name },
  })
}
