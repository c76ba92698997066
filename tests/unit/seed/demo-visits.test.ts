import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitMinutes } from '#domain/appointment/segments.ts'
import { parseScan } from '#domain/lot/gs1.ts'
import { type Interval, overlaps } from '#domain/time/interval.ts'
import { localDateOf, MINUTE_MS } from '#domain/time/zone.ts'
import { aftercareRows } from '../../../prisma/seed/aftercare.ts'
import { bodyAreas } from '../../../prisma/seed/body-areas.ts'
import { DEMO_POLICY } from '../../../prisma/seed/clinic.ts'
import { BJORK, patients } from '../../../prisma/seed/patients.ts'
import { practitioners } from '../../../prisma/seed/people.ts'
import { consentPolicyRows, recoveryRuleRows } from '../../../prisma/seed/policies.ts'
import {
  boxLabelOf,
  lotIdOf,
  lotRows,
  lotsOf,
  productIdentifierRows,
  productRows,
} from '../../../prisma/seed/products.ts'
import { DEMO_ZONE, demoDateOf, seedScope, wallMs } from '../../../prisma/seed/scope.ts'
import { servicePractitionerRows, services } from '../../../prisma/seed/services.ts'
import { type DemoVisit, demoVisits } from '../../../prisma/seed/visits.ts'

const TUESDAY = Date.parse('2026-11-24T06:00:00Z')
const weekdayOf = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay()

/** Any minute from 2026 to 2040. */
const anyNow = fc
  .integer({ min: Date.parse('2026-01-01T00:00Z') / MINUTE_MS, max: Date.parse('2040-01-01T00:00Z') / MINUTE_MS })
  .map((minutes) => minutes * MINUTE_MS)

const onDemoDay = (visits: readonly DemoVisit[], demoDate: string): DemoVisit[] =>
  visits.filter(({ key }) => key.startsWith(demoDate))

describe('the day that the demo shows', () => {
  it.each([
    ['on a Tuesday at seven, that Tuesday', '2026-11-24T06:00:00Z', '2026-11-24'],
    ['at ten to midnight, the day after', '2026-11-24T22:50:00Z', '2026-11-25'],
    ['on a Saturday afternoon, that Saturday', '2026-11-28T14:00:00Z', '2026-11-28'],
    ['on a Saturday evening, Monday', '2026-11-28T19:00:00Z', '2026-11-30'],
    ['on a Sunday, Monday', '2026-11-29T11:00:00Z', '2026-11-30'],
    ['on the last evening of a year, the first day of the next', '2026-12-31T22:59:00Z', '2027-01-01'],
  ])('is %s', (_, now, date) => {
    expect(demoDateOf(Date.parse(now))).toBe(date)
  })

  it('is a working day with enough to see and something free, whenever the demo is started', () => {
    fc.assert(
      fc.property(anyNow, (nowMs) => {
        const scope = seedScope('riverside', nowMs)
        const visits = onDemoDay(demoVisits(scope), scope.demoDate)
        expect(weekdayOf(scope.demoDate)).not.toBe(0)
        expect(visits.length).toBeGreaterThanOrEqual(16)
        expect(new Set(visits.map(({ slot }) => slot.practitioner)).size).toBe(3)
        expect(visits.filter(({ status }) => status === 'cancelled')).toHaveLength(1)
      }),
      { numRuns: 30, seed: 1 },
    )
  })

  it('has acupuncture in a stagger: a second person is needled while the first one rests', () => {
    const visits = onDemoDay(demoVisits(seedScope('riverside', TUESDAY)), '2026-11-24')
    const ben = visits.filter(({ slot }) => slot.practitioner === 'ben').map(({ needed }) => needed.visit)
    expect(ben.some((visit) => ben.some((other) => other !== visit && overlaps(visit, other)))).toBe(true)
  })
})

const busyOf = (visits: readonly DemoVisit[]): Map<string, Interval[]> => {
  const busy = new Map<string, Interval[]>()
  const add = (who: string, interval: Interval) => busy.set(who, [...(busy.get(who) ?? []), interval])
  for (const { status, slot, needed, patient } of visits) {
    if (status === 'cancelled' || status === 'noshow') continue
    for (const interval of needed.practitioner) add(slot.practitioner, interval)
    add(slot.place, needed.place)
    add(patient, needed.visit)
  }
  return busy
}

