import type { MessageKind } from '#domain/aftercare/kinds.ts'
import { isTestAlert } from '#domain/contact/alerted.ts'
import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { Composer } from './compose.ts'

const smsKey = (kind: MessageKind, occasion: string, isAgain: boolean) => {
  if (isTestAlert(kind, occasion)) return 'message.alert.testSms'
  return isAgain ? 'message.alert.againSms' : 'message.alert.sms'
}

/** Calls somebody who works here. It names nobody: whose answer it is stands behind the sign-in. */
export const staffAlert: Composer = ({ clinic, communication: { kind, occasion, content } }, publicUrl) => {
  const lang = parseLocale(clinic.locale)
  const t = translatorFor(lang)
  const link = `${publicUrl}/desk`
  // who took it, when it rings again because they have not closed it
  const { takenByName } = content as { readonly takenByName?: string | null }
  const again = takenByName == null ? null : { clinic: clinic.name, name: takenByName, link }
  const subject = again ? t('message.alert.againSubject', again) : t('message.alert.subject', { clinic: clinic.name })
  return {
    letter: {
      ...{ subject, preview: subject, lang, clinicName: clinic.name, footer: [] },
      sections: [
        {
          heading: null,
          paragraphs: again ? [t('message.alert.againBody', again)] : [t('message.alert.body'), t('message.alert.how')],
          tone: 'plain',
        },
      ],
      action: { label: t('message.alert.link'), url: link },
    },
    sms: t(smsKey(kind, occasion, again !== null), { clinic: clinic.name, link }),
  }
}
