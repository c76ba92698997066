import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, personAt } from '../support/browser.ts'
import { type Person, staffAt } from '../support/day-story.ts'
import { cameraThatSees } from '../support/fake-camera.ts'
import { type House, openHouse, pictureFile } from '../support/house.ts'
import { focusOn } from '../support/keyboard.ts'
import { closeLook, DESK, PHONE } from '../support/looks.ts'
import { signInLink } from '../support/mail-link.ts'

/** What stands before the camera: a box of the long Heron. */
const CAMERA_BOX = `${'0110614141200020'}17330131${'10CAM-1'}`

const camera = cameraThatSees(CAMERA_BOX)

let house: House
let browser: Browser
let owner: Person
let desk: Person
let patient: Person
let lead: Person

beforeAll(async () => {
  house = await openHouse()
  browser = await launchBrowser(camera.args)
})

afterAll(async () => {
  await browser?.close()
  await house?.remove()
  camera.remove()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [name, person] of Object.entries({ owner, desk, patient, lead }))
    await person?.page.screenshot({ path: `tests/e2e/out/settings-${name}-${task.name.slice(0, 9)}.png` })
})

/** A picture for the guide, with what it is about in the middle. */
const picture = async (page: Page, name: string, about: Locator): Promise<void> => {
  await page.setViewportSize(DESK)
  await page.emulateMedia({ colorScheme: 'light' })
  await about.evaluate((element) => {
    ;(document.activeElement as HTMLElement | null)?.blur()
    element.scrollIntoView({ block: 'center' })
  })
  await page.screenshot({ path: pictureFile(name), animations: 'disabled', caret: 'hide' })
}

/** A condition that the demo clinic asks about. */
const THINNER = 'Do you take anything that thins the blood, or do you bleed easily?'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${house.url}/settings${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
}

