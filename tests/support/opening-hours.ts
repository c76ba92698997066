import type { Segment, ServiceShape } from '#domain/appointment/segments.ts'
import type { HoursRule, PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'

const minuteOf = (clock: string): number => {
  const [hour, minute] = clock.split(':').map(Number)
  return hour! * 60 + minute!
}

/** Hours as a clinic says them: `hours('FREQ=DAILY', '09:00', '17:00')`. */
export const hours = (rule: string, from: string, until: string, validity: Partial<HoursRule> = {}): HoursRule => {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`${rule}: ${parsed.reason}`)
  return {
    rule: parsed.rule,
    startMinute: minuteOf(from),
    endMinute: minuteOf(until),
    validFrom: '2020-01-01',
    validUntil: null,
    ...validity,
  }
}

export const practitioner = (given: Partial<PractitionerTime>): PractitionerTime => ({
  practitionerId: 'ana',
  hours: [],
  exceptions: [],
  absences: [],
  busy: [],
  ...given,
})

/** A service of hands-on minutes, or of the segments given. */
export const service = (segments: number | readonly Segment[], given: Partial<ServiceShape> = {}): ServiceShape => ({
  technique: 'deep-dry-needling',
  segments: typeof segments === 'number' ? [{ kind: 'hands-on', minutes: segments }] : segments,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  ...given,
})

/** A visit that nothing but the practitioner stands in the way of. */
export const visit = (zone: string, shape: ServiceShape, given: Partial<VisitFacts> = {}): VisitFacts => ({
  zone,
  service: shape,
  places: null,
  patientBusy: [],
  rest: [],
  notBeforeMs: Number.MIN_SAFE_INTEGER,
  notAfterMs: Number.MAX_SAFE_INTEGER,
  ...given,
})
