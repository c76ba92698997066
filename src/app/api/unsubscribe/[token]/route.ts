import { readText } from '#lib/bounded-body.ts'
import { settings } from '#lib/env.ts'
import { clinicCaller } from '../../../clinic-caller.ts'
import { messageOfLink } from '../../../message-link.ts'

export const dynamic = 'force-dynamic'

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
const MOST_BYTES = 4_000

/**
 * Does what a link in a message is for. By POST alone: what a scanner of mails opens changes nothing (I16). A mail program
 * sends what RFC 8058 says, our page what was pressed there, and where to go on reading.
 */
export const POST = async (
  request: Request,
  { params }: { readonly params: Promise<{ token: string }> },
): Promise<Response> => {
  const { token } = await params
  const about = messageOfLink(token)
  const body = await readText(request, MOST_BYTES)
  if (about === null || body === null) return new Response(null, { status: 404, headers: HEADERS })
  const form = new URLSearchParams(body)
  const says = form.get('says') === 'not-me' ? 'not-me' : 'stop'
  if (form.get('List-Unsubscribe') !== 'One-Click' && !form.has('says'))
    return new Response(null, { status: 400, headers: HEADERS })
  await clinicCaller(about.clinicId).contact.pressLink({ communicationId: about.communicationId, says })
  const slug = form.get('clinic')
  if (slug === null) return new Response(null, { status: 200, headers: HEADERS })
  const page = `${settings().publicUrl}/c/${encodeURIComponent(slug)}/messages/${token}?done=${says}`
  return new Response(null, { status: 303, headers: { ...HEADERS, location: page } })
}
