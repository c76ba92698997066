'use client'

import { useTranslations } from 'use-intl/react'
import type { TraceRow } from '#features/trace/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import settings from '../../keeping/keeping.module.css'
import { usePlace } from '../../practitioner/use-place.ts'

/** Needles of one lot in one visit. */
export const TraceLine = ({ row }: { row: TraceRow }) => {
  const t = useTranslations('recall.trace')
  const place = usePlace()
  const number = useLotNumber()
  const marks = [...(row.status === 'recalled' ? [t('recalled')] : []), ...(row.deviation ? [t('deviation')] : [])]
  return (
    <tr>
      <th scope="row">
        <bdi className={settings.person}>{row.name}</bdi>
        {row.birthDate === null ? null : (
          <span className={settings.quiet}>{t('born', { date: formatDate(row.birthDate, place.locale) })}</span>
        )}
      </th>
      <td data-label={t('used')}>{formatDateTime(Date.parse(row.usedIso), place)}</td>
      <td data-label={t('by_')}>
        <bdi>{row.practitionerName}</bdi>
      </td>
      <td data-label={t('lot')}>
        <span className={settings.contact}>
          {number.alone(row.lotNumber)}
          <span className={settings.quiet}>{`${row.productName}, ${row.size}`}</span>
          {marks.length === 0 ? null : <span className={settings.deviation}>{marks.join(', ')}</span>}
        </span>
      </td>
      <td data-label={t('needles')} data-number="true">
        {row.needles ?? t('notCounted')}
      </td>
      <td data-label={t('opened')}>{openedWords(row, t, place)}</td>
    </tr>
  )
}

const openedWords = (
  { openedByName, openedIso, roomName }: TraceRow,
  t: ReturnType<typeof useTranslations<'recall.trace'>>,
  place: ReturnType<typeof usePlace>,
): string => {
  if (openedIso === null) return t('notScanned')
  const when = formatDateTime(Date.parse(openedIso), place)
  return t('openedBy', { name: openedByName ?? '', when, room: roomName ?? '' })
}
