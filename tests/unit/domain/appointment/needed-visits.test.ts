import { describe, expect, it } from 'vitest'
import type { BookingFacts, NeededPool } from '#domain/appointment/booking-facts.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { decideReschedule } from '#domain/appointment/decide-reschedule.ts'
import type { PatientNeed } from '#domain/appointment/needs.ts'
import { BREAKS, breakOf } from '#domain/appointment/refusal.ts'
import { visitFactsOf } from '#domain/appointment/visit-refusals.ts'
import { freeStarts } from '#domain/availability/free-starts.ts'
import {
  ANA,
  AS_ANA,
  accepted,
  bookingFacts,
  busy,
  OWNER,
  reasonsOf,
  staff,
  standing,
} from '../../../support/booking.ts'
import { at, lasting } from '../../../support/instants.ts'

const WOMAN: PatientNeed = { kind: 'woman-practitioner', extraMinutes: 0 }
const ACCESSIBLE: PatientNeed = { kind: 'accessible-room', extraMinutes: 0 }
const CHAPERONE = { kind: 'chaperone', extraMinutes: 0 } as const
const ARABIC = { kind: 'interpreter', language: 'ar', extraMinutes: 10 } as const

const decide = (changes: Parameters<typeof bookingFacts>[0] = {}) => decideBooking(bookingFacts(changes))
const everything = { reason: 'She is in pain.', breaks: [...BREAKS] }
/** Owner and practitioner in one: nobody may break more. */
const MIGHTY = staff(['owner', 'practitioner'], ANA)
const THURSDAY = lasting('2026-11-26T10:00', 45)

const pool = (needed: NeededPool['needed'], ...candidates: NeededPool['candidates'][number][]): NeededPool => ({
  needed,
  candidates,
})
const STIMULATOR = { what: 'device', kind: 'stimulator' } as const
const one = (resourceId: string, ...taken: ReturnType<typeof busy>[]) => ({ resourceId, busy: taken })

describe('a patient who asked for a woman', () => {
  it('is booked with one, and with nobody of whom it is not known', () => {
    const patient = { needs: [WOMAN] }
    expect(decide({ patient }).ok).toBe(true)
    for (const gender of ['male', 'other', null]) {
      expect(decide({ patient, practitioner: { gender } })).toEqual({
        ok: false,
        refusals: [{ reason: 'needs-woman', practitionerId: ANA }],
      })
    }
  })
})

describe('a patient who will not see somebody', () => {
  it('is not booked with them, and with anybody else', () => {
    const not = (practitionerId: string): PatientNeed => ({ kind: 'not-practitioner', practitionerId, extraMinutes: 0 })
    expect(decide({ patient: { needs: [not('ben')] } }).ok).toBe(true)
    expect(decide({ patient: { needs: [not(ANA)] } })).toEqual({
      ok: false,
      refusals: [{ reason: 'needs-other-practitioner', practitionerId: ANA }],
    })
  })
})

describe('a patient who needs a room without steps', () => {
  const places: BookingFacts['places'] = [
    { placeId: 'upstairs', accessible: false, busy: [] },
    { placeId: 'level', accessible: true, busy: [] },
  ]

  it('gets one, though another is the usual first choice', () => {
    expect(accepted(decide({ places })).placeId).toBe('upstairs')
    expect(accepted(decide({ places, patient: { needs: [ACCESSIBLE] } })).placeId).toBe('level')
  })

  it('is refused when it is taken, and otherwise when there is none', () => {
    const [upstairs, level] = places
    if (!upstairs || !level) throw new Error('two places')
    const taken = { ...level, busy: [busy(THURSDAY)] }
    const patient = { needs: [ACCESSIBLE] }
    expect(decide({ places: [upstairs, taken], patient })).toMatchObject({
      refusals: [{ reason: 'no-place', exists: true, closed: false, accessible: true }],
    })
    expect(decide({ places: [upstairs], patient })).toMatchObject({
      refusals: [{ reason: 'no-place', exists: false, accessible: true }],
    })
    // who breaks the diary still gets one without steps
    const over = decide({ places: [upstairs, taken], patient, actor: OWNER, override: everything })
    expect(accepted(over)).toMatchObject({ placeId: 'level', breaks: ['overlap'] })
  })
})

