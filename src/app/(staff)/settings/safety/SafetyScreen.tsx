'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { PolicySection } from '../policies/PolicySection.tsx'
import { usePolicies } from '../policies/use-policies.tsx'
import { SettingsFrame } from '../SettingsFrame.tsx'
import classes from './safety.module.css'
import { TickSettings } from './TickSettings.tsx'

/** The clinic's numbers, its steps, what is ticked and its containers: all that it decides about needles and safety. */
export const SafetyScreen = () => {
  const policies = usePolicies()
  const t = useTranslations('safety.setting')
  return (
    <SettingsFrame title={t('title')} intro={t('intro')} panel={policies.beside}>
      {policies.told}
      <PolicySection kind="safety" panel={policies.panel} />
      <TickSettings />
      <Containers />
      <PolicySection kind="text" panel={policies.panel} />
    </SettingsFrame>
  )
}

const Containers = () => {
  const t = useTranslations('safety.setting')
  const tClean = useTranslations('safety.clean')
  const trpc = useTRPC()
  const list = useQuery(trpc.sharpsContainer.list.queryOptions())
  return (
    <section className={classes.section} aria-labelledby="safety-containers">
      <h2 id="safety-containers">{t('containers')}</h2>
      {list.data === undefined ? <NotYet query={list} rows={3} /> : null}
      <ul className={classes.rows}>
        {list.data?.rooms.map(({ roomId, roomName, container }) => (
          <li key={roomId}>
            <strong>{roomName}</strong>{' '}
            {container === null
              ? t('noContainer')
              : tClean('container', { label: container.label, days: container.days })}
            {container?.over ? ` ${tClean('over')}` : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
