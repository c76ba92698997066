'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'

const PAGE = 100

/** All needles of the clinic: a choice that leaves some out would send people to the wrong one. */
export const useProducts = () => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: trpc.lot.products.infiniteQueryKey({ limit: PAGE }),
    queryFn: ({ pageParam, signal }) => api.lot.products.query({ limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const { hasNextPage, isFetching, isError, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  return {
    products: list.data?.pages.flatMap((page) => page.products) ?? [],
    /** Every page is there, or none will come. */
    complete: list.data !== undefined && !hasNextPage,
    failed: isError,
  }
}
