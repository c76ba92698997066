import { initTRPC, TRPCError } from '@trpc/server'
import type { Database } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { defaultLocale, type Locale } from '#words/locale.ts'
import { asTryAgain, explainError } from './explain-error.ts'

/** Everything a procedure may know of its caller. All of it comes from the server: the session, the path, the clock. */
export interface Context {
  readonly database: Database
  /** Who acts, read from the session; null when nobody is signed in. */
  readonly actor: Actor | null
  readonly locale: Locale
  readonly now: () => number
  readonly requestId: string
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error, ctx }) => {
    const refusals = explainError(error, ctx?.locale ?? defaultLocale)
    return {
      code: shape.code,
      message: refusals.map(({ sentence }) => sentence).join(' '),
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        /** What was refused, each with the sentence to show. */
        refusals,
      },
    }
  },
})

/** What the store could not do just now is said as such. One step with whatever else a call passes: each costs every call. */
const carried = async <R extends { readonly ok: true } | { readonly ok: false; readonly error: TRPCError }>(
  running: Promise<R>,
): Promise<R> => {
  const result = await running
  if (!result.ok) throw asTryAgain(result.error)
  return result
}

/** None of our schemas has to wait for anything. Asked without waiting, they answer several times faster. */
const withoutWaiting = (schema: object): object => Object.create(schema, { parseAsync: { value: undefined } })

/** The same builder, whose schemas are asked so: tRPC waits for whatever it could wait for. */
const prompt = <B extends object>(builder: B): B =>
  new Proxy(builder, {
    get: (real, key) => {
      const step: unknown = Reflect.get(real, key)
      if (typeof step !== 'function') return step
      if (key === 'input' || key === 'output') return (schema: object) => prompt(step(withoutWaiting(schema)))
      return key === 'use' ? (middleware: unknown) => prompt(step(middleware)) : step
    },
  })

const procedure = prompt(t.procedure)

export const router = t.router
export const createCaller = t.createCallerFactory

/** A procedure anyone may call: only what stands on a clinic's public page. */
export const openProcedure = procedure.use(({ next }) => carried(next()))

/**
 * A procedure for those whom `may` lets in. Whether they may touch the one record they name is asked again, with the
 * record, by the query or command itself; row-level security is the last word.
 */
export const procedureFor = <A extends Actor>(may: (actor: Actor) => actor is A) =>
  procedure.use(({ ctx, next }) => {
    if (ctx.actor === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign-in-needed' })
    if (!may(ctx.actor)) throw new TRPCError({ code: 'FORBIDDEN', message: 'not-allowed' })
    return carried(next({ ctx: { actor: ctx.actor } }))
  })
