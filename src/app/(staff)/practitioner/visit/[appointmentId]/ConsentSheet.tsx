'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { ConsentForm } from './ConsentForm.tsx'
import { ConsentText } from './ConsentText.tsx'
import classes from './consent.module.css'

interface ConsentSheetProps {
  open: boolean
  onClose: () => void
}

/** The device in the patient's hands: nothing else of the clinic can be seen or touched from here. */
export const ConsentSheet = ({ open, onClose }: ConsentSheetProps) => {
  const t = useTranslations('practitioner.visit.consent')
  const dialog = useRef<HTMLDialogElement>(null)
  const [signed, setSigned] = useState(false)
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  const close = () => {
    onClose()
    setSigned(false)
  }
  return (
    <dialog ref={dialog} className={classes.sheet} data-audience="patient" aria-label={t('sheet')} onClose={close}>
      {signed ? (
        <div className={classes.thanks} role="status">
          <h2>{t('thanks')}</h2>
          <p>{t('thanksBody')}</p>
          <Button kind="primary" onClick={close}>
            {t('continue')}
          </Button>
        </div>
      ) : (
        <div className={classes.paper}>
          <ConsentText />
          <ConsentForm onSigned={() => setSigned(true)} onBack={close} />
        </div>
      )}
    </dialog>
  )
}
