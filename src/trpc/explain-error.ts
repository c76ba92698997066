import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { refusalOf, sqlState } from '#db/errors.ts'
import { log } from '#lib/log.ts'
import type { Locale } from '#words/locale.ts'
import { translateFor } from '#words/translator.ts'
import { type Explained, RefusedError } from './refuse.ts'

const KEYS: Readonly<Partial<Record<TRPCError['code'], string>>> = {
  UNAUTHORIZED: 'signInNeeded',
  FORBIDDEN: 'notAllowed',
  NOT_FOUND: 'notFound',
  TOO_MANY_REQUESTS: 'tooMany',
  CONFLICT: 'tryAgain',
}

const fieldsOf = (error: ZodError): string[] => [
  ...new Set(
    error.issues.flatMap((issue) =>
      'keys' in issue ? issue.keys.map((key) => [...issue.path, key].join('.')) : [issue.path.join('.')],
    ),
  ),
]

/** What a caller is told of any error: always a sentence in their language, never the inside of the machine. */
export const explainError = (error: TRPCError, locale: Locale): readonly Explained[] => {
  if (error.cause instanceof RefusedError) return error.cause.explained
  const t = translateFor(locale)
  if (error.cause instanceof ZodError && error.code === 'BAD_REQUEST') {
    const fields = fieldsOf(error.cause).filter((field) => field !== '')
    const sentence = t('call.invalid', { fields: fields.length === 0 ? 'none' : fields.slice(0, 5).join(', ') })
    return [{ reason: 'invalid', sentence, offer: { fields } }]
  }
  const key = KEYS[error.code] ?? (error.code === 'BAD_REQUEST' ? 'invalid' : 'unexpected')
  return [{ reason: error.code.toLowerCase().replaceAll('_', '-'), sentence: t(`call.${key}`, { fields: 'none' }) }]
}

/**
 * A database too busy to answer is not a failure of ours to hide behind a 500: the caller may try again. Nor is something
 * sent that the database cannot hold: that is for the caller to put right.
 */
export const asTryAgain = (error: TRPCError): TRPCError => {
  const refusal = error.code === 'INTERNAL_SERVER_ERROR' ? refusalOf(error.cause) : null
  if (refusal === null) return error
  if (refusal.kind !== 'invalid') return new TRPCError({ code: 'CONFLICT', message: 'try-again', cause: error.cause })
  // the forms should have caught it; what was sent stays out of the log
  log.warn({ state: sqlState(error.cause) }, 'the database could not hold what was sent')
  return new TRPCError({ code: 'BAD_REQUEST', message: 'invalid', cause: error.cause })
}
