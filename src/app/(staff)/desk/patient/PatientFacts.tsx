'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { PatientLine } from '#ui/clinic/PatientLine.tsx'
import { type MatterInWords, WhatMatters } from '#ui/clinic/WhatMatters.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useNeedMatters } from '../../use-need-matters.ts'
import { useDesk } from '../desk-context.ts'
import type { Person } from '../draft.ts'
import classes from '../panel.module.css'
import { useConditionWords } from './use-condition-words.ts'

interface PatientFactsProps {
  person: Person
  /** Without telephone and mail. */
  brief?: boolean
}

/** Who this is and what to know, as far as these eyes may. */
export const PatientFacts = ({ person, brief = false }: PatientFactsProps) => {
  const t = useTranslations('desk.patient')
  const tLate = useTranslations('arrange.late')
  const trpc = useTRPC()
  const { today } = useDesk()
  const conditionWords = useConditionWords()
  const needs = useNeedMatters(person.id)
  const { data, error } = useQuery(trpc.patient.summary.queryOptions({ patientId: person.id }))
  const matters: MatterInWords[] = [
    ...(data?.conditions ?? []).map(({ code }) => ({
      key: code,
      severity: 'danger' as const,
      words: conditionWords(code),
    })),
    ...(data && data.namesakes > 0
      ? [{ key: 'namesakes', severity: 'due' as const, words: t('namesakes', { count: data.namesakes }) }]
      : []),
    ...(data && data.missedVisits > 0
      ? [{ key: 'missed', severity: 'due' as const, words: tLate('missed', { count: data.missedVisits }) }]
      : []),
    ...(data && data.lateCancellations > 0
      ? [{ key: 'late', severity: 'due' as const, words: tLate('count', { count: data.lateCancellations }) }]
      : []),
    ...(data && data.visitsDone === 0 ? [{ key: 'first', severity: 'info' as const, words: t('firstVisit') }] : []),
    ...needs,
    ...(data?.needs ? [{ key: 'needs', severity: 'info' as const, words: data.needs }] : []),
  ]
  return (
    <div className={classes.facts}>
      <PatientLine
        name={data?.name ?? person.name}
        birthDate={data?.birthDate ?? person.birthDate}
        today={today}
        pronouns={data?.pronouns}
        size="large"
      />
      {matters.length > 0 ? <WhatMatters matters={matters} /> : null}
      {error ? <ApiNotice error={error} /> : null}
      {brief || !data ? null : (
        <dl className={classes.list}>
          <dt>{t('phone')}</dt>
          <dd>{data.phone ?? t('none')}</dd>
          <dt>{t('email')}</dt>
          <dd>{data.email ?? t('none')}</dd>
        </dl>
      )}
    </div>
  )
}
