import { appendAudit } from '#db/audit.ts'
import { asActor } from '#db/scope.ts'
import { uuidv7 } from '#lib/ids.ts'
import type { PortalClinic } from './membership.ts'
import type { SignIn } from './sign-in.ts'

/** Who may enter a clinic's patients' pages with an address: known already, or to be entered when the link is pressed. */
export interface PortalAccess {
  readonly identityId: string | null
  readonly patientId: string
  readonly isNew: boolean
  readonly locale: string
}

/**
 * The people an identity may act for at a clinic, as proved before. What a mail link proved holds while the patient's
 * address is still the one that the link went to: an address that was mistyped, or was given up, opens nothing.
 */
export const patientsOf = async (
  signIn: SignIn,
  { identityId, email }: { readonly identityId: string; readonly email: string },
  clinicId: string,
): Promise<string[]> => {
  const rows = await asActor(
    signIn.database,
    { kind: 'system', clinicId },
    (tx) =>
      tx.$queryRaw<{ id: string }[]>`
      SELECT p.id FROM patient_access a JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
      WHERE a.clinic_id = ${clinicId}::uuid AND a.identity_id = ${identityId}
        AND (a.proved_by <> 'mail-link' OR lower(p.email) = ${email.toLowerCase()})
      ORDER BY p.id`,
  )
  return rows.map(({ id }) => id)
}

/**
 * Decides whose pages an e-mail address opens at a clinic: those it was proved for before; else those of the one patient
 * who has it. An address that two patients share opens nothing: the clinic sorts that out with them.
 */
export const portalAccessOf = async (
  signIn: SignIn,
  clinic: PortalClinic,
  email: string,
): Promise<PortalAccess | null> => {
  const identityId = await identityOf(signIn, email)
  const proved = identityId === null ? [] : await patientsOf(signIn, { identityId, email }, clinic.id)
  const patients = await asActor(
    signIn.database,
    { kind: 'system', clinicId: clinic.id },
    (tx) =>
      tx.$queryRaw<{ id: string; locale: string }[]>`
      SELECT id, locale FROM patient
      WHERE clinic_id = ${clinic.id}::uuid AND erased_at IS NULL AND merged_into_id IS NULL
        AND (CASE WHEN cardinality(${proved}::uuid[]) > 0 THEN id = ANY (${proved}::uuid[])
                  ELSE lower(email) = ${email.toLowerCase()} END)
      ORDER BY id LIMIT 2`,
  )
  const [first, second] = patients
  if (first === undefined || (proved.length === 0 && second !== undefined)) return null
  return { identityId, patientId: first.id, isNew: proved.length === 0, locale: first.locale }
}

/** The login of a proved address. An existing one is taken as it is: its password, if it has one, is never touched (L17). */
export const proveIdentity = async (signIn: SignIn, email: string): Promise<string> => {
  const { rows } = await signIn.store.query<{ id: string }>(
    `INSERT INTO "user" ("id", "name", "email", "emailVerified") VALUES ($1, '', $2, true)
     ON CONFLICT ("email") DO UPDATE SET "emailVerified" = true RETURNING "id"`,
    [uuidv7(), email.toLowerCase()],
  )
  const [row] = rows
  if (row === undefined) throw new Error('The login was neither found nor made.')
  return row.id
}

/** Writes down that a link sent to the patient's address was pressed, and with the first one whose pages it opens. */
export const recordLinkPressed = async (
  signIn: SignIn,
  clinic: PortalClinic,
  identityId: string,
  access: PortalAccess,
): Promise<void> => {
  await asActor(signIn.database, { kind: 'system', clinicId: clinic.id }, async (tx) => {
    const { patientId } = access
    if (access.isNew) {
      await tx.patientAccess.createMany({
        data: { clinicId: clinic.id, identityId, patientId, relation: 'self', provedBy: 'mail-link' },
        skipDuplicates: true,
      })
    }
    const actor = { kind: 'patient', identityId, clinicId: clinic.id, patientIds: [patientId] } as const
    await appendAudit(tx, actor, null, { action: 'sign-in', entityType: 'Identity', entityId: identityId, patientId })
  })
}

/** Writes down that a person ended all their sessions, at the clinic whose pages they did it from. */
export const recordLeftEverywhere = async (
  signIn: SignIn,
  clinic: PortalClinic,
  session: { readonly identityId: string; readonly email: string },
): Promise<void> => {
  const { identityId } = session
  const patientIds = await patientsOf(signIn, session, clinic.id)
  if (patientIds.length === 0) return
  const actor = { kind: 'patient', identityId, clinicId: clinic.id, patientIds } as const
  await asActor(signIn.database, actor, (tx) =>
    appendAudit(tx, actor, null, { action: 'sign-out-everywhere', entityType: 'Identity', entityId: identityId }),
  )
}

const identityOf = async (signIn: SignIn, email: string): Promise<string | null> => {
  const { rows } = await signIn.store.query<{ id: string }>('SELECT "id" FROM "user" WHERE "email" = $1', [
    email.toLowerCase(),
  ])
  return rows[0]?.id ?? null
}
