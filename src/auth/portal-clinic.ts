import { clinicBySlug, type PortalClinic } from './membership.ts'
import { sharedSignIn } from './sign-in.ts'

/** What anybody may know of a clinic by the address of its pages. */
export const portalClinic = (slug: string): Promise<PortalClinic | null> => clinicBySlug(sharedSignIn().store, slug)
