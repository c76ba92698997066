import type { LocalizedText } from '../body/area.ts'

/** The parts of the paper that is signed, in the order in which they are read. */
export const CONSENT_PARTS = ['what', 'common', 'rare', 'risk', 'other', 'training', 'free', 'agree', 'assent'] as const
export type ConsentPart = (typeof CONSENT_PARTS)[number]

/** Without these nobody knows what they agree to: what it is, what may happen, what else there is, that they are free. */
export const NEEDED_PARTS = [
  'what',
  'common',
  'rare',
  'other',
  'free',
  'agree',
  'assent',
] as const satisfies readonly ConsentPart[]

interface Placed {
  readonly part: ConsentPart
  readonly technique: string | null
  readonly riskZone: string | null
}

/** The paper for one technique and the risks of its places; what a technique says of itself stands for what is said of all. */
export const paperFor = <
  P extends { readonly part: string; readonly technique: string | null; readonly riskZone: string | null },
>(
  parts: readonly P[],
  technique: string,
  riskZones: readonly string[],
): P[] => {
  const said = parts.filter((one) => one.technique === null || one.technique === technique)
  const own = new Set(said.flatMap((one) => (one.technique === null ? [] : [one.part])))
  return said
    .filter(({ riskZone }) => riskZone === null || riskZones.includes(riskZone))
    .filter((one) => one.technique !== null || !own.has(one.part))
}

/** Which needed parts a paper lacks for some technique: said of all, or of each by itself. */
export const missingParts = (parts: readonly Placed[], techniques: readonly string[]): ConsentPart[] =>
  NEEDED_PARTS.filter((needed) => {
    const said = parts.filter(({ part }) => part === needed)
    const ofAll = said.some(({ technique }) => technique === null)
    return !ofAll && !techniques.every((one) => said.some(({ technique }) => technique === one))
  })

/** Whether a paper says one thing twice. */
export const saysTwice = (parts: readonly Placed[]): boolean =>
  new Set(parts.map(({ part, technique, riskZone }) => `${part} ${technique} ${riskZone}`)).size < parts.length

/** In the order in which they are read, what is said of every technique before what one says of itself. */
export const inReadingOrder = <P extends Placed>(parts: readonly P[]): P[] =>
  parts.toSorted(
    (a, b) =>
      CONSENT_PARTS.indexOf(a.part) - CONSENT_PARTS.indexOf(b.part) ||
      Number(a.technique !== null) - Number(b.technique !== null),
  )

interface Worded {
  readonly part: string
  readonly technique: string | null
  readonly riskZone: string | null
  readonly heading: LocalizedText
  readonly words: LocalizedText
}

const risksOf = (parts: readonly Worded[]) => [...new Set(parts.flatMap(({ riskZone }) => riskZone ?? []))]

/** Which risks of a technique's paper read otherwise than before; null among them: what is said wherever one is needled. */
export const changedFor = (
  before: readonly Worded[],
  after: readonly Worded[],
  technique: string,
): (string | null)[] => {
  const risks = risksOf([...before, ...after])
  const said = (parts: readonly Worded[], zone: string | null): string =>
    JSON.stringify(
      paperFor(parts, technique, risks)
        .filter(({ riskZone }) => riskZone === zone)
        .map(({ part, heading, words }) => [part, heading.en, heading.de, words.en, words.de]),
    )
  return [null, ...risks].filter((zone) => said(before, zone) !== said(after, zone))
}
