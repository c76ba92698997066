import type { Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/**
 * What the server does with the next messages: takes them, hangs up after the last byte of one without an answer,
 * hangs up before the first byte, falls silent at either, says "not now" or says "never".
 */
export type PostManner =
  | 'take'
  | 'hang-up-after'
  | 'hang-up-before'
  | 'silent-after'
  | 'silent-before'
  | 'not-now'
  | 'never'

export interface PostOffice {
  readonly url: string
  /** Every message that came in whole, taken or not, in order. */
  readonly mails: readonly ParsedMail[]
  manner: PostManner
  /** Says at last that it took what it has been silent about. */
  readonly answer: () => void
  /** When the given number of messages have come in. */
  readonly received: (count: number) => Promise<void>
  readonly close: () => Promise<void>
}

const refusing = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode })

/** A real SMTP server on a port of its own. */
export const openPostOffice = async (): Promise<PostOffice> => {
  const mails: ParsedMail[] = []
  const waiting: { readonly count: number; readonly done: () => void }[] = []
  const sockets = new Set<Socket>()
  let unanswered: (() => void)[] = []
  const hangUp = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, callback) => {
      if (office.manner === 'hang-up-before') return hangUp()
      if (office.manner === 'silent-before') return
      if (office.manner === 'not-now') return callback(refusing(451, 'Come back later'))
      if (office.manner === 'never') return callback(refusing(550, 'No such mailbox'))
      callback()
    },
    onData: (stream, _session, callback) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail)
        if (office.manner === 'hang-up-after') hangUp()
        else if (office.manner === 'silent-after') unanswered.push(callback)
        else callback()
        for (const { count, done } of waiting) if (mails.length >= count) done()
      }, callback)
    },
  })
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  // a connection that was hung up is what the test asked for
  server.on('error', () => {})
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The post office has no port')
  const office: PostOffice = {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    manner: 'take',
    answer: () => {
      for (const callback of unanswered) callback()
      unanswered = []
    },
    received: (count) =>
      new Promise<void>((done) => (mails.length >= count ? done() : void waiting.push({ count, done }))),
    close: () => {
      hangUp()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
  return office
}
