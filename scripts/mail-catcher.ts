import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { type CaughtMessage, listPage, messagePage } from './mail-pages.ts'
import { type CaughtText, startTextProvider, type TextProvider } from './text-provider.ts'

/** A real SMTP server and a provider of texts that deliver to a folder instead of to people, with a page to read what came. */
export type MailCatcher = {
  smtpUrl: string
  inboxUrl: string
  /** Where texts are handed over; they are shown beside the mails. */
  smsUrl: string
  ports: { smtp: number; inbox: number; sms: number }
  /** Everything caught, newest first. */
  messages(): Promise<CaughtMessage[]>
  stop(): Promise<void>
}

const loopback = '127.0.0.1'

export async function startMailCatcher(options: {
  folder: string
  smtpPort: number
  inboxPort: number
  smsPort?: number
}): Promise<MailCatcher> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const box = mailbox(options.folder)
  const smtp = smtpServer(box)
  const web = createServer((request, response) => {
    answer(box, request, response).catch(() => response.writeHead(500).end())
  })
  await listening(smtp.server, options.smtpPort)
  await listening(web, options.inboxPort)
  const provider = await startTextProvider({
    ...{ port: options.smsPort ?? 0, token: 'caught' },
    onText: (text) => {
      box.keepText(text)
      reportDelivered(provider, text)
    },
  })
  const ports = { smtp: portOf(smtp.server), inbox: portOf(web), sms: provider.port }
  const stop = async () => {
    await provider.stop()
    web.closeAllConnections()
    await Promise.all([new Promise<void>((done) => smtp.close(() => done())), new Promise((done) => web.close(done))])
  }
  const [smtpUrl, inboxUrl] = [`smtp://${loopback}:${ports.smtp}`, `http://${loopback}:${ports.inbox}`]
  return { smtpUrl, inboxUrl, smsUrl: provider.url, ports, messages: () => box.all(), stop }
}

/** As a provider does soon after: it arrived. Nobody is harmed when nobody hears it. */
function reportDelivered(provider: TextProvider, { sid, statusUrl }: CaughtText): void {
  setTimeout(() => {
    fetch(provider.signed(statusUrl, { MessageSid: sid, MessageStatus: 'delivered' })).catch(() => {})
  }, 500).unref()
}

type Mailbox = {
  keep(raw: Buffer): void
  keepText(text: CaughtText): void
  all(): Promise<CaughtMessage[]>
  one(id: string): Promise<CaughtMessage | null>
}

/** Messages as files, named by when they came. They outlive the catcher. */
function mailbox(folder: string): Mailbox {
  const known = new Map<string, CaughtMessage>()
  const ids = () => readdirSync(folder).filter((name) => /\.(eml|sms)$/.test(name))
  const one = async (id: string): Promise<CaughtMessage | null> => {
    const name = ids().find((one) => one.slice(0, -4) === id)
    if (name === undefined) return null
    const message = known.get(id) ?? (await opened(id, join(folder, name)))
    known.set(id, message)
    return message
  }
  const keep = (raw: Buffer | string, ending: 'eml' | 'sms') => {
    const id = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`
    const draft = join(folder, `${id}.part`)
    writeFileSync(draft, raw, { mode: 0o600 })
    renameSync(draft, join(folder, `${id}.${ending}`))
  }
  return {
    one,
    keep: (raw) => keep(raw, 'eml'),
    keepText: (text) => keep(JSON.stringify({ ...text, date: new Date().toISOString() }), 'sms'),
    async all() {
      const sorted = ids().sort().reverse()
      const messages = await Promise.all(sorted.map((name) => one(name.slice(0, -4))))
      return messages.filter((message) => message !== null)
    },
  }
}

/** A text is shown as what it is: from number to number, without a subject. */
async function opened(id: string, file: string): Promise<CaughtMessage> {
  const content = readFileSync(file)
  if (file.endsWith('.eml')) return caught(id, await simpleParser(content))
  const { from, to, body, date, sid } = JSON.parse(content.toString('utf8')) as CaughtText & { date: string }
  return {
    ...{ id, messageId: sid, date, from, to: [to] },
    subject: `SMS: ${body.slice(0, 60)}`,
    text: body,
    html: null,
  }
}

function caught(id: string, mail: ParsedMail): CaughtMessage {
  const addresses = (field: ParsedMail['to']) =>
    [field ?? []].flat().flatMap((list) => list.value.map((one) => one.address ?? ''))
  return {
    id,
    messageId: mail.messageId ?? null,
    date: (mail.date ?? new Date(0)).toISOString(),
    from: mail.from?.text ?? '',
    to: addresses(mail.to),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
  }
}

function smtpServer(box: Mailbox): SMTPServer {
  return new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    disableReverseLookup: true,
    banner: 'Filiform mail catcher',
    closeTimeout: 1000,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', (error) => done(error))
      stream.on('end', () => {
        try {
          box.keep(Buffer.concat(chunks))
          done()
        } catch (error) {
          done(error instanceof Error ? error : new Error('The mail could not be kept'))
        }
      })
    },
  })
}

async function answer(box: Mailbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Only this machine, and no page of another site that made its name point here.
  const { hostname, pathname } = new URL(`http://${request.headers.host ?? ''}${request.url ?? '/'}`)
  if (!['127.0.0.1', 'localhost'].includes(hostname)) return send(response, 403, 'text/plain', 'Forbidden')
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(response, 405, 'text/plain', 'Only reading is possible')
  if (pathname === '/') return send(response, 200, 'text/html', listPage(await box.all()))
  if (pathname === '/messages') return send(response, 200, 'application/json', JSON.stringify(await box.all()))
  const [, id = '', body] = /^\/messages\/([\w-]+)(\/body)?$/.exec(pathname) ?? []
  const message = await box.one(id)
  if (message === null) return send(response, 404, 'text/plain', 'There is no such message')
  if (body) return send(response, 200, 'text/html', `<base target="_blank">${message.html ?? ''}`, bodyPolicy)
  return send(response, 200, 'text/html', messagePage(message))
}

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'"
const bodyPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"

function send(response: ServerResponse, status: number, type: string, text: string, policy = pagePolicy): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  response.end(text)
}

function listening(server: Server | SMTPServer['server'], port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, () => resolve())
  })
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
