import { describe, expect, it } from 'vitest'
import type { Segment } from '#domain/appointment/segments.ts'
import { type ServiceOnPaper, serviceFaults } from '#domain/appointment/service-faults.ts'
import { services } from '../../../../prisma/seed/services.ts'

const handsOn = (minutes: number): Segment => ({ kind: 'hands-on', minutes })
const resting = (minutes: number): Segment => ({ kind: 'resting', minutes })
const removal = (minutes: number): Segment => ({ kind: 'removal', minutes })

const acupuncture: ServiceOnPaper = {
  technique: 'body-acupuncture',
  segments: [handsOn(15), resting(30), removal(15)],
  minNoticeMinutes: 30,
  maxAheadDays: 90,
  maxPerDay: null,
  maxPerPatientPerDay: null,
}
const faultsOf = (change: Partial<ServiceOnPaper>) =>
  serviceFaults({ ...acupuncture, ...change }).map(({ field, fault }) => `${field}: ${fault}`)

describe('a service as it is written down', () => {
  it('is sound when hands put the needles in and take them out', () => {
    expect(faultsOf({})).toEqual([])
    expect(faultsOf({ segments: [handsOn(15), resting(20), handsOn(10)] })).toEqual([])
    expect(faultsOf({ technique: null, segments: [handsOn(30)] })).toEqual([])
  })

  it('every service of the demo clinic is', () => {
    for (const { technique, segments } of Object.values(services)) expect(faultsOf({ technique, segments })).toEqual([])
  })

  it.each<[string, Partial<ServiceOnPaper>]>([
    ['segments: no-hands-on', { segments: [] }],
    ['segments: no-hands-on', { segments: [resting(20), removal(5)] }],
    ['segments: begins-without-hands', { segments: [resting(20), handsOn(5)] }],
    ['segments: needles-without-technique', { technique: null }],
    ['segments: too-long', { segments: [handsOn(400), handsOn(400)] }],
    ['maxAheadDays: notice-beyond-horizon', { minNoticeMinutes: 2 * 1440, maxAheadDays: 2 }],
    ['maxPerPatientPerDay: more-than-the-day', { maxPerDay: 2, maxPerPatientPerDay: 3 }],
  ])('%s', (fault, change) => {
    expect(faultsOf(change)).toEqual([fault])
  })

  it('Z5: never ends while needles are in, so that nobody is left with them', () => {
    expect(faultsOf({ segments: [handsOn(15), resting(30)] })).toEqual(['segments: ends-with-needles-in'])
  })

  it('says everything that is wrong at once, field by field', () => {
    expect(faultsOf({ segments: [], maxAheadDays: 0, maxPerDay: 1, maxPerPatientPerDay: 2 })).toHaveLength(3)
  })
})
