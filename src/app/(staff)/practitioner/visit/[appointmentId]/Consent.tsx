'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { usePlace } from '../../use-place.ts'
import { ConsentSheet } from './ConsentSheet.tsx'
import { Part } from './Part.tsx'
import { useSay } from './use-say.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** What the patient agreed to, or the paper to be handed to them. */
export const Consent = () => {
  const t = useTranslations('practitioner.visit.consent')
  const say = useSay()
  const place = usePlace()
  const { data, records, nowMs, setHandedOver, goTo } = useVisit()
  const [open, setOpen] = useState(false)
  const { consentDue, consents } = data
  const latest = consents[0]
  const hand = (handed: boolean) => {
    setOpen(handed)
    setHandedOver(handed)
  }
  const signed =
    latest === undefined
      ? null
      : t('signed', { name: latest.signedName, time: formatDateTime(Date.parse(latest.signedAt), place, { nowMs }) })
  return (
    <Part part="consent" summary={consentDue === null ? signed : null}>
      {consentDue === null ? (
        <p className={classes.plain}>
          {signed}{' '}
          {latest === undefined ? null : (
            <span className={classes.hint}>{t('version', { version: latest.textVersion })}</span>
          )}
        </p>
      ) : (
        <>
          <Notice tone="due" title={t('due', { why: say(`encounter.consentDue.${consentDue}`) })} />
          {records ? (
            <div className={classes.bigActions}>
              <Button kind="primary" onClick={() => hand(true)}>
                {t('hand')}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {records ? (
        <ConsentSheet
          open={open}
          onClose={(signed) => {
            hand(false)
            // what opened the sheet is gone
            if (signed) goTo('consent')
          }}
        />
      ) : null}
    </Part>
  )
}
