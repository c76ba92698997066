import { describe, expect, it } from 'vitest'
import { explainSetup, SETUP_REASONS, type SetupFault } from '#words/setup.ts'

const faults: Record<SetupFault['fault'], SetupFault['field']> = {
  'no-hands-on': 'segments',
  'begins-without-hands': 'segments',
  'ends-with-needles-in': 'segments',
  'needles-without-technique': 'segments',
  'too-long': 'segments',
  'notice-beyond-horizon': 'maxAheadDays',
  'more-than-the-day': 'maxPerPatientPerDay',
  'ends-before-it-begins': 'validUntil',
  'no-place': 'places',
  'place-twice': 'places',
  'no-language': 'languages',
  'no-minutes': 'extraMinutes',
}

describe('the words for an edit that is refused', () => {
  it('say of every fault what to do, and at which field it stands', () => {
    for (const [fault, field] of Object.entries(faults)) {
      for (const locale of ['en', 'de'] as const) {
        const [said] = explainSetup([{ reason: 'faulty', field, fault } as never], locale)
        expect(said?.sentence, fault).toMatch(/^[A-ZÄÖÜ].*\.$/)
        expect(said?.offer).toEqual({ fields: [field] })
      }
    }
  })

  it('exist for every reason, and a reason nobody thought of is "try again"', () => {
    const said = explainSetup(
      [...SETUP_REASONS, 'something-else'].map((reason) => ({ reason })),
      'en',
    )
    expect(new Set(said.map(({ sentence }) => sentence)).size).toBe(SETUP_REASONS.length)
  })

  it('count the visits that do not fit, and name them in the language of the reader', () => {
    const visit = {
      id: 'a',
      patientId: 'p',
      startMs: Date.parse('2026-11-26T09:00:00Z'),
      timeZone: 'Europe/Berlin',
      patientName: 'Björk Guðmundsdóttir',
      practitionerName: 'Ana Ruiz',
      serviceName: { en: 'Acupuncture', de: 'Akupunktur' },
    }
    const [one] = explainSetup([{ reason: 'visits-affected', visits: [visit] }], 'de')
    expect(one?.sentence).toContain('Ein kommender Termin passt dann nicht mehr. Sehen Sie ihn zuerst an')
    expect(one?.offer).toMatchObject({ visits: [{ startIso: '2026-11-26T09:00:00.000Z', serviceName: 'Akupunktur' }] })
  })
})
