import { asActor } from '#db/scope.ts'
import { peopleOnDevice } from './device-sessions.ts'
import { heldSession } from './session.ts'
import { sharedSignIn } from './sign-in.ts'

/** What a locked screen says: who may unlock it, and the number for an emergency. Nothing of any patient. */
export interface LockedDevice {
  readonly people: readonly { readonly identityId: string; readonly name: string; readonly hasPin: boolean }[]
  /** Who locked it; null when their session is over. */
  readonly lockedBy: string | null
  /** A patient holds it. */
  readonly handedOver: boolean
  readonly emergencyPhone: string | null
}

/** The people who may unlock this device; null when there is nobody, so that signing in is what is left. */
export const lockedDevice = async (headers: Headers): Promise<LockedDevice | null> => {
  const signIn = sharedSignIn()
  const people = await peopleOnDevice(signIn, headers)
  const [first] = people
  if (first === undefined) return null
  const held = await heldSession(signIn, 'staff', headers)
  const clinicId = held?.clinicId ?? first.clinicId
  const clinic =
    clinicId === null
      ? null
      : await asActor(signIn.database, { kind: 'system', clinicId }, (tx) =>
          tx.clinic.findUnique({ where: { id: clinicId }, select: { emergencyPhone: true } }),
        )
  return {
    people: people.map(({ identityId, name, hasPin }) => ({ identityId, name, hasPin })),
    lockedBy: people.some(({ identityId }) => identityId === held?.identityId) ? (held?.identityId ?? null) : null,
    handedOver: held?.handedOver ?? false,
    emergencyPhone: clinic?.emergencyPhone ?? null,
  }
}

/** Whether somebody has set a PIN. */
export const hasPin = async (identityId: string): Promise<boolean> =>
  (await sharedSignIn().store.query('SELECT 1 FROM "pin" WHERE "userId" = $1', [identityId])).rows.length > 0
