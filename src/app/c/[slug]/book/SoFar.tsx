import Link from 'next/link'
import { displayName } from '#domain/body/area.ts'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import { requestLocale, requestWords } from '../../../request.ts'
import { ANYONE, addressOf, type Question, questionsOf, reopened } from './answers.ts'
import classes from './book.module.css'
import { type QuestionProps, serviceOf } from './choices.ts'

/** What was answered before, each with a way to answer it otherwise. */
export const SoFar = async (props: QuestionProps & { question: Question }) => {
  const { slug, answers, choices, question } = props
  const [t, locale] = [await requestWords(), await requestLocale()]
  const service = serviceOf(props)
  const said = (asked: Question): string | undefined => {
    if (asked === 'for') return choices.people.find(({ id }) => id === answers.patientId)?.name
    if (asked === 'what') return service?.name
    if (asked === 'where') {
      const chosen = choices.areas.filter(({ id }) => answers.areaIds?.includes(id))
      return chosen.length === 0
        ? t('portal.book.where.undecidedShort')
        : chosen.map((area) => displayName(area, locale, 'patient')).join(' · ')
    }
    if (answers.who === ANYONE) return t('portal.book.when.anyWith')
    const name = service?.practitioners.find(({ id }) => id === answers.who)?.name
    return name === undefined ? undefined : t('portal.with', { practitioner: name })
  }
  const order = questionsOf(answers, choices)
  const earlier = order.slice(0, order.indexOf(question))
  const only = question === 'when' && !earlier.includes('who') ? said('who') : undefined
  if (earlier.length === 0) return null
  return (
    <ul className={classes.soFar} aria-label={t('portal.book.soFar')}>
      {earlier.map((asked) => (
        <li key={asked}>
          <bdi>{said(asked)}</bdi>{' '}
          <Link href={addressOf(slug, reopened(asked, answers))} prefetch={false}>
            {t('portal.book.change')}
            <VisuallyHidden>: {t(`portal.book.${asked}.title`)}</VisuallyHidden>
          </Link>
        </li>
      ))}
      {only === undefined ? null : (
        <li>
          <bdi>{only}</bdi>
        </li>
      )}
    </ul>
  )
}
