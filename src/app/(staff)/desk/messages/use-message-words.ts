import { useTranslations } from 'use-intl/react'
import type { Message } from '#features/communication/schema.ts'

const WHY = [
  'no-address',
  'landline',
  'wrong-person',
  'stopped',
  'not-agreed',
  'too-many',
  'erased',
  'entered-in-error',
  'cancelled',
  'not-cancelled',
  'noshow',
  'not-missed',
  'too-late',
  'nothing-needled',
  'moved',
  'nothing-changed',
  'nothing-to-sign',
] as const

/** What a message is, how it stands, and whether somebody has to see to it. */
export const useMessageWords = () => {
  const t = useTranslations('message.list')
  const tChannel = useTranslations('message.contact.channel')
  const why = (reason: string | null) => {
    if (reason === null) return null
    const known = WHY.find((one) => one === reason)
    return known === undefined ? t('why.other', { code: reason }) : t(`why.${known}`)
  }
  return ({ kind, channel, status, delivery, reason, attempt, maySendAgain }: Message) => {
    const isToldMore = status === 'sent' && delivery !== null && delivery !== 'accepted'
    const state = t(`status.${isToldMore ? delivery : status}`)
    const because = status === 'due' || status === 'sending' || status === 'sent' ? null : why(reason)
    return {
      what: [t(`kind.${kind}`), tChannel(channel), ...(attempt > 1 ? [t('attempt', { attempt })] : [])].join(' · '),
      state: because === null ? state : `${state}: ${because}`,
      isBad: maySendAgain,
    }
  }
}
