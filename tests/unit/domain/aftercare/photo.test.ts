import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanJpeg } from '#domain/aftercare/clean-jpeg.ts'
import {
  decideJoining,
  decidePicture,
  JOINS_WITHIN_MS,
  MOST_BYTES,
  MOST_EDGE_PX,
  MOST_OF_A_VISIT,
  MOST_OF_AN_ANSWER,
} from '#domain/aftercare/photo.ts'
import { EXIF, jpegOf, pngOf, segment } from '../../../support/pictures.ts'

const holds = (bytes: Uint8Array | undefined, text: string): boolean => Buffer.from(bytes ?? []).includes(text)
const letters = (text: string): number[] => [...Buffer.from(text)]
const kept = (bytes: Uint8Array) => cleanJpeg(bytes)?.jpeg

describe('the picture of a photo', () => {
  it('is kept as it was drawn, byte for byte, with its size', () => {
    const picture = jpegOf({ widthPx: 1600, heightPx: 1200 })
    expect(cleanJpeg(picture)).toEqual({ jpeg: new Uint8Array(picture), widthPx: 1600, heightPx: 1200 })
  })

  it('loses where it was taken and with what, comments, small copies and colour tables of the maker', () => {
    const profile = segment(0xe2, letters('ICC_PROFILE\0 of Telephone 16 Pro'))
    const comment = segment(0xfe, letters('At home, Elm Road 5'))
    const copy = segment(0xe0, [...letters('JFXX\0'), 0x10, ...jpegOf({ more: EXIF })])
    const from = jpegOf({ more: [...EXIF, ...profile, ...comment, ...copy] })
    expect(['Exif', 'GPS', 'Telephone', 'Elm Road', 'JFXX'].filter((word) => holds(from, word))).toHaveLength(5)
    expect(kept(from)).toEqual(new Uint8Array(jpegOf()))
  })

  it('loses whatever hangs behind its end, be it a page, a program or a second picture', () => {
    for (const behind of ['<script>alert(1)</script>', 'PK\x03\x04', '%PDF-1.7'])
      expect(kept(jpegOf({ behind: letters(behind) }))).toEqual(new Uint8Array(jpegOf()))
    expect(kept(jpegOf({ behind: [...jpegOf({ more: EXIF })] }))).toEqual(new Uint8Array(jpegOf()))
  })

  it('is none when it is of another kind, whatever it is called, or begins in the middle', () => {
    for (const bytes of [
      ...[Uint8Array.of(), Uint8Array.of(0xff), Uint8Array.of(0xff, 0xd8), Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
      ...[pngOf(4, 4), Buffer.from('GIF89a'), Buffer.from('<svg onload="alert(1)"/>'), Buffer.from('%PDF-1.7')],
      ...[jpegOf().subarray(2), Buffer.concat([Buffer.from('MZ'), jpegOf()])],
    ])
      expect(cleanJpeg(bytes)).toBeNull()
  })

  it('is none when it ends too early, wherever it is cut', () => {
    const whole = jpegOf({ more: EXIF })
    for (let length = 0; length < whole.length; length++) expect(cleanJpeg(whole.subarray(0, length))).toBeNull()
  })

  it('is none when its tables hold more than tables, or it has no size, two sizes or the colours of a press', () => {
    const stuffed = segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1), ...letters('<script>')])
    const twice = segment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0])
    const unknown = segment(0xcc, letters('anything'))
    for (const more of [stuffed, twice, unknown, segment(0xdd, [0, 1, 2])])
      expect(cleanJpeg(jpegOf({ more }))).toBeNull()
    expect(cleanJpeg(jpegOf({ widthPx: 0 }))).toBeNull()
    expect(cleanJpeg(jpegOf({ coded: letters('Exif\0\0 in the middle of it') }))).toBeNull()
  })

  it('holds nothing but pictures after any change, and is the same when it is cleaned again', () => {
    const from = jpegOf({ more: EXIF, behind: [1, 2, 3] })
    const changes = fc.array(fc.tuple(fc.nat(from.length - 1), fc.nat(255)), { maxLength: 6 })
    fc.assert(
      fc.property(changes, (all) => {
        const bytes = Uint8Array.from(from)
        for (const [at, value] of all) bytes[at] = value
        const once = kept(bytes)
        if (once === undefined) return
        expect([...once.subarray(0, 2), ...once.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9])
        expect(kept(once)).toEqual(once)
        expect(once.length).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a photo', () => {
  const small = { bytes: 300_000, widthPx: 1600, heightPx: 1200 }

  it('is taken when it is a picture and no larger than our own pages make it', () => {
    expect(decidePicture(small)).toBeNull()
    expect(decidePicture(null)).toBe('not-a-photo')
    expect(decidePicture({ ...small, bytes: MOST_BYTES + 1 })).toBe('photo-too-large')
    // small to send, and gigabytes to look at
    expect(decidePicture({ ...small, heightPx: 65_000 })).toBe('photo-too-large')
    expect(decidePicture({ ...small, widthPx: MOST_EDGE_PX })).toBeNull()
  })

  it('joins its answer for a day, three to an answer and twelve to a visit', () => {
    const joining = { answeredMs: 0, ofAnswer: 0, ofVisit: 0 }
    expect(decideJoining(joining, JOINS_WITHIN_MS - 1)).toBeNull()
    expect(decideJoining(joining, JOINS_WITHIN_MS)).toBe('photo-late')
    expect(decideJoining({ ...joining, ofAnswer: MOST_OF_AN_ANSWER }, 0)).toBe('photos-of-answer')
    expect(decideJoining({ ...joining, ofVisit: MOST_OF_A_VISIT }, 0)).toBe('photos-of-visit')
    expect(decideJoining({ ...joining, ofAnswer: MOST_OF_AN_ANSWER - 1, ofVisit: MOST_OF_A_VISIT - 1 }, 0)).toBeNull()
  })
})
