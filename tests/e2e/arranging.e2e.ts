import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { axeProblems, launchBrowser, overflowsSideways, personAt } from '../support/browser.ts'
import { daysAfter, type Person, staffAt } from '../support/day-story.ts'
import { type House, openHouse, pictureFile, TODAY } from '../support/house.ts'
import { focusOn, press } from '../support/keyboard.ts'
import { DESK, PHONE, wrongWithMail } from '../support/looks.ts'
import { signInLink } from '../support/mail-link.ts'
import { button, takeFirst } from '../support/walks.ts'

/** A Tuesday morning in Berlin, as on the clinic's first day. */
const BJÖRK = 'patient@demo.test'
/** Longer than a time is held. */
const EIGHT_MINUTES_MS = 480_000

let house: House
let browser: Browser
let desk: Person
let owner: Person
let ana: Person
let patient: Person

beforeAll(async () => {
  house = await openHouse()
  browser = await launchBrowser()
  const atDesk = async (who: string): Promise<Person> => {
    const person = await staffAt(browser, house, `${who}@demo.test`, DESK)
    await person.page.goto(`${house.url}/desk`)
    await person.page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
    return person
  }
  ;[desk, owner, ana] = await Promise.all([atDesk('desk'), atDesk('owner'), atDesk('ana')])
})

afterAll(async () => {
  await browser?.close()
  await house?.remove()
})

/** What the guide shows, with nothing that axe objects to, and nothing to scroll sideways for on a telephone. */
const show = async (page: Page, name: string, look?: Locator): Promise<void> => {
  await look?.scrollIntoViewIfNeeded()
  await page.screenshot({ path: pictureFile(name), animations: 'disabled', caret: 'hide' })
  expect.soft(await axeProblems(page), name).toEqual([])
  const size = page.viewportSize() ?? DESK
  await page.setViewportSize(PHONE)
  expect.soft(await overflowsSideways(page), name).toBe(false)
  await page.setViewportSize(size)
}

const panel = (page: Page, name: string) => page.getByRole('complementary', { name })
const box = (page: Page, name: string) => page.getByRole('region', { name })
/** Presses a key of the desk, and waits until it stands in the first question. */
const open = async (page: Page, key: string, question: RegExp): Promise<void> => {
  await page.keyboard.press(key)
  await focusOn(page, question)
}

const needling = async (page: Page, who: string, area: string): Promise<void> => {
  await open(page, 'n', /Who\?/)
  await takeFirst(page, 'Who?', who)
  await focusOn(page, /What for\?/)
  await page.getByRole('combobox', { name: 'What for?' }).selectOption({ label: 'Dry needling 45 min' })
  await takeFirst(page, 'Where?', area)
}
const wishFor = async (page: Page, date: string, time: string): Promise<void> => {
  const wish = page.getByRole('form', { name: 'Another time' })
  await wish.getByLabel('Date').fill(date)
  await wish.getByLabel('Time').fill(time)
  await wish.getByRole('button', { name: 'Check' }).click()
}

