import { afterEach } from 'vitest'
import { openPages } from './browser.ts'

const MOST_LETTERS = 8000

/** A story that fails says what stood on the screens that were open: the place it failed at is rarely the reason. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of openPages()) {
    const seen = await page
      .locator('body')
      .ariaSnapshot({ timeout: 5_000 })
      .catch((error: unknown) => String(error))
    console.log(`\n${task.name}\n${page.url()}\n${seen.slice(-MOST_LETTERS)}\n`)
  }
})
