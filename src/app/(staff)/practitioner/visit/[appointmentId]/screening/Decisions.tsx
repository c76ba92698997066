'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { nameInSentence } from '#domain/body/area.ts'
import type { Finding } from '#features/contraindication/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import classes from './decisions.module.css'
import { type Choosing, NOWHERE, useFindings } from './use-findings.ts'

/**
 * What interrupts: ruled out, or new since it was decided (Z9). Nothing of it keeps anybody from writing down what has
 * happened. `choosing`: only what the places and points being chosen add to what is asked already.
 */
export const Decisions = ({ choosing = NOWHERE }: { choosing?: Choosing }) => {
  const t = useTranslations('contraindication')
  const { treats } = useVisit()
  const { interrupting } = useFindings(choosing)
  const before = useFindings()
  const asked = choosing.areaIds.length === 0 ? [] : before.interrupting.map(keyOf)
  const shown = interrupting.filter((finding) => !asked.includes(keyOf(finding)))
  if (!treats || shown.length === 0) return null
  return (
    <section className={classes.decisions} aria-label={t('title')} aria-live="polite">
      {shown.map((finding) => (
        <Decision key={finding.ruleId} finding={finding} choosing={choosing} />
      ))}
    </section>
  )
}

const keyOf = ({ ruleId, standing, areaIds }: Finding): string => `${ruleId} ${standing} ${areaIds.join()}`

const Decision = ({ finding, choosing }: { finding: Finding; choosing: Choosing }) => {
  const t = useTranslations('contraindication')
  const { name, advice, standing, unsure, note, source, approvedBy, near, points } = finding
  const places = usePlaces(finding)
  return (
    <Notice
      tone={standing === 'waits' ? 'due' : 'danger'}
      title={[unsure ? t('unsure', { name }) : name, note].filter(Boolean).join(': ')}
    >
      <p>
        {near && standing === 'asks' ? t('near', { points: points.join(', ') }) : t(`standing.${standing}`)}{' '}
        {places === '' ? null : t('places', { places })} {advice}
      </p>
      {standing === 'asks' ? <Decide finding={finding} choosing={choosing} /> : null}
      <details className={classes.ruleSource}>
        <summary>{t('why')}</summary>
        <p>
          {source} {approvedBy === null ? t('notApproved') : t('approvedBy', { name: approvedBy })}
        </p>
      </details>
    </Notice>
  )
}

const usePlaces = ({ areaIds }: Finding): string => {
  const { areas } = useVisit()
  const { locale } = usePlace()
  return areas
    .filter(({ id }) => areaIds.includes(id))
    .map((area) => nameInSentence(area, locale, 'staff'))
    .join(', ')
}

/** To go on takes a reason; to leave it out takes a press. */
const Decide = ({ finding, choosing }: { finding: Finding; choosing: Choosing }) => {
  const t = useTranslations('contraindication')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const entry = useEntry((input: Parameters<typeof api.contraindication.acknowledge.mutate>[0]) =>
    api.contraindication.acknowledge.mutate(input),
  )
  const short = reason.trim().length < 3
  const decide = (decision: 'go-on' | 'leave-out') => {
    setTried(decision === 'go-on')
    if (decision === 'go-on' && short) return
    const answer = { ruleId: finding.ruleId, decision, reason: reason.trim() }
    const where = { areaIds: [...choosing.areaIds], points: [...choosing.points] }
    void entry.send({ encounterId: encounterIdOf(data), ...answer, ...where })
  }
  if (finding.near && finding.severity === 'block')
    return (
      <>
        <div className={classes.actions}>
          <Button kind="primary" busy={entry.saving} onClick={() => decide('leave-out')}>
            {t('pointsLeftOut')}
          </Button>
        </div>
        <EntryNotice entry={entry} />
      </>
    )
  return (
    <>
      <TextAreaField
        label={t('reason')}
        required
        hint={t('reasonHint')}
        error={tried && short ? t('needReason') : undefined}
        value={reason}
        maxLength={2000}
        rows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button kind="primary" busy={entry.saving} onClick={() => decide('go-on')}>
          {t('goOn')}
        </Button>
        <Button disabled={entry.saving} onClick={() => decide('leave-out')}>
          {finding.near ? t('pointsLeftOut') : t('leaveOut')}
        </Button>
      </div>
      <EntryNotice entry={entry} />
    </>
  )
}
