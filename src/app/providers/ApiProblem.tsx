'use client'

import { useTranslations } from 'use-intl/react'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { problemOf, refusalsOf } from './problem.ts'

/** The sentences of an error: the server's own where it refused, else what can be said of it. */
export const useProblemSentences = (error: unknown): string[] => {
  const t = useTranslations('shell')
  const refusals = refusalsOf(error)
  return refusals.length > 0 ? refusals.map(({ sentence }) => sentence) : [t(`problem.${problemOf(error)}`)]
}

/** After a press that did not work: what was said, beside what was pressed. */
export const ApiNotice = ({ error }: { error: unknown }) => {
  const [first, ...others] = useProblemSentences(error)
  return (
    <Notice tone="danger" role="alert" title={first}>
      {others.length === 0 ? undefined : others.join(' ')}
    </Notice>
  )
}

/** In place of a list that could not be read. */
export const ApiErrorState = ({
  error,
  onTryAgain,
  busy,
}: {
  error: unknown
  onTryAgain: () => void
  busy?: boolean
}) => (
  <ErrorState onTryAgain={onTryAgain} busy={busy}>
    {useProblemSentences(error).join(' ')}
  </ErrorState>
)

interface NotYetProps {
  query: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => unknown }
  rows: number
}

/** In place of what has not been read yet: rows of its shape while it is on its way, else what went wrong and another try. */
export const NotYet = ({ query: { error, isFetching, refetch }, rows }: NotYetProps) =>
  error === null ? (
    <LoadingRows rows={rows} />
  ) : (
    <ApiErrorState error={error} onTryAgain={() => void refetch()} busy={isFetching} />
  )
