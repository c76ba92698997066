import type { Role } from '#domain/actor.ts'

/** Where a working day begins: at the desk for who runs it, with their own day for who treats. */
export const homeOf = (roles: readonly Role[]): string =>
  roles.includes('desk') || roles.includes('owner') ? '/desk' : '/practitioner'
