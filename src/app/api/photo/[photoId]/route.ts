import { maySeePhotos } from '#features/answer-photo/access.ts'
import { serverCaller } from '../../../request.ts'
import { privateFile } from '../../private-file.ts'

interface Named {
  readonly params: Promise<{ photoId: string }>
}

/** A photo that came with an answer, for whoever reads the answer. */
export const GET = (_request: Request, { params }: Named): Promise<Response> =>
  privateFile(maySeePhotos, async () => {
    const { jpeg } = await (await serverCaller()).answerPhoto.read(await params)
    return { name: 'photo.jpg', body: Buffer.from(jpeg, 'base64') }
  })
