import { describe, expect, it } from 'vitest'
import { needToAdd } from '#features/patient-need/schema.ts'
import { EMPTY_NEED, NEED_KINDS, type NeedDraft, readNeed } from '../../../src/app/(staff)/desk/patient/need-draft.ts'

const read = (change: Partial<NeedDraft>) => readNeed({ ...EMPTY_NEED, ...change })

describe('a need as it is typed at the desk', () => {
  it('is what the server takes, of every kind', () => {
    const filled = { language: 'ar', practitionerId: '0198b6a0-0000-7000-8000-000000000000', minutes: '10' }
    for (const kind of NEED_KINDS) expect(needToAdd.safeParse(read({ kind, ...filled })).success, kind).toBe(true)
  })

  it('asks for what its kind cannot do without', () => {
    expect(read({ kind: 'interpreter' })).toBe('language')
    expect(read({ kind: 'not-practitioner' })).toBe('practitionerId')
    expect([read({ kind: 'more-time' }), read({ minutes: '121' }), read({ minutes: '' })]).toEqual([
      'minutes',
      'minutes',
      'minutes',
    ])
  })

  it('carries no language into a need that has none, and no empty remark', () => {
    expect(read({ kind: 'chaperone', language: 'ar', note: ' ' })).toEqual({
      kind: 'chaperone',
      extraMinutes: 0,
      note: null,
    })
  })
})
