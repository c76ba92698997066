import { describe, expect, it } from 'vitest'
import { languageChoices, languageName } from '#words/language-name.ts'

describe('the name of a language', () => {
  it('is said in the language of the reader', () => {
    expect(languageName('ar', 'en')).toBe('Arabic')
    expect(languageName('ar', 'de')).toBe('Arabisch')
  })

  it('is known of every language there is to choose, sign languages among them, and the list is in order of names', () => {
    for (const locale of ['en', 'de']) {
      const names = languageChoices(locale).map(({ name }) => name)
      expect(languageChoices(locale).filter(({ code, name }) => code === name)).toEqual([])
      expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, locale)))
    }
    expect(languageName('gsg', 'de')).toBe('Deutsche Gebärdensprache')
  })

  it('is what was typed, where that is no code', () => {
    expect(languageName('Plattdeutsch vom Hof', 'de')).toBe('Plattdeutsch vom Hof')
  })
})
