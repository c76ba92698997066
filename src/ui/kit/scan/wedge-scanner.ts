/** One key as the browser tells it. `atMs` counts from anywhere, but evenly: `event.timeStamp`. */
export interface WedgeKey {
  readonly kind: 'down' | 'up'
  readonly key: string
  readonly code: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly meta: boolean
  /** The key is held down and repeats. */
  readonly repeat: boolean
  readonly atMs: number
}

/** What has been typed in one go so far. */
export interface WedgeState {
  readonly text: string
  /** How many of its characters followed the one before faster than fingers do. */
  readonly quick: number
  readonly lastMs: number
  /** Digits typed on the number pad while Alt is held; null while it is not. */
  readonly altDigits: string | null
  readonly lastScan: { readonly text: string; readonly atMs: number } | null
}

export interface WedgeStep {
  readonly state: WedgeState
  /** A label that was just read to its end, or null. */
  readonly scan: string | null
  /** This key began a new burst: what stands in the field now is what was there before it. */
  readonly began: boolean
  /** The key belongs to the scanner and must not do anything else. */
  readonly swallow: boolean
}

export const WEDGE_AT_REST: WedgeState = { text: '', quick: 0, lastMs: 0, altDigits: null, lastScan: null }

/** The shortest label worth the name; a person who types fast and presses Enter after fewer keys is left alone. */
const SHORTEST = 6
/** Scanners need 1 to 40 ms a key; a person is that quick only now and then, with two hands. */
const QUICK_MS = 45
const QUICK_SHARE = 0.7
/** A single key of a scanner may come late on a busy tablet, but not later than this. */
const LONGEST_GAP_MS = 500
/** The same label again within this time is one trigger held down. */
const REPEAT_MS = 1000

const GS = '\x1d'
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn'])

/** The character a key stands for, '' for none, or null when the key ends a burst of typing. */
const characterOf = ({ key, code, ctrl, alt, meta }: WedgeKey): string | null => {
  // A dead key waits for the next letter; the only accent that scanners send by itself is the one for a separator.
  if (key === 'Dead') return '^'
  // the scanner presses the key that has the bracket on an American keyboard, whatever stands on it here
  if (ctrl && !alt) return key === ']' || code === 'BracketRight' ? GS : null
  if (meta) return null
  return [...key].length === 1 ? key : null
}

const endsLabel = ({ key, ctrl, alt }: WedgeKey): boolean =>
  key === 'Enter' || key === 'Tab' || (ctrl && !alt && (key === 'm' || key === 'j'))

const isFast = ({ text, quick }: WedgeState): boolean =>
  text.length >= SHORTEST && quick >= (text.length - 1) * QUICK_SHARE

const idle = (state: WedgeState): WedgeStep => ({ state, scan: null, began: false, swallow: false })

const typed = (state: WedgeState, character: string, atMs: number): WedgeStep => {
  const gapMs = atMs - state.lastMs
  const began = state.text === '' || gapMs > LONGEST_GAP_MS
  const quick = state.quick + (gapMs <= QUICK_MS ? 1 : 0)
  return {
    state: began
      ? { ...state, text: character, quick: 0, lastMs: atMs }
      : { ...state, text: state.text + character, quick, lastMs: atMs },
    scan: null,
    began,
    swallow: character === GS,
  }
}

const ended = (state: WedgeState, atMs: number): WedgeStep => {
  const rest = { ...state, text: '' }
  if (atMs - state.lastMs > LONGEST_GAP_MS || !isFast(state)) return idle(rest)
  const { text, lastScan } = state
  const again = lastScan !== null && lastScan.text === text && atMs - lastScan.atMs < REPEAT_MS
  return { state: { ...rest, lastScan: { text, atMs } }, scan: again ? null : text, began: false, swallow: true }
}

/** Digits under Alt become a character when Alt is let go: 029 and 0029 are the separator. */
const altStep = (state: WedgeState, key: WedgeKey): WedgeStep | null => {
  if (key.kind === 'up') {
    if (key.key !== 'Alt' || state.altDigits === null) return null
    const character = String.fromCharCode(Number(state.altDigits))
    const released = { ...state, altDigits: null }
    return state.altDigits === '' ? idle(released) : typed(released, character, key.atMs)
  }
  if (key.key === 'Alt') return idle({ ...state, altDigits: '' })
  const digit = /^Numpad(\d)$/.exec(key.code)?.[1]
  if (state.altDigits === null || digit === undefined || !key.alt || key.ctrl) return null
  const held = { ...state, altDigits: state.altDigits + digit }
  return { ...idle(state.text === '' ? held : { ...held, lastMs: key.atMs }), swallow: true }
}

/**
 * Tells a scanner that types like a keyboard from a person: a burst of keys faster than fingers, closed by Enter or
 * Tab, is a label. The separator, which no input field can hold, is kept in each form in which scanners send it.
 */
export const wedgeStep = (state: WedgeState, key: WedgeKey): WedgeStep => {
  const underAlt = altStep(state, key)
  if (underAlt !== null) return underAlt
  if (key.kind === 'up' || MODIFIERS.has(key.key)) return idle(state)
  if (key.repeat) return idle({ ...state, text: '' })
  if (endsLabel(key)) return ended(state, key.atMs)
  const character = characterOf(key)
  return character === null ? idle({ ...state, text: '' }) : typed(state, character, key.atMs)
}
