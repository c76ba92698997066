import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { tellOfVisit } from '#features/visit-notice/tell-of-visit.ts'
import type { Payload } from '#jobs/queues.ts'

/** When something was done to a visit: puts into the outbox what its patient is told. */
export const tellWhenDone = (
  { database, now }: { database: Database; now: () => number },
  word: Payload<'tell-of-visit'>,
): Promise<void> => {
  const actor = { kind: 'system', clinicId: word.clinicId } as const
  return asActor(database, actor, (tx) => tellOfVisit(tx, word, now()))
}
