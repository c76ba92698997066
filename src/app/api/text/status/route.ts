import { z } from 'zod'
import { isNoMobile } from '#integrations/sms/provider.ts'
import { clinicCaller } from '../../../clinic-caller.ts'
import { answered, signedForm } from '../signed-form.ts'

export const dynamic = 'force-dynamic'

/** As we wrote it into the address that the provider was told. */
const about = z.strictObject({ clinic: z.uuid(), message: z.uuid() })

const OUTCOMES: Readonly<Record<string, 'delivered' | 'undelivered'>> = {
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
}

/** What became of a text that was handed over. What is still on its way is nothing to write down. */
export const POST = async (request: Request): Promise<Response> => {
  const form = await signedForm(request)
  if (form === null) return answered(403)
  const named = about.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!named.success) return answered(404)
  const delivery = OUTCOMES[form.get('MessageStatus') ?? '']
  if (delivery === undefined) return answered(204)
  const code = form.get('ErrorCode') ?? ''
  await clinicCaller(named.data.clinic).communication.noteDelivery({
    ...{ communicationId: named.data.message, providerId: form.get('MessageSid') ?? '', delivery, code },
    isNoMobile: isNoMobile(Number(code)),
  })
  return answered(204)
}
