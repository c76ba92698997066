'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { ConsentForm } from './ConsentForm.tsx'
import { ConsentText } from './ConsentText.tsx'
import classes from './consent.module.css'

interface ConsentSheetProps {
  open: boolean
  onClose: (signed: boolean) => void
}

/** The device in the patient's hands: nothing else of the clinic can be seen or touched from here. */
export const ConsentSheet = ({ open, onClose }: ConsentSheetProps) => {
  const t = useTranslations('practitioner.visit.consent')
  const dialog = useRef<HTMLDialogElement>(null)
  const [signed, setSigned] = useState(false)
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal()
    if (!open) dialog.current?.close()
    // read from the top, and not from the first field on: that is where a dialog puts the focus by itself
    if (open) dialog.current?.querySelector('h2')?.focus()
  }, [open])
  const close = () => {
    onClose(signed)
    setSigned(false)
  }
  return (
    <dialog ref={dialog} className={classes.sheet} data-audience="patient" aria-label={t('sheet')} onClose={close}>
      {signed ? (
        <Thanks onContinue={close} />
      ) : (
        <div className={classes.paper}>
          <ConsentText />
          <ConsentForm onSigned={() => setSigned(true)} onBack={close} />
        </div>
      )}
    </dialog>
  )
}

const Thanks = ({ onContinue }: { onContinue: () => void }) => {
  const t = useTranslations('practitioner.visit.consent')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <div className={classes.thanks} role="status">
      <h2 ref={title} tabIndex={-1}>
        {t('thanks')}
      </h2>
      <p>{t('thanksBody')}</p>
      <Button kind="primary" onClick={onContinue}>
        {t('continue')}
      </Button>
    </div>
  )
}
