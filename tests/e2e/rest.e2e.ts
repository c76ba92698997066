import { createHash, randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { axeProblems, launchBrowser, personAt } from '../support/browser.ts'
import { type Person, staffAt } from '../support/day-story.ts'
import { type House, openHouse, pictureFile, TODAY } from '../support/house.ts'
import { closeLook, DESK, PHONE } from '../support/looks.ts'
import { pngOf } from '../support/pictures.ts'

/** A Tuesday morning in Berlin, before Ana's visits of the day. */
/** Somebody with a visit of Ana's in the afternoon, and the area that she means to needle. */
const HELD = { patient: 'Jürgen Groß', area: 'Right suboccipitals' }

let house: House
let browser: Browser
let owner: Person
let ana: Person
let desk: Person

beforeAll(async () => {
  house = await openHouse()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await house?.remove()
})

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [name, person] of Object.entries({ owner, ana, desk }))
    await person?.page.screenshot({ path: `tests/e2e/out/rest-${name}.png`, fullPage: true })
})

const picture = async ({ page }: Person, name: string): Promise<void> => {
  await page.screenshot({ path: pictureFile(name), animations: 'disabled', caret: 'hide' })
}

/** Nothing axe objects to, nothing to scroll sideways for and no trap for the Tab key, wide and narrow, light and dark. */
const lookAtAll = async ({ page }: Person, name: string): Promise<void> => {
  for (const [size, colorScheme] of [
    [PHONE, 'light'],
    [DESK, 'dark'],
  ] as const) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme })
    expect([name, size.width, colorScheme, await axeProblems(page)]).toEqual([name, size.width, colorScheme, []])
  }
  const { look, problems } = closeLook(page)
  await look(name)
  expect(problems).toEqual([])
}

/** Opens what the desk shows of a patient. */
const openPatient = async ({ page }: Person, name: string) => {
  await page.getByRole('combobox', { name: 'Find a patient' }).fill(name)
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click()
  return page.getByRole('region', { name: 'Rest and holds' })
}

/** Finds an area by its name in the picker that is shown. */
const choose = async (page: Page, area: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Where?' }).fill(area)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: new RegExp(`^Remove ${area}`, 'i') }).waitFor()
}

