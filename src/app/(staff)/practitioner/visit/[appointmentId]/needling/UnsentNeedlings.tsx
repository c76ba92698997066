'use client'

import { useTranslations } from 'use-intl/react'
import { needlesIn } from '#ui/clinic/needling-rows.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useProblemSentences } from '../../../../../providers/ApiProblem.tsx'
import { refusalsOf } from '../../../../../providers/problem.ts'
import { useAreaName } from '../use-area-name.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import type { UnsentNeedling } from './use-unsent.ts'

/** Needles that were recorded here and that the server does not have: said as long as it is so. */
export const UnsentNeedlings = ({ onChange }: { onChange: (one: UnsentNeedling) => void }) => {
  const { unsent } = useVisit()
  return unsent.waiting.map((one) =>
    one.refusal === null ? (
      <OnItsWay key={one.input.requestId} one={one} />
    ) : (
      <NotTaken key={one.input.requestId} one={one} onChange={() => onChange(one)} />
    ),
  )
}

const Lines = ({ one }: { one: UnsentNeedling }) => {
  const t = useTranslations('needling.unsent')
  const nameOf = useAreaName()
  return (
    <p>{one.input.entries.map(({ areaId, needles }) => t('line', { area: nameOf(areaId), needles })).join(' · ')}</p>
  )
}

const OnItsWay = ({ one }: { one: UnsentNeedling }) => {
  const t = useTranslations('needling.unsent')
  const { unsent } = useVisit()
  return (
    <Notice tone="due" role="status" title={t('title', { count: needlesIn(one.input.entries) })}>
      <Lines one={one} />
      <p>{t('body')}</p>
      <div className={classes.actions}>
        <Button busy={unsent.sending} onClick={unsent.sendNow}>
          {t('sendNow')}
        </Button>
      </div>
    </Notice>
  )
}

const NotTaken = ({ one, onChange }: { one: UnsentNeedling; onChange: () => void }) => {
  const t = useTranslations('needling.unsent')
  const { unsent } = useVisit()
  const sentences = useProblemSentences(one.refusal)
  const { requestId, entries } = one.input
  const meanwhile = refusalsOf(one.refusal).some(({ reason }) => reason === 'changed-meanwhile')
  return (
    <Notice tone="danger" role="alert" title={t('refused', { count: needlesIn(entries) })}>
      <Lines one={one} />
      <p>{sentences.join(' ')}</p>
      <div className={classes.bigActions}>
        {meanwhile ? (
          <Button kind="primary" onClick={() => unsent.recordBesides(requestId)}>
            {t('besides')}
          </Button>
        ) : (
          <Button kind="primary" onClick={onChange}>
            {t('change')}
          </Button>
        )}
        <Button onClick={() => unsent.takeAway(requestId)}>{t('away')}</Button>
      </div>
    </Notice>
  )
}
