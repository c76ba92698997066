import { mayPreviewTexts } from '#features/aftercare-plan/access.ts'
import { isLocale } from '#words/locale.ts'
import { serverCaller, staffActor } from '../../../../request.ts'
import { leafletAsFile, notForThem } from '../../as-file.ts'

interface Named {
  readonly params: Promise<{ versionId: string }>
}

/** A version of a text on paper, with a real visit, before anybody has put it in force. */
export const GET = async (request: Request, { params }: Named): Promise<Response> => {
  const actor = await staffActor()
  if (actor === null) return notForThem(401)
  if (!mayPreviewTexts(actor)) return notForThem(403)
  const { versionId } = await params
  const { searchParams } = new URL(request.url)
  const [language, messageId] = [searchParams.get('language'), searchParams.get('message') ?? '']
  const locale = isLocale(language) ? language : null
  return leafletAsFile(async () => {
    const { text, ...facts } = await (await serverCaller()).aftercarePlan.preview({ versionId, messageId, locale })
    return { ...facts, texts: [text] }
  })
}
