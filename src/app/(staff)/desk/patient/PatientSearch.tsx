'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type HTMLAttributes, type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { PatientLine } from '#ui/clinic/PatientLine.tsx'
import { hearEarly } from '#ui/kit/hear-early.ts'
import { Icon } from '#ui/kit/Icon.tsx'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import { useProblemSentences } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useDesk } from '../desk-context.ts'
import type { Person } from '../draft.ts'
import classes from '../panel.module.css'

interface PatientSearchProps {
  id?: string
  label: string
  hideLabel?: boolean
  /** Shown in the field where a key leads to it. */
  shortcut?: string
  autoFocus?: boolean
  onTake: (person: Person) => void
  /** Offers somebody new, by the name that was typed. */
  onNew?: (name: string) => void
}

const FEWEST_LETTERS = 2

/** Finding a person by name or telephone while typing. Arrows choose, Enter takes. */
export const PatientSearch = ({
  label,
  hideLabel = false,
  shortcut,
  autoFocus,
  onTake,
  onNew,
  ...own
}: PatientSearchProps) => {
  const t = useTranslations('desk.who')
  const trpc = useTRPC()
  const generated = useId()
  const id = own.id ?? generated
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [hurried, setHurried] = useState(false)
  const asked = text.trim()
  const search = useQuery(
    trpc.patient.search.queryOptions(
      { text: asked, limit: 8 },
      { enabled: asked.length >= FEWEST_LETTERS, placeholderData: keepPreviousData },
    ),
  )
  const sentences = useProblemSentences(search.error)
  const open = asked.length >= FEWEST_LETTERS
  const people = open ? (search.data?.patients ?? []) : []
  const count = people.length + (onNew && open ? 1 : 0)

  const settled = search.data !== undefined && !search.isPlaceholderData
  const leave = () => {
    setText('')
    setActive(0)
    setHurried(false)
  }
  const takeAt = (index: number) => {
    const person = people[index]
    if (person) onTake({ id: person.id, name: person.name, birthDate: person.birthDate })
    else if (onNew && index === people.length) onNew(asked)
    else return
    leave()
  }
  const takeFirst = useEffectEvent(() => {
    setHurried(false)
    if (people.length > 0) takeAt(0)
  })
  // Enter that came before the answer takes the first of it.
  useEffect(() => {
    if (hurried && settled) takeFirst()
  }, [hurried, settled])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && count > 0) setActive((active + step + count) % count)
    const isNew = active > 0 && active === people.length
    if (event.key === 'Enter' && (settled || isNew)) takeAt(active)
    else if (event.key === 'Enter') setHurried(true)
    if (event.key === 'Escape') leave()
    if (step !== 0 || event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
  }
  const option = (index: number) => ({
    id: `${id}-${index}`,
    className: classes.option,
    role: 'option',
    tabIndex: -1,
    'aria-selected': index === active,
    // the mouse must not take the focus from the field
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => takeAt(index),
    // not on entering: a list that opens under a resting mouse has not been pointed at
    onMouseMove: () => setActive(index),
  })
  return (
    <div className={classes.search}>
      <label htmlFor={id} className={hideLabel ? undefined : classes.question}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <div className={classes.searchBox}>
        <Icon name="search" />
        <input
          ref={hearEarly}
          id={id}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          data-first-focus={autoFocus ? 'true' : undefined}
          aria-expanded={open}
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open && count > 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-keyshortcuts={shortcut}
          placeholder={t('placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(0)
            setHurried(false)
          }}
          onKeyDown={onKeyDown}
          // who is to be the first that is found stays so, however fast the hands go on
          onBlur={() => {
            if (!hurried) leave()
          }}
        />
        {shortcut === undefined ? null : <kbd className={classes.key}>{shortcut}</kbd>}
      </div>
      <VisuallyHidden>
        <span role="status">{open && search.data ? t('found', { count: people.length }) : ''}</span>
      </VisuallyHidden>
      {open ? (
        <PatientOptions
          listId={`${id}-list`}
          label={label}
          people={people}
          option={option}
          newName={onNew ? asked : null}
          noneWords={search.error ? sentences.join(' ') : search.data ? t('nobody') : t('searching')}
        />
      ) : null}
    </div>
  )
}

interface PatientOptionsProps {
  listId: string
  label: string
  people: readonly (Person & { phone: string | null; email: string | null })[]
  option: (index: number) => HTMLAttributes<HTMLDivElement>
  newName: string | null
  /** Said in place of people where there are none. */
  noneWords: string
}

const PatientOptions = ({ listId, label, people, option, newName, noneWords }: PatientOptionsProps) => {
  const t = useTranslations('desk.who')
  const { today } = useDesk()
  return (
    <div className={classes.options} id={listId} role="listbox" aria-label={label}>
      {people.map((person, index) => (
        <div key={person.id} {...option(index)}>
          <PatientLine name={person.name} birthDate={person.birthDate} today={today} />
          <span className={classes.quiet}>{person.phone ?? person.email ?? t('noContact')}</span>
        </div>
      ))}
      {newName === null ? null : (
        <div {...option(people.length)}>
          <span>
            <Icon name="plus" size={14} /> {t('new', { name: newName })}
          </span>
        </div>
      )}
      {people.length === 0 ? (
        <p className={classes.quiet} role="presentation">
          {noneWords}
        </p>
      ) : null}
    </div>
  )
}
