/** A row of needles as somebody tapped it in; the key is the test's own. */
interface Row {
  readonly key: string
  readonly needles: number
  readonly inError: boolean
}

/** Everything that can be known of a visit's record from what was said of it. */
export interface VisitModel {
  readonly status: 'in-progress' | 'finished'
  readonly rows: readonly Row[]
  readonly unused: number
  /** Counted out as far as anybody knows. */
  readonly removed: number
  /** An emergency put the count off. */
  readonly deferred: boolean
  readonly signed: boolean
  readonly addenda: readonly string[]
}

export const NOTHING_SAID: VisitModel = {
  ...{ status: 'in-progress', rows: [], unused: 0, removed: 0, deferred: false, signed: false, addenda: [] },
}

/** One thing that is said of a visit by one device. */
export type Deed =
  /** `seen`: the rows that its screen showed; null when it does not say. */
  | {
      readonly kind: 'needles'
      readonly key: string
      readonly needles: number
      readonly seen: readonly string[] | null
    }
  | { readonly kind: 'unused'; readonly needles: number }
  | { readonly kind: 'out'; readonly removed: number }
  | { readonly kind: 'emergency' }
  | { readonly kind: 'row in error'; readonly key: string }
  | { readonly kind: 'sign' }
  | { readonly kind: 'add'; readonly text: string }
  | { readonly kind: 'complete' }

export const standingRows = ({ rows }: VisitModel): readonly Row[] => rows.filter(({ inError }) => !inError)
export const inserted = (model: VisitModel): number =>
  standingRows(model).reduce((sum, { needles }) => sum + needles, 0)

/** Whether nothing but another device can stand between the visit and its completion. */
export const mayBeCompleted = (model: VisitModel): boolean =>
  model.status === 'in-progress' && inserted(model) > 0 && model.removed === inserted(model) && !model.deferred

/** What a device is told, and how the record stands then. A refusal changes nothing. */
export interface Told {
  readonly told: string
  readonly model: VisitModel
}

const DONE = 'done'

/** What the rules say of one thing said of a record that stands so. */
export const afterDeed = (model: VisitModel, deed: Deed): Told => {
  const refused = (told: string): Told => ({ told, model })
  const done = (changed: Partial<VisitModel>): Told => ({ told: DONE, model: { ...model, ...changed } })
  if (deed.kind === 'add') {
    if (model.status === 'in-progress' && !model.signed) return refused('note-open')
    return done({ addenda: [...model.addenda, deed.text] })
  }
  if (model.status === 'finished') return refused('record-closed')
  switch (deed.kind) {
    case 'needles': {
      const { key, needles, seen } = deed
      const missed = seen !== null && standingRows(model).some((row) => !seen.includes(row.key))
      return missed ? refused('changed-meanwhile') : done({ rows: [...model.rows, { key, needles, inError: false }] })
    }
    case 'unused':
      return done({ unused: model.unused + deed.needles })
    case 'out':
      if (inserted(model) === 0) return refused('no-needles')
      if (deed.removed > inserted(model)) return refused('more-out-than-in')
      return done({ removed: deed.removed, deferred: model.deferred && deed.removed < inserted(model) })
    case 'emergency':
      return inserted(model) === 0 ? refused('no-needles') : done({ deferred: true })
    case 'row in error': {
      if (model.rows.some(({ key, inError }) => key === deed.key && inError)) return refused('already-in-error')
      const rows = model.rows.map((row) => (row.key === deed.key ? { ...row, inError: true } : row))
      const nothingLeft = rows.every(({ inError }) => inError)
      return done({ rows, ...(nothingLeft && { removed: 0 }) })
    }
    case 'sign':
      return model.signed ? refused('note-signed') : done({ signed: true })
    case 'complete':
      return mayBeCompleted(model) ? done({ status: 'finished' }) : refused('blocked')
  }
}

/**
 * All that two devices may be told that say something at one instant: as if one of them had come first. A record that
 * changed since it was read is not completed, even where nothing else is in the way.
 */
export const afterBoth = (
  model: VisitModel,
  one: Deed,
  other: Deed,
): { told: readonly [string, string]; model: VisitModel }[] => {
  const second = (standing: VisitModel, deed: Deed): Told[] => {
    const plain = afterDeed(standing, deed)
    return deed.kind === 'complete' && plain.told === DONE ? [plain, { told: 'blocked', model: standing }] : [plain]
  }
  const first = afterDeed(model, one)
  const otherFirst = afterDeed(model, other)
  return [
    ...second(first.model, other).map((then) => ({ told: [first.told, then.told] as const, model: then.model })),
    ...second(otherFirst.model, one).map((then) => ({
      told: [then.told, otherFirst.told] as const,
      model: then.model,
    })),
  ]
}
