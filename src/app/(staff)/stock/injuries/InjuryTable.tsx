'use client'

import { useTranslations } from 'use-intl/react'
import type { Injury } from '#features/sharps-injury/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { formatDateTime } from '#words/time.ts'
import classes from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
import { usePlace } from '../../practitioner/use-place.ts'

type Panel = ReturnType<typeof usePanel>

export const InjuryTable = ({ injuries, panel }: { injuries: readonly Injury[]; panel: Panel }) => {
  const t = useTranslations('needles.injury')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('hurt')}</th>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('source')}</th>
        </tr>
      </thead>
      <tbody>
        {injuries.map((injury) => (
          <InjuryRow key={injury.id} injury={injury} panel={panel} />
        ))}
      </tbody>
    </table>
  )
}

const InjuryRow = ({ injury, panel }: { injury: Injury; panel: Panel }) => {
  const t = useTranslations('needles.injury')
  const place = usePlace()
  const { id, hurtName, happenedAt, roomName, description, source } = injury
  const when = formatDateTime(Date.parse(happenedAt), place)
  const from = source === null ? null : (source.visit?.patientName ?? t('unknown', { reason: source.reason }))
  return (
    <tr>
      <th scope="row">
        <bdi className={classes.person}>{hurtName}</bdi>
      </th>
      <td data-label={t('when')}>{t('facts', { when, place: roomName ?? t('elsewhere') })}</td>
      <td data-label={t('what')}>{description}</td>
      <td data-label={t('source')}>
        <span className={classes.contact}>
          {source === null || from === null ? (
            <strong className={classes.missing}>{t('open')}</strong>
          ) : (
            <bdi>{t('decidedBy', { who: from, name: source.byName })}</bdi>
          )}
          <Button
            kind="quiet"
            aria-label={t('findLabel', { name: hurtName, when })}
            aria-expanded={panel.open === id}
            onClick={panel.opener(id)}
          >
            {t('find')}
          </Button>
        </span>
      </td>
    </tr>
  )
}
