'use client'

import { useLocale, useTimeZone, useTranslations } from 'use-intl/react'
import type { ReachedPerson } from '#features/lot/schema.ts'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import classes from '../../../keeping/keeping.module.css'

/** Everyone to be told, with how to reach them: one row for each use. */
export const ReachedPeople = ({ uses }: { uses: readonly ReachedPerson[] }) => {
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
        {uses.map((use) => (
          <ReachedRow key={use.id} use={use} />
        ))}
      </tbody>
    </table>
  )
}

const ReachedRow = ({ use }: { use: ReachedPerson }) => {
  const t = useTranslations()
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const context = { locale, zone: useTimeZone() ?? 'UTC' }
  return (
    <tr>
      <th scope="row">
        <bdi className={classes.person}>{use.name}</bdi>
        {use.birthDate === null ? null : (
          <span className={classes.quiet}>{t('common.bornOn', { date: formatDate(use.birthDate, locale) })}</span>
        )}
      </th>
      <td data-label={t('stock.contact')}>
        <span className={classes.contact}>
          {use.phone === null ? null : <a href={phoneHref(use.phone)}>{use.phone}</a>}
          {use.email === null ? null : <a href={`mailto:${use.email}`}>{use.email}</a>}
          {use.phone === null && use.email === null ? (
            <span className={classes.missing}>{t('stock.noContact')}</span>
          ) : null}
        </span>
      </td>
      <td data-label={t('stock.used')}>
        <span className={classes.contact}>
          {formatDateTime(Date.parse(use.usedAt), context)}
          {use.deviation ? (
            <span className={classes.deviation}>
              <Icon name="alert" size={14} />
              {[t('stock.deviation'), use.broke.map((kind) => t(`lot.broke.${kind}`)).join(', ')]
                .filter(Boolean)
                .join(': ')}
            </span>
          ) : null}
        </span>
      </td>
      <td data-label={t('stock.by')}>
        <bdi>{use.practitionerName}</bdi>
      </td>
      <td data-label={t('stock.count')} data-number="true">
        {use.needles ?? t('stock.notCounted')}
      </td>
    </tr>
  )
}
