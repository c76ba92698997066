import type { CheckIn, TriageFacts } from '#domain/aftercare/triage.ts'
import { ONLY_WORDS } from '#domain/aftercare/triage.ts'

/** One answer of a month that never was. */
export interface MadeAnswer {
  readonly answer: CheckIn
  readonly riskZones: TriageFacts['riskZones']
  /** Whoever reads it would call at once. */
  readonly isRed: boolean
  readonly atMs: number
  /** Which of the practitioners treated, from 0 on. */
  readonly practitioner: number
}

/** Chance that is the same in every run. */
export const chanceOf = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number): number => Math.floor(next() * most)
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T
  return { next, below, one }
}
type Chance = ReturnType<typeof chanceOf>

/** As people write who are in danger, in both languages; not the clinic's own list. */
const RED = [
  'I can’t breathe properly since this evening',
  'There is a sharp pain in my chest when I breathe in',
  'my chest feels so tight, is that normal?',
  'I am short of breath just walking to the door',
  'It hurts to breathe and I have a dry cough',
  'My husband says my lips are blue',
  'I passed out in the bathroom an hour ago',
  'hello, sorry to bother you, I cannot get air lying down',
  'Better in the neck but breathing is getting worse',
  'There was blood when I was coughing, I am coughing blood',
  'Ich bekomme kaum Luft',
  'Habe seit einer Stunde Atemnot und Stechen in der Brust',
  'Meine Brust ist so eng, was soll ich tun?',
  'Ich kann nicht richtig atmen',
  'Schmerzen in der Brust beim Einatmen seit heute Mittag',
  'Mir tut die Brust weh, sonst alles gut',
  'Ich bin vorhin umgekippt',
  'Meine Lippen sind blau sagt meine Frau',
  'Guten Abend, ich habe Herzrasen und bin kurzatmig',
  'Der Nacken ist besser, aber ich bekomme schlecht Luft',
]
/** A "no" that is about something else, or belongs to the red words themselves. */
const RED_WITH_A_NO = [
  'No fever, no redness, but I cannot breathe well',
  'Not better. I am short of breath',
  'no problem with the needles, only chest pain now',
  'Kein Fieber, aber ich bekomme keine Luft',
  'Nicht besser, Brustschmerzen seit gestern',
  'Keine Rötung, nur Atemnot beim Treppensteigen',
]
const CONCERNING = [
  'The spot is swollen and hot',
  'I have a fever of 38.5',
  'My left hand is numb since yesterday',
  'The pain is getting worse every day',
  'Die Stelle ist geschwollen und rot',
  'Ich habe Fieber und Schüttelfrost',
  'Mein Arm kribbelt und ist taub',
  'Es wird schlimmer',
]
const DENIED = [
  'No chest pain, no fever, just sore',
  'I have no trouble breathing at all',
  'not short of breath or dizzy',
  'Keine Atemnot, kein Fieber, nur Muskelkater',
  'Ich habe keine Schmerzen in der Brust',
  'Kein Fieber und keine Schwellung',
]
const QUESTIONS = [
  'Can I go to the sauna tomorrow?',
  'When is my next visit?',
  'I would like to move Thursday to Friday',
  'Is it ok to train legs on the right side tonight?',
  'Is the light bruise on my right shoulder normal?',
  'Darf ich morgen schwimmen gehen?',
  'Wann ist mein nächster Termin?',
  'Kann ich am Freitag etwas später kommen?',
  'Ist der blaue Fleck normal?',
  'Ich habe gestern gut geschlafen und heute Sport gemacht',
]
const CALM = [
  '',
  '',
  '',
  'Thanks!',
  'all good',
  'a bit sore',
  'Danke',
  'alles gut',
  'viel besser',
  'ein bisschen Muskelkater',
]
/** What rings for nothing: nobody can tell it from the real thing by its words. */
const FALSE_ALARM = [
  'Out of breath after the marathon as always, great week',
  'My mother had chest pain years ago, can I still come?',
  'Nach dem Joggen wie immer außer Atem, sonst super',
]

/** One slip of the fingers in a word long enough to be read all the same: two letters swapped, one lost or one doubled. */
const misspelt = (text: string, { below, one }: Chance): string => {
  const words = text.split(' ')
  const long = words.flatMap((word, at) => (word.length >= 6 && /^\p{L}+$/u.test(word) ? at : []))
  if (long.length === 0) return text
  const at = one(long)
  const word = words[at] as string
  const where = 1 + below(word.length - 3)
  const [before, a, b, after] = [word.slice(0, where), word[where], word[where + 1], word.slice(where + 2)]
  words[at] = one([`${before}${b}${a}${after}`, `${before}${b}${after}`, `${before}${a}${a}${b}${after}`])
  return words.join(' ')
}

