import { describe, expect, it } from 'vitest'
import { deskCommand } from '../../../src/app/(staff)/desk/desk-keys.ts'
import { type DeskEvent, deskAfter, deskAt, openDraft } from '../../../src/app/(staff)/desk/desk-state.ts'
import { answered, emptyDraft, isBegun, wantedOf } from '../../../src/app/(staff)/desk/draft.ts'
import { allOffers, nextOffers, spread } from '../../../src/app/(staff)/desk/questions/offers.ts'

const björk = { id: 'björk', name: 'Björk Guðmundsdóttir', birthDate: '1985-11-21' }
const nine = Date.parse('2026-11-26T08:00:00Z')
const offer = { startMs: nine, practitionerId: 'ana', practitionerName: 'Ana Ruiz' }
const pressed = { altKey: false, ctrlKey: false, metaKey: false, inField: false }

describe('keys at the desk', () => {
  it('begin a visit, find somebody, go to today and step back', () => {
    expect(deskCommand({ ...pressed, key: 'n' })).toBe('new')
    expect(deskCommand({ ...pressed, key: '/' })).toBe('find')
    expect(deskCommand({ ...pressed, key: 'T' })).toBe('today')
    expect(deskCommand({ ...pressed, key: 'w' })).toBe('walk-in')
    expect(deskCommand({ ...pressed, key: 'p' })).toBe('park')
    expect(deskCommand({ ...pressed, key: 'Escape' })).toBe('back')
    expect(deskCommand({ ...pressed, key: 'PageDown' })).toBe('later')
  })

  it('are words in a field, but Escape still steps back', () => {
    expect(deskCommand({ ...pressed, key: 'n', inField: true })).toBeNull()
    expect(deskCommand({ ...pressed, key: 'Escape', inField: true })).toBe('back')
  })

  it('leave the browser its chords', () => {
    expect(deskCommand({ ...pressed, key: 'n', ctrlKey: true })).toBeNull()
    expect(deskCommand({ ...pressed, key: 't', metaKey: true })).toBeNull()
  })
})

describe('the four questions', () => {
  const known = answered(emptyDraft('1'), { patient: björk, serviceId: 'dn-45', needling: true }, '2')

  it('ask for times only when who, what and where are answered', () => {
    expect(wantedOf(emptyDraft('1'))).toBeNull()
    expect(wantedOf(known)).toBeNull()
    expect(wantedOf(answered(known, { areaIds: ['neck'] }, '3'))?.areaIds).toEqual(['neck'])
    expect(wantedOf(answered(known, { areasUndecided: true }, '3'))?.areasUndecided).toBe(true)
  })

  it('do not ask where when nothing is needled, and forget what was answered', () => {
    const needled = answered(known, { areaIds: ['neck'] }, '3')
    const talk = answered(needled, { serviceId: 'talk', needling: false }, '4')
    expect(talk.areaIds).toEqual([])
    expect(wantedOf(talk)?.serviceId).toBe('talk')
  })

  it('make a time that was taken a wish again when an earlier answer changes', () => {
    const taken = answered(answered(known, { areaIds: ['neck'] }, '3'), { chosen: offer }, '4')
    expect(taken.chosen).toEqual(offer)
    const other = answered(taken, { areaIds: ['jaw'] }, '5')
    expect(other.chosen).toBeNull()
    expect(other.wish).toEqual({ startMs: nine, practitionerId: 'ana' })
  })

  it('E7: carry one request id as long as the answers stay, and another once they change', () => {
    const taken = answered(known, { chosen: offer }, '4')
    expect(taken.requestId).toBe('4')
    expect(answered(taken, { chosen: { ...offer, startMs: nine + 900_000 } }, '5').requestId).toBe('5')
  })

  it('A4: keep one id from the first answer to the last, which the held time goes by', () => {
    const begun = answered(emptyDraft(''), { patient: björk }, '2')
    const taken = answered(answered(begun, { serviceId: 'talk', needling: false }, '3'), { chosen: offer }, '4')
    expect(taken).toMatchObject({ id: '2', requestId: '4' })
    expect(wantedOf(taken)?.holdId).toBe('2')
  })

  it('forget the task that asked for the visit when it becomes one for somebody else', () => {
    const asked = answered(known, { taskId: 'task', areaIds: ['neck'] }, '3')
    expect(answered(asked, { chosen: offer }, '4').taskId).toBe('task')
    expect(answered(asked, { patient: { ...björk, id: 'other' } }, '4').taskId).toBeNull()
  })

  it('let a taken chip replace a wish, and a wish a taken chip', () => {
    const wished = answered(known, { wish: { startMs: nine, practitionerId: null } }, '3')
    expect(answered(wished, { chosen: offer }, '4').wish).toBeNull()
    expect(answered(answered(known, { chosen: offer }, '3'), { wish: wished.wish }, '4').chosen).toBeNull()
  })
})

