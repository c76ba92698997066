import type { PractitionerSetup } from '#features/practitioner/schema.ts'

export type Standing = PractitionerSetup['standings'][number]

interface Look {
  /** `people.standing.<word>` */
  readonly word:
    | 'open'
    | 'until'
    | 'soon'
    | 'unknown'
    | 'other-jurisdiction'
    | 'not-granted'
    | 'not-yet-valid'
    | 'expired'
    | 'expiredFrom'
  readonly tone: 'done' | 'due' | 'danger' | 'quiet'
  /** The date the words name, if any: 'YYYY-MM-DD'. */
  readonly date: string | null
}

/** How a standing is shown: amber where somebody should look, red where a service of theirs cannot be given. */
export const standingLook = ({ standing, needed }: Pick<Standing, 'standing' | 'needed'>): Look => {
  if (standing.state === 'bookable') {
    const { until, endsSoon } = standing
    if (until === null) return { word: 'open', tone: 'done', date: null }
    return { word: endsSoon ? 'soon' : 'until', tone: endsSoon ? 'due' : 'done', date: until }
  }
  const { because, from } = standing
  const word = because === 'expired' && from !== null ? 'expiredFrom' : because
  const tone = !needed ? 'quiet' : because === 'unknown' ? 'due' : 'danger'
  return { word, tone, date: from }
}

/** Those that somebody should look at: services that cannot be given, or not for long. */
export const needLook = (people: readonly PractitionerSetup[]) =>
  people
    .filter(({ active }) => active)
    .flatMap((person) =>
      person.standings
        .filter((standing) => standing.needed && ['due', 'danger'].includes(standingLook(standing).tone))
        .map((standing) => ({ person, standing })),
    )
