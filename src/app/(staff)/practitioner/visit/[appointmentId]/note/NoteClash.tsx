'use client'

import { useTranslations } from 'use-intl/react'
import { bothNotes, type NoteWords } from '#domain/encounter/note.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import classes from './note.module.css'
import type { NoteDraft } from './use-note.ts'

/** Two screens wrote in the same part: both are shown, and nothing is saved until it is said what stays. */
export const NoteClash = ({ theirs, draft }: { theirs: NoteWords; draft: NoteDraft }) => {
  const t = useTranslations('note')
  const { words, clashes, decide } = draft
  return (
    <Notice tone="danger" role="alert" title={t('conflict.title')}>
      <p>{t('conflict.body')}</p>
      {clashes.map((part) => (
        <dl key={part} className={classes.clash} aria-label={t(`part.${part}`)}>
          <div>
            <dt>{t('conflict.there')}</dt>
            <dd>{theirs[part] === '' ? t('conflict.empty') : theirs[part]}</dd>
          </div>
          <div>
            <dt>{t('conflict.here')}</dt>
            <dd>{words[part] === '' ? t('conflict.empty') : words[part]}</dd>
          </div>
        </dl>
      ))}
      <div className={classes.choices}>
        <Button kind="primary" onClick={() => decide(bothNotes(theirs, words))}>
          {t('conflict.keepBoth')}
        </Button>
        <Button onClick={() => decide(words)}>{t('conflict.keepMine')}</Button>
        <Button onClick={() => decide(theirs)}>{t('conflict.takeTheirs')}</Button>
      </div>
    </Notice>
  )
}
