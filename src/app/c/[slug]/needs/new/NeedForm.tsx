'use client'

import { type FormEvent, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { NeedToAdd } from '#features/patient-need/schema.ts'
import { type AffectedVisit, affectedVisits } from '#features/task/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField, SelectField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { languageChoices } from '#words/language-name.ts'
import { isLocale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import { isSignedOut, refusalsOf } from '../../../../providers/problem.ts'
import { CallNotice } from '../../CallNotice.tsx'
import pages from '../../pages.module.css'
import { portalApi } from '../../portal-api.ts'
import { signInAgain } from '../../sign-in-again.ts'

const KINDS = ['woman-practitioner', 'chaperone', 'interpreter', 'accessible-room', 'not-practitioner'] as const

interface NeedFormProps {
  slug: string
  patientId: string
  phone: string
  practitioners: readonly { readonly id: string; readonly name: string }[]
}

/** Tells the clinic once, however often it is pressed. Visits that are not like that are shown first. */
export const NeedForm = ({ slug, patientId, phone, practitioners }: NeedFormProps) => {
  const t = useTranslations('portal.needs')
  const choose = useTranslations('need.choose')
  const locale = useLocale()
  const requestId = useRef<string>(undefined)
  const [kind, setKind] = useState<string | null>(null)
  const [detail, setDetail] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [unlike, setUnlike] = useState<readonly AffectedVisit[] | null>(null)
  const need = needOf(kind, detail)
  const change = (change: () => void) => {
    // another need is another wish
    requestId.current = undefined
    setUnlike(null)
    setError(null)
    change()
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || need === null) return
    setBusy(true)
    setError(null)
    requestId.current ??= crypto.randomUUID()
    try {
      const asked = { requestId: requestId.current, patientId, need, affectedSeen: unlike?.length ?? null }
      await portalApi(slug).patientNeed.add.mutate(asked)
      window.location.assign(`/c/${slug}/needs?noted=${unlike === null ? 'from-now' : 'calls'}`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      const found = visitsIn(problem)
      // the same wish, with its visits looked at, is asked anew
      if (found !== null) requestId.current = undefined
      setUnlike(found)
      setError(found === null ? problem : null)
      setBusy(false)
    }
  }
  return (
    <form className={pages.form} onSubmit={save} autoComplete="off">
      <ChoiceField
        label={t('which')}
        name="need"
        required
        value={kind}
        onChange={(value) =>
          change(() => {
            setKind(value)
            setDetail('')
          })
        }
        choices={KINDS.map((value) => ({ value, label: choose(value) }))}
      />
      {kind === 'interpreter' ? (
        <Pick
          label={t('language')}
          value={detail}
          onChange={(code) => change(() => setDetail(code))}
          choices={languageChoices(locale).map(({ code, name }) => ({ value: code, label: name }))}
        />
      ) : null}
      {kind === 'not-practitioner' ? (
        <Pick
          label={t('whom')}
          value={detail}
          onChange={(id) => change(() => setDetail(id))}
          choices={practitioners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {error === null ? null : <CallNotice error={error} />}
      {unlike === null ? null : <Unlike visits={unlike} />}
      <Button type="submit" kind="primary" wide busy={busy}>
        {t(unlike === null ? 'save' : 'saveAll')}
      </Button>
      <p>{t('hint', { phone })}</p>
    </form>
  )
}

const needOf = (kind: string | null, detail: string): NeedToAdd | null => {
  const common = { extraMinutes: 0, note: null }
  const known = KINDS.find((one) => one === kind)
  if (known === undefined) return null
  if (known === 'interpreter') return detail === '' ? null : { kind: known, language: detail, ...common }
  if (known === 'not-practitioner') return detail === '' ? null : { kind: known, practitionerId: detail, ...common }
  return { kind: known, ...common }
}

const visitsIn = (problem: unknown): readonly AffectedVisit[] | null => {
  const [first] = refusalsOf(problem)
  return first?.reason === 'visits-affected' ? (affectedVisits.safeParse(first.offer).data?.visits ?? null) : null
}

interface PickProps {
  label: string
  value: string
  choices: readonly { readonly value: string; readonly label: string }[]
  onChange: (value: string) => void
}

const Pick = ({ label, value, choices, onChange }: PickProps) => {
  const t = useTranslations('portal.needs')
  return (
    <SelectField label={label} required value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      <option value="">{t('pick')}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </SelectField>
  )
}

/** Visits that are booked already and are not like that: they stay until somebody has called. */
const Unlike = ({ visits }: { visits: readonly AffectedVisit[] }) => {
  const t = useTranslations('portal.needs')
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  return (
    <Notice tone="due" role="alert" title={t('unlike', { count: visits.length })}>
      <ul className={pages.cards}>
        {visits.map(({ id, startIso, timeZone, serviceName, practitionerName }) => (
          <li key={id}>
            <strong>{formatDateTime(Date.parse(startIso), { locale, zone: timeZone })}</strong>
            {`, ${serviceName}, ${practitionerName}`}
          </li>
        ))}
      </ul>
      <p>{t('unlikeHint', { count: visits.length })}</p>
    </Notice>
  )
}
