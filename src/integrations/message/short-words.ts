import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { ConsentFacts } from '../mail/consent-letter.ts'

interface Reader {
  readonly name: string
  readonly preferredName: string | null
  readonly locale: string
}

/** The name they go by, and no more. */
const shortName = ({ name, preferredName }: Reader): string => preferredName ?? name.split(' ')[0] ?? name

/** A text at a telephone that more than one person has says for whom it is. */
export const forWhom = (reader: Reader, text: string): string =>
  translatorFor(parseLocale(reader.locale))('message.sms.for', { name: shortName(reader), text })

/** At the foot of a mail: how to get no more of these. */
export const stopWords = (reader: Reader, clinic: string): string =>
  translatorFor(parseLocale(reader.locale))('message.footer.stop', { clinic, name: shortName(reader) })

export const consentSms = ({ patient, clinic }: Omit<ConsentFacts, 'consent'>, publicUrl: string): string => {
  const t = translatorFor(parseLocale(patient.locale))
  return t('message.sms.consentCopy', { clinic: clinic.name, link: `${publicUrl}/c/${clinic.slug}/consent` })
}
