import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { textServer } from '#integrations/sms/provider.ts'
import { type MailCatcher, startMailCatcher } from '../../scripts/mail-catcher.ts'

let folder: string
let catcher: MailCatcher

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'filiform mail '))
  catcher = await startMailCatcher({ folder, smtpPort: 0, inboxPort: 0 })
})
afterEach(async () => {
  await catcher.stop()
  rmSync(folder, { recursive: true, force: true })
})

const mail = {
  from: 'Clinic <clinic@demo.test>',
  to: 'Björk <bjork@example.org>',
  subject: 'After <your> visit',
  text: 'Read https://clinic.example/a?b=1&c=2 please',
  html: '<p>Read <a href="https://clinic.example/a">this</a></p><script>alert(1)</script>',
}

const send = async (changes: Partial<typeof mail> = {}) => {
  const transport = createTransport(catcher.smtpUrl)
  await transport.sendMail({ ...mail, ...changes })
  transport.close()
}

const page = async (path: string) => (await fetch(`${catcher.inboxUrl}${path}`)).text()

describe('the mail catcher', () => {
  it('takes mail like any mail server and hands it out, newest first', async () => {
    await send({ subject: 'first' })
    await send({ subject: 'second' })
    const messages = (await (await fetch(`${catcher.inboxUrl}/messages`)).json()) as { subject: string; to: string[] }[]
    expect(messages.map((message) => message.subject)).toEqual(['second', 'first'])
    expect(messages[0]?.to).toEqual(['bjork@example.org'])
  })

  it('takes texts like any provider of them, and shows them beside the mails', async () => {
    const server = textServer(catcher.smsUrl)
    const text = {
      from: '+4930555501',
      to: '+491713920011',
      body: 'Read https://clinic.example/a',
      statusUrl: 'http://127.0.0.1:1/',
    }
    expect(await server.send(text)).toMatchObject({ kind: 'sent' })
    expect(await catcher.messages()).toMatchObject([{ to: ['+491713920011'], text: text.body, html: null }])
    expect(await page('/')).toContain('SMS: Read https://clinic.example/a')
    const wrong = textServer(catcher.smsUrl.replace(':caught@', ':other@'))
    expect(await wrong.send(text)).toMatchObject({ kind: 'refused', forGood: true, code: 20003 })
  })

  it('keeps what it caught when it is stopped and started again', async () => {
    await send()
    await catcher.stop()
    catcher = await startMailCatcher({ folder, smtpPort: 0, inboxPort: 0 })
    expect(await catcher.messages()).toHaveLength(1)
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.eml$/)])
  })

  it('shows a mail with its links to press, and lets none of it become part of the page', async () => {
    await send()
    const [message] = await catcher.messages()
    const list = await page('/')
    expect(list).toContain('After &lt;your&gt; visit')
    const shown = await page(`/messages/${message?.id}`)
    expect(shown).toContain('<a href="https://clinic.example/a?b=1&amp;c=2"')
    expect(shown).not.toContain('<script')
    const body = await fetch(`${catcher.inboxUrl}/messages/${message?.id}/body`)
    expect(body.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
    expect(body.headers.get('content-security-policy')).not.toMatch(/script-src|allow-scripts|allow-same-origin/)
  })

  it('hands out no file but a mail', async () => {
    for (const path of ['/messages/none', '/messages/..%2f..%2fsecret', '/other'])
      expect((await fetch(`${catcher.inboxUrl}${path}`)).status).toBe(404)
    expect((await fetch(`${catcher.inboxUrl}/messages`, { method: 'DELETE' })).status).toBe(405)
  })

  it('answers nobody who reached it under another site’s name', async () => {
    const status = await new Promise((resolve) => {
      const { port } = new URL(catcher.inboxUrl)
      request({ host: '127.0.0.1', port, path: '/messages', headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      ).end()
    })
    expect(status).toBe(403)
  })
})
