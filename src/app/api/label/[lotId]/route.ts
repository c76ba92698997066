import { z } from 'zod'
import { PACK_LEVELS } from '#domain/lot/product.ts'
import { mayEditProducts } from '#features/product/access.ts'
import { needleLabels } from '#integrations/pdf/needle-labels.ts'
import { leadsNowhere, refusedWith } from '#trpc/caught.ts'
import { requestLocale, serverCaller, staffActor } from '../../../request.ts'

const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

const asked = z.strictObject({
  kind: z.enum(['box', 'shelf']),
  level: z.enum(PACK_LEVELS).default('box'),
  paper: z.enum(['sheet', 'roll']),
  count: whole(1, 240),
  skip: whole(0, 23).default(0),
})

interface Named {
  readonly params: Promise<{ lotId: string }>
}

/** Labels of a lot as a file to print, made anew each time. */
export const GET = async (request: Request, { params }: Named): Promise<Response> => {
  const actor = await staffActor()
  if (actor === null) return new Response(null, { status: 401, headers: PRIVATE })
  if (!mayEditProducts(actor)) return new Response(null, { status: 403, headers: PRIVATE })
  const wanted = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!wanted.success) return new Response(null, { status: 400, headers: PRIVATE })
  const { kind, level, ...paper } = wanted.data
  try {
    const { lotId } = await params
    const facts = await (await serverCaller()).product.label({ lotId })
    const { lotNumber, expiryDate, packs } = facts
    if (lotNumber === null || expiryDate === null) return new Response(null, { status: 404, headers: PRIVATE })
    const pack = packs.find((one) => one.level === level) ?? packs[0] ?? null
    const units = pack?.units ?? facts.unitsPerBox
    const label = { ...facts, kind, lotNumber, expiryDate, units, gtin14: pack?.gtin14 ?? null }
    const pdf = await needleLabels(label, paper, await requestLocale())
    const headers = { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="labels.pdf"' }
    return new Response(pdf as Uint8Array<ArrayBuffer>, { headers: { ...headers, ...PRIVATE } })
  } catch (error) {
    if (refusedWith(error) === null && !leadsNowhere(error)) throw error
    return new Response(null, { status: 404, headers: PRIVATE })
  }
}
