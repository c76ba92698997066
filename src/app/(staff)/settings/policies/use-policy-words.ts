import { useTranslations } from 'use-intl/react'
import type { ContentOf, Proposal, Version } from '#features/clinical-policy/schema.ts'
import { riskKeys } from '#ui/clinic/body-map/area-words.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { clockOf } from './policy-draft.ts'
import { useAftercareSaid } from './use-aftercare-words.ts'
import { type Said, usePolicyNames } from './use-policy-names.ts'
import { useTriageSaid, useTriageTitle } from './use-triage-words.ts'

const LANGUAGES = ['en', 'de'] as const

/** How a version is said: by its name, in a line, and thing by thing beside another. */
export const usePolicyWords = () => {
  const rule = useRuleSaid()
  const question = useQuestionSaid()
  const paper = usePaperSaid()
  const number = useNumbersSaid()
  const note = useNoteSaid()
  const safety = useSafetySaid()
  const messages = useMessagesSaid()
  const aftercare = useAftercareSaid()
  const triage = useTriageSaid()
  return (proposal: Proposal): Said[] => {
    switch (proposal.kind) {
      case 'contraindication':
        return rule(proposal.content)
      case 'question':
        return question(proposal.content)
      case 'consent':
      case 'text':
        return paper(proposal)
      case 'note-template':
        return note(proposal.content)
      case 'safety':
        return safety(proposal.content)
      case 'messages':
        return messages(proposal.content)
      case 'aftercare-plan':
        return aftercare.plan(proposal.content)
      case 'aftercare-text':
        return aftercare.text(proposal.content)
      case 'triage':
        return triage.rule(proposal.content)
      case 'triage-terms':
        return triage.terms(proposal.content)
      default:
        return number(proposal)
    }
  }
}

const useBasics = () => {
  const t = useTranslations('policy')
  const technique = useTranslations('technique.name')
  const body = useTranslations('body')
  return {
    t,
    technique: (name: string) => technique(name as Parameters<typeof technique>[0]),
    zone: (name: keyof typeof riskKeys) => body(riskKeys[name]),
    yesNo: (value: boolean) => t(value ? 'yes' : 'no'),
    inBoth: (what: string, said: Readonly<Record<'en' | 'de', string>>): Said[] =>
      LANGUAGES.map((language) => [t(`inLanguage.${language}`, { what }), said[language]]),
  }
}

const useRuleSaid = () => {
  const { t, technique, yesNo, inBoth } = useBasics()
  const names = usePolicyNames()
  const severity = useTranslations('contraindication.policy.severity')
  const holds = useTranslations('contraindication.policy.holds')
  return (rule: ContentOf<'contraindication'>): Said[] => [
    [t('rule.condition'), names.condition(rule.conditionCode)],
    ...inBoth(t('rule.name'), rule.name),
    ...inBoth(t('rule.advice'), rule.advice),
    [t('rule.techniques'), rule.techniques.map(technique).join(', ') || t('rule.everyTechnique')],
    [t('rule.areas'), rule.areaIds.map(names.area).join(', ') || t('rule.everywhere')],
    [t('rule.points'), rule.pointCodes.join(', ') || t('rule.noPoints')],
    [t('rule.severity'), severity(rule.severity)],
    [t('rule.holds'), holds(rule.holds, { months: rule.holdsMonths ?? 0 })],
    [t('rule.coSign'), yesNo(rule.coSign)],
    [t('rule.renewsConsent'), yesNo(rule.renewsConsent)],
    [t('inUse'), yesNo(rule.active)],
  ]
}

const useQuestionSaid = () => {
  const { t, yesNo, inBoth } = useBasics()
  const names = usePolicyNames()
  const asked = useTranslations('contraindication.policy.asked')
  return (question: ContentOf<'question'>): Said[] => {
    const { words, conditionCode } = question
    return [
      ...inBoth(t('question.question'), { en: words.en.question, de: words.de.question }),
      ...inBoth(t('question.help'), { en: words.en.help, de: words.de.help }),
      ...inBoth(t('question.short'), { en: words.en.short, de: words.de.short }),
      [t('question.choices'), question.choices.map((one) => t(`choice.${one}`)).join(', ') || t('question.free')],
      [t('question.asked'), asked(question.asked, { months: question.validMonths ?? 0 })],
      [t('question.condition'), conditionCode === null ? t('question.noCondition') : names.condition(conditionCode)],
      [t('question.required'), yesNo(question.required)],
      [t('question.asksWhere'), yesNo(question.asksWhere)],
      [t('question.position'), `${question.position}`],
      [t('inUse'), yesNo(question.active)],
    ]
  }
}

/** The name of a part of the paper: what it is, and of which technique or risk. */
export const usePartName = () => {
  const { t, technique, zone } = useBasics()
  return ({ part, technique: of, riskZone }: ContentOf<'consent'>['parts'][number]): string =>
    [t(`part.${part}`), ...(riskZone === null ? [] : [zone(riskZone)]), ...(of === null ? [] : [technique(of)])].join(
      ' · ',
    )
}

