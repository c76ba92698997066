'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Paper } from '#features/consent/schema.ts'
import { ConsentPaper } from '#ui/clinic/ConsentPaper.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { type Locale, locales } from '#words/locale.ts'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { TakeBack } from '../../../../TakeBack.tsx'
import { usePlace } from '../../../use-place.ts'
import { ConsentForm } from './ConsentForm.tsx'
import classes from './consent.module.css'

interface ConsentSheetProps {
  open: boolean
  paper: Paper
  /** Somebody of the clinic has the device again. */
  onBack: () => void
}

/**
 * The device in the patient's hands: the server answers nothing but the signature, the page behind is out of reach, and
 * neither Escape nor the way back leads anywhere until somebody of the clinic unlocks it.
 */
export const ConsentSheet = ({ open, paper, onBack }: ConsentSheetProps) => {
  const t = useTranslations('practitioner.visit.consent')
  const hand = useTranslations('consent.hand')
  const place = usePlace()
  const dialog = useRef<HTMLDialogElement>(null)
  const [locale, setLocale] = useState<Locale>(place.locale)
  const [outcome, setOutcome] = useState<'signed' | 'unsigned' | null>(null)
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal()
    if (!open) dialog.current?.close()
    // read from the top, and not from the first field on: that is where a dialog puts the focus by itself
    if (open) dialog.current?.querySelector('h2')?.focus()
  }, [open])
  return (
    <dialog
      ref={dialog}
      className={classes.sheet}
      data-audience="patient"
      aria-label={t('sheet')}
      onCancel={(event) => event.preventDefault()}
    >
      {outcome !== null ? (
        <GiveBack
          outcome={outcome}
          onBack={() => {
            setOutcome(null)
            onBack()
          }}
        />
      ) : (
        <div className={classes.paper}>
          <Languages locale={locale} onChange={setLocale} />
          <ConsentPaper parts={paper.parts} locale={locale} />
          <ConsentForm
            paper={paper}
            locale={locale}
            onSigned={() => setOutcome('signed')}
            onBack={() => setOutcome('unsigned')}
          />
          <Notice tone="info">{hand('given')}</Notice>
        </div>
      )}
    </dialog>
  )
}

/** Each language in its own name. */
const Languages = ({ locale, onChange }: { locale: Locale; onChange: (locale: Locale) => void }) => {
  const t = useTranslations('consent.paper')
  return (
    <fieldset className={classes.languages}>
      <legend>{t('language')}</legend>
      {locales.map((one) => (
        <Button key={one} aria-pressed={one === locale} lang={one} onClick={() => onChange(one)}>
          {new Intl.DisplayNames([one], { type: 'language' }).of(one) ?? one}
        </Button>
      ))}
    </fieldset>
  )
}

/** Thanks, and nothing else until somebody of the clinic shows that it is them. */
const GiveBack = ({ outcome, onBack }: { outcome: 'signed' | 'unsigned'; onBack: () => void }) => {
  const t = useTranslations('practitioner.visit.consent')
  const hand = useTranslations('consent.hand')
  const title = useRef<HTMLHeadingElement>(null)
  const trpc = useTRPC()
  const queries = useQueryClient()
  const me = useQuery(trpc.session.current.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  useEffect(() => title.current?.focus(), [])
  return (
    <div className={classes.thanks} role="status">
      <h2 ref={title} tabIndex={-1}>
        {outcome === 'signed' ? t('thanks') : hand('giveBack')}
      </h2>
      <p>{outcome === 'signed' ? t('thanksBody') : hand('unsigned')}</p>
      <div className={classes.giveBack}>
        <TakeBack
          name={me.data?.name ?? ''}
          onBack={() => {
            // what was refused meanwhile is asked for again first, so that nothing that is gone gets the focus
            void queries.invalidateQueries().finally(onBack)
          }}
        />
      </div>
    </div>
  )
}
