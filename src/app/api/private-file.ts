import type { StaffActor } from '#domain/actor.ts'
import { leadsNowhere, refusedWith } from '#trpc/caught.ts'
import { requestLocale, staffActor } from '../request.ts'

/** Nobody keeps it on the way, and neither its address nor its name says anything about anybody. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

const TYPES = {
  pdf: { type: 'application/pdf', shown: 'inline' },
  csv: { type: 'text/csv; charset=utf-8', shown: 'attachment' },
  // made by somebody else; the proxy seals it
  jpg: { type: 'image/jpeg', shown: 'inline' },
} as const
type Ending = keyof typeof TYPES

/** A file as it is handed out; its name ends by what it is. */
export interface PrivateFile {
  readonly name: `${string}.${Ending}`
  readonly body: Uint8Array | string
}

const nothing = (status: number): Response => new Response(null, { status, headers: PRIVATE })

const handedOut = ({ name, body }: PrivateFile): Response => {
  const { type, shown } = TYPES[name.slice(name.lastIndexOf('.') + 1) as Ending]
  const headers = { 'content-type': type, 'content-disposition': `${shown}; filename="${name}"` }
  return new Response(body as Uint8Array<ArrayBuffer> | string, { headers: { ...headers, ...PRIVATE } })
}

/** A file for who works here and may have it, made anew each time; a refusal as its sentence. Null: there is no such thing. */
export const privateFile = async (
  may: (actor: StaffActor) => boolean,
  make: () => Promise<PrivateFile | null>,
): Promise<Response> => {
  const actor = await staffActor()
  if (actor === null) return nothing(401)
  if (!may(actor)) return nothing(403)
  try {
    const file = await make()
    return file === null ? nothing(404) : handedOut(file)
  } catch (error) {
    const refusals = refusedWith(error)
    if (refusals === null && !leadsNowhere(error)) throw error
    if (refusals === null) return nothing(404)
    return new Response(refusals.map(({ sentence }) => sentence).join(' '), {
      status: 404,
      headers: { ...PRIVATE, 'content-type': 'text/plain; charset=utf-8', 'content-language': await requestLocale() },
    })
  }
}
