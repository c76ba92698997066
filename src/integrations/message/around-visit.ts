import { type CalendarVisit, calendarFile } from '../calendar/visit-file.ts'
import { visitInWords } from '../calendar/visit-in-words.ts'
import type { MailedCalendar } from '../mail/transport.ts'
import type { Composer, Composition, MessageFacts, VisitFacts } from './compose.ts'
import { plain, type VisitWords, visitLetter, visitWords } from './visit-words.ts'

const visitOf = ({ visit, communication }: MessageFacts): VisitFacts => {
  if (visit === null) throw new Error(`Message ${communication.id} is about a visit.`)
  return visit
}

/** The visit for the patient's calendar. */
const inCalendar = ({ clinic }: MessageFacts, { locale, visitUrl }: VisitWords, visit: VisitFacts): CalendarVisit => {
  const { location: place } = visit
  return visitInWords(visit, { clinicName: clinic.name, phone: clinic.phone, place, url: visitUrl(visit), locale })
}

/** One visit into or out of the patient's calendar; several, which no request may hold, are offered to it. */
const calendarOf = (
  facts: MessageFacts,
  words: VisitWords,
  visits: readonly [VisitFacts, ...VisitFacts[]],
): MailedCalendar => {
  const { organizer, attendee, writtenMs } = facts.post
  const [first, second] = visits
  if (second !== undefined) {
    const all = visits.map((visit) => inCalendar(facts, words, visit))
    return { method: 'PUBLISH', content: calendarFile({ method: 'publish', visits: all, organizer }, writtenMs) }
  }
  const visit = inCalendar(facts, words, first)
  const method = visit.cancelled ? 'cancel' : 'request'
  const content = calendarFile({ method, visit, organizer, attendee }, writtenMs)
  return { method: method === 'cancel' ? 'CANCEL' : 'REQUEST', content }
}

/** What goes with a visit that is still to come: what to read before it, and what to do if one cannot come. */
const ahead = ({ clinic, toSign }: MessageFacts, { t, consentUrl }: VisitWords, visit: VisitFacts) => [
  ...(toSign ? [plain([t('notice.toSign.text', { link: consentUrl(visit) })], t('notice.toSign.heading'))] : []),
  plain([t('notice.cannotCome.text', { phone: clinic.phone })], t('notice.cannotCome.heading')),
]

const values = ({ clinic }: MessageFacts, { when, visitUrl }: VisitWords, visit: VisitFacts) => ({
  ...{ clinic: clinic.name, phone: clinic.phone, when: when(visit), practitioner: visit.practitionerName },
  link: visitUrl(visit),
})

const series = (facts: MessageFacts, words: VisitWords): Composition => {
  const { t, visitUrl, linesOf } = words
  const { visits, clinic } = facts
  const first = visitOf(facts)
  const [count, said] = [visits.length, values(facts, words, first)]
  return {
    letter: visitLetter(facts, words, {
      subject: t('notice.series.subject', { clinic: clinic.name, count }),
      preview: t('notice.series.preview', { count }),
      intro: t('notice.series.intro', { count }),
      sections: [...visits.map((visit) => plain(linesOf(visit))), ...ahead(facts, words, first)],
      action: { label: t('notice.open'), url: visitUrl(first) },
    }),
    sms: t('notice.series.sms', { ...said, count, link: words.homeUrl }),
    calendar: calendarOf(facts, words, [first, ...visits.filter(({ id }) => id !== first.id)]),
  }
}

/** A visit is booked, granted, or asked for and waiting; or several are booked at once. */
export const confirmed: Composer = (facts, publicUrl) => {
  const words = visitWords(facts, publicUrl)
  if (facts.visits.length > 1) return series(facts, words)
  const { t, linesOf, visitUrl } = words
  const visit = visitOf(facts)
  const said = values(facts, words, visit)
  const waiting = visit.status === 'proposed'
  const granted = facts.communication.occasion === 'granted'
  const action = { label: t('notice.open'), url: visitUrl(visit) }
  if (waiting) {
    const intro = t('notice.requested.intro')
    const told = { subject: t('notice.requested.subject', said), preview: t('notice.requested.preview'), intro }
    return {
      letter: visitLetter(facts, words, { ...told, sections: [plain(linesOf(visit))], action }),
      sms: t('notice.requested.sms', said),
    }
  }
  return {
    letter: visitLetter(facts, words, {
      subject: t('notice.confirmed.subject', said),
      preview: t('notice.confirmed.preview'),
      intro: granted ? t('notice.confirmed.granted') : t('notice.confirmed.intro'),
      sections: [plain(linesOf(visit)), ...ahead(facts, words, visit)],
      action,
    }),
    sms: t('notice.confirmed.sms', said),
    calendar: calendarOf(facts, words, [visit]),
  }
}

/** What a patient knew of a visit before it was moved. */
export interface KnownBefore {
  readonly startMs: number
  readonly practitionerName: string
}

