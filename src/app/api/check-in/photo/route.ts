import { z } from 'zod'
import { clientAddress } from '#auth/client-address.ts'
import { isSameOrigin } from '#auth/same-origin.ts'
import { MOST_BYTES } from '#domain/aftercare/photo.ts'
import { readBytes } from '#lib/bounded-body.ts'
import { now } from '#lib/clock.ts'
import { settings } from '#lib/env.ts'
import { oncePerProcess } from '#lib/once.ts'
import { callBudget } from '#trpc/call-limits.ts'
import { leadsNowhere, refusedWith } from '#trpc/caught.ts'
import { explainAnswer } from '#words/answer.ts'
import { requestLocale, serverCaller } from '../../../request.ts'

/** A picture at its largest, and the names around it. */
const LONGEST_BYTES = MOST_BYTES + 8_192
/** More than a family behind one address sends in a minute, less than fills anything. */
const PER_ADDRESS = 30

const form = z.object({
  clinic: z.string().min(1).max(100),
  answer: z.uuid(),
  token: z.string().max(200).optional(),
  message: z.uuid().optional(),
})

const budget = () => oncePerProcess('photo-budget', () => callBudget(PER_ADDRESS))

const answer = (status: number, body: object = {}): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

const refusal = async (status: number, reason: string): Promise<Response> =>
  answer(status, { sentence: explainAnswer([{ reason }], await requestLocale())[0]?.sentence })

const fieldsOf = async (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | null> => {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    return null
  }
}

/**
 * Takes one photo for an answer that stands already, by the same link or session. It is read whole before anything is
 * asked of the database, so that a slow telephone holds up nobody but itself.
 */
export const POST = async (request: Request): Promise<Response> => {
  const { publicUrl, trustedProxies } = settings()
  if (!isSameOrigin(request.headers, publicUrl)) return answer(403)
  if (!budget().take(clientAddress(request.headers, trustedProxies), 1, now())) return refusal(429, 'try-again')
  const bytes = await readBytes(request, LONGEST_BYTES)
  if (bytes === null) return refusal(413, 'photo-too-large')
  const fields = await fieldsOf(bytes, request.headers.get('content-type') ?? '')
  const photo = fields?.get('photo')
  const sent = form.safeParse(Object.fromEntries(fields ?? []))
  if (!sent.success || !(photo instanceof Blob)) return refusal(400, 'not-a-photo')
  const { clinic: slug, answer: answerId, token, message: messageId } = sent.data
  const picture = Buffer.from(await photo.arrayBuffer()).toString('base64')
  const { answerPhoto } = await serverCaller(messageId === undefined ? undefined : slug)
  try {
    const added =
      messageId === undefined
        ? await answerPhoto.addByLink({ slug, token: token ?? '-', answerId, picture })
        : await answerPhoto.addOwn({ messageId, answerId, picture })
    return answer(200, added)
  } catch (error) {
    const [refused] = refusedWith(error) ?? []
    if (refused !== undefined) return answer(409, { sentence: refused.sentence })
    if (leadsNowhere(error)) return refusal(400, 'not-a-photo')
    throw error
  }
}
