import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { BREAKS, type Refusal, type RefusalReason, withoutClinicalDetail } from '#domain/appointment/refusal.ts'
import { STATUSES } from '#domain/appointment/transitions.ts'
import { nameInSentence } from '#domain/body/area.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import type { HoldRefusal, RestRefusal } from '#domain/recovery/decide-rest.ts'
import { warningSentences } from '#words/booking-warning.ts'
import de from '#words/de/refusal.json' with { type: 'json' }
import en from '#words/en/refusal.json' with { type: 'json' }
import type { Locale } from '#words/locale.ts'
import { patientSentence, refusalSentences, refusalTitle, type StaffContext } from '#words/refusal.ts'
import type { WordValues } from '#words/translator.ts'
import { heldRows, LEVATOR, SHOULDER, storedRows, TRAPEZIUS } from '../../support/body.ts'
import { accepted, bookingFacts } from '../../support/booking.ts'
import { at, BERLIN, lasting } from '../../support/instants.ts'

const messages = { en, de }

/** The translator as the catalogue makes it; a missing key or value throws. */
const translate = (locale: Locale) => {
  const translator = createTranslator({
    locale,
    messages: { refusal: messages[locale] },
    timeZone: 'UTC',
    onError: (error) => {
      throw error
    },
  })
  return (key: string, values?: WordValues): string => translator(key as Parameters<typeof translator>[0], values)
}

const named = (en: string, de: string, side: 'left' | 'right' | 'midline' = 'left') => {
  const text = { en, de }
  return (locale: Locale) => nameInSentence({ side, plainName: text, clinicalName: text }, locale, 'staff')
}

const AREAS: Record<string, (locale: Locale) => string> = {
  [TRAPEZIUS]: named('upper trapezius', 'oberer Trapezius'),
  [LEVATOR]: named('levator scapulae', 'Levator scapulae'),
  [SHOULDER]: named('shoulder', 'Schulter'),
}

const NOW = at('2026-11-24T16:00')

const context = (locale: Locale = 'en', nowMs = NOW): StaffContext => ({
  locale,
  zone: BERLIN,
  nowMs,
  t: translate(locale),
  names: {
    area: (id) => AREAS[id]?.(locale) ?? id,
    practitioner: () => 'Ana Ruiz',
    holder: () => 'Ana Ruiz',
    technique: () => (locale === 'en' ? 'deep dry needling' : 'tiefe Trockennadelung'),
  },
})

const TUESDAY = lasting('2026-11-24T14:30', 45)
const THURSDAY = lasting('2026-11-26T10:00', 45)

const rest = (changes: Partial<RestRefusal> = {}): RestRefusal => ({
  reason: 'rest',
  direction: 'earlier',
  areaId: TRAPEZIUS,
  since: TUESDAY,
  untilMs: at('2026-11-27T00:00'),
  ruleId: 'deep-same',
  appointmentId: 'tuesday',
  treatment: THURSDAY,
  ...changes,
})

const hold = (changes: Partial<HoldRefusal> = {}): HoldRefusal => ({
  reason: 'hold',
  areaId: TRAPEZIUS,
  holdId: 'hold',
  sinceMs: at('2026-11-24T09:00'),
  untilMs: null,
  treatment: THURSDAY,
  ...changes,
})

const say = (refusal: Refusal | readonly Refusal[], locale: Locale = 'en', nowMs = NOW): string =>
  refusalSentences([refusal].flat(), context(locale, nowMs)).join(' ')

