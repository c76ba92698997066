'use client'

import type { Visit } from './day/day-view.ts'
import { type DeskState, openDraft } from './desk-state.ts'
import { PatientPanel } from './patient/PatientPanel.tsx'
import { PlanPanel } from './plan/PlanPanel.tsx'
import type { Hold } from './plan/use-hold.ts'
import { WalkInPanel } from './plan/WalkInPanel.tsx'
import type { Plan } from './questions/use-offers.ts'
import { VisitPanel } from './visit/VisitPanel.tsx'

interface DeskPanelProps {
  state: DeskState
  plan: Plan
  hold: Hold
  onPark: () => void
  /** What is known already, so that a visit opens at once. */
  visits: readonly Visit[]
}

/** The one thing at hand, beside the day. */
export const DeskPanel = ({ state, plan, hold, onPark, visits }: DeskPanelProps) => {
  const { panel } = state
  const draft = openDraft(state)
  if (draft !== null)
    return <PlanPanel key={draft.moving?.appointmentId ?? draft.id} {...{ draft, plan, hold, onPark }} />
  if (panel.kind === 'visit')
    return (
      <VisitPanel
        key={panel.visitId}
        visitId={panel.visitId}
        known={visits.find(({ id }) => id === panel.visitId) ?? null}
      />
    )
  if (panel.kind === 'walk-in') return <WalkInPanel />
  return panel.kind === 'patient' ? <PatientPanel key={panel.person.id} person={panel.person} /> : null
}
