import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { askAfterReply } from '#features/service-request/records.ts'

/** When the days for a reply are over: puts it on the list of whoever wrote the letter, unless it has come. */
export const askAfterReplyWhenDue = (
  { database, now }: { database: Database; now: () => number },
  payload: { clinicId: string; serviceRequestId: string },
): Promise<void> => {
  const actor = { kind: 'system', clinicId: payload.clinicId } as const
  return asActor(database, actor, (tx) => askAfterReply(tx, payload, now()))
}
