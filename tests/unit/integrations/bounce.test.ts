import { describe, expect, it } from 'vitest'
import { readDeliveryReport } from '#integrations/mail/bounce.ts'
import { exchangeBounce, eximBounce, postfixBounce } from '../../support/bounces.ts'

const ours = { messageId: '<01939e2a-7000-7000-8000-000000000001@riverside.test>', to: 'bjork@example.org' }
const { messageId } = ours

describe('a mail that comes back', () => {
  it('says which message it was and why, as three mail servers write it', async () => {
    expect(await readDeliveryReport(postfixBounce(ours))).toEqual({
      ...{ messageId, action: 'failed', status: '5.1.1' },
      diagnostic: '550 5.1.1 <bjork@example.org>: Recipient address rejected: User unknown',
    })
    expect(await readDeliveryReport(eximBounce(ours))).toEqual({
      ...{ messageId, action: 'failed', status: '5.0.0', diagnostic: '552 5.2.2 Mailbox is full' },
    })
    expect(await readDeliveryReport(exchangeBounce(ours))).toMatchObject({
      ...{ messageId, action: 'failed', status: '5.1.10' },
      diagnostic: expect.stringMatching(/^550 5\.1\.10 RESOLVER/),
    })
  })

  it('is not taken for one that is merely late, nor one that arrived', async () => {
    expect(await readDeliveryReport(postfixBounce(ours, 'delayed'))).toMatchObject({
      action: 'delayed',
      status: '4.4.1',
    })
    const relayed = postfixBounce(ours).toString().replace('Action: failed', 'Action: relayed')
    expect(await readDeliveryReport(Buffer.from(relayed))).toMatchObject({ action: 'other' })
  })

  it('is the message that the server names first, not one that its reader quotes in a report of their own', async () => {
    const swapped = exchangeBounce(ours)
      .toString()
      .replace(`References: ${messageId}`, 'References: <other@example.org>')
    expect((await readDeliveryReport(Buffer.from(swapped)))?.messageId).toBe(messageId)
  })

  it('is nothing that a person wrote, nor half a report, nor noise', async () => {
    const letter =
      'From: a@b.test\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n'
    expect(await readDeliveryReport(Buffer.from(letter))).toBeNull()
    expect(await readDeliveryReport(Buffer.alloc(0))).toBeNull()
    expect(await readDeliveryReport(Buffer.from(new Uint8Array(4096).map((_, at) => (at * 7919) % 256)))).toBeNull()
    const noId = postfixBounce(ours).toString().replace(`Message-ID: ${messageId}`, 'X-Else: 1')
    expect(await readDeliveryReport(Buffer.from(noId))).toBeNull()
  })
})
