import { actorOf } from '#auth/actor.ts'
import { liveStream } from '#trpc/live-stream.ts'

/** Live updates, for staff only and of their clinic only. */
export const GET = async (request: Request): Promise<Response> => {
  const actor = await actorOf(request.headers, { seen: false })
  if (actor?.kind !== 'staff') return new Response(null, { status: 401 })
  const stillSignedIn = async () => {
    const present = await actorOf(request.headers, { seen: false })
    return present?.kind === 'staff' && present.clinicId === actor.clinicId
  }
  return new Response(liveStream({ actor, signal: request.signal, stillSignedIn }), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}
