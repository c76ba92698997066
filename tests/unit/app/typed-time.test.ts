import { describe, expect, it } from 'vitest'
import { readTypedTime } from '../../../src/app/(staff)/desk/questions/typed-time.ts'
import { formatTime } from '../../../src/words/time.ts'

const zone = 'Europe/Berlin'

describe('a time that somebody types at the desk', () => {
  it('is read on the clinic’s wall, or asked for again', () => {
    expect(readTypedTime({ date: '2026-11-26', time: '10:15' }, zone)).toEqual({
      kind: 'one',
      startMs: Date.parse('2026-11-26T09:15:00Z'),
    })
    expect(readTypedTime({ date: '', time: '10:15' }, zone)).toEqual({ kind: 'incomplete' })
    expect(readTypedTime({ date: '2026-11-26', time: '' }, zone)).toEqual({ kind: 'incomplete' })
  })

  it('C22: is not moved where the clock jumps over it: it is said not to exist', () => {
    expect(readTypedTime({ date: '2027-03-28', time: '02:30' }, zone)).toEqual({ kind: 'no-such-time' })
    expect(readTypedTime({ date: '2027-03-28', time: '03:00' }, zone).kind).toBe('one')
  })

  it('C7 C22: is not guessed where it comes twice: both are offered, the first one first, with what tells them apart', () => {
    const read = readTypedTime({ date: '2027-10-31', time: '02:30' }, zone)
    expect(read).toEqual({
      kind: 'two',
      choicesMs: [Date.parse('2027-10-31T00:30:00Z'), Date.parse('2027-10-31T01:30:00Z')],
    })
    const labels = read.kind === 'two' ? read.choicesMs.map((ms) => formatTime(ms, { locale: 'en', zone })) : []
    expect(labels).toEqual(['02:30 GMT+2', '02:30 GMT+1'])
  })
})