describe('rest, from the policy to the room', () => {
  it('the owner sees how long areas rest, by whose approval, and drafts another rule with what it would touch', async () => {
    owner = await staffAt(browser, house, 'owner@demo.test', DESK)
    const { page } = owner
    await page.goto(`${house.url}/settings`)
    await page.getByRole('link', { name: /Rest after needling/ }).click()
    await page.getByText('Clinic policy – not clinical guidance').waitFor()
    const deep = page.getByRole('region', { name: 'Deep dry needling' })
    await deep.getByText('Not approved by anybody').first().waitFor()
    await picture(owner, 'rest-policy')
    await lookAtAll(owner, 'rest-policy')
    await deep.getByRole('button', { name: 'Change: deep dry needling, the same area' }).click()
    const form = page.getByRole('form', { name: 'deep dry needling, the same area' })
    await form.getByLabel('How long?', { exact: true }).fill('6')
    await form.getByLabel('Where does it come from?').fill('Our own count of sore shoulders in 2030: six days.')
    const touched = page.getByRole('region', { name: 'What it would touch' })
    await touched
      .getByText(/too early\. Would rest until/)
      .first()
      .waitFor()
    await touched.scrollIntoViewIfNeeded()
    await picture(owner, 'rest-draft')
    await lookAtAll(owner, 'rest-draft')
    await form.getByRole('button', { name: 'Save the draft' }).click()
    await page.getByText(/It waits for a clinical lead/).waitFor()
    await deep.getByRole('button', { name: /^Look at the draft/ }).click()
    await page.getByText('A clinical lead approves drafts.').waitFor()
    expect(await page.getByRole('button', { name: /^Approve, from/ }).count()).toBe(0)
  })

  it('the clinical lead looks at the draft and at what it would touch, and approves it under her name', async () => {
    ana = await staffAt(browser, house, 'ana@demo.test', DESK)
    const { page } = ana
    await page.goto(`${house.url}/settings/rest`)
    await page.getByRole('button', { name: /^Look at the draft: deep dry needling, the same area/ }).click()
    await page
      .getByText(/too early\. Would rest until/)
      .first()
      .waitFor()
    await lookAtAll(ana, 'rest-review')
    await page.getByRole('button', { name: 'Approve, from 11 Mar 2031' }).click()
    await page.getByText(/Approved: deep dry needling, the same area\. Holds from 11 Mar 2031/).waitFor()
    const deep = page.getByRole('region', { name: 'Deep dry needling' })
    await deep.getByText(/^Approved by Ana Ruiz, Tue 11 Mar/).waitFor()
    await deep.getByRole('button', { name: 'History: deep dry needling, the same area' }).click()
    await page.getByText('Version 1: 3 days').waitFor()
    await lookAtAll(ana, 'rest-history')
  })

  it('a practitioner puts an area on hold; the visit that needles there is on the to-do list', async () => {
    const { page } = ana
    await page.goto(`${house.url}/desk`)
    await page.getByRole('region', { name: 'The day by practitioner' }).waitFor()
    const rest = await openPatient(ana, HELD.patient)
    await rest.getByText("Nothing is on hold, and the clinic's rules hold as they are.").waitFor()
    await rest.getByRole('button', { name: 'Put an area on hold' }).click()
    await choose(page, HELD.area)
    await rest.getByLabel('In a few words').fill('A large bruise after the last visit')
    await rest.getByRole('radio', { name: 'Until a day' }).click()
    await rest.getByLabel('May be needled again from').fill('2031-03-20')
    await picture(ana, 'rest-hold')
    await lookAtAll(ana, 'placing a hold')
    await rest.getByRole('button', { name: 'Put on hold', exact: true }).click()
    await rest.getByText(/: on hold\. \d+ coming visits? needles? there/).waitFor()
    await rest.getByText(/On hold since Tue 11 Mar, until Thu 20 Mar/).waitFor()
    await page.getByText('An area is on hold then.').first().waitFor()
    await lookAtAll(ana, 'an area on hold')
  })

  it('the desk comes from the list to the next legal times in one tap; it never reads why', async () => {
    desk = await staffAt(browser, house, 'desk@demo.test', DESK)
    const { page } = desk
    await page.goto(`${house.url}/desk`)
    const waits = page.getByRole('listitem').filter({ hasText: HELD.patient }).filter({ hasText: 'on hold' })
    await waits.getByText('An area is on hold then.').waitFor()
    expect(await page.getByRole('button', { name: 'Move or allow it' }).count()).toBe(0)
    await waits.getByRole('button', { name: 'Move it' }).click()
    await page.getByText(/on hold since Tuesday/).waitFor()
    await picture(desk, 'rest-to-do')
    await lookAtAll(desk, 'moving what is on hold')
    expect(await page.getByRole('button', { name: 'Book it all the same' }).count()).toBe(0)
    const held = await openPatient(desk, HELD.patient)
    await held.getByText(/On hold since Tue 11 Mar/).waitFor()
    expect(await page.getByText('A large bruise').count()).toBe(0)
    expect(await held.getByRole('button', { name: 'Put an area on hold' }).count()).toBe(0)
  })

  it('who treats may allow it where it is, with a reason', async () => {
    const { page } = ana
    await page.goto(`${house.url}/desk`)
    const waits = page.getByRole('listitem').filter({ hasText: HELD.patient }).filter({ hasText: 'on hold' })
    await waits.getByRole('button', { name: 'Move or allow it' }).click()
    await page.getByText(/on hold since Tuesday/).waitFor()
    await page.getByRole('button', { name: /Book it all the same/ }).click()
    await page.getByLabel('Why is it right all the same?').fill('Seen this morning: healed but for the rim')
    await lookAtAll(ana, 'allowing what is on hold')
    await page.getByRole('button', { name: 'Book it against the rule' }).click()
    await waits.waitFor({ state: 'detached' })
  })

  it('Z12: needled elsewhere is on hold at once, on the map and in words', async () => {
    const { page } = ana
    await page.goto(`${house.url}/practitioner`)
    await page
      .getByRole('link', { name: /María García/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'They match: start the visit' }).click()
    const part = page.getByRole('region', { name: 'Before we begin' })
    const question = part.getByRole('group', { name: /Has anybody else needled you/ })
    await question.getByRole('radio', { name: 'Yes', exact: true }).click()
    await question.getByText(/Where was it\?/).waitFor()
    await choose(page, 'Left infraspinatus')
    await question.getByRole('button', { name: 'Put these areas on hold' }).click()
    await question.getByText(/Left infraspinatus: on hold until/).waitFor()
    await lookAtAll(ana, 'needled elsewhere')
    await page.getByText('On hold: Left infraspinatus').first().waitFor()
    await page.getByRole('button', { name: /^Needles in/ }).click()
    const needles = page.getByRole('region', { name: 'Needles in' })
    await needles.getByText('Body map').first().click()
    await needles
      .getByRole('checkbox', { name: /Left infraspinatus.*on hold until/ })
      .first()
      .scrollIntoViewIfNeeded()
    await needles
      .getByText('Body map')
      .first()
      .evaluate((map) => map.scrollIntoView())
    await picture(ana, 'rest-map')
  })

  it('an area rests longer for one patient, and a hold is cleared with a reason', async () => {
    const { page } = ana
    await page.getByRole('button', { name: /^Rest and holds/ }).click()
    await page.getByText(/Needled elsewhere: /).waitFor()
    await page.getByRole('button', { name: 'Let rest longer' }).click()
    await page.getByText("The clinic's rule: 6 days.").waitFor()
    await page.getByLabel('Why, in a few words').fill('Bruises for days')
    await lookAtAll(ana, 'letting rest longer')
    await page.getByRole('form', { name: 'Let rest longer' }).getByRole('button', { name: 'Let rest longer' }).click()
    await page.getByText(/^Rests longer from today: 8 days after/).waitFor()
    await page.getByRole('button', { name: /^Clear this hold: / }).click()
    await page.getByLabel('Why may it be needled again?').fill('It was the other shoulder')
    await page.getByRole('button', { name: 'Clear this hold', exact: true }).click()
    await page.getByText(/may be needled again\./).waitFor()
  })

  it('Z17: one tap in the room calls the desk, is kept without a line, and shows the first steps at once', async () => {
    const { page, context } = ana
    await page.getByRole('button', { name: 'Emergency' }).scrollIntoViewIfNeeded()
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Emergency' }).click()
    const panel = page.getByRole('region', { name: /^Emergency since/ })
    await panel.getByText(/^No line: nobody knows yet/).waitFor()
    await panel.getByText('Call the emergency number now. Do not wait whether it gets better.').waitFor()
    await context.setOffline(false)
    await panel.getByText('The desk and everybody on duty know.').waitFor()
    const alarms = desk.page.getByRole('region', { name: 'Alarms' })
    await alarms.getByText(/^Emergency in /).waitFor()
    await picture(desk, 'emergency-desk')
    await lookAtAll(desk, 'an emergency at the desk')
    await alarms.getByRole('button', { name: 'I am going' }).click()
    await panel.getByText(/is coming$/).waitFor()
    await page.setViewportSize({ width: 834, height: 1194 })
    await picture(ana, 'emergency')
    await lookAtAll(ana, 'an emergency')
    await panel.getByRole('button', { name: 'It is over' }).click()
    await panel.waitFor({ state: 'detached' })
    await alarms.waitFor({ state: 'detached' })
  })

  it('writes down afterwards what it was, on a sheet that can be printed', async () => {
    const { page } = ana
    await page.getByRole('button', { name: /^Incidents/ }).click()
    const part = page.getByRole('region', { name: 'Incidents' })
    await part.getByLabel('What happened?').fill('She went pale and lay down.')
    await part.getByRole('button', { name: 'Write it down' }).click()
    await part.getByRole('link', { name: 'Open the report' }).click()
    await page.getByRole('button', { name: 'Fill in the form' }).click()
    await page.getByRole('radio', { name: /^Mild/ }).click()
    await page.getByLabel('How did it end?').selectOption('recovered')
    await page.getByRole('button', { name: 'Save the form' }).click()
    await page.getByText(/^Version 1 by Ana Ruiz/).waitFor()
    await lookAtAll(ana, 'an incident')
  })

  it('writes down who was hurt by a needle and why nobody knows from whom it was; it is among the incidents', async () => {
    const { page } = ana
    await page.goto(`${house.url}/stock/injuries`)
    await page.getByRole('button', { name: 'Write an injury down' }).click()
    await page.getByLabel('Who was hurt').selectOption({ label: 'Ana Ruiz' })
    await page.getByLabel('Day').fill(TODAY)
    await page.getByLabel('Time').fill('08:30')
    await page.getByLabel('What happened').fill('In the finger, out of a bag.')
    await page.getByLabel('First steps taken').fill('Washed it.')
    await lookAtAll(ana, 'an injury being written down')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await page.getByText(/^The injury is written down\./).waitFor()
    await page.getByRole('button', { name: /^Find the source: Ana Ruiz/ }).click()
    await page.getByRole('radio', { name: 'It is unknown' }).click()
    await page.getByLabel(/^Why it is that visit/).fill('Nobody knows whose bag it was.')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByText('The source is kept.').waitFor()
    await page.goto(`${house.url}/practitioner/incidents`)
    const injury = page.getByRole('listitem').filter({ hasText: 'In the finger, out of a bag.' })
    await injury.getByRole('link', { name: 'Somebody was hurt by a needle' }).waitFor()
    await injury.getByText('From whom the needle was has been decided').waitFor()
  })
})

