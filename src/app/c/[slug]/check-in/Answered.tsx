import type { AnswerOutput } from '#features/check-in/schema.ts'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { LinkButton } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { PageWords } from '../../../PageWords.tsx'
import { requestWords } from '../../../request.ts'
import { portalOf } from '../portal.ts'
import classes from './check-in.module.css'
import { EmergencyCall } from './EmergencyCall.tsx'
import { PhotoStep } from './PhotoStep.tsx'

interface AnsweredProps {
  slug: string
  answer: AnswerOutput
  emergencyPhones: readonly string[]
  /** By what the form said whose answer it is. */
  hidden: Readonly<Record<string, string>>
  again: string
}

/** What somebody reads who has just answered. Nobody is told that all is well; the signs to watch for stand in every one. */
export const Answered = async ({ slug, answer, emergencyPhones, hidden, again }: AnsweredProps) => {
  const { id, tier, words, photos } = answer
  const [clinic, t] = [await portalOf(slug), await requestWords()]
  const isEmergency = tier === 'emergency'
  const emergencyButton = <EmergencyCall phones={emergencyPhones} />
  return (
    <div className={classes.page}>
      {isEmergency ? (
        <section className={classes.first} role="alert">
          <h1>
            <Icon name="alert" size={32} />
            {t('answer.given.emergency')}
          </h1>
          <p>{t('answer.given.emergencyBody')}</p>
          {emergencyButton}
        </section>
      ) : (
        <PageTitle>{t(`answer.given.${tier}`)}</PageTitle>
      )}
      {tier === 'harmless' ? <p>{t('answer.given.harmlessBody')}</p> : null}
      {words.map(({ title, steps }) => (
        <section key={title} className={classes.part}>
          {isEmergency && title === t('answer.given.emergency') ? null : <h2>{title}</h2>}
          <ul>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      ))}
      {isEmergency ? null : (
        <section className={classes.part} aria-labelledby="flags">
          <h2 id="flags">{t('answer.given.flags', { phone: emergencyPhones.join(' / ') })}</h2>
          <p>{t('answer.given.flagsBody')}</p>
          {emergencyButton}
        </section>
      )}
      {isEmergency ? null : <p>{t('answer.given.notHeard')}</p>}
      <PageWords namespaces={['kit', 'photo']}>
        <PhotoStep
          sentWith={{ clinic: clinic.slug, answer: id, ...hidden }}
          already={photos}
          isEmergency={isEmergency}
        />
      </PageWords>
      <LinkButton href={phoneHref(clinic.phone)} wide kind={isEmergency ? 'plain' : 'primary'}>
        {t('answer.given.callUs', { phone: clinic.phone })}
      </LinkButton>
      <LinkButton href={again} kind="quiet" wide>
        {t('answer.given.again')}
      </LinkButton>
    </div>
  )
}
