'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { StockFrame } from '../StockFrame.tsx'
import { InjuryPanel } from './InjuryPanel.tsx'
import { InjuryTable } from './InjuryTable.tsx'
import { SourcePanel } from './SourcePanel.tsx'

interface InjuriesScreenProps {
  maySee: boolean
  /** The visit somebody was hurt in; null for an injury outside one. */
  encounterId: string | null
}

/** Injuries by needles: written down by whoever works with them, read by who treats. */
export const InjuriesScreen = ({ maySee, encounterId }: InjuriesScreenProps) => {
  const t = useTranslations('needles')
  const panel = usePanel(encounterId === null ? null : 'new')
  const [saved, setSaved] = useState<string | null>(null)
  const onSaved = (said: string) => {
    panel.close()
    setSaved(said)
  }
  return (
    <StockFrame
      title={t('entry.injuries')}
      intro={t('injury.intro')}
      aside={
        <Button aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
          {t('injury.record')}
        </Button>
      }
      panel={
        panel.open === 'new' ? (
          <InjuryPanel encounterId={encounterId} onClose={panel.close} onSaved={() => onSaved(t('injury.saved'))} />
        ) : panel.open === null ? null : (
          <Source id={panel.open} onClose={panel.close} onSaved={() => onSaved(t('injury.savedSource'))} />
        )
      }
    >
      {saved === null ? null : <Told key={saved}>{saved}</Told>}
      {maySee ? <Injuries panel={panel} /> : <p>{t('injury.onlyWrite')}</p>}
    </StockFrame>
  )
}

const useInjuries = () => {
  const trpc = useTRPC()
  const api = useTRPCClient()
  return useRows(trpc.sharpsInjury.list.pathKey(), (page, signal) => api.sharpsInjury.list.query(page, { signal }))
}

const Injuries = ({ panel }: { panel: ReturnType<typeof usePanel> }) => {
  const t = useTranslations('needles.injury')
  const list = useInjuries()
  const injuries = list.data?.pages.flatMap((page) => page.injuries) ?? []
  return (
    <ListStates list={list} count={injuries.length} empty={<EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}>
      <InjuryTable injuries={injuries} panel={panel} />
    </ListStates>
  )
}

interface SourceProps {
  id: string
  onClose: () => void
  onSaved: () => void
}

const Source = ({ id, ...panel }: SourceProps) => {
  const injury = useInjuries()
    .data?.pages.flatMap((page) => page.injuries)
    .find((one) => one.id === id)
  return injury === undefined ? null : <SourcePanel key={id} injury={injury} {...panel} />
}
