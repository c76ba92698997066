import type { Browser, Page } from 'playwright-core'
import { axeProblems, overflowsSideways, personAt } from './browser.ts'
import { pictureFile } from './house.ts'
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
 * What axe finds. Something to press that a bar in view half covers is not small: it is looked at again a little further
 * up or down, where what is small is small as well.
 */
const axeHereOrBeside = async (page: Page, whole: boolean): Promise<string[]> => {
  const found = await axeProblems(page, whole ? 'everything' : 'looks')
  if (!found.some((problem) => problem.startsWith('target-size'))) return found
  await page.evaluate(() => window.scrollBy({ top: window.scrollY > 80 ? -80 : 80, behavior: 'instant' }))
  return axeProblems(page, whole ? 'everything' : 'looks')
}

/** Whether the page is gone through by the Tab key as well; a list that closes when its field is left is closed then. */
interface Closeness {
  readonly byTab: boolean
}

/**
 * What is wrong with the page as it stands, on a telephone in the dark and at a desk in the light: sideways, and for
 * axe. One of the two in turn is gone through whole; in the other, what width and light can change.
 */
const wrongWith = async (page: Page, turn: number, { byTab }: Closeness): Promise<string[]> => {
  const problems: string[] = []
  for (const { width, height } of [TABLET, ZOOMED]) {
    await page.setViewportSize({ width, height })
    if (await overflowsSideways(page)) problems.push(`wider than ${width} pixels`)
  }
  const ways = turn % 2 === 0 ? WAYS : WAYS.toReversed()
  for (const [place, { size, colorScheme, how }] of ways.entries()) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    if (await overflowsSideways(page)) problems.push(`wider than ${size.width} pixels`)
    const whole = place === ways.length - 1
    const found = [...(await axeHereOrBeside(page, whole)), ...(whole && byTab ? await tabRound(page) : [])]
    problems.push(...found.map((problem) => `${how}: ${problem}`))
  }
  return problems
}

/** Somebody who looks closely at one page, time and again, and writes down what is wrong. */
export const closeLook = (page: Page, closeness: Closeness = { byTab: true }) => {
  const problems: string[] = []
  let turn = 0
  return {
    problems,
    look: async (what: string): Promise<void> => {
      problems.push(...(await wrongWith(page, turn++, closeness)).map((problem) => `${what}: ${problem}`))
    },
  }
}

/**
 * What is wrong with a mail as a telephone shows it, in the dark and in the light: sideways, and what light can break. It
 * stands in a page of the mail program, so it need not be a whole one. Of each a picture is kept.
 */
export const wrongWithMail = async (browser: Browser, html: string | null, picture: string): Promise<string[]> => {
  const problems: string[] = []
  for (const dark of [false, true]) {
    const { page, context } = await personAt(browser, { ...PHONE, dark })
    await page.setContent(html ?? '')
    const file = pictureFile(dark ? `${picture}-dark` : picture)
    await page.screenshot({ path: file, animations: 'disabled', fullPage: true })
    if (await overflowsSideways(page)) problems.push(`wider than ${PHONE.width} pixels`)
    problems.push(...(await axeProblems(page, 'looks')))
    await context.close()
  }
  return problems
}
