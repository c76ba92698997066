import { availableParallelism } from 'node:os'

/** How long somebody waits for their turn before they go and wait in the database like everybody else. */
const PATIENCE_MS = 1_000

const tails = new Map<string, Promise<void>>()

/**
 * Lets those who want the same things in this process go one after the other, before they take a connection: a crowd for one
 * slot would otherwise hold every connection of the pool while it waits for one lock, and slow down whoever has it. Nothing
 * depends on it; who may have what is decided under the locks of the database, which other processes share.
 */
export const inTurn = async <T>(things: readonly string[], work: () => Promise<T>): Promise<T> => {
  if (things.length === 0) return work()
  const ahead = things.flatMap((thing) => tails.get(thing) ?? [])
  const mine = Promise.withResolvers<void>()
  for (const thing of things) tails.set(thing, mine.promise)
  try {
    if (ahead.length > 0) await patiently(Promise.all(ahead))
    return await work()
  } finally {
    mine.resolve()
    for (const thing of things) if (tails.get(thing) === mine.promise) tails.delete(thing)
  }
}

const patiently = async (ahead: Promise<unknown>): Promise<void> => {
  const enough = Promise.withResolvers<void>()
  const timer = setTimeout(enough.resolve, PATIENCE_MS)
  await Promise.race([ahead, enough.promise])
  clearTimeout(timer)
}

/** So many keep the processors busy; more of them at once only take the caches from each other. */
export const AT_ONCE = 2 * availableParallelism()

let places = AT_ONCE
const waiting = new Set<() => void>()

/**
 * Lets only so many commands of this process be under way at once; the others wait, in order, before they take a connection.
 * Nothing depends on this either: who has waited long enough goes all the same, so that a few that hang hold up nobody.
 */
export const atOnce = async <T>(work: () => Promise<T>): Promise<T> => {
  const hasPlace = await takePlace()
  try {
    return await work()
  } finally {
    if (hasPlace) givePlace()
  }
}

const takePlace = async (): Promise<boolean> => {
  if (places > 0) {
    places -= 1
    return true
  }
  const called = Promise.withResolvers<boolean>()
  const come = () => called.resolve(true)
  waiting.add(come)
  const timer = setTimeout(() => {
    if (waiting.delete(come)) called.resolve(false)
  }, PATIENCE_MS)
  const hasPlace = await called.promise
  clearTimeout(timer)
  return hasPlace
}

const givePlace = (): void => {
  const [next] = waiting
  if (next === undefined) {
    places += 1
    return
  }
  waiting.delete(next)
  next()
}
