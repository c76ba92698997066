import type { Transaction } from '#db/client.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { changedFor, inReadingOrder } from '#domain/encounter/consent-parts.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { ContentOf, Kind, Proposal } from './schema.ts'

/** What every version has, whatever it says. */
export interface Head {
  readonly clinicId: string
  readonly version: number
  readonly source: string
  readonly validFrom: Date
  readonly state: 'draft'
  readonly draftedBy: string
  readonly draftedByIdentityId: string
  readonly draftedAt: Date
}

/** The table that a kind of policy is kept in, as the trail names it. */
export const TABLE_OF = {
  contraindication: 'ContraindicationRule',
  question: 'ScreeningQuestion',
  'risk-zone': 'RiskZonePolicy',
  ages: 'CapacityPolicy',
  text: 'ClinicText',
  consent: 'ConsentPolicy',
  outcome: 'OutcomePolicy',
  referral: 'ReferralPolicy',
  'note-template': 'ClinicNoteTemplate',
  safety: 'SafetyPolicy',
  messages: 'MessagePolicy',
  'aftercare-plan': 'AftercarePlan',
  'aftercare-text': 'AftercareText',
  triage: 'TriageRule',
  'triage-terms': 'TriageTerms',
} as const satisfies Record<Kind, string>

/** What these words change for whoever signed earlier ones, by the technique that was signed. */
const changedSince = async (tx: Transaction, { clinicId }: Head, { parts }: ContentOf<'consent'>) => {
  const earlier = await tx.consentText.findMany({ where: { clinicId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] })
  const worded = earlier.map((row) => ({
    ...row,
    heading: row.heading as unknown as LocalizedText,
    words: row.words as unknown as LocalizedText,
  }))
  const after = inReadingOrder(parts)
  const changes = (before: typeof worded) =>
    Object.fromEntries(NEEDLING_TECHNIQUES.map((technique) => [technique, changedFor(before, after, technique)]))
  const versions = [...Map.groupBy(worded, ({ version }) => version)]
  return Object.fromEntries(versions.map(([version, before]) => [version, changes(before)]))
}

/** The words of a consent under one name; unchanged words keep theirs, so that nobody is asked again for nothing. */
const writeConsent = async (tx: Transaction, head: Head, content: ContentOf<'consent'>, wordsOf: string | null) => {
  const textVersion = wordsOf ?? `${head.version}`
  const { validMonths, parts } = content
  const data = { ...head, validMonths, textVersion, changedSince: await changedSince(tx, head, content) }
  const saved = await tx.consentPolicy.create({ data, select: { id: true } })
  if (wordsOf !== null) return saved
  await tx.consentText.createMany({
    data: inReadingOrder(parts).map((part, index) => ({
      ...{ ...part, clinicId: head.clinicId, version: textVersion, position: index + 1, source: head.source },
    })),
  })
  return saved
}

/** A plan with its steps in their order; a step is written once, because messages will point to it. */
const writePlan = async (tx: Transaction, head: Head, key: string, { steps, ...plan }: ContentOf<'aftercare-plan'>) => {
  const saved = await tx.aftercarePlan.create({ data: { ...head, code: key, ...plan }, select: { id: true } })
  await tx.aftercareStep.createMany({
    data: steps.map(({ textKey, ...step }, index) => ({
      ...{ ...step, clinicId: head.clinicId, planId: saved.id, templateKey: textKey, position: index + 1 },
    })),
  })
  return saved
}

/** Writes a version into the table of its kind, beside those that were before. */
export const writeVersion = (
  tx: Transaction,
  head: Head,
  key: string,
  { kind, content }: Proposal,
  wordsOf: string | null,
): Promise<{ readonly id: string }> => {
  const select = { id: true }
  switch (kind) {
    case 'contraindication':
      return tx.contraindicationRule.create({ data: { ...head, code: key, ...content }, select })
    case 'question':
      return tx.screeningQuestion.create({ data: { ...head, code: key, ...content }, select })
    case 'risk-zone':
      return tx.riskZonePolicy.create({ data: { ...head, zone: key, ...content }, select })
    case 'ages':
      return tx.capacityPolicy.create({ data: { ...head, jurisdiction: key, ...content }, select })
    case 'text':
      return tx.clinicText.create({ data: { ...head, key, ...content }, select })
    case 'consent':
      return writeConsent(tx, head, content, wordsOf)
    case 'outcome':
      return tx.outcomePolicy.create({ data: { ...head, ...content }, select })
    case 'referral':
      return tx.referralPolicy.create({ data: { ...head, ...content }, select })
    case 'note-template':
      return tx.clinicNoteTemplate.create({ data: { ...head, code: key, ...content }, select })
    case 'safety':
      return tx.safetyPolicy.create({ data: { ...head, ...content }, select })
    case 'messages':
      return tx.messagePolicy.create({ data: { ...head, ...content }, select })
    case 'aftercare-plan':
      return writePlan(tx, head, key, content)
    case 'aftercare-text':
      return tx.aftercareText.create({ data: { ...head, code: key, ...content }, select })
    case 'triage':
      return tx.triageRule.create({ data: { ...head, code: key, ...content }, select })
    case 'triage-terms':
      return tx.triageTerms.create({ data: { ...head, language: key, ...content }, select })
  }
}

interface Approval {
  readonly state: 'in-force'
  readonly validFrom: Date
  readonly approvedBy: string
  readonly approvedAt: Date
  readonly approvedByIdentityId: string
}

interface Discard {
  readonly state: 'discarded'
  readonly discardedBy: string
  readonly discardedAt: Date
  readonly discardedByIdentityId: string
}

/** Puts down what was decided about a version; what it says stays. */
export const decideVersion = (
  tx: Transaction,
  kind: Kind,
  clinicId_id: { readonly clinicId: string; readonly id: string },
  data: Approval | Discard,
): Promise<unknown> => {
  const decision = { where: { clinicId_id }, data }
  switch (kind) {
    case 'contraindication':
      return tx.contraindicationRule.update(decision)
    case 'question':
      return tx.screeningQuestion.update(decision)
    case 'risk-zone':
      return tx.riskZonePolicy.update(decision)
    case 'ages':
      return tx.capacityPolicy.update(decision)
    case 'text':
      return tx.clinicText.update(decision)
    case 'consent':
      return tx.consentPolicy.update(decision)
    case 'outcome':
      return tx.outcomePolicy.update(decision)
    case 'referral':
      return tx.referralPolicy.update(decision)
    case 'note-template':
      return tx.clinicNoteTemplate.update(decision)
    case 'safety':
      return tx.safetyPolicy.update(decision)
    case 'messages':
      return tx.messagePolicy.update(decision)
    case 'aftercare-plan':
      return tx.aftercarePlan.update(decision)
    case 'aftercare-text':
      return tx.aftercareText.update(decision)
    case 'triage':
      return tx.triageRule.update(decision)
    case 'triage-terms':
      return tx.triageTerms.update(decision)
  }
}
