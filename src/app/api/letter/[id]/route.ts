import { mayRefer } from '#features/service-request/access.ts'
import { letterAsPdf } from '#integrations/pdf/letter.ts'
import { referralLetter } from '#integrations/pdf/referral-letter.ts'
import { serverCaller } from '../../../request.ts'
import { privateFile } from '../../private-file.ts'

interface Named {
  readonly params: Promise<{ id: string }>
}

/** A letter as a file, for whoever may read it. */
export const GET = (_request: Request, { params }: Named): Promise<Response> =>
  privateFile(mayRefer, async () => {
    const facts = await (await serverCaller()).serviceRequest.letter(await params)
    return { name: 'letter.pdf', body: await letterAsPdf(referralLetter(facts)) }
  })
