import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/seed/people.ts'
import { keepBack, launchBrowser, personAt } from '../support/browser.ts'
import { daysAfter, heronTyped, staffAt } from '../support/day-story.ts'
import { type House, openHouse, TODAY } from '../support/house.ts'
import { focusOn, press, tabTo } from '../support/keyboard.ts'
import { DESK, PHONE, TABLET } from '../support/looks.ts'
import { signInLink } from '../support/mail-link.ts'

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

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

describe.concurrent('with the keyboard alone', () => {
  it('a practitioner treats: from opening the visit to its completion', async () => {
    const { page, context } = await staffAt(browser, house, 'ana@demo.test', TABLET)
    const { keyboard } = page
    const due = page.getByRole('listitem').filter({ hasText: 'Consent due' })
    await press(page, due.getByRole('link').first())
    await focusOn(page, /They match: start the visit/)
    await keyboard.press('Enter')
    await focusOn(page, /Before we begin/)

    const questions = page.getByRole('region', { name: 'Before we begin' }).getByRole('group')
    await questions.first().waitFor()
    for (const question of await questions.all()) {
      const still = question.getByRole('button', { name: /^Still so: No/ })
      const no = question.getByRole('radio', { name: 'No', checked: true })
      // what stands from an earlier visit is not asked again
      if ((await no.count()) > 0) continue
      if ((await still.count()) > 0) await press(page, still)
      else await press(page, question.getByRole('radio').first(), 'ArrowRight')
      await no.waitFor()
      await focusOn(page, /^input “No”/)
    }
    await press(page, button(page, 'Next: Consent'))
    await focusOn(page, /Consent/)

    await press(page, button(page, 'Hand to the patient'))
    await focusOn(page, /Consent to treatment with needles/)
    await press(page, page.getByLabel('I cannot draw here: my typed name is my signature'), 'Space')
    await press(page, button(page, 'Sign and agree'))
    await focusOn(page, /Thank you/)
    await tabTo(page, page.getByLabel(/^PIN or password of/))
    await keyboard.type(DEMO_PASSWORD)
    await keyboard.press('Enter')
    await focusOn(page, /Consent/)
    await page
      .getByRole('region', { name: 'Consent' })
      .getByText(/^Signed by /)
      .first()
      .waitFor()

    await press(page, button(page, 'Next: Needle boxes'))
    await tabTo(page, page.getByLabel('Scan or type the label'))
    // slower than a scanner, which would be heard wherever the focus is
    await keyboard.type(heronTyped(daysAfter(TODAY, 900), '24H07A'), { delay: 50 })
    await keyboard.press('Enter')
    await page.getByText('This box can be used').waitFor()
    await press(page, button(page, 'Close'))
    await focusOn(page, /Next: Needles in/)
    await keyboard.press('Enter')
    await focusOn(page, /Needles in/)

    const part = page.getByRole('region', { name: 'Needles in' })
    const counter = part.getByLabel('Needles', { exact: true }).first()
    await press(page, part.getByRole('button', { name: 'One more: Needles' }).first(), 'Space')
    await keyboard.press('Shift+Tab')
    await keyboard.press('Shift+Tab')
    await keyboard.press('Space')
    // at the least there is, and still there
    await focusOn(page, /One less: Needles/)
    await tabTo(page, counter)
    await keyboard.type('2')
    const record = button(page, /^Record \d+ needles in$/)
    const needles = /\d+/.exec((await record.textContent()) ?? '')?.[0] ?? ''
    await press(page, record)
    await page.getByText(`Needles in ${needles} · out 0`).waitFor()
    await focusOn(page, /Needles in/)

    await press(page, button(page, 'Next: Needles out'))
    await press(page, button(page, 'Count the needles out'))
    await tabTo(page, page.getByRole('spinbutton', { name: 'Removed' }))
    await keyboard.type(needles)
    await keyboard.press('Enter')
    await page
      .getByText(/Every needle has a fate/)
      .first()
      .waitFor()
    await press(page, button(page, 'Next: Complete'))
    await press(page, button(page, 'Complete the visit'))
    await page.getByText(/The record is fixed/).waitFor()
    await context.close()
  })

  it('a patient signs in by mail, books, and cancels', async () => {
    const { page, context } = await personAt(browser, PHONE)
    const { keyboard } = page
    const address = 'as.louis@example.test'
    await page.goto(`${house.url}/c/riverside`)
    await tabTo(page, page.getByLabel('E-mail address'))
    await keyboard.type(address)
    await keyboard.press('Enter')
    await page.getByText('Look in your inbox').waitFor()
    await page.goto(await signInLink(house, address))
    await press(page, button(page, 'Sign me in'))

    await press(page, page.getByRole('link', { name: 'Book a visit' }))
    await press(page, page.getByRole('link', { name: /^Dry needling 30 min/ }))
    await focusOn(page, /Where on your body\?/)
    await tabTo(page, page.getByRole('combobox', { name: 'Find the place' }))
    await keyboard.type('right shoulder')
    await keyboard.press('Enter')
    await press(page, page.getByRole('link', { name: 'Go on with this place' }))
    await focusOn(page, /Who with\?/)
    await press(page, page.getByRole('link', { name: /^Anyone/ }))
    await focusOn(page, /When\?/)
    await press(page, page.locator('input[name="start"]').first(), 'Space')
    // the last one shown, which nobody else here is after
    await keyboard.press('ArrowLeft')
    await press(page, button(page, /^Book /))
    await page.getByRole('heading', { name: 'It’s booked' }).waitFor()

    // on a bus: the page is there, and its scripts are not
    const arrival = Promise.withResolvers<void>()
    await page.route('**/*.js', (script) => arrival.promise.then(() => script.continue()))
    await press(page, page.getByRole('link', { name: 'Cancel this visit' }))
    await press(page, page.getByRole('radio', { name: 'I am ill' }), 'Space')
    expect(await button(page, /^Cancel /).isDisabled()).toBe(true)
    arrival.resolve()
    await press(page, button(page, /^Cancel /))
    await page.getByText('Your visit is cancelled').waitFor()
    await context.close()
  })

  it('the desk puts things right and is never left standing nowhere', async () => {
    const { page, context } = await staffAt(browser, house, 'desk@demo.test', DESK)
    const { keyboard } = page
    await page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
    await keyboard.press('/')
    await keyboard.type('gudmun')
    await page.getByRole('option', { name: /Björk Guðmundsdóttir/ }).waitFor()
    await keyboard.press('Enter')
    await focusOn(page, /New visit/)
    await press(page, button(page, 'Add a need'))
    await focusOn(page, /What is needed/)
    await keyboard.type('A chap')
    await press(page, button(page, 'Save the need'))
    await press(page, button(page, /^No longer: Chaperone/))
    await focusOn(page, /Needs/)
    await keyboard.press('n')
    await focusOn(page, /Who\?/)
    await keyboard.type('Björk Gudmundsdottir')
    await page.getByRole('option', { name: /Björk Guðmundsdóttir/ }).waitFor()
    await keyboard.press('ArrowUp')
    await page.getByRole('option', { name: /^New patient/, selected: true }).waitFor()
    await keyboard.press('Enter')
    await focusOn(page, /Name, as they write it/)
    await press(page, button(page, 'Save the patient'))
    await focusOn(page, /Björk Guðmundsdóttir/)
    await press(page, button(page, 'Back to the search'))
    await focusOn(page, /Who\?/)
    await keyboard.type('gudmun')
    await page.getByRole('option', { name: /Björk Guðmundsdóttir/ }).waitFor()
    await keyboard.press('Enter')
    await focusOn(page, /What for\?/)
    await keyboard.type('Dry needling 45')
    await tabTo(page, page.getByRole('combobox', { name: 'Where?' }))
    await keyboard.type('left upper trap')
    await keyboard.press('Enter')
    await press(page, button(page, 'Remove Left upper trapezius'))
    await focusOn(page, /No area chosen yet/)
    await press(page, page.getByRole('checkbox', { name: /^Decide in the room/ }), 'Space')
    await button(page, 'More times').waitFor()
    // a time taken before it is known whether Ana has it as well is taken when she has
    const times = await keepBack(page, 'appointment.freeTimes')
    await press(page, page.getByRole('radio', { name: 'Any practitioner' }), 'ArrowDown')
    await press(page, button(page, 'More times'))
    await focusOn(page, /, Ana Ruiz/)
    // two days on: somebody else may be about the first time
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await keyboard.press(key)
    await times.letGo()
    await press(page, button(page, /^Book /))
    await focusOn(page, /Visit/)
    await press(page, page.getByRole('status').getByRole('button', { name: 'Close' }))
    await press(page, button(page, 'Cancel the visit'))
    await press(page, button(page, 'Ill'))
    await press(page, button(page, /^Cancel [A-Z]/))
    await focusOn(page, /Another visit/)
    await press(page, button(page, 'Another visit'))
    await press(page, button(page, 'Start again'))
    await focusOn(page, /Who\?/)
    await press(page, page.getByRole('complementary').getByRole('button', { name: 'Close' }))
    // to the day
    await focusOn(page, /^button “\d\d:\d\d/)
    await context.close()
  })

  it('whoever types gets the first that is found, wherever the mouse was left', async () => {
    const { page, context } = await staffAt(browser, house, 'owner@demo.test', DESK)
    await page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
    const find = page.getByRole('combobox', { name: 'Find a patient' })
    const field = await find.boundingBox()
    // where the second of the list will be
    await page.mouse.move((field?.x ?? 0) + 60, (field?.y ?? 0) + 140)
    await page.keyboard.press('/')
    await page.keyboard.type('garcia')
    await page.waitForFunction(() => document.querySelectorAll('[role=option]')[1]?.matches(':hover'))
    expect(await page.getByRole('option').first().getAttribute('aria-selected')).toBe('true')

    // hands that are faster than the answer
    const answer = Promise.withResolvers<void>()
    await page.route('**/patient.search**', (question) => answer.promise.then(() => question.continue()))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await button(page, /^New visit/).click()
    await focusOn(page, /Who\?/)
    await page.keyboard.type('gudmun')
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('combobox', { name: 'What for?' }))
    answer.resolve()
    await page.getByRole('region', { name: 'Who?' }).getByText('Björk Guðmundsdóttir').waitFor()
    await focusOn(page, /What for\?/)
    await context.close()
  })
})
