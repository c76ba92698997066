import { crc32, deflateSync } from 'node:zlib'

const word = (value: number): number[] => [value >> 8, value & 0xff]
const letters = (text: string): number[] => [...Buffer.from(text, 'latin1')]

/** A part of a JPEG: its marker, its length and what it holds. */
export const segment = (marker: number, holds: readonly number[]): number[] => [
  ...[0xff, marker],
  ...word(holds.length + 2),
  ...holds,
]

export const EXIF = segment(0xe1, letters('Exif\0\0MM\0*GPSLatitude 52.5200 Telephone 16 Pro'))
const JFIF = segment(0xe0, [...letters('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0])
const QUANTIZATION = segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)])
const HUFFMAN = segment(0xc4, [0, 1, ...Array.from({ length: 15 }, () => 0), 0])

interface Made {
  readonly widthPx?: number
  readonly heightPx?: number
  /** Further parts, before the picture is described. */
  readonly more?: readonly number[]
  /** The coded picture, with its stuffing and restarts. */
  readonly coded?: readonly number[]
  readonly behind?: readonly number[]
  /** So many bytes of coded picture more. */
  readonly padding?: number
}

/** The bytes of a grey JPEG, part by part as a camera writes them. */
export const jpegOf = (made: Made = {}): Uint8Array => {
  const { widthPx = 8, heightPx = 8, more = [], coded = [0x2a, 0xff, 0x00, 0xff, 0xd0, 0x7f], behind = [] } = made
  const frame = segment(0xc0, [8, ...word(heightPx), ...word(widthPx), 1, 1, 0x11, 0])
  const scan = segment(0xda, [1, 1, 0, 0, 63, 0])
  const before = [0xff, 0xd8, ...JFIF, ...more, ...QUANTIZATION, ...frame, ...HUFFMAN, ...scan, ...coded]
  return Buffer.concat([
    Uint8Array.from(before),
    Buffer.alloc(made.padding ?? 0, 0x55),
    Uint8Array.from([0xff, 0xd9, ...behind]),
  ])
}

const chunk = (kind: string, holds: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), holds])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(holds.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** A real picture that every browser opens, of this size: skin with a bruise in the middle. */
export const pngOf = (widthPx: number, heightPx: number): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(widthPx, 0)
  head.writeUInt32BE(heightPx, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(heightPx * (1 + widthPx * 3))
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const away = Math.hypot((x / widthPx - 0.5) * 3, (y / heightPx - 0.5) * 2.4)
      const blue = Math.max(0, 1 - away) ** 1.5
      rows.set([226 - 118 * blue, 178 - 112 * blue, 150 - 42 * blue], y * (1 + widthPx * 3) + 1 + x * 3)
    }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
