import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { Composer } from './compose.ts'

/** What a recall says to one person. Neither subject nor preview nor a text says what it is about. */
export const recallNotice: Composer = ({ recall, communication, clinic }) => {
  if (recall === null) throw new Error('A notice of a recall is of one.')
  const locale = parseLocale(communication.patient.locale)
  const t = translatorFor(locale)
  const { name, phone } = clinic
  return {
    letter: {
      subject: t('recall.letter.subject', { clinic: name }),
      preview: t('recall.letter.preview'),
      lang: locale,
      clinicName: name,
      sections: [
        {
          heading: null,
          paragraphs: [t('recall.letter.greeting', { name: communication.patient.name }), recall[locale]],
          tone: 'plain',
        },
      ],
      action: null,
      footer: [t('recall.letter.footer', { clinic: name, phone })],
    },
    sms: t('recall.letter.sms', { clinic: name, phone }),
  }
}
