'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { NeedleCounter } from '#ui/clinic/needling/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
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

const FATES = ['removed', 'fellOutFound', 'broken', 'missing'] as const
type Found = Readonly<Record<(typeof FATES)[number], number>>

/** A second person counts alone: neither what went in nor what the first one found is in view (Z13). `from`: what was counted before and not taken. */
export const SecondForm = ({ from, onEnd }: { from: Found; onEnd: () => void }) => {
  const t = useTranslations('safety.second')
  const say = useSay()
  const { unsent } = useVisit()
  const standing = useStanding()
  const [fates, setFates] = useState(from)
  const [why, setWhy] = useState('')
  const sum = FATES.reduce((total, fate) => total + fates[fate], 0)
  const record = (event: FormEvent) => {
    event.preventDefault()
    unsent.recordSecond({ ...fates, explanation: why.trim() === '' ? null : why.trim() })
    onEnd()
  }
  return (
    <form className={classes.outForm} onSubmit={record} noValidate>
      <p className={classes.plain}>{t('how')}</p>
      <fieldset className={classes.bare} aria-label={t('begin')}>
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
      <div className={classes.bigActions}>
        <Button kind="primary" type="submit">
          {t('record', { count: sum })}
        </Button>
        <Button onClick={onEnd}>{t('stop')}</Button>
      </div>
    </form>
  )
}
