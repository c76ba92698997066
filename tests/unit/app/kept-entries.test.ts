import { beforeEach, describe, expect, it } from 'vitest'
import { forgetAll } from '../../../src/app/providers/forget.ts'
import { forgetEntries, keepEntriesOf, keepEntry, keptEntry } from '../../../src/app/providers/kept-entries.ts'

/** As much of a tab's storage as is asked for here. */
const tabStorage = (): Storage => {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size
    },
  }
}

let tab: Storage

beforeEach(() => {
  tab = tabStorage()
})

describe('what is not sent yet', () => {
  it('is there again after a reload, for whoever is signed in', () => {
    keepEntriesOf('ana', tab)
    keepEntry('unsent 1', [{ needles: 4 }], tab)
    keepEntriesOf('ana', tab)
    expect(keptEntry('unsent 1', tab)).toEqual([{ needles: 4 }])
    keepEntry('unsent 1', null, tab)
    expect(keptEntry('unsent 1', tab)).toBeNull()
  })

  it('J20: is gone when somebody else is signed in, when the screen is locked and when somebody signs out', () => {
    const stop = keepEntriesOf('ana', tab)
    keepEntry('unsent 1', [{ needles: 4 }], tab)
    keepEntriesOf('ben', tab)
    expect(keptEntry('unsent 1', tab)).toBeNull()
    keepEntry('unsent 2', 1, tab)
    // what locking and signing out do
    forgetAll()
    expect(tab.length).toBe(0)
    stop()
  })

  it('is not kept at all while nobody is signed in', () => {
    keepEntry('unsent 1', 1, tab)
    expect(tab.length).toBe(0)
  })

  it('is forgotten with what else somebody wrote under its name', () => {
    tab.setItem('filiform-entries', '{"owner":')
    expect(keptEntry('unsent 1', tab)).toBeNull()
    forgetEntries(tab)
    expect(tab.length).toBe(0)
  })
})
