'use client'

import { useId, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SegmentKind } from '#domain/appointment/segments.ts'
import { VisitCourse } from '#ui/clinic/VisitCourse.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import kit from '#ui/kit/kit.module.css'
import classes from '../../keeping/edit.module.css'
import { FieldFault } from '../../keeping/fields.tsx'
import { wholeNumber } from '../duration.ts'
import parts from './parts.module.css'
import { BOUNDS, type PartDraft, type ServiceDraft } from './service-draft.ts'

const KINDS = ['hands-on', 'resting', 'removal'] as const satisfies readonly SegmentKind[]
const MOST = 12

interface PartsFieldProps {
  draft: ServiceDraft
  error?: string | undefined
  onChange: (parts: readonly PartDraft[]) => void
}

/** The course of the visit, part by part, drawn as the calendar will draw it while it is typed. */
export const PartsField = ({ draft, error, onChange }: PartsFieldProps) => {
  const t = useTranslations('service')
  const list = useRef<HTMLOListElement>(null)
  const made = useRef(0)
  const segments = draft.parts.map(({ kind, minutes }) => ({
    kind,
    minutes: wholeNumber(minutes, BOUNDS.minutes) ?? 0,
  }))
  const sum = (of: typeof segments) => of.reduce((all, { minutes }) => all + minutes, 0)
  const swap = (index: number, other: number) =>
    onChange(draft.parts.map((part, at) => draft.parts[at === index ? other : at === other ? index : at] ?? part))
  const add = () => {
    made.current += 1
    const previous = draft.parts.at(-1)?.kind
    const kind = previous === 'hands-on' ? 'resting' : previous === 'resting' ? 'removal' : 'hands-on'
    onChange([...draft.parts, { key: `new-${made.current}`, kind, minutes: '10' }])
    focusSoon(() => list.current?.querySelector<HTMLElement>('li:last-child select'))
  }
  const remove = (index: number) => {
    onChange(draft.parts.filter((_, at) => at !== index))
    // what had the focus is gone: the part that stands in its place takes it
    focusSoon(() => list.current?.querySelectorAll<HTMLElement>('li select')[Math.max(0, index - 1)])
  }
  return (
    <>
      <figure className={parts.course}>
        <VisitCourse
          segments={segments}
          bufferBeforeMinutes={wholeNumber(draft.bufferBeforeMinutes, BOUNDS.bufferBeforeMinutes) ?? 0}
          bufferAfterMinutes={wholeNumber(draft.bufferAfterMinutes, BOUNDS.bufferAfterMinutes) ?? 0}
        />
        <figcaption className={classes.quiet}>
          {t('total', { minutes: sum(segments) })}
          {', '}
          {t('handsMinutes', { minutes: sum(segments.filter(({ kind }) => kind !== 'resting')) })}
        </figcaption>
      </figure>
      <ol ref={list} className={parts.parts}>
        {draft.parts.map((part, index) => (
          <OnePart
            key={part.key}
            part={part}
            number={index + 1}
            count={draft.parts.length}
            onChange={(change) => onChange(draft.parts.map((one, at) => (at === index ? { ...one, ...change } : one)))}
            onSwap={(by) => swap(index, index + by)}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      <FieldFault>{error}</FieldFault>
      {draft.parts.length < MOST ? (
        <div>
          <Button onClick={add}>
            <Icon name="plus" />
            {t('addPart')}
          </Button>
        </div>
      ) : null}
      <p className={classes.quiet}>{t('partsHint')}</p>
    </>
  )
}

interface OnePartProps {
  part: PartDraft
  number: number
  count: number
  onChange: (change: Partial<PartDraft>) => void
  onSwap: (by: -1 | 1) => void
  onRemove: () => void
}

const OnePart = ({ part, number, count, onChange, onSwap, onRemove }: OnePartProps) => {
  const t = useTranslations('service')
  const id = useId()
  return (
    <li className={parts.part} data-kind={part.kind}>
      <select
        className={kit.control}
        aria-label={t('partKind', { number })}
        value={part.kind}
        onChange={({ currentTarget }) =>
          onChange({ kind: KINDS.find((kind) => kind === currentTarget.value) ?? 'hands-on' })
        }
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </select>
      <span className={parts.minutes}>
        <input
          id={id}
          className={kit.control}
          type="number"
          inputMode="numeric"
          min={1}
          aria-label={t('partMinutes', { number })}
          aria-invalid={wholeNumber(part.minutes, BOUNDS.minutes) === null ? true : undefined}
          value={part.minutes}
          onChange={({ currentTarget }) => onChange({ minutes: currentTarget.value })}
        />
        <span aria-hidden="true">{t('partMinutesShort')}</span>
      </span>
      <span className={parts.tools}>
        <Button kind="quiet" disabled={number === 1} onClick={() => onSwap(-1)} aria-label={t('earlier', { number })}>
          <Icon name="up" />
        </Button>
        <Button kind="quiet" disabled={number === count} onClick={() => onSwap(1)} aria-label={t('later', { number })}>
          <Icon name="down" />
        </Button>
        <Button kind="quiet" disabled={count === 1} onClick={onRemove} aria-label={t('removePart', { number })}>
          <Icon name="close" />
        </Button>
      </span>
    </li>
  )
}

const focusSoon = (find: () => HTMLElement | null | undefined) => {
  requestAnimationFrame(() => find()?.focus())
}