describe('the desk', () => {
  const start = deskAt('2026-11-26', 'r0')
  const having = (...events: DeskEvent[]) => events.reduce(deskAfter, start)
  const visit = {
    person: björk,
    serviceId: 'dn-45',
    needling: true,
    areaIds: ['neck'],
    areasUndecided: false,
    moving: {
      ...{ appointmentId: 'v1', expectedVersion: 3, startMs: nine, practitionerId: 'ana' },
      status: 'booked' as const,
      changed: null,
    },
  }

  it('keeps what was typed for a new visit when its panel closes', () => {
    const closed = having(
      { type: 'new-visit', requestId: 'r1', answer: { patient: björk } },
      { type: 'open-visit', visitId: 'v1' },
      { type: 'close' },
      { type: 'new-visit', requestId: 'r2' },
    )
    expect(closed.panel.kind).toBe('new')
    expect(openDraft(closed)?.patient).toEqual(björk)
    expect(isBegun(closed.draft)).toBe(true)
    expect(isBegun(deskAfter(closed, { type: 'start-again', requestId: 'r3' }).draft)).toBe(false)
  })

  it('moves a visit without touching the new one that was begun', () => {
    const moving = having(
      { type: 'new-visit', requestId: 'r1', answer: { patient: björk } },
      { type: 'move-visit', requestId: 'r2', visit },
      { type: 'answer', requestId: 'r3', answer: { chosen: offer } },
    )
    expect(openDraft(moving)?.moving?.expectedVersion).toBe(3)
    expect(openDraft(moving)?.chosen).toEqual(offer)
    expect(moving.draft.chosen).toBeNull()
    const saved = deskAfter(moving, { type: 'saved', requestId: 'r4', visitId: 'v1', date: '2026-11-27' })
    expect(saved).toMatchObject({ date: '2026-11-27', panel: { kind: 'visit', visitId: 'v1' }, move: null })
    expect(saved.draft.patient).toEqual(björk)
  })

  it('steps back from moving to the visit, and from the visit out of the panel', () => {
    const moving = having({ type: 'move-visit', requestId: 'r2', visit })
    const visitOpen = deskAfter(moving, { type: 'close' })
    expect(visitOpen.panel).toEqual({ kind: 'visit', visitId: 'v1' })
    expect(deskAfter(visitOpen, { type: 'close' }).panel.kind).toBe('closed')
  })

  it('E10: moves a visit as it is by now once that was looked at', () => {
    const moving = having(
      { type: 'move-visit', requestId: 'r2', visit },
      { type: 'answer', requestId: 'r3', answer: { chosen: offer } },
      { type: 'seen', requestId: 'r4', now: { expectedVersion: 5, startMs: nine + 900_000 } },
    )
    expect(openDraft(moving)).toMatchObject({
      requestId: 'r4',
      chosen: offer,
      moving: { expectedVersion: 5, startMs: nine + 900_000, practitionerId: 'ana' },
    })
  })

  it('E10: shows at once what a visit that was dragged has become, until that was looked at', () => {
    const changed = {
      ...{ startIso: '2026-11-26T09:00:00.000Z', endIso: '2026-11-26T09:45:00.000Z', version: 4, changed: null },
      ...{ practitionerName: 'Ben Okafor', roomName: 'Room 1', status: 'booked' as const },
    }
    const dropped = having({
      ...{ type: 'move-visit', requestId: 'r2', wish: { startMs: nine, practitionerId: 'ana' } },
      visit: { ...visit, moving: { ...visit.moving, changed } },
    })
    expect(openDraft(dropped)?.moving?.changed).toEqual(changed)
    const seen = deskAfter(dropped, { type: 'seen', requestId: 'r3', now: { expectedVersion: 4, startMs: nine } })
    expect(openDraft(seen)?.moving).toMatchObject({ expectedVersion: 4, changed: null })
  })

  it('moves a visit for the task in which that was asked for', () => {
    expect(openDraft(having({ type: 'move-visit', requestId: 'r2', visit, taskId: 't1' }))?.taskId).toBe('t1')
  })

  it('takes up a move that was put aside with the id of what is held for it', () => {
    const resumed = having({ type: 'move-visit', requestId: 'r2', visit, draftId: 'parked' })
    expect(openDraft(resumed)).toMatchObject({ id: 'parked', requestId: 'r2', wish: null })
  })

  it('takes up a draft that was put aside, and gives a fresh one an id before anything is answered', () => {
    const resumed = having({ type: 'resume', draft: { ...emptyDraft('r1'), id: 'parked', patient: björk } })
    expect(openDraft(resumed)).toMatchObject({ id: 'parked', patient: björk })
    const fresh = deskAfter(deskAt('2026-11-26', ''), { type: 'new-visit', requestId: 'r1' })
    expect(openDraft(fresh)?.id).toBe('r1')
  })

  it('forgets the new visit once it is booked', () => {
    const booked = having(
      { type: 'new-visit', requestId: 'r1', answer: { patient: björk } },
      { type: 'saved', requestId: 'r2', visitId: 'v9', date: '2026-11-26' },
    )
    expect(isBegun(booked.draft)).toBe(false)
    expect(booked.draft.requestId).toBe('r2')
  })

  it('shows the day of a time that was taken, and still offers times from the day somebody went to', () => {
    const shown = having({ type: 'go', date: '2026-11-27' }, { type: 'show', date: '2026-12-01' })
    expect(shown).toMatchObject({ date: '2026-12-01', timesFrom: '2026-11-27' })
  })

  it('answers nothing when no question is open', () => {
    expect(having({ type: 'answer', requestId: 'r1', answer: { serviceId: 'x' } })).toEqual(start)
  })
})

