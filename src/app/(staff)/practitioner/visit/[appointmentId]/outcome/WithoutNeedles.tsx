'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { WITHOUT_NEEDLES } from '#features/visit-treatment/schema.ts'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { Fold } from '../Fold.tsx'
import { useEntry } from '../use-entry.ts'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import classes from './outcome.module.css'

/** What is done beside needles, or instead of them: a tick each, saved at once. */
export const WithoutNeedles = () => {
  const t = useTranslations('outcome.without')
  const state = useTranslations('practitioner.visit.state')
  const technique = useTranslations('technique.name')
  const trpc = useTRPC()
  const { data, treats, progress } = useVisit()
  const [toggled, setToggled] = useState<boolean | null>(null)
  const { appointmentId } = data.visit
  const found = useQuery(trpc.visitTreatment.ofVisit.queryOptions({ appointmentId }, { enabled: data.mayTreat }))
  if (!data.mayTreat) return null
  const open = toggled ?? !progress.needlingPlanned
  const treatments = found.data?.treatments ?? []
  const given = WITHOUT_NEEDLES.filter((one) => treatments.some((row) => row.technique === one))
  return (
    <Fold
      id="without"
      name={t('title')}
      state={given.length > 0 ? 'done' : 'optional'}
      stateWords={state(given.length > 0 ? 'done' : 'optional')}
      open={open}
      onToggle={() => setToggled(!open)}
      summary={given.map((one) => technique(one)).join(', ')}
    >
      <p className={classes.hint}>{t('hint')}</p>
      <div className={classes.ticks}>
        {WITHOUT_NEEDLES.filter((one) => treats || given.includes(one)).map((one) => (
          <Tick
            key={`${one} ${String(given.includes(one))}`}
            technique={one}
            given={given.includes(one)}
            remark={treatments.find((row) => row.technique === one)?.remark ?? ''}
          />
        ))}
      </div>
    </Fold>
  )
}

interface TickProps {
  technique: (typeof WITHOUT_NEEDLES)[number]
  given: boolean
  remark: string
}

const Tick = ({ technique, given, remark }: TickProps) => {
  const t = useTranslations('outcome.without')
  const name = useTranslations('technique.name')
  const { data, treats } = useVisit()
  const api = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(remark)
  const entry = useEntry(
    async (input: Parameters<typeof api.visitTreatment.record.mutate>[0]) => {
      const saved = await api.visitTreatment.record.mutate(input)
      await queries.invalidateQueries(trpc.visitTreatment.pathFilter())
      return saved
    },
    { inTurn: true },
  )
  const save = (done: boolean) =>
    void entry.send({ encounterId: encounterIdOf(data), technique, done, remark: done ? typed : '' })
  return (
    <div className={classes.form}>
      <CheckField
        label={name(technique)}
        checked={given}
        disabled={!treats || entry.unsent}
        onChange={({ currentTarget }) => save(currentTarget.checked)}
      />
      {given ? (
        <TextField
          label={t('remark')}
          maxLength={500}
          readOnly={!treats}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={() => {
            if (treats && typed !== remark) save(true)
          }}
        />
      ) : null}
      <EntryNotice entry={entry} />
    </div>
  )
}
