import nodemailer from 'nodemailer'
import type { Rendered } from './layout.ts'

/** A calendar file, and what it asks of the calendar. */
export interface MailedCalendar {
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  readonly content: string
}

export interface Mail extends Rendered {
  readonly from: string
  readonly to: { readonly name: string; readonly address: string }
  /** The same for every try of one message, so that a server or a person can tell a copy. */
  readonly messageId: string
  /** Where a mail program stops messages of this kind by one POST (RFC 8058). */
  readonly unsubscribeUrl?: string
  readonly attachments?: readonly {
    readonly filename: string
    readonly contentType: string
    readonly content: string | Buffer
  }[]
  readonly calendar?: MailedCalendar | undefined
}

/**
 * How a hand-over to the mail server ended:
 * `sent` the server took it; `refused` it said no (for good, or for now); `not-handed-over` it never had the whole
 * message; `unknown` it had the whole message and its answer was lost (I4).
 */
export type Handover =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'refused'; readonly forGood: boolean; readonly response: string }
  | { readonly kind: 'not-handed-over'; readonly problem: string }
  | { readonly kind: 'unknown'; readonly problem: string }

export interface MailServer {
  readonly send: (mail: Mail) => Promise<Handover>
  readonly check: () => Promise<boolean>
  /** Lets go of all connections; a message that is just being handed over ends as far as it came. */
  readonly close: () => void
}

/** How long a server may be silent, and how long a hand-over may last: who answers a little at a time is never silent for long. */
export interface MailPatience {
  readonly silentMs: number
  readonly longestMs: number
}
export const MAIL_PATIENCE: MailPatience = { silentMs: 20_000, longestMs: 45_000 }

/** As many messages are in our hands as can be handed over at the same time: what a dying process held is unknown for ever. */
export const MAILS_AT_ONCE = 5

/**
 * How connections are kept for the next messages. A message whose connection broke is never handed over again from here:
 * whether it may be is decided from what stands on record.
 */
const POOL = { pool: true, maxConnections: 10, maxRequeues: 0, idleTimeout: 30_000 } as const

/** Connects to the SMTP server behind an `smtp://` or `smtps://` address; its connections are kept for a while. */
export const mailServer = (smtpUrl: string, { silentMs, longestMs } = MAIL_PATIENCE): MailServer => {
  const transport = nodemailer.createTransport({ ...smtpOptions(smtpUrl), ...POOL, socketTimeout: silentMs })
  const wholeMessages = new Set<string>()
  transport.use('stream', (message, next) => {
    // the end of what the connection itself reads, which it does once the server wants the message; any stream before it runs ahead
    message.message.processFunc((written) => {
      written.on('end', () => wholeMessages.add(message.data.messageId ?? ''))
      return written
    })
    next()
  })
  return {
    send: async (mail) => {
      wholeMessages.delete(mail.messageId)
      try {
        const { calendar, unsubscribeUrl, ...letter } = mail
        const info = await transport.sendMail({
          ...letter,
          attachments: [...(mail.attachments ?? [])],
          // beside the letter and as a file: calendars look for it in either place
          ...(calendar && { icalEvent: { ...calendar, filename: 'visit.ics' } }),
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(unsubscribeUrl && {
              'List-Unsubscribe': `<${unsubscribeUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
          signal: AbortSignal.timeout(longestMs),
        })
        return { kind: 'sent', response: info.response }
      } catch (error) {
        return handoverOf(error as SmtpError, wholeMessages.has(mail.messageId))
      } finally {
        wholeMessages.delete(mail.messageId)
      }
    },
    check: () =>
      transport.verify().then(
        () => true,
        () => false,
      ),
    close: () => transport.close({ force: true }),
  }
}

/** Of "Riverside <clinic@riverside.test>" the address alone. */
export const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from

interface SmtpError {
  readonly responseCode?: number
  readonly response?: string
  readonly message: string
}

const handoverOf = ({ responseCode, response, message }: SmtpError, whole: boolean): Handover => {
  if (responseCode !== undefined)
    return { kind: 'refused', forGood: responseCode >= 500, response: response ?? message }
  return whole ? { kind: 'unknown', problem: message } : { kind: 'not-handed-over', problem: message }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * How to reach the server: `smtps://` encrypts from the first byte, `smtp://` by STARTTLS before anything is said, and
 * fails where that is not offered. Only a server on this machine, or an address that says `?tls=no`, may do without.
 */
export const smtpOptions = (smtpUrl: string) => {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const auth =
    url.username === '' ? undefined : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !LOOPBACK.test(url.hostname) && url.searchParams.get('tls') !== 'no',
    ...(auth && { auth }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
  }
}
