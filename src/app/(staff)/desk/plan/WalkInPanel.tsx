'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { PatientLine } from '#ui/clinic/PatientLine.tsx'
import { RefusalCard } from '#ui/clinic/times/RefusalCard.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useDesk } from '../desk-context.ts'
import { PanelHead } from '../PanelHead.tsx'
import classes from '../panel.module.css'
import { useServices } from '../questions/What.tsx'
import { OverrideForm } from '../refusal/OverrideForm.tsx'
import { timesOf } from '../refusal/refused.ts'
import { type CameIn, useReceive, type WhoCame } from './use-receive.ts'

/** Somebody stands at the desk: a name and Enter, and the visit has begun. */
export const WalkInPanel = () => {
  const t = useTranslations('arrange.walkIn')
  const services = useServices().data?.services ?? []
  const [name, setName] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const receiving = useReceive()
  // a talk is always possible, and the room may do more
  const shortest = services.filter(({ needling }) => !needling).toSorted((a, b) => a.minutes - b.minutes)[0]
  const service = services.find(({ id }) => id === chosenId) ?? shortest ?? services[0]
  const typed = name.trim()
  const receive = (who: WhoCame, more: Partial<CameIn> = {}) => {
    if (service !== undefined) receiving.receive({ who, service, startMs: null, override: null, ...more })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(typed === '')
    if (typed !== '') receive({ name: typed, notADuplicate: false })
  }
  return (
    <div className={classes.panel}>
      <PanelHead title={t('title')} />
      <form className={classes.newPatient} onSubmit={onSubmit} aria-label={t('title')} noValidate>
        <p className={classes.quiet}>{t('hint')}</p>
        <TextField
          label={t('name')}
          error={missing && typed === '' ? t('nameMissing') : undefined}
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          data-first-focus="true"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            receiving.reset()
          }}
        />
        <Known typed={typed} busy={receiving.busy} onTake={(person) => receive({ person })} />
        <SelectField
          label={t('service')}
          required
          value={service?.id ?? ''}
          onChange={(event) => {
            setChosenId(event.currentTarget.value)
            receiving.reset()
          }}
        >
          {services.map(({ id, name: serviceName }) => (
            <option key={id} value={id}>
              {serviceName}
            </option>
          ))}
        </SelectField>
        {receiving.candidates.length > 0 || receiving.refused !== null ? null : (
          <div className={classes.actions}>
            <Button type="submit" kind="primary" busy={receiving.busy}>
              {t('receive')}
            </Button>
          </div>
        )}
      </form>
      {receiving.candidates.length > 0 ? (
        <Notice tone="due" role="alert" title={t('perhapsKnown')}>
          <People people={receiving.candidates} busy={receiving.busy} onTake={(person) => receive({ person })} />
          <Button kind="quiet" busy={receiving.busy} onClick={() => receive({ name: typed, notADuplicate: true })}>
            {t('someoneElse', { name: typed })}
          </Button>
        </Notice>
      ) : null}
      <NotNow receiving={receiving} />
      {receiving.error && receiving.refused === null ? <ApiNotice error={receiving.error} /> : null}
    </div>
  )
}

/** Not at this minute: when else today, and the way round the rule for who may. */
const NotNow = ({ receiving: { last, refused, receive, busy } }: { receiving: ReturnType<typeof useReceive> }) => {
  const { time, nowMs } = useDesk()
  const [overriding, setOverriding] = useState(false)
  const [reason, onReason] = useState('')
  if (refused === null || last === null) return null
  const { staff } = refused.offer
  const breaks = staff?.canOverride ?? []
  return (
    <>
      <RefusalCard
        key={refused.sentence}
        title={refused.offer.title}
        sentences={staff?.sentences ?? [refused.sentence]}
        alternatives={timesOf(refused.offer)}
        offersAre="to-wait"
        zone={time.zone}
        nowMs={nowMs}
        onTake={({ startMs, practitionerId }) => receive({ ...last, startMs, practitionerId })}
        onOverride={breaks.length > 0 && !overriding ? () => setOverriding(true) : undefined}
        rule={staff?.rule ?? undefined}
      />
      {overriding ? (
        <OverrideForm
          {...{ reason, onReason }}
          busy={busy}
          onOverride={(given) => receive({ ...last, override: { reason: given, breaks } })}
          onGiveUp={() => setOverriding(false)}
        />
      ) : null}
    </>
  )
}

interface Candidate {
  readonly id: string
  readonly name: string
  readonly birthDate: string | null
  readonly phone: string | null
  readonly email: string | null
}

interface PeopleProps {
  people: readonly Candidate[]
  busy: boolean
  onTake: (person: Candidate) => void
}

const People = ({ people, busy, onTake }: PeopleProps) => {
  const t = useTranslations('arrange.walkIn')
  const { today } = useDesk()
  return (
    <ul className={classes.candidates}>
      {people.map((person) => (
        <li key={person.id}>
          <Button wide busy={busy} onClick={() => onTake(person)}>
            <span className={classes.candidate}>
              <PatientLine name={person.name} birthDate={person.birthDate} today={today} />
              <span className={classes.quiet}>{person.phone ?? person.email ?? t('noContact')}</span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

const FEWEST_LETTERS = 3

/** Who of that name is known already, while it is typed: one press receives them. */
const Known = ({ typed, busy, onTake }: Omit<PeopleProps, 'people'> & { typed: string }) => {
  const t = useTranslations('arrange.walkIn')
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.patient.search.queryOptions({ text: typed, limit: 3 }, { enabled: typed.length >= FEWEST_LETTERS }),
  )
  const people = typed.length >= FEWEST_LETTERS ? (data?.patients ?? []) : []
  if (people.length === 0) return null
  return (
    <section aria-label={t('known')}>
      <p className={classes.quiet}>{t('known')}</p>
      <People people={people} busy={busy} onTake={onTake} />
    </section>
  )
}
