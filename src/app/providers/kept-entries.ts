import { onForget } from './forget.ts'

/**
 * What was tapped and is not on the server yet: it survives a reload and a lost connection, in this tab alone and for
 * whoever is signed in here. No name and no note is in it; it is wiped when the screen is locked or somebody signs out,
 * and when somebody else is signed in.
 */
const KEY = 'filiform-entries'

interface Kept {
  readonly owner: string
  readonly byName: Readonly<Record<string, unknown>>
}

const read = (store: Storage): Kept | null => {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? 'null') as Kept | null
    return kept !== null && typeof kept.owner === 'string' && typeof kept.byName === 'object' ? kept : null
  } catch {
    return null
  }
}

/** Wipes what is kept. */
export const forgetEntries = (store: Storage = sessionStorage): void => store.removeItem(KEY)

/** Says whose the tab is from now on: what somebody else left is gone. Returns how to stop wiping on leaving. */
export const keepEntriesOf = (owner: string, store: Storage = sessionStorage): (() => void) => {
  if (read(store)?.owner !== owner) store.setItem(KEY, JSON.stringify({ owner, byName: {} } satisfies Kept))
  return onForget(() => forgetEntries(store))
}

/** What is kept under a name; null when nothing is, or nobody is signed in here. */
export const keptEntry = <T>(name: string, store: Storage = sessionStorage): T | null =>
  (read(store)?.byName[name] as T | undefined) ?? null

/** Keeps something under a name, or forgets it with null. Without an owner nothing is kept. */
export const keepEntry = (name: string, value: unknown, store: Storage = sessionStorage): void => {
  const kept = read(store)
  if (kept === null) return
  const { [name]: _, ...others } = kept.byName
  const byName = value === null ? others : { ...others, [name]: value }
  try {
    store.setItem(KEY, JSON.stringify({ ...kept, byName } satisfies Kept))
  } catch {
    // a browser that keeps nothing: what was tapped is on the screen alone, and leaving it warns
  }
}
