import { describe, expect, it } from 'vitest'
import { faultsOfText, fillIn, sectionsFor, type TextContent, type TextSection } from '#domain/aftercare/text.ts'

const same = (words: string) => ({ en: words, de: words })
const section = (topic: TextSection['topic'], words: string, source = 'A study.'): TextSection => ({
  ...{ topic, source },
  ...{ heading: same('Heading'), words: same(words) },
})
const EMERGENCY = section('emergency', 'Call {emergencyPhone}.')
const CHEST = section('chest', 'Short of breath: call {emergencyPhone}.')
const REACH = section('reach', 'Phone: {clinicPhone}. {messageHours} At other times nobody reads this.', '')

const good: TextContent = {
  name: same('After the visit'),
  subject: same('After your visit'),
  intro: same('Hello from {clinic}.'),
  sms: same('{clinic}: {link}'),
  sections: [EMERGENCY, CHEST, section('soreness', 'It may be sore.'), REACH],
}
const withSections = (...sections: TextSection[]): TextContent => ({ ...good, sections })

describe('what every text for patients has to say', () => {
  it('a text that says it all can be saved', () => expect(faultsOfText(good)).toEqual([]))

  it.each<[string, TextContent, string]>([
    ['no words for an emergency', withSections(CHEST, REACH), 'emergency-missing'],
    ['no words for treatment near the lung', withSections(EMERGENCY, REACH), 'emergency-missing'],
    [
      'an emergency without its number',
      withSections(section('emergency', 'Get help.'), CHEST, REACH),
      'emergency-missing',
    ],
    ['Z2: not when answers are read', withSections(EMERGENCY, CHEST), 'hours-missing'],
    ['how to reach the clinic is not last', withSections(REACH, EMERGENCY, CHEST), 'hours-missing'],
    [
      'a claim without a source',
      withSections(EMERGENCY, CHEST, section('water', 'Drink.', ' '), REACH),
      'source-missing',
    ],
    ['the same topic twice', withSections(EMERGENCY, EMERGENCY, CHEST, REACH), 'topic-twice'],
    ['something that nobody can fill in', { ...good, intro: same('Hello {nickname}.') }, 'unknown-placeholder'],
    ['a brace that is never closed', { ...good, intro: same('Hello {clinic.') }, 'unknown-placeholder'],
    ['what was treated in the subject', { ...good, subject: same('Your {areas}') }, 'detail-in-subject'],
    ['what was treated in a text message', { ...good, sms: same('{link} {areas}') }, 'detail-in-subject'],
    ['a text message without the link', { ...good, sms: same('Hello.') }, 'sms-without-link'],
    ['Z2: that all is well', { ...good, intro: { en: 'Hello.', de: 'Es ist alles in Ordnung.' } }, 'reassures'],
    [
      'that water washes toxins out',
      withSections(EMERGENCY, CHEST, section('water', 'It flushes toxins.'), REACH),
      'reassures',
    ],
  ])('not saved: %s', (_, text, fault) => expect(faultsOfText(text)).toContain(fault))

  it('one language that lacks it is enough', () => {
    const german = { ...REACH, words: { ...REACH.words, de: 'Rufen Sie an.' } }
    expect(faultsOfText(withSections(EMERGENCY, CHEST, german))).toEqual(['hours-missing'])
  })
})

describe('a text as somebody reads it', () => {
  it('the signs of the lung stand first after treatment near it, and the general words otherwise', () => {
    const topics = (chestWarning: boolean) =>
      sectionsFor(good.sections, { chestWarning }).map(({ section: { topic }, urgent }) => [topic, urgent])
    expect(topics(true)).toEqual([
      ['chest', true],
      ['soreness', false],
      ['reach', false],
    ])
    expect(topics(false)[0]).toEqual(['emergency', true])
  })

  it('what was filled in is never filled in again', () =>
    expect(fillIn('{name} {link}', { name: '{clinic}', clinic: 'X' })).toBe('{clinic} {link}'))
})
