import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { planAftercare } from '#features/communication/records.ts'

/** At the planned end of a visit: makes its messages due if needles went in and nobody has said that they are out (Z15). */
export const planAtPlannedEnd = (
  { database, now }: { database: Database; now: () => number },
  { clinicId, encounterId }: { clinicId: string; encounterId: string },
): Promise<void> => {
  const actor = { kind: 'system', clinicId } as const
  return asActor(database, actor, (tx) => planAftercare(tx, actor, encounterId, now()))
}
