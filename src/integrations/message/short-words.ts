import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { ConsentFacts } from '../mail/consent-letter.ts'

/** A text at a telephone that more than one person has says for whom it is, by the name they go by and no more. */
export const forWhom = (
  {
    name,
    preferredName,
    locale,
  }: { readonly name: string; readonly preferredName: string | null; readonly locale: string },
  text: string,
): string =>
  translatorFor(parseLocale(locale))('message.sms.for', { name: preferredName ?? name.split(' ')[0] ?? name, text })

export const consentSms = ({ patient, clinic }: Omit<ConsentFacts, 'consent'>, publicUrl: string): string => {
  const t = translatorFor(parseLocale(patient.locale))
  return t('message.sms.consentCopy', { clinic: clinic.name, link: `${publicUrl}/c/${clinic.slug}/consent` })
}
