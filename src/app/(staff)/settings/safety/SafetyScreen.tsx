'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { SafetyPolicyOutput } from '#features/safety-policy/schema.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { ApiNotice, NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { useSave } from '../use-save.ts'
import { PolicyForm } from './PolicyForm.tsx'
import classes from './safety.module.css'
import { TickSettings } from './TickSettings.tsx'

interface SafetyScreenProps {
  policy: SafetyPolicyOutput
  mayApprove: boolean
}

/** The clinic's numbers, its steps, what is ticked and its containers: all that it decides about needles and safety. */
export const SafetyScreen = ({ policy, mayApprove }: SafetyScreenProps) => {
  const t = useTranslations('safety.setting')
  return (
    <SettingsFrame title={t('title')} intro={t('intro')}>
      <section className={classes.section} aria-labelledby="safety-numbers">
        <h2 id="safety-numbers">{t('numbers')}</h2>
        <PolicyForm served={policy} />
      </section>
      <TickSettings />
      <Containers />
      <Texts mayApprove={mayApprove} />
    </SettingsFrame>
  )
}

const Texts = ({ mayApprove }: { mayApprove: boolean }) => {
  const t = useTranslations('safety.setting')
  const trpc = useTRPC()
  const list = useQuery(trpc.safetyPolicy.texts.queryOptions())
  const approving = useSave(trpc.safetyPolicy.approveText.mutationOptions(), () => undefined)
  return (
    <section className={classes.section} aria-labelledby="safety-texts">
      <h2 id="safety-texts">{t('texts')}</h2>
      <p className={classes.quiet}>{t('textsHint')}</p>
      {approving.error === null ? null : <ApiNotice error={approving.error} />}
      {list.data === undefined ? (
        <NotYet query={list} rows={6} />
      ) : (
        list.data.texts.map((text) => (
          <div key={text.id} className={classes.text}>
            <ClinicSteps text={text} />
            {mayApprove && text.approvedBy === null ? (
              <Button busy={approving.busy} onClick={() => approving.send({ textId: text.id })}>
                {t('approve', { title: text.title })}
              </Button>
            ) : null}
          </div>
        ))
      )}
    </section>
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
