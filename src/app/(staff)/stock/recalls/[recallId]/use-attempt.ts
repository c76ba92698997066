import { useState } from 'react'
import type { Call } from '#features/recall/schema.ts'
import type { usePanel } from '../../../keeping/use-panel.ts'

/** Whom one is telling just now, in the panel that is open for them. */
export const useAttempt = (panel: ReturnType<typeof usePanel>) => {
  const [person, setPerson] = useState<Call | null>(null)
  return {
    person: panel.open === 'attempt' ? person : null,
    open: (next: Call) => {
      setPerson(next)
      panel.show('attempt')
    },
  }
}
