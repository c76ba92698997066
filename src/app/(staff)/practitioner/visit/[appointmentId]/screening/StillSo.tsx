'use client'

import { useTranslations } from 'use-intl/react'
import type { ScreeningOutput } from '#features/screening/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'

/** What was said last time and may have stayed so, read out together and confirmed with one press. */
export const StillSo = ({ screening }: { screening: ScreeningOutput }) => {
  const t = useTranslations('practitioner.visit.screening')
  const say = useSay()
  const { data } = useVisit()
  const api = useTRPCClient()
  const entry = useEntry((input: Parameters<typeof api.screening.answer.mutate>[0]) =>
    api.screening.answer.mutate(input),
  )
  const { questions, answers, answersToConfirm, saidAhead } = screening
  // what was said anew before the visit is confirmed by itself
  const open = questions.filter(
    ({ id }) => answers[id] === undefined && answersToConfirm[id] !== undefined && saidAhead?.answers[id] === undefined,
  )
  if (open.length < 2) return <EntryNotice entry={entry} />
  const confirm = () => {
    const same = Object.fromEntries(
      open.flatMap(({ id }) => (answersToConfirm[id] ? [[id, answersToConfirm[id]]] : [])),
    )
    void entry.send({ encounterId: encounterIdOf(data), answers: same })
  }
  return (
    <section className={classes.question} aria-label={t('stillAll')}>
      <p className={classes.hint}>{t('stillHint')}</p>
      <ul>
        {open.map(({ id, short }) => {
          const earlier = answersToConfirm[id]
          const said =
            earlier === undefined || earlier.value === 'text' ? '' : say(`encounter.screening.choice.${earlier.value}`)
          return <li key={id}>{[short, said, earlier?.note ?? ''].filter(Boolean).join(' · ')}</li>
        })}
      </ul>
      <Button busy={entry.saving} onClick={confirm}>
        {t('stillAll')}
      </Button>
      <EntryNotice entry={entry} />
    </section>
  )
}
