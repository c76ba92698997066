'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { LongerRest } from '#features/recovery-rule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { useSave } from '../keeping/use-save.ts'
import { ReasonForm } from './ReasonForm.tsx'
import classes from './rest.module.css'
import { type Place, useRestWords } from './use-rest-words.ts'

interface LongerRestRowProps {
  rule: LongerRest
  place: Place
  mayEnd: boolean
  onEnded: (words: string) => void
}

/** One longer rest: after what, how long, by whose decision, and for those who read the record why. */
export const LongerRestRow = ({ rule, place, mayEnd, onEnded }: LongerRestRowProps) => {
  const t = useTranslations('recovery.longer')
  const trpc = useTRPC()
  const say = useRestWords(place)
  const [ending, setEnding] = useState(false)
  const what = say.rule(rule)
  const saving = useSave(trpc.recoveryRule.endLonger.mutationOptions(), () => onEnded(t('ended', { rule: what })))
  const { ended } = rule
  return (
    <li className={classes.row} data-tone={ended === null ? 'longer' : 'past'}>
      <p className={classes.what}>
        <Icon name="clock" />
        {t('rests', { amount: say.amount(rule), rule: what })}
      </p>
      <p className={classes.quiet}>
        {ended === null
          ? t('by', { practitioner: rule.byName, day: say.day(rule.atIso) })
          : t('was', { practitioner: rule.byName, day: say.day(rule.atIso), until: say.day(ended.atIso) })}
      </p>
      {rule.reason === null ? null : <p className={classes.why}>{rule.reason}</p>}
      {ended?.reason ? <p className={classes.why}>{t('endedBecause', { reason: ended.reason })}</p> : null}
      {!mayEnd || ended !== null ? null : ending ? (
        <ReasonForm
          action={t('end')}
          label={t('endReason')}
          busy={saving.busy}
          error={saving.error}
          onDone={(reason) => saving.send({ ruleId: rule.id, reason })}
          onGiveUp={() => setEnding(false)}
        />
      ) : (
        <div>
          <Button onClick={() => setEnding(true)} aria-label={t('endName', { rule: what })}>
            {t('end')}
          </Button>
        </div>
      )}
    </li>
  )
}
