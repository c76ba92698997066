import { createHash, randomBytes } from 'node:crypto'
import { SESSION_RULES } from './session-rules.ts'

/** Tells one browser from another: nothing but chance, of no use without a session that was opened there. */
const COOKIE = 'filiform-device'
const SECRET = /^[A-Za-z0-9_-]{43}$/

const idOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** The device that a request comes from; null when nobody has signed in there for a while. */
export const deviceOf = (headers: Headers): string | null => {
  const secret = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(headers.get('cookie') ?? '')?.[1] ?? ''
  return SECRET.test(secret) ? idOf(secret) : null
}

/** The device that a request comes from, made known when it was not, with the cookie that keeps it known. */
export const knownDevice = (headers: Headers, publicUrl: string): { deviceId: string; cookies: readonly string[] } => {
  const known = deviceOf(headers)
  if (known !== null) return { deviceId: known, cookies: [] }
  const secret = randomBytes(32).toString('base64url')
  // any session opened there is over by then
  const seconds = SESSION_RULES.staff.absoluteMinutes * 60 * 2
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const cookie = `${COOKIE}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
  return { deviceId: idOf(secret), cookies: [cookie] }
}
