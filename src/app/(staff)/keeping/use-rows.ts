import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

const PAGE = 50

interface Page {
  readonly limit: number
  readonly offset: number
}

/** A list of the settings, page after page; what is given up stands at its end. */
export const useRows = <P extends { readonly nextOffset: number | null }>(
  /** The procedure's own; the list stands beside its other answers. */
  pathKey: QueryKey,
  ask: (page: Page, signal: AbortSignal) => Promise<P>,
) =>
  useInfiniteQuery({
    queryKey: [...pathKey, 'rows'],
    queryFn: ({ pageParam, signal }) => ask({ limit: PAGE, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ nextOffset }: P) => nextOffset,
  })
