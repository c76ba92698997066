'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { isAffected } from './affected.ts'
import { followLive, type LiveStatus } from './live-follow.ts'

const Status = createContext<LiveStatus>('reconnecting')

/** How fresh the screen is. */
export const useLive = (): LiveStatus => useContext(Status)

/** Asks again for whatever changed elsewhere, on all screens of the clinic. */
export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const queryClient = useQueryClient()
  const [status, onStatus] = useState<LiveStatus>('reconnecting')
  useEffect(
    () =>
      followLive({
        onStatus,
        onChanged: (tables) =>
          void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isAffected(queryKey, tables) }),
      }),
    [queryClient],
  )
  return <Status value={status}>{children}</Status>
}
