'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { PatientLine } from '#ui/clinic/PatientLine.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { Person } from '../draft.ts'
import classes from '../panel.module.css'

interface NewPatientProps {
  name: string
  onTake: (person: Person) => void
  onGiveUp: () => void
}

/** Somebody the clinic does not know yet, in place: a name is enough. Who may be known already is shown first. */
export const NewPatient = ({ name: typed, onTake, onGiveUp }: NewPatientProps) => {
  const t = useTranslations('desk.who')
  const trpc = useTRPC()
  const { today, time } = useDesk()
  const [person, setPerson] = useState({ name: typed, birthDate: '', phone: '', email: '' })
  const requestId = useRef(newId())
  const create = useMutation(trpc.patient.create.mutationOptions())
  const candidates = create.data?.kind === 'possible-duplicates' ? create.data.candidates : []
  const known = useKeepFocus<HTMLUListElement>(candidates.length)

  const save = (notADuplicate: boolean) => {
    const { name, birthDate, phone, email } = person
    create.mutate(
      {
        requestId: requestId.current,
        name,
        birthDate: birthDate || null,
        phone: phone || null,
        email: email || null,
        locale: time.locale,
        notADuplicate,
      },
      {
        onSuccess: (answer) => {
          if (answer.kind === 'created') onTake(answer.patient)
        },
      },
    )
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) save(false)
  }
  const field = (key: keyof typeof person) => ({
    label: t(key),
    value: person[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      setPerson({ ...person, [key]: event.currentTarget.value })
      requestId.current = newId()
      create.reset()
    },
  })
  return (
    <form className={classes.newPatient} onSubmit={onSubmit} aria-label={t('newPatient')}>
      <TextField {...field('name')} required autoComplete="off" maxLength={300} autoFocus />
      <div className={classes.pair}>
        <TextField {...field('birthDate')} type="date" max={today} />
        <TextField {...field('phone')} type="tel" autoComplete="off" maxLength={50} />
      </div>
      <TextField {...field('email')} type="email" autoComplete="off" maxLength={254} />
      {candidates.length > 0 ? (
        <Notice tone="due" role="alert" title={t('perhapsKnown')}>
          <ul ref={known} className={classes.candidates}>
            {candidates.map((candidate) => (
              <li key={candidate.id}>
                <Button onClick={() => onTake(candidate)} wide>
                  <span className={classes.candidate}>
                    <PatientLine name={candidate.name} birthDate={candidate.birthDate} today={today} />
                    <span className={classes.quiet}>{candidate.phone ?? candidate.email ?? t('noContact')}</span>
                  </span>
                </Button>
              </li>
            ))}
          </ul>
          <Button kind="quiet" busy={create.isPending} onClick={() => save(true)}>
            {t('someoneElse', { name: person.name })}
          </Button>
        </Notice>
      ) : null}
      {create.error ? <ApiNotice error={create.error} /> : null}
      <div className={classes.actions}>
        {candidates.length === 0 ? (
          <Button type="submit" kind="primary" busy={create.isPending}>
            {t('save')}
          </Button>
        ) : null}
        <Button kind="quiet" onClick={onGiveUp}>
          {t('backToSearch')}
        </Button>
      </div>
    </form>
  )
}
