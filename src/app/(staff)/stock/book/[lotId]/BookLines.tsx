'use client'

import type { ReactNode } from 'react'
import { useLocale, useTimeZone, useTranslations } from 'use-intl/react'
import type { BookLine } from '#features/stock/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import classes from '../../../keeping/keeping.module.css'
import { ListStates } from '../../../keeping/ListStates.tsx'
import type { usePanel } from '../../../keeping/use-panel.ts'
import { usePlaceName } from '../../use-place-name.ts'

interface BookLinesProps {
  list: Parameters<typeof ListStates>[0]['list']
  lines: readonly BookLine[]
  mayTakeBack: boolean
  panel: ReturnType<typeof usePanel>
}

/** Every line of a lot, the latest first. What was taken back stays, and says so. */
export const BookLines = ({ list, lines, mayTakeBack, panel }: BookLinesProps) => {
  const t = useTranslations('needles.book')
  return (
    <section className={classes.section} aria-labelledby="lines">
      <h2 id="lines">{t('lines')}</h2>
      <ListStates list={list} count={lines.length} empty={<EmptyState title={t('noLines')} />}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.what')}</th>
              <th scope="col" data-number="true">
                {t('column.quantity')}
              </th>
              <th scope="col">{t('column.place')}</th>
              <th scope="col">{t('column.when')}</th>
              <th scope="col">{t('column.why')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.id} line={line}>
                {mayTakeBack && line.mayTakeBack ? (
                  <Button
                    kind="quiet"
                    onClick={panel.opener(`back:${line.id}`)}
                    aria-expanded={panel.open === `back:${line.id}`}
                  >
                    {t('takeBack')}
                  </Button>
                ) : null}
              </Line>
            ))}
          </tbody>
        </table>
      </ListStates>
    </section>
  )
}

/** What was set aside by nobody was never in use: it came from a visit, and its line says so in our words. */
const whyOf = ({ kind, reason }: BookLine): string | null => (kind === 'quarantined' ? reason : (reason ?? ''))

const Line = ({ line, children }: { line: BookLine; children: ReactNode }) => {
  const t = useTranslations('needles.book')
  const nameOf = usePlaceName()
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone: useTimeZone() ?? 'UTC' }
  return (
    <tr data-off={line.takenBack}>
      <th scope="row">{t(`kind.${line.kind}`)}</th>
      <td data-label={t('column.quantity')} data-number="true">
        {line.quantity === 0 ? '' : t('signed', { count: line.quantity })}
      </td>
      <td data-label={t('column.place')}>{line.place === null ? t('wholeLot') : nameOf(line.place)}</td>
      <td data-label={t('column.when')}>
        {formatDateTime(Date.parse(line.at), context)}
        {line.byName === null ? null : <span className={classes.quiet}> {line.byName}</span>}
      </td>
      <td data-label={t('column.why')}>
        {line.takenBack ? t('takenBack') : <bdi>{whyOf(line) ?? t('foundInVisit')}</bdi>} {children}
      </td>
    </tr>
  )
}
