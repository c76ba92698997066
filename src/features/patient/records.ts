import type { Transaction } from '#db/client.ts'

/** What is known of somebody new; a name is enough. */
export interface PersonToEnter {
  readonly name: string
  readonly preferredName: string | null
  readonly birthDate: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly locale: string
  readonly pronouns: string | null
  readonly needs: string | null
}

/** Enters a person, who can be claimed from then on like everybody else. */
export const insertPatient = async (tx: Transaction, clinicId: string, person: PersonToEnter): Promise<string> => {
  const { id } = await tx.resource.create({ data: { clinicId, kind: 'patient' }, select: { id: true } })
  await tx.patient.create({
    data: {
      ...person,
      birthDate: person.birthDate === null ? null : new Date(`${person.birthDate}T00:00:00Z`),
      clinicId,
      id,
      version: 1,
    },
    select: { id: true },
  })
  return id
}
