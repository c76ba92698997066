import type { Browser, BrowserContext, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../prisma/seed/people.ts'
import { personAt } from './browser.ts'
import type { House } from './house.ts'

/** Somebody at a screen of the demo clinic. */
export interface Person {
  readonly context: BrowserContext
  readonly page: Page
}

/** Signs a member of staff in by the form, as they would. */
export const staffAt = async (
  browser: Browser,
  house: House,
  email: string,
  size: { width: number; height: number; dark?: boolean },
): Promise<Person> => {
  const person = await personAt(browser, size)
  const { page } = person
  await page.goto(`${house.url}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return person
}

/** Types a label the way a scanner does: faster than fingers, with Enter at the end, wherever the focus is. */
export const scan = (page: Page, label: string): Promise<void> =>
  page.evaluate(
    (keys) => {
      for (const key of keys) {
        for (const kind of ['keydown', 'keyup']) {
          document.body.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true, cancelable: true }))
        }
      }
    },
    [...label, 'Enter'],
  )

const yymmdd = (date: string): string => date.slice(2).replaceAll('-', '')

/** The GS1 element string on a box of the demo's Heron DN 0.30×50: article, expiry, lot last. */
export const heronLabel = (expiryDate: string, lotNumber: string): string =>
  `]d2011061414120001317${yymmdd(expiryDate)}10${lotNumber}`

/** The same label as people type it, with brackets. */
export const heronTyped = (expiryDate: string, lotNumber: string): string =>
  `(01)10614141200013(17)${yymmdd(expiryDate)}(10)${lotNumber}`

/** `YYYY-MM-DD`, so many days later. */
export const daysAfter = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