describe('the calendar of the demo', () => {
  it('claims nobody and nothing twice, stays in hours, and needles nobody who rests, whenever it is laid out', () => {
    fc.assert(
      fc.property(anyNow, (nowMs) => {
        const visits = demoVisits(seedScope('riverside', nowMs))
        for (const [who, intervals] of busyOf(visits)) {
          const sorted = intervals.toSorted((a, b) => a.startMs - b.startMs)
          const doubled = sorted.filter(
            (interval, index) => index > 0 && overlaps(interval, sorted[index - 1] as Interval),
          )
          expect(doubled, who).toEqual([])
        }
        for (const { slot, needed } of visits) {
          const date = localDateOf(needed.visit.startMs, DEMO_ZONE)
          const hours = practitioners[slot.practitioner].hours.map(([from, to]) => [
            wallMs(date, from),
            wallMs(date, to),
          ])
          const inHours = needed.practitioner.every((part) =>
            hours.some(([from = 0, to = 0]) => from <= part.startMs && part.endMs <= to),
          )
          expect(inHours, `${slot.practitioner} ${slot.startMinute}`).toBe(true)
        }
        const rest = visits.flatMap(({ patient, rest: rows }) => rows.map((row) => ({ ...row, patient })))
        const spoilt = rest.filter((row) =>
          rest.some(
            (other) =>
              other.kind !== row.kind &&
              other.patient === row.patient &&
              other.areaId === row.areaId &&
              overlaps(other, row),
          ),
        )
        expect(spoilt).toEqual([])
      }),
      { numRuns: 15, seed: 2 },
    )
  })

  it('what is over has happened, been missed or called off; what is to come has not happened', () => {
    fc.assert(
      fc.property(anyNow, (nowMs) => {
        for (const { status, needed } of demoVisits(seedScope('riverside', nowMs))) {
          const over = needed.visit.endMs <= nowMs
          if (over) expect(['fulfilled', 'noshow', 'cancelled']).toContain(status)
          else expect(['booked', 'arrived', 'checked-in', 'cancelled']).toContain(status)
        }
      }),
      { numRuns: 15, seed: 3 },
    )
  })

  it('is the same for the same clock, and a later clock of the same day moves no visit', () => {
    const at = (nowMs: number) => demoVisits(seedScope('riverside', nowMs))
    expect(at(TUESDAY)).toEqual(at(TUESDAY))
    const keys = (visits: DemoVisit[]) => visits.map(({ key, patient }) => `${key} ${patient}`)
    const coming = (visits: DemoVisit[]) => keys(visits.filter(({ key }) => key > '2026-11-25'))
    expect(coming(at(TUESDAY + 60 * MINUTE_MS))).toEqual(coming(at(TUESDAY)))
  })

  it('leaves the first day possible: Björk was examined and never needled, and Ana has time for her', () => {
    fc.assert(
      fc.property(anyNow, (nowMs) => {
        const scope = seedScope('riverside', nowMs)
        const visits = demoVisits(scope)
        const hers = visits.filter(({ patient }) => patient === BJORK)
        expect(hers.map(({ status, technique }) => [status, technique])).toEqual([['fulfilled', null]])
        const busy = busyOf(visits)
        const needed = visitMinutes(services['dry-needling-45']) + services['dry-needling-45'].bufferAfterMinutes
        // ten o'clock was called off, and half past three was never given away
        for (const minute of [10 * 60, 15 * 60 + 30]) {
          const startMs = wallMs(scope.demoDate, minute)
          const wanted = { startMs, endMs: startMs + needed * MINUTE_MS }
          for (const who of ['ana', 'Room 1'])
            expect((busy.get(who) ?? []).some((taken) => overlaps(taken, wanted))).toBe(false)
        }
      }),
      { numRuns: 15, seed: 4 },
    )
  })
})

