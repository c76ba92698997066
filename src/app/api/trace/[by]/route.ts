import { mayTrace } from '#features/trace/access.ts'
import { letterAsPdf } from '#integrations/pdf/letter.ts'
import { traceList } from '#integrations/pdf/trace-list.ts'
import { now } from '#lib/clock.ts'
import { csvOf } from '#lib/csv.ts'
import { leadsNowhere, refusedWith } from '#trpc/caught.ts'
import { requestLocale, serverCaller, staffActor } from '../../../request.ts'
import { listOf } from './lists.ts'

/** Nobody keeps it on the way, and neither its address nor its name says anything about anybody. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

interface Named {
  readonly params: Promise<{ by: string }>
}

const CSV = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="needles.csv"' }
const PDF = { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="needles.pdf"' }

/** A trace or a recall's list as a file, whole and as it stands, for whoever may read it on the screen. */
export const GET = async (request: Request, { params }: Named): Promise<Response> => {
  const actor = await staffActor()
  if (actor === null) return new Response(null, { status: 401, headers: PRIVATE })
  if (!mayTrace(actor)) return new Response(null, { status: 403, headers: PRIVATE })
  const asked = new URL(request.url).searchParams
  const locale = await requestLocale()
  try {
    const caller = await serverCaller()
    const { zone, clinicName } = await caller.trace.place()
    const named = { id: asked.get('id') ?? '', date: asked.get('date') ?? '' }
    const asPdf = asked.get('as') === 'pdf'
    const list = await listOf(caller, (await params).by, named, { locale, zone, sortable: !asPdf })
    if (list === null) return new Response(null, { status: 404, headers: PRIVATE })
    if (!asPdf) return new Response(csvOf([list.columns, ...list.rows]), { headers: { ...CSV, ...PRIVATE } })
    const pdf = await letterAsPdf(traceList({ locale, zone, clinicName, writtenMs: now(), ...list }))
    return new Response(pdf as Uint8Array<ArrayBuffer>, { headers: { ...PDF, ...PRIVATE } })
  } catch (error) {
    const refusals = refusedWith(error)
    if (refusals === null && !leadsNowhere(error)) throw error
    return new Response(refusals?.map(({ sentence }) => sentence).join(' ') ?? null, {
      status: 404,
      headers: { ...PRIVATE, 'content-type': 'text/plain; charset=utf-8', 'content-language': locale },
    })
  }
}
