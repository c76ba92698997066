'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False while a page is only a picture of itself: sent by the server, its scripts still on the way. */
export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
