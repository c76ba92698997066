'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import type { HoursRow, Subject } from '#features/schedule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import settings from '../../../../keeping/keeping.module.css'
import { ListStates, Told } from '../../../../keeping/ListStates.tsx'
import { usePanel } from '../../../../keeping/use-panel.ts'
import { useRows } from '../../../../keeping/use-rows.ts'
import { SettingsFrame } from '../../../SettingsFrame.tsx'
import { CallsPanel } from '../../CallsPanel.tsx'
import { EndHoursPanel } from '../../EndHoursPanel.tsx'
import { ExceptionPanel } from '../../ExceptionPanel.tsx'
import { callsOf, Exceptions, SavedException } from '../../Exceptions.tsx'
import type { KeptSubject } from '../../exception-draft.ts'
import { HoursPanel } from '../../HoursPanel.tsx'
import { HoursRules } from '../../HoursRules.tsx'
import classes from '../../hours.module.css'
import { useExceptions } from '../../use-exceptions.ts'

interface SubjectScreenProps extends KeptSubject {
  nowMs: number
}

/** The hours of one person, room or location in words, and what is otherwise there. */
export const SubjectScreen = ({ nowMs, subject, name, locations }: SubjectScreenProps) => {
  const t = useTranslations('schedule')
  const list = useHours(subject)
  const hours = list.data?.pages.flatMap((page) => page.hours) ?? []
  const exceptions = useExceptions(subject)
  const panel = usePanel()
  const [told, setTold] = useState<string | null>(null)
  const today = localDateOf(nowMs, locations[0]?.timeZone ?? 'UTC')
  const close = (said: string | null = null) => {
    panel.close()
    if (said !== null) setTold(said)
  }
  return (
    <SettingsFrame
      title={name}
      intro={t(`week.kind.${subject.kind}`)}
      backTo={{ href: '/settings/hours', name: t('back') }}
      aside={
        <Button kind="primary" aria-expanded={panel.open === 'hours'} onClick={panel.opener('hours')}>
          {t('new')}
        </Button>
      }
      panel={
        panel.open === null ? null : (
          <OpenPanel
            open={panel.open}
            kept={{ subject, name, locations }}
            hours={hours}
            exceptions={exceptions}
            today={today}
            nowMs={nowMs}
            onClose={close}
          />
        )
      }
      panelLabel={t('hoursOf')}
    >
      {told === null ? null : <Told key={told}>{told}</Told>}
      <section className={settings.section} aria-labelledby="hours">
        <div className={classes.head}>
          <h2 id="hours">{t('hoursOf')}</h2>
        </div>
        <ListStates
          list={list}
          count={hours.length}
          empty={<EmptyState title={t('noHours')}>{t(`noHoursHint.${subject.kind}`)}</EmptyState>}
        >
          <HoursRules hours={hours} locations={locations} panel={panel} today={today} nowMs={nowMs} />
        </ListStates>
      </section>
      <SavedException told={exceptions.told} onUndone={() => exceptions.tell('undone')} />
      <Exceptions exceptions={exceptions} panel={panel} mayAdd withNames={false} nowMs={nowMs} />
    </SettingsFrame>
  )
}

const useHours = (subject: Subject) => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  return useRows([...trpc.schedule.hours.pathKey(), subject.id], (page, signal) =>
    api.schedule.hours.query({ subject, ...page }, { signal }),
  )
}

interface OpenPanelProps {
  /** 'hours', 'new', the id of an exception, alone or after 'calls ', or the id of hours after 'edit ' or 'end ' */
  open: string
  kept: KeptSubject
  hours: readonly HoursRow[]
  exceptions: ReturnType<typeof useExceptions>
  today: string
  nowMs: number
  onClose: (said?: string | null) => void
}

/** Whatever is being changed. */
const OpenPanel = ({ open, kept, hours, exceptions, today, nowMs, onClose }: OpenPanelProps) => {
  const leave = () => onClose()
  const calls = exceptions.rows.find(({ id }) => open === callsOf(id)) ?? null
  if (calls !== null) return <CallsPanel key={open} exception={calls} onClose={leave} />
  const exception = exceptions.rows.find(({ id }) => id === open) ?? null
  if (open === 'new' || exception !== null) {
    return (
      <ExceptionPanel
        key={open}
        exception={exception}
        subjects={[kept]}
        today={today}
        nowMs={nowMs}
        onClose={leave}
        onSaved={(saved) => {
          onClose()
          exceptions.tell(saved)
        }}
      />
    )
  }
  const [what, id] = open.split(' ')
  const row = hours.find((one) => one.id === id) ?? null
  if (what === 'end' && row !== null) {
    return <EndHoursPanel key={open} row={row} today={today} nowMs={nowMs} onClose={leave} onEnded={onClose} />
  }
  if (what === 'hours' || row !== null) {
    return <HoursPanel key={open} row={row} kept={kept} today={today} nowMs={nowMs} onClose={leave} onSaved={onClose} />
  }
  return null
}
