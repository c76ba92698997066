import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '#db/client.ts'
import { OWN_FLAGS, whyNotAPlan } from '#domain/aftercare/plan.ts'
import { canBeHeard, missingRed } from '#domain/aftercare/said-words.ts'
import { faultsOfText, reassures } from '#domain/aftercare/text.ts'
import { isBelowFloor } from '#domain/aftercare/triage.ts'
import { missingParts, saysTwice } from '#domain/encounter/consent-parts.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { PolicyReason } from '#words/policy.ts'
import { conditionsOn, latestOf, SEEN_BY_ITSELF } from './queries.ts'
import type { ContentOf, Proposal } from './schema.ts'

type Content = ContentOf<'aftercare-plan'>

const knowsAreas = async (tx: Transaction, clinicId: string, ids: readonly string[]): Promise<boolean> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  return (await tx.bodyArea.count({ where: { clinicId, id: { in: wanted } } })) === wanted.length
}

/** A plan names texts, places, services and conditions that the clinic has. */
const whyNotAftercare = async (
  tx: Transaction,
  clinicId: string,
  { fits, steps }: Content,
  today: string,
): Promise<PolicyReason | null> => {
  const all = [fits, ...steps.map((step) => step.fits)]
  const texts = await latestOf(tx, clinicId, 'aftercare-text')
  if (steps.some(({ textKey }) => texts.every(({ key }) => key !== textKey))) return 'unknown-text'
  if (
    !(await knowsAreas(
      tx,
      clinicId,
      all.flatMap(({ areaIds }) => areaIds),
    ))
  )
    return 'unknown-area'
  const services = [...new Set(all.flatMap(({ serviceIds }) => serviceIds))]
  if ((await tx.healthcareService.count({ where: { clinicId, id: { in: services } } })) !== services.length)
    return 'unknown-service'
  const known = new Set([...(await conditionsOn(tx, clinicId, today)).map(({ code }) => code), ...OWN_FLAGS])
  if (all.some(({ flags }) => flags.some((flag) => !known.has(flag)))) return 'unknown-condition'
  return whyNotAPlan(steps.map((step) => ({ ...step, templateKey: step.textKey })))
}

const whyNotARule = async (
  tx: Transaction,
  clinicId: string,
  { areaIds, conditionCode }: ContentOf<'contraindication'>,
  today: string,
): Promise<PolicyReason | null> => {
  if (!(await knowsAreas(tx, clinicId, areaIds))) return 'unknown-area'
  const conditions = await conditionsOn(tx, clinicId, today)
  const isKnown = [...conditions.map(({ code }) => code), ...SEEN_BY_ITSELF].includes(conditionCode)
  return isKnown ? null : 'unknown-condition'
}

/** What a row is about: for that it was begun, and a gap would be nobody's. */
const aboutOf = ({ sign, techniques, riskZones, incidentKind }: ContentOf<'triage'>) => ({
  ...{ sign, techniques, riskZones, incidentKind },
})

const byLanguage = ({ en, de }: ContentOf<'triage'>['steps']) => [{ en: en.join('\n'), de: de.join('\n') }]

/** A list can be listened for, and has every word that is red everywhere. */
const whyNotTerms = (content: ContentOf<'triage-terms'>, language: string): PolicyReason | null => {
  if (missingRed(language, content.emergency).length > 0) return 'red-word-missing'
  return Object.values(content).flat().every(canBeHeard) ? null : 'word-too-short'
}

/** A row stays about what it is about, and is never less than the software holds for safe. */
const whyNotTriage = (content: ContentOf<'triage'>, current: Proposal | undefined): PolicyReason | null => {
  if (isBelowFloor(content)) return 'below-floor'
  if (reassures([content.title, ...byLanguage(content.steps)])) return 'reassures'
  if (current?.kind !== 'triage') return null
  return isDeepStrictEqual(aboutOf(content), aboutOf(current.content)) ? null : 'about-changed'
}

/** Why what is drafted would mean nothing, or the wrong thing; null when it can be written down. */
export const whyNotDrafted = async (
  tx: Transaction,
  clinicId: string,
  { kind, content }: Proposal,
  { key, today, current }: { readonly key: string; readonly today: string; readonly current: Proposal | undefined },
): Promise<PolicyReason | null> => {
  switch (kind) {
    case 'consent':
      if (missingParts(content.parts, NEEDLING_TECHNIQUES).length > 0) return 'parts-missing'
      return saysTwice(content.parts) ? 'said-twice' : null
    case 'contraindication':
      return whyNotARule(tx, clinicId, content, today)
    case 'aftercare-plan':
      return whyNotAftercare(tx, clinicId, content, today)
    case 'aftercare-text':
      return faultsOfText(content)[0] ?? null
    case 'triage':
      return whyNotTriage(content, current)
    case 'triage-terms':
      return whyNotTerms(content, key)
    default:
      return null
  }
}
