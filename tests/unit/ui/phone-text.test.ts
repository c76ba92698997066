import { describe, expect, it } from 'vitest'
import { phoneHref, phonePieces } from '#ui/clinic/PhoneText.tsx'

const shown = (text: string, ...phones: string[]) =>
  phonePieces(text, phones).map((piece) => (piece.phone ? `[${piece.text}]` : piece.text))

describe('telephone numbers in a leaflet', () => {
  it('can be pressed wherever they stand', () => {
    expect(shown('Call 112 at once. Else call +49 30 5550 112.', '112', '+49 30 5550 112')).toEqual([
      'Call ',
      '[112]',
      ' at once. Else call ',
      '[+49 30 5550 112]',
      '.',
    ])
  })

  it('are not found inside another number', () =>
    expect(shown('Room 1125, tel. 0112', '112')).toEqual(['Room 1125, tel. 0112']))

  it('leave a text without one as it is', () => {
    expect(shown('Drink water.', '112', '')).toEqual(['Drink water.'])
    expect(shown('Drink water.')).toEqual(['Drink water.'])
  })

  it('are dialled without their spaces and brackets', () =>
    expect(phoneHref('+49 (30) 555-0112')).toBe('tel:+49305550112'))
})
