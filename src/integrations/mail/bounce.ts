import { simpleParser } from 'mailparser'

/** What a mail server tells later of a message that it, or another one, had taken (RFC 3464). */
export interface DeliveryReport {
  /** Of the message that it is about, as we wrote it. */
  readonly messageId: string
  /** Given up, put off, or of no concern. */
  readonly action: 'failed' | 'delayed' | 'other'
  /** "5.1.1": class, subject and detail; empty when none is named. */
  readonly status: string
  /** What the other server said, in its own words. */
  readonly diagnostic: string
}

/** Header lines, each on one line; names are asked for in small letters. */
const fieldsOf = (block: string): ReadonlyMap<string, string> =>
  new Map(
    block
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? []
        return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const]
      }),
  )

/** "rfc822; mailbox@example.org" without what kind of word it is. */
const said = (typed: string | undefined): string => (typed ?? '').replace(/^[\w-]+;\s*/, '').trim()

const STATUS = /\b([245]\.\d{1,3}\.\d{1,3})\b/

const actionOf = (typed: string | undefined): DeliveryReport['action'] => {
  const word = typed?.trim().toLowerCase()
  return word === 'failed' || word === 'delayed' ? word : 'other'
}

/** The one recipient of each of our messages: the gravest of what is told of them. */
const worstOf = (recipients: readonly ReadonlyMap<string, string>[]) => {
  const told = recipients.map((fields) => ({
    action: actionOf(fields.get('action')),
    status: STATUS.exec(fields.get('status') ?? '')?.[1] ?? STATUS.exec(fields.get('diagnostic-code') ?? '')?.[1] ?? '',
    diagnostic: said(fields.get('diagnostic-code')),
  }))
  return told.find(({ action }) => action === 'failed') ?? told.find(({ action }) => action === 'delayed') ?? told[0]
}

const REPORT = 'message/delivery-status'
/** What of the message itself comes back with the report: all of it, or its head. */
const RETURNED = /^(message\/(rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/

/** Reads a report of delivery; null when it is none, or says not of which message. */
export const readDeliveryReport = async (raw: Buffer): Promise<DeliveryReport | null> => {
  const mail = await simpleParser(raw, {
    ...{ keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true },
  })
  const part = (is: (type: string) => boolean) =>
    mail.attachments.find(({ contentType }) => is(contentType))?.content.toString('utf8')
  const report = part((type) => type === REPORT)
  if (report === undefined) return null
  const blocks = report.split(/\r?\n\s*\r?\n/).filter((block) => block.trim() !== '')
  const recipients = blocks.map(fieldsOf).filter((fields) => fields.has('action'))
  const worst = worstOf(recipients)
  const [head = ''] = (part((type) => RETURNED.test(type)) ?? '').split(/\r?\n\r?\n/)
  const messageId = fieldsOf(head).get('message-id') ?? mail.inReplyTo ?? [mail.references ?? []].flat()[0]
  return worst === undefined || messageId === undefined ? null : { messageId, ...worst }
}
