'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Kept } from '#features/consent/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { NotYet } from '../../../../../providers/ApiProblem.tsx'
import { handOver } from '../../../../../providers/hand-over.ts'
import { usePlace } from '../../../use-place.ts'
import { Part } from '../Part.tsx'
import { useSay } from '../use-say.ts'
import visit from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { ConsentCare } from './ConsentCare.tsx'
import { ConsentSheet } from './ConsentSheet.tsx'
import classes from './consent.module.css'
import { useConsent } from './use-consent.ts'

/** What the patient agreed to, the paper to be handed to them, and the way to take it back. */
export const Consent = () => {
  const t = useTranslations('practitioner.visit.consent')
  const say = useSay()
  const place = usePlace()
  const { data, nowMs } = useVisit()
  const consent = useConsent()
  const { consentDue } = data
  const latest = consent.data?.kept.find(({ withdrawn }) => withdrawn === null)
  const signed =
    latest === undefined
      ? null
      : t('signed', { name: latest.signedName, time: formatDateTime(Date.parse(latest.signedIso), place, { nowMs }) })
  return (
    <Part part="consent" summary={consentDue === null ? signed : null}>
      {consentDue === null ? (
        <p className={visit.plain}>
          {signed}{' '}
          {latest === undefined ? null : (
            <span className={visit.hint}>{t('version', { version: latest.textVersion })}</span>
          )}
        </p>
      ) : (
        <Notice tone="due" title={t('due', { why: say(`encounter.consentDue.${consentDue}`) })} />
      )}
      {consent.data !== undefined ? (
        <>
          <HandOver />
          {latest === undefined ? null : <ConsentCare key={latest.id} kept={latest} />}
          <KeptList kept={consent.data.kept} />
        </>
      ) : (
        <NotYet query={consent} rows={2} />
      )}
    </Part>
  )
}

/** Locks the device on the server, and only then shows the paper. */
const HandOver = () => {
  const t = useTranslations('practitioner.visit.consent')
  const hand = useTranslations('consent.hand')
  const { data, records, setHandedOver, goTo } = useVisit()
  const consent = useConsent()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const paper = consent.data?.paper ?? null
  if (!records || paper === null || (data.consentDue === null && !open)) return null
  const give = async () => {
    setBusy(true)
    setFailed(false)
    const locked = await handOver()
    setBusy(false)
    setFailed(!locked)
    setOpen(locked)
    setHandedOver(locked)
  }
  return (
    <>
      {failed ? <Notice tone="danger" role="alert" title={hand('notLocked')} /> : null}
      <div className={visit.bigActions}>
        <Button kind="primary" busy={busy} onClick={() => void give()}>
          {t('hand')}
        </Button>
      </div>
      <ConsentSheet
        open={open}
        paper={paper}
        onBack={() => {
          setOpen(false)
          setHandedOver(false)
          // what opened the sheet may be gone
          goTo('consent')
        }}
      />
    </>
  )
}

const KeptList = ({ kept }: { kept: readonly Kept[] }) => {
  const t = useTranslations('consent.kept')
  const technique = useTranslations('technique.name')
  const place = usePlace()
  const { nowMs } = useVisit()
  const at = (instant: string) => formatDateTime(Date.parse(instant), place, { nowMs })
  if (kept.length === 0) return null
  const copyOf = ({ copy }: Kept) => {
    if (copy === null) return null
    if (copy.sentIso !== null) return t('copySent', { time: at(copy.sentIso) })
    return t(copy.status === 'due' || copy.status === 'sending' ? 'copyDue' : 'copyNot')
  }
  return (
    <details>
      <summary className={visit.hint}>{t('title')}</summary>
      <ul className={classes.kept}>
        {kept.map((one) => (
          <li key={one.id}>
            <span>
              {[technique(one.technique as Parameters<typeof technique>[0]), one.signedName, at(one.signedIso)].join(
                ' · ',
              )}
            </span>
            <span className={visit.hint}>
              {[
                one.beforehand ? t('beforehand') : null,
                copyOf(one),
                one.interpreter === null ? null : t('interpreter', { name: one.interpreter }),
                one.teachBack === null ? null : t('teachBack', { words: one.teachBack }),
                one.withdrawn === null
                  ? null
                  : t(one.withdrawn.by === 'patient' ? 'withdrawnPatient' : 'withdrawnStaff', {
                      time: at(one.withdrawn.atIso),
                    }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