describe('visits are arranged', () => {
  it('A4: a chosen time is held while the clock runs down, and a second desk is not offered it', async () => {
    const { page } = desk
    await needling(page, 'obrien', 'right shoulder')
    const chip = panel(page, 'New visit').getByRole('button', { name: /^Tue 11 Mar 10:00, Ana Ruiz$/ })
    await press(page, chip)
    await page
      .getByRole('timer')
      .getByText(/^Held for 7:[0-2]\d$/)
      .waitFor()
    await show(page, 'desk-held', page.getByRole('timer'))

    const second = owner.page
    await second.getByText(/^Held by Tom Berger until/).waitFor()
    await needling(second, 'hohenstein', 'left shoulder')
    const offered = panel(second, 'New visit').getByRole('button', { name: /, Ana Ruiz$/ })
    await offered.first().waitFor()
    expect(await offered.evaluateAll((chips) => chips.map((one) => one.getAttribute('aria-label')))).not.toContain(
      'Tue 11 Mar 10:00, Ana Ruiz',
    )
    await wishFor(second, TODAY, '10:00')
    await second.getByRole('heading', { name: 'Already taken' }).waitFor()
    await button(second, 'Start again').click()
  })

  it('the telephone rings: the draft is put aside with its time, and taken up again where it was left', async () => {
    const { page } = desk
    await page.keyboard.press('p')
    const aside = box(page, 'Put aside')
    await aside.getByText(/^Tue 11 Mar 10:00, held for 7:/).waitFor()
    await focusOn(page, /Who\?/)
    await takeFirst(page, 'Who?', 'mensah')
    await focusOn(page, /What for\?/)
    await show(page, 'desk-aside')
    await press(page, aside.getByRole('button', { name: /^Go on: Siobhán/ }))
    // what was begun meanwhile waits in its turn
    await aside.getByRole('button', { name: /^Go on: Kwame Mensah/ }).waitFor()
    await page.getByRole('timer').waitFor()
    await press(page, button(page, 'Book Tue 11 Mar 10:00'))
    await page.getByText(/^Booked for Siobhán/).waitFor()
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await panel(page, 'Move the visit').getByRole('button', { name: 'Put aside' }).waitFor()
    await page.keyboard.press('p')
    await aside.getByText('to move, now Tue 11 Mar 10:00').waitFor()
    await press(page, aside.getByRole('button', { name: /^Go on: Siobhán/ }))
    await panel(page, 'Move the visit').waitFor()
    await page.keyboard.press('Escape')
    await aside.getByRole('button', { name: /^Throw away: Siobhán/ }).click()
    await aside.getByRole('button', { name: /^Throw away: Kwame/ }).click()
    await aside.waitFor({ state: 'detached' })
  })

  it('somebody walks in: a name and Enter, and a time to wait for', async () => {
    const { page } = desk
    await open(page, 'w', /Name/)
    await page.keyboard.type('Anneliese Freifrau von Droste zu Hülshoff')
    await page.keyboard.press('Enter')
    await page.getByText('Receive, to wait until').waitFor()
    await show(page, 'desk-walk-in')
    await press(page, panel(page, 'Walk-in').getByRole('button', { name: /^Tue 11 Mar/ }))
    await box(page, 'Waiting room').getByText('Anneliese Freifrau von Droste').waitFor()
    await panel(page, 'Visit').getByText('Arrived', { exact: true }).waitFor()
  })

  it('a series shows what stands in the way, moves one visit to the next legal date, and is booked whole', async () => {
    const { page } = desk
    await needling(page, 'gudmun', 'left upper trap')
    await wishFor(page, daysAfter(TODAY, 2), '15:30')
    await button(page, /^Book Thu/).waitFor()
    await button(page, 'Several visits').click()
    await page.getByRole('spinbutton', { name: 'How many visits' }).fill('3')
    await page.getByRole('spinbutton', { name: 'Every' }).fill('2')
    await page.getByRole('combobox', { name: 'Unit' }).selectOption('days')
    const planned = page.getByRole('list', { name: 'The visits' }).getByRole('listitem')
    await planned.filter({ hasText: 'rests until' }).first().waitFor()
    await button(page, 'Book the 2 that are possible').waitFor()
    await show(page, 'desk-series', planned.filter({ hasText: 'not possible' }))
    // what is offered in its place fits beside the others
    await planned.getByRole('button', { name: /^Take / }).click()
    await button(page, 'Book 3 visits').click()
    await page.getByText('3 visits are booked for Björk Guðmundsdóttir.').waitFor()
  })

  it('or only what is possible of it, and what was left out is listed', async () => {
    const { page } = desk
    await needling(page, 'okonkwo', 'right upper trap')
    await wishFor(page, daysAfter(TODAY, 3), '10:00')
    await button(page, /^Book Fri/).waitFor()
    await button(page, 'Several visits').click()
    await page.getByRole('spinbutton', { name: 'How many visits' }).fill('2')
    await page.getByRole('combobox', { name: 'Unit' }).selectOption('days')
    await button(page, 'Book the one that is possible').click()
    await page.getByText(/^One visit is booked for Chidi Okonkwo\. One was left out: Sat 15 Mar 10:00\.$/).waitFor()
  })

  it('the desk asks in one tap, Ana allows it with a reason, and the desk sees it booked and why, ever after', async () => {
    const { page } = desk
    await button(page, 'Another visit').click()
    await page.getByRole('combobox', { name: 'What for?' }).selectOption({ label: 'Dry needling 45 min' })
    await takeFirst(page, 'Where?', 'right upper trap')
    await wishFor(page, daysAfter(TODAY, 4), '10:00')
    await button(page, 'Ask Ana Ruiz to allow it').click()
    await page.getByText('Asked. It stands on Ana Ruiz’s list.').waitFor()

    const todo = box(ana.page, 'To do')
    await press(ana.page, todo.getByRole('button', { name: 'Allow it with a reason' }))
    await focusOn(ana.page, /Why is it right all the same\?/)
    await ana.page.keyboard.type('A flare-up; only the upper fibres, superficially')
    await show(ana.page, 'ask-allow')
    await press(ana.page, todo.getByRole('button', { name: 'Book it against the rule' }))
    await ana.page.getByText(/is booked\. Tom Berger asked for it\.$/).waitFor()

    await page.getByText('Ana Ruiz has allowed it').waitFor()
    await press(page, button(page, 'Open the visit'))
    const why = page.getByRole('region', { name: 'Allowed against a rule' })
    await why.getByText(/^Ana Ruiz, .*: A flare-up; only the upper fibres, superficially$/).waitFor()
    await show(page, 'desk-allowed', why)
  })

  it('A11: the owner books a time twice, with a reason that stays on the visit', async () => {
    const { page } = owner
    await open(page, 'n', /Who\?/)
    await takeFirst(page, 'Who?', 'mensah')
    await focusOn(page, /What for\?/)
    await page.getByRole('combobox', { name: 'What for?' }).selectOption({ label: 'Visit without needling 30 min' })
    await page.getByRole('radio', { name: 'Mei Tanaka' }).check({ force: true })
    await wishFor(page, TODAY, '15:30')
    await button(page, 'Book it all the same, with a reason').click()
    await button(page, 'Book it against the rule').click()
    await page.getByText('Please say why.').waitFor()
    await page.getByLabel('Why is it right all the same?').fill('Only for the new orthosis, five minutes')
    await button(page, 'Book it against the rule').click()
    await page.getByText(/^Booked for Kwame Mensah/).waitFor()
    await page.getByText('Double booking was allowed').waitFor()
    await page.getByText(/^Greta Lindqvist, .*: Only for the new orthosis, five minutes$/).waitFor()
  })

  it('a late cancellation is marked, and somebody who did not come has come after all', async () => {
    const { page } = desk
    await button(page, 'Today').click()
    await page.getByRole('button', { name: /^09:15.*Kwame Mensah/ }).click()
    await button(page, 'Cancel the visit').click()
    await button(page, 'Ill').click()
    await page.getByText('The visit begins in less than 24 hours.').waitFor()
    await show(page, 'desk-late', button(page, 'Keep the visit'))
    await button(page, 'Cancel Tue 11 Mar 09:15').click()
    await page.getByText('Cancelled too late').waitFor()

    await page.getByRole('button', { name: /^08:00.*Jo Smith/ }).click()
    for (const step of ['Back to the waiting room', 'Not here after all', 'Did not come'])
      await button(page, step).click()
    await page.getByText('Jo Smith is marked as not come.').waitFor()
    await press(page, button(page, 'Has come after all'))
    await page.getByText('Jo Smith has come after all.').waitFor()
    await panel(page, 'Visit').getByRole('button', { name: 'Check in' }).waitFor()
  })
})