const FORM = { infection: 'no', chest: 'no', numbness: 'no', needle: 'none', bruise: 'none' } as const

/** What a person answers, by how often that comes about. */
const KINDS: readonly { readonly of1000: number; readonly red?: true; readonly make: (chance: Chance) => CheckIn }[] = [
  { of1000: 560, make: ({ below, one }) => ({ ...FORM, soreness: below(5), words: one(CALM) }) },
  {
    of1000: 120,
    make: ({ below, one }) => ({ ...FORM, soreness: 4 + below(4), bruise: 'small', words: one([...CALM, ...DENIED]) }),
  },
  { of1000: 80, make: ({ one }) => ({ ...ONLY_WORDS, words: one(QUESTIONS) }) },
  { of1000: 60, make: ({ one }) => ({ ...ONLY_WORDS, words: one(DENIED) }) },
  { of1000: 50, make: ({ below }) => ({ ...ONLY_WORDS, soreness: below(8), words: '' }) },
  {
    of1000: 45,
    make: ({ one }) => ({
      ...FORM,
      soreness: 3,
      ...one([{ infection: 'yes' }, { numbness: 'unsure' }, { bruise: 'growing' }] as const),
      words: '',
    }),
  },
  { of1000: 35, make: (chance) => ({ ...ONLY_WORDS, words: misspelt(chance.one(CONCERNING), chance) }) },
  { of1000: 5, make: ({ one }) => ({ ...ONLY_WORDS, words: one(FALSE_ALARM) }) },
  { of1000: 3, make: () => ({ ...FORM, soreness: 2, needle: 'outside', words: '' }) },
  { of1000: 3, make: () => ({ ...FORM, soreness: 2, needle: 'in-the-body', words: '' }) },
  {
    of1000: 9,
    red: true,
    make: ({ one }) => ({ ...FORM, soreness: 5, chest: one(['yes', 'unsure']), words: one(CALM) }),
  },
  { of1000: 12, red: true, make: ({ one }) => ({ ...ONLY_WORDS, words: one(RED) }) },
  { of1000: 12, red: true, make: (chance) => ({ ...ONLY_WORDS, words: misspelt(chance.one(RED), chance) }) },
  { of1000: 6, red: true, make: (chance) => ({ ...FORM, soreness: 1, words: chance.one([...RED, ...RED_WITH_A_NO]) }) },
]

const MINUTE_MS = 60_000
const MOST_ANSWERS = 1000

/** A month of answers to a clinic of so many practitioners, in the order in which they come. */
export const monthOfAnswers = (
  seed: number,
  { fromMs, practitioners }: { fromMs: number; practitioners: number },
): MadeAnswer[] => {
  const chance = chanceOf(seed)
  const made = KINDS.flatMap(({ of1000, red = false, make }) =>
    Array.from({ length: of1000 }, () => ({
      answer: make(chance),
      riskZones: chance.one([['pleural'], ['neural'], [], 'unknown'] as const),
      isRed: red,
      atMs: fromMs + chance.below(28 * 1440) * MINUTE_MS,
      practitioner: chance.below(practitioners),
    })),
  )
  return made.slice(0, MOST_ANSWERS).sort((a, b) => a.atMs - b.atMs)
}

/** Every sentence in which somebody is in danger, as it is and with each of many slips. */
export const redSentences = (seed: number, slips: number): string[] => {
  const chance = chanceOf(seed)
  return [...RED, ...RED_WITH_A_NO].flatMap((words) => [
    words,
    ...Array.from({ length: slips }, () => misspelt(words, chance)),
  ])
}

interface SortedAnswer {
  readonly atMs: number
  readonly practitioner: number
  readonly rings: boolean
  readonly tier: string
}

const DAY_MS = 1440 * MINUTE_MS

/** What a report of the alarm load has to show of the four weeks of a month, counted anew. */
export const weeksOf = (month: readonly SortedAnswer[], fromMs: number) =>
  [0, 1, 2, 3].map((week) => {
    const here = month.filter(({ atMs }) => Math.floor((atMs - fromMs) / (7 * DAY_MS)) === week)
    const rung = here.filter(({ rings }) => rings)
    const days = Object.values(
      Object.groupBy(rung, ({ atMs, practitioner }) => `${practitioner} ${Math.floor((atMs - fromMs) / DAY_MS)}`),
    )
    return {
      answers: here.length,
      tasks: here.filter(({ tier }) => tier !== 'harmless').length,
      alerts: rung.length,
      busiestDay: Math.max(0, ...days.map((day = []) => day.length)),
    }
  })
