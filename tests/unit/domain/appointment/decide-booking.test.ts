import { describe, expect, it } from 'vitest'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { LEVATOR, SHOULDER, storedRows, TRAPEZIUS } from '../../../support/body.ts'
import {
  ANA,
  AS_ANA,
  AS_BEN,
  ASSISTANT,
  accepted,
  BJORK,
  bookingFacts,
  busy,
  DESK,
  OWNER,
  patientActor,
  reasonsOf,
} from '../../../support/booking.ts'
import { at, lasting, MINUTE_MS, wallAt } from '../../../support/instants.ts'

const decide = (...changes: Parameters<typeof bookingFacts>) => decideBooking(bookingFacts(...changes))
const reasons = (...changes: Parameters<typeof bookingFacts>) => reasonsOf(decide(...changes))

const THURSDAY = lasting('2026-11-26T10:00', 45)
const tuesdaysRest = storedRows('tuesday', lasting('2026-11-24T14:30', 45))

describe('a visit with nothing in its way', () => {
  it('claims practitioner and place with the buffer, and the patient for the visit alone', () => {
    const { visit, placeId, claims } = accepted(decide())
    const withBuffer = { startMs: THURSDAY.startMs, endMs: THURSDAY.endMs + 10 * MINUTE_MS }
    expect(visit).toEqual(THURSDAY)
    expect(placeId).toBe('room-1')
    expect(claims).toEqual([
      { resource: 'practitioner', resourceId: ANA, ...withBuffer, waived: false },
      { resource: 'place', resourceId: 'room-1', ...withBuffer, waived: false },
      { resource: 'patient', resourceId: BJORK, ...THURSDAY, waived: false },
    ])
  })

  it('claims what it will needle and what will rest, and breaks nothing', () => {
    const { restRows, waiveOthers, breaks, broke, warnings } = accepted(decide())
    expect(restRows.map((row) => [row.areaId, row.kind, row.waived])).toEqual([
      [ANYWHERE_AREA, 'treatment', false],
      [LEVATOR, 'rest', false],
      [TRAPEZIUS, 'treatment', false],
      [TRAPEZIUS, 'rest', false],
    ])
    expect({ waiveOthers, breaks, broke, warnings }).toEqual({ waiveOthers: [], breaks: [], broke: [], warnings: [] })
  })

  it('leaves the practitioner free while needles rest, but not the place', () => {
    const segments = [
      { kind: 'hands-on', minutes: 15 },
      { kind: 'resting', minutes: 20 },
      { kind: 'removal', minutes: 5 },
    ] as const
    const meanwhile = busy(lasting('2026-11-26T10:15', 20))
    const facts = { service: { segments }, practitioner: { busy: [meanwhile] } }
    const { claims } = accepted(decide(facts))
    const hands = claims.filter((claim) => claim.resource === 'practitioner')
    expect(hands.map((claim) => [wallAt(claim.startMs), wallAt(claim.endMs)])).toEqual([
      ['2026-11-26T10:00', '2026-11-26T10:15'],
      ['2026-11-26T10:35', '2026-11-26T10:50'],
    ])
    const roomTaken = { placeId: 'room-1', busy: [meanwhile] }
    expect(reasons({ ...facts, places: [roomTaken] })).toEqual(['no-place'])
  })

  it('takes the next suitable place when the first is taken', () => {
    const places = [
      { placeId: 'room-1', busy: [busy(THURSDAY)] },
      { placeId: 'room-2', busy: [] },
    ]
    expect(accepted(decide({ places })).placeId).toBe('room-2')
  })
})

