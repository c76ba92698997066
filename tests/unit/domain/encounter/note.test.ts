import { describe, expect, it } from 'vitest'
import {
  bothNotes,
  EMPTY_NOTE,
  isBlank,
  maySignBeside,
  mergedNotes,
  type NoteWords,
  partsThatDiffer,
  whyNotAdd,
  whyNotSign,
  whyNotWrite,
  withTemplate,
} from '#domain/encounter/note.ts'

const note = (words: Partial<NoteWords>): NoteWords => ({ ...EMPTY_NOTE, ...words })

describe('a note', () => {
  it('is blank while nothing but space stands in any part', () => {
    expect(isBlank(EMPTY_NOTE)).toBe(true)
    expect(isBlank(note({ plan: ' \n' }))).toBe(true)
    expect(isBlank(note({ text: 'Eased.' }))).toBe(false)
  })

  it('takes a template’s words below what stands there, and each only once', () => {
    const begun = note({ subjective: 'Neck stiff.' })
    const template = { subjective: 'Since last time:', objective: 'Range:' }
    const once = withTemplate(begun, template)
    expect(once).toEqual(note({ subjective: 'Neck stiff.\nSince last time:', objective: 'Range:' }))
    expect(withTemplate(once, template)).toEqual(once)
  })
})

describe('Two screens that write in one note', () => {
  const base = note({ subjective: 'Neck.', objective: 'Stiff.' })

  it('come together by themselves where they wrote in different parts', () => {
    const merged = mergedNotes(base, { ...base, subjective: 'Neck, left.' }, { ...base, plan: 'Again on Thursday.' })
    expect(merged.clashes).toEqual([])
    expect(merged.words).toEqual({ ...base, subjective: 'Neck, left.', plan: 'Again on Thursday.' })
  })

  it('clash where both changed the same part, unless to the same words', () => {
    const mine = { ...base, objective: 'Stiff, left more.' }
    expect(mergedNotes(base, mine, { ...base, objective: 'Loose.' }).clashes).toEqual(['objective'])
    expect(mergedNotes(base, mine, mine).clashes).toEqual([])
  })

  it('are both kept when somebody says so, and what both say is said once', () => {
    const theirs = note({ objective: 'Loose.', plan: 'Thursday.' })
    expect(bothNotes(theirs, note({ objective: 'Stiff.', plan: 'Thursday.' }))).toEqual(
      note({ objective: 'Loose.\nStiff.', plan: 'Thursday.' }),
    )
    expect(bothNotes(theirs, note({ objective: 'Loose. Then stiff.' }))).toMatchObject({
      objective: 'Loose. Then stiff.',
      plan: 'Thursday.',
    })
    expect(partsThatDiffer(theirs, theirs)).toEqual([])
  })
})

describe('what a note allows', () => {
  it.each([
    ['nothing is written yet and nothing was seen', null, 0, null],
    ['it was seen as it is', { version: 3, signed: false, blank: false }, 3, null],
    ['it was changed elsewhere', { version: 4, signed: false, blank: false }, 3, 'stale-note'],
    ['somebody else began it', { version: 1, signed: false, blank: false }, 0, 'stale-note'],
    ['it is signed', { version: 3, signed: true, blank: false }, 3, 'note-signed'],
  ] as const)('when %s', (_, standing, seen, problem) => {
    expect(whyNotWrite(standing, seen)).toBe(problem)
  })

  it('a signature under words, and only under those that were seen', () => {
    expect(whyNotSign({ version: 2, signed: false, blank: false }, 2)).toBe(null)
    expect(whyNotSign({ version: 2, signed: false, blank: true }, 2)).toBe('nothing-to-sign')
    expect(whyNotSign(null, 0)).toBe('nothing-to-sign')
    expect(whyNotSign({ version: 3, signed: false, blank: false }, 2)).toBe('stale-note')
  })

  it('a second name by the supervisor or a clinical lead, never by the author', () => {
    const signed = { authorIdentityId: 'mei', cosignerId: 'p-ana', cosigned: false }
    const ana = { identityId: 'ana', practitionerId: 'p-ana', clinicalLead: false }
    expect(maySignBeside(signed, ana)).toBe(true)
    expect(maySignBeside(signed, { ...ana, practitionerId: 'p-ben' })).toBe(false)
    expect(maySignBeside(signed, { ...ana, practitionerId: 'p-ben', clinicalLead: true })).toBe(true)
    expect(maySignBeside({ ...signed, cosignerId: null }, { ...ana, clinicalLead: true })).toBe(false)
    expect(maySignBeside(signed, { ...ana, identityId: 'mei', clinicalLead: true })).toBe(false)
  })

  it('an addendum once it is fixed, and none to what was entered in error', () => {
    expect(whyNotAdd('in-progress', false)).toBe('note-open')
    expect(whyNotAdd('in-progress', true)).toBe(null)
    expect(whyNotAdd('finished', false)).toBe(null)
    expect(whyNotAdd('entered-in-error', true)).toBe('record-closed')
  })
})
