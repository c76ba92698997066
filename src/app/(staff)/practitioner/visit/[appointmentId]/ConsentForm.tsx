'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { SignaturePad } from '#ui/kit/SignaturePad.tsx'
import { isSigned, type Stroke } from '#ui/kit/stroke.ts'
import { useTRPCClient } from '../../../../providers/trpc.ts'
import { usePlace } from '../../use-place.ts'
import { KNOWN_TEXTS } from './ConsentText.tsx'
import classes from './consent.module.css'
import { EntryNotice } from './EntryNotice.tsx'
import { useEntry } from './use-entry.ts'
import { useSay } from './use-say.ts'
import { encounterIdOf, useVisit } from './visit-context.ts'

const RELATIONS = { self: 'self', guardian: 'guardian', representative: 'carer' } as const
type Relation = keyof typeof RELATIONS

interface ConsentFormProps {
  onSigned: () => void
  onBack: () => void
}

/** Who signs, and the signature: drawn, or the typed name for whoever cannot draw. */
export const ConsentForm = ({ onSigned, onBack }: ConsentFormProps) => {
  const t = useTranslations('practitioner.visit.consent')
  const say = useSay()
  const { locale } = usePlace()
  const { data } = useVisit()
  const api = useTRPCClient()
  const [relation, setRelation] = useState<Relation>('self')
  const [otherName, setOtherName] = useState('')
  const [ownName, setOwnName] = useState(data.visit.patientName)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [typed, setTyped] = useState(false)
  const [tried, setTried] = useState(false)
  const entry = useEntry((input: Parameters<typeof api.encounter.signConsent.mutate>[0]) =>
    api.encounter.signConsent.mutate(input),
  )
  const version = data.consentTextVersion
  if (!KNOWN_TEXTS.includes(version)) return <Button onClick={onBack}>{t('back')}</Button>
  const name = relation === 'self' ? ownName : otherName
  const setName = relation === 'self' ? setOwnName : setOtherName
  const nameMissing = name.trim() === ''
  const signatureMissing = !typed && !isSigned(strokes)

  const sign = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameMissing || signatureMissing) return
    const saved = await entry.send({
      encounterId: encounterIdOf(data),
      signedName: name.trim(),
      signerRelation: relation,
      strokes: typed ? [] : strokes.map((stroke) => [...stroke]),
      textVersion: version,
      locale,
    })
    if (saved !== null) onSigned()
  }
  return (
    <form className={classes.form} onSubmit={(event) => void sign(event)} noValidate>
      <p className={classes.agree}>{say(`encounter.consent.${version}.sign`)}</p>
      <ChoiceField
        label={say(`encounter.consent.${version}.signFor`)}
        name="signer"
        value={relation}
        onChange={(value) => setRelation(value as Relation)}
        choices={(Object.keys(RELATIONS) as Relation[]).map((value) => ({
          value,
          label: say(`encounter.signer.${RELATIONS[value]}`),
        }))}
        required
      />
      <TextField
        label={say(`encounter.consent.${version}.signName`)}
        hint={t('nameHint')}
        error={tried && nameMissing ? t('needName') : undefined}
        value={name}
        maxLength={300}
        autoComplete="off"
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
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
      <p className={classes.copy}>{say(`encounter.consent.${version}.copy`)}</p>
    </form>
  )
}