describe('a clinic is set up', () => {
  it('the owner finds every part in the contents, and writes down a new service, drawn while it is typed', async () => {
    owner = await staffAt(browser, house, 'owner@demo.test', DESK)
    const { page } = owner
    const { look, problems } = closeLook(page)
    await open(page, '')
    await look('the contents')
    await page.getByRole('link', { name: /^Services/ }).click()
    await button(page, 'Acupuncture 60 min').waitFor()
    await button(page, 'New service').click()
    await focusOn(page, /Name in English/)
    // nothing is filled in yet: the first field that lacks something is where one goes on
    await button(page, 'Save the service').click()
    await page.getByText('Please fill this in.').first().waitFor()
    await focusOn(page, /Name in English/)
    await page.getByLabel('Name in English').fill('Neck and jaw 40 min')
    await page.getByLabel('Name in German').fill('Nacken und Kiefer 40 Min.')
    await page.getByLabel('Technique').selectOption('superficial-dry-needling')
    await page.getByLabel('Part 1: minutes').fill('15')
    await button(page, 'Add a part').click()
    await page.getByLabel('Part 2: minutes').fill('20')
    await button(page, 'Save the service').click()
    await page.getByText('The visit would end with needles still in.').waitFor()
    await button(page, 'Add a part').click()
    await page.getByLabel('Part 3: minutes').fill('5')
    await page.getByText('40 minutes for the patient, 20 minutes of the practitioner').waitFor()
    await page.getByLabel('Mei Tanaka').check()
    await look('a service being written')
    await picture(page, 'settings-service', page.getByLabel('Part 2: minutes'))
    await button(page, 'Save the service').click()
    await page.getByText('“Neck and jaw 40 min” is saved.').waitFor()
    await focusOn(page, /New service/)
    const row = page.getByRole('row').filter({ hasText: 'Neck and jaw 40 min' })
    expect(await row.getByRole('img').getAttribute('aria-label')).toContain('20 minutes resting with needles')
    expect(problems).toEqual([])
  })

  it('the desk can book it at once', async () => {
    desk = await staffAt(browser, house, 'desk@demo.test', DESK)
    const { page } = desk
    await page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
    await page.keyboard.press('n')
    await page.getByRole('combobox', { name: 'Who?' }).fill('gudmun')
    await page.getByRole('option', { name: /Björk Guðmundsdóttir/ }).click()
    await page.getByRole('combobox', { name: 'What for?' }).selectOption({ label: 'Neck and jaw 40 min' })
    await page.getByRole('combobox', { name: 'Where?' }).fill('left upper trap')
    await page.keyboard.press('Enter')
    await button(page, /, Mei Tanaka$/)
      .first()
      .click()
    await button(page, /^Book /).click()
    await page.getByText(/Booked for Björk/).waitFor()
    // who does not own the clinic reads how it is set up, and changes nothing
    const { look, problems } = closeLook(page)
    await open(page, '/services')
    await button(page, 'Neck and jaw 40 min').click()
    await page.getByRole('form').waitFor()
    expect(await page.getByLabel('Name in English').isDisabled()).toBe(true)
    expect(await button(page, 'Save the service').count()).toBe(0)
    await look('a service that is only read')
    expect(problems).toEqual([])
    await page.goto(`${house.url}/desk`)
    await page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
  })

  it('a licence ends: its visits are shown first, then stand on the to-do list with the reason', async () => {
    const { page } = owner
    const { look, problems } = closeLook(page)
    await open(page, '/people')
    await button(page, 'Mei Tanaka').click()
    await page.getByRole('heading', { name: 'Licences', exact: true }).waitFor()
    await look('somebody who treats')
    await button(page, 'End it').click()
    await focusOn(page, /Last day/)
    await button(page, 'End the licence').click()
    await button(page, /^Save, and put all \d+ on the to-do list$/).waitFor()
    await look('visits that do not fit')
    await picture(page, 'settings-licence', button(page, /^Save, and put all/))
    await button(page, /^Save, and put all/).click()
    await page.getByText('The licence of Mei Tanaka has ended.').waitFor()
    await page.getByText(/needs? a look$/).waitFor()
    await look('a licence that needs a look')
    await desk.page.getByText('Mei Tanaka has no licence for it then.').first().waitFor()
    // put right again: none of them is left to do
    await button(page, 'Change').click()
    await page.getByLabel('Last day').fill('')
    await button(page, 'Save the licence').click()
    await page.getByText('The licence of Mei Tanaka is saved.').waitFor()
    await desk.page.getByText('Mei Tanaka has no licence for it then.').first().waitFor({ state: 'hidden' })
    expect(problems).toEqual([])
  })

  it('rooms, devices, attendants and the desk’s rights have their pages, each with its form', async () => {
    const { page } = owner
    const { look, problems } = closeLook(page)
    const forms = [
      ['/rooms', 'Group room'],
      ['/devices', 'Stimulator'],
      ['/attendants', 'Nadia Mansour'],
    ] as const
    for (const [path, name] of forms) {
      await open(page, path)
      await button(page, name).click()
      await page.getByRole('form').waitFor()
      await look(path)
      await page.keyboard.press('Escape')
      await focusOn(page, new RegExp(name))
    }
    await open(page, '/rights')
    await page.getByRole('checkbox', { name: /^The desk may break/ }).check()
    await page.getByText('The desk may now break overlap, hours and notice.').waitFor()
    await look('/rights')
    expect(problems).toEqual([])
  })

  it('a need at the desk is seen where visits are booked, and those that are not like that have to move', async () => {
    const { page } = desk
    const { look, problems } = closeLook(page)
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Find a patient' }).fill('hohenstein')
    await page.getByRole('option', { name: /Hohenstein/ }).click()
    await button(page, 'Add a need').click()
    await focusOn(page, /What is needed/)
    await page.getByLabel('What is needed').selectOption('interpreter')
    await page.getByLabel('Language').selectOption('es')
    await button(page, 'Save the need').click()
    await page.getByText(/do(es)? not fit then$/).waitFor()
    await look('a need and the visits that are not like that')
    await picture(page, 'desk-need', button(page, /on the to-do list$/))
    await button(page, /on the to-do list$/).click()
    await page.getByText('Noted: Interpreter: Spanish').waitFor()
    await page.getByText('Needs an interpreter: Spanish').first().waitFor()
    await button(page, 'No longer: Interpreter: Spanish').click()
    await page.getByText('Ended: Interpreter: Spanish').waitFor()
    await page.getByText('Visit to move').first().waitFor({ state: 'hidden' })
    expect(problems).toEqual([])
  })

  it('a patient tells the clinic what they need, on a telephone', async () => {
    patient = await personAt(browser, PHONE)
    const { page } = patient
    const { look, problems } = closeLook(page)
    await page.goto(`${house.url}/c/riverside/sign-in`)
    await page.getByLabel('E-mail address').fill('patient@demo.test')
    await button(page, 'Send me the link').click()
    await page.getByText('Look in your inbox').waitFor()
    await page.goto(await signInLink(house, 'patient@demo.test'))
    await button(page, 'Sign me in').click()
    await page.getByRole('link', { name: /What your visits need/ }).click()
    await page.getByRole('link', { name: 'Tell us what you need' }).click()
    await page.getByText('Not a certain practitioner').click()
    await page.getByLabel('Whom would you rather not see?').selectOption({ label: 'Mei Tanaka' })
    await button(page, 'Tell the clinic').click()
    await page.getByText('This visit is not like that').waitFor()
    await look('a visit that is not like that')
    await page.setViewportSize(PHONE)
    await button(page, 'Tell the clinic, and call me').click()
    await page.getByText('We have noted it').waitFor()
    await page.getByText('Not with Mei Tanaka').waitFor()
    await look('what the visits need')
    await desk.page.getByText('Is not to be treated by Mei Tanaka.').waitFor()
    expect(problems).toEqual([])
  })

  it('a rule is drafted by the owner and approved by the clinical lead: the next visit is asked by it', async () => {
    const { page } = owner
    const { look, problems } = closeLook(page)
    await open(page, '/contraindications')
    await button(page, 'Write a rule').click()
    await focusOn(page, /Speaks against it/)
    await page.getByLabel('Speaks against it').selectOption({ label: THINNER })
    await page.getByLabel('What it is called in English').fill('Ask the doctor first')
    await page.getByLabel('What it is called in German').fill('Erst ärztlich fragen')
    await page.getByLabel('What is told in English').fill('A value of the last week, in writing.')
    await button(page, 'Save the draft').click()
    // what lacks is where one goes on, and what was typed stays
    await focusOn(page, /What is told in German/)
    await page.getByLabel('What is told in German').fill('Ein Wert der letzten Woche, schriftlich.')
    await page.getByLabel('Where does it come from?').fill('Our own meeting of 4 March')
    await look('a rule being written')
    await button(page, 'Save the draft').click()
    await page.getByText('Draft saved: Ask the doctor first. It waits for a clinical lead.').waitFor()
    await button(page, 'Look at the draft: Ask the doctor first').click()
    await page.getByText('A clinical lead approves drafts.').waitFor()
    expect(await button(page, /^Approve, from/).count()).toBe(0)
    await page.keyboard.press('Escape')
    lead = await staffAt(browser, house, 'ana@demo.test', DESK)
    await open(lead.page, '/contraindications')
    await button(lead.page, 'Look at the draft: Ask the doctor first').click()
    await button(lead.page, /^Approve, from/).waitFor()
    await picture(lead.page, 'policy-draft', button(lead.page, /^Approve, from/))
    await button(lead.page, /^Approve, from/).click()
    await lead.page.getByText(/^Approved: Ask the doctor first/).waitFor()
    await lead.page.goto(`${house.url}/practitioner`)
    await lead.page.getByRole('link', { name: 'Jürgen Groß' }).first().click()
    await button(lead.page, 'They match: start the visit').click()
    const asked = lead.page.getByRole('group', { name: THINNER })
    await asked.getByRole('radio', { name: 'Yes' }).click()
    await lead.page.getByText('Ask the doctor first').first().waitFor()
    expect(problems).toEqual([])
  })

  it('the paper that patients sign is read as they will read it, and its parts are written side by side', async () => {
    const { page } = owner
    const { look, problems } = closeLook(page)
    await open(page, '/consent')
    await button(page, /^Change: Consent/).click()
    await page.getByText('See it as the patient will').click()
    await page.getByRole('heading', { name: 'What else you can do' }).waitFor()
    await look('the paper')
    expect(problems).toEqual([])
  })

  it('Z2: a text of aftercare is put right, tried on a real visit as mail, text message and paper, and put in force', async () => {
    const { page } = lead
    const { look, problems } = closeLook(page)
    await open(page, '/aftercare')
    await button(page, 'Change: After the visit').click()
    await page.getByLabel('First sentence in English').fill('You are fine. {practitioner} writes to you.')
    await page.getByText('The text tells the reader that all is well').waitFor()
    await page.getByLabel('First sentence in English').fill('{practitioner} writes to you after your visit.')
    await page.getByText('The text tells the reader that all is well').waitFor({ state: 'detached' })
    await page.getByLabel('Where does it come from?').last().fill('Our own meeting of 4 March')
    await look('a text being written')
    await button(page, 'Save the draft').click()
    await button(page, 'Look at the draft: After the visit').click()
    await page.getByText('Try it on a visit').click()
    await page.getByLabel('A visit of yours').selectOption({ index: 1 })
    await page.getByText('Ana Ruiz writes to you after your visit.', { exact: true }).waitFor()
    await look('a text tried on a visit')
    await picture(page, 'aftercare-draft', page.getByRole('heading', { name: 'As a mail' }))
    const paper = await page.getByRole('link', { name: 'Open the leaflet' }).getAttribute('href')
    const file = await page.request.get(`${house.url}${paper}`)
    expect(file.headers()['content-type']).toBe('application/pdf')
    await button(page, /^Approve, from/).click()
    await page.getByText(/^Approved: After the visit/).waitFor()
    await button(page, 'Change: After needling').waitFor()
    expect(problems).toEqual([])
  })

  it('Z2: what is listened for is tried on a text before it is put in force, and what is red in every clinic stays', async () => {
    const { page } = lead
    const { look, problems } = closeLook(page)
    await open(page, '/triage')
    await page.getByText('What cannot be changed').waitFor()
    await button(page, 'Change: Words in English').click()
    await page.getByRole('textbox', { name: 'Worrying words' }).fill('a*')
    await page.getByText(/would ring for nearly everything: a\*/).waitFor()
    await page.getByRole('textbox', { name: 'Worrying words' }).fill('fever\nfrosty toes')
    const text = page.getByRole('textbox', { name: 'Try a text' }).last()
    await text.fill('I have frosty toes, and I cannot breathe')
    await page.getByText('Emergency · rings · within 5 minutes').first().waitFor()
    await text.fill('My toes are frosty')
    await page.getByText(/“frosty toes” \(Worrying words\)/).waitFor()
    await look('words tried on a text')
    await page.getByLabel('Where does it come from?').fill('Our own meeting of 4 March')
    await button(page, 'Save the draft').click()
    await button(page, 'Look at the draft: Words in English').click()
    await page.getByText('Taken up: frosty toes').waitFor()
    await button(page, /^Approve, from/).click()
    await page.getByText(/^Approved: Words in English/).waitFor()
    await page.getByRole('textbox', { name: 'Try a text' }).fill('My toes are frosty')
    await page.getByText(/“frosty toes” \(Worrying words\)/).waitFor()
    await picture(
      page,
      'answers-sorted',
      page.getByRole('heading', { name: 'Trouble with the chest or the breathing' }),
    )
    expect(problems).toEqual([])
  })
})

