import { describe, expect, it } from 'vitest'
import {
  type AftercareFacts,
  type AftercarePlan,
  EVERY_VISIT,
  type Fits,
  firstTried,
  fitsVisit,
  needsChestWarning,
  stepsFor,
  whyNotAPlan,
} from '#domain/aftercare/plan.ts'

const at = (instant: string): number => Date.parse(instant)
const OUT = at('2026-11-26T14:31:00Z')
const PLANNED_END = at('2026-11-26T14:45:00Z')
const MINUTE = 60_000

const step = {
  anchor: 'last-needle-out',
  channel: 'preferred',
  manner: 'pass',
  checkIn: false,
  language: 'patient',
  fits: EVERY_VISIT,
} as const
const only = (fits: Partial<Fits>): Fits => ({ ...EVERY_VISIT, ...fits })

const plan: AftercarePlan = {
  id: 'plan',
  version: 3,
  fits: EVERY_VISIT,
  steps: [
    { ...step, id: 'next-day', offsetMinutes: 24 * 60, templateKey: 'next-day' },
    { ...step, id: 'leaflet', offsetMinutes: 0, templateKey: 'after-needling' },
    { ...step, id: 'chest', offsetMinutes: 240, templateKey: 'chest-check', fits: only({ riskZones: ['pleural'] }) },
    {
      ...step,
      id: 'electro',
      offsetMinutes: 60,
      templateKey: 'electro',
      fits: only({ techniques: ['electro-needling'] }),
    },
    {
      ...step,
      id: 'nerves',
      offsetMinutes: 120,
      templateKey: 'nerves',
      fits: only({ riskZones: ['neural', 'orbital'] }),
    },
    { ...step, id: 'reminder', anchor: 'removal-day', offsetMinutes: 0, templateKey: 'needle-removal' },
  ],
}

const facts: AftercareFacts = {
  plans: [plan],
  techniques: ['deep-dry-needling'],
  areaIds: ['upper-trapezius.left', 'shoulder.left'],
  riskZones: [],
  serviceId: 'service',
  flags: [],
  lastNeedleOutMs: OUT,
  plannedEndMs: PLANNED_END,
}

const due = (change: Partial<AftercareFacts>) => stepsFor({ ...facts, ...change })
const ids = (change: Partial<AftercareFacts>) => due(change).map(({ stepId }) => stepId)

describe('which aftercare is due and when', () => {
  it('Z15: the clock starts when the last needle is out, whatever becomes of the note', () => {
    expect(due({})).toEqual([
      {
        stepId: 'leaflet',
        templateKey: 'after-needling',
        channel: 'preferred',
        manner: 'pass',
        checkIn: false,
        planVersion: 3,
        offsetMinutes: 0,
        dueMs: OUT,
        basis: 'last-needle-out',
        chestWarning: false,
      },
      {
        stepId: 'next-day',
        templateKey: 'next-day',
        channel: 'preferred',
        manner: 'pass',
        checkIn: false,
        planVersion: 3,
        offsetMinutes: 24 * 60,
        dueMs: OUT + 24 * 60 * MINUTE,
        basis: 'last-needle-out',
        chestWarning: false,
      },
    ])
  })

  it('Z15: until somebody says the needles are out, the planned end counts', () => {
    expect(due({ lastNeedleOutMs: null })).toMatchObject([
      { stepId: 'leaflet', dueMs: PLANNED_END, basis: 'planned-end' },
      { stepId: 'next-day', dueMs: PLANNED_END + 24 * 60 * MINUTE, basis: 'planned-end' },
    ])
  })

  it('needles that were out early or late move the clock both ways', () => {
    expect(due({ lastNeedleOutMs: PLANNED_END - 20 * MINUTE })[0]?.dueMs).toBe(PLANNED_END - 20 * MINUTE)
    expect(due({ lastNeedleOutMs: PLANNED_END + 90 * MINUTE })[0]?.dueMs).toBe(PLANNED_END + 90 * MINUTE)
  })

  it('a visit without needles makes nothing due', () => {
    expect(due({ techniques: [] })).toEqual([])
  })

  it('near the lung the chest check comes too, and every message carries the warning', () => {
    expect(ids({ riskZones: ['pleural'] })).toEqual(['leaflet', 'chest', 'next-day'])
    expect(due({ riskZones: ['vascular', 'pleural'] }).every(({ chestWarning }) => chestWarning)).toBe(true)
  })

  it('any of the zones of a step is enough', () => {
    expect(ids({ riskZones: ['orbital'] })).toEqual(['leaflet', 'nerves', 'next-day'])
  })

  it('while nobody has written where, all warnings are given', () => {
    expect(ids({ riskZones: 'unknown' })).toEqual(['leaflet', 'nerves', 'chest', 'next-day'])
    expect(due({ riskZones: 'unknown' }).every(({ chestWarning }) => chestWarning)).toBe(true)
    expect(needsChestWarning('unknown')).toBe(true)
    expect(needsChestWarning(['neural'])).toBe(false)
  })

  it('a step for one technique stays with it', () => {
    expect(ids({ techniques: ['deep-dry-needling', 'electro-needling'] })).toEqual(['leaflet', 'electro', 'next-day'])
  })

  it('messages come in the order they are due, and the plan keeps its own', () => {
    const before = structuredClone(plan)
    const times = due({ riskZones: 'unknown' }).map(({ dueMs }) => dueMs)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(plan).toEqual(before)
  })

  it('offsets are elapsed time, also over a change of the clock', () => {
    const beforeChange = at('2031-03-29T18:00:00Z')
    expect(due({ lastNeedleOutMs: beforeChange })[1]?.dueMs).toBe(at('2031-03-30T18:00:00Z'))
  })
})