describe('rest in words for the desk', () => {
  it('says the area, the end and the visit, as people say them', () => {
    expect(say(rest())).toBe("Left upper trapezius rests until Friday, three days after Tuesday's visit.")
    expect(say(rest(), 'de')).toBe('Oberer Trapezius links ruht bis Freitag, drei Tage nach dem Besuch am Dienstag.')
  })

  it('is what a refused booking really says', () => {
    const verdict = decideBooking(bookingFacts({ patient: { restRows: storedRows('tuesday', TUESDAY) } }))
    expect(verdict.ok ? '' : say(verdict.refusals)).toBe(
      "Left upper trapezius rests until Friday, three days after Tuesday's visit.",
    )
  })

  it('gives the date where the weekday alone could be another week’s', () => {
    const early = at('2026-11-16T09:00')
    expect(say(rest(), 'en', early)).toBe(
      'Left upper trapezius rests until Friday 27 November, three days after the visit on Tuesday 24 November.',
    )
    expect(say(rest(), 'de', early)).toBe(
      'Oberer Trapezius links ruht bis Freitag, 27. November, drei Tage nach dem Besuch am Dienstag, 24. November.',
    )
  })

  it('gives the year where it is another', () => {
    const untilMs = at('2027-01-02T00:00')
    expect(say(rest({ untilMs }))).toContain('until Saturday 2 January 2027, 39 days after')
  })

  it('gives the hour where a rule counts hours', () => {
    const beside = rest({ areaId: LEVATOR, untilMs: at('2026-11-25T15:15'), ruleId: 'deep-neighbour' })
    expect(say(beside)).toBe("Left levator scapulae rests until Wednesday at 15:15, 24 hours after Tuesday's visit.")
    expect(say(beside, 'de')).toBe(
      'Levator scapulae links ruht bis Mittwoch um 15:15 Uhr, 24 Stunden nach dem Besuch am Dienstag.',
    )
  })

  it('counts one day, a week and two weeks by their names', () => {
    const until = (date: string) => say(rest({ untilMs: at(`${date}T00:00`) }))
    expect(until('2026-11-25')).toContain('one day after')
    expect(until('2026-12-01')).toContain('a week after')
    expect(until('2026-12-08')).toContain('two weeks after')
  })

  it('C8: says the day, not 01:00, where the day begins without a midnight', () => {
    const zone = 'America/Santiago'
    const nowMs = at('2026-09-04T12:00', zone)
    const since = lasting('2026-09-04T10:00', 45, zone)
    const refusal = rest({ since, untilMs: at('2026-09-06T01:00', zone) })
    expect(refusalSentences([refusal], { ...context('en', nowMs), zone })).toEqual([
      "Left upper trapezius rests until Sunday, two days after Friday's visit.",
    ])
  })

  it('puts areas that rest alike into one sentence, others into their own', () => {
    expect(say([rest(), rest({ areaId: LEVATOR })])).toBe(
      "Left upper trapezius and left levator scapulae rest until Friday, three days after Tuesday's visit.",
    )
    expect(say([rest(), rest({ areaId: LEVATOR })], 'de')).toBe(
      'Oberer Trapezius links und Levator scapulae links ruhen bis Freitag, drei Tage nach dem Besuch am Dienstag.',
    )
    const other = rest({ areaId: LEVATOR, appointmentId: 'monday', since: lasting('2026-11-23T09:00', 30) })
    expect(refusalSentences([rest(), other], context())).toHaveLength(2)
  })

  it('says that the whole body rests, once, and only where it rests longest', () => {
    const body = rest({ areaId: ANYWHERE_AREA })
    expect(say(body)).toBe("No needling anywhere until Friday, three days after Tuesday's visit.")
    expect(say([rest(), body])).toBe(say(rest()))
    const longer = rest({ areaId: ANYWHERE_AREA, untilMs: at('2026-11-28T00:00') })
    expect(refusalSentences([rest(), longer], context())).toHaveLength(2)
  })

  it('B17: says which later visit would be spoilt', () => {
    const spoilt = rest({
      direction: 'later',
      since: THURSDAY,
      untilMs: at('2026-11-29T00:00'),
      appointmentId: 'friday',
      treatment: lasting('2026-11-27T09:00', 45),
    })
    expect(say(spoilt)).toBe(
      "After this visit left upper trapezius would rest until Sunday, but Friday's visit needles it before that.",
    )
    expect(say([spoilt, { ...spoilt, areaId: LEVATOR }], 'de')).toBe(
      'Nach diesem Besuch müssten oberer Trapezius links und Levator scapulae links bis Sonntag ruhen, doch der Besuch am Freitag nadelt dort schon vorher.',
    )
    expect(say({ ...spoilt, areaId: ANYWHERE_AREA })).toContain("Friday's visit comes before that")
  })
})

