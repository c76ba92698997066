import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { signatureOf } from '../src/integrations/sms/signature.ts'

/** A text as it was handed over. */
export type CaughtText = { sid: string; from: string; to: string; body: string; statusUrl: string }

/**
 * What the provider does with the next texts: takes them, refuses them for a reason, loses its answer, or falls silent
 * before or after it took them.
 */
export type TextManner =
  | 'take'
  | 'not-now'
  | 'away-for-now'
  | 'never'
  | 'no-mobile'
  | 'stopped'
  | 'break-down'
  | 'hang-up-before'
  | 'lose-the-answer'
  | 'silent-before'
  | 'silent-after'

export type TextProvider = {
  /** With account and token in it, as the settings want it. */
  url: string
  port: number
  texts: readonly CaughtText[]
  manner: TextManner
  /** Says at last that it took what it has been silent about. */
  answer(): void
  /** Connections that are open now are heard no more; neither end learns of it. */
  silence(): number
  /** A request as this provider signs it: what became of a text, or one that came in. */
  signed(url: string, fields: Readonly<Record<string, string>>): Request
  stop(): Promise<void>
}

const ACCOUNT = 'AC00000000000000000000000000000000'

const REFUSALS: Readonly<Partial<Record<TextManner, [status: number, code: number, message: string]>>> = {
  'not-now': [429, 20429, 'Too many requests'],
  'away-for-now': [503, 20503, 'Service unavailable'],
  never: [400, 21211, "Invalid 'To' Phone Number"],
  'break-down': [500, 20500, 'Internal server error'],
  'no-mobile': [400, 21614, "'To' number is not a valid mobile number"],
  stopped: [400, 21610, 'Attempt to send to unsubscribed recipient'],
}

/** A server on this machine that speaks the protocol by which texts are handed over, and sends none. */
export async function startTextProvider(options: {
  port: number
  token: string
  onText?: (text: CaughtText) => void
}): Promise<TextProvider> {
  const texts: CaughtText[] = []
  const [open, silent] = [new Set<Socket>(), new WeakSet<Socket>()]
  let unanswered: (() => void)[] = []
  const server = createServer((request, response) => {
    if (silent.has(request.socket)) return
    take(request, response).catch(() => response.writeHead(500).end())
  })
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const json = (status: number, content: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
    if (request.method !== 'POST' || request.url !== `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`)
      return void json(404, { code: 20404, message: 'Not found' })
    if (request.headers.authorization !== `Basic ${btoa(`${ACCOUNT}:${options.token}`)}`)
      return void json(401, { code: 20003, message: 'Authenticate' })
    const form = new URLSearchParams(await bodyOf(request))
    const said = (name: string) => form.get(name) ?? ''
    const { manner } = provider
    if (manner === 'silent-before') return
    if (manner === 'hang-up-before') return void request.socket.destroy()
    const refusal = REFUSALS[manner]
    if (refusal !== undefined) return void json(refusal[0], { code: refusal[1], message: refusal[2] })
    const sid = `SM${randomBytes(16).toString('hex')}`
    const text = { sid, from: said('From'), to: said('To'), body: said('Body'), statusUrl: said('StatusCallback') }
    texts.push(text)
    if (manner === 'lose-the-answer') return void request.socket.destroy()
    const taken = () => json(201, { sid, status: 'queued' })
    if (manner === 'silent-after') return void unanswered.push(taken)
    taken()
    options.onText?.(text)
  }
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => resolve())
  })
  const { port } = server.address() as AddressInfo
  const provider: TextProvider = {
    url: `http://${ACCOUNT}:${options.token}@127.0.0.1:${port}`,
    ...{ port, texts, manner: 'take' },
    answer() {
      for (const taken of unanswered) taken()
      unanswered = []
    },
    silence() {
      for (const socket of open) silent.add(socket)
      return open.size
    },
    signed(url, fields) {
      const form = new URLSearchParams(fields)
      const headers = { 'x-twilio-signature': signatureOf(options.token, url, form) }
      return new Request(url, { method: 'POST', body: form, headers })
    },
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
  return provider
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
