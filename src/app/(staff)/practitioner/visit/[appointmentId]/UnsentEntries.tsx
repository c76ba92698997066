'use client'

import { useTranslations } from 'use-intl/react'
import { needlesIn } from '#ui/clinic/needling/needling-rows.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useProblemSentences } from '../../../../providers/ApiProblem.tsx'
import { refusalsOf } from '../../../../providers/problem.ts'
import { useAreaName } from './use-area-name.ts'
import { useSay } from './use-say.ts'
import type { UnsentEntry, UnsentKind, UnsentOf } from './use-unsent.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

interface UnsentEntriesProps<Kind extends UnsentKind> {
  kind: Kind
  /** Puts what was not taken back where it can be changed. */
  onChange: (entry: UnsentOf<Kind>) => void
}

/** What was recorded here and the server does not have: said as long as it is so. */
export const UnsentEntries = <Kind extends UnsentKind>({ kind, onChange }: UnsentEntriesProps<Kind>) => {
  const { unsent } = useVisit()
  const isOfKind = (entry: UnsentEntry): entry is UnsentOf<Kind> => entry.kind === kind
  return unsent.waiting
    .filter(isOfKind)
    .map((entry) =>
      entry.refusal === null ? (
        <OnItsWay key={entry.input.requestId} entry={entry} />
      ) : (
        <NotTaken key={entry.input.requestId} entry={entry} onChange={() => onChange(entry)} />
      ),
    )
}

const FATES = [
  ...['removed', 'fellOutFound', 'broken', 'missing'],
  ...['discardedUnused', 'droppedFound', 'droppedNotFound'],
]

/** Each number that was said, by the place or by what became of the needles. */
const numbersIn = (entry: UnsentEntry): readonly { readonly of: string; readonly needles: number }[] =>
  entry.kind === 'needling'
    ? entry.input.entries.map(({ areaId, needles }) => ({ of: areaId, needles }))
    : Object.entries(entry.input).flatMap(([of, needles]) =>
        FATES.includes(of) && typeof needles === 'number' && needles > 0 ? [{ of, needles }] : [],
      )

const Lines = ({ entry }: { entry: UnsentEntry }) => {
  const t = useTranslations('needling.unsent')
  const say = useSay()
  const nameOf = useAreaName()
  const words = numbersIn(entry).map(({ of, needles }) =>
    t('line', { what: entry.kind === 'needling' ? nameOf(of) : say(`encounter.fate.${of}`), needles }),
  )
  return <p>{words.join(' · ')}</p>
}

const OnItsWay = ({ entry }: { entry: UnsentEntry }) => {
  const t = useTranslations('needling.unsent')
  const { unsent } = useVisit()
  return (
    <Notice tone="due" role="status" title={t(`title.${entry.kind}`, { count: needlesIn(numbersIn(entry)) })}>
      <Lines entry={entry} />
      <p>{t('body')}</p>
      <div className={classes.actions}>
        <Button busy={unsent.sending} onClick={unsent.sendNow}>
          {t('sendNow')}
        </Button>
      </div>
    </Notice>
  )
}

const NotTaken = ({ entry, onChange }: { entry: UnsentEntry; onChange: () => void }) => {
  const t = useTranslations('needling.unsent')
  const { unsent } = useVisit()
  const sentences = useProblemSentences(entry.refusal)
  const meanwhile = refusalsOf(entry.refusal).some(({ reason }) => reason === 'changed-meanwhile')
  return (
    <Notice tone="danger" role="alert" title={t(`refused.${entry.kind}`, { count: needlesIn(numbersIn(entry)) })}>
      <Lines entry={entry} />
      <p>{sentences.join(' ')}</p>
      <div className={classes.bigActions}>
        {meanwhile && entry.kind === 'needling' ? (
          <Button kind="primary" onClick={() => unsent.recordBesides(entry)}>
            {t('besides')}
          </Button>
        ) : (
          <Button kind="primary" onClick={onChange}>
            {t('change')}
          </Button>
        )}
        <Button onClick={() => unsent.takeAway(entry)}>{entry.kind === 'needling' ? t('away') : t('awayCount')}</Button>
      </div>
    </Notice>
  )
}
