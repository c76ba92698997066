import { mayPrintLeaflet } from '#features/aftercare-plan/access.ts'
import { isLocale } from '#words/locale.ts'
import { serverCaller } from '../../../request.ts'
import { privateFile } from '../../private-file.ts'
import { leafletFile } from '../leaflet-file.ts'

interface Named {
  readonly params: Promise<{ appointmentId: string }>
}

/** The leaflet of a visit to be printed, in the patient's language or in the one that `language` names. */
export const GET = (request: Request, { params }: Named): Promise<Response> =>
  privateFile(mayPrintLeaflet, async () => {
    const { appointmentId } = await params
    const language = new URL(request.url).searchParams.get('language')
    const locale = isLocale(language) ? language : null
    return leafletFile(await (await serverCaller()).aftercarePlan.leaflet({ appointmentId, locale }))
  })