describe('a visit that needs somebody or something beside', () => {
  it('claims one of each, the first that is free, with both buffers, and says who', () => {
    const pools = [
      pool(STIMULATOR, one('old', busy(lasting('2026-11-26T10:50', 5))), one('new')),
      pool({ what: 'attendant', need: CHAPERONE }, one('petra')),
    ]
    const verdict = accepted(decide({ pools }))
    expect(verdict.participantIds).toEqual(['new', 'petra'])
    const withBuffer = { startMs: THURSDAY.startMs, endMs: at('2026-11-26T10:55'), waived: false }
    expect(verdict.claims).toContainEqual({ resource: 'device', resourceId: 'new', ...withBuffer })
    expect(verdict.claims).toContainEqual({ resource: 'attendant', resourceId: 'petra', ...withBuffer })
  })

  it('claims somebody who answers two needs once', () => {
    const need = (language: string) => ({ what: 'attendant', need: { ...ARABIC, language } }) as const
    const verdict = accepted(decide({ pools: [pool(need('ar'), one('nadia')), pool(need('fr'), one('nadia'))] }))
    expect(verdict.participantIds).toEqual(['nadia'])
    expect(verdict.claims.filter(({ resourceId }) => resourceId === 'nadia')).toHaveLength(1)
  })

  it('is refused for each that is missing, by its own name; taken is told from not there at all', () => {
    const pools = [pool(STIMULATOR, one('old', busy(THURSDAY))), pool({ what: 'attendant', need: ARABIC })]
    expect(decide({ pools })).toEqual({
      ok: false,
      refusals: [
        { reason: 'no-device', kind: 'stimulator', during: THURSDAY, exists: true },
        { reason: 'no-attendant', need: ARABIC, during: THURSDAY, exists: false },
      ],
    })
  })
})

describe('a day with a limit', () => {
  const date = '2026-11-26'

  it('B13: that has as many as it may takes no further one; the day after does', () => {
    const service = { maxPerDay: 2 }
    const dayCounts = [{ date, visits: 2, ofPatient: 0 }]
    expect(decide({ service, dayCounts })).toEqual({
      ok: false,
      refusals: [{ reason: 'day-full', maxPerDay: 2, date }],
    })
    expect(decide({ service, dayCounts: [{ date, visits: 1, ofPatient: 1 }] }).ok).toBe(true)
    expect(decide({ service, dayCounts, startMs: at('2026-11-27T10:00') }).ok).toBe(true)
    expect(decide({ dayCounts }).ok).toBe(true)
  })

  it('may be one for each patient', () => {
    const service = { maxPerPatientPerDay: 1 }
    expect(reasonsOf(decide({ service, dayCounts: [{ date, visits: 9, ofPatient: 1 }] }))).toEqual(['patient-day-full'])
    expect(decide({ service, dayCounts: [{ date, visits: 9, ofPatient: 0 }] }).ok).toBe(true)
  })
})

