import { isSameOrigin } from '#auth/same-origin.ts'
import { readText } from '#lib/bounded-body.ts'
import { settings } from '#lib/env.ts'
import { isLocale, LOCALE_COOKIE } from '#words/locale.ts'

/** A locale is two letters; anything longer is none. */
const LONGEST_BYTES = 16
const YEAR_SECONDS = 31_536_000

/** Keeps the chosen language on this device. The cookie holds two letters and says nothing of anybody. */
export const POST = async (request: Request): Promise<Response> => {
  const { publicUrl } = settings()
  if (!isSameOrigin(request.headers, publicUrl)) return new Response(null, { status: 403 })
  const locale = await readText(request, LONGEST_BYTES)
  if (locale === null || !isLocale(locale)) return new Response(null, { status: 400 })
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const cookie = `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly${secure}`
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie } })
}
