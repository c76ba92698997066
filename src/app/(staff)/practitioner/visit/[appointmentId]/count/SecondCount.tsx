'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { NeedleCounter } from '#ui/clinic/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { useStanding } from './use-standing.ts'

/** How far the second person's count is, and the way to make it. */
export const SecondCount = ({ onBegin }: { onBegin: () => void }) => {
  const t = useTranslations('safety.second')
  const { records } = useVisit()
  const standing = useStanding()
  if (standing === null || standing.second === 'not-asked' || standing.firstByName === null) return null
  const { second, firstByName, ownCount, secondByNames, explanation } = standing
  if (second === 'agrees')
    return (
      <Notice tone="done" title={t('agrees', { first: firstByName, second: secondByNames.join(', ') })}>
        {explanation === null ? undefined : explanation}
      </Notice>
    )
  return (
    <Notice tone={second === 'differs' ? 'danger' : 'due'} title={t(second, { first: firstByName })}>
      <p>{ownCount ? t('forSomebodyElse') : t(second === 'differs' ? 'differsBody' : 'how')}</p>
      {records && !ownCount ? <Button onClick={onBegin}>{t('begin')}</Button> : null}
    </Notice>
  )
}

const NONE = { removed: 0, fellOutFound: 0, broken: 0, missing: 0 }
const FATES = Object.keys(NONE) as (keyof typeof NONE)[]

/** A second person counts alone: neither what went in nor what the first one found is in view (Z13). */
export const SecondForm = ({ onEnd }: { onEnd: () => void }) => {
  const t = useTranslations('safety.second')
  const say = useSay()
  const { data } = useVisit()
  const api = useTRPCClient()
  const standing = useStanding()
  const [fates, setFates] = useState(NONE)
  const [why, setWhy] = useState('')
  const entry = useEntry((input: Parameters<typeof api.needleCount.countAgain.mutate>[0]) =>
    api.needleCount.countAgain.mutate(input),
  )
  const sum = FATES.reduce((total, fate) => total + fates[fate], 0)
  const record = async (event: FormEvent) => {
    event.preventDefault()
    const explanation = why.trim() === '' ? null : why.trim()
    const saved = await entry.send({ encounterId: encounterIdOf(data), ...fates, explanation })
    if (saved !== null) onEnd()
  }
  return (
    <form className={classes.outForm} onSubmit={(event) => void record(event)} noValidate>
      <p className={classes.plain}>{t('how')}</p>
      <fieldset className={classes.bare} disabled={entry.unsent} aria-label={t('begin')}>
        {FATES.map((fate) => (
          <NeedleCounter
            key={fate}
            label={say(`encounter.fate.${fate}`)}
            value={fates[fate]}
            onChange={(count) => setFates({ ...fates, [fate]: count })}
          />
        ))}
        {standing?.second === 'differs' ? (
          <TextAreaField
            label={t('why')}
            hint={t('whyHint')}
            value={why}
            maxLength={2000}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        ) : null}
      </fieldset>
      <EntryNotice entry={entry} />
      <div className={classes.bigActions}>
        <Button kind="primary" type="submit" disabled={entry.unsent} busy={entry.saving}>
          {t('record', { count: sum })}
        </Button>
        <Button onClick={onEnd}>{t('stop')}</Button>
      </div>
    </form>
  )
}
