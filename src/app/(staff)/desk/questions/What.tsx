'use client'

import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../panel.module.css'

interface WhatProps {
  serviceId: string | null
  onChange: (service: { serviceId: string; needling: boolean }) => void
}

export const useServices = () => {
  const trpc = useTRPC()
  return useQuery(trpc.healthcareService.list.queryOptions(undefined, { staleTime: 600_000 }))
}

/** The second question: which service. */
export const What = ({ serviceId, onChange }: WhatProps) => {
  const t = useTranslations('desk.what')
  const id = useId()
  const { data, error } = useServices()
  const services = data?.services ?? []
  const chosen = services.find((service) => service.id === serviceId)
  return (
    <section className={classes.section} aria-label={t('question')}>
      <label htmlFor={id} className={classes.question}>
        {t('question')}
      </label>
      <select
        id={id}
        className={classes.select}
        value={serviceId ?? ''}
        data-question="what"
        onChange={(event) => {
          const service = services.find((one) => one.id === event.currentTarget.value)
          if (service) onChange({ serviceId: service.id, needling: service.needling })
        }}
      >
        {serviceId === null ? <option value="">{t('choose')}</option> : null}
        {services.map((service) => (
          <option key={service.id} value={service.id}>
            {service.name}
          </option>
        ))}
      </select>
      {chosen ? <p className={classes.quiet}>{chosen.description}</p> : null}
      {error ? <ApiNotice error={error} /> : null}
    </section>
  )
}
