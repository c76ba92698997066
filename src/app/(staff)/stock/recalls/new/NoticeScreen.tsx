'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { OpenRecall } from '#features/recall/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiNotice } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { KeepingFrame } from '../../../keeping/KeepingFrame.tsx'
import { useSave } from '../../../keeping/use-save.ts'
import classes from '../recalls.module.css'
import { MatchedLots } from './MatchedLots.tsx'
import { NamedFields, SaidFields } from './NoticeFields.tsx'
import { EMPTY_NOTICE, faultyNumbers, type NoticeDraft, noticeOf, saidIn } from './notice-draft.ts'

/** A notice is typed, its lots are looked at, and then the clinic decides. A drill is the same and harmless. */
export const NoticeScreen = ({ kind, begunIso }: Pick<OpenRecall, 'kind' | 'begunIso'>) => {
  const t = useTranslations('recall')
  const trpc = useTRPC()
  const router = useRouter()
  const [draft, setDraft] = useState(EMPTY_NOTICE)
  const [pressed, setPressed] = useState(false)
  const [asked, setAsked] = useState<OpenRecall['notice'] | null>(null)
  const [leftOut, setLeftOut] = useState<string[]>([])
  const [takenIn, setTakenIn] = useState<string[]>([])
  const preview = useQuery(
    trpc.recall.preview.queryOptions({ notice: asked ?? {} }, { enabled: asked !== null, retry: false }),
  )
  const saving = useSave(trpc.recall.open.mutationOptions(), ({ recallId }) =>
    router.push(`/stock/recalls/${recallId}`),
  )
  const change = (part: Partial<NoticeDraft>) => setDraft({ ...draft, ...part })
  const notice = noticeOf(draft)
  const looked = asked !== null && JSON.stringify(asked) === JSON.stringify(notice)
  const faulty = faultyNumbers(draft.lotNumbers).length > 0
  const look = () => {
    if (faulty) return
    setLeftOut([])
    setTakenIn([])
    setAsked(notice)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    if (faulty || draft.reason.trim().length < 3) return
    if (!looked) return look()
    const decided = { leaveOutLotIds: leftOut, takeInLotIds: takenIn }
    saving.send({ kind, ...saidIn(draft), notice, ...decided, begunIso })
  }
  const count = (preview.data?.matchedCount ?? 0) - leftOut.length + takenIn.length
  return (
    <KeepingFrame
      title={t(`new.${kind}`)}
      intro={t(`new.${kind}Intro`)}
      backTo={{ href: '/stock/recalls', name: t('toList') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate aria-label={t(`new.${kind}`)}>
        <SaidFields draft={draft} onChange={change} pressed={pressed} />
        <NamedFields draft={draft} onChange={change} />
        {looked ? null : (
          <div className={classes.actions}>
            <Button kind="primary" onClick={look}>
              {t('new.look')}
            </Button>
            {asked === null ? null : <p>{t('new.changed')}</p>}
          </div>
        )}
        {looked && preview.isPending ? <LoadingRows rows={3} /> : null}
        {looked && preview.isError ? <ApiNotice error={preview.error} /> : null}
        {looked && preview.data !== undefined ? (
          <>
            <MatchedLots
              preview={preview.data}
              leftOut={leftOut}
              takenIn={takenIn}
              onLeaveOut={setLeftOut}
              onTakeIn={setTakenIn}
            />
            {kind === 'recall' && count > 0 ? <p>{t('new.what')}</p> : null}
            {saving.error === null ? null : <ApiNotice error={saving.error} />}
            <div className={classes.actions}>
              <Button type="submit" kind={kind === 'recall' ? 'danger' : 'primary'} busy={saving.busy}>
                {t(`new.${kind}Action`, { count })}
              </Button>
            </div>
          </>
        ) : null}
      </form>
    </KeepingFrame>
  )
}