export const changed: Composer = (facts, publicUrl) => {
  const words = visitWords(facts, publicUrl)
  const { t, linesOf, visitUrl, when } = words
  const visit = visitOf(facts)
  const known = { ...visit, ...(facts.communication.content as { before: KnownBefore }).before }
  const said = values(facts, words, visit)
  return {
    letter: visitLetter(facts, words, {
      subject: t('notice.changed.subject', said),
      preview: t('notice.changed.preview'),
      intro: t('notice.changed.intro'),
      sections: [
        plain(linesOf(visit)),
        plain([when(known), t('notice.with', { practitioner: known.practitionerName })], t('notice.changed.before')),
        ...ahead(facts, words, visit),
      ],
      action: { label: t('notice.open'), url: visitUrl(visit) },
    }),
    sms: t('notice.changed.sms', { ...said, before: when(known) }),
    ...(visit.status === 'proposed' ? {} : { calendar: calendarOf(facts, words, [visit]) }),
  }
}

/** A visit that is off: cancelled by either side, or a request that the clinic cannot give. */
export const cancelled: Composer = (facts, publicUrl) => {
  const words = visitWords(facts, publicUrl)
  const { t, linesOf, bookUrl } = words
  const visit = visitOf(facts)
  const said = { ...values(facts, words, visit), link: bookUrl }
  const declined = facts.communication.occasion === 'declined'
  const part = declined ? 'declined' : 'cancelled'
  return {
    letter: visitLetter(facts, words, {
      subject: t(`notice.${part}.subject`, said),
      preview: t(`notice.${part}.preview`),
      intro: t(`notice.${part}.intro`),
      sections: [plain(linesOf(visit)), plain([t('notice.cancelled.again', said)])],
      action: { label: t('notice.cancelled.book'), url: bookUrl },
    }),
    sms: t(`notice.${part}.sms`, said),
    // what was only asked for never stood in a calendar
    ...(declined ? {} : { calendar: calendarOf(facts, words, [visit]) }),
  }
}

export const reminder: Composer = (facts, publicUrl) => {
  const words = visitWords(facts, publicUrl)
  const { t, linesOf, visitUrl } = words
  const visit = visitOf(facts)
  const said = values(facts, words, visit)
  return {
    letter: visitLetter(facts, words, {
      subject: t('notice.reminder.subject', said),
      preview: t('notice.reminder.preview'),
      intro: t('notice.reminder.intro'),
      sections: [plain(linesOf(visit)), ...ahead(facts, words, visit)],
      action: { label: t('notice.open'), url: visitUrl(visit) },
    }),
    sms: t('notice.reminder.sms', said),
  }
}

export const forms: Composer = (facts, publicUrl) => {
  const words = visitWords(facts, publicUrl)
  const { t, linesOf, consentUrl } = words
  const visit = visitOf(facts)
  const said = { ...values(facts, words, visit), link: consentUrl(visit) }
  return {
    letter: visitLetter(facts, words, {
      subject: t('notice.forms.subject', said),
      preview: t('notice.forms.preview'),
      intro: t('notice.forms.intro'),
      sections: [plain(linesOf(visit))],
      action: { label: t('notice.forms.action'), url: consentUrl(visit) },
    }),
    sms: t('notice.forms.sms', said),
  }
}

export const missed: Composer = (facts, publicUrl) => {
  const words = visitWords(facts, publicUrl)
  const { t, linesOf, bookUrl } = words
  const visit = visitOf(facts)
  const said = { ...values(facts, words, visit), link: bookUrl }
  return {
    letter: visitLetter(facts, words, {
      subject: t('notice.missed.subject', said),
      preview: t('notice.missed.preview'),
      intro: t('notice.missed.intro'),
      sections: [plain(linesOf(visit)), plain([t('notice.missed.again', said)])],
      action: { label: t('notice.cancelled.book'), url: bookUrl },
    }),
    sms: t('notice.missed.sms', said),
  }
}

/** Somebody cannot be there: all visits of one patient that fall out with it, in one message. */
export const away: Composer = (facts, publicUrl) => {
  const words = visitWords(facts, publicUrl)
  const { t, linesOf, bookUrl } = words
  const first = visitOf(facts)
  const visits = [first, ...facts.visits.filter(({ id }) => id !== first.id)] as const
  const count = visits.length
  const closed = facts.communication.occasion === 'closed'
  const said = { ...values(facts, words, first), link: bookUrl }
  return {
    letter: visitLetter(facts, words, {
      subject: count > 1 ? t('notice.away.subjectMany', { ...said, count }) : t('notice.away.subject', said),
      preview: t('notice.away.preview'),
      intro: t(closed ? 'notice.away.closed' : 'notice.away.intro', { ...said, count }),
      sections: [...visits.map((visit) => plain(linesOf(visit))), plain([t('notice.away.again', said)])],
      action: { label: t('notice.cancelled.book'), url: bookUrl },
    }),
    sms: count > 1 ? t('notice.away.smsMany', { ...said, count }) : t('notice.away.sms', said),
    calendar: calendarOf(facts, words, visits),
  }
}
