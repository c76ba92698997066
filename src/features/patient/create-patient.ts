import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { possibleDuplicates } from './queries.ts'
import type { PatientLine } from './schema.ts'

export interface NewPatient {
  readonly requestId: string
  readonly name: string
  readonly preferredName: string | null
  readonly birthDate: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly locale: string
  readonly pronouns: string | null
  readonly needs: string | null
  readonly notADuplicate: boolean
}

export interface PossibleDuplicates {
  readonly reason: 'possible-duplicates'
  readonly candidates: readonly PatientLine[]
}

/** Enters a new person; a name is enough. Unless told that it is somebody else, people who may be the same come first. */
export const createPatient = (
  database: Database,
  actor: StaffActor,
  { requestId, notADuplicate, ...person }: NewPatient,
) =>
  runCommand<{ id: string }, PossibleDuplicates>(
    database,
    actor,
    { command: `create-patient ${fingerprint(person)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const candidates = notADuplicate ? [] : await possibleDuplicates(tx, clinicId, person)
      if (candidates.length > 0) return refused({ reason: 'possible-duplicates', candidates } as const)
      const { id } = await tx.resource.create({ data: { clinicId, kind: 'patient' }, select: { id: true } })
      await tx.patient.create({
        data: {
          ...person,
          birthDate: person.birthDate === null ? null : new Date(`${person.birthDate}T00:00:00Z`),
          clinicId,
          id,
          aftercareStopped: false,
          version: 1,
        },
        select: { id: true },
      })
      return done({ id }, { action: 'create-patient', entityType: 'Patient', entityId: id, patientId: id })
    },
  )
