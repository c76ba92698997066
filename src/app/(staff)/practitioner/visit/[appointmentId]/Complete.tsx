'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { partThatSolves, type VisitPart } from '#ui/clinic/visit-parts.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CONTENT_ID } from '#ui/kit/content-id.ts'
import { CheckField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { refusalsOf } from '../../../../providers/problem.ts'
import { useTRPCClient } from '../../../../providers/trpc.ts'
import { EntryNotice } from './EntryNotice.tsx'
import { Part } from './Part.tsx'
import { useEntry } from './use-entry.ts'
import classes from './visit.module.css'
import { encounterIdOf, useVisit } from './visit-context.ts'

interface Blocker {
  readonly reason: string
  readonly sentence: string
}

/** The end of the visit: what is still missing, each as the way to where it is put right. */
export const Complete = () => {
  const { data, treats, progress } = useVisit()
  if (progress.completed) return null
  return (
    <Part part="complete">{treats ? <CompleteForm /> : <Blockers blockers={data.blockers} refused={false} />}</Part>
  )
}

const CompleteForm = () => {
  const t = useTranslations('practitioner.visit.complete')
  const { data, progress, noteUnsaved, unsent } = useVisit()
  const api = useTRPCClient()
  const needling = useTranslations('needling')
  const waits = unsent.waiting.length > 0
  const [without, setWithout] = useState(false)
  const entry = useEntry((input: Parameters<typeof api.encounter.complete.mutate>[0]) =>
    api.encounter.complete.mutate(input),
  )
  const nothingOpened = data.opened === 0 && data.procedures.length === 0
  const mayDecideAgainst = progress.needlingPlanned && nothingOpened
  const withoutNeedling = mayDecideAgainst && without
  const refusals = refusalsOf(entry.error)
  // what stands in the way without needles is not worked out beforehand
  const blockers: readonly Blocker[] = withoutNeedling ? refusals : data.blockers
  const refused = refusals.length > 0 && inWords(refusals) === inWords(blockers)
  const complete = async () => {
    const done = await entry.send({
      encounterId: encounterIdOf(data),
      version: data.encounter?.version ?? 1,
      withoutNeedling,
    })
    if (done === null) return
    // The record is fixed now, which is said on top.
    document.getElementById(CONTENT_ID)?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }
  const told = refusals.length > 0 && refusals.every(({ reason }) => partThatSolves(reason) !== null)
  return (
    <div className={classes.complete}>
      {mayDecideAgainst ? (
        <div>
          <CheckField
            label={t('without')}
            checked={without}
            onChange={(event) => {
              entry.forget()
              setWithout(event.currentTarget.checked)
            }}
          />
          <p className={classes.hint}>{t('withoutHint')}</p>
        </div>
      ) : null}
      <Blockers blockers={blockers} refused={refused} />
      {told ? null : <EntryNotice entry={entry} />}
      <div className={classes.bigActions}>
        <Button
          kind={blockers.length === 0 ? 'primary' : 'plain'}
          disabled={noteUnsaved || waits}
          busy={entry.saving}
          onClick={() => void complete()}
        >
          {t('button')}
        </Button>
      </div>
      {/* below: what comes and goes by itself moves no button */}
      {noteUnsaved ? <Notice tone="due">{t('noteFirst')}</Notice> : null}
      {waits ? <Notice tone="due">{needling('unsent.first')}</Notice> : null}
    </div>
  )
}

/** A refusal stands until something of what it named has changed. */
const inWords = (blockers: readonly Blocker[]): string => blockers.map(({ sentence }) => sentence).join('\n')

const Blockers = ({ blockers, refused }: { blockers: readonly Blocker[]; refused: boolean }) => {
  const t = useTranslations()
  const { goTo, counting } = useVisit()
  // They name the number that went in.
  if (counting) return <p className={classes.hint}>{t('practitioner.visit.needling.hiddenWhileCounting')}</p>
  if (blockers.length === 0) return <Notice tone="done" title={t('practitioner.visit.complete.ready')} />
  const wayTo = (part: VisitPart | null, sentence: string) =>
    part === null ? (
      sentence
    ) : (
      <a
        href={`#part-${part}`}
        title={t('practitioner.visit.complete.goTo', { section: t(`practitioner.visit.section.${part}`) })}
        onClick={(event) => {
          event.preventDefault()
          goTo(part)
        }}
      >
        {sentence}
      </a>
    )
  return (
    <Notice tone={refused ? 'danger' : 'due'} role={refused ? 'alert' : 'note'} title={t('encounter.blocker.title')}>
      <ul className={classes.blockers}>
        {blockers.map(({ reason, sentence }) => (
          <li key={`${reason} ${sentence}`}>{wayTo(partThatSolves(reason), sentence)}</li>
        ))}
      </ul>
    </Notice>
  )
}
