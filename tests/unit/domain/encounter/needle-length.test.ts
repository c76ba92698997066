import { describe, expect, it } from 'vitest'
import { bodyAreas } from '../../../../prisma/seed/body-areas.ts'
import { lengthWarning } from '../../../../src/domain/encounter/needle-length.ts'

describe('the length of a needle', () => {
  const overLung = { warnMaxLengthMm: 20, riskZones: ['pleural'] as const }

  it('is pointed out when it is longer than the area’s number, with the zones it could reach', () => {
    expect(lengthWarning(overLung, 50)).toEqual({ lengthMm: 50, limitMm: 20, riskZones: ['pleural'] })
  })

  it('is not pointed out at the number itself or below', () => {
    expect(lengthWarning(overLung, 20)).toBeNull()
    expect(lengthWarning(overLung, 13)).toBeNull()
  })

  it('is not judged where nobody gave a number', () => {
    expect(lengthWarning({ warnMaxLengthMm: null, riskZones: ['pleural'] }, 75)).toBeNull()
  })

  it('is pointed out for a 50 mm needle in the demo’s upper trapezius', () => {
    const trapezius = bodyAreas.find(({ id }) => id === 'upper-trapezius.left')
    expect(trapezius && lengthWarning(trapezius, 50)).toMatchObject({ riskZones: ['pleural'] })
  })
})
