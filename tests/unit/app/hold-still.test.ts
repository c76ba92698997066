import { describe, expect, it } from 'vitest'
import { createHold } from '../../../src/app/providers/hold-still.ts'

describe('answers of the server', () => {
  it('are shown at once while nothing is pressed, and else in their order when it is let go', () => {
    const shown: string[] = []
    const hold = createHold((run) => run())
    const answer = (what: string) => hold.schedule(() => shown.push(what))
    answer('before')
    hold.press()
    answer('first')
    answer('second')
    expect(shown).toEqual(['before'])
    hold.release()
    expect(shown).toEqual(['before', 'first', 'second'])
    answer('after')
    hold.release()
    expect(shown).toEqual(['before', 'first', 'second', 'after'])
  })
})
