import { describe, expect, it } from 'vitest'
import { parseLocale } from '../../../src/words/locale.ts'

describe('the language of a page', () => {
  it('is the one the person chose', () => expect(parseLocale('de')).toBe('de'))

  it('follows the order a browser asks for, not the order it writes', () => {
    expect(parseLocale('en;q=0.5,de-CH;q=0.9,fr')).toBe('de')
    expect(parseLocale('fr-CA, en-US;q=0.8, de;q=0.8')).toBe('en')
  })

  it('never is one the browser refuses', () => expect(parseLocale('de;q=0, en;q=0.1')).toBe('en'))

  it('is the default when nothing fits or the header is nonsense', () => {
    expect(parseLocale(null)).toBe('en')
    expect(parseLocale('xx;;q=,,;q=banana')).toBe('en')
    expect(parseLocale('ja', 'de')).toBe('de')
  })
})
