import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../../prisma/seed/people.ts'
import { heronTyped } from './day-story.ts'

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Answers one of the desk's questions by typing into it and taking the first that is found. */
export const takeFirst = async (page: Page, question: string, text: string): Promise<void> => {
  await page.getByRole('combobox', { name: question }).fill(text)
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  // a question that is answered is gone, and the focus on its way to the next one
  await page.waitForFunction(() => document.activeElement !== document.body)
}

/** Takes the device back from the patient who signed on it. */
export const takeBack = async (page: Page): Promise<void> => {
  await page.getByLabel(/^PIN or password of/).fill(DEMO_PASSWORD)
  await button(page, 'Take the device back').click()
  await page.getByRole('dialog', { name: /^Consent/ }).waitFor({ state: 'hidden' })
}

type Look = (what: string) => Promise<void>

/** The boxes, the needles in and out, the note and the end of a visit whose consent is signed. */
export const needleAndLook = async (page: Page, look: Look, expiryDate: string): Promise<void> => {
  const questions = page.getByRole('region', { name: 'Before we begin' })
  const noes = await questions.getByRole('radio', { name: 'No', exact: true }).all()
  for (const no of noes.slice(1)) await no.click()
  const label = page.getByLabel('Scan or type the label')
  for (const [lot, answer] of [
    ['B-2207', /recalled/],
    ['24H07A', /This box can be used/],
    ['1724A', /lot 1724A/],
  ] as const) {
    await label.fill(heronTyped(expiryDate, lot))
    await button(page, 'Check the box').click()
    await page
      .getByRole(lot === 'B-2207' ? 'alert' : 'status')
      .filter({ hasText: answer })
      .first()
      .waitFor()
    if (lot === 'B-2207') await look('a refused box')
  }
  await button(page, 'Needles are already in from a box I cannot scan').click()
  await page.getByRole('combobox', { name: 'Which needle?' }).selectOption({ label: 'Another needle' })
  await button(page, 'Save: needles are in').click()
  await page.getByText('Write what stands on the box.').waitFor()
  await look('a box whose needles are in')
  await button(page, 'Not after all').click()
  await page.getByText('Opened but not used').click()
  await page.getByText('Body map').click()
  await takeFirst(page, 'Where?', 'left upper trap')
  await page.getByRole('group', { name: 'Left upper trapezius' }).waitFor()
  await look('needles to be recorded')
  await button(page, 'Remove Left upper trapezius').click()
  const needlesIn = page.getByRole('region', { name: 'Needles in' })
  await needlesIn.getByLabel('Needles', { exact: true }).first().fill('3')
  // two boxes lie open: which one is said, not guessed
  await needlesIn.getByRole('radio', { name: /1724A/ }).first().check()
  const record = button(page, /^Record \d+ needles in$/)
  const needles = Number(/\d+/.exec((await record.textContent()) ?? '')?.[0])
  await record.click()
  await page.getByText(`Needles in ${needles} · out 0`).waitFor()
  await button(page, 'Next: Needles out').click()
  await button(page, 'Count the needles out').click()
  await page.getByRole('spinbutton', { name: 'Broken' }).fill('1')
  await button(page, 'Record 1 needle out').click()
  await page.getByText('Say in a few words what happened.').waitFor()
  await look('needles being counted')
  await page.getByLabel('What happened?').fill('The tip bent at the sheath and was shown to the patient.')
  await button(page, 'Record 1 needle out').click()
  await page
    .getByText(/needles that went in have no fate yet/)
    .first()
    .waitFor()
  await page.getByLabel('What was found').fill('One needle bent.')
  await page.getByText('Saved', { exact: true }).waitFor()
  await look('needles without a fate')
  await button(page, 'Count again').click()
  await page.getByRole('spinbutton', { name: 'Removed' }).fill(String(needles))
  await button(page, `Record ${needles} needles out`).click()
  await page
    .getByText(/Every needle has a fate/)
    .first()
    .waitFor()
  await button(page, 'Complete the visit').click()
  await page.getByText(/The record is fixed/).waitFor()
  await look('a completed visit')
}

/** Each question of a booking, to the page that says it is booked. */
export const bookAndLook = async (page: Page, look: Look): Promise<void> => {
  const asked = (title: string) => page.getByRole('heading', { name: title }).waitFor()
  await asked('Who is it for?')
  await look('who it is for')
  await page.getByRole('link', { name: 'Björk Guðmundsdóttir' }).click()
  await asked('What is it for?')
  await look('what it is for')
  await page.getByRole('link', { name: /^Dry needling 30 min/ }).click()
  await asked('Where on your body?')
  await takeFirst(page, 'Find the place', 'left shoulder')
  await page.getByRole('combobox').fill('left')
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await look('where on the body')
  await page.getByRole('link', { name: 'Go on with this place' }).click()
  await asked('Who with?')
  await look('who with')
  await page.getByRole('link', { name: /^Anyone/ }).click()
  await asked('When?')
  await page
    .getByText(/more times? on/)
    .first()
    .click()
  await page.locator('input[name="start"]').first().check({ force: true })
  // what tells of the held time takes its room when it is held
  await page
    .getByText(/^Held for /)
    .first()
    .waitFor()
  await look('when')
  await button(page, /^Book /).click()
  await asked('It’s booked')
  await look('what is booked')
}
