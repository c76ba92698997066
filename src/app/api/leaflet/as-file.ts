import { aftercareLeaflet, type LeafletFacts } from '#integrations/pdf/aftercare-leaflet.ts'
import { letterAsPdf } from '#integrations/pdf/letter.ts'
import { now } from '#lib/clock.ts'
import { leadsNowhere, refusedWith } from '#trpc/caught.ts'
import { requestLocale } from '../../request.ts'

/** Nobody keeps it on the way, and neither its address nor its name says anything about anybody. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** Nothing but why not. */
export const notForThem = (status: 401 | 403): Response => new Response(null, { status, headers: PRIVATE })

/** A leaflet as a file, made anew each time; a refusal as its sentence. */
export const leafletAsFile = async (facts: () => Promise<Omit<LeafletFacts, 'writtenMs'>>): Promise<Response> => {
  try {
    const pdf = await letterAsPdf(aftercareLeaflet({ ...(await facts()), writtenMs: now() }))
    const headers = { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="leaflet.pdf"' }
    return new Response(pdf as Uint8Array<ArrayBuffer>, { headers: { ...headers, ...PRIVATE } })
  } catch (error) {
    const refusals = refusedWith(error)
    if (refusals === null && !leadsNowhere(error)) throw error
    return new Response(refusals?.map(({ sentence }) => sentence).join(' ') ?? null, {
      status: 404,
      headers: { ...PRIVATE, 'content-type': 'text/plain; charset=utf-8', 'content-language': await requestLocale() },
    })
  }
}
