import type { MessagePurpose } from '../aftercare/kinds.ts'
import type { PhoneNumber } from './phone.ts'

export const CHANNELS = ['email', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * What somebody says about a channel: of everything that comes by it, of one purpose, of naming what was treated in a text,
 * or of the address itself (no: it is not this person's).
 */
export const CHOICE_PURPOSES = ['all', 'care', 'visits', 'detail', 'address'] as const
export type ChoicePurpose = (typeof CHOICE_PURPOSES)[number]

export interface ContactChoice {
  readonly channel: Channel
  readonly purpose: ChoicePurpose
  readonly agrees: boolean
  readonly atMs: number
}

/** All that decides how a person is reached. */
export interface Reach {
  readonly email: string | null
  /** null: none, or none that can be called. */
  readonly phone: PhoneNumber | null
  /** As staff know better than the number tells; null: nobody said. */
  readonly phoneKind: 'mobile' | 'landline' | null
  readonly preferred: Channel | null
  readonly choices: readonly ContactChoice[]
  /** Whether the clinic has a number that texts come from. */
  readonly textsAreSetUp: boolean
}

export type Unreached = 'wrong-person' | 'stopped' | 'not-agreed' | 'landline' | 'no-address'
export type Way =
  | { readonly reached: true; readonly channel: Channel; readonly address: string }
  | { readonly reached: false; readonly reason: Unreached }

/** The last word about these purposes; of two of one instant no is the safer. */
const lastWord = (choices: readonly ContactChoice[], channel: Channel, purposes: readonly ChoicePurpose[]) =>
  choices
    .filter((one) => one.channel === channel && purposes.includes(one.purpose))
    .toSorted((a, b) => a.atMs - b.atMs || Number(b.agrees) - Number(a.agrees))
    .at(-1)

/**
 * Whether something may come by a channel. Mail comes to whoever gave an address and did not stop it; a text, which others
 * see on a locked telephone, to whoever agreed. What was asked for by signing it (null) is stopped by nobody on paper or
 * by mail. An address that is somebody else's gets nothing at all.
 */
export const mayCome = (
  choices: readonly ContactChoice[],
  channel: Channel,
  purpose: MessagePurpose | null,
): 'yes' | 'stopped' | 'not-agreed' | 'wrong-person' => {
  if (lastWord(choices, channel, ['address'])?.agrees === false) return 'wrong-person'
  if (channel === 'email' && purpose === null) return 'yes'
  const said = lastWord(choices, channel, purpose === null ? ['all'] : ['all', purpose])
  if (said === undefined) return channel === 'email' ? 'yes' : 'not-agreed'
  return said.agrees ? 'yes' : 'stopped'
}

/** Whether a text may name what was treated. */
export const mayNameTreatment = (choices: readonly ContactChoice[]): boolean =>
  lastWord(choices, 'sms', ['detail'])?.agrees === true

const byMail = ({ email, choices }: Reach, purpose: MessagePurpose | null): Way => {
  const address = email?.trim() ?? ''
  if (address === '') return { reached: false, reason: 'no-address' }
  const may = mayCome(choices, 'email', purpose)
  return may === 'yes' ? { reached: true, channel: 'email', address } : { reached: false, reason: may }
}

const byText = (reach: Reach, purpose: MessagePurpose | null): Way => {
  const { phone, phoneKind, choices, textsAreSetUp } = reach
  // where nobody writes texts, a telephone is nothing to write to
  if (phone === null || !textsAreSetUp) return { reached: false, reason: 'no-address' }
  if ((phoneKind ?? phone.kind) === 'landline') return { reached: false, reason: 'landline' }
  const may = mayCome(choices, 'sms', purpose)
  return may === 'yes' ? { reached: true, channel: 'sms', address: phone.number } : { reached: false, reason: may }
}

/** What the person said weighs more than what is missing. */
const GRAVEST: readonly Unreached[] = ['wrong-person', 'stopped', 'not-agreed', 'landline', 'no-address']

/** How a message of this purpose reaches somebody: as they prefer, else as it can; or the gravest reason why not at all. */
export const wayTo = (reach: Reach, purpose: MessagePurpose | null): Way => {
  const ways = [byMail(reach, purpose), byText(reach, purpose)]
  if (reach.preferred === 'sms') ways.reverse()
  const open = ways.find(({ reached }) => reached)
  if (open !== undefined) return open
  const reasons = ways.flatMap((way) => (way.reached ? [] : [way.reason]))
  return { reached: false, reason: GRAVEST.find((reason) => reasons.includes(reason)) ?? 'no-address' }
}