describe('a visit that something stands in the way of', () => {
  it('is refused when the practitioner is taken, and says when', () => {
    const taken = busy(lasting('2026-11-26T10:30', 30))
    expect(decide({ practitioner: { busy: [taken] } })).toEqual({
      ok: false,
      refusals: [{ reason: 'taken', practitionerId: ANA, during: lasting('2026-11-26T10:30', 30) }],
    })
  })

  it('A14: sees a visit that lies inside the new one, and one that contains it', () => {
    for (const taken of [lasting('2026-11-26T10:10', 5), lasting('2026-11-26T09:00', 180)]) {
      expect(reasons({ practitioner: { busy: [busy(taken)] } })).toEqual(['taken'])
    }
  })

  it('B1: may touch its neighbours in time, buffer to buffer', () => {
    const neighbours = [busy(lasting('2026-11-26T09:00', 60)), busy(lasting('2026-11-26T10:55', 30))]
    expect(decide({ practitioner: { busy: neighbours }, patient: { busy: neighbours } }).ok).toBe(true)
  })

  it('is refused when the patient has another visit then', () => {
    expect(reasons({ patient: { busy: [busy(THURSDAY)] } })).toEqual(['patient-busy'])
  })

  it('is refused outside hours, on a closed day and during an absence, each by its name', () => {
    expect(reasons({ startMs: at('2026-11-26T07:30') })).toEqual(['outside-hours'])
    expect(reasons({ startMs: at('2026-11-26T17:30') })).toEqual(['outside-hours'])
    expect(reasons({ practitioner: { exceptions: [{ kind: 'closed', date: '2026-11-26' }] } })).toEqual([
      'outside-hours',
    ])
    const absence = lasting('2026-11-26T09:00', 120)
    expect(decide({ practitioner: { absences: [absence] } })).toEqual({
      ok: false,
      refusals: [{ reason: 'absent', practitionerId: ANA, during: absence }],
    })
  })

  it('is refused too soon, in the past, and too far ahead', () => {
    const nowMs = at('2026-11-26T08:30')
    expect(decide({ nowMs })).toMatchObject({
      refusals: [{ reason: 'notice', minNoticeMinutes: 120, earliestMs: at('2026-11-26T10:30') }],
    })
    expect(reasons({ nowMs: at('2026-11-26T10:40') })).toEqual(['notice'])
    expect(reasons({ service: { maxAheadDays: 2 } })).toEqual(['too-far-ahead'])
    expect(reasons({ service: { maxAheadDays: 3 } })).toEqual([])
  })

  it('is refused without a place, and tells a full house from a house without one', () => {
    const full = [{ placeId: 'room-1', busy: [busy(THURSDAY)] }]
    expect(decide({ places: full })).toMatchObject({ refusals: [{ reason: 'no-place', exists: true }] })
    expect(decide({ places: [] })).toMatchObject({ refusals: [{ reason: 'no-place', exists: false }] })
  })

  it('is refused for an area that is not on the list', () => {
    expect(decide({ requestedAreas: ['tail'] })).toEqual({
      ok: false,
      refusals: [{ reason: 'unknown-area', areaId: 'tail' }],
    })
  })

  it('is refused when the credential has expired by the day of the visit, though not today', () => {
    const credentials = [
      { jurisdiction: 'DE', techniques: ['deep-dry-needling'], validFrom: '2020-01-01', validUntil: '2026-11-25' },
    ]
    expect(decide({ practitioner: { credentials } })).toMatchObject({
      refusals: [{ reason: 'credential', because: 'expired', technique: 'deep-dry-needling', practitionerId: ANA }],
    })
  })

  it('names all that stands in its way, not only the first', () => {
    const all = reasons({
      patient: { busy: [busy(THURSDAY)], restRows: tuesdaysRest },
      practitioner: { busy: [busy(THURSDAY)], credentials: [] },
      places: [],
      actor: patientActor(BJORK),
    })
    expect(all).toEqual(['rest', 'credential', 'taken', 'patient-busy', 'no-place'])
  })
})

