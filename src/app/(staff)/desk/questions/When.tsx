'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TimeChips } from '#ui/clinic/times/TimeChips.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useDesk } from '../desk-context.ts'
import type { Answer, Draft } from '../draft.ts'
import classes from '../panel.module.css'
import { nextOffers } from './offers.ts'
import type { Plan } from './use-offers.ts'
import { WithWhom } from './WithWhom.tsx'

interface WhenProps {
  draft: Draft
  plan: Plan
  practitioners: readonly { readonly id: string; readonly name: string }[]
  onAnswer: (answer: Answer) => void
}

const FIRST = { days: 3, perDay: 4 }
const MORE = { days: 14, perDay: 12 }

/** The fourth question: the next legal times, with anybody first. */
export const When = ({ draft, plan, practitioners, onAnswer }: WhenProps) => {
  const t = useTranslations('desk.when')
  const tTimes = useTranslations('visit.times')
  const { time, nowMs } = useDesk()
  const [more, setMore] = useState(false)
  const chips = useKeepFocus<HTMLDivElement>(more)
  const { free, found, chosen } = plan
  const offers = found ? nextOffers(found, more ? MORE : FIRST) : []
  const isMore = found !== undefined && !more && nextOffers(found, MORE).length > offers.length
  return (
    <section className={classes.section} aria-label={t('question')}>
      <p className={classes.question}>{t('question')}</p>
      <WithWhom
        name="desk-practitioner"
        practitioners={practitioners}
        value={draft.practitionerId}
        onChange={(practitionerId) => onAnswer({ practitionerId })}
      />
      {free.error ? <ApiNotice error={free.error} /> : null}
      {free.isPending && !free.error ? <LoadingRows rows={3} /> : null}
      {found && offers.length === 0 ? (
        <p className={classes.quiet}>
          {tTimes('none')}. {tTimes('noneHint')}
        </p>
      ) : null}
      {offers.length > 0 ? (
        <div ref={chips} className={classes.chips} data-stale={free.isPlaceholderData} data-question="when">
          <TimeChips
            offers={offers}
            zone={time.zone}
            nowMs={nowMs}
            chosen={chosen}
            stale={free.isPlaceholderData}
            onTake={(offer) => onAnswer({ chosen: offer })}
          />
        </div>
      ) : null}
      <div className={classes.actions}>
        {isMore ? (
          <Button kind="quiet" onClick={() => setMore(true)}>
            {t('more')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