describe('needles come into the house', () => {
  let keeper: Person
  /** Types as a scanner does: faster than fingers, the separator as Ctrl and ], Enter at the end. */
  const scanLabel = async (page: Page, label: string): Promise<void> => {
    for (const [index, part] of label.split('\u001d').entries()) {
      if (index > 0) await page.keyboard.press('Control+]')
      await page.keyboard.type(part)
    }
    await page.keyboard.press('Enter')
  }
  const HERON_60 = '0110614141200020'

  it('the desk scans what has come in, wherever the cursor is, and expired goods go into quarantine', async () => {
    keeper = await staffAt(browser, house, 'desk@demo.test', DESK)
    const { page } = keeper
    const { look, problems } = closeLook(page)
    await page.goto(`${house.url}/stock`)
    await page.getByRole('link', { name: /^Receive needles/ }).click()
    await page.getByText('Nothing scanned yet').waitFor()
    await page.getByLabel('Supplier').fill('Needles Ltd')
    await scanLabel(page, `]d2${HERON_60}1733013110N-77\u001d30100`)
    await page.getByText('Heron DN 0.30×60, lot N-77: the first pack').waitFor()
    expect(await page.getByLabel('Supplier').inputValue()).toBe('Needles Ltd')
    await scanLabel(page, `]d2${HERON_60}1731013110OLD-9\u001d30100`)
    await page.getByText('Expired: goes into quarantine').waitFor()
    // two codes on one box, one after the other
    await scanLabel(page, '10614141200020')
    await page.getByText(/now scan the other code on the box/).waitFor()
    await scanLabel(page, '1733013110N-78')
    await page.getByText('Heron DN 0.30×60, lot N-78: the first pack').waitFor()
    await look('what was scanned')
    // a page that is read again has lost no box
    await page.reload()
    await page.getByText('Lot N-78').waitFor()
    await page.getByLabel('Supplier').fill('Needles Ltd')
    // a needle that nobody has written down yet
    await scanLabel(page, '01006141419999961733013110IB-1')
    await button(page, 'Write this needle down').click()
    await focusOn(page, /Brand/)
    await page.getByLabel('Brand').fill('Ibis')
    await page.getByLabel('Name on the box').fill('Soft 0.20×13')
    await page.getByLabel('Diameter (mm)').fill('0,2')
    await page.getByLabel('Length (mm)').fill('13')
    await page.getByLabel('Article number 1: needles in it').fill('100')
    await look('a needle being written down')
    await button(page, 'Save the needle').click()
    await page.getByText('Ibis Soft 0.20×13, lot IB-1: the first pack').waitFor()
    await page.setViewportSize(DESK)
    await picture(page, 'stock-receive', page.getByRole('heading', { name: 'Scanned so far' }))
    await button(page, 'Receive 400 needles').click()
    await page.getByText('Needles Ltd: received. One lot went into quarantine.').waitFor()
    expect(problems).toEqual([])
  })

  it('reads the code of a box with a telephone’s camera', async () => {
    const { page } = keeper
    await page.getByText('Nothing scanned yet').waitFor()
    await button(page, 'Use the camera').click()
    await page.getByLabel('What the camera sees').waitFor()
    await page.getByText('Heron DN 0.30×60, lot CAM-1: the first pack').waitFor()
    await button(page, 'Close the camera').click()
    await button(page, 'Take lot CAM-1 out').click()
    await page.getByText('Nothing scanned yet').waitFor()
  })

  it('and prints a label of a lot that scans back', async () => {
    const { page } = keeper
    const { look, problems } = closeLook(page)
    await page.getByText('Needles Ltd', { exact: true }).click()
    await page.getByRole('link', { name: 'Print labels of lot N-77' }).click()
    await page.getByRole('heading', { name: 'Labels', level: 1 }).waitFor()
    await page.getByLabel('How many').fill('3')
    await look('labels')
    const file = await page.getByRole('link', { name: 'Open the labels to print' }).getAttribute('href')
    const answer = await page.request.get(`${house.url}${file}`)
    expect(answer.headers()['content-type']).toBe('application/pdf')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect(problems).toEqual([])
  })

  it('opens a box in a room, swaps another, and counts what lies there by scanning', async () => {
    const { page } = keeper
    const { look, problems } = closeLook(page)
    await page.goto(`${house.url}/stock/places`)
    await button(page, /^Room 1/).click()
    const boxes = page.getByRole('region', { name: 'Boxes of this room' })
    await button(page, 'Open lot IB-1').click()
    const long = boxes.getByRole('row').filter({ hasText: '0.30 × 60 mm' })
    await long.getByRole('button', { name: /^Open lot/ }).click()
    await long.getByRole('button', { name: /^Swap for lot/ }).click()
    await boxes.getByRole('row').filter({ hasText: '0.20 × 13 mm' }).getByText('lot IB-1').waitFor()
    await look('the boxes of a room')
    await picture(page, 'stock-places', boxes)
    await page.getByRole('link', { name: 'IB-1' }).click()
    await page.getByRole('heading', { name: 'Stock book of lot IB-1' }).waitFor()
    await button(page, 'Write off').click()
    await page.getByLabel('How many needles').fill('2')
    await page.getByLabel('Why').fill('The blister was torn.')
    await look('needles written off')
    await button(page, 'Write them off').click()
    await page.getByText('2 needles written off').waitFor()
    await look('the stock book of a lot')
    await page.goto(`${house.url}/stock/take`)
    await page.getByLabel('Place').selectOption({ label: 'Room 1' })
    await page.getByLabel('Needles of lot IB-1').waitFor()
    await scanLabel(page, '01006141419999961733013110IB-1')
    await focusOn(page, /Needles of lot IB-1/)
    await page.getByLabel('Needles of lot IB-1').fill('97')
    await page.getByLabel('Why it differs').fill('One had fallen behind the shelf.')
    await look('a stock take')
    await button(page, 'Save the count of one lot').click()
    await page.getByText('One lot counted, one differed and is corrected').waitFor()
    await page.goto(`${house.url}/stock/watch`)
    await page.getByRole('heading', { name: 'How much is left' }).waitFor()
    await look('what to look at')
    expect(problems).toEqual([])
  })

  it('K8: a scanner that types for another keyboard is told apart by a code that everybody knows', async () => {
    const { page } = keeper
    const { look, problems } = closeLook(page)
    await page.goto(`${house.url}/stock/scanner`)
    await page.getByRole('img', { name: 'A code to scan' }).waitFor()
    // what is asked of the server has come, so that the page hears
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
    await scanLabel(page, `+d2010061414199999610Qy'12-Zw?a\u001d17281031217M`)
    await page.getByText('The scanner types for another keyboard than this computer’s (Spanish or Italian)').waitFor()
    await look('a scanner that is set wrong')
    await scanLabel(page, ']d2010061414199999610Qy-12/Zw_a\u001d17281031217M')
    await page.getByText('This scanner is set right').waitFor()
    expect(problems).toEqual([])
  })
})