describe('a visit in a resting area', () => {
  it('is refused two days after, with the area, the end and the visit that caused it', () => {
    expect(decide({ patient: { restRows: tuesdaysRest } })).toMatchObject({
      ok: false,
      refusals: [
        {
          reason: 'rest',
          direction: 'earlier',
          areaId: TRAPEZIUS,
          untilMs: at('2026-11-27T00:00'),
          since: lasting('2026-11-24T14:30', 45),
          appointmentId: 'tuesday',
        },
      ],
    })
    expect(decide({ patient: { restRows: tuesdaysRest }, startMs: at('2026-11-27T08:00') }).ok).toBe(true)
  })

  it('B17: is refused when it would spoil a visit that is already booked', () => {
    const restRows = storedRows('friday', lasting('2026-11-27T14:30', 45))
    expect(decide({ patient: { restRows } })).toMatchObject({
      refusals: [{ direction: 'later', appointmentId: 'friday' }],
    })
  })

  it('Z11: is never refused by rest when it brings no needles, and claims nothing of the body', () => {
    for (const technique of [null, 'manual-therapy'] as const) {
      const verdict = accepted(decide({ service: { technique }, patient: { restRows: tuesdaysRest } }))
      expect(verdict.restRows).toEqual([])
      expect(verdict.warnings).toEqual([])
    }
  })

  it('Z16: is warned, not refused, while the area is coarse, and claims nothing of the body', () => {
    const verdict = accepted(decide({ requestedAreas: [SHOULDER], patient: { restRows: tuesdaysRest } }))
    expect(verdict.restRows).toEqual([])
    expect(verdict.warnings).toMatchObject([
      { kind: 'possible-clash', clash: { areaId: SHOULDER, restingLeaves: [TRAPEZIUS], everyLeafRests: false } },
    ])
  })

  it('Z16: is warned, not refused, while everything is left to the practitioner', () => {
    const undecided = { requestedAreas: [], areasUndecided: true, patient: { restRows: tuesdaysRest } }
    expect(accepted(decide(undecided)).warnings).toMatchObject([
      { clash: { areaId: null, restingLeaves: [TRAPEZIUS] } },
    ])
    expect(accepted(decide({ requestedAreas: [], areasUndecided: true })).warnings).toEqual([])
  })
})

describe('who asks', () => {
  it('L1: a patient books for themselves, and nobody else', () => {
    expect(decide({ actor: patientActor(BJORK) }).ok).toBe(true)
    for (const actor of [patientActor('jose'), ASSISTANT]) {
      expect(decide({ actor })).toEqual({ ok: false, refusals: [{ reason: 'not-allowed', breaks: [] }] })
    }
  })

  it('L4: learns nothing else when they may not ask', () => {
    const facts = { actor: patientActor('jose'), patient: { restRows: tuesdaysRest, mergedIntoId: 'x' }, places: [] }
    expect(reasons(facts)).toEqual(['not-allowed'])
  })

  it('a patient gets only what is offered online, with a credential on file, on the grid', () => {
    const actor = patientActor(BJORK)
    expect(reasons({ actor, service: { bookableOnline: false } })).toEqual(['not-bookable-online'])
    expect(reasons({ actor, practitioner: { bookableOnline: false } })).toEqual(['not-bookable-online'])
    expect(reasons({ actor, practitioner: { credentials: [] } })).toEqual(['credential'])
    expect(reasons({ actor, startMs: at('2026-11-26T10:05') })).toEqual(['off-grid'])
  })

  it('the desk may use any minute, and is warned when no credential is on file', () => {
    expect(decide({ startMs: at('2026-11-26T10:05') }).ok).toBe(true)
    const verdict = accepted(decide({ practitioner: { credentials: [] }, service: { bookableOnline: false } }))
    expect(verdict.warnings).toEqual([
      { kind: 'credential-unknown', practitionerId: ANA, technique: 'deep-dry-needling' },
    ])
  })

  it('nobody books a service that is no longer offered, or under a record that was merged', () => {
    expect(reasons({ service: { active: false } })).toEqual(['not-offered'])
    expect(decide({ patient: { mergedIntoId: 'bjork-2' } })).toEqual({
      ok: false,
      refusals: [{ reason: 'patient-merged', survivorId: 'bjork-2' }],
    })
  })
})

