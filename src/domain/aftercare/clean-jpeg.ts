/** A picture with nothing in it but the picture. */
export interface CleanJpeg {
  readonly jpeg: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** A part of the file: what it is, where it begins with its FF, and where the next one does. */
interface Segment {
  readonly marker: number
  readonly from: number
  readonly to: number
}

interface Frame {
  readonly widthPx: number
  readonly heightPx: number
}

const START = 0xd8
const END = 0xd9
const SCAN = 0xda
const TABLES = { quantization: 0xdb, huffman: 0xc4, restart: 0xdd } as const
/** Baseline, extended and progressive: what browsers show. */
const FRAMES = [0xc0, 0xc1, 0xc2]
const JFIF = 0xe0
const ADOBE = 0xee
const COMMENT = 0xfe

const isRestart = (byte: number): boolean => byte >= 0xd0 && byte <= 0xd7
const isForPrograms = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === COMMENT

const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** The coded picture lasts until a marker that is neither a stuffed FF nor a restart; -1: the file ends in the middle of it. */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return -1
    if (next !== 0x00 && next !== 0xff && !isRestart(next)) return at
  }
  return -1
}

/** Every part until the end of the picture, whatever comes behind it; null: this is no whole picture. */
const segmentsOf = (bytes: Uint8Array): Segment[] | null => {
  if (bytes[0] !== 0xff || bytes[1] !== START) return null
  const segments: Segment[] = []
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === END) return segments
    const length = wordAt(bytes, at + 2)
    const behind = at + 2 + length
    if (length < 2 || behind > bytes.length) return null
    const to = marker === SCAN ? endOfScan(bytes, behind) : behind
    if (to === -1) return null
    segments.push({ marker, from: at, to })
    at = to
  }
  return null
}

const spells = (bytes: Uint8Array, at: number, word: string): boolean =>
  [...word].every((letter, nth) => bytes[at + nth] === letter.charCodeAt(0))

/** Tables fill what they say is theirs, so that nothing else is carried in them. */
const tablesFill = (bytes: Uint8Array, { marker, from, to }: Segment): boolean => {
  if (marker === TABLES.restart) return to - from === 6
  let at = from + 4
  while (at < to) {
    const kind = bytes[at] ?? 0
    const counts = bytes.subarray(at + 1, at + 17)
    at +=
      marker === TABLES.quantization
        ? 1 + (kind >> 4 === 0 ? 64 : 128)
        : 17 + counts.reduce((sum, count) => sum + count, 0)
  }
  return at === to
}

/** What of a part is kept: what the picture is drawn by. Place, time and camera stand in the others, and go. */
const isKept = (bytes: Uint8Array, { marker, from, to }: Segment): boolean => {
  if (marker === JFIF) return to - from === 18 && spells(bytes, from + 4, 'JFIF\0')
  if (marker === ADOBE) return to - from === 16 && spells(bytes, from + 4, 'Adobe')
  return !isForPrograms(marker)
}

/** Whether a part is one that the picture is drawn by, and holds nothing else. */
const isWhole = (bytes: Uint8Array, segment: Segment): boolean => {
  const { marker, from } = segment
  const length = wordAt(bytes, from + 2)
  if (marker === SCAN) return length === 6 + 2 * (bytes[from + 4] ?? 0)
  if (FRAMES.includes(marker)) return length === 8 + 3 * (bytes[from + 9] ?? 0)
  return isForPrograms(marker) || (Object.values<number>(TABLES).includes(marker) && tablesFill(bytes, segment))
}

/** Also where no program looks for it; a coded picture does not spell this by chance. */
const namesExif = (bytes: Uint8Array): boolean => {
  for (let at = bytes.indexOf(0x45); at !== -1; at = bytes.indexOf(0x45, at + 1))
    if (spells(bytes, at, 'Exif\0\0')) return true
  return false
}

const frameOf = (bytes: Uint8Array, segments: readonly Segment[]): Frame | null => {
  const [frame, ...more] = segments.filter(({ marker }) => FRAMES.includes(marker))
  if (frame === undefined || more.length > 0) return null
  const [heightPx, widthPx, parts] = [
    wordAt(bytes, frame.from + 5),
    wordAt(bytes, frame.from + 7),
    bytes[frame.from + 9],
  ]
  // grey or in colour; what is made to be printed no telephone makes
  return heightPx === 0 || widthPx === 0 || (parts !== 1 && parts !== 3) ? null : { heightPx, widthPx }
}

/**
 * The picture of a JPEG without all that does not draw it: place, time and camera, small copies, comments, and whatever
 * was hung behind its end. Null when it is not a whole one, whatever it is called. The coded picture itself is not
 * opened: what looks at it does that.
 */
export const cleanJpeg = (bytes: Uint8Array): CleanJpeg | null => {
  const segments = segmentsOf(bytes)
  if (segments === null || !segments.every((segment) => isWhole(bytes, segment))) return null
  const frame = frameOf(bytes, segments)
  if (frame === null || !segments.some(({ marker }) => marker === SCAN)) return null
  const kept = segments.filter((segment) => isKept(bytes, segment))
  const jpeg = new Uint8Array(4 + kept.reduce((sum, { from, to }) => sum + to - from, 0))
  jpeg.set([0xff, START])
  let at = 2
  for (const { from, to } of kept) {
    jpeg.set(bytes.subarray(from, to), at)
    at += to - from
  }
  jpeg.set([0xff, END], at)
  return namesExif(jpeg) ? null : { jpeg, ...frame }
}
