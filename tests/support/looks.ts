import type { Page } from 'playwright-core'
import { axeProblems, overflowsSideways } from './browser.ts'
import { tabRound } from './keyboard.ts'

export const DESK = { width: 1440, height: 900 }
export const TABLET = { width: 834, height: 1194 }
export const PHONE = { width: 390, height: 844 }
/** What a 1440-pixel screen shows at 200 % zoom. */
const ZOOMED = { width: 720, height: 450 }

const WAYS = [
  { size: PHONE, colorScheme: 'dark', how: 'on a telephone, dark' },
  { size: DESK, colorScheme: 'light', how: 'at the desk, light' },
] as const

/**
 * What is wrong with the page as it stands, on a telephone in the dark and at a desk in the light: for axe, sideways,
 * and for the Tab key. A list that closes when its field is left is closed afterwards.
 */
const wrongWith = async (page: Page): Promise<string[]> => {
  const problems: string[] = []
  for (const { width, height } of [TABLET, ZOOMED]) {
    await page.setViewportSize({ width, height })
    if (await overflowsSideways(page)) problems.push(`wider than ${width} pixels`)
  }
  for (const { size, colorScheme, how } of WAYS) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    if (await overflowsSideways(page)) problems.push(`wider than ${size.width} pixels`)
    problems.push(...(await axeProblems(page)).map((problem) => `${how}: ${problem}`))
  }
  for (const { size, how } of WAYS) {
    await page.setViewportSize(size)
    problems.push(...(await tabRound(page)).map((problem) => `${how}: ${problem}`))
  }
  return problems
}

/** Somebody who looks closely at one page, time and again, and writes down what is wrong. */
export const closeLook = (page: Page) => {
  const problems: string[] = []
  return {
    problems,
    look: async (what: string): Promise<void> => {
      problems.push(...(await wrongWith(page)).map((problem) => `${what}: ${problem}`))
    },
  }
}
