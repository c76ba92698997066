export type Side = 'left' | 'right' | 'midline'
export type RiskZone = 'pleural' | 'vascular' | 'neural' | 'abdominal' | 'orbital'
export type AreaLocale = 'en' | 'de'
export type AreaAudience = 'staff' | 'patient'

/** Names as they stand inside a sentence, without the side: "upper trapezius", "oberer Trapezius". */
export interface LocalizedText {
  readonly en: string
  readonly de: string
}

/** A place on the body that can be needled (a leaf, with its side) or a coarse region that holds such places. */
export interface BodyArea {
  readonly id: string
  readonly side: Side
  readonly parentId: string | null
  readonly leaf: boolean
  /** Ids of leaves; symmetric and on the same side, except that a midline area may neighbour both sides. */
  readonly neighbourIds: readonly string[]
  readonly riskZones: readonly RiskZone[]
  /** A longer needle is pointed out. Never the promise that a shorter one is safe. */
  readonly warnMaxLengthMm: number | null
  readonly plainName: LocalizedText
  readonly clinicalName: LocalizedText
  readonly view: 'front' | 'back' | 'both'
}

/** The area that every needling also claims, so that a rule can say "anywhere". Never shown, never picked. */
export const ANYWHERE_AREA_ID = 'anywhere'

/** Decides which areas a person may see and pick, in the given order. */
export const pickableAreas = (areas: readonly BodyArea[]): BodyArea[] =>
  areas.filter((area) => area.id !== ANYWHERE_AREA_ID)

/** Decides which leaves an area stands for: itself when it is one, else all below it, in the order of `areas`. */
export const leavesOf = (areaId: string, areas: readonly BodyArea[]): BodyArea[] => {
  const known = byId(areas)
  return areas.filter((area) => area.leaf && (area.id === areaId || lineOf(area, known).some((a) => a.id === areaId)))
}

/** Decides which regions hold an area, the nearest first; empty for an unknown id. */
export const ancestorsOf = (areaId: string, areas: readonly BodyArea[]): BodyArea[] => {
  const known = byId(areas)
  const area = known.get(areaId)
  return area ? lineOf(area, known) : []
}

/** Decides how an area is called in the middle of a sentence, with left or right as a word (Z7). */
export const nameInSentence = (
  area: Pick<BodyArea, 'side' | 'plainName' | 'clinicalName'>,
  locale: AreaLocale,
  audience: AreaAudience,
): string => {
  const name = (audience === 'staff' ? area.clinicalName : area.plainName)[locale]
  if (area.side === 'midline') return name
  // A German adjective would have to agree with the noun, so the side follows as an adverb.
  return locale === 'de' ? `${name} ${sideWord(area.side, 'de')}` : `${sideWord(area.side, 'en')} ${name}`
}

/** Decides how an area is called on its own or at the start of a sentence: "Left upper trapezius" (Z7). */
export const displayName = (
  area: Pick<BodyArea, 'side' | 'plainName' | 'clinicalName'>,
  locale: AreaLocale,
  audience: AreaAudience,
): string => capitalised(nameInSentence(area, locale, audience), locale)

/**
 * Decides which areas a typed text means, best first: every typed word must begin a word of the side, the plain or
 * the clinical name. Accents and case do not matter. An empty text means none.
 */
export const matchAreas = (query: string, areas: readonly BodyArea[], locale: AreaLocale): BodyArea[] => {
  const typed = wordsOf(query)
  if (typed.length === 0) return []
  const scored = pickableAreas(areas).flatMap((area, position) => {
    const score = scoreOf(typed, area, locale)
    return score === null ? [] : [{ area, score, position }]
  })
  return scored.sort((a, b) => b.score - a.score || a.position - b.position).map(({ area }) => area)
}

/** Lower-case letters without accents, so that "Gesäß" is found by "gesass". */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')

const SIDE_WORDS = { en: { left: 'left', right: 'right' }, de: { left: 'links', right: 'rechts' } } as const

const sideWord = (side: 'left' | 'right', locale: AreaLocale): string => SIDE_WORDS[locale][side]

const capitalised = (text: string, locale: AreaLocale): string =>
  text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1)

const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? []

const byId = (areas: readonly BodyArea[]): Map<string, BodyArea> => new Map(areas.map((area) => [area.id, area]))

const lineOf = (area: BodyArea, known: ReadonlyMap<string, BodyArea>): BodyArea[] => {
  const line: BodyArea[] = []
  let parent = area.parentId === null ? undefined : known.get(area.parentId)
  while (parent && !line.includes(parent)) {
    line.push(parent)
    parent = parent.parentId === null ? undefined : known.get(parent.parentId)
  }
  return line
}

/** Higher is better; null when a typed word begins nothing. A name that starts with the typed text comes first. */
const scoreOf = (typed: readonly string[], area: BodyArea, locale: AreaLocale): number | null => {
  const side = area.side === 'midline' ? [] : [folded(sideWord(area.side, locale))]
  const names = [area.plainName[locale], area.clinicalName[locale]].map(wordsOf)
  const words = [...side, ...names.flat()]
  if (!typed.every((part) => words.some((word) => word.startsWith(part)))) return null
  const aboutTheName = typed.filter((part) => !side.includes(part))
  const startsName = names.some((name) => name.join(' ').startsWith(aboutTheName.join(' ')))
  const wholeWords = aboutTheName.filter((part) => words.includes(part)).length
  return (aboutTheName.length > 0 && startsName ? 4 : 0) + wholeWords
}
