import type { MessageKind } from '#domain/aftercare/kinds.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import type { Party } from '../calendar/visit-file.ts'
import { type AftercareFacts, aftercareLetter, aftercareSms } from '../mail/aftercare-letter.ts'
import { type ConsentFacts, consentLetter } from '../mail/consent-letter.ts'
import type { Letter } from '../mail/layout.ts'
import type { MailedCalendar } from '../mail/transport.ts'
import { away, cancelled, changed, confirmed, forms, missed, reminder } from './around-visit.ts'
import { howItGoes } from './how-it-goes.ts'
import { recallNotice } from './recall-notice.ts'
import { consentSms } from './short-words.ts'
import { staffAlert } from './staff-alert.ts'

/** The visit that a message is about, as it is at the moment of sending. */
export interface VisitFacts {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly startMs: number
  readonly endMs: number
  readonly timeZone: string
  readonly practitionerName: string
  readonly serviceName: LocalizedText
  readonly location: { readonly name: string; readonly address: string; readonly phone: string }
}

/** All that is known of a message when it is written. Each composer takes what it needs. */
export interface MessageFacts {
  readonly communication: {
    readonly id: string
    readonly kind: MessageKind
    readonly occasion: string
    /** What was so when it was caused, as its cause wrote it down. */
    readonly content: unknown
    readonly chestWarning: boolean
    readonly step: { readonly language: string } | null
    readonly patient: { readonly id: string; readonly name: string; readonly locale: string }
  }
  readonly visit: VisitFacts | null
  /** All visits that it is about, where they are several. */
  readonly visits: readonly VisitFacts[]
  /** There is something to sign before the visit. */
  readonly toSign: boolean
  /** From whom, to whom and when it is written: what a calendar asks for. */
  readonly post: { readonly organizer: Party; readonly attendee: Party; readonly writtenMs: number }
  readonly clinic: AftercareFacts['clinic'] & ConsentFacts['clinic'] & { readonly locale: string }
  readonly areas: AftercareFacts['areas']
  /** Opens the question how somebody is, without a password. */
  readonly checkInToken: string | null
  /** The clinic's words for it, when it is aftercare. */
  readonly words: (AftercareFacts['words'] & { readonly id: string }) | null
  /** In a text, what was treated may be named. */
  readonly mayNameTreatment: boolean
  readonly consent: ConsentFacts['consent'] | null
  /** The words of a recall, when it is of one. */
  readonly recall: LocalizedText | null
}

export interface Attachment {
  readonly filename: string
  readonly contentType: string
  readonly content: string | Buffer
}

/** One message in the reader's language, for each way that it can take. A text says nothing of health. */
export interface Composition {
  readonly letter: Letter
  readonly sms: string
  readonly attachments?: readonly Attachment[]
  /** Visits for the reader's calendar. */
  readonly calendar?: MailedCalendar
  /** The version of the clinic's words that was used. */
  readonly textVersionId?: string
}

export type Composer = (facts: MessageFacts, publicUrl: string) => Composition

const aftercare: Composer = (facts, publicUrl) => {
  const { words, communication } = facts
  const { step } = communication
  if (step === null || words === null) throw new Error('Aftercare is of a step of a plan, and has words.')
  const written = { ...facts, words, communication: { ...communication, step } }
  return {
    ...{ letter: aftercareLetter(written, publicUrl), sms: aftercareSms(written, publicUrl) },
    textVersionId: words.id,
  }
}

const consentCopy: Composer = (facts, publicUrl) => {
  const { consent, communication, clinic } = facts
  if (consent === null) throw new Error('The copy of a consent is of one.')
  const written = { consent, clinic, patient: communication.patient }
  return { letter: consentLetter(written, publicUrl), sms: consentSms(written, publicUrl) }
}

/** Who writes each kind of message. A kind is added with its composer and one line here. */
const COMPOSERS: Readonly<Partial<Record<MessageKind, Composer>>> = {
  aftercare,
  removal: aftercare,
  'check-in': howItGoes,
  'consent-copy': consentCopy,
  'appointment-confirmed': confirmed,
  'appointment-changed': changed,
  'appointment-cancelled': cancelled,
  'appointment-reminder': reminder,
  forms,
  'appointment-missed': missed,
  'practitioner-away': away,
  recall: recallNotice,
  'staff-alert': staffAlert,
}

export const composeMessage: Composer = (facts, publicUrl) => {
  const composer = COMPOSERS[facts.communication.kind]
  if (composer === undefined) throw new Error(`Nobody writes messages of the kind ${facts.communication.kind}.`)
  return composer(facts, publicUrl)
}
