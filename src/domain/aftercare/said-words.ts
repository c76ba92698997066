import { ALWAYS_RED, SAYS_NO } from './red-words.ts'

/** What a clinic listens for in free words, in one language; phrases of plain words, `*` at the end of a word: whatever follows. */
export interface TriageTerms {
  readonly emergency: readonly string[]
  readonly concerning: readonly string[]
  /** Said alone, they ask for nothing. */
  readonly harmless: readonly string[]
  /** "No", "without": what stands right after it is not claimed, and not believed to be away either. */
  readonly negations: readonly string[]
}

export type Said = 'emergency' | 'concerning' | 'harmless' | 'unclear'

interface Text {
  readonly words: readonly string[]
  /** Before which words a sentence or a part of one begins. */
  readonly breaks: ReadonlySet<number>
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** Words as they are compared: without case, accents, apostrophes and letters that somebody leaned on. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}'’‘`´]/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .match(/[\p{L}\p{N}]+\*?/gu) ?? []

const textOf = (text: string): Text => {
  const words: string[] = []
  const breaks = new Set<number>()
  for (const part of text.split(/[.,;:!?()\n–—]+/u)) {
    breaks.add(words.length)
    words.push(...plainWords(part).map((word) => word.replace('*', '')))
  }
  return { words, breaks }
}

/** How many letters are put in, left out, changed or swapped between two words, as far as `most`. */
const slips = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= a.length; row++) {
    const next = [row]
    for (let at = 1; at <= b.length; at++) {
      const same = a[row - 1] === b[at - 1]
      const [above = 0, left = 0, across = 0] = [last[at], next[at - 1], last[at - 1]]
      let least = Math.min(above + 1, left + 1, across + (same ? 0 : 1))
      if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1])
        least = Math.min(least, (before[at - 2] ?? 0) + 1)
      next.push(least)
    }
    ;[before, last] = [last, next]
  }
  return last[b.length] ?? most + 1
}

const SHORTEST_MISSPELT = 5
const LONG_WORD = 9

const mostSlips = ({ length }: string): number => (length < LONG_WORD ? 1 : 2)

/** Whether a word begins as `stem`, typed in haste; its first letter has to be right, or "right" would be "tight". */
const mayBegin = (typed: string, stem: string): boolean => {
  if (typed.startsWith(stem)) return true
  if (stem.length < SHORTEST_MISSPELT || typed[0] !== stem[0]) return false
  const most = mostSlips(stem)
  const lengths = [0, -1, 1, -2, 2].filter((more) => Math.abs(more) <= most).map((more) => stem.length + more)
  return lengths.some((length) => slips(typed.slice(0, length), stem, most) <= most)
}

/** Whether somebody who typed `typed` in haste may have meant `meant`. */
const mayMean = (typed: string, meant: string): boolean => {
  if (meant.endsWith('*')) return mayBegin(typed, meant.slice(0, -1))
  if (typed === meant) return true
  if (meant.length < SHORTEST_MISSPELT) return false
  const most = mostSlips(meant)
  return slips(typed, meant, most) <= most
}

interface Place {
  readonly from: number
  readonly to: number
}

/** So many other words may stand between those of a phrase: "pain in the middle of my chest". */
const WORDS_BETWEEN = 6

/** Where a phrase is said, its words in any order and near each other. */
const near = ({ words }: Text, phrase: readonly string[]): Place[] =>
  words.flatMap((word, from) => {
    if (!phrase.some((one) => mayMean(word, one))) return []
    const within = words.slice(from, from + phrase.length + WORDS_BETWEEN)
    const at = phrase.map((one) => within.findIndex((typed) => mayMean(typed, one)))
    return at.includes(-1) ? [] : [{ from, to: from + Math.max(...at) }]
  })

/** Where a phrase is said that holds a "no" of its own ("cannot breathe"): in its order, one word between at most. */
const inOrder = ({ words, breaks }: Text, phrase: readonly string[]): Place[] =>
  words.flatMap((_, from) => {
    let at = from - 1
    for (const [nth, one] of phrase.entries()) {
      const reach = nth === 0 ? 1 : 2
      const step = words.slice(at + 1, at + 1 + reach).findIndex((typed) => mayMean(typed, one))
      if (step === -1) return []
      at += step + 1
      if (at > from && breaks.has(at)) return []
    }
    return [{ from, to: at }]
  })

/** Words that may stand between a "no" and what it is about, and those that carry it on. */
const BETWEEN = new Set('any more real further longer such mehr weiteren weitere wirklichen a an'.split(' '))
const CARRY_ON = new Set(['or', 'nor', 'oder', 'noch'])

const saysNoAt = ({ words }: Text, end: number, negations: readonly (readonly string[])[]): boolean =>
  negations.some((no) => no.length > 0 && no.every((one, nth) => words[end - no.length + 1 + nth] === one))