describe('the people of the demo', () => {
  it('are forty, with names as people have them', () => {
    const names = patients.map(({ name }) => name)
    expect(names).toHaveLength(40)
    expect(new Set(patients.map(({ key }) => key)).size).toBe(40)
    expect(names.some((name) => name.length >= 80)).toBe(true)
    expect(names.some((name) => !name.includes(' '))).toBe(true)
    expect(names.some((name) => name !== name.normalize('NFC'))).toBe(true)
    for (const script of [
      /\p{Script=Arabic}/u,
      /\p{Script=Hebrew}/u,
      /\p{Script=Han}/u,
      /\p{Script=Cyrillic}/u,
      /['’]/u,
      /-/u,
    ])
      expect(
        names.some((name) => script.test(name)),
        String(script),
      ).toBe(true)
  })

  it('include two of one name and one birth year, whom only the date and the telephone tell apart', () => {
    const same = patients.filter(({ name }) => name === 'María García')
    expect(same.map(({ birthDate }) => birthDate?.slice(0, 4))).toEqual(['1984', '1984'])
    expect(new Set(same.map(({ birthDate, phone }) => `${birthDate} ${phone}`)).size).toBe(2)
  })

  it('can be reached by mail, by a landline alone, or not at all', () => {
    expect(patients.filter(({ email }) => email !== undefined).length).toBeGreaterThan(25)
    expect(patients.some(({ email, phone }) => email === undefined && phone?.startsWith('+49 30'))).toBe(true)
    expect(patients.some(({ email, phone }) => email === undefined && phone === undefined)).toBe(true)
    const emails = patients.flatMap(({ email }) => (email === undefined ? [] : [email]))
    expect(new Set(emails).size).toBe(emails.length)
    expect(emails.every((email) => email.endsWith('.test'))).toBe(true)
  })

  it('offer what their credentials allow, and everybody offers a visit without needles', () => {
    const scope = seedScope('riverside', TUESDAY)
    const offered = servicePractitionerRows(scope)
    const who = (code: string) =>
      offered.filter((row) => row.serviceId === scope.id('service', code)).map((row) => row.practitionerId)
    expect(who('dry-needling-45')).toEqual([scope.id('practitioner', 'ana')])
    expect(who('acupuncture-60')).toEqual([scope.id('practitioner', 'ben')])
    expect(who('dry-needling-superficial-30')).toHaveLength(2)
    expect(who('without-needling-30')).toHaveLength(3)
  })
})

describe('the shelves of the demo', () => {
  const scope = seedScope('riverside', TUESDAY)

  it('the label of every box reads back as its product, lot and expiry date', () => {
    const identifiers = productIdentifierRows(scope)
    for (const lot of lotsOf(scope)) {
      const read = parseScan(boxLabelOf(lot), { today: scope.demoDate })
      expect(read).toMatchObject({ ok: true, lotNumber: lot.lotNumber, expiryDate: lot.expiryDate })
      const gtin14 = read.ok ? read.gtin14 : null
      const product = identifiers.find((identifier) => identifier.gtin14 === gtin14)
      expect(product?.productId).toBe(lotRows(scope).find(({ id }) => id === lotIdOf(scope, lot.lotNumber))?.productId)
      expect(product?.level).toBe('box')
    }
  })

  it('the identifiers are the ones printed in the catalogue of demo needles', () => {
    const gtins = productIdentifierRows(scope).map(({ gtin14 }) => gtin14)
    for (const gtin of ['00614141100019', '10614141200013', '50614141200035', '00614141300013', '50614141300018'])
      expect(gtins).toContain(gtin)
    expect(gtins).toHaveLength(21)
    expect(productRows(scope)).toHaveLength(7)
  })

  it('hold a good, an expired, a nearly expired and a recalled lot of one product', () => {
    const heron = lotsOf(scope).filter(({ product }) => product === 'heron-50')
    for (const fate of ['good', 'expired', 'nearly-expired', 'recalled'])
      expect(
        heron.some((lot) => lot.fate === fate),
        fate,
      ).toBe(true)
    for (const lot of heron) expect(lot.expiryDate < scope.demoDate, lot.lotNumber).toBe(lot.fate === 'expired')
    expect(heron.find(({ lotNumber }) => lotNumber === '24H07A')?.received).toBeGreaterThanOrEqual(500)
  })
})

describe('the policies of the demo', () => {
  it('are all marked as not approved, with a source', () => {
    const scope = seedScope('riverside', TUESDAY)
    const policies = [...recoveryRuleRows(scope), ...aftercareRows(scope).aftercarePlans, ...consentPolicyRows(scope)]
    expect(policies.length).toBeGreaterThanOrEqual(8)
    for (const { source, approvedBy } of policies) {
      expect(source).toContain(DEMO_POLICY)
      expect(source.length).toBeGreaterThan(60)
      expect(approvedBy).toBeNull()
    }
  })

  it('name only areas that the body has', () => {
    const known = new Set(bodyAreas.map(({ id }) => id))
    const asked = demoVisits(seedScope('riverside', TUESDAY)).flatMap(({ requested }) => requested)
    expect(asked.filter((id) => !known.has(id))).toEqual([])
  })
})