describe('free times', () => {
  const found = {
    practitioners: [
      { id: 'ana', name: 'Ana Ruiz' },
      { id: 'ben', name: 'Ben Okafor' },
    ],
    days: [
      {
        date: '2026-11-26',
        times: ['08:00', '08:15', '08:30', '08:45'].map((time) => ({
          startIso: `2026-11-26T${time}:00Z`,
          who: [1, 0],
        })),
      },
      { date: '2026-11-27', times: [{ startIso: '2026-11-27T08:00:00Z', who: [0] }] },
    ],
  }

  it('are read out with the one it is fairest to, spread over each day', () => {
    const offers = nextOffers(found, { days: 2, perDay: 2 })
    expect(offers.map(({ practitionerName }) => practitionerName)).toEqual(['Ben Okafor', 'Ben Okafor', 'Ana Ruiz'])
    expect(offers.map(({ startMs }) => new Date(startMs).toISOString().slice(11, 16))).toEqual([
      '08:00',
      '08:30',
      '08:00',
    ])
  })

  it('are marked for everybody who can take them', () => expect(allOffers(found)).toHaveLength(9))

  it('are all shown when they are few', () => {
    expect(spread([1, 2], 4)).toEqual([1, 2])
    expect(spread([1, 2, 3, 4, 5], 2)).toEqual([1, 3])
  })
})