/** What a phrase's places are, and whether each stands right behind a "no". */
const negatedIn = (text: Text, places: readonly Place[], negations: readonly (readonly string[])[]): Place[] => {
  const negated: Place[] = []
  for (const place of [...places].sort((a, b) => a.from - b.from)) {
    let at = place.from - 1
    while (at >= 0 && BETWEEN.has(text.words[at] ?? '') && !text.breaks.has(at + 1)) at--
    if (at < 0 || text.breaks.has(at + 1)) continue
    const carried = CARRY_ON.has(text.words[at] ?? '') && negated.some(({ to }) => to === at - 1)
    if (carried || saysNoAt(text, at, negations)) negated.push(place)
  }
  return negated
}

const LEAST_OF_A_STEM = 4

/** What rings in every clinic, with the "no" that is one in every clinic. */
const RED_EVERYWHERE: TriageTerms = {
  emergency: Object.values(ALWAYS_RED).flat(),
  ...{ concerning: [], harmless: [] },
  negations: Object.values(SAYS_NO).flat(),
}

/** What is red in every clinic and missing in a list of this language: a clinic adds to it, and takes nothing away. */
export const missingRed = (language: string, emergency: readonly string[]): string[] => {
  const listed = new Set(emergency.map((phrase) => plainWords(phrase).join(' ')))
  const always = language === 'de' ? ALWAYS_RED.de : language === 'en' ? ALWAYS_RED.en : []
  return always.filter((phrase) => !listed.has(plainWords(phrase).join(' ')))
}

/** Whether a phrase can be listened for: it has words, and none that begins so much that it would ring for everything. */
export const canBeHeard = (phrase: string): boolean => {
  const words = plainWords(phrase)
  return words.length > 0 && words.every((word) => !word.endsWith('*') || word.length > LEAST_OF_A_STEM)
}

const phrasesOf = (terms: readonly TriageTerms[], which: keyof TriageTerms): string[][] =>
  terms.flatMap((one) => one[which].map(plainWords)).filter((phrase) => phrase.length > 0)

const placesOf = (text: Text, phrase: readonly string[], noWords: ReadonlySet<string>): Place[] =>
  phrase.some((word) => noWords.has(word)) ? inOrder(text, phrase) : near(text, phrase)

/** Whether harmless phrases are all that is said: no other word, no question, no picture that may mean anything. */
const saysOnly = (raw: string, { words }: Text, phrases: readonly (readonly string[])[]): boolean => {
  if (words.length === 0 || /[?\p{Extended_Pictographic}]/u.test(raw.replace(/[\d#*]/g, ''))) return false
  const said = words.map(() => false)
  for (const phrase of phrases)
    for (let from = 0; from + phrase.length <= words.length; from++)
      if (phrase.every((one, nth) => words[from + nth] === one)) said.fill(true, from, from + phrase.length)
  return said.every(Boolean)
}

/** A phrase of a list that somebody said. */
export interface Heard {
  readonly list: 'emergency' | 'concerning'
  readonly phrase: string
  /** Only right behind a "no": unclear, and never harmless. */
  readonly behindNo: boolean
}

/** Which phrases of these lists are said; a "no" counts for these lists alone. */
const heardIn = (text: Text, terms: readonly TriageTerms[]): Heard[] => {
  const negations = phrasesOf(terms, 'negations')
  const noWords = new Set(negations.flat())
  return (['emergency', 'concerning'] as const).flatMap((list) => {
    const said = phrasesOf(terms, list)
      .map((phrase) => ({ phrase: phrase.join(' '), places: placesOf(text, phrase, noWords) }))
      .filter(({ places }) => places.length > 0)
    const negated = new Set(
      negatedIn(
        text,
        said.flatMap(({ places }) => places),
        negations,
      ),
    )
    return said.map(({ phrase, places }) => ({ list, phrase, behindNo: places.every((place) => negated.has(place)) }))
  })
}

/** What is heard in free words: by what is red in every clinic, which no list of its own takes back, and by its lists. */
export const hearWords = (raw: string, terms: readonly TriageTerms[]): Heard[] => {
  const text = textOf(raw)
  const heard = [...heardIn(text, [RED_EVERYWHERE]), ...heardIn(text, terms)]
  // said by both it is said once, and not taken back by either
  const once = new Map<string, Heard>()
  for (const one of heard) {
    const key = `${one.list} ${one.phrase}`
    const before = once.get(key)
    once.set(key, before === undefined ? one : { ...one, behindNo: one.behindNo && before.behindNo })
  }
  return [...once.values()]
}

/** Whether a red word is said at all, also behind a "no". */
export const namesEmergency = (raw: string, terms: readonly TriageTerms[]): boolean =>
  hearWords(raw, terms).some(({ list }) => list === 'emergency')

/**
 * What free words ask for, in whichever of the clinic's languages they are. A red word is an emergency; behind a "no" it is
 * unclear and never harmless, since a person has to read it. What nobody listens for is unclear. Nothing is diagnosed.
 */
export const readWords = (raw: string, terms: readonly TriageTerms[]): Said => {
  const heard = hearWords(raw, terms)
  for (const which of ['emergency', 'concerning'] as const)
    if (heard.some(({ list, behindNo }) => list === which && !behindNo)) return which
  return heard.length === 0 && saysOnly(raw, textOf(raw), phrasesOf(terms, 'harmless')) ? 'harmless' : 'unclear'
}
