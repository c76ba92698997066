'use client'

import { type ReactNode, Suspense, use } from 'react'

// Loaded only where the browser does not bring it itself.
const missing = typeof window !== 'undefined' && !('Temporal' in globalThis) ? import('temporal-polyfill/global') : null

const WhenLoaded = ({ children }: { children: ReactNode }) => {
  if (missing !== null) use(missing)
  return children
}

/** Screens that reckon with dates wait, in browsers without `Temporal`, until it is there. */
export const TemporalReady = ({ children }: { children: ReactNode }) => (
  <Suspense>
    <WhenLoaded>{children}</WhenLoaded>
  </Suspense>
)
