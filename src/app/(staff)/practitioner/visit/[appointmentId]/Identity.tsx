'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { IDENTITY_CHECKS, type IdentityCheck, isEnough } from '#domain/encounter/identity.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDate } from '#words/time.ts'
import { useTRPCClient } from '../../../../providers/trpc.ts'
import { usePlace } from '../../use-place.ts'
import { EntryNotice } from './EntryNotice.tsx'
import { useEntry } from './use-entry.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** The step before the first entry: the right person is in the room (Z6). */
export const Identity = () => {
  const t = useTranslations('practitioner.visit')
  const { locale } = usePlace()
  const { data } = useVisit()
  const api = useTRPCClient()
  const start = useEntry((input: { appointmentId: string; identity: IdentityCheck; requestId: string }) =>
    api.encounter.start.mutate(input),
  )
  const [differs, setDiffers] = useState(false)
  const [identity, setIdentity] = useState<IdentityCheck>('name-and-birth-date')
  const { patientName, birthDate, appointmentId } = data.visit
  if (!data.mayTreat) return <Notice tone="info">{t('notStarted')}</Notice>
  const alert = data.visit.matters.some(({ code }) => code === 'name-alert')
  const checks = IDENTITY_CHECKS.filter((check) => isEnough(check, alert ? 1 : 0))
  const born = birthDate === null ? t('identity.unknownBirthDate') : formatDate(birthDate, locale, 'long')
  return (
    <section className={classes.identity} aria-labelledby="identity-title">
      <h2 id="identity-title">{t('identity.ask')}</h2>
      <p className={classes.hint}>{t('identity.how')}</p>
      {alert ? (
        <Notice tone="danger" title={t('identity.alert')}>
          {t('identity.alertBody')}
        </Notice>
      ) : null}
      <dl className={classes.identityFacts}>
        <div>
          <dt>{t('identity.name')}</dt>
          <dd>
            <bdi>{patientName}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('identity.born')}</dt>
          <dd>{born}</dd>
        </div>
      </dl>
      <ChoiceField
        label={t('identity.check')}
        name="identity"
        value={identity}
        onChange={(value) => setIdentity(checks.find((one) => one === value) ?? identity)}
        choices={checks.map((value) => ({ value, label: t(`identity.checks.${value}`) }))}
        required
      />
      <EntryNotice entry={start} />
      {differs ? (
        <Notice tone="danger" role="alert" title={t('identity.differsTitle')}>
          {t('identity.differsBody')}
        </Notice>
      ) : null}
      <div className={classes.bigActions}>
        <Button
          kind="primary"
          autoFocus
          busy={start.saving}
          onClick={() => {
            setDiffers(false)
            void start.send({ appointmentId, identity })
          }}
        >
          {t('identity.start')}
        </Button>
        <Button onClick={() => setDiffers(true)}>{t('identity.differs')}</Button>
      </div>
    </section>
  )
}
