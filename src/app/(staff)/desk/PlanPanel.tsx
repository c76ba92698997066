'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../providers/ApiProblem.tsx'
import { AnotherTime } from './AnotherTime.tsx'
import { newId, useDesk } from './desk-context.ts'
import { type Answer, type Draft, isBegun } from './draft.ts'
import { focusSoon } from './focus-soon.ts'
import { PanelHead } from './PanelHead.tsx'
import { PatientFacts } from './PatientFacts.tsx'
import classes from './panel.module.css'
import { RefusedTime } from './RefusedTime.tsx'
import type { Plan } from './use-offers.ts'
import { useSaveDraft } from './use-save-draft.ts'
import { useServices, What } from './What.tsx'
import { When } from './When.tsx'
import { useAreas, Where } from './Where.tsx'
import { Who } from './Who.tsx'

/** A visit being made or moved: four questions in one column, each answered alive by those before it. */
export const PlanPanel = ({ draft, plan }: { draft: Draft; plan: Plan }) => {
  const t = useTranslations('desk')
  const { dispatch, time } = useDesk()
  // asked for now, so that the question stands there when it is reached
  useAreas()
  const services = useServices().data?.services ?? []
  const saving = useSaveDraft(draft, plan.wanted)
  const { moving } = draft
  const onAnswer = (answer: Answer) => {
    saving.reset()
    dispatch({ type: 'answer', requestId: newId(), answer })
  }
  const practitioners = services.find(({ id }) => id === draft.serviceId)?.practitioners ?? []
  const verdict = plan.verdict && !plan.verdict.ok ? plan.verdict : null
  const refused = saving.refused ?? verdict
  const startMs = saving.refused ? Date.parse(saving.failedStartIso ?? '') : (draft.wish?.startMs ?? 0)
  const overriddenBy = saving.refused ? plan.chosen?.practitionerId : draft.wish?.practitionerId
  const chosen = refused === null ? plan.chosen : null
  const foot = useKeepFocus<HTMLDivElement>(refused?.sentence ?? null)
  const warnings = plan.verdict?.ok ? plan.verdict.warnings : []
  return (
    <div className={classes.panel}>
      <PanelHead title={t(moving === null ? 'panel.new' : 'panel.move')} />
      {moving === null ? (
        <>
          <Who person={draft.patient} onChange={(patient) => onAnswer({ patient })} />
          <What serviceId={draft.serviceId} onChange={onAnswer} />
          {draft.needling ? (
            <Where
              patientId={draft.patient?.id ?? null}
              areaIds={draft.areaIds}
              undecided={draft.areasUndecided}
              onChange={onAnswer}
            />
          ) : null}
        </>
      ) : (
        <section className={classes.section}>
          {draft.patient ? <PatientFacts person={draft.patient} brief /> : null}
          <p className={classes.quiet}>
            {t('move.now', {
              service: services.find(({ id }) => id === draft.serviceId)?.name ?? '',
              when: formatDateTime(moving.startMs, time),
            })}
          </p>
        </section>
      )}
      {plan.wanted === null ? (
        <p className={classes.quiet}>{t(stillOpen(draft))}</p>
      ) : refused ? (
        <RefusedTime
          key={refused.sentence}
          refused={refused}
          draft={draft}
          plan={plan}
          startMs={startMs}
          busy={saving.busy}
          onAnswer={onAnswer}
          onOverride={(override) =>
            saving.save({ startMs, practitionerId: overriddenBy ?? draft.practitionerId }, override)
          }
        />
      ) : (
        <When draft={draft} plan={plan} practitioners={practitioners} onAnswer={onAnswer} />
      )}
      {plan.checked.error && draft.wish ? <ApiNotice error={plan.checked.error} /> : null}
      {warnings.length > 0 && chosen ? (
        <Notice tone="due" role="status">
          {warnings.join(' ')}
        </Notice>
      ) : null}
      {saving.error && saving.refused === null ? <ApiNotice error={saving.error} /> : null}
      <div ref={foot} className={classes.foot}>
        {chosen && plan.wanted ? (
          <Button kind="primary" wide busy={saving.busy} onClick={() => saving.save(chosen)} data-action="save">
            {t(moving === null ? 'book' : 'move.to', { when: formatDateTime(chosen.startMs, time) })}
          </Button>
        ) : null}
      </div>
      {plan.wanted !== null && refused === null ? (
        <AnotherTime
          plan={plan}
          onWish={(startMs) => onAnswer({ wish: { startMs, practitionerId: draft.practitionerId } })}
        />
      ) : null}
      {moving === null && isBegun(draft) ? (
        <div className={classes.actions}>
          <Button
            kind="quiet"
            onClick={() => {
              saving.reset()
              dispatch({ type: 'start-again', requestId: newId() })
              focusSoon('[data-first-focus="true"]')
            }}
          >
            {t('startAgain')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

const stillOpen = ({ patient, serviceId }: Draft) =>
  patient === null ? 'open.who' : serviceId === null ? 'open.what' : 'open.where'
