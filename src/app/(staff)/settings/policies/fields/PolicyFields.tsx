'use client'

import type { Proposal } from '#features/clinical-policy/schema.ts'
import type { FieldsOf } from '../policy-draft.ts'
import { AftercarePlanFields } from './AftercarePlanFields.tsx'
import { AftercareTextFields } from './AftercareTextFields.tsx'
import { ConsentFields } from './ConsentFields.tsx'
import { MessageFields } from './MessageFields.tsx'
import { NoteFields } from './NoteFields.tsx'
import { AgesFields, OutcomeFields, ReferralFields, ZoneFields } from './NumbersFields.tsx'
import { QuestionFields } from './QuestionFields.tsx'
import { RuleFields } from './RuleFields.tsx'
import { SafetyFields } from './SafetyFields.tsx'
import { TermsFields } from './TermsFields.tsx'
import { TextFields } from './TextFields.tsx'
import { TriageFields } from './TriageFields.tsx'

interface PolicyFieldsProps extends FieldsOf<Proposal> {
  /** null: something new. */
  policyKey: string | null
}

/** The form of each kind of policy. */
export const PolicyFields = ({ value, onChange, fault, policyKey }: PolicyFieldsProps) => {
  const at = (path: string) => fault(['content', path].join('.'))
  switch (value.kind) {
    case 'contraindication':
      return <RuleFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'question':
      return (
        <QuestionFields
          value={value.content}
          onChange={(content) => onChange({ ...value, content })}
          fault={at}
          isNew={policyKey === null}
        />
      )
    case 'risk-zone':
      return <ZoneFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'ages':
      return <AgesFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'text':
      return <TextFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'consent':
      return <ConsentFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'outcome':
      return <OutcomeFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'note-template':
      return <NoteFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'safety':
      return <SafetyFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'messages':
      return <MessageFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'aftercare-plan':
      return (
        <AftercarePlanFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
      )
    case 'aftercare-text':
      return (
        <AftercareTextFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
      )
    case 'triage':
      return <TriageFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
    case 'triage-terms':
      return (
        <TermsFields
          language={policyKey ?? ''}
          value={value.content}
          onChange={(content) => onChange({ ...value, content })}
          fault={at}
        />
      )
    case 'referral':
      return <ReferralFields value={value.content} onChange={(content) => onChange({ ...value, content })} fault={at} />
  }
}
