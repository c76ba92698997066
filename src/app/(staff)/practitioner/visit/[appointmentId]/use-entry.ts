'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isFinal } from '../../../../providers/problem.ts'
import { useTRPC } from '../../../../providers/trpc.ts'

export interface Entry<Input, Output> {
  /** Settles with the answer, or with null when it was not saved or one was already on its way. */
  readonly send: (input: Input) => Promise<Output | null>
  /** Sends the very same once more. */
  readonly again: () => Promise<Output | null>
  readonly saving: boolean
  readonly error: unknown
  /** Nobody knows whether the server has it: only the very same may be sent again. */
  readonly unsent: boolean
  readonly forget: () => void
}

/**
 * Saves one kind of entry. An intention keeps its request id until the server has answered, so that trying again never
 * writes it twice. `inTurn`: a second entry waits for the first, where the last word counts; else it is a double press.
 */
export const useEntry = <Sent extends { requestId: string }, Output>(
  save: (input: Sent) => Promise<Output>,
  { inTurn = false }: { readonly inTurn?: boolean } = {},
): Entry<Omit<Sent, 'requestId'>, Output> => {
  type Input = Omit<Sent, 'requestId'>
  const queryClient = useQueryClient()
  const trpc = useTRPC()
  const running = useRef<Promise<Output | null> | null>(null)
  const intention = useRef<{ readonly input: Input; readonly requestId: string } | null>(null)
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: (sent: Sent) => save(sent),
    // every one of them: answers of one batch settle together, and none of them is the last
    onSettled: () =>
      Promise.all(
        [
          ...[trpc.consent, trpc.encounter, trpc.needleCount, trpc.screening, trpc.contraindication],
          ...[trpc.cleanTechnique, trpc.sharpsContainer, trpc.incident, trpc.breakGlass],
        ].map((part) => queryClient.invalidateQueries(part.pathFilter())),
      ),
  })

  const carry = async (): Promise<Output | null> => {
    const current = intention.current
    if (current === null) return null
    try {
      const output = await mutateAsync({ ...current.input, requestId: current.requestId } as unknown as Sent)
      intention.current = null
      return output
    } catch (problem) {
      if (isFinal(problem)) intention.current = null
      return null
    } finally {
      running.current = null
    }
  }
  const start = () => {
    running.current = carry()
    return running.current
  }
  const send = async (input: Input): Promise<Output | null> => {
    if (running.current !== null) {
      if (!inTurn) return null
      await running.current
      return send(input)
    }
    const same = JSON.stringify(intention.current?.input) === JSON.stringify(input)
    if (intention.current === null || !same) intention.current = { input, requestId: crypto.randomUUID() }
    return start()
  }
  return {
    send,
    again: async () => running.current ?? start(),
    saving: isPending,
    error,
    unsent: error !== null && !isFinal(error),
    forget: () => {
      intention.current = null
      reset()
    },
  }
}

/** Asks before the page is left while something is not saved: nothing of a patient is kept on the device. */
export const useLeaveWarning = (unsaved: boolean): void => {
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsaved])
}
