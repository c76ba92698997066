import type { AskedOutput } from '#features/check-in/schema.ts'
import { now } from '#lib/clock.ts'
import { uuidv7 } from '#lib/ids.ts'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { LinkButton } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDateTime, formatDay } from '#words/time.ts'
import { requestLocale, requestWords } from '../../../request.ts'
import { portalOf } from '../portal.ts'
import { Answered } from './Answered.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import classes from './check-in.module.css'
import type { CheckInProblem } from './check-in-query.ts'
import { EmergencyCall } from './EmergencyCall.tsx'

interface AskedHowProps {
  slug: string
  asked: AskedOutput
  problem: CheckInProblem | null
  /** By what the form says whose answer it is. */
  hidden: Readonly<Record<string, string>>
  /** Where the question stands anew. */
  again: string
}

const PROBLEM_WORDS = {
  'nothing-said': 'nothingSaid',
  'too-many': 'tooMany',
  'try-again': 'tryAgain',
} as const satisfies Record<CheckInProblem, string>

/** The question how somebody is after a visit, or what follows from the answer they just gave. */
export const AskedHow = async ({ slug, asked, problem, hidden, again }: AskedHowProps) => {
  const { emergencyPhones, answer } = asked
  if (answer !== null) return <Answered {...{ slug, answer, emergencyPhones, hidden, again }} />
  const [clinic, t, locale] = [await portalOf(slug), await requestWords(), await requestLocale()]
  const context = { locale, zone: asked.timeZone }
  const { lastAnsweredAt } = asked
  return (
    <div className={classes.page}>
      <PageTitle
        subtitle={t('answer.page.about', {
          day: formatDay(Date.parse(asked.visitStartsAt), context, { nowMs: now() }),
        })}
      >
        {t('answer.page.title')}
      </PageTitle>
      {problem === null ? null : (
        <Notice tone="danger" role="alert" title={t(`answer.refused.${PROBLEM_WORDS[problem]}`)} />
      )}
      <section className={classes.first} aria-labelledby="first">
        <h2 id="first">
          <Icon name="alert" size={24} />
          {t('answer.page.first')}
        </h2>
        <p>{t('answer.page.firstBody')}</p>
        <EmergencyCall phones={emergencyPhones} />
      </section>
      {lastAnsweredAt === null ? null : (
        <p>{t('answer.page.answered', { when: formatDateTime(Date.parse(lastAnsweredAt), context) })}</p>
      )}
      <AnswerForm hidden={{ clinic: clinic.slug, formId: uuidv7(), ...hidden }} numbers={asked.numbers} />
      <section className={classes.part} aria-labelledby="read">
        <h2 id="read">{t('answer.page.read')}</h2>
        <p>{t('answer.page.readBody', { hours: clinic.messageHours, emergency: emergencyPhones.join(' / ') })}</p>
        <LinkButton href={phoneHref(clinic.phone)} wide>
          {t('answer.given.callUs', { phone: clinic.phone })}
        </LinkButton>
      </section>
    </div>
  )
}
