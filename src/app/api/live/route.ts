import { actorOf } from '#auth/actor.ts'
import { oncePerProcess } from '#lib/once.ts'
import { seats } from '#trpc/call-limits.ts'
import { liveStream } from '#trpc/live-stream.ts'

/** A browser holds one for all its tabs; the rest is room for devices, and for those that went away unheard. */
const PER_IDENTITY = 20
const OVERALL = 2_000

const openStreams = () => oncePerProcess('live-streams', () => seats(PER_IDENTITY, OVERALL))

/** Live updates, for staff only and of their clinic only. */
export const GET = async (request: Request): Promise<Response> => {
  const actor = await actorOf(request.headers, { seen: false })
  if (actor?.kind !== 'staff') return new Response(null, { status: 401 })
  const leave = openStreams().take(actor.identityId)
  if (leave === null) return new Response(null, { status: 429, headers: { 'cache-control': 'no-store' } })
  const stillSignedIn = async () => {
    const present = await actorOf(request.headers, { seen: false })
    return present?.kind === 'staff' && present.clinicId === actor.clinicId
  }
  return new Response(liveStream({ actor, signal: request.signal, stillSignedIn, ended: leave }), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}