const usePaperSaid = () => {
  const { t, inBoth } = useBasics()
  const partName = usePartName()
  return (proposal: Extract<Proposal, { kind: 'consent' | 'text' }>): Said[] => {
    if (proposal.kind === 'text') {
      const { title, steps } = proposal.content
      const numbered = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}`).join('\n')
      return [
        ...inBoth(t('text.title'), title),
        ...inBoth(t('text.steps'), { en: numbered(steps.en), de: numbered(steps.de) }),
      ]
    }
    const { validMonths, parts } = proposal.content
    return [
      [t('consent.validMonths'), t('months', { months: validMonths })],
      ...parts.flatMap((part) =>
        inBoth(partName(part), {
          en: `${part.heading.en}\n${part.words.en}`,
          de: `${part.heading.de}\n${part.words.de}`,
        }),
      ),
    ]
  }
}

export const QUIET_TIMES = ['quietFrom', 'quietTo'] as const
export const MESSAGE_NUMBERS = [
  'maxPerDay',
  'reminderHours',
  'noReminderWithinMinutes',
  'answerMinutes',
  'takeMinutes',
  'closeMinutes',
  'mostAlarmsPerHundred',
  'mostAlarmsPerDay',
  'chestCheckHours',
  'noAnswerHours',
  'checkInDays',
] as const

const useMessagesSaid = () => {
  const t = useTranslations('policy.messages')
  return (messages: ContentOf<'messages'>): Said[] => [
    ...QUIET_TIMES.map((name): Said => [t(name), clockOf(messages[name])]),
    ...MESSAGE_NUMBERS.map((name): Said => [t(name), `${messages[name]}`]),
  ]
}

export const SAFETY_NUMBERS = ['deskAfterMinutes', 'everyoneAfterMinutes', 'sharpsDays'] as const

const useSafetySaid = () => {
  const { t, yesNo } = useBasics()
  return (safety: ContentOf<'safety'>): Said[] => [
    [t('safety.secondCount'), yesNo(safety.secondCount)],
    ...SAFETY_NUMBERS.map((name): Said => [t(`safety.${name}`), `${safety[name]}`]),
    [t('safety.manualName'), safety.manualName],
    [t('safety.manualUrl'), safety.manualUrl],
  ]
}

export const NOTE_PARTS = ['subjective', 'objective', 'assessment', 'plan'] as const

const useNoteSaid = () => {
  const { t, yesNo } = useBasics()
  const part = useTranslations('note.part')
  return (template: ContentOf<'note-template'>): Said[] => [
    [t('note.name'), template.name],
    ...NOTE_PARTS.map((name): Said => [part(name), template[name]]),
    [t('inUse'), yesNo(template.active)],
  ]
}

const useNumbersSaid = () => {
  const { t, inBoth } = useBasics()
  return (proposal: Extract<Proposal, { kind: 'risk-zone' | 'ages' | 'outcome' | 'referral' }>): Said[] => {
    switch (proposal.kind) {
      case 'risk-zone': {
        const { why, warnMaxLengthMm } = proposal.content
        const length = warnMaxLengthMm === null ? t('zone.noLength') : t('zone.mm', { length: warnMaxLengthMm })
        return [...inBoth(t('zone.why'), why), [t('zone.length'), length]]
      }
      case 'ages':
        return AGES.map((name) => [t(`ages.${name}`), `${proposal.content[name]}`])
      case 'outcome':
        return [
          ...OUTCOMES.map((name): [string, string] => [t(`outcome.${name}`), `${proposal.content[name]}`]),
          [t('outcome.askAfterDays'), proposal.content.askAfterDays.join(', ')],
        ]
      case 'referral':
        return [[t('referral.replyDays'), `${proposal.content.replyDays}`]]
    }
  }
}

export const AGES = ['childUnderYears', 'assentsFromYears', 'signsFromYears'] as const
export const OUTCOMES = ['reviewFromVisit', 'reviewByVisit', 'painChange', 'functionChange'] as const

/** By what people call it, in a list and over a panel. */
export const useTitle = () => {
  const t = useTranslations('policy')
  const { zone } = useBasics()
  const triage = useTriageTitle()
  const { locale } = usePlace()
  return (key: string, proposal: Proposal): string => {
    switch (proposal.kind) {
      case 'contraindication':
        return proposal.content.name[locale]
      case 'question':
        return proposal.content.words[locale].question
      case 'text':
        return proposal.content.title[locale]
      case 'note-template':
        return proposal.content.name
      case 'aftercare-plan':
      case 'aftercare-text':
        return proposal.content.name[locale]
      case 'triage':
        return triage.rule(proposal.content)
      case 'triage-terms':
        return triage.terms(key)
      case 'risk-zone':
        return key in riskKeys ? zone(key as keyof typeof riskKeys) : key
      default:
        return t(`kind.${proposal.kind}.one`)
    }
  }
}

/** Who drafted a version, who answers for it, and from when on. */
export const useStory = () => {
  const t = useTranslations('policy')
  const place = usePlace()
  const when = (iso: string) => formatDateTime(Date.parse(iso), place)
  return {
    day: (date: string): string => formatDate(date, place.locale),
    approved: ({ approved }: Pick<Version, 'approved'>): string => {
      if (approved === null) return t('notApproved')
      const { byName: name, atIso } = approved
      return atIso === null ? t('approvedBy', { name }) : t('approvedByAt', { name, when: when(atIso) })
    },
    by: (whom: { readonly byName: string; readonly atIso: string | null } | null): string =>
      whom === null ? '' : t('byAt', { name: whom.byName, when: whom.atIso === null ? '' : when(whom.atIso) }),
  }
}
