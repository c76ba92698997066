'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField, TextField } from '#ui/kit/Field.tsx'
import { formatDate } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from '../recalls/recalls.module.css'
import type { Wanted } from './wanted.ts'

interface BeginningProps {
  onChoose: (wanted: Wanted) => void
}

const FEWEST_LETTERS = 2

interface Found {
  readonly id: string
  readonly label: string
}

interface SearchProps {
  label: string
  text: string
  onText: (text: string) => void
  found: { readonly data: readonly Found[] | undefined; readonly isError: boolean; readonly error: unknown }
  onTake: (id: string) => void
}

/** Something found by what is typed of it; each a button. */
const Search = ({ label, text, onText, found, onTake }: SearchProps) => {
  const t = useTranslations('recall.trace')
  const asked = text.trim().length >= FEWEST_LETTERS
  return (
    <>
      <TextField
        label={label}
        type="search"
        autoComplete="off"
        required
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      {found.isError ? <ApiNotice error={found.error} /> : null}
      <div aria-live="polite">
        {asked && found.data?.length === 0 ? <p>{t('notFound')}</p> : null}
        {asked && found.data !== undefined && found.data.length > 0 ? (
          <Results found={found.data} onTake={onTake} label={t('found')} />
        ) : null}
      </div>
    </>
  )
}

const Results = ({
  found,
  onTake,
  label,
}: {
  found: readonly Found[]
  onTake: (id: string) => void
  label: string
}) => (
  <ul className={classes.choices} aria-label={label}>
    {found.map(({ id, label: name }) => (
      <li key={id}>
        <Button kind="quiet" onClick={() => onTake(id)}>
          <bdi>{name}</bdi>
        </Button>
      </li>
    ))}
  </ul>
)

/** A lot by a part of its number. */
export const ChooseLot = ({ onChoose }: BeginningProps): ReactNode => {
  const t = useTranslations('recall.trace')
  const trpc = useTRPC()
  const number = useLotNumber()
  const [text, setText] = useState('')
  const asked = text.trim()
  const found = useQuery(
    trpc.trace.findLots.queryOptions(
      { text: asked },
      { enabled: asked.length >= FEWEST_LETTERS, placeholderData: keepPreviousData },
    ),
  )
  const lots = found.data?.lots.map(({ id, lotNumber, name, size }) => ({
    id,
    label: `${number.alone(lotNumber)}, ${name}, ${size}`,
  }))
  const take = (lotId: string) => {
    setText('')
    onChoose({ by: 'lot', lotId })
  }
  return <Search label={t('searchLot')} text={text} onText={setText} found={{ ...found, data: lots }} onTake={take} />
}

/** A person by name or telephone. */
export const ChoosePerson = ({ onChoose }: BeginningProps): ReactNode => {
  const t = useTranslations('recall.trace')
  const trpc = useTRPC()
  const { locale } = usePlace()
  const [text, setText] = useState('')
  const asked = text.trim()
  const found = useQuery(
    trpc.patient.search.queryOptions(
      { text: asked, limit: 8 },
      { enabled: asked.length >= FEWEST_LETTERS, placeholderData: keepPreviousData },
    ),
  )
  const people = found.data?.patients.map(({ id, name, birthDate }) => ({
    id,
    label: birthDate === null ? name : `${name}, ${t('born', { date: formatDate(birthDate, locale) })}`,
  }))
  const take = (patientId: string) => {
    setText('')
    onChoose({ by: 'person', patientId })
  }
  return <Search label={t('search')} text={text} onText={setText} found={{ ...found, data: people }} onTake={take} />
}

/** A practitioner and one of their days. */
export const ChooseDay = ({ onChoose }: BeginningProps): ReactNode => {
  const t = useTranslations('recall.trace')
  const trpc = useTRPC()
  const list = useQuery(trpc.trace.practitioners.queryOptions())
  const [practitionerId, setPractitionerId] = useState('')
  const [date, setDate] = useState('')
  const practitioners = list.data?.practitioners ?? []
  const chosen = practitionerId || (practitioners[0]?.id ?? '')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen !== '' && date !== '') onChoose({ by: 'day', practitionerId: chosen, date })
  }
  return (
    <form className={classes.pair} onSubmit={onSubmit}>
      <SelectField
        label={t('practitioner')}
        value={chosen}
        required
        onChange={({ currentTarget }) => setPractitionerId(currentTarget.value)}
      >
        {practitioners.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('date')}
        type="date"
        required
        value={date}
        onChange={({ currentTarget }) => setDate(currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" kind="primary">
          {t('choose')}
        </Button>
      </div>
      {list.isError ? <ApiNotice error={list.error} /> : null}
    </form>
  )
}
