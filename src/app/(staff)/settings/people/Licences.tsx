'use client'

import { useTranslations } from 'use-intl/react'
import type { CredentialRow, PractitionerSetup } from '#features/practitioner/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import edit from '../../keeping/edit.module.css'
import classes from './people.module.css'
import { useDay } from './StandingLine.tsx'

interface LicencesProps {
  person: PractitionerSetup
  today: string
  mayEdit: boolean
  onAdd: () => void
  onChange: (licenceId: string) => void
  onEnd: (licenceId: string) => void
}

/** Everything that is on file of somebody's licences, the latest first; those that have ended as well. */
export const Licences = ({ person, today, mayEdit, onAdd, onChange, onEnd }: LicencesProps) => {
  const t = useTranslations('people')
  return (
    <section className={classes.licences} aria-labelledby="licences">
      <h3 id="licences" tabIndex={-1}>
        {t('licences')}
      </h3>
      {person.credentials.length === 0 ? <p className={edit.quiet}>{t('noLicences')}</p> : null}
      <ul>
        {person.credentials.map((licence) => (
          <li key={licence.id} className={classes.licence}>
            <Licence licence={licence} today={today} />
            {mayEdit ? (
              <div className={classes.licenceActions}>
                <Button kind="quiet" onClick={() => onChange(licence.id)}>
                  {t('changeLicence')}
                </Button>
                {isOver(licence, today) ? null : (
                  <Button kind="quiet" onClick={() => onEnd(licence.id)}>
                    {t('endLicence')}
                  </Button>
                )}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <div>
          <Button onClick={onAdd}>{t('addLicence')}</Button>
        </div>
      ) : null}
    </section>
  )
}

const isOver = ({ validUntil }: CredentialRow, today: string): boolean => validUntil !== null && validUntil < today

const Licence = ({ licence, today }: { licence: CredentialRow; today: string }) => {
  const t = useTranslations('people')
  const technique = useTranslations('technique.name')
  const day = useDay()
  const { validFrom, validUntil, jurisdiction, number, profession, source, techniques } = licence
  const span =
    validUntil === null
      ? t('validOpen', { from: day(validFrom) })
      : t('valid', { from: day(validFrom), until: day(validUntil) })
  return (
    <>
      <p>
        <strong>{`${jurisdiction} · ${profession} · ${number}`}</strong>
      </p>
      <p>{techniques.map((one) => technique(one)).join(', ')}</p>
      <p className={edit.quiet}>
        {span}
        {isOver(licence, today) ? ` (${t('ended')})` : null}
      </p>
      <p className={edit.quiet}>{source}</p>
    </>
  )
}
