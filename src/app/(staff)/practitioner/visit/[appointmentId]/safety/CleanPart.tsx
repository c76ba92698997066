'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import incidents from '../../../incidents/incidents.module.css'
import { EntryNotice } from '../EntryNotice.tsx'
import { Fold } from '../Fold.tsx'
import { useEntry } from '../use-entry.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'

const MOMENTS = ['before', 'during', 'after'] as const

/** The clinic's few ticks, the link to its manual, and the container of this room. */
export const CleanPart = () => {
  const t = useTranslations('safety.clean')
  const state = useTranslations('practitioner.visit.state')
  const trpc = useTRPC()
  const { data } = useVisit()
  const encounterId = encounterIdOf(data)
  const [open, setOpen] = useState(false)
  const clean = useQuery(
    trpc.cleanTechnique.ofVisit.queryOptions({ encounterId }, { enabled: encounterId !== '' }),
  ).data
  const ticks = clean?.ticks ?? []
  const done = ticks.length > 0 && ticks.every(({ doneByName }) => doneByName !== null)
  return (
    <Fold
      id="clean"
      name={t('title')}
      state={done ? 'done' : 'optional'}
      stateWords={state(done ? 'done' : 'optional')}
      open={open}
      onToggle={() => setOpen(!open)}
    >
      {open && clean !== undefined ? (
        <>
          {ticks.length === 0 ? <p className={classes.hint}>{t('none')}</p> : <Ticks ticks={ticks} />}
          {clean.manualUrl === '' ? null : (
            <p className={classes.plain}>
              <a className={incidents.link} href={clean.manualUrl} target="_blank" rel="noreferrer">
                {t('manual', { name: clean.manualName || clean.manualUrl })}
              </a>
            </p>
          )}
          <Container roomId={clean.roomId} />
        </>
      ) : null}
    </Fold>
  )
}

interface TicksProps {
  ticks: readonly {
    readonly id: string
    readonly label: string
    readonly moment: (typeof MOMENTS)[number]
    readonly doneByName: string | null
  }[]
}

const Ticks = ({ ticks }: TicksProps) => {
  const t = useTranslations('safety.clean')
  const { data, records } = useVisit()
  const api = useTRPCClient()
  const entry = useEntry(
    (input: Parameters<typeof api.cleanTechnique.tick.mutate>[0]) => api.cleanTechnique.tick.mutate(input),
    { inTurn: true },
  )
  const tick = (tickId: string, ticked: boolean) => entry.send({ encounterId: encounterIdOf(data), tickId, ticked })
  return (
    <>
      {MOMENTS.map((moment) => (
        <fieldset key={moment} className={classes.bare} disabled={!records}>
          <legend>{t(`moment.${moment}`)}</legend>
          {ticks
            .filter((one) => one.moment === moment)
            .map(({ id, label, doneByName: name }) => (
              <CheckField
                key={id}
                label={name === null ? label : t('by', { label, name })}
                checked={name !== null}
                onChange={({ currentTarget }) => void tick(id, currentTarget.checked)}
              />
            ))}
        </fieldset>
      ))}
      <EntryNotice entry={entry} />
    </>
  )
}

const Container = ({ roomId }: { roomId: string }) => {
  const t = useTranslations('safety.clean')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { records } = useVisit()
  const [label, setLabel] = useState('')
  const rooms = useQuery(trpc.sharpsContainer.list.queryOptions()).data?.rooms
  const entry = useEntry((input: Parameters<typeof api.sharpsContainer.open.mutate>[0]) =>
    api.sharpsContainer.open.mutate(input),
  )
  const container = rooms?.find((room) => room.roomId === roomId)?.container
  if (container === undefined) return null
  const open = async () => {
    if ((await entry.send({ roomId, label: label.trim() })) !== null) setLabel('')
  }
  return (
    <>
      <Notice
        tone={container === null || container.over ? 'due' : 'info'}
        title={container === null ? t('noContainer') : t('container', { label: container.label, days: container.days })}
      >
        {container?.over ? t('over') : undefined}
      </Notice>
      {records ? (
        <details className={classes.unused}>
          <summary>{t('open')}</summary>
          <div className={classes.unusedBody}>
            <TextField
              label={t('label')}
              value={label}
              maxLength={100}
              required
              onChange={({ currentTarget }) => setLabel(currentTarget.value)}
            />
            <EntryNotice entry={entry} />
            <Button disabled={label.trim() === ''} busy={entry.saving} onClick={() => void open()}>
              {t('open')}
            </Button>
          </div>
        </details>
      ) : null}
    </>
  )
}
