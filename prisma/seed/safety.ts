import type { Prisma } from '#db/generated/client.ts'
import { DEMO_POLICY } from './clinic.ts'
import { clinicTextsOfDemo } from './safety-texts.ts'
import { asDate, type SeedScope } from './scope.ts'
import { triageRows } from './triage.ts'

const VALID_FROM = asDate('2020-01-01')
const source = (because: string): string => `Clinic policy, not clinical guidance (${DEMO_POLICY}): ${because}`

/** What the demo clinic wants to be safe with needles; every number is a choice of the demo. */
const safetyPolicyRows = (scope: SeedScope): Prisma.SafetyPolicyCreateManyInput[] => [
  {
    clinicId: scope.clinicId,
    id: scope.id('safety-policy', '1'),
    version: 1,
    secondCount: false,
    deskAfterMinutes: 2,
    everyoneAfterMinutes: 5,
    sharpsDays: 90,
    manualName: 'Clean Needle Technique Manual, Council of Colleges of Acupuncture and Herbal Medicine',
    manualUrl: 'https://www.ccahm.org/ccaom/CNT_Manual.asp',
    source: source('no source names minutes after which an alarm has to go further, nor days of a container.'),
    approvedBy: null,
    state: 'in-force',
    validFrom: VALID_FROM,
    byIdentityId: null,
  },
]

/** How many alarms the demo clinic holds to be bearable. */
export const BEARABLE_ALARMS = { mostAlarmsPerHundred: 10, mostAlarmsPerDay: 4 } as const

/** When the demo clinic's messages may come, and how soon answers are looked at. */
const messagePolicyRows = (scope: SeedScope): Prisma.MessagePolicyCreateManyInput[] => [
  {
    ...{ clinicId: scope.clinicId, id: scope.id('message-policy', '1'), version: 1 },
    ...{ quietFrom: 21 * 60, quietTo: 8 * 60, maxPerDay: 3, reminderHours: 24, noReminderWithinMinutes: 60 },
    ...{ answerMinutes: 60, takeMinutes: 5, closeMinutes: 30, chestCheckHours: 4, noAnswerHours: 12, checkInDays: 7 },
    ...BEARABLE_ALARMS,
    source: source('no source names hours of quiet, numbers of messages or minutes until an answer is looked at.'),
    ...{ approvedBy: null, state: 'in-force', validFrom: VALID_FROM },
  },
]

const clinicTextRows = (scope: SeedScope): Prisma.ClinicTextCreateManyInput[] =>
  clinicTextsOfDemo.map(({ key, title, steps, because }) => ({
    clinicId: scope.clinicId,
    id: scope.id('clinic-text', key),
    key,
    version: 1,
    title,
    steps: { en: [...steps.en], de: [...steps.de] },
    source: source(because),
    approvedBy: null,
    state: 'in-force',
    validFrom: VALID_FROM,
  }))

interface DemoTick {
  readonly key: string
  readonly label: { readonly en: string; readonly de: string }
  readonly moment: 'before' | 'during' | 'after'
}

/** The clinic's own few words; the manual is linked and nothing of it is copied. */
const ticks: readonly DemoTick[] = [
  { key: 'hands-before', label: { en: 'Hands clean, before', de: 'Hände sauber, davor' }, moment: 'before' },
  { key: 'field', label: { en: 'Clean field laid out', de: 'Saubere Fläche gerichtet' }, moment: 'before' },
  { key: 'skin', label: { en: 'Skin prepared', de: 'Haut vorbereitet' }, moment: 'during' },
  {
    key: 'sharps',
    label: { en: 'Needles straight into the container', de: 'Nadeln sofort abgeworfen' },
    moment: 'after',
  },
  { key: 'hands-after', label: { en: 'Hands clean, afterwards', de: 'Hände sauber, danach' }, moment: 'after' },
]

const cleanTickRows = (scope: SeedScope): Prisma.CleanTickCreateManyInput[] =>
  ticks.map(({ key, label, moment }, index) => ({
    ...{ clinicId: scope.clinicId, id: scope.id('clean-tick', key), label, moment, position: index + 1, version: 1 },
    ...{ source: source('what the demo ticks; the manual is linked on the same screen.'), active: true },
  }))

/** A container in the first room, so that the screen has one to show. */
const sharpsContainerRows = (scope: SeedScope): Prisma.SharpsContainerCreateManyInput[] => [
  {
    ...{ clinicId: scope.clinicId, id: scope.id('sharps-container', '1'), roomId: scope.id('room', 'Room 1') },
    ...{ label: 'S-014', openedAt: new Date(scope.nowMs - 12 * 86_400_000), openedByName: 'Ana Ruiz' },
  },
]

/** Everything a clinic begins with to be safe with needles. */
export const safetyRows = (scope: SeedScope) => ({
  safetyPolicies: safetyPolicyRows(scope),
  messagePolicies: messagePolicyRows(scope),
  clinicTexts: clinicTextRows(scope),
  cleanTicks: cleanTickRows(scope),
  sharpsContainers: sharpsContainerRows(scope),
  ...triageRows(scope),
})
