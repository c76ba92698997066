'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDay } from '#words/time.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../record.module.css'
import { usePlace } from '../use-place.ts'
import { CoSignNote } from './CoSignNote.tsx'

const PAGE = 50

/** Signed notes that wait for a second name, the longest waiting first. */
export const CoSignScreen = () => {
  const t = useTranslations('note.cosign')
  const trpc = useTRPC()
  const place = usePlace()
  const [limit, setLimit] = useState(PAGE)
  const [openId, setOpenId] = useState<string | null>(null)
  const waiting = useQuery(trpc.clinicalNote.toCosign.queryOptions({ limit }))
  return (
    <div className={classes.page}>
      <PageTitle subtitle={t('intro')}>{t('title')}</PageTitle>
      {waiting.data === undefined ? (
        <NotYet query={waiting} rows={5} />
      ) : waiting.data.notes.length === 0 ? (
        <EmptyState icon="check" title={t('empty')}>
          {t('emptyHint')}
        </EmptyState>
      ) : (
        <ul className={classes.waiting}>
          {waiting.data.notes.map((note) => (
            <li key={note.encounterId}>
              <div className={classes.waitingHead}>
                <div>
                  <strong>
                    <bdi>{note.patientName}</bdi>
                  </strong>
                  <p className={classes.soft}>
                    {t('row', { author: note.authorName, day: formatDay(Date.parse(note.startedAt), place) })} ·{' '}
                    {t('for', { name: note.cosignerName })}
                  </p>
                </div>
                <Button
                  aria-expanded={openId === note.encounterId}
                  onClick={() => setOpenId(openId === note.encounterId ? null : note.encounterId)}
                >
                  {t('read', { patient: note.patientName })}
                </Button>
              </div>
              {openId === note.encounterId ? <CoSignNote encounterId={note.encounterId} /> : null}
            </li>
          ))}
        </ul>
      )}
      {waiting.data?.nextOffset == null || limit >= 2 * PAGE ? null : (
        <Button onClick={() => setLimit(2 * PAGE)}>{t('more')}</Button>
      )}
    </div>
  )
}
