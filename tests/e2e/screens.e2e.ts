import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeProblems, launchBrowser, overflowsSideways, personAt } from '../support/browser.ts'
import { staffAt } from '../support/day-story.ts'
import { type House, openHouse } from '../support/house.ts'

const DESK = { width: 1440, height: 900 }
const TABLET = { width: 834, height: 1194 }
const PHONE = { width: 390, height: 844 }
/** What a 1440-pixel screen shows at 200 % zoom. */
const ZOOMED = { width: 720, height: 450 }

let house: House
let browser: Browser

beforeAll(async () => {
  house = await openHouse('2031-03-11T07:40:00Z')
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await house?.remove()
})

const settled = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${house.url}${path}`)
  await page.getByRole('heading').first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], [data-loading]') === null)
}

/** Every page somebody can reach without doing anything first, and who opens it. */
const STAFF_PAGES = [
  { who: 'desk@demo.test', paths: ['/desk', '/account', '/settings', '/settings/lots'] },
  { who: 'ana@demo.test', paths: ['/practitioner', '/desk', '/settings/lots', '/settings/rest'] },
  { who: 'assistant@demo.test', paths: ['/practitioner', '/settings/lots'] },
  { who: 'owner@demo.test', paths: ['/desk', '/settings', '/settings/lots', '/settings/rest'] },
] as const

const OPEN_PAGES = ['/sign-in', '/c/riverside/sign-in', '/c/riverside/sign-in/sent', '/nowhere']

describe('every screen', () => {
  for (const { who, paths } of STAFF_PAGES) {
    it(`has nothing axe objects to and fits every width, for ${who}`, async () => {
      const problems: string[] = []
      const look = async (page: Page, path: string, how: string) =>
        problems.push(...(await axeProblems(page)).map((problem) => `${path} ${how}: ${problem}`))
      const light = await staffAt(browser, house, who, DESK)
      const dark = await staffAt(browser, house, who, { ...PHONE, dark: true })
      for (const path of paths) {
        await Promise.all([light, dark].map(({ page }) => settled(page, path)))
        await look(light.page, path, 'at the desk, light')
        await look(dark.page, path, 'on a telephone, dark')
        for (const size of [TABLET, PHONE, ZOOMED]) {
          await light.page.setViewportSize(size)
          if (await overflowsSideways(light.page)) problems.push(`${path} is wider than ${size.width} pixels`)
        }
        await light.page.setViewportSize(DESK)
      }
      await light.context.close()
      await dark.context.close()
      expect(problems).toEqual([])
    })
  }

  it('has nothing axe objects to where nobody is signed in', async () => {
    const problems: string[] = []
    for (const dark of [false, true]) {
      const { page, context } = await personAt(browser, { ...PHONE, dark })
      for (const path of OPEN_PAGES) {
        await settled(page, path)
        problems.push(...(await axeProblems(page)).map((problem) => `${path}: ${problem}`))
        if (await overflowsSideways(page)) problems.push(`${path} is wider than ${PHONE.width} pixels`)
      }
      await context.close()
    }
    expect(problems).toEqual([])
  })

  it('speaks German as well, and says so', async () => {
    const { page, context } = await personAt(browser, PHONE)
    await settled(page, '/sign-in')
    await page
      .getByRole('button', { name: 'Deutsch' })
      .or(page.getByRole('link', { name: 'Deutsch' }))
      .first()
      .click()
    await page.getByRole('button', { name: 'Anmelden' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await context.close()
  })
})

describe('the desk by keyboard alone', () => {
  it('opens a visit from the calendar, walks to the next and steps back', async () => {
    const { page, context } = await staffAt(browser, house, 'desk@demo.test', DESK)
    await page.getByRole('region', { name: 'The day' }).waitFor()
    const visit = page.locator('[data-visit][tabindex="0"]')
    await visit.first().focus()
    const first = await page.evaluate(() => document.activeElement?.getAttribute('data-visit'))
    await page.keyboard.press('ArrowDown')
    const second = await page.evaluate(() => document.activeElement?.getAttribute('data-visit'))
    expect(second).not.toBe(first)
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Visit' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForFunction((id) => document.activeElement?.getAttribute('data-visit') === id, second)
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('desk-find')
    await context.close()
  })
})