describe('a hold in words for the desk', () => {
  it('says since when, and who clears it', () => {
    expect(say(hold())).toBe('Left upper trapezius has been on hold since Tuesday, until Ana Ruiz clears it.')
    expect(say(hold(), 'de')).toBe(
      'Oberer Trapezius links ist seit Dienstag gesperrt, bis Ana Ruiz die Sperre aufhebt.',
    )
  })

  it('says until when, where that is known', () => {
    const dated = hold({ untilMs: at('2026-12-01T00:00') })
    expect(say(dated)).toBe('Left upper trapezius has been on hold since Tuesday, until Tuesday 1 December.')
    expect(say(dated, 'de')).toBe('Oberer Trapezius links ist seit Dienstag gesperrt, bis Dienstag, 1. Dezember.')
  })

  it('puts the areas of one hold into one sentence, before rest', () => {
    expect(refusalSentences([rest(), hold(), hold({ areaId: LEVATOR })], context())).toEqual([
      'Left upper trapezius and left levator scapulae have been on hold since Tuesday, until Ana Ruiz clears them.',
      "Left upper trapezius rests until Friday, three days after Tuesday's visit.",
    ])
  })

  it('says it of the whole body', () => {
    const all = hold({ areaId: ANYWHERE_AREA })
    expect(say(all)).toBe('All needling has been on hold since Tuesday, until Ana Ruiz clears it.')
    expect(say({ ...all, untilMs: at('2026-11-28T00:00') }, 'de')).toBe(
      'Seit Dienstag ist jede Nadelung gesperrt, bis Samstag.',
    )
  })
})

const EVERY: { readonly [R in RefusalReason]: Extract<Refusal, { reason: R }> } = {
  rest: rest(),
  hold: hold(),
  taken: { reason: 'taken', practitionerId: 'ana', during: THURSDAY },
  'no-place': { reason: 'no-place', during: THURSDAY, exists: true, closed: false, accessible: false },
  'no-device': { reason: 'no-device', kind: 'stimulator', during: THURSDAY, exists: true },
  'no-attendant': {
    reason: 'no-attendant',
    need: { kind: 'interpreter', language: 'ar', extraMinutes: 10 },
    during: THURSDAY,
    exists: true,
  },
  'needs-woman': { reason: 'needs-woman', practitionerId: 'ana' },
  'needs-other-practitioner': { reason: 'needs-other-practitioner', practitionerId: 'ana' },
  'day-full': { reason: 'day-full', maxPerDay: 4, date: '2026-11-26' },
  'patient-day-full': { reason: 'patient-day-full', maxPerDay: 1, date: '2026-11-26' },
  closed: { reason: 'closed', during: THURSDAY },
  'patient-busy': { reason: 'patient-busy', during: THURSDAY },
  'outside-hours': { reason: 'outside-hours', practitionerId: 'ana' },
  absent: { reason: 'absent', practitionerId: 'ana', during: THURSDAY },
  notice: { reason: 'notice', minNoticeMinutes: 120, earliestMs: THURSDAY.startMs },
  'too-far-ahead': { reason: 'too-far-ahead', maxAheadDays: 60, latestMs: at('2027-01-23T23:59') },
  credential: {
    reason: 'credential',
    practitionerId: 'ana',
    technique: 'deep-dry-needling',
    because: 'expired',
  },
  'off-grid': { reason: 'off-grid' },
  'not-offered': { reason: 'not-offered', serviceId: 'service-1' },
  'not-bookable-online': { reason: 'not-bookable-online', serviceId: 'service-1' },
  'unknown-area': { reason: 'unknown-area', areaId: 'tail' },
  'patient-merged': { reason: 'patient-merged', survivorId: 'survivor-1' },
  'wrong-status': { reason: 'wrong-status', action: 'reschedule', status: 'checked-in' },
  'not-yet': { reason: 'not-yet', action: 'no-show', notBeforeMs: THURSDAY.startMs },
  over: { reason: 'over', startMs: THURSDAY.startMs },
  'time-passed': { reason: 'time-passed', startMs: THURSDAY.startMs },
  'too-late-to-change': { reason: 'too-late-to-change', minNoticeMinutes: 1440, startMs: THURSDAY.startMs },
  'stale-version': { reason: 'stale-version', expectedVersion: 1, currentVersion: 2 },
  'not-allowed': { reason: 'not-allowed', breaks: ['rest', 'overlap'] },
  'reason-needed': { reason: 'reason-needed', breaks: ['rest'] },
  'not-found': { reason: 'not-found' },
  'too-many-holds': { reason: 'too-many-holds', most: 6 },
  'held-long-enough': { reason: 'held-long-enough', untilMs: THURSDAY.startMs },
  'request-reused': { reason: 'request-reused' },
  'try-again': { reason: 'try-again' },
}

