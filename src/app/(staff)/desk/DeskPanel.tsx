'use client'

import type { Visit } from './day-view.ts'
import { type DeskState, openDraft } from './desk-state.ts'
import { PatientPanel } from './PatientPanel.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import type { Plan } from './use-offers.ts'
import { VisitPanel } from './VisitPanel.tsx'

interface DeskPanelProps {
  state: DeskState
  plan: Plan
  /** What is known already, so that a visit opens at once. */
  visits: readonly Visit[]
}

/** The one thing at hand, beside the day. */
export const DeskPanel = ({ state, plan, visits }: DeskPanelProps) => {
  const { panel } = state
  const draft = openDraft(state)
  if (draft !== null) return <PlanPanel key={draft.moving?.appointmentId ?? 'new'} draft={draft} plan={plan} />
  if (panel.kind === 'visit')
    return (
      <VisitPanel
        key={panel.visitId}
        visitId={panel.visitId}
        known={visits.find(({ id }) => id === panel.visitId) ?? null}
      />
    )
  return panel.kind === 'patient' ? <PatientPanel key={panel.person.id} person={panel.person} /> : null
}
