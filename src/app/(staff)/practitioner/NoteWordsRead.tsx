'use client'

import { useTranslations } from 'use-intl/react'
import { isBlank, NOTE_PARTS } from '#domain/encounter/note.ts'
import type { VisitRecord } from '#features/clinical-note/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import classes from './record.module.css'
import { usePlace } from './use-place.ts'

type Written = Pick<VisitRecord, 'words' | 'signature' | 'addenda'>

/** A note to be read: its parts, who signed it, what was added later. */
export const NoteWordsRead = ({ words, signature, addenda }: Written) => {
  const t = useTranslations('note')
  const place = usePlace()
  const timeOf = (at: string) => formatDateTime(Date.parse(at), place)
  return (
    <div className={classes.note}>
      {isBlank(words) ? (
        <p className={classes.soft}>{t('none')}</p>
      ) : (
        <dl className={classes.parts}>
          {NOTE_PARTS.filter((part) => words[part].trim() !== '').map((part) => (
            <div key={part}>
              <dt>{t(`part.${part}`)}</dt>
              <dd>{words[part]}</dd>
            </div>
          ))}
        </dl>
      )}
      {signature === null ? null : (
        <>
          <p className={classes.soft}>{t('sign.by', { name: signature.name, time: timeOf(signature.at) })}</p>
          {signature.cosigned !== null ? (
            <p className={classes.soft}>
              {t('sign.beside', { name: signature.cosigned.name, time: timeOf(signature.cosigned.at) })}
              {signature.cosigned.remark === '' ? '' : ` · ${signature.cosigned.remark}`}
            </p>
          ) : signature.cosigner !== null ? (
            <p className={classes.soft}>{t('sign.waits', { name: signature.cosigner })}</p>
          ) : null}
          {signature.intact ? null : (
            <Notice tone="danger" role="alert" title={t('sign.broken')}>
              {t('sign.brokenBody')}
            </Notice>
          )}
        </>
      )}
      {addenda.length === 0 ? null : (
        <section className={classes.addenda} aria-label={t('addenda.title')}>
          <p className={classes.label}>{t('addenda.title')}</p>
          {addenda.map(({ id, text, reason, byName, at }) => (
            <div key={id} className={classes.addendum}>
              <p className={classes.soft}>{t('addenda.line', { name: byName, time: timeOf(at), reason })}</p>
              <p className={classes.words}>{text}</p>
            </div>
          ))}
        </section>
      )}
    </div>
  )
}
