import type { PlanFault } from '#domain/aftercare/plan.ts'
import type { TextFault } from '#domain/aftercare/text.ts'
import type { PolicyRefusal } from '#domain/policy/decide-policy.ts'

export type PolicyReason =
  | PolicyRefusal
  | PlanFault
  | TextFault
  | 'not-found'
  | 'in-the-past'
  | 'draft-waits'
  | 'unchanged'
  | 'unknown-area'
  | 'unknown-condition'
  | 'unknown-service'
  | 'unknown-text'
  | 'parts-missing'
  | 'said-twice'
  | 'below-floor'
  | 'about-changed'
  | 'word-too-short'
  | 'red-word-missing'
  | 'said-by-the-table'
  | 'request-reused'

/** Where the sentence of each reason stands in the catalogue: `policy.refused.<word>`. */
export const REASON_WORDS = {
  'not-a-draft': 'notADraft',
  'approved-already': 'approvedAlready',
  'not-found': 'notFound',
  'in-the-past': 'inThePast',
  'draft-waits': 'draftWaits',
  unchanged: 'unchanged',
  'unknown-area': 'unknownArea',
  'unknown-condition': 'unknownCondition',
  'unknown-service': 'unknownService',
  'unknown-text': 'unknownText',
  'step-twice': 'stepTwice',
  'chest-waits': 'chestWaits',
  'unknown-placeholder': 'unknownPlaceholder',
  'detail-in-subject': 'detailInSubject',
  'sms-without-link': 'smsWithoutLink',
  'emergency-missing': 'emergencyMissing',
  'hours-missing': 'hoursMissing',
  'source-missing': 'sourceMissing',
  'topic-twice': 'topicTwice',
  reassures: 'reassures',
  'parts-missing': 'partsMissing',
  'said-twice': 'saidTwice',
  'below-floor': 'belowFloor',
  'about-changed': 'aboutChanged',
  'word-too-short': 'wordTooShort',
  'red-word-missing': 'redWordMissing',
  'said-by-the-table': 'saidByTheTable',
  'request-reused': 'requestReused',
} as const satisfies Record<PolicyReason, string>
