export type LiveStatus = 'live' | 'reconnecting' | 'offline'

interface LiveHearer {
  /** Tables that changed; `*` when anything may have. */
  readonly onChanged: (tables: readonly string[]) => void
  readonly onStatus: (status: LiveStatus) => void
}

type Message =
  | { readonly kind: 'changed'; readonly tables: readonly string[] }
  | { readonly kind: 'status'; readonly status: LiveStatus }
  | { readonly kind: 'who-leads' }

const NAME = 'filiform-live'
const TRY_AGAIN_MS = 4_000

/**
 * Follows the clinic's changes with one connection per browser, however many tabs are open: a browser has few to give.
 * The tab that holds the lock listens and tells the others; when it closes, another takes over.
 */
export const followLive = (hearer: LiveHearer): (() => void) => {
  const leaving = new AbortController()
  const channel = new BroadcastChannel(NAME)
  let status: LiveStatus = 'reconnecting'
  let leads = false
  const hear = (message: Message) => {
    if (message.kind === 'changed') hearer.onChanged(message.tables)
    if (message.kind === 'status') {
      status = message.status
      hearer.onStatus(status)
    }
    if (message.kind === 'who-leads' && leads) channel.postMessage({ kind: 'status', status })
  }
  const tell = (message: Message) => {
    hear(message)
    channel.postMessage(message)
  }
  const leadUntilClosed = () => {
    leads = true
    return listen(tell, leaving.signal)
  }
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data)
  channel.postMessage({ kind: 'who-leads' })
  // pages outside https have no locks: there each tab listens for itself
  if (navigator.locks === undefined) void leadUntilClosed()
  else navigator.locks.request(NAME, { signal: leaving.signal }, leadUntilClosed).catch(() => {})
  return () => {
    leaving.abort()
    channel.close()
  }
}

/** Keeps a stream open until `signal`; after every gap says that anything may have changed. */
const listen = (tell: (message: Message) => void, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    let source: EventSource | undefined
    let timer: number | undefined
    let missed = false
    const lost = () => {
      missed = true
      tell({ kind: 'status', status: navigator.onLine ? 'reconnecting' : 'offline' })
      if (source?.readyState === EventSource.CLOSED) again()
    }
    const again = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(open, TRY_AGAIN_MS)
    }
    const open = () => {
      source?.close()
      source = new EventSource('/api/live')
      source.addEventListener('open', () => {
        tell({ kind: 'status', status: 'live' })
        if (missed) tell({ kind: 'changed', tables: ['*'] })
        missed = false
      })
      source.addEventListener('changed', ({ data }) => tell({ kind: 'changed', tables: JSON.parse(data) }))
      // whatever is asked for next says so and leads to the sign-in page
      source.addEventListener('signed-out', () => tell({ kind: 'changed', tables: ['*'] }))
      source.addEventListener('error', lost)
    }
    window.addEventListener('offline', lost, { signal })
    window.addEventListener('online', open, { signal })
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer)
      source?.close()
      resolve()
    })
    open()
  })
