import { useTranslations } from 'use-intl/react'
import type { ContentOf, Proposal } from '#features/clinical-policy/schema.ts'
import { usePlace } from '../../../practitioner/use-place.ts'
import { useFitsLine, useStepLine } from '../use-aftercare-words.ts'
import { usePolicyNames } from '../use-policy-names.ts'
import { usePolicyWords } from '../use-policy-words.ts'

/** What a version says, in the few lines that a list has for it. */
export const useLine = () => {
  const t = useTranslations('policy')
  const said = usePolicyWords()
  const rule = useRuleLine()
  const fitsLine = useFitsLine()
  const stepLine = useStepLine()
  const asked = useTranslations('contraindication.policy.asked')
  const { locale } = usePlace()
  const of = (proposal: Proposal): string[] => {
    switch (proposal.kind) {
      case 'contraindication':
        return rule(proposal.content)
      case 'question': {
        const { active, validMonths } = proposal.content
        const often = asked(proposal.content.asked, { months: validMonths ?? 0 })
        return [active ? often : `${often} · ${t('givenUp')}`]
      }
      case 'note-template': {
        const { active, subjective, plan } = proposal.content
        return [...(active ? [] : [t('givenUp')]), ...[subjective, plan].filter((one) => one !== '')]
      }
      case 'aftercare-plan': {
        const { active, fits, steps } = proposal.content
        return [
          ...(active ? [] : [t('givenUp')]),
          t('aftercare.fitsLine', { what: fitsLine(fits) }),
          ...steps.map(stepLine),
        ]
      }
      case 'aftercare-text':
        return [
          proposal.content.intro[locale],
          proposal.content.sections.map(({ topic }) => t(`aftercare.topic.${topic}`)).join(' · '),
        ]
      case 'triage':
      case 'triage-terms':
        // shown as rows of a table
        return []
      case 'text':
        return proposal.content.steps[locale].slice(0, 2)
      case 'consent':
        return [t('consent.line', { months: proposal.content.validMonths, parts: proposal.content.parts.length })]
      case 'risk-zone':
        return [proposal.content.why[locale], said(proposal).at(-1)?.[1] ?? '']
      default:
        return said(proposal).map(([label, value]) => `${label}: ${value}`)
    }
  }
  return {
    of,
    /** How much it weighs, where that is to be seen at a glance. */
    weight: ({ kind, content }: Proposal): string | undefined =>
      kind === 'contraindication' && content.active
        ? content.severity
        : kind === 'triage' && content.tier === 'emergency'
          ? 'block'
          : undefined,
  }
}

const useRuleLine = () => {
  const t = useTranslations('policy')
  const words = useTranslations('contraindication.policy')
  const technique = useTranslations('technique.name')
  const names = usePolicyNames()
  const { locale } = usePlace()
  return (rule: ContentOf<'contraindication'>): string[] => {
    const { severity, techniques, pointCodes, areaIds, holds, holdsMonths } = rule
    const facts = [
      ...(rule.active ? [] : [t('givenUp')]),
      words(`severity.${severity}`),
      techniques.length === 0 ? words('everyTechnique') : techniques.map((name) => technique(name)).join(', '),
      ...(pointCodes.length > 0 ? [words('points', { points: pointCodes.join(', ') })] : []),
      ...(areaIds.length > 0 ? [areaIds.map(names.area).join(', ')] : []),
      ...(severity === 'acknowledge' ? [words(`holds.${holds}`, { months: holdsMonths ?? 0 })] : []),
      ...(rule.coSign ? [words('coSign')] : []),
      ...(rule.renewsConsent ? [words('renewsConsent')] : []),
    ]
    return [facts.join(' · '), rule.advice[locale]]
  }
}
