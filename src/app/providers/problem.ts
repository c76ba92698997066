import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../../router.ts'

type ApiError = TRPCClientError<AppRouter>

const isApiError = (error: unknown): error is ApiError => error instanceof TRPCClientError

/** Words of `shell.problem.…` for what was not refused with a sentence of its own. */
export type Problem = 'unreachable' | 'busy' | 'not-allowed' | 'not-found' | 'malformed' | 'unexpected'

const BY_STATUS: Readonly<Record<number, Problem>> = {
  400: 'malformed',
  403: 'not-allowed',
  404: 'not-found',
  429: 'busy',
  503: 'busy',
}

export const isSignedOut = (error: unknown): boolean => isApiError(error) && error.data?.code === 'UNAUTHORIZED'

/** Whether asking again could not help: the server answered and meant it. */
export const isFinal = (error: unknown): boolean => {
  const status = isApiError(error) ? error.data?.httpStatus : undefined
  return status !== undefined && status >= 400 && status < 500
}

/** The sentences the server refused with, each with what it offers instead; empty when it was no refusal. */
export const refusalsOf = (error: unknown) => (isApiError(error) ? (error.data?.refusals ?? []) : [])

/** Reads any error of a call as one of a few things that can be said. */
export const problemOf = (error: unknown): Problem => {
  if (!isApiError(error)) return 'unexpected'
  if (error.data === undefined || error.data === null) {
    const { response } = (error.meta ?? {}) as { response?: Response }
    return response === undefined ? 'unreachable' : (BY_STATUS[response.status] ?? 'unexpected')
  }
  return BY_STATUS[error.data.httpStatus] ?? 'unexpected'
}
