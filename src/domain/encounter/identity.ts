/** How it was made sure who is in the room. */
export const IDENTITY_CHECKS = ['name-and-birth-date', 'document', 'known-here'] as const
export type IdentityCheck = (typeof IDENTITY_CHECKS)[number]

/**
 * Decides whether a check is enough to begin: where somebody shares their name with others, knowing the face is not, for it
 * is then that one is taken for the other (Z6).
 */
export const isEnough = (check: IdentityCheck, namesakes: number): boolean => namesakes === 0 || check !== 'known-here'
