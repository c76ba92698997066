import { membershipsOf } from './membership.ts'
import { readSession } from './session.ts'
import { sharedSignIn } from './sign-in.ts'

/** The clinics a signed-in member of staff may choose from; null for anybody else. */
export const clinicChoices = async (headers: Headers): Promise<{ clinicId: string; clinicName: string }[] | null> => {
  const signIn = sharedSignIn()
  const session = await readSession(signIn, 'staff', headers, true)
  if (session === null) return null
  const memberships = await membershipsOf(signIn.store, session.identityId)
  return memberships.map(({ clinicId, clinicName }) => ({ clinicId, clinicName }))
}
