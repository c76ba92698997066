import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'

/** Where the keyboard is. */
interface Stop {
  /** The same for the same thing, as long as it is on the page. */
  readonly id: number
  readonly name: string
  /** Whether it shows that it has the focus. */
  readonly marked: boolean
  /** What lies over it, or that it is out of sight; null when it is seen. */
  readonly covered: string | null
}

/** Where the page ends for the Tab key, and begins again. */
const END: Stop = { id: 0, name: 'the end of the page', marked: true, covered: null }

/** What has the focus; null when nothing on the page has. */
export const stopAt = (page: Page): Promise<Stop | null> =>
  page.evaluate(async () => {
    const at = document.activeElement
    if (at === null || at === document.body) return null
    const window = globalThis as { stops?: Map<Element, number> }
    window.stops ??= new Map()
    const known = window.stops
    if (!known.has(at)) known.set(at, known.size + 1)
    const shown = at.closest('label') ?? at
    const map = at.closest('svg')
    const isRinged = (element: Element | null, pseudo?: string): boolean => {
      const style = element === null ? null : getComputedStyle(element, pseudo)
      return style !== null && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
    }
    const isSeen = (): boolean => {
      const { x, y, width, height } = shown.getBoundingClientRect()
      const shares = [0.05, 0.5, 0.95]
      return shares.some((across) =>
        shares.some((down) => {
          const top = document.elementFromPoint(x + across * width, y + down * height)
          return top !== null && (shown.contains(top) || (map?.contains(top) ?? false))
        }),
      )
    }
    const coverOf = (): string => {
      const { x, y, width, height } = shown.getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height / 2)
      const place = `at ${Math.round(x)}, ${Math.round(y)} in ${innerWidth} × ${innerHeight}`
      return top === null
        ? `out of sight, ${place}`
        : `under ${top.tagName} “${top.textContent?.slice(0, 40)}”, ${place}`
    }
    // the parts of a date are marked by the browser
    const parted = at instanceof HTMLInputElement && ['date', 'time'].includes(at.type)
    const ringed = isRinged(at) || isRinged(at, '::after') || isRinged(shown) || isRinged(at.parentElement)
    const marked = parted || (at.matches(':focus-visible') && (ringed || map?.querySelector('[class*="ring"]') != null))
    // the page may still be scrolling to it
    for (let frames = 0; frames < 30 && !isSeen(); frames++) await new Promise(requestAnimationFrame)
    const words = at.getAttribute('aria-label') ?? (at as HTMLInputElement).labels?.[0]?.textContent ?? at.textContent
    return {
      id: known.get(at) ?? 0,
      name: `${at.tagName.toLowerCase()} “${words?.trim().slice(0, 50)}”`,
      marked,
      covered: isSeen() ? null : coverOf(),
    }
  })

const has = (target: Locator): Promise<boolean> =>
  target.evaluateAll((found) => found.some((element) => element === document.activeElement))

/** Presses Tab until the focus is on this. Each stop on the way shows that it has the focus, and is in sight. */
export const tabTo = async (page: Page, target: Locator): Promise<void> => {
  // what the page's scripts have not reached yet cannot have the focus
  await (await target.first().elementHandle())?.waitForElementState('enabled')
  const way: string[] = []
  for (let presses = 0; presses < 150; presses++) {
    if (await has(target)) return
    await page.keyboard.press('Tab')
    const { name, marked, covered } = (await stopAt(page)) ?? END
    way.push(name)
    if (!marked) throw new Error(`${name} does not show when it has the focus`)
    if (covered !== null) throw new Error(`${name} has the focus and is ${covered}`)
  }
  throw new Error(`Tab never comes to it, but to ${way.join(', ')}`)
}

/** Goes there by Tab and presses Enter, or another key. */
export const press = async (page: Page, target: Locator, key = 'Enter'): Promise<void> => {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Waits until the focus is on what is called this: who cannot see the screen knows of nothing else. */
export const focusOn = async (page: Page, name: RegExp): Promise<void> => {
  // made here, so that it names the line of the story
  const lost = new Error()
  let at: string | undefined
  const isThere = async (): Promise<void> => {
    at = (await stopAt(page))?.name
    if (at === undefined || !name.test(at)) throw lost
  }
  await vi.waitFor(isThere, { timeout: 15_000, interval: 50 }).catch(() => {
    lost.message = `the focus is on ${at ?? 'nothing'}, not on ${name}`
    throw lost
  })
}

/** Once round the page by Tab alone: what is wrong with any of its stops, and whether there is a way out. */
export const tabRound = async (page: Page): Promise<string[]> => {
  const problems: string[] = []
  const stops = new Map<number, string>()
  let last: number | null = null
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab')
    const { id, name, marked, covered } = (await stopAt(page)) ?? END
    if (stops.has(id) && id !== last) {
      return stops.has(END.id) ? problems : [...problems, `Tab is caught between ${[...stops.values()].join(', ')}`]
    }
    last = id
    if (stops.has(id)) continue
    stops.set(id, name)
    if (!marked) problems.push(`${name} does not show that it has the focus`)
    if (covered !== null) problems.push(`${name} has the focus and is ${covered}`)
  }
  return [...problems, 'Tab never comes round']
}
