import { readdirSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { messagesFor, someMessages } from '../../../src/words/catalogue.ts'
import { locales } from '../../../src/words/locale.ts'
import { translateFor, translatorFor } from '../../../src/words/translator.ts'

const flat = (value: unknown, path: string): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`))
    : [[path, String(value)]]

const argumentsOf = (elements: readonly MessageFormatElement[]): string[] =>
  elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...argumentsOf(element.children)]
    if (element.type === TYPE.select || element.type === TYPE.plural)
      return [element.value, ...Object.values(element.options).flatMap((option) => argumentsOf(option.value))]
    return [element.value]
  })

const shapeOf = (locale: (typeof locales)[number]) =>
  flat(messagesFor(locale), '').map(
    ([key, message]) => [key, [...new Set(argumentsOf(parse(message)))].sort()] as const,
  )

describe('the message catalogue', () => {
  it('says the same things with the same arguments in every language', () => {
    const english = Object.fromEntries(shapeOf('en'))
    expect(Object.keys(english).length).toBeGreaterThan(20)
    for (const locale of locales) expect(Object.fromEntries(shapeOf(locale)), locale).toEqual(english)
  })

  it('leaves no message empty', () => {
    for (const locale of locales)
      expect(flat(messagesFor(locale), '').filter(([, message]) => message.trim() === '')).toEqual([])
  })

  it('holds every file of every language folder', () => {
    for (const locale of locales) {
      const files = readdirSync(`src/words/${locale}`).map((file) => file.replace(/\.json$/, ''))
      expect(Object.keys(messagesFor(locale)).sort(), locale).toEqual(files.sort())
    }
  })

  it('can be handed out in part', () => {
    expect(someMessages('de', ['common'])).toEqual({ common: messagesFor('de').common })
  })
})

describe('the translator', () => {
  it('counts in the language of the reader', () => {
    expect(translatorFor('en')('common.yearsOld', { years: 1 })).toBe('1 year')
    expect(translatorFor('de')('common.yearsOld', { years: 41 })).toBe('41 Jahre')
  })

  it('throws for a key that nobody wrote', () => {
    expect(() => translateFor('en')('common.nobodyWroteThis')).toThrow('nobodyWroteThis')
  })
})
