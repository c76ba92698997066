import type { Page } from 'playwright-core'
import type { House } from './house.ts'
import { takeBack } from './walks.ts'

/** The one large button at the foot of a visit. */
export const goOn = (page: Page, section: string): Promise<void> =>
  page.getByRole('button', { name: `Next: ${section}` }).click()

/** Opens and begins somebody's visit from the practitioner's day. */
export const openVisitOf = async (page: Page, house: House, name: string): Promise<void> => {
  await page.goto(`${house.url}/practitioner`)
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('button', { name: 'They match: start the visit' }).click()
  await page.getByRole('region', { name: 'Before we begin' }).waitFor()
}

/** Every question that is asked is answered with "No". */
export const answerAll = async (page: Page): Promise<void> => {
  const part = page.getByRole('region', { name: 'Before we begin' })
  await part.getByRole('radio').first().waitFor()
  for (const no of await part.getByRole('radio', { name: 'No', exact: true }).all()) await no.click()
}

/** The patient reads and signs, and gives the device back. */
export const signConsent = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Hand to the patient' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByLabel('I cannot draw here: my typed name is my signature').check()
  await page.getByRole('button', { name: 'Sign and agree' }).click()
  await takeBack(page)
  await page
    .getByText(new RegExp(`Signed by ${name}`))
    .first()
    .waitFor()
}

/** A part of the visit, opened where it is not. */
export const openPart = async (page: Page, name: 'Needles in' | 'Needles out' | 'Note') => {
  const part = page.getByRole('region', { name: new RegExp(`^${name}`) })
  const head = part.getByRole('button', { name: new RegExp(`^${name}`) })
  await head.waitFor()
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click()
  return part
}

/** Confirms the box that is open in the room and says how many of its needles went into each place, one tap each. */
export const needleFromOpenBox = async (page: Page, lotNumber: string, places: readonly number[]): Promise<void> => {
  const needling = await openPart(page, 'Needles in')
  await needling.getByText(`Lot ${lotNumber} is open in Room 1. Is it the box in your hand?`).waitFor()
  await needling.getByRole('button', { name: `Yes, lot ${lotNumber}` }).click()
  await needling.getByText(`Lot ${lotNumber} is the box of this visit.`).waitFor()
  const more = needling.getByRole('button', { name: 'One more: Needles' })
  for (const place of places) await more.nth(place).click()
  await needling.getByRole('button', { name: `Record ${places.length} needles in` }).click()
  await page.getByText(`Needles in ${places.length} · out 0`).waitFor()
}

type Fate = 'Removed' | 'Missing' | 'Broken' | 'Fell out, found'

/** Counts needles out of the open visit, digit by digit; `words` where the clinic asks what happened. */
export const countOut = async (page: Page, fates: Partial<Record<Fate, number>>, words?: string): Promise<void> => {
  const out = await openPart(page, 'Needles out')
  await out.getByRole('button', { name: /^Count (the needles out|again)$/ }).click()
  for (const [fate, needles] of Object.entries(fates)) {
    await out.getByRole('spinbutton', { name: fate }).click()
    for (const digit of String(needles)) await page.keyboard.press(digit)
  }
  if (words !== undefined) await out.getByLabel('What happened?').fill(words)
  const sum = Object.values(fates).reduce((total, needles) => total + needles, 0)
  await out.getByRole('button', { name: new RegExp(`^Record ${sum} needles? out$`) }).click()
}

/** What a story costs, asked for whenever something of it is done. */
export interface Cost {
  readonly taps: number
  /** Of the browser, which waits for no hand: to be told, never to be judged by. */
  readonly seconds: number
}

/** Counts what a finger does from now on: each tap on the screen and each key of the keyboard on it. */
export const countTaps = async (page: Page): Promise<() => Promise<Cost>> => {
  await page.evaluate(() => {
    const counter = Object.assign(window, { taps: 0 })
    const count = ({ isTrusted }: Event) => {
      if (isTrusted) counter.taps++
    }
    for (const kind of ['click', 'keydown']) window.addEventListener(kind, count, { capture: true })
  })
  const beganMs = performance.now()
  return async () => ({
    taps: await page.evaluate(() => (window as unknown as { taps: number }).taps),
    seconds: (performance.now() - beganMs) / 1000,
  })
}

/** Tells what a story cost at each of its turns. */
export const tell = (story: string, turns: Readonly<Record<string, Cost>>): void => {
  const words = Object.entries(turns).map(
    ([turn, { taps, seconds }]) => `${turn} after ${taps} taps and ${seconds.toFixed(1)} s`,
  )
  console.info(`${story}: ${words.join(', ')}`)
}
