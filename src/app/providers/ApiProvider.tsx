'use client'

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { type ReactNode, useState } from 'react'
import type { AppRouter } from '../../router.ts'
import { shownPatient } from './at-patient.ts'
import { forgetAll } from './forget.ts'
import { isHandedOver } from './hand-over.ts'
import './hold-still.ts'
import { isAway } from './presence.ts'
import { isFinal, isSignedOut } from './problem.ts'
import { TRPCProvider } from './trpc.ts'

interface ApiProviderProps {
  /** At the patients' pages: the clinic in the path. */
  patientClinicSlug?: string
  signInHref: string
  children: ReactNode
}

const MAX_CALLS = 10
const TRIES = 3

const openApi = (patientClinicSlug: string | undefined, signInHref: string) => {
  const onError = (error: unknown) => {
    // while a patient holds the device it is locked, and the page that they sign on stays
    if (!isSignedOut(error) || isHandedOver()) return
    forgetAll()
    window.location.assign(`${signInHref}?problem=signed-out`)
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // live updates say when something is old
      queries: { staleTime: 30_000, retry: (failures, error) => failures < TRIES && !isFinal(error) },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  const trpcClient = createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: '/api/trpc',
        // what is asked for goes in the body: addresses end up in logs, and names do not belong there
        methodOverride: 'POST',
        maxItems: MAX_CALLS,
        maxURLLength: 4_000,
        headers: () => ({
          ...(patientClinicSlug === undefined ? {} : { 'x-filiform-clinic': patientClinicSlug }),
          ...(isAway() ? { 'x-filiform-away': '1' } : {}),
          ...(shownPatient() === null ? {} : { 'x-filiform-patient': shownPatient() ?? undefined }),
        }),
      }),
    ],
  })
  return { queryClient, trpcClient }
}

/** Gives a part of the application its way to the procedures. */
export const ApiProvider = ({ patientClinicSlug, signInHref, children }: ApiProviderProps) => {
  const [{ queryClient, trpcClient }] = useState(() => openApi(patientClinicSlug, signInHref))
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
