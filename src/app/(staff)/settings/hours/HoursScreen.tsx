'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { weekAround } from '#domain/availability/bars.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { ListStates } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { CallsPanel } from './CallsPanel.tsx'
import { ExceptionPanel } from './ExceptionPanel.tsx'
import { callsOf, Exceptions, SavedException } from './Exceptions.tsx'
import type { KeptSubject } from './exception-draft.ts'
import classes from './hours.module.css'
import { useExceptions } from './use-exceptions.ts'
import { WeekPicture } from './WeekPicture.tsx'

interface HoursScreenProps {
  nowMs: number
  today: string
  /** Whoever treats sees and keeps their own hours alone. */
  onlyOwn: boolean
}

/** The week of the clinic as a picture, and below it what is otherwise on some days. */
export const HoursScreen = ({ nowMs, today, onlyOwn }: HoursScreenProps) => {
  const t = useTranslations('schedule')
  const [monday, setMonday] = useState(weekAround(today)[0] ?? today)
  const list = useWeek(monday)
  const pages = list.data?.pages ?? []
  const rows = pages.flatMap((page) => page.rows)
  const exceptions = useExceptions(null)
  const panel = usePanel()
  const open = exceptions.rows.find(({ id }) => panel.open === id) ?? null
  const calls = exceptions.rows.find(({ id }) => panel.open === callsOf(id)) ?? null
  const subjects = subjectsOf(rows, pages[0]?.locations ?? [])
  return (
    <SettingsFrame
      title={t('title')}
      intro={t(onlyOwn ? 'introOwn' : 'intro')}
      aside={<WeekSwitch monday={monday} today={today} onChange={setMonday} />}
      panel={
        calls !== null ? (
          <CallsPanel key={panel.open} exception={calls} onClose={panel.close} />
        ) : panel.open === 'new' || open !== null ? (
          <ExceptionPanel
            key={panel.open}
            exception={open}
            subjects={subjects}
            today={today}
            nowMs={nowMs}
            onClose={panel.close}
            onSaved={(saved) => {
              panel.close()
              exceptions.tell(saved)
            }}
          />
        ) : null
      }
      panelLabel={t('exceptions.newTitle')}
    >
      <ListStates
        list={list}
        count={rows.length}
        empty={<EmptyState title={t('week.empty')}>{t('week.emptyHint')}</EmptyState>}
      >
        <WeekPicture
          dates={pages[0]?.dates ?? []}
          locations={pages[0]?.locations ?? []}
          rows={rows}
          today={today}
          nowMs={nowMs}
        />
      </ListStates>
      <SavedException told={exceptions.told} onUndone={() => exceptions.tell('undone')} />
      <Exceptions
        exceptions={exceptions}
        panel={panel}
        mayAdd={subjects.length > 0}
        withNames={!onlyOwn}
        nowMs={nowMs}
      />
    </SettingsFrame>
  )
}

const useWeek = (monday: string) => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  return useRows([...trpc.schedule.week.pathKey(), monday], (page, signal) =>
    api.schedule.week.query({ firstDate: monday, ...page }, { signal }),
  )
}

type Rows = readonly { readonly subject: KeptSubject['subject']; readonly name: string; readonly locationId: string }[]

/** Each once, with where they can be closed or open. */
const subjectsOf = (rows: Rows, locations: KeptSubject['locations']): KeptSubject[] => {
  const known = new Map<string, KeptSubject>()
  for (const { subject, name, locationId } of rows) {
    const at = subject.kind === 'practitioner' ? locations : locations.filter(({ id }) => id === locationId)
    if (!known.has(subject.id)) known.set(subject.id, { subject, name, locations: at })
  }
  return [...known.values()]
}

const WeekSwitch = ({
  monday,
  today,
  onChange,
}: {
  monday: string
  today: string
  onChange: (monday: string) => void
}) => {
  const t = useTranslations('schedule.week')
  const step = (days: number) => onChange(dateOf(dayNumberOf(monday) + days))
  return (
    <div className={classes.switch}>
      <Button kind="quiet" onClick={() => step(-7)} aria-label={t('before')}>
        <Icon name="back" />
      </Button>
      <Button onClick={() => onChange(weekAround(today)[0] ?? today)}>{t('this')}</Button>
      <Button kind="quiet" onClick={() => step(7)} aria-label={t('after')}>
        <Icon name="forward" />
      </Button>
    </div>
  )
}
