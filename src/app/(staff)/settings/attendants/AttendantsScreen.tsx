'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import type { AttendantSetup } from '#features/attendant/schema.ts'
import { languageName } from '#words/language-name.ts'
import { isLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { KeptList } from '../../keeping/KeptList.tsx'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
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
  return (
    <KeptList
      Frame={SettingsFrame}
      say={(word) => t(word)}
      saidWhenSaved={(name) => t('saved', { name })}
      list={list}
      rows={attendants}
      mayAdd={mayEdit}
      formOf={(attendant, done) => <AttendantPanel attendant={attendant} mayEdit={mayEdit} {...done} />}
    >
      {(panel) => <AttendantTable attendants={attendants} panel={panel} />}
    </KeptList>
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
