import { type Logger, type LoggerOptions, pino } from 'pino'

/** The only fields a log line may hold. Anything else is dropped: a log is no place for a person's data. */
const allowedFields = new Set(
  `requestId clinicId identityId actor procedure route method status code reason constraint durationMs count job queue jobId
   attempt appointmentId encounterId communicationId lotId port version part state err`.split(/\s+/),
)

type LogFields = Record<string, unknown>

/** Drops every field that is not on the list, and from an error everything that may quote data (its message, its values). */
export function safeFields(fields: LogFields): LogFields {
  const safe: LogFields = {}
  for (const [key, value] of Object.entries(fields)) {
    if (!allowedFields.has(key)) continue
    if (key === 'err') safe.err = safeError(value)
    else if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) safe[key] = value
  }
  return safe
}

/** An error's kind, code and place. Messages of database and validation errors quote what was written, so they stay out. */
function safeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error }
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const safe: LogFields = { kind: error.name, at: at.map((line) => line.trim()) }
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') safe.code = code
  if (error.cause instanceof Error) safe.cause = safeError(error.cause)
  return safe
}

export const logOptions: LoggerOptions = {
  level: process.env.LOG_LEVEL || 'info',
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  serializers: { err: (error: unknown) => error },
  formatters: { level: (label) => ({ level: label }), log: safeFields },
  hooks: {
    // Without a message of its own a line would take the error's, which may quote data.
    logMethod(args, method) {
      const [first, message, ...rest] = args as [unknown, string?, ...unknown[]]
      if (typeof first === 'string') return method.apply(this, args)
      const fields = first instanceof Error ? { err: first } : first
      return method.apply(this, [fields, message ?? 'unexpected', ...rest] as Parameters<typeof method>)
    },
  },
}

/** Structured logs, one JSON object per line on standard output. No child loggers: what they are given passes no list. */
export const log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'> = pino(logOptions)
