'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ExceptionRow } from '#features/schedule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { Affected } from '../../keeping/Affected.tsx'
import edit from '../../keeping/edit.module.css'
import settings from '../../keeping/keeping.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import type { usePanel } from '../../keeping/use-panel.ts'
import { useSave } from '../../keeping/use-save.ts'
import { stretchWords } from './exception-words.ts'
import classes from './hours.module.css'
import type { ExceptionsList, ToldException } from './use-exceptions.ts'
import { useHoursWords } from './use-hours-words.ts'

interface ExceptionsProps {
  exceptions: ExceptionsList
  panel: ReturnType<typeof usePanel>
  mayAdd: boolean
  /** Whose it is, where more than one are shown. */
  withNames: boolean
  nowMs: number
}

/** Absences, holidays, rooms out of use and extra hours, the next first. */
export const Exceptions = ({ exceptions, panel, mayAdd, withNames, nowMs }: ExceptionsProps) => {
  const t = useTranslations('schedule.exceptions')
  const { list, rows, past, setPast } = exceptions
  return (
    <section className={settings.section} aria-labelledby="otherwise">
      <div className={classes.head}>
        <h2 id="otherwise">{t('title')}</h2>
        <div className={settings.actions}>
          {mayAdd ? (
            <Button aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
              {t('new')}
            </Button>
          ) : null}
          <Button kind="quiet" aria-pressed={past} onClick={() => setPast(!past)}>
            {t(past ? 'coming' : 'past')}
          </Button>
        </div>
      </div>
      <ListStates list={list} count={rows.length} empty={<EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}>
        <ul className={classes.exceptions}>
          {rows.map((row) => (
            <OneException key={row.id} row={row} panel={panel} withName={withNames} nowMs={nowMs} />
          ))}
        </ul>
      </ListStates>
    </section>
  )
}

interface OneExceptionProps {
  row: ExceptionRow
  panel: ExceptionsProps['panel']
  withName: boolean
  nowMs: number
}

/** The panel of the visits that a closing falls on. */
export const callsOf = (exceptionId: string): string => `calls ${exceptionId}`

const OneException = ({ row, panel, withName, nowMs }: OneExceptionProps) => {
  const t = useTranslations('schedule.exceptions')
  const tCalls = useTranslations('schedule.calls')
  const trpc = useTRPC()
  const { dayText } = useHoursWords(nowMs)
  const ending = useSave(trpc.schedule.endException.mutationOptions(), () => {})
  const when = stretchWords(row, { dayText, daysText: (from, until) => t('days', { from, until }) })
  const end = (affectedSeen: number | null) => ending.send({ id: row.id, version: row.version }, affectedSeen)
  return (
    <li data-kind={row.kind}>
      <div className={classes.exception}>
        <span className={classes.mark} aria-hidden="true" />
        <div>
          <strong>{when}</strong> {row.state === 'now' ? <span className={classes.now}>{t('now')}</span> : null}
          <span className={edit.quiet}>
            {withName ? (
              <>
                <bdi>{row.name}</bdi>
                {' · '}
              </>
            ) : null}
            {t(`kind.${row.subject.kind}.${row.kind}`)}
            {' · '}
            <bdi>{row.reason}</bdi>
            {row.byName === null ? null : ` · ${t('by', { name: row.byName })}`}
          </span>
        </div>
        {row.state === 'past' ? null : (
          <div className={settings.actions}>
            {row.toMove === 0 ? null : (
              <Button aria-expanded={panel.open === callsOf(row.id)} onClick={panel.opener(callsOf(row.id))}>
                {tCalls('open', { count: row.toMove })}
              </Button>
            )}
            <Button kind="quiet" aria-expanded={panel.open === row.id} onClick={panel.opener(row.id)}>
              {t('change')}
            </Button>
            <Button kind="quiet" busy={ending.busy} onClick={() => end(null)}>
              {t(row.state === 'now' ? 'endNow' : 'takeBack')}
            </Button>
          </div>
        )}
      </div>
      {ending.affected === null ? null : <Affected saving={ending} onSave={end} />}
      {ending.error !== null && ending.affected === null ? <ApiNotice error={ending.error} /> : null}
    </li>
  )
}

interface SavedExceptionProps {
  told: ToldException | null
  onUndone: () => void
}

/** What was just saved, with the way back. */
export const SavedException = ({ told, onUndone }: SavedExceptionProps) => {
  const t = useTranslations('schedule')
  const trpc = useTRPC()
  const undoing = useSave(trpc.schedule.endException.mutationOptions(), onUndone)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (told !== null) place.current?.scrollIntoView({ block: 'nearest' })
  }, [told])
  if (told === null) return null
  if (told === 'undone') return <Told>{t('undone')}</Told>
  return (
    <div ref={place}>
      <Notice tone="done" role="status" title={told.words}>
        <Button busy={undoing.busy} onClick={() => undoing.send({ id: told.id, version: told.version })}>
          {t('undo')}
        </Button>
        {undoing.error === null ? null : <ApiNotice error={undoing.error} />}
      </Notice>
    </div>
  )
}
