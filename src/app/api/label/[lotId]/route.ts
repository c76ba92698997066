import { z } from 'zod'
import { PACK_LEVELS } from '#domain/lot/product.ts'
import { mayEditProducts } from '#features/product/access.ts'
import { needleLabels } from '#integrations/pdf/needle-labels.ts'
import { requestLocale, serverCaller } from '../../../request.ts'
import { privateFile } from '../../private-file.ts'

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

/** Labels of a lot as a file to print. */
export const GET = (request: Request, { params }: Named): Promise<Response> =>
  privateFile(mayEditProducts, async () => {
    const wanted = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    if (!wanted.success) return null
    const { kind, level, ...paper } = wanted.data
    const { lotId } = await params
    const facts = await (await serverCaller()).product.label({ lotId })
    const { lotNumber, expiryDate, packs } = facts
    if (lotNumber === null || expiryDate === null) return null
    const pack = packs.find((one) => one.level === level) ?? packs[0] ?? null
    const units = pack?.units ?? facts.unitsPerBox
    const label = { ...facts, kind, lotNumber, expiryDate, units, gtin14: pack?.gtin14 ?? null }
    return { name: 'labels.pdf', body: await needleLabels(label, paper, await requestLocale()) }
  })
