import { createHash } from 'node:crypto'

/** A short name for plain data: the same data, written in the same order, has the same one. */
export const fingerprint = (data: unknown): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22)
