import type { Locale } from '#words/locale.ts'

/** Keeps the chosen language on this device and reads the page again in it. */
export const speak = async (locale: Locale): Promise<void> => {
  await fetch('/api/language', { method: 'POST', body: locale })
  window.location.reload()
}
