import { calendarFile } from '#integrations/calendar/visit-file.ts'
import { visitInWords } from '#integrations/calendar/visit-in-words.ts'
import { addressIn } from '#integrations/mail/transport.ts'
import { now } from '#lib/clock.ts'
import { settings } from '#lib/env.ts'
import { patientActor, requestLocale } from '../../../../../request.ts'
import { ownVisitOf } from '../../../own-visit.ts'
import { portalOf } from '../../../portal.ts'

/** Nobody keeps it on the way, and its name says nothing of anybody. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

interface Named {
  readonly params: Promise<{ slug: string; id: string }>
}

/** A visit of a patient's own for their calendar: the file that came by mail, and as it is by now. */
export const GET = async (_request: Request, { params }: Named): Promise<Response> => {
  const { slug, id } = await params
  const clinic = await portalOf(slug)
  if ((await patientActor(slug)) === null) return new Response(null, { status: 401, headers: PRIVATE })
  const visit = await ownVisitOf(slug, id)
  const { publicUrl, mailFrom } = settings()
  const shown = visitInWords(
    { ...visit, startMs: Date.parse(visit.startIso), endMs: Date.parse(visit.endIso) },
    {
      ...{ clinicName: clinic.name, phone: clinic.phone, place: { name: clinic.name, address: clinic.address } },
      ...{ url: `${publicUrl}/c/${clinic.slug}/visits/${visit.id}`, locale: await requestLocale() },
    },
  )
  const organizer = { name: clinic.name, address: addressIn(mailFrom) }
  const file = calendarFile({ method: 'publish', visits: [shown], organizer }, now())
  const headers = {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="visit.ics"',
  }
  return new Response(file, { headers: { ...headers, ...PRIVATE } })
}