describe('an override', () => {
  const resting = { patient: { restRows: tuesdaysRest } }
  const override = { reason: 'Acute pain, lighter needling', breaks: ['rest'] } as const

  it('by a practitioner with a reason lets our own treatment stand in the rest, and only that row', () => {
    const verdict = accepted(decide({ ...resting, actor: AS_BEN, override }))
    expect(verdict.restRows.filter((row) => row.waived)).toMatchObject([{ areaId: TRAPEZIUS, kind: 'treatment' }])
    expect(verdict.breaks).toEqual(['rest'])
    expect(verdict.broke).toMatchObject([{ reason: 'rest', appointmentId: 'tuesday' }])
    expect(verdict.waiveOthers).toEqual([])
  })

  it('B17: against a later visit waives that one, because its treatment will fall into our rest', () => {
    const restRows = storedRows('friday', lasting('2026-11-27T14:30', 45))
    const verdict = accepted(decide({ patient: { restRows }, actor: AS_ANA, override }))
    expect(verdict.waiveOthers).toEqual([{ appointmentId: 'friday', areaId: TRAPEZIUS }])
    expect(verdict.restRows.some((row) => row.waived)).toBe(false)
  })

  it('of rest is not for desk, owner, assistant or patient', () => {
    for (const actor of [DESK, OWNER, patientActor(BJORK)]) {
      expect(decide({ ...resting, actor, override })).toMatchObject({
        ok: false,
        refusals: [{ reason: 'rest' }, { reason: 'not-allowed', breaks: ['rest'] }],
      })
    }
    expect(reasons({ ...resting, actor: ASSISTANT, override })).toEqual(['not-allowed'])
  })

  it('needs a reason that says something', () => {
    for (const reason of ['', '  \n ']) {
      expect(decide({ ...resting, actor: AS_ANA, override: { ...override, reason } })).toMatchObject({
        refusals: [{ reason: 'rest' }, { reason: 'reason-needed', breaks: ['rest'] }],
      })
    }
  })

  it('A11: an overlapping visit from the desk is refused, with the right and a reason it stands as waived', () => {
    const taken = { practitioner: { busy: [busy(lasting('2026-11-26T10:30', 30))] } }
    const overlap = { reason: 'Both agreed', breaks: ['overlap'] } as const
    expect(reasons(taken)).toEqual(['taken'])
    expect(reasons({ ...taken, override: overlap })).toEqual(['taken', 'not-allowed'])
    for (const actor of [OWNER, AS_ANA]) {
      const { claims, breaks } = accepted(decide({ ...taken, actor, override: overlap }))
      expect(claims.map((claim) => [claim.resource, claim.waived])).toEqual([
        ['practitioner', true],
        ['place', false],
        ['patient', false],
      ])
      expect(breaks).toEqual(['overlap'])
    }
  })

  it('A11: of the diary is the desk’s only where the clinic allows it, and never another practitioner’s', () => {
    const taken = { practitioner: { busy: [busy(THURSDAY)] } }
    const overlap = { reason: 'Both agreed', breaks: ['overlap'] } as const
    expect(decide({ ...taken, override: overlap, policy: { deskMayOverride: true } }).ok).toBe(true)
    expect(reasons({ ...taken, override: overlap, actor: AS_BEN })).toEqual(['taken', 'not-allowed'])
  })

  it('of overlap may share the first place when all are taken, but cannot make one where there is none', () => {
    const overlap = { reason: 'They share the room', breaks: ['overlap'] } as const
    const full = [{ placeId: 'room-1', busy: [busy(THURSDAY)] }]
    const { claims, placeId } = accepted(decide({ places: full, actor: OWNER, override: overlap }))
    expect(placeId).toBe('room-1')
    expect(claims.filter((claim) => claim.waived).map((claim) => claim.resource)).toEqual(['place'])
    expect(reasons({ places: [], actor: OWNER, override: overlap })).toEqual(['no-place'])
  })

  it('waives only the piece of hands-on time that collides', () => {
    const segments = [
      { kind: 'hands-on', minutes: 15 },
      { kind: 'resting', minutes: 20 },
      { kind: 'removal', minutes: 5 },
    ] as const
    const atRemoval = [busy(lasting('2026-11-26T10:35', 15))]
    const { claims } = accepted(
      decide({
        service: { segments },
        practitioner: { busy: atRemoval },
        actor: AS_ANA,
        override: { reason: 'Ben removes the needles', breaks: ['overlap'] },
      }),
    )
    const hands = claims.filter((claim) => claim.resource === 'practitioner')
    expect(hands.map((claim) => claim.waived)).toEqual([false, true])
  })

  it('cannot put a patient in two places, nor book what is gone or unknown', () => {
    const everything = { reason: 'Please', breaks: ['rest', 'credential', 'overlap', 'hours', 'notice'] } as const
    const actor = AS_ANA
    expect(reasons({ actor, override: everything, patient: { busy: [busy(THURSDAY)] } })).toEqual(['patient-busy'])
    expect(reasons({ actor, override: everything, requestedAreas: ['tail'] })).toEqual(['unknown-area'])
    expect(reasons({ actor, override: everything, service: { active: false } })).toEqual(['not-offered'])
  })

  it('cannot book what is over: what has happened is written down', () => {
    const everything = { reason: 'She was here', breaks: ['rest', 'credential', 'overlap', 'hours', 'notice'] } as const
    const begun = { actor: AS_ANA, override: everything, nowMs: at('2026-11-26T10:44') }
    expect(accepted(decide(begun)).breaks).toEqual(['notice'])
    expect(reasons({ ...begun, nowMs: at('2026-11-26T10:45') })).toEqual(['over'])
  })

  it('of hours and notice lets an evening visit at once stand', () => {
    const evening = { startMs: at('2026-11-26T20:00'), nowMs: at('2026-11-26T19:30') }
    expect(reasons(evening)).toEqual(['notice', 'outside-hours'])
    const both = { reason: 'Faint, came back', breaks: ['hours', 'notice'] } as const
    expect(accepted(decide({ ...evening, actor: OWNER, override: both })).breaks).toEqual(['notice', 'hours'])
    expect(reasons({ ...evening, actor: OWNER, override: { ...both, breaks: ['hours'] } })).toEqual(['notice'])
  })

  it('of a credential is a practitioner’s, and is recorded', () => {
    const expired = [
      { jurisdiction: 'DE', techniques: ['deep-dry-needling'], validFrom: '2020-01-01', validUntil: '2026-01-01' },
    ]
    const facts = { practitioner: { credentials: expired } }
    const renewal = { reason: 'Renewal is in the post', breaks: ['credential'] } as const
    expect(accepted(decide({ ...facts, actor: AS_ANA, override: renewal })).broke).toMatchObject([
      { because: 'expired' },
    ])
    expect(reasons({ ...facts, actor: OWNER, override: renewal })).toEqual(['credential', 'not-allowed'])
  })

  it('that was not needed is not recorded and needs neither right nor reason', () => {
    const verdict = accepted(decide({ override: { reason: '', breaks: ['rest', 'overlap'] } }))
    expect({ breaks: verdict.breaks, broke: verdict.broke }).toEqual({ breaks: [], broke: [] })
    expect(verdict.restRows.some((row) => row.waived)).toBe(false)
  })

  it('lifts only what it names', () => {
    const facts = { ...resting, practitioner: { busy: [busy(THURSDAY)] }, actor: AS_ANA }
    expect(reasons({ ...facts, override })).toEqual(['taken'])
    expect(decide({ ...facts, override: { ...override, breaks: ['rest', 'overlap'] } }).ok).toBe(true)
  })
})
