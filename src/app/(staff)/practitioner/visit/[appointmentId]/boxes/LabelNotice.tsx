'use client'

import { useTranslations } from 'use-intl/react'
import { mayBeIn } from '#ui/clinic/needling/found-box.ts'
import { scanTitleKey } from '#ui/clinic/needling/scan-title.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice, type Tone } from '#ui/kit/Notice.tsx'
import { useProblemSentences } from '../../../../../providers/ApiProblem.tsx'
import { refusalsOf } from '../../../../../providers/problem.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { FOUND_TITLE_ID } from './FoundBox.tsx'
import { useBoxWords } from './use-box-words.ts'
import type { LabelCheck } from './use-label-check.ts'

/** What became of the last label, above the foot of the screen, wherever one stands in the visit. */
export const LabelNotice = ({ check }: { check: LabelCheck }) => {
  const t = useTranslations('practitioner.visit')
  const say = useSay()
  const boxWords = useBoxWords()
  const { found, goTo, records } = useVisit()
  const { result, entry } = check
  const sentences = useProblemSentences(entry.error)
  if (result === null) return null
  const reason = refusalsOf(entry.error)[0]?.reason
  const shown: { tone: Tone; title: string; words: string } =
    result.kind === 'usable'
      ? {
          tone: 'done',
          title: t('boxes.ok'),
          words: t('boxes.okBody', {
            ...boxWords(result.lot),
            product: result.lot.productName,
            onHand: result.lot.onHand,
          }),
        }
      : result.kind === 'not-started'
        ? { tone: 'due', title: t('boxes.unread'), words: t('boxes.notNow') }
        : {
            tone: 'danger',
            title: reason === undefined ? t('boxes.unread') : say(scanTitleKey(reason)),
            words: sentences.join(' '),
          }
  const sayIn = (raw: string) => {
    found.begin(raw)
    check.close()
    goTo('boxes', FOUND_TITLE_ID)
  }
  return (
    <div className={classes.labelNotice} data-tone={shown.tone}>
      <Notice tone={shown.tone} role={shown.tone === 'done' ? 'status' : 'alert'} title={shown.title}>
        <p>{shown.words}</p>
        <div className={classes.actions}>
          {entry.unsent ? (
            <Button busy={entry.saving} onClick={() => void check.again()}>
              {t('entry.again')}
            </Button>
          ) : null}
          {result.kind === 'failed' && records && mayBeIn(reason) ? (
            <Button onClick={() => sayIn(result.raw)}>{t('found.offer')}</Button>
          ) : null}
          <Button kind="quiet" onClick={check.close}>
            {t('boxes.close')}
          </Button>
        </div>
      </Notice>
    </div>
  )
}
