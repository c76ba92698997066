'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { ancestorsOf, type BodyArea, displayName, matchAreas, nameInSentence } from '#domain/body/area.ts'
import { hearEarly } from '../../kit/hear-early.ts'
import { Icon } from '../../kit/Icon.tsx'
import { VisuallyHidden } from '../../kit/VisuallyHidden.tsx'
import classes from './area-picker.module.css'
import { type AreaChoice, keptAway } from './area-words.ts'
import { useAreaNames } from './use-area-names.ts'

interface AreaSearchProps extends AreaChoice {
  onToggle: (areaId: string) => void
  /** Backspace in the empty field gives up what was chosen last. */
  onGiveUpLast: () => void
}

const MOST_RESULTS = 8

/** Finding an area by name: the first way in, for fingers on the keyboard. Enter takes and keeps the field ready. */
export const AreaSearch = (props: AreaSearchProps) => {
  const { areas, selectedIds, audience, onToggle, onGiveUpLast } = props
  const { t, body, locale } = useAreaNames(audience)
  const id = useId()
  const asked = audience === 'patient' ? ('askPatient' as const) : ('ask' as const)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const found = matchAreas(query, areas, locale).slice(0, MOST_RESULTS)
  const open = query.trim() !== ''
  const activeArea = open ? found[active] : undefined

  const asideOf = (area: BodyArea): string => {
    const kept = keptAway(area.id, props, body)
    if (kept !== null) return kept
    const region = area.leaf ? ancestorsOf(area.id, areas)[0] : undefined
    return region
      ? t('partOf', { region: nameInSentence({ ...region, side: 'midline' }, locale, audience) })
      : t('region')
  }
  const take = (area: BodyArea) => {
    onToggle(area.id)
    setQuery('')
    setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Backspace' && query === '') onGiveUpLast()
    if (!open) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) setActive((active + step + found.length) % found.length)
    if (event.key === 'Enter' && activeArea) take(activeArea)
    if (event.key === 'Escape') setQuery('')
    // What the list used must not also close the panel or send the form around it.
    if (step !== 0 || event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  return (
    <div className={classes.search}>
      <label className={classes.label} htmlFor={id}>
        {t(`${asked}.label`)}
      </label>
      <p className={classes.hint} id={`${id}-hint`}>
        {t(`${asked}.hint`)}
      </p>
      <div className={classes.box}>
        <Icon name="search" />
        <input
          ref={hearEarly}
          id={id}
          className={classes.input}
          role="combobox"
          autoComplete="off"
          aria-expanded={open && found.length > 0}
          aria-controls={found.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={activeArea && `${id}-${activeArea.id}`}
          aria-autocomplete="list"
          aria-describedby={`${id}-hint`}
          placeholder={t(`${asked}.placeholder`)}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setQuery('')}
        />
      </div>
      <VisuallyHidden>
        <span role="status">{open ? t('found', { count: found.length }) : ''}</span>
      </VisuallyHidden>
      <div className={classes.results} hidden={!open}>
        {found.length === 0 ? (
          <p className={classes.nothing}>{t(`${asked}.nothing`)}</p>
        ) : (
          <div id={`${id}-list`} role="listbox" aria-label={t(`${asked}.label`)} aria-multiselectable="true">
            {found.map((area, index) => (
              // The keyboard stays in the field (aria-activedescendant); the mouse must not take the focus from it.
              <div
                key={area.id}
                id={`${id}-${area.id}`}
                className={classes.result}
                role="option"
                tabIndex={-1}
                aria-selected={selectedIds.includes(area.id)}
                data-active={index === active}
                onMouseDown={(event) => {
                  event.preventDefault()
                  take(area)
                }}
                // not on entering: a list that opens under a resting mouse has not been pointed at
                onMouseMove={() => setActive(index)}
              >
                <span className={classes.resultMark}>
                  {selectedIds.includes(area.id) ? <Icon name="check" /> : null}
                </span>
                {displayName(area, locale, audience)}
                <span className={classes.resultAside} data-resting={keptAway(area.id, props, body) !== null}>
                  {asideOf(area)}
                </span>
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
