'use client'

import { useLocale, useTimeZone, useTranslations } from 'use-intl/react'
import type { TraceRow } from '#features/trace/schema.ts'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import classes from '../../../keeping/keeping.module.css'

/** Everyone to be told, with how to reach them: one row for each visit. */
export const ReachedPeople = ({ rows }: { rows: readonly TraceRow[] }) => {
  const t = useTranslations('stock')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('contact')}</th>
          <th scope="col">{t('used')}</th>
          <th scope="col">{t('by')}</th>
          <th scope="col" data-number="true">
            {t('count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ReachedRow key={row.encounterId} row={row} />
        ))}
      </tbody>
    </table>
  )
}

const ReachedRow = ({ row }: { row: TraceRow }) => {
  const t = useTranslations()
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const context = { locale, zone: useTimeZone() ?? 'UTC' }
  return (
    <tr>
      <th scope="row">
        <bdi className={classes.person}>{row.name}</bdi>
        {row.birthDate === null ? null : (
          <span className={classes.quiet}>{t('common.bornOn', { date: formatDate(row.birthDate, locale) })}</span>
        )}
      </th>
      <td data-label={t('stock.contact')}>
        <span className={classes.contact}>
          {row.phone === null ? null : <a href={phoneHref(row.phone)}>{row.phone}</a>}
          {row.email === null ? null : <a href={`mailto:${row.email}`}>{row.email}</a>}
          {row.phone === null && row.email === null ? (
            <span className={classes.missing}>{t('stock.noContact')}</span>
          ) : null}
        </span>
      </td>
      <td data-label={t('stock.used')}>
        <span className={classes.contact}>
          {formatDateTime(Date.parse(row.usedIso), context)}
          {row.deviation ? (
            <span className={classes.deviation}>
              <Icon name="alert" size={14} />
              {[t('stock.deviation'), row.broke.map((kind) => t(`lot.broke.${kind}`)).join(', ')]
                .filter(Boolean)
                .join(': ')}
            </span>
          ) : null}
        </span>
      </td>
      <td data-label={t('stock.by')}>
        <bdi>{row.practitionerName}</bdi>
      </td>
      <td data-label={t('stock.count')} data-number="true">
        {row.needles ?? t('stock.notCounted')}
      </td>
    </tr>
  )
}
