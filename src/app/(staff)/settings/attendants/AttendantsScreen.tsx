'use client'

import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { AttendantSetup } from '#features/attendant/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { languageName } from '#words/language-name.ts'
import { isLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import classes from '../../keeping/keeping.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { AttendantPanel } from './AttendantPanel.tsx'

/** Who can be with a patient beside the practitioner. */
export const AttendantsScreen = ({ mayEdit }: { mayEdit: boolean }) => {
  const t = useTranslations('premises.attendants')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.attendant.setup.pathKey(), (page, signal) => api.attendant.setup.query(page, { signal }))
  const attendants = list.data?.pages.flatMap((page) => page.attendants) ?? []
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const open = attendants.find(({ id }) => id === panel.open) ?? null
  return (
    <SettingsFrame
      title={t('title')}
      intro={t('intro')}
      aside={
        mayEdit ? (
          <Button kind="primary" aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
            {t('new')}
          </Button>
        ) : undefined
      }
      panel={
        panel.open === 'new' || open !== null ? (
          <AttendantPanel
            key={panel.open}
            attendant={open}
            mayEdit={mayEdit}
            onClose={panel.close}
            onSaved={(name) => {
              panel.close()
              setSaved(name)
            }}
          />
        ) : null
      }
    >
      {saved === null ? null : <Told key={saved}>{t('saved', { name: saved })}</Told>}
      <ListStates
        list={list}
        count={attendants.length}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      >
        <AttendantTable attendants={attendants} panel={panel} />
      </ListStates>
    </SettingsFrame>
  )
}

interface AttendantTableProps {
  attendants: readonly AttendantSetup[]
  panel: ReturnType<typeof usePanel>
}

const AttendantTable = ({ attendants, panel }: AttendantTableProps) => {
  const t = useTranslations('premises.attendants')
  const state = useTranslations('settings.edit')
  const locale = useLocale()
  const day = (date: string) => formatDate(date, isLocale(locale) ? locale : 'en')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.kind')}</th>
          <th scope="col">{t('column.languages')}</th>
        </tr>
      </thead>
      <tbody>
        {attendants.map(({ id, name, kind, languages, active, awayFrom, awayUntil }) => (
          <tr key={id} data-off={!active}>
            <th scope="row">
              <button
                type="button"
                className={edit.opener}
                aria-expanded={panel.open === id}
                onClick={panel.opener(id)}
              >
                <bdi>{name}</bdi>
              </button>
              {active ? null : <span className={edit.quiet}>{state('retired')}</span>}
              {awayFrom === null ? null : (
                <span className={edit.quiet}>
                  {awayUntil === null
                    ? t('awayOn', { from: day(awayFrom) })
                    : t('away', { from: day(awayFrom), until: day(awayUntil) })}
                </span>
              )}
            </th>
            <td data-label={t('column.kind')}>{t(kind)}</td>
            <td data-label={t('column.languages')}>{languages.map((code) => languageName(code, locale)).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
