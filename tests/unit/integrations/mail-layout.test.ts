import { expect, it } from 'vitest'
import { type Letter, renderLetter } from '#integrations/mail/layout.ts'
import { sendSignInLink } from '#integrations/mail/sign-in-link.ts'
import type { Mail, MailServer } from '#integrations/mail/transport.ts'

const letter: Letter = {
  ...{ subject: 'A note', preview: 'Hello', lang: 'en', clinicName: 'Riverside' },
  sections: [{ heading: 'Get help', paragraphs: ['Call </div><a href="https://evil.test">112</a>.'], tone: 'danger' }],
  action: { label: 'Read it', url: 'https://clinic.example/a?b=1&c=2' },
  footer: ['Your team'],
  stop: { label: 'No more of these, or not <Björk>?', url: 'https://clinic.example/stop' },
}

it('a mail is read in the dark and without pictures, and its plain words say as much', async () => {
  const { html, text } = await renderLetter(letter)
  expect(html).toContain('name="color-scheme" content="light dark"')
  // a mail that only says it can be dark would be black on black
  expect(html).toMatch(/@media \(prefers-color-scheme: dark\)[\s\S]*\.ink[^}]*color: #f1efec !important/)
  // whatever is painted white has to be repainted with it, or it is white on white
  const white = html.match(/<[^>]*background-color:\s*#ffffff[^>]*>/g) ?? []
  expect(white.length).toBeGreaterThan(0)
  expect(white.filter((tag) => !/^<body|role="article"/.test(tag))).toEqual([])
  expect(html).toMatch(/@media[\s\S]*body, \.paper, div\[role="article"\] \{ background-color: #1c1b19 !important/)
  expect(html.match(/class="ink"|class="ink /g)?.length).toBeGreaterThan(3)
  expect(html).not.toMatch(/<img|url\(/i)
  for (const part of ['GET HELP', 'https://clinic.example/a?b=1&c=2', 'Your team', 'https://clinic.example/stop'])
    expect(text).toContain(part)
})

it('I19: what was typed stays words, at the foot as well', async () => {
  const { html } = await renderLetter(letter)
  expect(html).not.toContain('<a href="https://evil.test">')
  expect(html).toContain('not &lt;Björk&gt;?')
})

it('I16: a sign-in link is stopped by nobody, and offers it to nobody', async () => {
  const mails: Mail[] = []
  const server: MailServer = {
    send: async (mail) => {
      mails.push(mail)
      return { kind: 'sent', response: '250' }
    },
    check: async () => true,
    close: () => {},
  }
  const link = {
    to: 'b@example.org',
    clinicName: 'Riverside',
    locale: 'en',
    url: 'https://clinic.example/x',
    minutes: 10,
  }
  await sendSignInLink(server, 'Riverside <clinic@riverside.test>', link)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.unsubscribeUrl).toBeUndefined()
  expect(mails[0]?.html).not.toMatch(/unsubscribe|messages\//)
})
