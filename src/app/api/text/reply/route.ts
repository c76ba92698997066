import { clinicOfSlug } from '#db/clinic-of-slug.ts'
import { sharedDatabase } from '#db/shared.ts'
import { clinicOfNumber } from '#lib/texting.ts'
import { clinicCaller } from '../../../clinic-caller.ts'
import { answered, inProvidersWords, signedForm } from '../signed-form.ts'

export const dynamic = 'force-dynamic'

const optOutOf = (form: URLSearchParams) => {
  const said = form.get('OptOutType')?.toLowerCase()
  return said === 'stop' || said === 'start' || said === 'help' ? said : null
}

/** A text to one of the clinics' numbers. */
export const POST = async (request: Request): Promise<Response> => {
  const form = await signedForm(request)
  if (form === null) return answered(403)
  const slug = clinicOfNumber(form.get('To') ?? '')
  const clinicId = slug === null ? null : await clinicOfSlug(sharedDatabase(), slug)
  if (clinicId === null) return answered(404)
  const { answer } = await clinicCaller(clinicId).incomingText.receive({
    providerId: form.get('MessageSid') ?? '',
    fromNumber: form.get('From') ?? '',
    text: form.get('Body') ?? '',
    optOut: optOutOf(form),
  })
  return inProvidersWords(answer)
}
