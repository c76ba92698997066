import { isStaff, type StaffActor } from '#domain/actor.ts'
import { maySeeAttendantSetup } from '#features/attendant/access.ts'
import { mayReadTrail } from '#features/audit-event/access.ts'
import { mayReview } from '#features/break-glass/access.ts'
import { mayReview as mayReviewAnswers } from '#features/check-in/access.ts'
import { mayWidenRights } from '#features/clinic/access.ts'
import { mayDraftPolicies } from '#features/clinical-policy/access.ts'
import { maySeeRules } from '#features/contraindication/access.ts'
import { maySeeDeviceSetup } from '#features/device/access.ts'
import { maySeeServiceSetup } from '#features/healthcare-service/access.ts'
import { maySeePractitioners } from '#features/practitioner/access.ts'
import { maySeeRates } from '#features/proof/access.ts'
import { mayDraftRules } from '#features/recovery-rule/access.ts'
import { maySeeRoomSetup } from '#features/room/access.ts'
import { mayDecideSafety } from '#features/safety-policy/access.ts'
import { mayKeepHours } from '#features/schedule/access.ts'

interface Entry {
  readonly href: string
  /** Its name and what is found there: `settings.entry.<word>` and `settings.entry.<word>Hint`. */
  readonly word: string
  /** The same predicate that guards the page itself. */
  readonly may: (actor: StaffActor) => boolean
}

interface Chapter {
  /** `settings.chapter.<word>` */
  readonly word: string
  readonly entries: readonly Entry[]
}

/** Where the clinic is looked after, in the order in which one is set up: every page that is there, and none that is not. */
export const CONTENTS = [
  {
    word: 'offer',
    entries: [{ href: '/settings/services', word: 'services', may: maySeeServiceSetup }],
  },
  {
    word: 'people',
    entries: [
      { href: '/settings/people', word: 'people', may: maySeePractitioners },
      { href: '/settings/attendants', word: 'attendants', may: maySeeAttendantSetup },
      { href: '/settings/rights', word: 'rights', may: mayWidenRights },
    ],
  },
  {
    word: 'premises',
    entries: [
      { href: '/settings/rooms', word: 'rooms', may: maySeeRoomSetup },
      { href: '/settings/devices', word: 'devices', may: maySeeDeviceSetup },
    ],
  },
  {
    word: 'times',
    entries: [{ href: '/settings/hours', word: 'hours', may: mayKeepHours }],
  },
  {
    word: 'policies',
    entries: [
      { href: '/settings/rest', word: 'rest', may: mayDraftRules },
      { href: '/settings/contraindications', word: 'contraindications', may: maySeeRules },
      { href: '/settings/consent', word: 'consent', may: mayDraftPolicies },
      { href: '/settings/aftercare', word: 'aftercare', may: mayDraftPolicies },
      { href: '/settings/outcomes', word: 'outcomes', may: mayDraftPolicies },
      { href: '/settings/safety', word: 'safety', may: mayDecideSafety },
      { href: '/settings/messages', word: 'messages', may: mayDraftPolicies },
      { href: '/settings/triage', word: 'triage', may: mayDraftPolicies },
      { href: '/settings/answers', word: 'answers', may: mayReviewAnswers },
    ],
  },
  {
    word: 'records',
    entries: [
      { href: '/settings/proof', word: 'proof', may: maySeeRates },
      { href: '/settings/trail', word: 'trail', may: mayReadTrail },
      { href: '/settings/openings', word: 'openings', may: mayReview },
    ],
  },
  {
    word: 'yours',
    entries: [{ href: '/account', word: 'account', may: isStaff }],
  },
] as const satisfies readonly Chapter[]
