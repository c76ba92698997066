import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { Composer } from './compose.ts'

/** Weeks after a visit: how it goes, in numbers. Neither the subject nor a text says what it was about. */
export const howItGoes: Composer = ({ communication, clinic, checkInToken }, publicUrl) => {
  if (checkInToken === null) throw new Error('Who is asked how it goes has a link to say so.')
  const locale = parseLocale(communication.patient.locale)
  const t = translatorFor(locale)
  const url = `${publicUrl}/c/${clinic.slug}/check-in?token=${checkInToken}`
  const values = {
    ...{ clinic: clinic.name, phone: clinic.phone, name: communication.patient.name, link: url },
    ...{ hours: clinic.messageHours[locale], emergency: clinic.emergencyPhone },
  }
  return {
    letter: {
      subject: t('outcome.asked.subject', values),
      preview: t('outcome.asked.greeting', values),
      lang: locale,
      clinicName: clinic.name,
      sections: [
        {
          heading: null,
          paragraphs: [t('outcome.asked.greeting', values), t('outcome.asked.intro', values)],
          tone: 'plain',
        },
      ],
      action: { label: t('outcome.asked.action'), url },
      footer: [t('outcome.asked.read', values), t('outcome.asked.sender', values)],
    },
    sms: t('outcome.asked.sms', values),
  }
}
