import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/seed/people.ts'
import { axeProblems, launchBrowser, overflowsSideways, personAt } from '../support/browser.ts'
import { staffAt } from '../support/day-story.ts'
import { type House, openHouse, pictureFile } from '../support/house.ts'
import { closeLook, DESK, PHONE, TABLET } from '../support/looks.ts'

let house: House
let browser: Browser

beforeAll(async () => {
  house = await openHouse()
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
  {
    who: 'desk@demo.test',
    paths: ['/desk', '/account', '/settings', '/stock/lots', '/stock/products', '/settings/hours', '/desk/messages'],
  },
  {
    who: 'ana@demo.test',
    paths: [
      '/practitioner',
      '/desk',
      '/stock/lots',
      '/stock/injuries',
      '/settings/contraindications',
      '/settings/messages',
      '/settings/aftercare',
      '/settings/triage',
      '/settings/trail',
    ],
  },
  { who: 'assistant@demo.test', paths: ['/practitioner', '/stock/lots'] },
  {
    who: 'owner@demo.test',
    paths: [
      '/desk',
      '/settings',
      '/stock/lots',
      '/stock/trace',
      '/stock/sharps',
      '/settings/openings',
      '/settings/proof',
      '/settings/trail',
    ],
  },
] as const

const OPEN_PAGES = ['/sign-in', '/c/riverside/sign-in', '/c/riverside/sign-in/sent', '/nowhere']

describe('every screen', () => {
  for (const { who, paths } of STAFF_PAGES) {
    it(`has nothing axe objects to and fits every width, for ${who}`, async () => {
      const { page, context } = await staffAt(browser, house, who, DESK)
      const { look, problems } = closeLook(page, { byTab: false })
      for (const path of paths) {
        await settled(page, path)
        await look(path)
      }
      await context.close()
      expect(problems).toEqual([])
    })
  }

  it('has nothing axe objects to where nobody is signed in', async () => {
    const { page, context } = await personAt(browser, PHONE)
    const { look, problems } = closeLook(page, { byTab: false })
    for (const path of OPEN_PAGES) {
      await settled(page, path)
      await look(path)
    }
    await context.close()
    expect(problems).toEqual([])
  })

  it('J20: nothing of a patient is left on a shared tablet that is locked or left, and a PIN leads back', async () => {
    const { page, context } = await staffAt(browser, house, 'ana@demo.test', TABLET)
    await page.goto(`${house.url}/account`)
    const pin = page.getByRole('region', { name: 'PIN for shared tablets' })
    await pin.getByLabel('Present password').fill(DEMO_PASSWORD)
    await pin.getByLabel('New PIN').fill('4071')
    await pin.getByRole('button', { name: 'Set the PIN' }).click()
    await page.getByText('Your PIN is set.').waitFor()
    await settled(page, '/practitioner')
    const visit = page.getByRole('listitem').getByRole('link').first()
    const name = (await visit.textContent()) ?? ''
    await visit.click()
    // the day has a heading of that name, too
    await page.waitForURL(/\/practitioner\/visit\//)
    await page.getByRole('heading', { name }).waitFor()
    const path = new URL(page.url()).pathname
    /** All that the page, its storage and its caches hold. */
    const held = () =>
      page.evaluate(async () =>
        JSON.stringify([
          document.documentElement.outerHTML,
          { ...localStorage },
          { ...sessionStorage },
          await indexedDB.databases(),
          await caches.keys(),
          (await navigator.serviceWorker.getRegistrations()).length,
        ]),
      )
    expect(await held()).toContain(name)
    // what an entry that is not sent yet would leave behind
    await page.evaluate((kept) => sessionStorage.setItem('kept', kept), name)
    await page.keyboard.press('Alt+KeyL')
    await page.getByRole('heading', { name: 'Locked' }).waitFor()
    expect(await axeProblems(page)).toEqual([])
    await page.waitForFunction(() => sessionStorage.length === 0)
    expect(await held()).not.toContain(name)
    await page.goBack()
    await page.getByRole('heading', { name: 'Locked' }).waitFor()
    expect(await held()).not.toContain(name)
    await page.goto(`${house.url}/locked?page=${encodeURIComponent(path)}`)
    await page.getByLabel('PIN').fill('4071')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('heading', { name }).waitFor()
    await page.getByRole('button', { name: /Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByText('You are signed out.').waitFor()
    expect(await held()).not.toContain(name)
    await page.goBack()
    await page.getByRole('heading', { name: 'Sign in to your clinic' }).waitFor()
    expect(await held()).not.toContain(name)
    await context.close()
  })

  it('a record outside one’s care opens with a reason, and the clinical lead looks into it', async () => {
    const [row] = await house.asOwner(
      `SELECT p.id, p.name FROM patient p JOIN encounter e ON e.clinic_id = p.clinic_id AND e.patient_id = p.id
       WHERE NOT EXISTS (SELECT 1 FROM appointment a JOIN practitioner t ON t.clinic_id = a.clinic_id AND t.id = a.practitioner_id
         WHERE a.clinic_id = p.clinic_id AND a.patient_id = p.id AND t.name LIKE 'Ben%') ORDER BY p.id LIMIT 1`,
    )
    const ben = await staffAt(browser, house, 'ben@demo.test', TABLET)
    await ben.page.goto(`${house.url}/practitioner/record/${row?.id}`)
    await ben.page.getByText('This person is not in your care').waitFor()
    expect(await axeProblems(ben.page)).toEqual([])
    await ben.page.getByLabel('Why do you need to read it?').fill('The hospital called and asks what was needled.')
    await ben.page.getByRole('button', { name: 'Open the record' }).click()
    await ben.page.getByText(/^Open to you until/).waitFor()
    await ben.page.getByRole('list', { name: 'Visits' }).getByRole('button').first().click()
    await ben.page.getByRole('button', { name: /^Close/ }).waitFor()
    expect(await axeProblems(ben.page)).toEqual([])
    await ben.context.close()
    const ana = await staffAt(browser, house, 'ana@demo.test', DESK)
    await ana.page.goto(`${house.url}/settings/openings`)
    await ana.page.getByRole('heading', { name: `Ben Okafor opened the record of ${row?.name}` }).waitFor()
    expect(await axeProblems(ana.page)).toEqual([])
    await ana.page.getByRole('button', { name: 'Keep the finding' }).click()
    await ana.page.getByText(/^In order: Ana Ruiz/).waitFor()
    // of somebody in her own care she puts on record what is known, and ends it
    const [theirs] = await house.asOwner(`SELECT id FROM patient WHERE name = 'Jürgen Groß'`)
    await ana.page.goto(`${house.url}/practitioner/record/${theirs?.id}`)
    const health = ana.page.getByRole('region', { name: 'Health on record' })
    await health.getByRole('button', { name: 'Put something on record' }).click()
    await health.getByLabel('What is it?').selectOption({ label: 'Epilepsy' })
    await health.getByLabel('How is it known?').fill('A letter of his neurologist.')
    for (const size of [PHONE, DESK]) {
      await ana.page.setViewportSize(size)
      expect(await axeProblems(ana.page)).toEqual([])
    }
    await health.getByRole('button', { name: 'Put on record', exact: true }).click()
    await health.getByText(/Ana Ruiz: A letter of his neurologist\./).waitFor()
    await health.getByRole('button', { name: 'End it: Epilepsy' }).click()
    await health.getByLabel('Why is it no longer so?').fill('It was a faint.')
    await health.getByRole('button', { name: 'End it', exact: true }).click()
    await health.getByText(/Ana Ruiz: It was a faint\./).waitFor()
    await ana.page.screenshot({ path: 'tests/e2e/out/health-on-record.png' })
    await ana.context.close()
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
    await page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
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

describe('hours and absences', () => {
  /** What the guide shows, and nothing wrong with it. */
  const show = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({ path: pictureFile(name), animations: 'disabled', caret: 'hide' })
    expect(await axeProblems(page)).toEqual([])
    expect(await overflowsSideways(page)).toBe(false)
  }

  it('the owner writes down every second Sunday in a sentence and sees the days it means', async () => {
    const { page, context } = await staffAt(browser, house, 'owner@demo.test', DESK)
    await settled(page, '/settings')
    await page.getByRole('link', { name: /^Hours and absences/ }).click()
    await page.getByRole('table', { name: 'The week' }).waitFor()
    await page.getByRole('link', { name: 'Ben Okafor' }).click()
    await page.getByText('Monday to Saturday 09:00–13:45').waitFor()
    await page.getByRole('button', { name: 'New hours' }).focus()
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: 'New hours of Ben Okafor' })
    await form.getByLabel('Paste or type it').fill('RRULE:FREQ=HOURLY')
    await form.getByRole('button', { name: 'Take over' }).click()
    await form.getByText('How often is missing, or too often', { exact: false }).waitFor()
    await form.getByLabel('Paste or type it').fill('every second Sunday 10:00-13:00')
    await form.getByRole('button', { name: 'Take over' }).click()
    const meaning = form.getByRole('region', { name: 'What that means' })
    await meaning.getByText('Every second Sunday 10:00–13:00').waitFor()
    // counted from the week of the day from which they hold: a Tuesday, whose Sunday is the 16th
    expect(await meaning.getByRole('listitem').first().textContent()).toBe('Sun 16 Mar')
    expect(await meaning.getByRole('listitem').nth(1).textContent()).toBe('Sun 30 Mar')
    await meaning.scrollIntoViewIfNeeded()
    await show(page, 'hours-edit')
    await form.getByRole('button', { name: 'Save the hours' }).click()
    await page.getByText('Saved: every second Sunday 10:00–13:00').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Every second Sunday 10:00–13:00' }).waitFor()
    await page.setViewportSize(PHONE)
    expect(await overflowsSideways(page)).toBe(false)
    await context.close()
  })

  it('G8: who closes over visits sees whom it concerns, and the desk has them to move, until it is taken back', async () => {
    const { page, context } = await staffAt(browser, house, 'owner@demo.test', DESK)
    const desk = await staffAt(browser, house, 'desk@demo.test', DESK)
    await settled(page, '/settings/hours')
    await page.getByRole('button', { name: 'Something is otherwise' }).click()
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.activeElement?.textContent === 'Something is otherwise')
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: 'Something is otherwise' })
    await form.getByLabel('Who or what').selectOption({ label: 'Ana Ruiz' })
    await form.getByLabel('First day').fill('2031-03-12')
    await form.getByLabel('Reason').fill('Course')
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await form.getByText(/coming visits do not fit then/).waitFor()
    await form.getByRole('button', { name: /on the to-do list/ }).scrollIntoViewIfNeeded()
    await show(page, 'hours-affected')
    await form.getByRole('button', { name: /on the to-do list/ }).click()
    await page.getByText('Ana Ruiz: Absent, Wed 12 Mar').waitFor()
    await page.evaluate(() => window.scrollTo(0, 0))
    await show(page, 'hours-week')
    await desk.page.getByText('Closed then: Ana Ruiz: Course').first().waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    await desk.page.waitForFunction(() => !document.body.textContent?.includes('Closed then: Ana Ruiz'))
    await context.close()
    await desk.context.close()
  })
})
