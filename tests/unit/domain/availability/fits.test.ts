import { describe, expect, it } from 'vitest'
import { startsByDate } from '#domain/availability/by-date.ts'
import type { PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
import { fairest } from '#domain/availability/fairest.ts'
import { fits, freePlaces } from '#domain/availability/fits.ts'
import { freeStarts } from '#domain/availability/free-starts.ts'
import { at, BERLIN, lasting } from '../../../support/instants.ts'
import { hours, practitioner, service, visit } from '../../../support/opening-hours.ts'

const ana = practitioner({ hours: [hours('FREQ=DAILY', '09:00', '12:00')] })

const reasons = (wall: string, given: Partial<VisitFacts> = {}, who: Partial<PractitionerTime> = {}) => {
  const fit = fits(visit(BERLIN, service(60), given), { ...ana, ...who }, at(`2026-11-24T${wall}`))
  return fit.ok ? 'fits' : fit.reasons
}

describe('one start', () => {
  it('fits, and says which places are free for it', () => {
    const places = ['blue', 'red', 'green'].map((placeId) => ({
      placeId,
      busy: placeId === 'red' ? [lasting('2026-11-24T10:59', 30)] : [],
    }))
    expect(fits(visit(BERLIN, service(60), { places }), ana, at('2026-11-24T10:00'))).toEqual({
      ok: true,
      placeIds: ['blue', 'green'],
    })
    expect(freePlaces(visit(BERLIN, service(60), { places }), at('2026-11-24T11:30'))).toEqual(['blue', 'red', 'green'])
    expect(fits(visit(BERLIN, service(60)), ana, at('2026-11-24T10:00'))).toEqual({ ok: true, placeIds: [] })
  })

  it('B1: fits between two visits that it touches', () => {
    const busy = [lasting('2026-11-24T09:00', 60), lasting('2026-11-24T11:00', 60)]
    expect(reasons('10:00', {}, { busy })).toBe('fits')
    expect(reasons('10:15', {}, { busy })).toEqual(['taken'])
    expect(reasons('09:45', {}, { busy })).toEqual(['taken'])
  })

  it('says by its own name whatever stands in its way', () => {
    expect(reasons('10:00', { notBeforeMs: at('2026-11-24T10:01') })).toEqual(['notice'])
    expect(reasons('10:00', { notAfterMs: at('2026-11-24T09:59') })).toEqual(['too-far-ahead'])
    expect(reasons('10:05')).toEqual(['off-grid'])
    expect(reasons('11:15')).toEqual(['outside-hours'])
    expect(reasons('10:00', {}, { absences: [lasting('2026-11-24T10:59', 600)] })).toEqual(['absent'])
    expect(reasons('10:00', {}, { busy: [lasting('2026-11-24T10:59', 1)] })).toEqual(['taken'])
    expect(reasons('10:00', { patientBusy: [lasting('2026-11-24T09:30', 31)] })).toEqual(['patient-busy'])
    expect(reasons('10:00', { rest: [lasting('2026-11-20T09:30', 6 * 24 * 60)] })).toEqual(['rest'])
    expect(reasons('10:00', { places: [{ placeId: 'red', busy: [lasting('2026-11-24T09:00', 90)] }] })).toEqual([
      'no-place',
    ])
  })

  it('says all of it at once, so that nobody mends one thing only to meet the next', () => {
    const facts = { places: [], notBeforeMs: at('2026-11-25T00:00'), patientBusy: [lasting('2026-11-24T07:00', 60)] }
    expect(reasons('07:05', facts, { busy: [lasting('2026-11-24T08:00', 60)] })).toEqual([
      'notice',
      'off-grid',
      'outside-hours',
      'taken',
      'patient-busy',
      'no-place',
    ])
  })

  it('A17: is taken by a visit of the evening before whose buffer reaches over midnight', () => {
    const night = { hours: [hours('FREQ=DAILY', '00:00', '06:00')] }
    const busy = [{ startMs: at('2026-11-23T23:00'), endMs: at('2026-11-24T00:20') }]
    expect(reasons('00:15', {}, { ...night, busy })).toEqual(['taken'])
    expect(reasons('00:30', {}, { ...night, busy })).toBe('fits')
  })

  it('does not fit on the evening of a closed day', () => {
    expect(reasons('10:00', {}, { exceptions: [{ kind: 'closed', date: '2026-11-24' }] })).toEqual(['outside-hours'])
  })
})

describe('who takes a visit that anybody may take', () => {
  it('is whoever has the least to do that day, and nobody known counts as nothing to do', () => {
    const load = new Map([
      ['ana', 240],
      ['ben', 90],
    ])
    expect(fairest(['ana', 'ben'], load)).toBe('ben')
    expect(fairest(['ana', 'ben', 'cleo'], load)).toBe('cleo')
    expect(fairest(['ana'], load)).toBe('ana')
    expect(fairest([], load)).toBeNull()
  })

  it('is the same person whatever order they are named in', () => {
    const load = new Map([
      ['ana', 60],
      ['ben', 60],
    ])
    expect(fairest(['ben', 'ana'], load)).toBe('ana')
    expect(fairest(['ana', 'ben'], load)).toBe('ana')
  })
})

describe('the list for a screen', () => {
  it('has the instants as texts under the dates of the clinic, without empty dates', () => {
    const starts = [at('2026-11-24T23:45'), at('2026-11-25T00:00'), at('2026-11-27T09:00')]
    expect(startsByDate(starts, BERLIN)).toEqual({
      '2026-11-24': ['2026-11-24T22:45:00.000Z'],
      '2026-11-25': ['2026-11-24T23:00:00.000Z'],
      '2026-11-27': ['2026-11-27T08:00:00.000Z'],
    })
    expect(startsByDate([], BERLIN)).toEqual({})
  })

  it('C10: has a time late in the evening on the clinic’s own date, where other walls show the next day by then', () => {
    const late = at('2026-11-24T23:00', 'America/New_York')
    expect(startsByDate([late], 'America/New_York')).toEqual({ '2026-11-24': ['2026-11-25T04:00:00.000Z'] })
    const who = { ...ana, hours: [hours('FREQ=DAILY', '20:00', '24:00')] }
    const facts = visit('America/New_York', service(60), { gridMinutes: 60 })
    const dates = { firstDate: '2026-11-24', lastDate: '2026-11-25' }
    const found = startsByDate(freeStarts(facts, dates, who), 'America/New_York')
    expect(Object.entries(found).map(([date, times]) => [date, times.length])).toEqual([
      ['2026-11-24', 4],
      ['2026-11-25', 4],
    ])
    expect(found['2026-11-24']).toContain('2026-11-25T04:00:00.000Z')
  })

  it('keeps the dates apart after a night in which the clock was put forward or back', () => {
    for (const date of ['2031-03-30', '2031-10-26']) {
      const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString()
      const walls = [`${date}T01:00`, `${date}T23:45`, `${next}T00:00`, `${next}T00:45`]
      const byDate = startsByDate(
        walls.map((wall) => at(wall)),
        BERLIN,
      )
      expect(Object.entries(byDate).map(([day, texts]) => [day, texts.length])).toEqual([
        [date, 2],
        [next, 2],
      ])
    }
  })
})
