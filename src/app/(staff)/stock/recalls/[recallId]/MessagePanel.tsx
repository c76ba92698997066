'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiErrorState } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import { useSave } from '../../../keeping/use-save.ts'

interface MessagePanelProps {
  recallId: string
  onClose: () => void
}

/** The words that people are told, in each language of the house. */
export const MessagePanel = ({ recallId, onClose }: MessagePanelProps) => {
  const trpc = useTRPC()
  const found = useQuery(trpc.recall.message.queryOptions({ recallId }, { refetchOnWindowFocus: false }))
  if (found.isError)
    return <ApiErrorState error={found.error} onTryAgain={() => void found.refetch()} busy={found.isFetching} />
  return found.data === undefined ? (
    <LoadingRows rows={4} />
  ) : (
    <MessageForm key={found.data.version} recallId={recallId} message={found.data} onClose={onClose} />
  )
}

interface MessageFormProps extends MessagePanelProps {
  message: { readonly en: string; readonly de: string; readonly version: number }
}

const MessageForm = ({ recallId, message, onClose }: MessageFormProps) => {
  const t = useTranslations('recall.text')
  const trpc = useTRPC()
  const [draft, setDraft] = useState({ en: message.en, de: message.de })
  const saving = useSave(trpc.recall.saveMessage.mutationOptions(), onClose)
  return (
    <EditPanel
      title={t('title')}
      action={t('save')}
      saving={saving}
      onSave={() => saving.send({ recallId, version: message.version, ...draft })}
      onClose={onClose}
    >
      <p>{t('intro')}</p>
      {(['en', 'de'] as const).map((language) => (
        <TextAreaField
          key={language}
          label={t(language)}
          lang={language}
          required
          rows={7}
          maxLength={2000}
          error={saving.faultAt(language)}
          value={draft[language]}
          onChange={({ currentTarget }) => setDraft({ ...draft, [language]: currentTarget.value })}
        />
      ))}
    </EditPanel>
  )
}
