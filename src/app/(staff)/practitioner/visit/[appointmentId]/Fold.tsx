'use client'

import type { ReactNode } from 'react'
import type { PartState } from '#ui/clinic/visit-parts.ts'
import { Icon, type IconName } from '#ui/kit/Icon.tsx'
import classes from './visit.module.css'

const icons: Readonly<Record<PartState, IconName>> = { done: 'check', due: 'clock', open: 'ring', optional: 'ring' }

interface FoldProps {
  /** Names the part in the document; its title is `part-<id>-title`. */
  id: string
  name: ReactNode
  state: PartState
  stateWords: ReactNode
  open: boolean
  onToggle: () => void
  /** What there is to know of it while it is closed. */
  summary?: ReactNode
  children: ReactNode
}

export const foldTitleId = (id: string): string => `part-${id}-title`

/** A stretch of the visit's screen under its title, open or one line. */
export const Fold = ({ id, name, state, stateWords, open, onToggle, summary, children }: FoldProps) => (
  <section className={classes.part} data-part={id} data-state={state} aria-labelledby={foldTitleId(id)}>
    <h2 className={classes.partHead}>
      <button
        type="button"
        id={foldTitleId(id)}
        className={classes.partTitle}
        aria-expanded={open}
        aria-controls={`part-${id}`}
        onClick={onToggle}
      >
        <span className={classes.partMark} data-state={state}>
          <Icon name={icons[state]} size={18} />
        </span>
        <span className={classes.partName}>{name}</span> <span className={classes.partState}>{stateWords}</span>
        <Icon name="back" size={16} className={classes.partArrow} />
      </button>
    </h2>
    {open || summary === undefined || summary === null ? null : <div className={classes.partSummary}>{summary}</div>}
    <div id={`part-${id}`} className={classes.partBody} hidden={!open}>
      {children}
    </div>
  </section>
)
