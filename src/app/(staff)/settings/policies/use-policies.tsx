'use client'

import { useState } from 'react'
import { Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { PolicyPanel } from './PolicyPanel.tsx'

/** What a page of policies has open beside its lists, and what was done last. */
export const usePolicies = () => {
  const panel = usePanel()
  const [told, setTold] = useState<string | null>(null)
  return {
    panel,
    told: told === null ? null : <Told key={told}>{told}</Told>,
    beside:
      panel.open === null ? null : (
        <PolicyPanel
          key={panel.open}
          word={panel.open}
          panel={panel}
          onDone={(words) => {
            panel.close()
            setTold(words)
          }}
        />
      ),
  }
}
