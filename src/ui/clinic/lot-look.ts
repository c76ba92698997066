import type { BoxStanding, LotStatus, nearExpiry } from '#domain/lot/stock.ts'
import type { IconName } from '../kit/Icon.tsx'

type Tone = 'plain' | 'due' | 'danger' | 'quiet'

interface Look {
  readonly icon: IconName
  readonly tone: Tone
}

/** How a lot's state looks; its word stands beside it, `lot.status.<status>`. */
export const lotStatusLooks = {
  active: { icon: 'check', tone: 'plain' },
  quarantined: { icon: 'lock', tone: 'due' },
  recalled: { icon: 'slash', tone: 'danger' },
} as const satisfies Readonly<Record<LotStatus, Look>>

/** What a box on the table is marked with; its words are `lot.standing.<standing>`. A usable one needs no mark. */
export const standingLooks = {
  recalled: { icon: 'slash', tone: 'danger' },
  'unknown-lot': { icon: 'alert', tone: 'due' },
  quarantined: { icon: 'lock', tone: 'due' },
  expired: { icon: 'alert', tone: 'danger' },
  empty: { icon: 'alert', tone: 'due' },
  elsewhere: { icon: 'alert', tone: 'due' },
} as const satisfies Readonly<Record<Exclude<BoxStanding, 'usable'>, Look>>

/** How near its last day a lot is; its words are `lot.expiry.<state>`. */
export const expiryLooks = {
  unknown: { icon: 'alert', tone: 'due' },
  expired: { icon: 'alert', tone: 'danger' },
  'last-day': { icon: 'clock', tone: 'due' },
  near: { icon: 'clock', tone: 'due' },
  fine: { icon: 'ring', tone: 'quiet' },
} as const satisfies Readonly<Record<ReturnType<typeof nearExpiry>['state'], Look>>
