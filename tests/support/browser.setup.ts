import { browserPath } from './browser.ts'

/** Two files of stories start at once, and neither may run a browser that the other is still unpacking. */
export const setup = async (): Promise<void> => {
  await browserPath()
}
