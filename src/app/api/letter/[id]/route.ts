import { mayRefer } from '#features/service-request/access.ts'
import { letterAsPdf } from '#integrations/pdf/letter.ts'
import { referralLetter } from '#integrations/pdf/referral-letter.ts'
import { leadsNowhere, refusedWith } from '#trpc/caught.ts'
import { requestLocale, serverCaller, staffActor } from '../../../request.ts'

/** Nobody keeps it on the way, and neither its address nor its name says anything about anybody. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

interface Named {
  readonly params: Promise<{ id: string }>
}

/** A letter as a file, made anew each time, for whoever may read it. */
export const GET = async (_request: Request, { params }: Named): Promise<Response> => {
  const actor = await staffActor()
  if (actor === null) return new Response(null, { status: 401, headers: PRIVATE })
  if (!mayRefer(actor)) return new Response(null, { status: 403, headers: PRIVATE })
  const { id } = await params
  try {
    const facts = await (await serverCaller()).serviceRequest.letter({ id })
    const pdf = await letterAsPdf(referralLetter(facts))
    const headers = { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="letter.pdf"' }
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
