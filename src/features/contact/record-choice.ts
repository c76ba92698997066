import { asIdentity } from '#db/audit.ts'
import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import type { Channel, ChoicePurpose } from '#domain/contact/reach.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { isContactOf } from './access.ts'
import { addChoice } from './records.ts'

export interface Choosing {
  readonly requestId: string
  readonly patientId: string
  readonly channel: Channel
  readonly purpose: ChoicePurpose
  readonly agrees: boolean
  readonly note: string
}

/** Writes down what somebody says about a channel: at the desk with how the clinic knows, at their own pages by themselves. */
export const recordChoice = (
  database: Database,
  actor: StaffActor | PatientActor,
  { requestId, ...choice }: Choosing,
) =>
  runCommand<{ patientId: string }, { readonly reason: 'not-found' | 'note-missing' }>(
    database,
    actor,
    { command: `record-choice ${fingerprint(choice)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { patientId, channel, purpose, agrees, note } = choice
      const person = await tx.patient.findUnique({
        where: { clinicId_id: { clinicId, id: patientId } },
        select: { email: true, phone: true },
      })
      if (person === null || !isContactOf(actor, patientId)) return refused({ reason: 'not-found' } as const)
      const isStaffs = actor.kind === 'staff'
      if (isStaffs && note === '') return refused({ reason: 'note-missing' } as const)
      await addChoice(tx, clinicId, [patientId], {
        ...{ channel, purpose, agrees, how: isStaffs ? 'desk' : 'portal' },
        address: channel === 'email' ? person.email : person.phone,
        ...(isStaffs
          ? { note, byIdentityId: asIdentity(actor), byName: actor.name }
          : { byIdentityId: asIdentity(actor) }),
      })
      return done(
        { patientId },
        {
          ...{ action: 'record-choice', entityType: 'Patient', entityId: patientId, patientId },
          detail: { channel, purpose, agrees },
        },
      )
    },
  )
