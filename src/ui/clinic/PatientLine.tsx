'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import { ageOn } from '#domain/encounter/age.ts'
import { isLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import classes from './clinic.module.css'

interface PatientLineProps {
  name: string
  /** 'YYYY-MM-DD' */
  birthDate: string | null
  /** 'YYYY-MM-DD' in the clinic's zone. */
  today: string
  pronouns?: string | null
  size?: 'plain' | 'large'
}

/** Who this is: name, birth date, age. Names of any script keep their own direction (Z6). */
export const PatientLine = ({ name, birthDate, today, pronouns, size = 'plain' }: PatientLineProps) => {
  const t = useTranslations()
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const facts = birthDate
    ? [
        t('common.bornOn', { date: formatDate(birthDate, locale) }),
        t('common.yearsOld', { years: ageOn(birthDate, today) }),
      ]
    : [t('visit.patient.noBirthDate')]
  return (
    <span className={classes.patient}>
      <bdi className={classes.patientName} data-size={size}>
        {name}
      </bdi>
      <span className={classes.patientFacts}>{[...facts, ...(pronouns ? [pronouns] : [])].join(' · ')}</span>
    </span>
  )
}
