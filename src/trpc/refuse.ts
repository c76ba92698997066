import { TRPCError } from '@trpc/server'

/** One refusal as the caller sees it: its reason (a code for the screen) and the sentence to show. */
export interface Explained {
  readonly reason: string
  readonly sentence: string
  /** What the screen may offer beside the sentence (next legal times, the rule and its source): plain JSON. */
  readonly offer?: unknown
}

export class RefusedError extends Error {
  readonly explained: readonly Explained[]
  constructor(explained: readonly Explained[]) {
    super(explained.map((refusal) => refusal.sentence).join(' '))
    this.explained = explained
  }
}

const STATUS: Readonly<Record<string, TRPCError['code']>> = {
  'not-found': 'NOT_FOUND',
  'not-allowed': 'FORBIDDEN',
  'not-to-cosign': 'FORBIDDEN',
  'reason-needed': 'BAD_REQUEST',
  invalid: 'BAD_REQUEST',
  'too-many-requests': 'TOO_MANY_REQUESTS',
  'unknown-area': 'BAD_REQUEST',
}

/** Answers a refused command: always a 4xx, always a sentence. */
export const refuse = (explained: readonly Explained[]): never => {
  const cause = new RefusedError(explained)
  throw new TRPCError({ code: STATUS[explained[0]?.reason ?? ''] ?? 'CONFLICT', message: cause.message, cause })
}