const ALL: readonly Refusal[] = Object.values(EVERY)

describe('every other refusal in words for staff', () => {
  it('is a sentence of its own in both languages', () => {
    for (const locale of ['en', 'de'] as const) {
      const sentences = ALL.map((refusal) => say(refusal, locale))
      for (const sentence of sentences) {
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
        expect(sentence).not.toMatch(/[{}]|undefined|null|refusal\./)
      }
      expect(new Set(sentences).size).toBe(sentences.length)
    }
  })

  it.each([
    ['taken', 'Ana Ruiz is already taken Thu 26 Nov 10:00–10:45.'],
    ['no-place', 'No suitable place is free Thu 26 Nov 10:00–10:45.'],
    ['outside-hours', "That is outside Ana Ruiz's hours."],
    ['notice', 'Too soon: this service can be booked from Thu 26 Nov 10:00.'],
    ['too-far-ahead', 'Too far ahead: this service can be booked up to 60 days from now.'],
    ['credential', "Ana Ruiz's credential for deep dry needling has expired by that day."],
    ['wrong-status', 'This is not possible any more: the visit is in the room.'],
    [
      'not-allowed',
      'You do not have the right to allow this: needling an area that rests or is on hold and double booking.',
    ],
  ] as const)('%s', (reason, sentence) => {
    expect(say(EVERY[reason])).toBe(sentence)
  })

  it('has words for each status, each credential problem and each rule that can be broken', () => {
    for (const locale of ['en', 'de'] as const) {
      const status = STATUSES.map((each) => say({ reason: 'wrong-status', action: 'cancel', status: each }, locale))
      expect(new Set(status).size).toBe(STATUSES.length)
      const problems = ['unknown', 'other-jurisdiction', 'not-granted', 'not-yet-valid', 'expired'] as const
      const credential = problems.map((because) => say({ ...EVERY.credential, because }, locale))
      expect(new Set(credential).size).toBe(problems.length)
      const breaks = BREAKS.map((each) => say({ reason: 'not-allowed', breaks: [each] }, locale))
      expect(new Set(breaks).size).toBe(BREAKS.length)
    }
  })

  it('tells a full house from one without a suitable place, and a right from an override', () => {
    expect(say({ reason: 'no-place', during: THURSDAY, exists: false, closed: false, accessible: false })).not.toBe(
      say(EVERY['no-place']),
    )
    expect(say({ reason: 'not-allowed', breaks: [] })).toBe('You do not have the right to do this.')
  })

  it('comes with rest first and nothing said twice', () => {
    const sentences = refusalSentences([EVERY.taken, EVERY.taken, rest()], context())
    expect(sentences).toHaveLength(2)
    expect(sentences[0]).toContain('rests until')
  })
})

describe('the heading of a refusal', () => {
  const title = (...refusals: readonly Refusal[]) => refusalTitle(refusals, context())

  it('says from when, where waiting is all that is needed', () => {
    expect(title(rest())).toBe('Not before Friday')
    expect(title(rest(), rest({ areaId: LEVATOR, untilMs: at('2026-11-28T00:00') }))).toBe('Not before Saturday')
    expect(refusalTitle([rest()], context('de'))).toBe('Nicht vor Freitag')
  })

  it('says that an area is on hold where nobody knows until when', () => {
    expect(title(rest(), hold())).toBe('On hold')
    expect(title(rest(), hold({ untilMs: at('2026-11-28T00:00') }))).toBe('Not before Saturday')
  })

  it('says what it is in the other cases', () => {
    expect(title(rest({ direction: 'later' }))).toBe('Too close to a later visit')
    expect(title(EVERY.taken)).toBe('Already taken')
    expect(title(EVERY['stale-version'])).toBe('This visit has changed')
    expect(title(rest(), EVERY['not-allowed'])).toBe('Not allowed')
    expect(title(EVERY['outside-hours'])).toBe('Not possible then')
  })
})