/** What a plan asks for, the visit, whether it is followed. */
const VISITS: readonly (readonly [string, Partial<Fits>, Partial<AftercareFacts>, boolean])[] = [
  ['nothing asked is every visit with needles', {}, {}, true],
  ['one of several techniques is enough', { techniques: ['electro-needling', 'deep-dry-needling'] }, {}, true],
  ['another technique is not', { techniques: ['body-acupuncture'] }, {}, false],
  ['a region holds its places', { areaIds: ['shoulder.left'] }, {}, true],
  ['another side is not', { areaIds: ['shoulder.right'] }, {}, false],
  ['while nobody wrote where, every place may be meant', { areaIds: ['shoulder.right'] }, { areaIds: 'unknown' }, true],
  ['near the lung (novaphysicaltherapy.com)', { riskZones: ['pleural'] }, { riskZones: ['pleural'] }, true],
  ['not near the lung', { riskZones: ['pleural'] }, { riskZones: ['neural'] }, false],
  ['a service', { serviceIds: ['service'] }, {}, true],
  ['another service', { serviceIds: ['first-visit'] }, {}, false],
  ['a visit that was booked without a service', { serviceIds: ['service'] }, { serviceId: null }, false],
  ['a first visit', { flags: ['first-visit'] }, { flags: ['first-visit'] }, true],
  ['thinned blood: bruises are larger', { flags: ['anticoagulant'] }, { flags: ['anticoagulant', 'child'] }, true],
  ['nobody pregnant', { flags: ['pregnancy'] }, { flags: ['anticoagulant'] }, false],
  ['every list has to agree', { techniques: ['deep-dry-needling'], flags: ['child'] }, {}, false],
]

describe('of which visits a plan is', () => {
  it.each(VISITS)('%s', (_, fits, visit, expected) =>
    expect(fitsVisit(only(fits), { ...facts, ...visit })).toBe(expected),
  )

  it('every plan that fits is followed, and the same words at the same hour come once', () => {
    const children: AftercarePlan = {
      ...{ id: 'children', version: 1, fits: only({ flags: ['child'] }) },
      steps: [
        { ...step, id: 'again', offsetMinutes: 0, templateKey: 'after-needling' },
        { ...step, id: 'guardian', offsetMinutes: 60, templateKey: 'for-guardians' },
      ],
    }
    const plans = [plan, children]
    expect(ids({ plans })).toEqual(['leaflet', 'next-day'])
    expect(ids({ plans, flags: ['child'] })).toEqual(['leaflet', 'guardian', 'next-day'])
  })

  it('what is about a needle that stays in has a clock of its own', () => {
    expect(ids({ riskZones: 'unknown', flags: ['needle-left'] })).not.toContain('reminder')
  })
})

describe('the way that a message of a plan takes', () => {
  it('is the patient’s own, unless the plan asks for another; a message of no plan has no wish', () => {
    expect(firstTried('preferred', 'sms')).toBe('sms')
    expect(firstTried('preferred', null)).toBeNull()
    expect(firstTried('email', 'sms')).toBe('email')
    expect(firstTried('sms', null)).toBe('sms')
    expect(firstTried(null, 'sms')).toBe('sms')
  })
})

describe('a plan as it is written', () => {
  it('Z3: a check of the chest never waits for the morning', () => {
    const chest = plan.steps.find(({ id }) => id === 'chest')
    expect(whyNotAPlan(plan.steps)).toBeNull()
    expect(whyNotAPlan([{ ...step, ...chest, manner: 'after' } as AftercarePlan['steps'][number]])).toBe('chest-waits')
    expect(whyNotAPlan([{ ...step, ...chest, manner: 'before' } as AftercarePlan['steps'][number]])).toBeNull()
  })

  it('says nothing twice to the same people', () => {
    const [first] = plan.steps
    if (first === undefined) throw new Error('A plan has steps.')
    expect(whyNotAPlan([first, { ...first, id: 'other' }])).toBe('step-twice')
    expect(whyNotAPlan([first, { ...first, id: 'other', offsetMinutes: 60 }])).toBeNull()
  })
})
