import { mayTrace } from '#features/trace/access.ts'
import { letterAsPdf } from '#integrations/pdf/letter.ts'
import { traceList } from '#integrations/pdf/trace-list.ts'
import { now } from '#lib/clock.ts'
import { csvOf } from '#lib/csv.ts'
import { requestLocale, serverCaller } from '../../../request.ts'
import { privateFile } from '../../private-file.ts'
import { listOf } from './lists.ts'

interface Named {
  readonly params: Promise<{ by: string }>
}

/** A trace or a recall's list as a file, whole and as it stands, for whoever may read it on the screen. */
export const GET = (request: Request, { params }: Named): Promise<Response> =>
  privateFile(mayTrace, async () => {
    const asked = new URL(request.url).searchParams
    const [locale, caller] = [await requestLocale(), await serverCaller()]
    const { zone, clinicName } = await caller.trace.place()
    const named = { id: asked.get('id') ?? '', date: asked.get('date') ?? '' }
    const asPdf = asked.get('as') === 'pdf'
    const list = await listOf(caller, (await params).by, named, { locale, zone, sortable: !asPdf })
    if (list === null) return null
    if (!asPdf) return { name: 'needles.csv', body: csvOf([list.columns, ...list.rows], locale) }
    return {
      name: 'needles.pdf',
      body: await letterAsPdf(traceList({ locale, zone, clinicName, writtenMs: now(), ...list })),
    }
  })
