'use client'

import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Paper } from '#features/consent/schema.ts'
import { footWords } from '#ui/clinic/ConsentPaper.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import type { Locale } from '#words/locale.ts'
import { isSignedOut } from '../../../../providers/problem.ts'
import { CallNotice } from '../../CallNotice.tsx'
import pages from '../../pages.module.css'
import { portalApi } from '../../portal-api.ts'
import { signInAgain } from '../../sign-in-again.ts'

interface SignFormProps {
  slug: string
  appointmentId: string
  paper: Paper
  locale: Locale
}

/** The name as the signature of whoever is signed in; as whom they sign the clinic knows. */
export const SignForm = ({ slug, appointmentId, paper, locale }: SignFormProps) => {
  const t = useTranslations('consent.paper')
  const sign = useTranslations('consent.own')
  const requestId = useRef<string>(undefined)
  const [signedName, setSignedName] = useState('')
  const [assents, setAssents] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const missing = signedName.trim() === ''
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || missing || (paper.childAssents && !assents)) return
    setBusy(true)
    setError(null)
    requestId.current ??= crypto.randomUUID()
    const asked = { requestId: requestId.current, appointmentId, signedName: signedName.trim(), assents, locale }
    try {
      await portalApi(slug).consent.signOwn.mutate({ ...asked, textVersion: paper.version })
      window.location.assign(`/c/${slug}/consent?signed`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      requestId.current = undefined
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <form className={pages.form} onSubmit={onSubmit} autoComplete="off" noValidate>
      {paper.guardianSigns ? <Notice tone="due">{t('guardian')}</Notice> : null}
      <p>{footWords(paper.parts, 'agree', locale)}</p>
      <TextField
        label={t('signName')}
        error={tried && missing ? sign('needName') : undefined}
        value={signedName}
        maxLength={300}
        required
        onChange={({ currentTarget }) => setSignedName(currentTarget.value)}
      />
      {paper.childAssents ? (
        <CheckField
          label={t('assents', { words: footWords(paper.parts, 'assent', locale) })}
          checked={assents}
          onChange={({ currentTarget }) => setAssents(currentTarget.checked)}
        />
      ) : null}
      {error === null ? null : <CallNotice error={error} />}
      <Button type="submit" kind="primary" wide busy={busy}>
        {sign('sign')}
      </Button>
      <p>{t('copy')}</p>
    </form>
  )
}
