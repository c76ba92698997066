import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link is for stands in what it is sealed with: one for another purpose opens nothing here. */
const sealOf = (secret: string, purpose: string, content: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${content}`).digest('base64url').slice(0, 32)

/** Words without blanks or points that nobody else can have written, to stand in a link. */
export const sealLink = (secret: string, purpose: string, parts: readonly string[]): string => {
  const content = parts.join('.')
  return `${content}.${sealOf(secret, purpose, content)}`
}

/** What was sealed; null when it was not sealed here, or for something else. */
export const openLink = (secret: string, purpose: string, token: string): string[] | null => {
  const parts = token.split('.')
  const given = Buffer.from(parts.pop() ?? '')
  const right = Buffer.from(sealOf(secret, purpose, parts.join('.')))
  return given.length === right.length && timingSafeEqual(given, right) ? parts : null
}

/** The link by which whoever reads a message stops its kind, or says that they are somebody else. */
export const MESSAGE_LINK = 'message'
