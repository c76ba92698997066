import { describe, expect, it } from 'vitest'
import { WEDGE_AT_REST, type WedgeKey, type WedgeState, wedgeStep } from '../../../src/ui/kit/scan/wedge-scanner.ts'

const GS = '\x1d'
const LABEL = '0104012345678901172810311024H07A'

type Press = Partial<WedgeKey> & { readonly key: string }

const down = (key: string, more: Partial<WedgeKey> = {}): Press => ({ key, ...more })
const typing = (text: string): Press[] => [...text].map((key) => down(key))
const ENTER = down('Enter')
const SEPARATORS: Readonly<Record<string, readonly Press[]>> = {
  'Ctrl and ]': [down('Control', { ctrl: true }), down(']', { ctrl: true })],
  'Alt and 029 on the number pad (K4)': [
    down('Alt', { alt: true }),
    ...['0', '2', '9'].map((digit) => down(digit, { alt: true, code: `Numpad${digit}` })),
    { kind: 'up', key: 'Alt' },
  ],
  'Alt and 0029 on the number pad': [
    down('Alt', { alt: true }),
    ...['0', '0', '2', '9'].map((digit) => down(digit, { alt: true, code: `Numpad${digit}` })),
    { kind: 'up', key: 'Alt' },
  ],
  'the character itself': [down(GS)],
}

interface Heard {
  readonly scans: readonly string[]
  readonly swallowed: readonly string[]
  readonly state: WedgeState
  readonly atMs: number
}

const NOTHING: Heard = { scans: [], swallowed: [], state: WEDGE_AT_REST, atMs: 0 }

/** Presses key after key, `gapMs` apart, after a pause that no burst survives. */
const press = (keys: readonly Press[], gapMs: number | ((index: number) => number), after: Heard = NOTHING): Heard => {
  let { state, atMs } = after
  const [scans, swallowed] = [[...after.scans], [...after.swallowed]]
  atMs += 600
  for (const [index, key] of keys.entries()) {
    atMs += typeof gapMs === 'number' ? gapMs : gapMs(index)
    const step = wedgeStep(state, {
      kind: 'down',
      code: '',
      ctrl: false,
      alt: false,
      meta: false,
      repeat: false,
      ...key,
      atMs,
    })
    state = step.state
    if (step.swallow) swallowed.push(key.key)
    if (step.scan !== null) scans.push(step.scan)
  }
  return { scans, swallowed, state, atMs }
}

describe('a scanner that types like a keyboard', () => {
  it.each([1, 8, 20, 40])('is heard when it needs %i ms a key', (gapMs) => {
    expect(press([...typing(LABEL), ENTER], gapMs).scans).toEqual([LABEL])
  })

  it('keeps its Enter from pressing the button that has the focus', () => {
    expect(press([...typing(LABEL), ENTER], 8).swallowed).toEqual(['Enter'])
  })

  it('may be set to end a label with Tab or a control character', () => {
    for (const end of [down('Tab'), down('m', { ctrl: true }), down('j', { ctrl: true })])
      expect(press([...typing(LABEL), end], 8).scans).toEqual([LABEL])
  })

  it('is heard through the shift keys it presses for capitals', () => {
    const keys = [...LABEL].flatMap((key) => (/[A-Z]/.test(key) ? [down('Shift'), down(key)] : [down(key)]))
    expect(press([...keys, ENTER], 8).scans).toEqual([LABEL])
  })

  it('is heard when a busy tablet tells of some keys late', () => {
    expect(press([...typing(LABEL), ENTER], (index) => (index % 12 === 11 ? 450 : 5)).scans).toEqual([LABEL])
  })

  it.each(Object.entries(SEPARATORS))('K5: keeps a separator sent as %s', (_, separator) => {
    const keys = [...typing('0104012345678901'), ...typing('1024H07A'), ...separator, ...typing('17281031'), ENTER]
    expect(press(keys, 8).scans).toEqual([`01040123456789011024H07A${GS}17281031`])
  })

  it('K5: keeps the printable stand-ins of a separator for the reader of labels', () => {
    for (const sign of ['^', '|', '~', '\u241d'])
      expect(press([...typing(`1024H07A${sign}17281031`), ENTER], 8).scans).toEqual([`1024H07A${sign}17281031`])
  })

  it('K5: reads the dead key of a German keyboard as the accent that stands for a separator', () => {
    expect(press([...typing('1024H07A'), down('Dead'), ...typing('17281031'), ENTER], 8).scans).toEqual([
      '1024H07A^17281031',
    ])
  })

  it('K4, K8: keeps a separator pressed as Ctrl and the key that has another sign on this keyboard, and the page does not grow', () => {
    const plus = down('+', { ctrl: true, code: 'BracketRight' })
    const heard = press([...typing('1024H07A'), plus, ...typing('17281031'), ENTER], 8)
    expect(heard.scans).toEqual([`1024H07A${GS}17281031`])
    expect(heard.swallowed).toEqual(['+', 'Enter'])
  })

  it('K5: does not let the browser act on the separator’s keys', () => {
    const keys = [...typing('1024H07A'), ...(SEPARATORS['Ctrl and ]'] ?? []), ...typing('17281031'), ENTER]
    expect(press(keys, 8).swallowed).toEqual([']', 'Enter'])
  })

  it('types brackets with AltGr, which is no separator', () => {
    expect(press([...typing('(10)24H07A'), down(']', { ctrl: true, alt: true }), ENTER], 8).scans).toEqual([
      '(10)24H07A]',
    ])
  })

  it('is heard afresh after a person has typed a few letters', () => {
    const first = press(typing('abc'), 120)
    expect(press([...typing(LABEL), ENTER], 8, first).scans).toEqual([LABEL])
  })
})

