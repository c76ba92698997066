'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { partState, type VisitPart } from '#ui/clinic/visit-parts.ts'
import { Fold, foldTitleId } from './Fold.tsx'
import { useVisit } from './visit-context.ts'

export const partTitleId = (part: VisitPart): string => foldTitleId(part)

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
  const state = partState(part, progress)
  return (
    <Fold
      id={part}
      name={t(`section.${part}`)}
      state={state}
      stateWords={t(`state.${state}`)}
      open={opened.has(part)}
      onToggle={() => toggle(part)}
      summary={summary}
    >
      {children}
    </Fold>
  )
}
