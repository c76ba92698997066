import { isSigned } from '#integrations/sms/signature.ts'
import { readText } from '#lib/bounded-body.ts'
import { settings } from '#lib/env.ts'

const MOST_BYTES = 32_000

/** What the provider sent, if it was the provider: signed with our token, over the address that it was told to use. */
export const signedForm = async (request: Request): Promise<URLSearchParams | null> => {
  const { smsUrl, publicUrl } = settings()
  const body = smsUrl === null ? null : await readText(request, MOST_BYTES)
  if (smsUrl === null || body === null) return null
  const { pathname, search } = new URL(request.url)
  const form = new URLSearchParams(body)
  const token = decodeURIComponent(new URL(smsUrl).password)
  const signature = request.headers.get('x-twilio-signature')
  return isSigned(token, `${publicUrl}${pathname}${search}`, form, signature) ? form : null
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
export const answered = (status: number): Response => new Response(null, { status, headers: HEADERS })

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What the provider is to write back; nothing when null. */
export const inProvidersWords = (answer: string | null): Response =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?><Response>${answer === null ? '' : `<Message>${escapeXml(answer)}</Message>`}</Response>`,
    { headers: { ...HEADERS, 'content-type': 'text/xml; charset=utf-8' } },
  )
