import type { Locale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { CalendarVisit } from './visit-file.ts'

interface VisitToShow {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly startMs: number
  readonly endMs: number
  readonly practitionerName: string
}

interface Where {
  readonly clinicName: string
  readonly phone: string
  /** Name and address of the house. */
  readonly place: { readonly name: string; readonly address: string }
  /** Where the patient sees it. */
  readonly url: string
  readonly locale: Locale
}

/** A visit for its patient's calendar, the same from a message and from a page (H19): when, with whom and where, never why. */
export const visitInWords = (
  { id, version, status, startMs, endMs, practitionerName: practitioner }: VisitToShow,
  { clinicName: clinic, phone, place, url, locale }: Where,
): CalendarVisit => {
  const t = translatorFor(locale)
  return {
    ...{ appointmentId: id, sequence: version, startMs, endMs, cancelled: status === 'cancelled', url },
    summary: t('notice.calendar.summary', { clinic }),
    place: t('notice.place', place),
    description: t('notice.calendar.description', { practitioner, link: url, phone }),
  }
}
