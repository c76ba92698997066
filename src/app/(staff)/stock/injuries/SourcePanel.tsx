'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Injury, PossibleSource } from '#features/sharps-injury/schema.ts'
import { ChoiceField, TextAreaField } from '#ui/kit/Field.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { useSave } from '../../keeping/use-save.ts'
import { usePlace } from '../../practitioner/use-place.ts'

interface SourcePanelProps {
  injury: Injury
  onClose: () => void
  onSaved: () => void
}

const UNKNOWN = 'unknown'

/** The visits that an injury may have come from, the narrowest first; one of them is chosen, or nobody knows and why. */
export const SourcePanel = ({ injury, onClose, onSaved }: SourcePanelProps) => {
  const t = useTranslations('needles.injury')
  const fieldWords = useFieldWords()
  const trpc = useTRPC()
  const [chosen, setChosen] = useState('')
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.sharpsInjury.keepSource.mutationOptions(), onSaved)
  const unexplained = chosen === UNKNOWN && reason.trim().length < 3
  const save = () => {
    setPressed(true)
    if (chosen === '' || unexplained) return
    const encounterId = chosen === UNKNOWN ? null : chosen
    saving.send({ injuryId: injury.id, version: injury.source?.version ?? 0, encounterId, reason: reason.trim() })
  }
  return (
    <EditPanel title={t('possible')} action={t('keep')} saving={saving} onClose={onClose} onSave={save}>
      <InjuryFacts injury={injury} />
      <Possible
        injuryId={injury.id}
        chosen={chosen}
        error={pressed && chosen === '' ? t('pick') : undefined}
        onChoose={setChosen}
      />
      <TextAreaField
        label={t('why')}
        maxLength={4000}
        required={chosen === UNKNOWN}
        error={pressed && unexplained ? fieldWords('missing') : undefined}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </EditPanel>
  )
}

const InjuryFacts = ({ injury }: { injury: Injury }) => {
  const t = useTranslations('needles.injury')
  const place = usePlace()
  const when = formatDateTime(Date.parse(injury.happenedAt), place)
  return (
    <>
      <p className={classes.person}>{injury.hurtName}</p>
      <p className={classes.quiet}>{t('facts', { when, place: injury.roomName ?? t('elsewhere') })}</p>
      <p>{injury.description}</p>
      {injury.firstSteps === '' ? null : <p className={classes.quiet}>{t('steps2', { steps: injury.firstSteps })}</p>}
      {injury.lotNumber === '' ? null : <p className={classes.quiet}>{t('lotRead', { lot: injury.lotNumber })}</p>}
    </>
  )
}

interface PossibleProps {
  injuryId: string
  chosen: string
  error: string | undefined
  onChoose: (value: string) => void
}

const Possible = ({ injuryId, chosen, error, onChoose }: PossibleProps) => {
  const t = useTranslations('needles.injury')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const place = usePlace()
  const list = useRows([...trpc.sharpsInjury.sources.pathKey(), injuryId], (page, signal) =>
    api.sharpsInjury.sources.query({ injuryId, ...page }, { signal }),
  )
  const visits = list.data?.pages.flatMap((page) => page.visits) ?? []
  const factsOf = ({ needlesInAt, roomName, practitionerName, lotNumbers, nearness, sameLot }: PossibleSource) =>
    [
      ...[t(`nearness.${nearness}`), formatDateTime(Date.parse(needlesInAt), place), roomName, practitionerName],
      ...[lotNumbers.join(', '), sameLot ? t('sameLot') : ''],
    ]
      .filter((part) => part !== '')
      .join(' · ')
  return (
    <>
      <ListStates list={list} count={visits.length} empty={<p className={classes.quiet}>{t('nobody')}</p>}>
        {null}
      </ListStates>
      <ChoiceField
        label={t('source')}
        name="source"
        required
        error={error}
        value={chosen}
        onChange={onChoose}
        choices={[
          ...visits.map((visit) => ({ value: visit.encounterId, label: visit.patientName, hint: factsOf(visit) })),
          { value: UNKNOWN, label: t('isUnknown') },
        ]}
      />
    </>
  )
}
