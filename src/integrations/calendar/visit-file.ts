import ical, {
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'

/** Somebody with an address, as a calendar names them. */
export interface Party {
  readonly name: string
  readonly address: string
}

/** A visit as it stands in a calendar. The words are ready; none of them may say why somebody comes. */
export interface CalendarVisit {
  readonly appointmentId: string
  /** Rises with every change of the visit: a calendar takes the highest and leaves the others (H10). */
  readonly sequence: number
  readonly startMs: number
  readonly endMs: number
  readonly cancelled: boolean
  readonly summary: string
  readonly place: string
  readonly description: string
  /** Where the patient reads, moves and cancels it. */
  readonly url: string
}

/**
 * What a file asks of a calendar. `request` puts one visit in or changes it, `cancel` takes it out, both from one party
 * to another. `publish` offers any number of visits, which neither of the others may (RFC 5546, 3.2).
 */
export type CalendarFile =
  | {
      readonly method: 'request' | 'cancel'
      readonly visit: CalendarVisit
      readonly organizer: Party
      readonly attendee: Party
    }
  | { readonly method: 'publish'; readonly visits: readonly CalendarVisit[]; readonly organizer: Party }

const METHODS = {
  request: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
  publish: ICalCalendarMethod.PUBLISH,
} as const

/** What no calendar may hold: control characters, and halves of characters, which somebody pasted in. */
const clean = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\n\r]/gu, ' ')

/** A parameter of a line, where not even a line break may stand. */
const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()

/** Who has no name on file is called by the address: the library refuses somebody without one. */
const asParty = ({ name, address }: Party) => ({ name: oneLine(name) || oneLine(address), email: oneLine(address) })

/**
 * Times are in UTC: a visit is one instant for whoever reads it from wherever, and no zone has to be explained to the
 * calendar that reads it (H11, H13).
 */
const eventOf = (visit: CalendarVisit, writtenMs: number): ICalEventData => ({
  // of no address: where the clinic moves to must not make another visit of it
  id: `${visit.appointmentId}@filiform`,
  sequence: visit.sequence,
  stamp: new Date(writtenMs),
  start: new Date(visit.startMs),
  end: new Date(visit.endMs),
  summary: clean(visit.summary),
  location: clean(visit.place),
  description: clean(visit.description),
  url: visit.url,
  status: visit.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  transparency: visit.cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
})

/** Writes a calendar file: one visit to put in or take out, or several to put in. */
export const calendarFile = (file: CalendarFile, writtenMs: number): string => {
  const calendar = ical({
    prodId: { company: 'Filiform', product: 'Filiform', language: 'EN' },
    method: METHODS[file.method],
  })
  const organizer = asParty(file.organizer)
  for (const visit of file.method === 'publish' ? file.visits : [file.visit]) {
    const event = calendar.createEvent({ ...eventOf(visit, writtenMs), organizer })
    // nobody reads answers to it: the visit stands, and is moved or cancelled at the address that it names
    if (file.method !== 'publish')
      event.createAttendee({ ...asParty(file.attendee), status: ICalAttendeeStatus.ACCEPTED, rsvp: false })
  }
  // the library leaves out the last line's end, without which readers refuse the file (H4)
  return `${calendar.toString()}\r\n`
}
