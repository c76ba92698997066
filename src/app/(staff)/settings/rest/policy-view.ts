import type { PolicyEntry, Rule } from '#features/recovery-rule/schema.ts'

export type Technique = Rule['technique']
export type Relation = Rule['relation']

export const RELATIONS = ['same', 'neighbour', 'anywhere'] as const satisfies readonly Relation[]

/** The picture is never narrower than a week, so that a day looks like a day. */
const LEAST_DAYS = 7

export const daysOf = ({ amount, unit }: Pick<Rule, 'amount' | 'unit'>): number =>
  unit === 'days' ? amount : amount / 24

/** How many days the picture is wide: as far as the longest rule that holds, follows or waits. */
export const widthInDays = (entries: readonly PolicyEntry[]): number =>
  Math.max(
    LEAST_DAYS,
    ...entries
      .flatMap(({ current, coming, draft }) => [current, ...coming, draft])
      .flatMap((rule) => (rule === null ? [] : [Math.ceil(daysOf(rule))])),
  )

/** The entry for a technique and a place; where the clinic never wrote a rule there is an empty one. */
export const entryOf = (entries: readonly PolicyEntry[], technique: Technique, relation: Relation): PolicyEntry =>
  entries.find((one) => one.technique === technique && one.relation === relation) ?? {
    ...{ technique, relation, current: null, coming: [], draft: null },
  }

/** What is open beside the list, as one word that a panel's opener can carry. */
export type OpenPanel =
  | { readonly kind: 'draft' | 'history' | 'review'; readonly technique: Technique; readonly relation: Relation }
  | { readonly kind: 'closed' }

const KINDS = ['draft', 'history', 'review'] as const

export const panelWord = (kind: (typeof KINDS)[number], { technique, relation }: PolicyEntry): string =>
  [kind, technique, relation].join(' ')

export function panelOf(word: string | null, techniques: readonly Technique[]): OpenPanel {
  const [first, second, third] = (word ?? '').split(' ')
  const kind = KINDS.find((one) => one === first)
  const technique = techniques.find((one) => one === second)
  const relation = RELATIONS.find((one) => one === third)
  if (kind === undefined || technique === undefined || relation === undefined) return { kind: 'closed' }
  return { kind, technique, relation }
}
