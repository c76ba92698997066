import { uuidv7 } from '#lib/ids.ts'
import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { renderLetter } from './layout.ts'
import type { MailServer } from './transport.ts'

interface SignInLink {
  readonly to: string
  readonly clinicName: string
  readonly locale: string
  readonly url: string
  readonly minutes: number
}

/** Mails a sign-in link. It names the clinic and nobody: whoever reads over a shoulder learns no more. */
export const sendSignInLink = async (server: MailServer, from: string, link: SignInLink): Promise<void> => {
  const locale = parseLocale(link.locale)
  const t = translatorFor(locale)
  const { clinicName: clinic, minutes } = link
  const letter = await renderLetter({
    subject: t('session.linkMail.subject', { clinic }),
    preview: t('session.linkMail.preview', { minutes }),
    lang: locale,
    clinicName: clinic,
    sections: [{ heading: null, paragraphs: [t('session.linkMail.body', { clinic, minutes })], tone: 'plain' }],
    action: { label: t('session.linkMail.action'), url: link.url },
    footer: [t('session.linkMail.notYou')],
  })
  const messageId = `<sign-in.${uuidv7()}@${from.split('@').at(-1)?.replace('>', '') ?? 'localhost'}>`
  const handover = await server.send({ ...letter, from, to: { name: '', address: link.to }, messageId })
  if (handover.kind !== 'sent') throw new Error(`The mail server did not take the sign-in link: ${handover.kind}.`)
}
