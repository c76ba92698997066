'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Paper } from '#features/consent/schema.ts'
import { footWords } from '#ui/clinic/ConsentPaper.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { SignaturePad } from '#ui/kit/SignaturePad.tsx'
import { isSigned, type Stroke } from '#ui/kit/stroke.ts'
import type { Locale } from '#words/locale.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import { useSay } from '../use-say.ts'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import classes from './consent.module.css'

const RELATIONS = { self: 'self', guardian: 'guardian', representative: 'carer' } as const
type Relation = keyof typeof RELATIONS

interface ConsentFormProps {
  paper: Paper
  locale: Locale
  onSigned: () => void
  onBack: () => void
}

/** Who signs, and the signature: drawn, or the typed name for whoever cannot draw. */
export const ConsentForm = ({ paper, locale, onSigned, onBack }: ConsentFormProps) => {
  const t = useTranslations('practitioner.visit.consent')
  const say = useSay()
  const words = useTranslations('consent.paper')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [relation, setRelation] = useState<Relation>(paper.guardianSigns ? 'guardian' : 'self')
  const [assents, setAssents] = useState(false)
  const [otherName, setOtherName] = useState('')
  const [ownName, setOwnName] = useState(data.visit.patientName)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [typed, setTyped] = useState(false)
  const [tried, setTried] = useState(false)
  const entry = useEntry((input: Parameters<typeof api.consent.sign.mutate>[0]) => api.consent.sign.mutate(input))
  const name = relation === 'self' ? ownName : otherName
  const setName = relation === 'self' ? setOwnName : setOtherName
  const nameMissing = name.trim() === ''
  const signatureMissing = !typed && !isSigned(strokes)

  const sign = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameMissing || signatureMissing || (paper.childAssents && !assents)) return
    const saved = await entry.send({
      encounterId: encounterIdOf(data),
      signedName: name.trim(),
      signerRelation: relation,
      strokes: typed ? [] : strokes.map((stroke) => [...stroke]),
      textVersion: paper.version,
      assents,
      locale,
    })
    if (saved !== null) onSigned()
  }
  return (
    <form className={classes.form} onSubmit={(event) => void sign(event)} noValidate>
      {paper.guardianSigns ? <Notice tone="due">{words('guardian')}</Notice> : null}
      <p className={classes.agree}>{footWords(paper.parts, 'agree', locale)}</p>
      <ChoiceField
        label={words('signFor')}
        name="signer"
        value={relation}
        onChange={(value) => setRelation(value as Relation)}
        choices={(Object.keys(RELATIONS) as Relation[])
          .filter((value) => !paper.guardianSigns || value !== 'self')
          .map((value) => ({
            value,
            label: say(`encounter.signer.${RELATIONS[value]}`),
          }))}
        required
      />
      <TextField
        label={words('signName')}
        hint={t('nameHint')}
        error={tried && nameMissing ? t('needName') : undefined}
        value={name}
        maxLength={300}
        autoComplete="off"
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {paper.childAssents ? (
        <CheckField
          label={words('assents', { words: footWords(paper.parts, 'assent', locale) })}
          checked={assents}
          onChange={(event) => setAssents(event.currentTarget.checked)}
        />
      ) : null}
      {typed ? null : (
        <div className={classes.signature}>
          <p className={classes.signatureHead}>
            <strong>{t('signature')}</strong> <span>{t('signatureHint')}</span>
          </p>
          <SignaturePad
            label={`${t('signature')}: ${isSigned(strokes) ? t('signatureDrawn') : t('signatureEmpty')}`}
            strokes={strokes}
            onChange={setStrokes}
          />
          <Button kind="quiet" disabled={strokes.length === 0} onClick={() => setStrokes([])}>
            {t('clear')}
          </Button>
        </div>
      )}
      <CheckField label={t('typed')} checked={typed} onChange={(event) => setTyped(event.currentTarget.checked)} />
      {tried && signatureMissing ? (
        <Notice tone="danger" role="alert">
          {t('needSignature')}
        </Notice>
      ) : null}
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button kind="primary" type="submit" busy={entry.saving}>
          {t('sign')}
        </Button>
        <Button onClick={onBack}>{t('back')}</Button>
      </div>
      <p className={classes.copy}>{words('copy')}</p>
    </form>
  )
}
