'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { faultsOfText, SAID_BY_THE_TABLE, TOPICS, type Topic } from '#domain/aftercare/text.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField, TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { REASON_WORDS } from '#words/policy-reasons.ts'
import { useTRPC } from '../../../../providers/trpc.ts'
import classes from '../policies.module.css'
import type { FieldsOf } from '../policy-draft.ts'
import { BothLanguages } from './BothLanguages.tsx'

type Text = ContentOf<'aftercare-text'>
type Section = Text['sections'][number]

const NOWHERE = { en: '', de: '' }

/** Words for patients, part by part, in both languages; what is wrong with them is said while they are written. */
export const AftercareTextFields = ({ value, onChange, fault }: FieldsOf<Text>) => {
  const t = useTranslations('policy.aftercare')
  const { sections } = value
  const setSections = (next: Section[]) => onChange({ ...value, sections: next })
  const common = { fault, required: true }
  return (
    <>
      <p className={classes.quiet}>{t('fillIns')}</p>
      <BothLanguages
        {...common}
        what={t('name')}
        hint={t('nameHint')}
        path="name"
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
      />
      <BothLanguages
        {...common}
        what={t('subject')}
        hint={t('subjectHint')}
        path="subject"
        value={value.subject}
        onChange={(subject) => onChange({ ...value, subject })}
      />
      <BothLanguages
        {...common}
        long
        what={t('intro2')}
        path="intro"
        value={value.intro}
        onChange={(intro) => onChange({ ...value, intro })}
      />
      <BothLanguages
        {...common}
        long
        what={t('sms')}
        hint={t('smsHint')}
        path="sms"
        value={value.sms}
        onChange={(sms) => onChange({ ...value, sms })}
      />
      {sections.map((section, index) => (
        <OneSection
          key={section.topic === 'other' ? `other ${index}` : section.topic}
          section={section}
          fault={(path) => fault(`sections.${index}.${path}`)}
          onChange={(changed) => setSections(sections.with(index, changed))}
          onTakeOut={() => setSections(sections.toSpliced(index, 1))}
          onUp={index === 0 ? null : () => setSections(sections.toSpliced(index, 1).toSpliced(index - 1, 0, section))}
        />
      ))}
      <AddSection sections={sections} onAdd={(section) => setSections(placed(sections, section))} />
      <Faults value={value} />
    </>
  )
}

/** A new part goes before how to reach the clinic, with which every text ends. */
const placed = (sections: readonly Section[], section: Section): Section[] =>
  sections.at(-1)?.topic === 'reach' ? sections.toSpliced(-1, 0, section) : [...sections, section]

const Faults = ({ value }: { value: Text }) => {
  const t = useTranslations('policy.refused')
  const faults = faultsOfText(value)
  if (faults.length === 0) return null
  return (
    <Notice tone="info">
      {faults.map((fault) => (
        <p key={fault}>{t(REASON_WORDS[fault])}</p>
      ))}
    </Notice>
  )
}

interface OneSectionProps {
  section: Section
  fault: FieldsOf<Section>['fault']
  onChange: (section: Section) => void
  onTakeOut: () => void
  /** null: it stands first. */
  onUp: (() => void) | null
}

const SAID = ['heading.en', 'heading.de', 'words.en', 'words.de', 'source'] as const

const OneSection = ({ section, fault, onChange, onTakeOut, onUp }: OneSectionProps) => {
  const t = useTranslations('policy.aftercare')
  const [open, setOpen] = useState(section.words.en === '')
  const isWrong = SAID.some((path) => fault(path) !== undefined)
  const what = t(`topic.${section.topic}`)
  return (
    <details
      className={classes.part}
      open={open || isWrong}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{what}</summary>
      <BothLanguages
        what={t('heading')}
        path="heading"
        value={section.heading}
        onChange={(heading) => onChange({ ...section, heading })}
        fault={fault}
      />
      <BothLanguages
        long
        what={t('words')}
        path="words"
        value={section.words}
        onChange={(words) => onChange({ ...section, words })}
        fault={fault}
      />
      <TextAreaField
        label={t('source')}
        hint={t('sourceHint')}
        rows={2}
        required={section.topic !== 'reach'}
        error={fault('source')}
        value={section.source}
        onChange={({ currentTarget }) => onChange({ ...section, source: currentTarget.value })}
      />
      <div className={classes.actions}>
        {onUp === null ? null : (
          <Button kind="quiet" onClick={onUp} aria-label={t('upName', { what })}>
            {t('up')}
          </Button>
        )}
        <Button kind="quiet" onClick={onTakeOut} aria-label={t('takeOutName', { what })}>
          {t('takeOut')}
        </Button>
      </div>
    </details>
  )
}

const HOUR_MS = 3_600_000

const AddSection = ({ sections, onAdd }: { sections: readonly Section[]; onAdd: (section: Section) => void }) => {
  const t = useTranslations('policy.aftercare')
  const choose = useTranslations('policy.rule')
  const offered = TOPICS.filter((topic) => !SAID_BY_THE_TABLE.includes(topic))
  const possible = offered.filter((topic) => topic === 'other' || sections.every((had) => had.topic !== topic))
  const [chosen, setChosen] = useState('')
  const topic = possible.find((one) => one === chosen)
  const trpc = useTRPC()
  const parts = useQuery(trpc.aftercarePlan.library.queryOptions(undefined, { staleTime: HOUR_MS })).data?.parts ?? []
  // a part as the library has it; an own one begins empty
  const begun = (about: Topic): Section =>
    parts.find((part) => part.topic === about) ?? { topic: about, heading: NOWHERE, words: NOWHERE, source: '' }
  return (
    <div className={classes.adding}>
      <SelectField
        label={t('add')}
        hint={t('addHint')}
        value={topic ?? ''}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        <option value="">{choose('choose')}</option>
        {possible.map((one) => (
          <option key={one} value={one}>
            {t(`topic.${one}`)}
          </option>
        ))}
      </SelectField>
      <Button disabled={topic === undefined} onClick={() => topic !== undefined && onAdd(begun(topic))}>
        {t('addDo')}
      </Button>
    </div>
  )
}
