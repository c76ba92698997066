import { mayPrintLeaflet } from '#features/aftercare-plan/access.ts'
import { isLocale } from '#words/locale.ts'
import { serverCaller, staffActor } from '../../../request.ts'
import { leafletAsFile, notForThem } from '../as-file.ts'

interface Named {
  readonly params: Promise<{ appointmentId: string }>
}

/** The leaflet of a visit to be printed, in the patient's language or in the one that `language` names. */
export const GET = async (request: Request, { params }: Named): Promise<Response> => {
  const actor = await staffActor()
  if (actor === null) return notForThem(401)
  if (!mayPrintLeaflet(actor)) return notForThem(403)
  const { appointmentId } = await params
  const language = new URL(request.url).searchParams.get('language')
  const locale = isLocale(language) ? language : null
  return leafletAsFile(async () => (await serverCaller()).aftercarePlan.leaflet({ appointmentId, locale }))
}
