import type { Prisma } from '#db/generated/client.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import { DEMO_POLICY } from './clinic.ts'
import { CONSENT_TEXT_VERSION } from './consent-texts.ts'
import { asDate, type SeedScope } from './scope.ts'

type DemoRule = Pick<RecoveryRule, 'technique' | 'relation' | 'amount' | 'unit'> & { readonly because: string }

const SORENESS =
  'soreness after needling the upper trapezius was gone in all 51 people after 72 hours ' +
  '(Sánchez-Infante 2021, jpain.org S1526-5900(21)00024-9). No regulator was found that names a minimum.'

const NO_RULE = 'the British Acupuncture Council says there are no set rules (acupuncture.org.uk, Ask an expert).'

const demoRules: readonly DemoRule[] = [
  { technique: 'deep-dry-needling', relation: 'same', amount: 3, unit: 'days', because: SORENESS },
  { technique: 'deep-dry-needling', relation: 'neighbour', amount: 24, unit: 'hours', because: SORENESS },
  { technique: 'superficial-dry-needling', relation: 'same', amount: 2, unit: 'days', because: SORENESS },
  { technique: 'body-acupuncture', relation: 'same', amount: 0, unit: 'days', because: NO_RULE },
  { technique: 'electro-needling', relation: 'same', amount: 3, unit: 'days', because: SORENESS },
  { technique: 'electro-needling', relation: 'neighbour', amount: 24, unit: 'hours', because: SORENESS },
]

const VALID_FROM = '2020-01-01'
const source = (because: string): string => `Clinic policy, not clinical guidance (${DEMO_POLICY}): ${because}`

/** The rules as decisions read them. */
export const recoveryRules = (scope: SeedScope): RecoveryRule[] =>
  demoRules.map(({ technique, relation, amount, unit, because }) => ({
    id: scope.id('recovery-rule', `${technique} ${relation}`),
    technique,
    relation,
    amount,
    unit,
    toleranceMinutes: 0,
    source: source(because),
    approvedBy: null,
    validFrom: VALID_FROM,
    version: 1,
    patientId: null,
    state: 'in-force',
    endedAtMs: null,
  }))

export const recoveryRuleRows = (scope: SeedScope): Prisma.RecoveryRuleCreateManyInput[] =>
  recoveryRules(scope).map(({ endedAtMs: _, ...rule }) => ({
    ...rule,
    clinicId: scope.clinicId,
    validFrom: asDate(rule.validFrom),
  }))

export const consentPolicyRows = (scope: SeedScope): Prisma.ConsentPolicyCreateManyInput[] => [
  {
    clinicId: scope.clinicId,
    id: scope.id('consent-policy', CONSENT_TEXT_VERSION),
    textVersion: CONSENT_TEXT_VERSION,
    validMonths: 12,
    source: source('no law was found that names a period; a year is a choice of the demo.'),
    approvedBy: null,
    version: 1,
    state: 'in-force',
    validFrom: asDate(VALID_FROM),
  },
]

interface DemoTemplate {
  readonly name: { readonly en: string; readonly de: string }
  readonly technique: string
  readonly muscles: readonly string[]
  readonly manipulation: string
}

/** Muscles without side, lot or number: those are said anew each time (Z8). */
const demoTemplates: readonly DemoTemplate[] = [
  {
    name: { en: 'Neck and shoulder', de: 'Nacken und Schulter' },
    technique: 'deep-dry-needling',
    muscles: ['upper-trapezius', 'levator-scapulae'],
    manipulation: 'up-and-down',
  },
  {
    name: { en: 'Shoulder blade', de: 'Schulterblatt' },
    technique: 'deep-dry-needling',
    muscles: ['infraspinatus', 'levator-scapulae'],
    manipulation: 'up-and-down',
  },
]

export const needlingTemplateRows = (scope: SeedScope): Prisma.NeedlingTemplateCreateManyInput[] =>
  demoTemplates.map(({ name, technique, muscles, manipulation }, position) => ({
    clinicId: scope.clinicId,
    id: scope.id('needling-template', name.en),
    name,
    technique,
    items: muscles.map((muscle) => ({ muscle, manipulation, retained: false })),
    position,
    source: source('two usual combinations of the demo; a clinic writes down its own.'),
    approvedBy: null,
    validFrom: asDate(VALID_FROM),
    version: 1,
  }))
/** When goals are looked at together, and which change of their scores counts. */
export const outcomePolicyRows = (scope: SeedScope): Prisma.OutcomePolicyCreateManyInput[] => [
  {
    clinicId: scope.clinicId,
    id: scope.id('outcome-policy', '1'),
    version: 1,
    reviewFromVisit: 4,
    reviewByVisit: 5,
    painChange: 2,
    functionChange: 2,
    askAfterDays: [1, 3, 42, 91],
    source: source(
      'the British Acupuncture Council reviews at treatment 4 to 5 (acupuncture.org.uk, Ask an expert); least change that ' +
        'matters 1.3 to 2.7 points of the Patient-Specific Functional Scale and 1.5 to 3.5 of the numeric pain rating ' +
        'scale (JOSPT 2014;44(8):560-564, doi 10.2519/jospt.2014.5248).',
    ),
    approvedBy: null,
    state: 'in-force',
    validFrom: asDate(VALID_FROM),
  },
]

/** After how many days without a reply somebody asks after a letter. */
export const referralPolicyRows = (scope: SeedScope): Prisma.ReferralPolicyCreateManyInput[] => [
  {
    clinicId: scope.clinicId,
    id: scope.id('referral-policy', '1'),
    version: 1,
    replyDays: 14,
    source: source('no source names a number of days; two weeks are the demo’s choice.'),
    approvedBy: null,
    state: 'in-force',
    validFrom: asDate(VALID_FROM),
  },
]
