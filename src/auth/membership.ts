import type { Role } from '#domain/actor.ts'
import type { AuthStore } from './store.ts'

/** Where and as what an identity works. */
export interface StaffMembership {
  readonly clinicId: string
  readonly clinicName: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly practitionerId: string | null
  readonly clinicalLead: boolean
}

/** The clinics an identity works for now, by name. */
export const membershipsOf = async (store: AuthStore, identityId: string): Promise<StaffMembership[]> => {
  const { rows } = await store.query<StaffMembership>(
    `SELECT m.clinic_id AS "clinicId", c.name AS "clinicName", m.name, m.roles, m.practitioner_id AS "practitionerId",
            m.clinical_lead AS "clinicalLead"
     FROM public.membership m JOIN public.clinic c ON c.id = m.clinic_id
     WHERE m.identity_id = $1 AND m.active ORDER BY c.name, c.id`,
    [identityId],
  )
  return rows
}

export interface PortalClinic {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly locale: string
}

export const clinicBySlug = async (store: AuthStore, slug: string): Promise<PortalClinic | null> => {
  const { rows } = await store.query<PortalClinic>('SELECT id, slug, name, locale FROM public.clinic WHERE slug = $1', [
    slug,
  ])
  return rows[0] ?? null
}
