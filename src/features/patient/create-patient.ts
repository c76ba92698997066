import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { possibleDuplicates } from './queries.ts'
import { insertPatient, type PersonToEnter } from './records.ts'
import type { PatientLine } from './schema.ts'

export interface NewPatient extends PersonToEnter {
  readonly requestId: string
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
      const id = await insertPatient(tx, clinicId, person)
      return done({ id }, { action: 'create-patient', entityType: 'Patient', entityId: id, patientId: id })
    },
  )
