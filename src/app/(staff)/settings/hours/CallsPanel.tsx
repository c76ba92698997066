'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { ClosedOverVisit, ExceptionRow } from '#features/schedule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { useRows } from '../../keeping/use-rows.ts'
import { useSave } from '../../keeping/use-save.ts'
import hours from './hours.module.css'

interface CallsPanelProps {
  exception: ExceptionRow
  onClose: () => void
}

/** The visits that a closing falls on: those whose patients one press tells, and those who have to be called. */
export const CallsPanel = ({ exception, onClose }: CallsPanelProps) => {
  const t = useTranslations('schedule.calls')
  const tEdit = useTranslations('settings.edit')
  const trpc = useTRPC()
  const { list, visits } = useClosedOver(exception.id)
  const [told, setTold] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const telling = useSave(trpc.schedule.callOff.mutationOptions(), (done) => {
    setTold(t('done', done))
    heading.current?.focus()
  })
  const reached = visits.filter(({ reach }) => reach !== 'call')
  const others = visits.filter(({ reach }) => reach === 'call')
  const tell = () => telling.send({ exceptionId: exception.id, appointmentIds: reached.map(({ id }) => id) })
  return (
    <section
      className={edit.panel}
      aria-label={t('title')}
      onKeyDown={({ key }) => (key === 'Escape' ? onClose() : undefined)}
    >
      <div className={edit.head}>
        <h2 ref={heading} tabIndex={-1}>
          {t('title')}
        </h2>
        <Button kind="quiet" onClick={onClose} aria-label={tEdit('close')} aria-keyshortcuts="Escape">
          <Icon name="close" />
        </Button>
      </div>
      <p className={edit.quiet}>{t('intro', { name: exception.name, reason: exception.reason })}</p>
      {told === null ? null : <Told>{told}</Told>}
      <ListStates list={list} count={visits.length} empty={<EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}>
        {reached.length === 0 ? null : (
          <Group title={t('messageList')} visits={reached}>
            <p className={edit.quiet}>{t('doHint')}</p>
            <Button kind="danger" busy={telling.busy} onClick={tell}>
              {t('do', { count: reached.length })}
            </Button>
          </Group>
        )}
        {others.length === 0 ? null : (
          <Group title={t('callList')} visits={others}>
            <Notice tone="due">{t('callHint')}</Notice>
          </Group>
        )}
      </ListStates>
      {telling.error === null ? null : <ApiNotice error={telling.error} />}
      <div className={edit.actions}>
        <Button kind="quiet" onClick={onClose}>
          {tEdit('close')}
        </Button>
      </div>
    </section>
  )
}

const useClosedOver = (exceptionId: string) => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows([...trpc.schedule.closedOver.pathKey(), exceptionId], (page, signal) =>
    api.schedule.closedOver.query({ exceptionId, ...page }, { signal }),
  )
  return { list, visits: list.data?.pages.flatMap((page) => page.visits) ?? [] }
}

interface GroupProps {
  title: string
  visits: readonly ClosedOverVisit[]
  children: ReactNode
}

const Group = ({ title, visits, children }: GroupProps) => {
  const t = useTranslations('schedule.calls')
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  return (
    <section className={edit.group} aria-label={title}>
      <h3 className={hours.callsTitle}>{title}</h3>
      <ul className={edit.affected}>
        {visits.map(({ id, startIso, timeZone: zone, patientName, practitionerName, serviceName, reach, phone }) => (
          <li key={id}>
            <strong>{formatDateTime(Date.parse(startIso), { locale, zone })}</strong> <bdi>{patientName}</bdi>
            <span className={edit.quiet}>{`${serviceName} · ${practitionerName}`}</span>
            <span className={edit.quiet}>
              {reach !== 'call' ? (
                t(`told.${reach}`)
              ) : phone === null ? (
                t('noPhone')
              ) : (
                <>
                  {t('toCall')} <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
