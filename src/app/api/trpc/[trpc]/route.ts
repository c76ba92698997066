import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { clientAddress } from '#auth/client-address.ts'
import { isSameOrigin } from '#auth/same-origin.ts'
import { readText } from '#lib/bounded-body.ts'
import { now } from '#lib/clock.ts'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { oncePerProcess } from '#lib/once.ts'
import { callBudget, calledProcedures, MAX_BODY_BYTES, MAX_CALLS } from '#trpc/call-limits.ts'
import { apiActorOf, contextFor } from '#trpc/context.ts'
import { isLocale, LOCALE_COOKIE, parseLocale } from '#words/locale.ts'
import { appRouter } from '../../../../router.ts'

const ENDPOINT = '/api/trpc'
const PER_ADDRESS = 1_200
const PER_IDENTITY = 1_200

const budgets = () =>
  oncePerProcess('call-budgets', () => ({ address: callBudget(PER_ADDRESS), identity: callBudget(PER_IDENTITY) }))

const refusal = (status: number): Response => new Response(null, { status, headers: { 'cache-control': 'no-store' } })

const answer = async (request: Request): Promise<Response> => {
  const names = calledProcedures(new URL(request.url).pathname.slice(ENDPOINT.length + 1))
  if (names === null) return refusal(400)
  const { publicUrl, trustedProxies } = settings()
  if (request.method === 'POST') {
    if (!isSameOrigin(request.headers, publicUrl)) return refusal(403)
    if (!request.headers.get('content-type')?.startsWith('application/json')) return refusal(415)
  }
  if (!budgets().address.take(clientAddress(request.headers, trustedProxies), names.length, now())) return refusal(429)
  const body = request.method === 'POST' ? await readText(request, MAX_BODY_BYTES) : undefined
  if (body === null) return refusal(413)
  const actor = await apiActorOf(request.headers, names)
  if (actor !== null && actor.kind !== 'system' && !budgets().identity.take(actor.identityId, names.length, now()))
    return refusal(429)
  const context = contextFor(actor, localeOf(request.headers))
  const response = await fetchRequestHandler({
    endpoint: ENDPOINT,
    req: new Request(request.url, { method: request.method, headers: request.headers, body, signal: request.signal }),
    router: appRouter,
    createContext: () => context,
    maxBatchSize: MAX_CALLS,
    allowMethodOverride: true,
    onError: ({ error, path: procedure }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        log.error({ requestId: context.requestId, procedure, err: error.cause ?? error }, 'a procedure failed')
    },
  })
  response.headers.set('x-request-id', context.requestId)
  return response
}

const localeOf = (headers: Headers) => {
  const chosen = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=(\\w+)`).exec(headers.get('cookie') ?? '')?.[1]
  return isLocale(chosen) ? chosen : parseLocale(headers.get('accept-language'))
}

export { answer as GET, answer as POST }
