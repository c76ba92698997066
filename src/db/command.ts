import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '#domain/actor.ts'
import { type AuditEntry, appendAudit, asIdentity } from './audit.ts'
import type { Database, Transaction } from './client.ts'
import { refusalOf } from './errors.ts'
import type { Prisma } from './generated/client.ts'
import { enterClinic } from './scope.ts'

/** What the store itself may refuse, whatever the command decided. */
export type StoreRefusal =
  | { readonly reason: 'duplicate' }
  | { readonly reason: 'try-again' }
  | { readonly reason: 'request-reused' }
  | { readonly reason: 'record-closed' }
  | { readonly reason: 'lot-refused'; readonly detail: string }
  | { readonly reason: 'needle-unaccounted'; readonly detail: string }

export type Done<T> = { readonly ok: true; readonly value: T; readonly audit: AuditEntry }
export type Refused<R> = { readonly ok: false; readonly refusals: readonly R[] }
export type Outcome<T, R> = Done<T> | Refused<R>

/** The answer to give for a command that was carried out, and what the trail says of it. */
export const done = <T>(value: T, audit: AuditEntry): Done<T> => ({ ok: true, value, audit })
export const refused = <R>(...refusals: R[]): Refused<R> => ({ ok: false, refusals })

export interface CommandRequest {
  /** The command's name, as the audit trail and the idempotency receipt keep it. */
  readonly command: string
  /** Chosen by the caller, once per intention; a retry with the same id gets the first answer. */
  readonly requestId: string
}

class RolledBack<R> extends Error {
  readonly outcome: Refused<R>
  constructor(outcome: Refused<R>) {
    super('rolled back')
    this.outcome = outcome
  }
}

/** Thrown by a command whose claims were taken after it decided: it is decided again. */
export class Beaten extends Error {
  constructor() {
    super('beaten to a claim')
  }
}

const TRIES = 4
const RETRY_WITHIN_MS = 15

/**
 * Carries out a command in one transaction behind the actor's walls: first answer for a repeated request, the body's
 * decision, the receipt, the audit row last. A refusal leaves nothing behind. Database refusals come back as values.
 * Who was beaten (a claim taken, a deadlock, a failed serialization) decides again with the new facts, so that the
 * answer explains itself; after a few rounds it is "try again".
 */
export const runCommand = <T extends Prisma.InputJsonValue | null, R>(
  database: Database,
  actor: Actor,
  request: CommandRequest,
  body: (tx: Transaction) => Promise<Outcome<T, R>>,
): Promise<Answer<T, R>> => decidingAgain(() => database.$transaction((tx) => carryOut(tx, actor, request, body)))

/**
 * The same for what leaves no trace: a time held for a few minutes, a draft put aside. It needs no receipt, since doing it
 * twice is doing it once, and the trail is about deeds.
 */
export const runUnrecorded = <T, R>(
  database: Database,
  actor: Actor,
  body: (tx: Transaction) => Promise<{ readonly ok: true; readonly value: T } | Refused<R>>,
): Promise<Answer<T, R>> =>
  decidingAgain<T, R>(() =>
    database.$transaction(async (tx) => {
      const [, outcome] = await Promise.all([enterClinic(tx, actor), body(tx)])
      if (!outcome.ok) throw new RolledBack(outcome)
      return outcome
    }),
  )

type Answer<T, R> = { readonly ok: true; readonly value: T } | Refused<R | StoreRefusal>

const decidingAgain = async <T, R>(
  once: () => Promise<{ readonly ok: true; readonly value: T }>,
): Promise<Answer<T, R>> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once()
    } catch (error) {
      if (error instanceof RolledBack) return error.outcome as Refused<R | StoreRefusal>
      const refusal = error instanceof Beaten ? ({ kind: 'taken' } as const) : refusalOf(error)
      // what cannot be written down as it was sent is answered at the edge, for every command alike
      if (refusal === null || refusal.kind === 'invalid') throw error
      if (refusal.kind === 'taken' && attempt < TRIES) continue
      if (refusal.kind === 'retry' && attempt < TRIES) {
        // those who got into each other's way do not come back all at once
        await pause(Math.random() * attempt * RETRY_WITHIN_MS)
        continue
      }
      switch (refusal.kind) {
        case 'retry':
        case 'taken':
        case 'busy':
          return refused({ reason: 'try-again' as const })
        case 'duplicate':
        case 'record-closed':
          return refused({ reason: refusal.kind })
        case 'lot':
          return refused({ reason: 'lot-refused' as const, detail: refusal.detail })
        case 'completion':
          return refused({ reason: 'needle-unaccounted' as const, detail: refusal.detail })
      }
    }
  }
}

const carryOut = async <T extends Prisma.InputJsonValue | null, R>(
  tx: Transaction,
  actor: Actor,
  request: CommandRequest,
  body: (tx: Transaction) => Promise<Outcome<T, R>>,
): Promise<{ readonly ok: true; readonly value: T }> => {
  const [, isFirst] = await Promise.all([enterClinic(tx, actor), claimReceipt(tx, actor, request)])
  if (!isFirst) return { ok: true, value: (await firstAnswer(tx, actor, request)) as T }
  const outcome = await body(tx)
  if (!outcome.ok) throw new RolledBack(outcome)
  await Promise.all([
    answerReceipt(tx, actor, request, outcome.value),
    appendAudit(tx, actor, request.requestId, outcome.audit),
  ])
  return { ok: true, value: outcome.value }
}

/** False for a request that was made before; while its first call is still at work, the second waits here for its end. */
const claimReceipt = async (
  tx: Transaction,
  actor: Actor,
  { requestId, command }: CommandRequest,
): Promise<boolean> => {
  const written = await tx.$executeRaw`
    INSERT INTO command_receipt (clinic_id, request_id, identity_id, command)
    VALUES (${actor.clinicId}::uuid, ${requestId}::uuid, ${asIdentity(actor)}, ${command})
    ON CONFLICT DO NOTHING`
  return written === 1
}

const firstAnswer = async (tx: Transaction, actor: Actor, { requestId, command }: CommandRequest): Promise<unknown> => {
  const [first] = await tx.$queryRaw<{ command: string; identity_id: string; answer: unknown }[]>`
    SELECT command, identity_id, answer FROM command_receipt
    WHERE clinic_id = ${actor.clinicId}::uuid AND request_id = ${requestId}::uuid`
  // somebody else's receipt is behind a wall: it reads as none
  if (first === undefined || first.command !== command || first.identity_id !== asIdentity(actor)) {
    throw new RolledBack(refused<StoreRefusal>({ reason: 'request-reused' }))
  }
  return first.answer
}

const answerReceipt = async (
  tx: Transaction,
  actor: Actor,
  { requestId }: CommandRequest,
  answer: Prisma.InputJsonValue | null,
): Promise<void> => {
  await tx.$executeRaw`
    UPDATE command_receipt SET answer = ${answer === null ? null : JSON.stringify(answer)}::jsonb
    WHERE clinic_id = ${actor.clinicId}::uuid AND request_id = ${requestId}::uuid`
}
