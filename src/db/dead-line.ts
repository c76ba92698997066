/** Longer than the server lets any statement of ours run. */
const SILENT_MS = 25_000

/**
 * How a connection learns that nobody is at the other end any more, which a line that has gone dead does not say: by probes
 * while it is idle, and by giving up on an answer that stays away.
 */
export const noticesDeadLine = (silentMs = SILENT_MS) =>
  ({
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: silentMs,
  }) as const
