import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { AftercareFacts } from '../mail/aftercare-letter.ts'
import type { ConsentFacts } from '../mail/consent-letter.ts'

/** A text after a visit: where it is read, and whom to call. Neither technique nor area, whoever looks at the telephone. */
export const aftercareSms = ({ communication, clinic }: AftercareFacts, publicUrl: string): string => {
  const t = translatorFor(parseLocale(communication.patient.locale))
  const link = `${publicUrl}/c/${clinic.slug}/aftercare/${communication.id}`
  return t('message.sms.aftercare', { clinic: clinic.name, link, emergencyPhone: clinic.emergencyPhone })
}

export const consentSms = ({ patient, clinic }: Omit<ConsentFacts, 'consent'>, publicUrl: string): string => {
  const t = translatorFor(parseLocale(patient.locale))
  return t('message.sms.consentCopy', { clinic: clinic.name, link: `${publicUrl}/c/${clinic.slug}/consent` })
}
