import { mayPreviewTexts } from '#features/aftercare-plan/access.ts'
import { isLocale } from '#words/locale.ts'
import { serverCaller } from '../../../../request.ts'
import { privateFile } from '../../../private-file.ts'
import { leafletFile } from '../../leaflet-file.ts'

interface Named {
  readonly params: Promise<{ versionId: string }>
}

/** A version of a text on paper, with a real visit, before anybody has put it in force. */
export const GET = (request: Request, { params }: Named): Promise<Response> =>
  privateFile(mayPreviewTexts, async () => {
    const { versionId } = await params
    const { searchParams } = new URL(request.url)
    const [language, messageId] = [searchParams.get('language'), searchParams.get('message') ?? '']
    const locale = isLocale(language) ? language : null
    const { text, ...facts } = await (await serverCaller()).aftercarePlan.preview({ versionId, messageId, locale })
    return leafletFile({ ...facts, texts: [text] })
  })
