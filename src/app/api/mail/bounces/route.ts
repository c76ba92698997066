import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { clinicOfMessage } from '#db/clinic-of-message.ts'
import { sharedDatabase } from '#db/shared.ts'
import { type DeliveryReport, readDeliveryReport } from '#integrations/mail/bounce.ts'
import { readBytes } from '#lib/bounded-body.ts'
import { settings } from '#lib/env.ts'
import { clinicCaller } from '../../../clinic-caller.ts'

export const dynamic = 'force-dynamic'

const MOST_BYTES = 1_000_000

const said = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compared in the same time whatever was sent. */
const isOurs = (header: string | null, token: string): boolean =>
  timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))

/** The message of a report, by the name that we gave it; null when it is none of ours. */
const communicationOf = ({ messageId }: DeliveryReport): string | null =>
  z.uuid().safeParse(/^<([^@<>]+)@/.exec(messageId)?.[1]).data ?? null

const WORDS = {
  bounced: 'Written down: the message came back, and the desk is asked to reach the person another way.',
  delayed: 'Written down: the message is late. Nothing else changes.',
  known: 'Nothing to do: this is known already.',
} as const

/** Where the mail server brings what came back (RFC 3464), as it came in: one raw message as the body. */
export const POST = async (request: Request): Promise<Response> => {
  const { mailBounceToken } = settings()
  if (mailBounceToken === null)
    return said(404, 'No mail that comes back is taken in here: MAIL_BOUNCE_TOKEN is not set.')
  if (!isOurs(request.headers.get('authorization'), mailBounceToken))
    return said(401, 'The token is missing or is not the one in MAIL_BOUNCE_TOKEN.')
  const raw = await readBytes(request, MOST_BYTES)
  if (raw === null) return said(413, 'A message may be 1 MB long, and this one is longer.')
  const report = await readDeliveryReport(raw)
  if (report === null)
    return said(422, 'This is no report of delivery (RFC 3464), or it does not say of which message.')
  if (report.action === 'other') return said(200, 'Nothing to do: the report tells of nothing that failed or is late.')
  const communicationId = communicationOf(report)
  const clinicId = communicationId === null ? null : await clinicOfMessage(sharedDatabase(), communicationId)
  if (communicationId === null || clinicId === null) return said(404, 'The report is about no message of this house.')
  const { action, status, diagnostic } = report
  const { outcome } = await clinicCaller(clinicId).communication.noteBounce({
    ...{ communicationId, isForGood: action === 'failed', status, diagnostic: diagnostic.slice(0, 1000) },
  })
  return outcome === 'not-ours' ? said(404, 'The report is about no message of this house.') : said(200, WORDS[outcome])
}
