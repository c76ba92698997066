import { isDeepStrictEqual } from 'node:util'

/** The names of the fields of `after` that `before` has otherwise, for a trail that says what and not to what. */
export const changedFields = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] => Object.keys(after).filter((field) => !isDeepStrictEqual(before[field], after[field]))

/** What a set gains and what it loses, each once and in order. */
export const setChange = (before: readonly string[], after: readonly string[]) => {
  const [had, has] = [new Set(before), new Set(after)]
  return { added: [...has.difference(had)].sort(), removed: [...had.difference(has)].sort() }
}
