import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { ConsentFacts } from '../mail/consent-letter.ts'

export const consentSms = ({ patient, clinic }: Omit<ConsentFacts, 'consent'>, publicUrl: string): string => {
  const t = translatorFor(parseLocale(patient.locale))
  return t('message.sms.consentCopy', { clinic: clinic.name, link: `${publicUrl}/c/${clinic.slug}/consent` })
}
