export type DeskCommand = 'new' | 'walk-in' | 'park' | 'find' | 'today' | 'back' | 'earlier' | 'later'

interface Pressed {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  /** The focus is where letters are typed. */
  readonly inField: boolean
}

/** What a key asks of the desk's screen. Letters in a field are words, and chords belong to the browser. */
export const deskCommand = ({ key, altKey, ctrlKey, metaKey, inField }: Pressed): DeskCommand | null => {
  if (altKey || ctrlKey || metaKey) return null
  if (key === 'Escape') return 'back'
  if (inField) return null
  switch (key.toLowerCase()) {
    case 'n':
      return 'new'
    case 'w':
      return 'walk-in'
    case 'p':
      return 'park'
    case '/':
      return 'find'
    case 't':
      return 'today'
    case 'pageup':
      return 'earlier'
    case 'pagedown':
      return 'later'
    default:
      return null
  }
}
