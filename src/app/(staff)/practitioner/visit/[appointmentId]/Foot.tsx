'use client'

import { useTranslations } from 'use-intl/react'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { nextPart } from '#ui/clinic/visit-parts.ts'
import { Button } from '#ui/kit/Button.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { LabelNotice } from './boxes/LabelNotice.tsx'
import type { LabelCheck } from './boxes/use-label-check.ts'
import { useStanding } from './count/use-standing.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** Never scrolls away: how many needles are in, how many are out, from which box, and what comes next. */
export const Foot = ({ check }: { check: LabelCheck }) => {
  const t = useTranslations('practitioner.visit')
  const number = useLotNumber()
  const { data, progress, counting, goTo } = useVisit()
  const { count, lots } = data
  const standing = useStanding()
  const awaited = standing?.second === 'missing' && !standing.ownCount
  const next = nextPart(progress)
  const line = !progress.needlingPlanned
    ? t('foot.without')
    : counting || awaited
      ? t('foot.counting')
      : t('foot.line', { in: count?.inserted ?? 0, out: (count?.removed ?? 0) + (count?.fellOutFound ?? 0) })
  const below = useKeepFocus<HTMLDivElement>(check.result === null)
  const numbers = lots
    .map(({ lotNumber }) => (lots.length === 1 ? number.named(lotNumber) : number.alone(lotNumber)))
    .join(', ')
  return (
    <section className={classes.foot} aria-label={t('foot.label')}>
      <LabelNotice check={check} />
      <div ref={below} className={classes.footLine} tabIndex={-1}>
        <p className={classes.footCount}>
          {line}
          {progress.needlingPlanned ? (
            <span className={classes.footLots}> · {t('foot.lot', { count: lots.length, lots: numbers })}</span>
          ) : null}
        </p>
        {next === null || progress.completed ? null : (
          <Button kind="primary" onClick={() => goTo(next)}>
            {t('foot.next', { section: t(`section.${next}`) })}
          </Button>
        )}
      </div>
    </section>
  )
}
