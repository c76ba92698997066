/** The parts of the leaflet by what a reader asks of it; the order is the order on the page. */
const GROUPS = {
  normal: ['soreness', 'stillSore', 'bruise'],
  today: ['activity', 'water', 'driving', 'heatCold', 'painRelief'],
  watch: ['breathing', 'infection', 'foundNeedle'],
  reach: ['reach'],
} as const

export type LeafletGroup = keyof typeof GROUPS | 'more'

interface Part {
  readonly key: string
  readonly urgent: boolean
}

/** What needs help at once, apart; the rest in groups, and what nobody grouped before how to reach the clinic. */
export const leafletGroups = <P extends Part>(
  sections: readonly P[],
): { urgent: P[]; groups: { name: LeafletGroup; parts: P[] }[] } => {
  const calm = sections.filter(({ urgent }) => !urgent)
  const named = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((name) => {
    const keys: readonly string[] = GROUPS[name]
    return { name: name as LeafletGroup, parts: calm.filter(({ key }) => keys.includes(key)) }
  })
  const grouped = named.flatMap(({ parts }) => parts)
  const more = { name: 'more' as const, parts: calm.filter((part) => !grouped.includes(part)) }
  return {
    urgent: sections.filter(({ urgent }) => urgent),
    groups: [...named.slice(0, -1), more, ...named.slice(-1)].filter(({ parts }) => parts.length > 0),
  }
}
