import { intlTagOf, type Locale } from './locale.ts'

/** A zone as people know it at an instant, with its city: "Central European Time, Berlin". */
export const zoneName = (zone: string, locale: Locale, atMs: number): string => {
  const parts = new Intl.DateTimeFormat(intlTagOf(locale), { timeZone: zone, timeZoneName: 'longGeneric' })
  const name = parts.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? zone
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ')
  return city === undefined || name.includes(city) ? name : `${name}, ${city}`
}
