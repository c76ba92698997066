import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { alertNumber, testOccasion } from '#domain/contact/alerted.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { uuidv7 } from '#lib/ids.ts'
import { alertPhoneFrom, clinicTextNumber, testsSince } from './queries.ts'

export type TestRefusal = { readonly reason: 'no-number' | 'enough-tests' }

const DAY_MS = 86_400_000
/** A telephone may be somebody else's: nobody is to be written to all day. */
const TESTS_A_DAY = 5

/** Somebody sends themselves a text, by the way that an alert takes, to see that it comes. */
export const sendTestText = async (
  tx: Transaction,
  actor: StaffActor,
  nowMs: number,
): Promise<Outcome<{ communicationId: string }, TestRefusal>> => {
  const { clinicId } = actor
  const identityId = asIdentity(actor)
  const [row] = await tx.$queryRaw<{ number: string | null; byText: boolean; endedBy: string | null }[]>`
    SELECT number, by_text AS "byText", ended_by AS "endedBy" FROM alert_phone
    WHERE clinic_id = ${clinicId}::uuid AND identity_id = ${identityId} FOR UPDATE`
  const textsAreSetUp = (await clinicTextNumber(tx, clinicId)) !== null
  if (alertNumber(alertPhoneFrom(row ?? null), textsAreSetUp) === null) return refused({ reason: 'no-number' })
  if ((await testsSince(tx, actor, nowMs - DAY_MS)) >= TESTS_A_DAY) return refused({ reason: 'enough-tests' })
  const { id: communicationId } = await putInOutbox(
    tx,
    {
      ...{ clinicId, patientId: null, kind: 'staff-alert', recipientIdentityId: identityId, channel: 'sms' },
      ...{ occasion: testOccasion(uuidv7()), dueMs: nowMs, manner: 'pass' },
    },
    nowMs,
  )
  return done({ communicationId }, { action: 'send-test-text', entityType: 'Communication', entityId: communicationId })
}
