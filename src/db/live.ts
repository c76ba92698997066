import { Client } from 'pg'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { oncePerProcess } from '#lib/once.ts'
import { noticesDeadLine } from './dead-line.ts'

/** A table of the clinic changed; `*` says that anything may have, because changes may have been missed. */
export type LiveListener = (table: string) => void

export interface LiveChanges {
  /** Hears of changes in one clinic until the returned function is called. */
  readonly subscribe: (clinicId: string, listener: LiveListener) => () => void
  readonly close: () => Promise<void>
}

const CHANNEL = 'filiform_live'
const LONGEST_WAIT_MS = 5_000

/** Who only listens would not hear that the line has gone dead: it asks now and then, and gives up on an answer. */
export interface Patience {
  readonly askEveryMs: number
  readonly silentMs: number
}
const PATIENCE: Patience = { askEveryMs: 15_000, silentMs: 10_000 }

/**
 * Listens to the database for everybody in this process over one connection. Every web process does the same, so a
 * change made through one is heard through all.
 */
export const openLiveChanges = (url: string, { askEveryMs, silentMs }: Patience = PATIENCE): LiveChanges => {
  const listeners = new Map<string, Set<LiveListener>>()
  let client: Client | null = null
  let closed = false
  let waitMs = 250
  let asking: NodeJS.Timeout | undefined

  const tell = (clinicId: string, table: string) => {
    for (const listener of listeners.get(clinicId) ?? []) listener(table)
  }
  const lost = () => {
    if (client === null) return
    clearInterval(asking)
    client.removeAllListeners()
    client.on('error', () => {})
    void client.end().catch(() => {})
    client = null
    if (!closed) setTimeout(() => void connect(), waitMs).unref()
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
  const connect = async (): Promise<void> => {
    if (closed || client !== null) return
    const opened = new Client({ connectionString: url, options: '-c timezone=UTC', ...noticesDeadLine(silentMs) })
    client = opened
    opened.on('error', lost)
    opened.on('end', lost)
    opened.on('notification', ({ payload }) => {
      const [clinicId = '', table = ''] = (payload ?? '').split(' ')
      tell(clinicId, table)
    })
    try {
      await opened.connect()
      await opened.query(`LISTEN ${CHANNEL}`)
      waitMs = 250
      const unanswered = () => {
        if (client === opened) lost()
      }
      asking = setInterval(() => void opened.query('SELECT 1').catch(unanswered), askEveryMs).unref()
      for (const clinicId of listeners.keys()) tell(clinicId, '*')
    } catch (error) {
      log.warn({ err: error }, 'live updates are interrupted')
      lost()
    }
  }

  return {
    subscribe: (clinicId, listener) => {
      const ofClinic = listeners.get(clinicId) ?? new Set()
      listeners.set(clinicId, ofClinic.add(listener))
      void connect()
      return () => {
        ofClinic.delete(listener)
        if (ofClinic.size === 0) listeners.delete(clinicId)
      }
    },
    close: async () => {
      closed = true
      clearInterval(asking)
      const open = client
      client = null
      open?.removeAllListeners()
      await open?.end()
    },
  }
}

export const sharedLiveChanges = (): LiveChanges =>
  oncePerProcess('live', () => openLiveChanges(settings().appDatabaseUrl))