describe('an override', () => {
  it('helps with nothing that a patient needs, no device, no attendant and no limit', () => {
    const hopeless = [
      { patient: { needs: [WOMAN] }, practitioner: { gender: 'male' } },
      { patient: { needs: [{ kind: 'not-practitioner', practitionerId: ANA, extraMinutes: 0 }] } },
      { patient: { needs: [ACCESSIBLE] } },
      { pools: [pool(STIMULATOR, one('old', busy(THURSDAY)))] },
      { pools: [pool({ what: 'attendant', need: CHAPERONE })] },
      { service: { maxPerDay: 1 }, dayCounts: [{ date: '2026-11-26', visits: 1, ofPatient: 0 }] },
    ] satisfies Parameters<typeof bookingFacts>[0][]
    for (const changes of hopeless) {
      const verdict = decide({ ...changes, actor: MIGHTY, override: everything })
      expect(verdict.ok).toBe(false)
      if (!verdict.ok) expect(verdict.refusals.map(breakOf)).toEqual([null])
    }
  })

  it('may put a visit on a holiday, or into a room out of its hours, as the clinic’s hours it breaks', () => {
    const closed = { hours: [], extra: [], closed: [THURSDAY] }
    expect(reasonsOf(decide({ location: closed }))).toEqual(['closed'])
    const holiday = decide({ location: closed, actor: AS_ANA, override: everything })
    expect(accepted(holiday)).toMatchObject({ breaks: ['hours'] })
    const places = [{ placeId: 'room-1', room: closed, busy: [] }]
    expect(decide({ places })).toMatchObject({ refusals: [{ reason: 'no-place', closed: true, exists: true }] })
    const room = accepted(decide({ places, actor: AS_ANA, override: everything }))
    expect(room).toMatchObject({ placeId: 'room-1', breaks: ['hours'] })
    // nobody else has the room: there is nothing to waive
    expect(room.claims.filter(({ waived }) => waived)).toEqual([])
  })

  it('would rather double-book an open room than open a closed one', () => {
    const closed = { hours: [], extra: [], closed: [THURSDAY] }
    const places = [
      { placeId: 'closed', room: closed, busy: [] },
      { placeId: 'taken', busy: [busy(THURSDAY)] },
    ]
    const verdict = accepted(decide({ places, actor: AS_ANA, override: everything }))
    expect(verdict).toMatchObject({ placeId: 'taken', breaks: ['overlap'] })
  })
})

describe('a visit that moves', () => {
  const moving = { appointment: standing(), expectedVersion: 3 }
  const own = busy(lasting('2026-11-26T10:00', 55), 'visit')

  it('B11: is not in its own way: neither its device nor its chaperone is taken by it, nor is its day full of it', () => {
    const facts = bookingFacts({
      startMs: at('2026-11-26T10:15'),
      pools: [pool(STIMULATOR, one('old', own)), pool({ what: 'attendant', need: CHAPERONE }, one('petra', own))],
      service: { maxPerDay: 1, maxPerPatientPerDay: 1 },
      dayCounts: [],
    })
    expect(accepted(decideReschedule({ ...facts, ...moving })).participantIds).toEqual(['old', 'petra'])
    expect(decideBooking(facts).ok).toBe(false)
  })

  it('obeys what the patient needs by now', () => {
    const facts = bookingFacts({
      startMs: at('2026-11-26T11:00'),
      patient: { needs: [WOMAN] },
      practitioner: { gender: 'male' },
    })
    expect(reasonsOf(decideReschedule({ ...facts, ...moving }))).toEqual(['needs-woman'])
  })
})

it('A17: what needs, devices and limits leave is what is offered', () => {
  const facts = bookingFacts({
    patient: { needs: [ACCESSIBLE] },
    places: [
      { placeId: 'upstairs', accessible: false, busy: [] },
      { placeId: 'level', accessible: true, busy: [busy(lasting('2026-11-26T09:00', 60))] },
    ],
    pools: [pool(STIMULATOR, one('old', busy(lasting('2026-11-26T13:00', 60))))],
    service: { maxPerDay: 1 },
    dayCounts: [{ date: '2026-11-27', visits: 1, ofPatient: 0 }],
    location: { hours: [], extra: [], closed: [lasting('2026-11-26T16:00', 60)] },
  })
  const offered = freeStarts(
    visitFactsOf(facts),
    { firstDate: '2026-11-26', lastDate: '2026-11-27' },
    facts.practitioner,
  )
  const bookable: number[] = []
  for (let startMs = at('2026-11-26T00:00'); startMs < at('2026-11-28T00:00'); startMs += 15 * 60_000) {
    if (decideBooking({ ...facts, startMs }).ok) bookable.push(startMs)
  }
  expect(offered).toEqual(bookable)
  expect(offered.length).toBeGreaterThan(8)
})
