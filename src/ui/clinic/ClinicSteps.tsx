'use client'

import { useTranslations } from 'use-intl/react'
import classes from './clinic-steps.module.css'

interface ClinicStepsProps {
  text: {
    readonly title: string
    readonly steps: readonly string[]
    readonly source: string
    readonly approvedBy: string | null
  }
  /** Read out in a hurry: large, without the source below. */
  urgent?: boolean
}

/** The clinic's own steps, with who stands for them and where they come from. */
export const ClinicSteps = ({ text, urgent = false }: ClinicStepsProps) => {
  const t = useTranslations('safety.text')
  return (
    <section className={classes.steps} data-urgent={urgent} aria-label={text.title}>
      <h3 className={classes.title}>{text.title}</h3>
      <ol>
        {text.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className={classes.source}>
        {text.approvedBy === null ? t('notApproved') : t('approvedBy', { name: text.approvedBy })}
        {urgent ? null : ` ${t('source', { source: text.source })}`}
      </p>
    </section>
  )
}
