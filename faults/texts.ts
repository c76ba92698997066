import type { TextManner } from '../scripts/text-provider.ts'
import { copiesOf, type Fault, messageOf, type Seen } from './fault.ts'
import {
  answerLost,
  badManners,
  halfOpen,
  killBeforeSettling,
  killedInHand,
  outage,
  refusedForGood,
  type Taker,
} from './hand-over.ts'
import type { House } from './house.ts'

const provider: Taker<TextManner> = {
  who: 'the provider',
  other: 'other text',
  othersGo: 'other texts go',
  way: 'sms',
  at: ({ texts }) => texts,
}

/** The provider tells by its signed door that a text has arrived. */
const arrives = async (house: House, id: string): Promise<string> => {
  const text = house.texts.texts.find(({ statusUrl }) => statusUrl.endsWith(id))
  if (text === undefined) return 'never handed over'
  await house.startWeb()
  await fetch(house.texts.signed(text.statusUrl, { MessageSid: text.sid, MessageStatus: 'delivered' }))
  return (await messageOf(house, id)).status
}

/** Nobody knows whether it was taken; what the provider tells later settles it. */
const settledLater = async (house: House): Promise<Seen> => {
  const { id, said, ok } = await killBeforeSettling(house, provider)
  const last = await arrives(house, id)
  return { said: `${said}; told that it arrived: ${last}`, ok: ok && last === 'sent' && copiesOf(house, id) === 1 }
}

export const textFaults: readonly Fault[] = [
  killedInHand('text-killed-sending', provider, 'silent-before'),
  killedInHand('text-killed-after-taken', provider, 'silent-after'),
  {
    name: 'text-killed-before-settling',
    expected: 'unknown, and a task; the provider has it once; its later word settles it',
    run: settledLater,
  },
  badManners('text-not-now', provider, 'not-now'),
  badManners('text-unavailable', provider, 'away-for-now'),
  outage('text-away', provider, [(house) => house.stopTexts(), (house) => house.startTexts()]),
  answerLost('text-breaks-down', provider, 'break-down', 0),
  answerLost('text-drops', provider, 'hang-up-before', 0),
  answerLost('text-drops-after-taken', provider, 'lose-the-answer', 1),
  answerLost('text-hangs', provider, 'silent-before', 0),
  answerLost('text-hangs-after-taken', provider, 'silent-after', 1),
  refusedForGood('text-never', provider),
  halfOpen('text-half-open', provider, ({ texts }) => texts.silence()),
]
