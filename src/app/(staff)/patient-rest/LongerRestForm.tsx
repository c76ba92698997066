'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { MOST_REST } from '#domain/recovery/decide-rule.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { FormEnd } from '../keeping/FormEnd.tsx'
import { SelectField } from '../keeping/fields.tsx'
import { useSave } from '../keeping/use-save.ts'
import { SHORTEST_REASON } from './ReasonForm.tsx'
import { RELATIONS, RestField, readAmount, type TypedAmount } from './RestField.tsx'
import classes from './rest.module.css'
import { TouchedVisits } from './TouchedVisits.tsx'
import { type Place, useRestWords } from './use-rest-words.ts'

interface LongerRestFormProps {
  patientId: string
  place: Place
  onDecided: (words: string) => void
  onGiveUp: () => void
}

type Technique = (typeof NEEDLING_TECHNIQUES)[number]
type Relation = (typeof RELATIONS)[number]

/** How much longer than the clinic's rule, as long as nothing was typed. */
const STEP = { days: 2, hours: 12 } as const

/** What the clinic's rule asks after a technique; null while it is read, and where there is none. */
const useClinicRule = (technique: Technique, relation: Relation) => {
  const trpc = useTRPC()
  const entries = useQuery(trpc.recoveryRule.policy.queryOptions()).data?.entries ?? []
  return entries.find((entry) => entry.technique === technique && entry.relation === relation)?.current ?? null
}

const startAbove = (rule: ReturnType<typeof useClinicRule>): TypedAmount =>
  rule === null || rule.amount === 0
    ? { amount: '5', unit: 'days' }
    : { amount: String(rule.amount + STEP[rule.unit]), unit: rule.unit }

/** Lets one patient rest longer, from today until somebody ends it; what it would touch is told before. */
export const LongerRestForm = ({ patientId, place, onDecided, onGiveUp }: LongerRestFormProps) => {
  const t = useTranslations('recovery')
  const tech = useTranslations('technique')
  const trpc = useTRPC()
  const say = useRestWords(place)
  const [technique, setTechnique] = useState<Technique>('deep-dry-needling')
  const [relation, setRelation] = useState<Relation>('same')
  const clinics = useClinicRule(technique, relation)
  const [own, setTyped] = useState<TypedAmount | null>(null)
  const typed = own ?? startAbove(clinics)
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const amount = readAmount(typed, { least: 1, most: MOST_REST[typed.unit] })
  const rule = { technique, relation, amount: amount ?? 0, unit: typed.unit }
  const saving = useSave(trpc.recoveryRule.lengthen.mutationOptions(), () =>
    onDecided(t('longer.decided', { amount: say.amount(rule), rule: say.rule(rule) })),
  )
  const missing = reason.trim().length < SHORTEST_REASON
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    if (amount !== null && !missing) saving.send({ patientId, ...rule, reason: reason.trim() })
  }
  return (
    <form className={classes.form} onSubmit={onSubmit} aria-label={t('longer.place')} noValidate>
      <SelectField
        label={t('longer.technique')}
        value={technique}
        choices={NEEDLING_TECHNIQUES.map((value) => ({ value, label: tech(`name.${value}`) }))}
        onChange={(value) => setTechnique(NEEDLING_TECHNIQUES.find((one) => one === value) ?? technique)}
      />
      <SelectField
        label={t('longer.relation')}
        value={relation}
        choices={RELATIONS.map((value) => ({ value, label: tech(`relation.${value}`) }))}
        onChange={(value) => setRelation(RELATIONS.find((one) => one === value) ?? relation)}
      />
      <RestField
        label={t('longer.amount')}
        hint={clinics ? t('longer.clinics', { amount: say.amount(clinics) }) : undefined}
        error={amount === null ? t('longer.amountMissing', { most: MOST_REST[typed.unit] }) : undefined}
        value={typed}
        onChange={setTyped}
      />
      <TextAreaField
        label={t('longer.reason')}
        hint={t('hold.reasonHint')}
        error={pressed && missing ? t('reasonMissing') : undefined}
        rows={2}
        maxLength={2000}
        required
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {amount === null ? null : (
        <TouchedVisits
          place={place}
          change={{ ...rule, patientId, toleranceMinutes: 0, validFrom: localDateOf(place.nowMs, place.zone) }}
        />
      )}
      <FormEnd error={saving.error} busy={saving.busy} action={t('longer.do')} leave={t('leave')} onLeave={onGiveUp} />
    </form>
  )
}
