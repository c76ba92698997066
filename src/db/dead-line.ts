/**
 * How a connection learns that nobody is at the other end any more, which a line that has gone dead does not say: by probes
 * while it is idle, and by giving up on an answer that stays away longer than the server lets any statement of ours run.
 */
export const NOTICES_A_DEAD_LINE = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  query_timeout: 25_000,
} as const