describe('a patient asks online', () => {
  /** A time for what the clinic answers first. */
  const choose = async (page: Page, which: 'first' | 'last'): Promise<void> => {
    await page.goto(`${house.url}/c/riverside/book`)
    await page.getByRole('link', { name: /^Electro-needling 45 min/ }).click()
    await page.getByRole('link', { name: 'I am not sure: decide in the room' }).click()
    await page.getByRole('link', { name: /^Anyone/ }).click()
    await page.getByRole('heading', { name: 'When?' }).waitFor()
    await page.getByRole('radio')[which]().check({ force: true })
    await page.getByRole('timer').waitFor()
  }

  it('A4: the time is held while they make up their mind; when it has run out they are told, and nothing is lost', async () => {
    patient = await personAt(browser, PHONE)
    const { page } = patient
    await page.clock.install()
    await page.goto(`${house.url}/c/riverside`)
    await page.getByLabel('E-mail address').fill(BJÖRK)
    await button(page, 'Send me the link').click()
    await page.getByText('Look in your inbox').waitFor()
    await page.goto(await signInLink(house, BJÖRK))
    await button(page, 'Sign me in').click()
    await page.getByRole('heading', { name: 'Your visits' }).waitFor()
    await choose(page, 'first')
    await show(page, 'patient-held')
    await page.clock.fastForward(EIGHT_MINUTES_MS)
    await page.getByText('The held time ran out').waitFor()
    await show(page, 'patient-ran-out')
    await button(page, 'Hold it again').click()
    await button(page, /^Ask for /).click()
    await page.getByRole('heading', { name: 'We have your request' }).waitFor()
    await show(page, 'patient-asked')
    await choose(page, 'last')
    await button(page, /^Ask for /).click()
    await page.getByRole('heading', { name: 'We have your request' }).waitFor()
  })

  it('the desk confirms one request and declines another, and the patient reads why', async () => {
    const { page } = desk
    const todo = box(page, 'To do')
    await todo.getByText('2 requests').waitFor()
    await show(page, 'desk-requests')
    await press(page, todo.getByRole('button', { name: /^Confirm: Björk/ }))
    await page.getByText(/^Björk Guðmundsdóttir on .* is confirmed\.$/).waitFor()
    // the one that is answered has left the list
    await todo.getByText('1 request', { exact: true }).waitFor()
    await press(page, todo.getByRole('button', { name: /^Decline: Björk/ }))
    await todo.getByRole('radio', { name: 'Please call us' }).check({ force: true })
    await todo
      .getByRole('form', { name: 'Decline the request' })
      .getByRole('button', { name: /^Decline / })
      .click()
    await page.getByText(/^Björk Guðmundsdóttir on .* is declined\.$/).waitFor()
    await patient.page.reload()
    await patient.page.getByRole('heading', { name: 'This request was declined' }).waitFor()
    await patient.page.getByText(/^Please call us on/).waitFor()
  })

  it('and who cancels late is told before, and afterwards', async () => {
    const { page } = patient
    await page.goto(`${house.url}/c/riverside`)
    await page
      .getByRole('link', { name: /Electro-needling 45 min/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'Cancel this visit' }).click()
    await page.getByText('This counts as cancelled late').waitFor()
    await page.getByRole('radio', { name: 'I am ill' }).check({ force: true })
    await show(page, 'patient-late')
    await button(page, /^Cancel /).click()
    await page.getByText('Your visit is cancelled').waitFor()
  })

  it('and answers beforehand what is asked before needling: who treats sees on their day what to know', async () => {
    const { page } = patient
    await page.goto(`${house.url}/c/riverside`)
    await page.getByRole('link', { name: /^Consents and questions/ }).click()
    await page.getByRole('link', { name: 'Answer the questions' }).first().click()
    await page.getByRole('heading', { name: 'Questions before your visit' }).waitFor()
    await page
      .getByRole('group', { name: /thins the blood/ })
      .getByText('Yes', { exact: true })
      .click()
    await page.getByLabel('What should we know about it?').fill('Apixaban since May')
    await show(page, 'patient-questions')
    await button(page, 'Send my answers').click()
    await page.getByText('Your answers are with whoever treats you').waitFor()
    await page.getByText(/^Answered on /).waitFor()
    await ana.page.goto(`${house.url}/practitioner?date=${daysAfter(TODAY, 2)}`)
    const said = ana.page.getByText('Said beforehand: blood thinners')
    await said.waitFor()
    await show(ana.page, 'said-beforehand', said)
  })

  it('and it was told them by mail', async () => {
    const told = await vi.waitFor(
      async () => {
        const mails = (await house.mail()).filter(({ to }) => to.includes(BJÖRK))
        // of their own act they hear at once; what the clinic answered may wait, after so many mails in a day
        const cancelled = mails.filter(({ subject }) => /is cancelled$/.test(subject))
        if (cancelled.length !== 1) throw new Error(mails.map(({ subject }) => subject).join())
        return cancelled[0]
      },
      { timeout: 30_000, interval: 250 },
    )
    expect(await wrongWithMail(browser, told?.html ?? null, 'mail-cancelled')).toEqual([])
  })
})
