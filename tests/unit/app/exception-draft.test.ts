import { describe, expect, it } from 'vitest'
import {
  edgesThatComeTwice,
  emptyException,
  exceptionDraftOf,
  type KeptSubject,
  readExceptionDraft,
} from '../../../src/app/(staff)/settings/hours/exception-draft.ts'
import { stretchWords } from '../../../src/app/(staff)/settings/hours/exception-words.ts'

const place = (id: string) => ({ id, name: id, timeZone: 'Europe/Berlin' })
const ana: KeptSubject = { subject: { kind: 'practitioner', id: 'ana' }, name: 'Ana Ruiz', locations: [place('river')] }
const room: KeptSubject = { subject: { kind: 'room', id: 'room' }, name: 'Room 1', locations: [place('river')] }

describe('what is otherwise, in the form', () => {
  it('says what is still missing', () => {
    expect(readExceptionDraft(emptyException([ana, room]), [ana, room])).toEqual({
      ok: false,
      missing: ['subject', 'firstDay', 'reason'],
    })
    const timed = { ...emptyException([ana]), wholeDays: false, firstDay: '2026-11-24', reason: 'Course' }
    expect(readExceptionDraft(timed, [ana])).toEqual({ ok: false, missing: ['times'] })
  })

  it('C14: whole days are dates from the first to the last, and the same dates again when it is opened', () => {
    const draft = { ...emptyException([ana]), firstDay: '2026-10-27', lastDay: '2026-10-31', reason: ' Holiday ' }
    const read = readExceptionDraft(draft, [ana])
    expect(read).toEqual({
      ok: true,
      exception: {
        ...{ subject: ana.subject, kind: 'closed', locationId: null, reason: 'Holiday' },
        ...{ from: { date: '2026-10-27', minute: 0 }, until: { date: '2026-10-31', minute: 1440 } },
      },
    })
    const row = {
      ...({ id: '1', version: 1, subject: ana.subject, name: 'Ana Ruiz', kind: 'closed', locationId: null } as const),
      ...({
        timeZone: 'America/Denver',
        wholeDays: true,
        reason: 'Holiday',
        byName: null,
        state: 'coming',
        toMove: 0,
      } as const),
      ...{ from: { date: '2026-10-27', minute: 0 }, until: { date: '2026-10-31', minute: 1440 } },
    }
    expect(exceptionDraftOf(row)).toEqual({ ...draft, reason: 'Holiday' })
    const words = { dayText: (date: string) => date, daysText: (from: string, until: string) => `${from} – ${until}` }
    expect(stretchWords(row, words)).toBe('2026-10-27 – 2026-10-31')
    expect(stretchWords({ ...row, until: { date: '2026-10-27', minute: 1440 } }, words)).toBe('2026-10-27')
  })

  it('C22: says which edge of it the wall shows twice, on the wall that it will be saved by', () => {
    const draft = {
      ...{ ...emptyException([ana]), wholeDays: false, reason: 'Course' },
      ...{ firstDay: '2026-10-25', from: '02:15', to: '02:45' },
    }
    expect(edgesThatComeTwice(draft, [ana])).toEqual(['begins-twice', 'ends-twice'])
    expect(edgesThatComeTwice({ ...draft, to: '09:00' }, [ana])).toEqual(['begins-twice'])
    expect(edgesThatComeTwice({ ...draft, wholeDays: true }, [ana])).toEqual([])
    const abroad = { ...ana, locations: [{ id: 'a', name: 'a', timeZone: 'Asia/Tokyo' }, ...ana.locations] }
    expect(edgesThatComeTwice(draft, [abroad])).toEqual([])
    expect(edgesThatComeTwice({ ...draft, locationId: 'river' }, [abroad])).toHaveLength(2)
  })

  it('a room is closed at its location; one day is enough, and midnight is the end of it', () => {
    const draft = {
      ...emptyException([room]),
      wholeDays: false,
      firstDay: '2026-11-24',
      from: '18:00',
      to: '00:00',
      reason: 'Paint',
    }
    expect(readExceptionDraft(draft, [room])).toMatchObject({
      exception: {
        locationId: 'river',
        from: { date: '2026-11-24', minute: 1080 },
        until: { date: '2026-11-24', minute: 1440 },
      },
    })
    expect(readExceptionDraft({ ...draft, kind: 'open', subjectId: 'ana' }, [ana])).toMatchObject({
      exception: { locationId: 'river', kind: 'open' },
    })
  })
})
