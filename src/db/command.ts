import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '#domain/actor.ts'
import { type AuditEntry, asIdentity, auditRow } from './audit.ts'
import type { Database, Transaction } from './client.ts'
import { refusalOf } from './errors.ts'
import type { Prisma } from './generated/client.ts'
import { enterClinic } from './scope.ts'
import { finishWith, nothing, onceAllowed, part } from './transaction.ts'
import { atOnce, inTurn } from './turns.ts'

/** What the store itself may refuse, whatever the command decided. */
export type StoreRefusal =
  | { readonly reason: 'duplicate' }
  | { readonly reason: 'try-again' }
  | { readonly reason: 'request-reused' }
  | { readonly reason: 'record-closed' }
  | { readonly reason: 'lot-refused'; readonly detail: string }
  | { readonly reason: 'needle-unaccounted'; readonly detail: string }

/** Something that a worker does once the command stands: it is left if and only if the deed is done. */
export interface LeftJob {
  readonly name: string
  readonly data: Prisma.InputJsonObject
}

export type Done<T> = {
  readonly ok: true
  readonly value: T
  readonly audit: AuditEntry
  readonly left: LeftJob | null
}
export type Refused<R> = { readonly ok: false; readonly refusals: readonly R[] }
export type Outcome<T, R> = Done<T> | Refused<R>

/** The answer to give for a command that was carried out, what the trail says of it, and what it leaves for the worker. */
export const done = <T>(value: T, audit: AuditEntry, left: LeftJob | null = null): Done<T> => ({
  ...{ ok: true, value, audit, left },
})
export const refused = <R>(...refusals: R[]): Refused<R> => ({ ok: false, refusals })

export interface CommandRequest {
  /** The command's name, as the audit trail and the idempotency receipt keep it. */
  readonly command: string
  /** Chosen by the caller, once per intention; a retry with the same id gets the first answer. */
  readonly requestId: string
  /** What callers are likely to want at the same time: they take turns in this process. */
  readonly contested?: readonly string[]
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
): Promise<Answer<T, R>> =>
  inTurn(request.contested ?? [], () =>
    decidingAgain(() => atOnce(() => database.$transaction((tx) => carryOut(tx, actor, request, body)))),
  )

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
      if (error instanceof MadeBefore) return { ok: true, value: error.answer as T }
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
        case 'reused':
          return REUSED
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

/**
 * Whether the request was made before and the body's first question are asked together; one that was made learns no more
 * than its first answer. The receipt and the audit row are the last writes, sent with the COMMIT.
 */
const carryOut = async <T extends Prisma.InputJsonValue | null, R>(
  tx: Transaction,
  actor: Actor,
  request: CommandRequest,
  body: (tx: Transaction) => Promise<Outcome<T, R>>,
): Promise<{ readonly ok: true; readonly value: T }> => {
  // a second caller with the same id waits here until the first has ended
  const entered = enterClinic(tx, actor, `request ${request.requestId}`)
  const isNew = refuseRepeated(tx, actor, request)
  const [outcome] = await Promise.all([body(onceAllowed(tx, isNew)), isNew, entered])
  if (!outcome.ok) throw new RolledBack(outcome)
  await finishWith(tx, [writeDown(tx, actor, request, outcome)])
  return { ok: true, value: outcome.value }
}

/** Thrown for a request that was made before, with what it was answered. */
class MadeBefore extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('made before')
    this.answer = answer
  }
}

const refuseRepeated = async (tx: Transaction, actor: Actor, { requestId, command }: CommandRequest): Promise<void> => {
  const [first] = await tx.$queryRaw<{ command: string; identity_id: string; answer: unknown }[]>`
    SELECT command, identity_id, answer FROM command_receipt
    WHERE clinic_id = ${actor.clinicId}::uuid AND request_id = ${requestId}::uuid`
  if (first === undefined) return
  if (first.command !== command || first.identity_id !== asIdentity(actor)) throw new RolledBack(REUSED)
  throw new MadeBefore(first.answer)
}

const REUSED = refused<StoreRefusal>({ reason: 'request-reused' })

/** The receipt, what is left for the worker, and the trail. Somebody else's receipt is behind a wall and was not seen above: its key refuses a second one. */
const writeDown = async <T extends Prisma.InputJsonValue | null>(
  tx: Transaction,
  actor: Actor,
  { requestId, command }: CommandRequest,
  { value, audit, left }: Done<T>,
): Promise<void> => {
  const leaving =
    left === null
      ? nothing
      : part`, leaving AS (
      INSERT INTO left_job (clinic_id, name, data)
      VALUES (${actor.clinicId}::uuid, ${left.name}, ${JSON.stringify(left.data)}::jsonb))`
  await tx.$executeRaw`
    WITH receipt AS (
      INSERT INTO command_receipt (clinic_id, request_id, identity_id, command, answer)
      VALUES (${actor.clinicId}::uuid, ${requestId}::uuid, ${asIdentity(actor)}, ${command},
        ${value === null ? null : JSON.stringify(value)}::jsonb)) ${leaving}
    ${auditRow(actor, requestId, audit)}`
}
