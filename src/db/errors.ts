import pg from 'pg'
import { Prisma } from './generated/client.ts'

/** What PostgreSQL or the pool refused, in the application's words. The one place that knows these codes. */
export type DatabaseRefusal =
  | { readonly kind: 'taken' }
  | { readonly kind: 'duplicate' }
  /** The id of a request that somebody else has made. */
  | { readonly kind: 'reused' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'lot'; readonly detail: string }
  | { readonly kind: 'completion'; readonly detail: string }
  | { readonly kind: 'record-closed' }
  /** Something that cannot be written down as it was sent: it breaks a fact that must hold. */
  | { readonly kind: 'invalid' }

const BY_SQLSTATE: Readonly<Record<string, DatabaseRefusal['kind']>> = {
  '23P01': 'taken',
  FF001: 'taken',
  FF002: 'taken',
  '23505': 'duplicate',
  '23502': 'invalid',
  '23503': 'invalid',
  '23514': 'invalid',
  '40001': 'retry',
  '40P01': 'retry',
  '55P03': 'busy',
  '57014': 'busy',
  '25P03': 'busy',
  '25P04': 'busy',
  '53300': 'busy',
  P2028: 'busy',
  P2024: 'busy',
  P2034: 'retry',
  P2002: 'duplicate',
  FF004: 'lot',
  FF005: 'completion',
  FF006: 'record-closed',
  FF008: 'record-closed',
  FF009: 'taken',
  FF010: 'taken',
}

/** Data exceptions: a character that no text holds, a day that no calendar has. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/

/** What the connection pool says when all its connections stayed taken; it gives no code. */
const NO_CONNECTION_IN_TIME = 'timeout exceeded when trying to connect'

interface Cause {
  readonly originalCode?: string
  readonly code?: string
  readonly detail?: string
}

const causeOf = (error: Prisma.PrismaClientKnownRequestError): Cause | undefined =>
  (error.meta as { driverAdapterError?: { cause?: Cause } } | undefined)?.driverAdapterError?.cause

/** The SQLSTATE (or Prisma's own code where PostgreSQL was never reached) of an error thrown by the database layer. */
export const sqlState = (error: unknown): string | null => {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const cause = causeOf(error)
    return cause?.originalCode ?? cause?.code ?? error.code
  }
  if (error instanceof Error && error.message === NO_CONNECTION_IN_TIME) return 'P2024'
  if (error instanceof pg.DatabaseError) return error.code ?? null
  const cause = (error as { cause?: Cause } | null)?.cause
  return cause?.originalCode ?? null
}

/** What PostgreSQL said beside its code. */
const detailOf = (error: unknown): string => {
  if (error instanceof pg.DatabaseError) return error.detail ?? ''
  return (error instanceof Prisma.PrismaClientKnownRequestError ? causeOf(error)?.detail : undefined) ?? ''
}

/** Reads a thrown error as a refusal, or null when it is a bug or an outage that must surface. */
export const refusalOf = (error: unknown): DatabaseRefusal | null => {
  const state = sqlState(error)
  if (state === null) return null
  if (error instanceof pg.DatabaseError && error.constraint === 'command_receipt_pkey') return { kind: 'reused' }
  const kind = DATA_EXCEPTION.test(state) ? 'invalid' : BY_SQLSTATE[state]
  if (kind === undefined) return null
  if (kind !== 'lot' && kind !== 'completion') return { kind }
  return { kind, detail: detailOf(error) }
}
