'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '../../../providers/trpc.ts'
import { ReasonForm } from '../../patient-rest/ReasonForm.tsx'
import { newId, useDesk } from '../desk-context.ts'

interface DeclineAskProps {
  taskId: string
  /** Who asked. */
  asker: string
  onDone: () => void
  onGiveUp: () => void
}

/** Not allowing what somebody asked for: with a reason, which they find on the list. */
export const DeclineAsk = ({ taskId, asker, onDone, onGiveUp }: DeclineAskProps) => {
  const t = useTranslations('arrange.ask')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { tell } = useDesk()
  const [sent, setSent] = useState({ reason: '', requestId: '' })
  const decline = useMutation(trpc.task.decline.mutationOptions())
  const send = (reason: string) => {
    if (decline.isPending) return
    const requestId = sent.reason === reason ? sent.requestId : newId()
    setSent({ reason, requestId })
    decline.mutate(
      { requestId, taskId, reason },
      {
        onSuccess: () => {
          tell({ words: t('declined', { asker }) })
          return queries.invalidateQueries(trpc.task.pathFilter()).then(onDone)
        },
      },
    )
  }
  return (
    <ReasonForm
      action={t('decline')}
      label={t('declineReason')}
      busy={decline.isPending}
      error={decline.error}
      onDone={send}
      onGiveUp={onGiveUp}
    />
  )
}
