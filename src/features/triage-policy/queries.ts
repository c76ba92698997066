import type { Transaction } from '#db/client.ts'
import type { TriageTerms } from '#domain/aftercare/said-words.ts'
import type { Sign, Tier, TriageRule } from '#domain/aftercare/triage.ts'
import type { LocalizedText, RiskZone } from '#domain/body/area.ts'
import type { Locale } from '#words/locale.ts'

const onDay = (date: string) => ({ lte: new Date(`${date}T00:00:00Z`) })

const rulesIn = async (tx: Transaction, clinicId: string, date: string) => {
  const rows = await tx.triageRule.findMany({
    where: { clinicId, state: 'in-force', validFrom: onDay(date) },
    distinct: ['code'],
    orderBy: [{ code: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
    take: 200,
  })
  return rows.filter(({ active }) => active)
}

/** How answers are sorted on this day (`YYYY-MM-DD`): of each rule the version in force. */
export const triageRulesOn = async (tx: Transaction, clinicId: string, date: string): Promise<TriageRule[]> =>
  (await rulesIn(tx, clinicId, date)).map((row) => ({
    ...{ id: row.id, code: row.code, sign: row.sign as Sign, tier: row.tier as Tier, rings: row.rings },
    ...{ techniques: row.techniques, riskZones: row.riskZones as RiskZone[], fromScore: row.fromScore },
    ...{ dueMinutes: row.dueMinutes, incidentKind: row.incidentKind },
  }))

/** What is listened for in free words, in each language of the clinic: of each the version in force. */
export const triageTermsOn = async (
  tx: Transaction,
  clinicId: string,
  date: string,
): Promise<(TriageTerms & { readonly id: string })[]> =>
  (
    await tx.triageTerms.findMany({
      where: { clinicId, state: 'in-force', validFrom: onDay(date) },
      distinct: ['language'],
      orderBy: [{ language: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
      take: 20,
    })
  ).map(({ id, emergency, concerning, harmless, negations }) => ({ id, emergency, concerning, harmless, negations }))

/** What the clinic says to whoever these rules met. Several may say the same: it is read once. */
export const wordsOfRules = async (tx: Transaction, clinicId: string, ids: readonly string[], locale: Locale) => {
  const rows = await tx.triageRule.findMany({ where: { clinicId, id: { in: [...ids] } }, take: 50 })
  const words = rows
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .map(({ title, steps }) => ({
      title: (title as unknown as LocalizedText)[locale],
      steps: (steps as Record<Locale, string[]>)[locale],
    }))
  return [...new Map(words.map((one) => [JSON.stringify(one), one])).values()]
}

/** The versions of the clinic's table and of its lists of words that decided about these answers. */
export const decidedBy = async (
  tx: Transaction,
  clinicId: string,
  answers: readonly { readonly ruleIds: readonly string[]; readonly termsIds: readonly string[] }[],
) => {
  const of = (ids: readonly string[]) => ({ where: { clinicId, id: { in: [...new Set(ids)] } }, take: 200 })
  const rules = await tx.triageRule.findMany({
    ...of(answers.flatMap(({ ruleIds }) => ruleIds)),
    select: { id: true, sign: true, version: true },
  })
  const terms = await tx.triageTerms.findMany({
    ...of(answers.flatMap(({ termsIds }) => termsIds)),
    select: { id: true, language: true, version: true },
  })
  return ({ ruleIds, termsIds }: (typeof answers)[number]) => ({
    // the gravest first, as they were kept
    rules: ruleIds
      .flatMap((ruleId) => rules.filter(({ id }) => id === ruleId))
      .map(({ sign, version }) => ({ sign: sign as Sign, version })),
    wordLists: terms.filter(({ id }) => termsIds.includes(id)).map(({ language, version }) => ({ language, version })),
  })
}
