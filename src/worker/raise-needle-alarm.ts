import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { raiseAlarm } from '#features/needle-alarm/raise-alarm.ts'

/** When needles are due out, and again whenever the alarm has to go further (Z5). */
export const raiseNeedleAlarm = (
  { database, now }: { database: Database; now: () => number },
  { clinicId, encounterId }: { clinicId: string; encounterId: string },
): Promise<void> => {
  const actor = { kind: 'system', clinicId } as const
  return asActor(database, actor, (tx) => raiseAlarm(tx, actor, encounterId, now()))
}
