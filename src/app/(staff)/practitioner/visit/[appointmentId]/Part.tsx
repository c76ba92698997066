'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { type PartState, partState, type VisitPart } from '#ui/clinic/visit-parts.ts'
import { Icon, type IconName } from '#ui/kit/Icon.tsx'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

const icons: Readonly<Record<PartState, IconName>> = { done: 'check', due: 'clock', open: 'ring', optional: 'ring' }

export const partTitleId = (part: VisitPart): string => `part-${part}-title`

interface PartProps {
  part: VisitPart
  /** What there is to know of it while it is closed. */
  summary?: ReactNode
  children: ReactNode
}

/** One part of the visit: open while there is something to do in it, one line afterwards. */
export const Part = ({ part, summary, children }: PartProps) => {
  const t = useTranslations('practitioner.visit')
  const { opened, toggle, progress } = useVisit()
  const open = opened.has(part)
  const state = partState(part, progress)
  return (
    <section className={classes.part} data-part={part} data-state={state} aria-labelledby={partTitleId(part)}>
      <h2 className={classes.partHead}>
        <button
          type="button"
          id={partTitleId(part)}
          className={classes.partTitle}
          aria-expanded={open}
          aria-controls={`part-${part}`}
          onClick={() => toggle(part)}
        >
          <span className={classes.partMark} data-state={state}>
            <Icon name={icons[state]} size={18} />
          </span>
          <span className={classes.partName}>{t(`section.${part}`)}</span>{' '}
          <span className={classes.partState}>{t(`state.${state}`)}</span>
          <Icon name="back" size={16} className={classes.partArrow} />
        </button>
      </h2>
      {open || summary === undefined || summary === null ? null : <div className={classes.partSummary}>{summary}</div>}
      <div id={`part-${part}`} className={classes.partBody} hidden={!open}>
        {children}
      </div>
    </section>
  )
}
