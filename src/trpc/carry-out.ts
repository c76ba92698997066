import type { Transaction } from '#db/client.ts'
import { type Outcome, runCommand, type StoreRefusal } from '#db/command.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { Actor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import type { Locale } from '#words/locale.ts'
import { answered } from './answer.ts'
import type { Context } from './init.ts'
import type { Explained } from './refuse.ts'

/**
 * Gives a feature the way its commands are carried out: once for each request id, whatever was sent with it, and a refusal
 * is answered as a 4xx with the feature's sentences in the caller's language.
 */
export const carryOutWith =
  <Known>(explain: (refusals: readonly (Known | StoreRefusal)[], locale: Locale) => readonly Explained[]) =>
  async <T extends Prisma.InputJsonValue | null, R extends Known>(
    { database, actor, locale }: Context & { readonly actor: Actor },
    name: string,
    input: { readonly requestId: string },
    body: (tx: Transaction) => Promise<Outcome<T, R>>,
  ): Promise<T> => {
    const request = { command: `${name} ${fingerprint(input)}`, requestId: input.requestId }
    return answered(await runCommand(database, actor, request, body), (refusals) => explain(refusals, locale))
  }
