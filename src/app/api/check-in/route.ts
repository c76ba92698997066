import { z } from 'zod'
import { isSameOrigin } from '#auth/same-origin.ts'
import { said } from '#features/check-in/schema.ts'
import { readText } from '#lib/bounded-body.ts'
import { settings } from '#lib/env.ts'
import { refusedWith } from '#trpc/caught.ts'
import { serverCaller } from '../../request.ts'

const NOT_KEPT = { 'cache-control': 'no-store' }
const LONGEST_BYTES = 16_384

const number = z.coerce.number().int()
/** A plain form: whatever is not marked is not in it. */
const form = z.object({
  clinic: z.string().min(1).max(100),
  formId: z.uuid(),
  token: z.string().max(200).optional(),
  message: z.uuid().optional(),
  soreness: z.literal('').or(number).optional(),
  needles: z.literal('').or(number).optional(),
})

const pageOf = ({ clinic, token, message }: z.infer<typeof form>, more: Record<string, string>): string => {
  const base = `/c/${encodeURIComponent(clinic)}`
  return message === undefined
    ? `${base}/check-in?${new URLSearchParams({ token: token ?? '', ...more })}`
    : `${base}/aftercare/${message}/check-in?${new URLSearchParams(more)}`
}

/** Numbers that were marked: pain, and each activity by its own name. */
const scoresIn = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).flatMap(([name, value]) => {
    const goalId = name === 'pain' ? null : name.startsWith('goal-') ? name.slice('goal-'.length) : undefined
    return goalId === undefined || value === '' ? [] : [{ goalId, value: Number(value) }]
  })

const goTo = (location: string): Response => new Response(null, { status: 303, headers: { location, ...NOT_KEPT } })

/** Takes an answer from a form that needs no scripts, and leads to what follows from it. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers, settings().publicUrl))
    return new Response(null, { status: 403, headers: NOT_KEPT })
  const text = await readText(request, LONGEST_BYTES)
  const fields = Object.fromEntries(new URLSearchParams(text ?? ''))
  const sent = form.safeParse(fields)
  if (!sent.success) return new Response(null, { status: 400, headers: NOT_KEPT })
  const { clinic: slug, formId, token, message: messageId, soreness, needles } = sent.data
  const { bruise, infection, chest, numbness, needle, words } = fields
  const marked = { bruise, infection, chest, numbness, needle, words }
  const given = said.safeParse({
    ...marked,
    ...(typeof soreness === 'number' && { soreness }),
    ...(typeof needles === 'number' && { needles }),
    scores: scoresIn(fields),
  })
  if (!given.success) return new Response(null, { status: 400, headers: NOT_KEPT })
  const api = await serverCaller(messageId === undefined ? undefined : slug)
  try {
    const { answerId } =
      messageId === undefined
        ? await api.checkIn.answerLink({ slug, token: token ?? '-', formId, said: given.data })
        : await api.checkIn.answerOwn({ messageId, formId, said: given.data })
    return goTo(pageOf(sent.data, { answer: answerId }))
  } catch (error) {
    const [refusal] = refusedWith(error) ?? []
    if (refusal === undefined) throw error
    return goTo(pageOf(sent.data, { problem: refusal.reason }))
  }
}
