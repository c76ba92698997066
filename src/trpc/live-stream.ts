import { sharedLiveChanges } from '#db/live.ts'
import type { StaffActor } from '#domain/actor.ts'

const HEARTBEAT_MS = 15_000
/** Changes of one command arrive together; one look at the data serves them all. */
const GATHER_MS = 40

export interface LiveStreamOptions {
  readonly actor: StaffActor
  /** Ends when the browser goes away. */
  readonly signal: AbortSignal
  /** Asked again and again; the stream ends with the session. */
  readonly stillSignedIn: () => Promise<boolean>
  /** Told once, however the stream ended. */
  readonly ended: () => void
}

/**
 * Tells one browser which tables of its clinic changed, as server-sent events: names only, never content. What it then
 * asks for goes through procedures like anything else.
 */
export const liveStream = ({ actor, signal, stillSignedIn, ended }: LiveStreamOptions): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let close = () => {}
  return new ReadableStream({
    start: (controller) => {
      // gone while it was asked who they are: nothing would end what is begun now
      if (signal.aborted) {
        controller.close()
        return ended()
      }
      const changed = new Set<string>()
      let gathering: NodeJS.Timeout | undefined
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const flush = () => {
        gathering = undefined
        send(`event: changed\ndata: ${JSON.stringify([...changed])}\n\n`)
        changed.clear()
      }
      const unsubscribe = sharedLiveChanges().subscribe(actor.clinicId, (table) => {
        changed.add(table)
        gathering ??= setTimeout(flush, GATHER_MS)
      })
      const heartbeat = setInterval(() => {
        stillSignedIn().then(
          (still) => {
            if (closed) return
            if (still) return send(': still here\n\n')
            send('event: signed-out\ndata: {}\n\n')
            close()
          },
          () => close(),
        )
      }, HEARTBEAT_MS)
      let closed = false
      close = () => {
        if (closed) return
        closed = true
        clearInterval(heartbeat)
        clearTimeout(gathering)
        unsubscribe()
        ended()
        try {
          controller.close()
        } catch {
          // the browser was first
        }
      }
      signal.addEventListener('abort', close, { once: true })
      send('retry: 1000\nevent: open\ndata: {}\n\n')
    },
    cancel: () => close(),
  })
}
