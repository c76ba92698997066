import { randomBytes } from 'node:crypto'
import { now } from './clock.ts'

/** A new UUID of version 7 (RFC 9562): its first 48 bits are the clock's milliseconds, the rest is chance. */
export function uuidv7(atMs: number = now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Math.trunc(atMs), 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
