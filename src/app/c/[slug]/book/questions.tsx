import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDateTime } from '#words/time.ts'
import { requestLocale, requestWords } from '../../../request.ts'
import pages from '../pages.module.css'
import { portalOf } from '../portal.ts'
import { AnswerLink } from './AnswerLink.tsx'
import { ANYONE, addressOf } from './answers.ts'
import { type QuestionProps, serviceOf } from './choices.ts'
import { firstTimes, freeTimesOf } from './free-times.ts'
import { WhereQuestion } from './WhereQuestion.tsx'

export const ForWhom = ({ slug, answers, choices }: QuestionProps) => (
  <ul className={pages.cards}>
    {choices.people.map(({ id, name }) => (
      <li key={id}>
        <AnswerLink href={addressOf(slug, { ...answers, patientId: id })}>
          <bdi>{name}</bdi>
        </AnswerLink>
      </li>
    ))}
  </ul>
)

export const WhatFor = async ({ slug, answers, choices }: QuestionProps) => {
  const [t, { phone }] = [await requestWords(), await portalOf(slug)]
  if (choices.services.length === 0)
    return (
      <EmptyState title={t('portal.book.what.none')} icon="clock">
        {t('portal.book.what.noneHint', { phone })}
      </EmptyState>
    )
  return (
    <ul className={pages.cards}>
      {choices.services.map(({ id, name, description }) => (
        <li key={id}>
          <AnswerLink href={addressOf(slug, { ...answers, serviceId: id })} more={description}>
            {name}
          </AnswerLink>
        </li>
      ))}
    </ul>
  )
}

export const Where = ({ slug, answers, choices }: QuestionProps) => (
  <WhereQuestion
    areas={choices.areas}
    roomHref={addressOf(slug, { ...answers, areaIds: [] })}
    bareHref={addressOf(slug, { ...answers, areaIds: null })}
  />
)

/** Anyone first: that has the earliest times. Each name says when it is free first. */
export const WhoWith = async (props: QuestionProps) => {
  const { slug, answers } = props
  const [t, { timeZone }] = [await requestWords(), await portalOf(slug)]
  const context = { locale: await requestLocale(), zone: timeZone }
  const found = await freeTimesOf({ ...props, answers: { ...answers, who: ANYONE } })
  const first = found.ok ? firstTimes(found.times) : new Map<string, string>()
  const [soonest] = [...first.values()].sort()
  const firstWords = (startIso: string | undefined) =>
    startIso === undefined
      ? t('portal.book.who.noneSoon')
      : t('portal.book.who.first', { when: formatDateTime(Date.parse(startIso), context) })
  const people = serviceOf(props)?.practitioners ?? []
  return (
    <ul className={pages.cards}>
      <li>
        <AnswerLink href={addressOf(slug, { ...answers, who: ANYONE })} more={firstWords(soonest)}>
          {t('portal.book.who.any')}
        </AnswerLink>
      </li>
      {people.map(({ id, name }) => (
        <li key={id}>
          <AnswerLink href={addressOf(slug, { ...answers, who: id })} more={firstWords(first.get(id))}>
            <bdi>{name}</bdi>
          </AnswerLink>
        </li>
      ))}
    </ul>
  )
}
