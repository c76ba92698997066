'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { PolicyEntry } from '#features/recovery-rule/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { useClock } from '#ui/kit/use-clock.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import type { Place } from '../../patient-rest/use-rest-words.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { DraftPanel } from './DraftPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { PolicyEntryRow } from './PolicyEntryRow.tsx'
import { entryOf, type OpenPanel, panelOf, RELATIONS, widthInDays } from './policy-view.ts'
import { ReviewPanel } from './ReviewPanel.tsx'
import classes from './rest-policy.module.css'

/** How long areas rest here, as a picture; drafted by many, approved by a clinical lead, with what a change would touch. */
export const RestScreen = ({ serverNowMs }: { serverNowMs: number }) => {
  const t = useTranslations('recovery.policy')
  const technique = useTranslations('technique.name')
  const trpc = useTRPC()
  const policy = useQuery(trpc.recoveryRule.policy.queryOptions())
  const place = { ...usePlace(), nowMs: useClock(serverNowMs) }
  const panel = usePanel()
  const [told, setTold] = useState<string | null>(null)
  const entries = policy.data?.entries ?? []
  const width = widthInDays(entries)
  const done = (words: string) => {
    panel.close()
    setTold(words)
  }
  return (
    <SettingsFrame
      title={t('title')}
      intro={t('intro')}
      panel={
        policy.data === undefined || panel.open === null ? null : (
          <OpenedPanel
            key={panel.open}
            opened={panelOf(panel.open, NEEDLING_TECHNIQUES)}
            entries={entries}
            today={policy.data.date}
            mayApprove={policy.data.mayApprove}
            place={place}
            onClose={panel.close}
            onDone={done}
          />
        )
      }
      panelLabel={t('title')}
    >
      <Notice tone="info" title={t('label')}>
        {t('labelBody')} {t('scale')}
      </Notice>
      {told === null ? null : <Told key={told}>{told}</Told>}
      {policy.data === undefined ? (
        <NotYet query={policy} rows={10} />
      ) : (
        NEEDLING_TECHNIQUES.map((one) => (
          <section key={one} className={classes.technique} aria-label={technique(one)}>
            <h2>{technique(one)}</h2>
            {RELATIONS.map((relation) => (
              <PolicyEntryRow
                key={relation}
                entry={entryOf(entries, one, relation)}
                widthDays={width}
                panel={panel}
                place={place}
              />
            ))}
          </section>
        ))
      )}
    </SettingsFrame>
  )
}

interface OpenedPanelProps {
  opened: OpenPanel
  entries: readonly PolicyEntry[]
  today: string
  mayApprove: boolean
  place: Place
  onClose: () => void
  onDone: (words: string) => void
}

const OpenedPanel = ({ opened, entries, today, mayApprove, place, onClose, onDone }: OpenedPanelProps) => {
  if (opened.kind === 'closed') return null
  const entry = entryOf(entries, opened.technique, opened.relation)
  if (opened.kind === 'history') return <HistoryPanel entry={entry} place={place} onClose={onClose} />
  if (opened.kind === 'draft')
    return <DraftPanel entry={entry} today={today} place={place} onClose={onClose} onDone={onDone} />
  return entry.draft === null ? (
    <HistoryPanel entry={entry} place={place} onClose={onClose} />
  ) : (
    <ReviewPanel
      entry={entry}
      draft={entry.draft}
      today={today}
      mayApprove={mayApprove}
      place={place}
      onClose={onClose}
      onDone={onDone}
    />
  )
}
