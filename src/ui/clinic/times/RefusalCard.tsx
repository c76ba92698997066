'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../../kit/Button.tsx'
import { Icon } from '../../kit/Icon.tsx'
import classes from './refusal.module.css'
import { TimeChips } from './TimeChips.tsx'
import type { TimeOffer } from './time-offer.ts'

export interface RefusalCardProps {
  /** "Not before Friday", from `refusalTitle`. */
  title: string
  /** From `refusalSentences`. */
  sentences: readonly string[]
  /** Danger only where somebody could be hurt; waiting is amber. */
  tone?: 'due' | 'danger'
  alternatives: readonly TimeOffer[]
  /** What to say instead of times when there are none. */
  noneFound?: string | undefined
  /** Whether the times follow the end of a rest, stand in place of one that is not possible, or are waited for. */
  offersAre?: 'from-then' | 'instead' | 'to-wait'
  zone: string
  nowMs: number | null
  onTake: (offer: TimeOffer) => void
  onAnotherArea?: () => void
  onWithoutNeedling?: () => void
  /** Who could allow it; null when any practitioner could. */
  askWhom?: string | null
  onAsk?: () => void
  /** Only for who may; the reason is asked for next. */
  onOverride?: () => void
  /** What the rule is and who set it, ready to read; for staff. */
  rule?: string
}

const OFFERS_ARE = { 'from-then': 'freeFromThen', instead: 'nextBest', 'to-wait': 'toWait' } as const

/** A refusal that does not end the conversation: why, the next possible times, and every other way on (Z11). */
export const RefusalCard = (props: RefusalCardProps) => {
  const t = useTranslations('visit.refusal')
  const heading = useRef<HTMLHeadingElement>(null)
  // Who pressed "book" is taken to the answer; nothing else on the screen has moved.
  useEffect(() => heading.current?.focus(), [])
  const { tone = 'due', alternatives, askWhom = null } = props
  const offersLabel = t(OFFERS_ARE[props.offersAre ?? 'instead'])
  return (
    <section className={classes.refusal} data-tone={tone} aria-live="polite">
      <div>
        <h3 ref={heading} className={classes.refusalTitle} tabIndex={-1}>
          <Icon name={tone === 'danger' ? 'alert' : 'clock'} size={20} />
          {props.title}
        </h3>
        <div className={classes.refusalText}>
          {props.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      {alternatives.length === 0 ? (
        <p className={classes.refusalQuiet}>{props.noneFound ?? t('noneFound')}</p>
      ) : (
        <div>
          <p className={classes.offersLabel}>{offersLabel}</p>
          <TimeChips
            offers={alternatives}
            zone={props.zone}
            nowMs={props.nowMs}
            onTake={props.onTake}
            label={offersLabel}
          />
        </div>
      )}
      <div className={classes.actions}>
        <Way onPress={props.onAnotherArea} words={t('anotherArea')} />
        <Way onPress={props.onWithoutNeedling} words={t('withoutNeedling')} />
        <Way onPress={props.onAsk} words={askWhom === null ? t('askAny') : t('ask', { practitioner: askWhom })} />
        <Way onPress={props.onOverride} words={t('override')} />
      </div>
      {props.rule === undefined ? null : <p className={classes.rule}>{props.rule}</p>}
    </section>
  )
}

const Way = ({ onPress, words }: { onPress: (() => void) | undefined; words: string }) =>
  onPress === undefined ? null : (
    <Button kind="quiet" onClick={onPress}>
      {words}
    </Button>
  )
