import { describe, expect, it } from 'vitest'
import { languageName } from '#words/language-name.ts'

describe('the name of a language', () => {
  it('is said in the language of the reader', () => {
    expect(languageName('ar', 'en')).toBe('Arabic')
    expect(languageName('ar', 'de')).toBe('Arabisch')
  })

  it('is what was typed, where that is no code', () => {
    expect(languageName('Plattdeutsch vom Hof', 'de')).toBe('Plattdeutsch vom Hof')
  })
})
