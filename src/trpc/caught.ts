import { TRPCError } from '@trpc/server'
import { type Explained, RefusedError } from './refuse.ts'

/** Whether a procedure said that there is no such thing, or that what was asked for cannot be one: an address that leads nowhere. */
export const leadsNowhere = (error: unknown): boolean =>
  error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')

/** The sentences a procedure refused with; null when it failed otherwise. */
export const refusedWith = (error: unknown): readonly Explained[] | null =>
  error instanceof TRPCError && error.cause instanceof RefusedError ? error.cause.explained : null
