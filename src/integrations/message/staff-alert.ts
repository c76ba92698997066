import { isTestAlert } from '#domain/contact/alerted.ts'
import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { Composer } from './compose.ts'

/** Calls somebody who works here. It names nobody: whose answer it is stands behind the sign-in. */
export const staffAlert: Composer = ({ clinic, communication: { kind, occasion } }, publicUrl) => {
  const lang = parseLocale(clinic.locale)
  const t = translatorFor(lang)
  const link = `${publicUrl}/desk`
  const subject = t('message.alert.subject', { clinic: clinic.name })
  return {
    letter: {
      ...{ subject, preview: subject, lang, clinicName: clinic.name, footer: [] },
      sections: [{ heading: null, paragraphs: [t('message.alert.body'), t('message.alert.how')], tone: 'plain' }],
      action: { label: t('message.alert.link'), url: link },
    },
    sms: t(isTestAlert(kind, occasion) ? 'message.alert.testSms' : 'message.alert.sms', { clinic: clinic.name, link }),
  }
}