describe('the same label twice', () => {
  const once = press([...typing(LABEL), ENTER], 8)

  it('within a second is one trigger held down, and its second Enter is still the scanner’s', () => {
    const twice = press([...typing(LABEL), ENTER], 8, once)
    expect(twice.scans).toEqual([LABEL])
    expect(twice.swallowed).toEqual(['Enter', 'Enter'])
  })

  it('later is a second box', () => {
    expect(press([...typing(LABEL), ENTER], 8, { ...once, atMs: once.atMs + 1000 }).scans).toEqual([LABEL, LABEL])
  })

  it('with another label between them is two boxes', () => {
    const between = press([...typing('0104012345678901101724A'), ENTER], 1, once)
    expect(press([...typing(LABEL), ENTER], 1, between).scans).toHaveLength(3)
  })
})

describe('a person at the keyboard', () => {
  it.each([60, 90, 150])('is never taken for a scanner at %i ms a key', (gapMs) => {
    const heard = press([...typing('The patient felt well today.'), ENTER], gapMs)
    expect(heard.scans).toEqual([])
    expect(heard.swallowed).toEqual([])
  })

  it('may type a number with quick fingers, two keys at a time', () => {
    const rolling = (index: number) => (index % 2 === 0 ? 110 : 20)
    expect(press([...typing('0401234567890124'), ENTER], rolling).scans).toEqual([])
  })

  it('may hold a key down and press Enter', () => {
    const held = Array.from({ length: 40 }, () => down('x', { repeat: true }))
    expect(press([down('x'), ...held, ENTER], 30).scans).toEqual([])
  })

  it('may type a short word in one stroke of the hand', () => {
    expect(press([...typing('ok'), ENTER], 10).scans).toEqual([])
  })

  it('may copy and paste and press Enter', () => {
    const keys = [down('Control', { ctrl: true }), down('v', { ctrl: true }), ENTER]
    expect(press(keys, 10)).toMatchObject({ scans: [], swallowed: [] })
  })

  it('may press Enter long after something typed fast', () => {
    const pause = (index: number) => (index === LABEL.length ? 900 : 8)
    expect(press([...typing(LABEL), ENTER], pause).scans).toEqual([])
  })

  it('may press Alt alone', () => {
    const heard = press([down('Alt', { alt: true }), { kind: 'up', key: 'Alt' }, ...typing('ok'), ENTER], 80)
    expect(heard).toMatchObject({ scans: [], swallowed: [] })
  })
})

describe('where a burst begins', () => {
  const began = (state: WedgeState, key: string, atMs: number) =>
    wedgeStep(state, { kind: 'down', key, code: '', ctrl: false, alt: false, meta: false, repeat: false, atMs })

  it('is told at its first key only, so that a field can be put back as it was', () => {
    const first = began(WEDGE_AT_REST, '0', 10)
    expect(first.began).toBe(true)
    expect(began(first.state, '1', 18).began).toBe(false)
    expect(began(first.state, '1', 600).began).toBe(true)
  })
})
