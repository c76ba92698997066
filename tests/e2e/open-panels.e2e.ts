import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/seed/people.ts'
import { axeProblems, keepBack, launchBrowser, personAt } from '../support/browser.ts'
import { daysAfter, staffAt } from '../support/day-story.ts'
import { type House, openHouse, TODAY } from '../support/house.ts'
import { closeLook, DESK } from '../support/looks.ts'
import { signInLink } from '../support/mail-link.ts'
import { bookAndLook, button, needleAndLook, takeBack, takeFirst } from '../support/walks.ts'

/** A Tuesday morning in Berlin, as on the clinic's first day. */
const PATIENT = 'patient@demo.test'

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

/** The way into a visit of the day whose consent is due. */
const consentDue = (page: Page) =>
  page.getByRole('listitem').filter({ hasText: 'Consent due' }).getByRole('link').first()

const deskOf = async (email: string): Promise<{ page: Page; context: BrowserContext }> => {
  const person = await staffAt(browser, house, email, DESK)
  await person.page.goto(`${house.url}/desk`)
  await person.page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
  return person
}

/** A look at a panel is dozens of presses, and three people look at once. */
const PATIENCE = { timeout: 300_000 }

describe.concurrent(
  'whatever opens on a screen has nothing axe objects to, fits, and leads the Tab key round',
  PATIENCE,
  () => {
    it('when the desk looks for people, and writes down a new one', async () => {
      const { page, context } = await deskOf('desk@demo.test')
      const { look, problems } = closeLook(page)
      const find = page.getByRole('combobox', { name: 'Find a patient' })
      await find.fill('garcia')
      await page.getByRole('option').nth(1).waitFor()
      await look('people found')
      await takeFirst(page, 'Find a patient', 'hohenstein')
      await page.getByRole('complementary', { name: 'Patient' }).getByRole('listitem').first().waitFor()
      await look('a patient')
      await button(page, /^New visit/)
        .first()
        .click()
      await page.getByRole('combobox', { name: 'Who?' }).fill('Björk Gudmundsdottir')
      await page.getByRole('option', { name: /Björk Guðmundsdóttir/ }).waitFor()
      await page.getByRole('option', { name: /^New patient/ }).click()
      await button(page, 'Save the patient').click()
      await page.getByText('Is it one of these?').waitFor()
      await look('a new patient who may be known')
      await context.close()
      expect(problems).toEqual([])
    })

    it('when the desk books a visit, sees it, and cancels or moves it', async () => {
      await house.asOwner(
        `INSERT INTO task (clinic_id, kind, status, patient_id, detail)
       SELECT clinic_id, kind, 'open', id, '{}' FROM patient, unnest(ARRAY['call-patient', 'message-not-delivered']) AS kind
       WHERE name LIKE 'Maximiliana%'`,
      )
      const { page, context } = await deskOf('desk@demo.test')
      const { look, problems } = closeLook(page)
      await button(page, /^New visit/).click()
      await takeFirst(page, 'Who?', 'obrien')
      await page.getByRole('combobox', { name: 'What for?' }).selectOption({ label: 'Dry needling 45 min' })
      await page.getByText('Body map').click()
      await takeFirst(page, 'Where?', 'right shoulder')
      await page.getByRole('combobox', { name: 'Where?' }).fill('left')
      await page.getByRole('listbox').getByRole('option').first().waitFor()
      await look('who, what and where')
      await button(page, 'More times').click()
      await button(page, /, Ana Ruiz$/)
        .first()
        .click()
      await button(page, /^Book /).waitFor()
      await look('when, and what else there is to do')
      await button(page, /^Book /).click()
      await page.getByText(/^Booked for Siobhán/).waitFor()
      await look('a visit')
      await button(page, 'Cancel the visit').click()
      await page
        .getByRole('form', { name: 'Cancel the visit' })
        .getByRole('button', { name: /^Cancel / })
        .click()
      await page.getByText('Please say why, in a word.').waitFor()
      await look('a visit to be cancelled')
      await button(page, 'Keep the visit').click()
      await button(page, 'Move').click()
      await page.getByRole('form', { name: 'Another time' }).getByRole('button', { name: 'Check' }).click()
      await page.getByText('Please give a date and a time.').waitFor()
      await look('a visit to be moved')
      await context.close()
      expect(problems).toEqual([])
    })

    it('when a time is refused, asked for, and allowed against the rule', async () => {
      const { page, context } = await deskOf('desk@demo.test')
      const { look, problems } = closeLook(page)
      const wishFor = async (date: string): Promise<void> => {
        await page.getByRole('combobox', { name: 'What for?' }).selectOption({ label: 'Dry needling 45 min' })
        await takeFirst(page, 'Where?', 'left upper trap')
        const wish = page.getByRole('form', { name: 'Another time' })
        await wish.getByLabel('Date').fill(date)
        await wish.getByLabel('Time').fill('10:00')
        await wish.getByRole('button', { name: 'Check' }).click()
      }
      await button(page, /^New visit/).click()
      await takeFirst(page, 'Who?', 'gudmun')
      await wishFor(daysAfter(TODAY, 3))
      await button(page, /^Book /).click()
      await button(page, 'Another visit').click()
      await wishFor(daysAfter(TODAY, 4))
      await button(page, /^Ask Ana Ruiz/).click()
      await page.getByText(/^Asked\./).waitFor()
      await look('a refused time')
      await context.close()

      const ana = await deskOf('ana@demo.test')
      const anas = closeLook(ana.page)
      await button(ana.page, 'Do not allow it').click()
      await ana.page.getByLabel(/^Why not/).waitFor()
      await anas.look('an ask that is not allowed')
      await button(ana.page, 'Leave it as it is').click()
      await button(ana.page, 'Look at it').click()
      await button(ana.page, /^Book it all the same/).click()
      await button(ana.page, 'Book it against the rule').click()
      await ana.page.getByText('Please say why.').waitFor()
      await anas.look('a decision against a rule')
      await ana.context.close()
      expect([...problems, ...anas.problems]).toEqual([])
    })

    it('in each part of a visit, from who is there to its completion', async () => {
      const { page, context } = await staffAt(browser, house, 'ana@demo.test', DESK)
      const { look, problems } = closeLook(page)
      await consentDue(page).click()
      await button(page, 'Something is different').click()
      await page.getByText('Do not begin').waitFor()
      await look('who is here')
      await button(page, 'They match: start the visit').click()
      const questions = page.getByRole('region', { name: 'Before we begin' })
      await questions.getByRole('radio', { name: 'Yes', exact: true }).first().click()
      const answers = await keepBack(page, 'screening.answer', 'encounter.visit')
      await questions.getByLabel('What exactly?').fill('A new painkiller')
      for (const name of ['Consent', 'Needle boxes', 'Needles in', 'Note']) {
        await button(page, new RegExp(`^${name} `)).click()
      }
      // what was said is answered while the finger is down, and asks for a decision above all that is open
      const complete = button(page, 'Complete the visit')
      await page.waitForFunction(() => document.querySelector('[role="status"][aria-busy="true"]') === null)
      await complete.hover()
      await page.mouse.down()
      const placeBefore = await complete.boundingBox()
      await answers.letGo()
      await page.mouse.up()
      await page.getByRole('region', { name: 'Complete' }).getByRole('alert').waitFor()
      await page.getByRole('region', { name: 'Decide before needling' }).first().waitFor()
      expect(Math.abs(((await complete.boundingBox())?.y ?? 0) - (placeBefore?.y ?? 0))).toBeLessThan(2)
      await look('all that is to do')
      await button(page, 'Hand to the patient').click()
      await page.getByRole('textbox', { name: 'Name' }).fill('')
      await button(page, 'Sign and agree').click()
      await page.getByText(/^Please sign above/).waitFor()
      await look('the consent')
      await page.getByRole('textbox', { name: 'Name' }).fill('Whoever signs here')
      await page.getByLabel('I cannot draw here: my typed name is my signature').check()
      await button(page, 'Sign and agree').click()
      await button(page, 'Take the device back').waitFor()
      await look('thanks for the consent')
      await takeBack(page)
      await page.getByLabel('Why you go on').fill('Only paracetamol.')
      await look('a decision before needling')
      await button(page, 'Go on with care').click()
      await page.getByRole('region', { name: 'Decide before needling' }).waitFor({ state: 'detached' })
      await needleAndLook(page, look, daysAfter(TODAY, 900))
      await context.close()
      expect(problems).toEqual([])
    })

    it('when a lot is recalled', async () => {
      const { page, context } = await staffAt(browser, house, 'owner@demo.test', DESK)
      const { look, problems } = closeLook(page)
      await page.goto(`${house.url}/stock/lots`)
      await page.getByRole('link', { name: 'W2511' }).click()
      await button(page, 'Recall this lot').click()
      await button(page, 'Recall lot W2511').click()
      await look('a recall without a reason')
      await page.getByLabel('Reason').fill('Tips through the sheath, says the maker')
      await button(page, 'Recall lot W2511').click()
      await page.getByText('Lot W2511 is recalled').waitFor()
      await look('a recalled lot')
      await context.close()
      expect(problems).toEqual([])
    })

    it('when a patient who acts for two others reads, books and cancels', async () => {
      await house.asOwner(
        `INSERT INTO patient_access (clinic_id, identity_id, patient_id, relation, proved_by)
       SELECT p.clinic_id, u.id, p.id, 'guardian', 'test' FROM patient p, auth."user" u
       WHERE u.email = $1 AND (p.name LIKE 'Maximiliana%' OR p.email = 'lecuyer@example.test')`,
        [PATIENT],
      )
      const { page, context } = await personAt(browser, DESK)
      const { look, problems } = closeLook(page)
      await page.goto(`${house.url}/c/riverside`)
      await page.getByLabel('E-mail address').fill(PATIENT)
      await button(page, 'Send me the link').click()
      await page.getByText('Look in your inbox').waitFor()
      await page.goto(await signInLink(house, PATIENT))
      await button(page, 'Sign me in').waitFor()
      await look('the link from the mail')
      await button(page, 'Sign me in').click()
      await page.getByRole('heading', { name: 'Your visits' }).waitFor()
      await look('the start')
      await page
        .getByRole('link', { name: /L'Écuyer.*After the visit/ })
        .first()
        .click()
      await page.getByRole('heading', { name: 'After your visit', exact: true }).waitFor()
      await look('the aftercare')
      await page.getByRole('link', { name: 'Book your next visit' }).click()
      await bookAndLook(page, look)
      await page.getByRole('link', { name: 'Cancel this visit' }).click()
      await page.getByRole('radio', { name: 'I am ill' }).click()
      await look('cancelling')
      await button(page, /^Cancel /).click()
      await page.getByText('Your visit is cancelled').waitFor()
      await look('what is cancelled')
      for (const nowhere of ['/c/riverside/visits/nothing', '/c/nothing']) {
        await page.goto(`${house.url}${nowhere}`)
        await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
        await look(nowhere)
      }
      await context.close()
      expect(problems).toEqual([])
    })

    it('where the way ends: nothing there, not one’s own, broken, refused', async () => {
      const { page, context } = await staffAt(browser, house, 'assistant@demo.test', DESK)
      const { look, problems } = closeLook(page)
      const ends = [
        ['/desk', 'This is not yours to see'],
        ['/settings/rights', 'This is not yours to see'],
        ['/desk/nothing', 'There is no such page'],
        [`/practitioner/visit/${crypto.randomUUID()}`, 'Patient'],
      ] as const
      for (const [path, title] of ends) {
        await page.goto(`${house.url}${path}`)
        await page.getByRole('heading', { name: title }).waitFor()
        await look(path)
      }
      // an answer that this screen cannot read
      await page.route('**/api/trpc/*encounter.day*', (route) => {
        const asked = new URL(route.request().url()).pathname.split(',')
        return route.fulfill({ json: asked.map(() => ({ result: { data: {} } })) })
      })
      await page.goto(`${house.url}/practitioner`)
      await page.getByRole('heading', { name: 'This page could not be shown' }).waitFor()
      await look('a broken page')
      await page.goto(`${house.url}/account`)
      const change = page.getByRole('region', { name: 'Change your password' })
      await change.getByLabel('Present password').fill('not the present password')
      await page.getByLabel('New password').fill('four words nobody guesses')
      await button(page, 'Change your password').click()
      await page.getByText(/^That is not your present password/).waitFor()
      await look('the account')
      await context.close()
      expect(problems).toEqual([])
    })

    it('when somebody of two clinics chooses one', async () => {
      await house.asOwner(
        `WITH next_door AS (
         INSERT INTO clinic (slug, name, locale, phone, emergency_phone, message_hours, policy_status, demo)
         SELECT 'hillside', 'Hillside Practice for Acupuncture, Physiotherapy and Osteopathy', locale, phone,
           emergency_phone, message_hours, policy_status, demo FROM clinic WHERE slug = 'riverside'
         RETURNING id)
       INSERT INTO membership (clinic_id, id, identity_id, name, email, roles, clinical_lead, active)
       SELECT next_door.id, uuidv7(), m.identity_id, m.name, m.email, '{desk}', false, true
       FROM membership m, next_door WHERE m.email = 'mei@demo.test'`,
      )
      const { page, context } = await personAt(browser, DESK)
      const { look, problems } = closeLook(page)
      await page.goto(`${house.url}/sign-in`)
      await page.getByLabel('E-mail address').fill('mei@demo.test')
      await page.getByLabel('Password').fill('not her password')
      await button(page, 'Sign in').click()
      await page.getByRole('alert').waitFor()
      await look('a refused sign-in')
      await page.getByLabel('Password').fill(DEMO_PASSWORD)
      await button(page, 'Sign in').click()
      await button(page, /^Hillside Practice/).waitFor()
      await look('the choice')
      await button(page, /^Riverside/).click()
      await page.getByRole('heading', { name: 'My day' }).waitFor()
      await button(page, /Account of Mei Tanaka$/).click()
      await page.getByRole('menuitem').first().waitFor()
      problems.push(...(await axeProblems(page)))
      await page.keyboard.press('Escape')
      await page.getByRole('menuitem').first().waitFor({ state: 'hidden' })
      await look('her day')
      await context.close()
      expect(problems).toEqual([])
    })
  },
)
