import { describe, expect, it } from 'vitest'
import { consentLetter } from '#integrations/mail/consent-letter.ts'

const letterOf = (signedAt: string, timeZone: string, locale = 'en') =>
  consentLetter(
    {
      consent: {
        ...{ signedName: 'Björk', signedAt: new Date(signedAt), textVersion: '3', locale },
        parts: [
          { part: 'risk', heading: { en: 'Risks', de: 'Risiken' }, words: { en: 'Bruises', de: 'Blaue Flecken' } },
        ],
      },
      patient: { name: 'Björk Guðmundsdóttir', locale },
      clinic: { name: 'Riverside', slug: 'riverside', phone: '+49 30 1', timeZone },
    },
    'https://clinic.example',
  )

const saysDay = (letter: ReturnType<typeof consentLetter>): string => letter.sections[0]?.paragraphs[1] ?? ''

describe('the copy of a consent', () => {
  it('C16: says the day on which it was signed where the clinic is, as people there write it', () => {
    expect(saysDay(letterOf('2031-03-10T23:30:00Z', 'Europe/Berlin'))).toContain('11 March 2031')
    expect(saysDay(letterOf('2031-03-10T23:30:00Z', 'America/New_York'))).toContain('10 March 2031')
    expect(saysDay(letterOf('2031-03-10T23:30:00Z', 'Europe/Berlin', 'de'))).toContain('11. März 2031')
  })

  it('says nothing of what was agreed to before it is opened', () => {
    const { subject, preview } = letterOf('2031-03-10T08:00:00Z', 'Europe/Berlin')
    expect(`${subject} ${preview}`).not.toMatch(/Bruises|Risks|needl/i)
  })
})