describe('a patient answers after a visit', () => {
  /** As a message brings it: whoever has the token may answer about one visit of Ana's. */
  const mailedLink = async (): Promise<string> => {
    const token = randomBytes(32).toString('base64url')
    await house.asOwner(
      `INSERT INTO check_in_link (clinic_id, patient_id, encounter_id, token_hash, created_at, expires_at)
       SELECT e.clinic_id, e.patient_id, e.id, $1, app_now(), app_now() + interval '7 days'
       FROM encounter e JOIN practitioner p ON p.clinic_id = e.clinic_id AND p.id = e.practitioner_id
       WHERE p.name = 'Ana Ruiz' AND e.status = 'finished' ORDER BY e.started_at DESC, e.id LIMIT 1`,
      [createHash('sha256').update(token).digest('base64url')],
    )
    return `${house.url}/c/riverside/check-in?token=${token}`
  }

  it('Z2 Z10: trouble breathing, on a phone: the emergency number at once, the desk rings, Ana takes it and closes it', async () => {
    ana ??= await staffAt(browser, house, 'ana@demo.test', DESK)
    desk ??= await staffAt(browser, house, 'desk@demo.test', DESK)
    for (const { page } of [ana, desk]) await page.setViewportSize(DESK)
    const { page: phone } = await personAt(browser, PHONE)
    await phone.goto(await mailedLink())
    const patient = { page: phone } as Person
    await phone.getByRole('heading', { name: 'How are you after your visit?' }).waitFor()
    await picture(patient, 'patient-how-are-you')
    await lookAtAll(patient, 'how-are-you')
    await phone.setViewportSize(PHONE)
    await phone.getByRole('group', { name: /chest/ }).getByText('Not sure').click()
    await phone.getByRole('button', { name: 'Send my answer' }).click()
    await phone.getByRole('heading', { name: 'Call the emergency number now', level: 1 }).waitFor()
    expect(await phone.getByRole('link', { name: 'Call 112' }).first().getAttribute('href')).toBe('tel:112')
    await phone.getByText('Do not wait for us. We have been alarmed too, but help is faster this way.').waitFor()
    await picture(patient, 'patient-emergency')
    await lookAtAll(patient, 'told-to-call')
    await desk.page.goto(`${house.url}/desk`)
    const rings = desk.page.getByRole('alert').filter({ hasText: 'this may be an emergency' })
    await rings.getByText('Nobody has taken it yet.').waitFor()
    await desk.page.getByText('Answer: may be an emergency').waitFor()
    await picture(desk, 'answer-rings')
    await lookAtAll(desk, 'answer-rings')
    await ana.page.goto(`${house.url}/practitioner`)
    await ana.page.getByRole('alert').getByRole('button', { name: 'I take it' }).click()
    await ana.page.getByText('You take it. It stays here until you close it').waitFor()
    await rings.waitFor({ state: 'detached' })
    const waits = ana.page.getByRole('region', { name: /answers? of your patients/ })
    await waits.getByRole('button', { name: 'Close with a note' }).click()
    await waits.getByLabel('What came of it?').selectOption('sent-to-help')
    await waits.getByLabel('What was done?').fill('Called; the ambulance is there.')
    await lookAtAll(ana, 'answer-closed')
    await waits.getByRole('button', { name: 'Close it' }).click()
    await waits.waitFor({ state: 'detached' })
  })

  it('Z2: a photo follows the answer, says why when it cannot be taken or sent, and stands beside the answer for Ana', async () => {
    ana ??= await staffAt(browser, house, 'ana@demo.test', DESK)
    await ana.page.setViewportSize(DESK)
    const { page: phone } = await personAt(browser, PHONE)
    await phone.goto(await mailedLink())
    await phone
      .getByRole('group', { name: /redder/ })
      .getByText('Yes', { exact: true })
      .click()
    await phone.getByRole('button', { name: 'Send my answer' }).click()
    await phone.getByRole('heading', { name: 'We have your answer, and one of us will look at it' }).waitFor()
    await phone.getByRole('button', { name: 'Choose photos' }).click({ trial: true })
    await phone.locator('input[type="file"][multiple]').setInputFiles([
      { name: 'knee.png', mimeType: 'image/png', buffer: pngOf(2400, 1200) },
      { name: 'knee.heic', mimeType: 'image/heic', buffer: Buffer.from('no browser opens this') },
    ])
    await phone.getByText('“knee.heic” cannot be opened as a picture by this browser.').waitFor()
    await phone.getByRole('img', { name: 'Photo 1' }).waitFor()
    // in a tunnel
    await phone.route('**/api/check-in/photo', (sending) => sending.abort())
    await phone.getByRole('button', { name: 'Send the photo' }).click()
    await phone.getByText('It did not get through. Press send once more. Your answer is with us.').waitFor()
    await phone.getByRole('button', { name: 'Send the photo' }).scrollIntoViewIfNeeded()
    await picture({ page: phone } as Person, 'patient-adds-photo')
    await lookAtAll({ page: phone } as Person, 'adds-photo')
    await phone.unroute('**/api/check-in/photo')
    await phone.getByRole('button', { name: 'Send the photo' }).click()
    await phone.getByText('1 photo is with us.').waitFor()
    await ana.page.goto(`${house.url}/practitioner`)
    const waits = ana.page.getByRole('region', { name: /answers? of your patients/ })
    const photo = waits.getByRole('img', { name: /^Photo 1 of 1, / })
    await waits.getByRole('button', { name: /^Photo 1 of 1, .* Show larger$/ }).press('Enter')
    await waits.getByRole('button', { name: /Show smaller$/, expanded: true }).waitFor()
    expect(await photo.evaluate((shown: HTMLImageElement) => shown.decode().then(() => shown.naturalWidth))).toBe(1600)
    await picture(ana, 'answer-with-photo')
    await lookAtAll(ana, 'answer-with-photo')
    const address = await photo.evaluate((shown: HTMLImageElement) => shown.src)
    const headers = (await ana.page.request.get(address)).headers()
    expect(headers).toMatchObject({
      ...{ 'content-type': 'image/jpeg', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' },
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    expect((await phone.request.get(address)).status()).toBe(401)
  })
})
