'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import type { Person } from '../draft.ts'
import { focusSoon, isStillIn } from '../focus-soon.ts'
import classes from '../panel.module.css'
import { NewPatient } from '../patient/NewPatient.tsx'
import { PatientFacts } from '../patient/PatientFacts.tsx'
import { PatientSearch } from '../patient/PatientSearch.tsx'

interface WhoProps {
  person: Person | null
  onChange: (person: Person | null) => void
}

/** The first question: who comes. */
export const Who = ({ person, onChange }: WhoProps) => {
  const t = useTranslations('desk.who')
  const [newName, setNewName] = useState<string | null>(null)
  const asked = useRef<HTMLElement>(null)
  if (person !== null)
    return (
      <section className={classes.section} aria-label={t('question')}>
        <p className={classes.question}>{t('question')}</p>
        <div className={classes.taken}>
          <PatientFacts person={person} brief />
          <Button
            kind="quiet"
            onClick={() => {
              onChange(null)
              focusSoon('[data-first-focus="true"]')
            }}
          >
            {t('change')}
          </Button>
        </div>
      </section>
    )
  const take = (found: Person) => {
    setNewName(null)
    onChange({ id: found.id, name: found.name, birthDate: found.birthDate })
    // the answer may come when the hands are further on
    if (isStillIn(asked.current)) focusSoon('[data-question="what"]')
  }
  return (
    <section ref={asked} className={classes.section} aria-label={t('question')}>
      {newName === null ? (
        <PatientSearch label={t('question')} autoFocus onTake={take} onNew={setNewName} />
      ) : (
        <>
          <p className={classes.question}>{t('newPatient')}</p>
          <NewPatient
            name={newName}
            onTake={take}
            onGiveUp={() => {
              setNewName(null)
              focusSoon('[data-first-focus="true"]')
            }}
          />
        </>
      )}
    </section>
  )
}
