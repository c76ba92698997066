'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl/react'
import { CONTENT_ID } from '#ui/kit/content-id.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { knock } from '../../knock.ts'
import { forgetAll } from '../../providers/forget.ts'
import { isHandedOver } from '../../providers/hand-over.ts'
import { idleMs } from '../../providers/presence.ts'

/** How one leaves the screen: it is locked, or one signs out. */
type Leaving = 'staff/lock' | 'staff/sign-out'

const Leave = createContext<(by: Leaving) => void>(() => {})

/** Leaves the screen: nothing of any patient stays on it, and none of the browser's tabs shows anything any more. */
export const useLeave = () => useContext(Leave)

export const LOCK_KEYS = 'Alt+L'
const CHANNEL = 'filiform-lock'
const LOOK_EVERY_MS = 5_000
const TRY_AGAIN_MS = 3_000

/** Asks until the server has heard: before that, nobody who goes back may find the session open. */
const leaveBy = async (by: Leaving): Promise<void> => {
  const answer = await knock(by, {})
  if (!('next' in answer)) return void window.setTimeout(() => void leaveBy(by), TRY_AGAIN_MS)
  const page = by === 'staff/lock' ? `?page=${encodeURIComponent(window.location.pathname)}` : ''
  window.location.replace(`${answer.next}${page}`)
}

/**
 * Locks the screen: by key, by button, when nobody touched it for as long as the clinic says, and when another tab is
 * locked. What was shown is gone before the page is left, so that going back finds nothing.
 */
export const LockProvider = ({ afterMinutes, children }: { afterMinutes: number; children: ReactNode }) => {
  const queryClient = useQueryClient()
  const [left, setLeft] = useState(false)
  const leave = useCallback(
    (by: Leaving, tell = true) => {
      flushSync(() => setLeft(true))
      forgetAll()
      queryClient.clear()
      if (tell) {
        const channel = new BroadcastChannel(CHANNEL)
        channel.postMessage(by)
        channel.close()
      }
      void leaveBy(by)
    },
    [queryClient],
  )
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyL') return
      event.preventDefault()
      leave('staff/lock')
    }
    const onLook = () => {
      if (!isHandedOver() && idleMs() >= afterMinutes * 60_000) leave('staff/lock')
    }
    window.addEventListener('keydown', onKey, { capture: true, signal })
    document.addEventListener('visibilitychange', onLook, { signal })
    // a page that the browser had put aside may be of somebody who has left since
    window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload(), { signal })
    const timer = window.setInterval(onLook, LOOK_EVERY_MS)
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<Leaving>) => leave(data, false)
    return () => {
      leaving.abort()
      window.clearInterval(timer)
      channel.close()
    }
  }, [leave, afterMinutes])
  return <Leave value={leave}>{left ? <Left /> : children}</Leave>
}

/** What stands there until the server has answered: without a connection that may be a while. */
const Left = () => {
  const t = useTranslations('session.lock')
  return (
    <main id={CONTENT_ID} tabIndex={-1}>
      <EmptyState icon="lock" title={t('locking')}>
        {t('lockingBody')}
      </EmptyState>
    </main>
  )
}