describe('refusals in words for patients', () => {
  const patient = (refusals: readonly Refusal[], locale: Locale = 'en') =>
    patientSentence(withoutClinicalDetail(refusals), context(locale))

  it('say only that the time is not possible when rest stands in the way', () => {
    expect(patient([rest()])).toBe('That time is not possible for this visit. These are.')
    expect(patient([rest()], 'de')).toBe('Diese Zeit ist für diesen Besuch nicht möglich. Diese hier sind es.')
  })

  it('L7: never name an area, technique, person, rule or another visit, in either language', () => {
    const secrets = ['trapezius', 'needl', 'nadel', 'Nadel', 'ana', 'Ana', 'rest', 'Tuesday', 'Dienstag', 'ruh', 'tail']
    for (const locale of ['en', 'de'] as const) {
      for (const refusal of ALL) {
        const sentence = patient([refusal], locale)
        for (const secret of secrets) expect(sentence.split(/\W+/).filter((w) => w.startsWith(secret))).toEqual([])
        expect(sentence).not.toMatch(/[{}]|undefined|refusal\./)
      }
    }
  })

  it('say what to do about the rest of it', () => {
    expect(patient([EVERY.taken])).toBe('That time has just been taken. These are free.')
    expect(patient([EVERY.notice])).toBe(
      'That is too soon to book online. You can book from Thursday 26 November 10:00, or ring us.',
    )
    expect(patient([EVERY['too-far-ahead']])).toContain('up to Saturday 23 January 2027.')
  })

  it('are other words than the staff’s', () => {
    expect(refusalSentences([rest()], context()).join(' ')).toContain('trapezius')
  })
})

describe('Z16: a possible clash in words', () => {
  const restRows = storedRows('tuesday', TUESDAY)
  const warn = (changes: Parameters<typeof bookingFacts>[0], locale: Locale = 'en') =>
    warningSentences(
      accepted(decideBooking(bookingFacts({ patient: { restRows }, ...changes }))).warnings,
      context(locale),
    )

  it('Z16: names the wide area, what rests in it, and who decides', () => {
    expect(warn({ requestedAreas: [SHOULDER] })).toEqual([
      'In left shoulder some areas rest until Friday: left upper trapezius. The room decides.',
    ])
    expect(warn({ requestedAreas: [SHOULDER] }, 'de')).toEqual([
      'In diesem Bereich (Schulter links) ruhen einige Stellen bis Freitag: oberer Trapezius links. Entschieden wird im Raum.',
    ])
  })

  it('Z16: names what rests when all is left to the room', () => {
    expect(warn({ requestedAreas: [], areasUndecided: true })).toEqual([
      'Some areas rest until Friday: left upper trapezius. The room decides.',
    ])
  })

  it('Z16: says when a later visit might be spoilt, or when all of it rests', () => {
    const later = storedRows('friday', lasting('2026-11-27T09:00', 45))
    expect(warn({ patient: { restRows: later }, requestedAreas: [SHOULDER] })).toEqual([
      'What is needled then may still rest at a later visit. The room decides.',
    ])
    const clash = { restingLeaves: [TRAPEZIUS], everyLeafRests: true, untilMs: at('2026-11-27T00:00'), refusals: [] }
    const all = [SHOULDER, null].map((areaId) => ({ kind: 'possible-clash', clash: { ...clash, areaId } }) as const)
    expect(warningSentences(all, context())).toEqual([
      'All of left shoulder rests until Friday. The room decides.',
      'Every area rests until Friday. The room decides.',
    ])
  })

  it('Z16: says that an area may be on hold', () => {
    const held = heldRows('hold', [TRAPEZIUS], at('2026-11-24T09:00'))
    const patient = { restRows: held }
    expect(warn({ patient, requestedAreas: [SHOULDER] })).toEqual([
      'In left shoulder some areas are on hold: left upper trapezius. The room decides.',
    ])
    expect(warn({ patient, requestedAreas: [], areasUndecided: true }, 'de')).toEqual([
      'Einige Stellen sind gesperrt: oberer Trapezius links. Entschieden wird im Raum.',
    ])
  })

  it('says that a credential is not on file', () => {
    expect(warn({ patient: {}, practitioner: { credentials: [] } })).toEqual([
      'No credential of Ana Ruiz for deep dry needling is on file.',
    ])
  })
})
