import type { Prisma } from '#db/generated/client.ts'
import { DEMO_POLICY } from './clinic.ts'
import { clinicTextsOfDemo } from './safety-texts.ts'
import { asDate, type SeedScope } from './scope.ts'

const VALID_FROM = asDate('2020-01-01')
const source = (because: string): string => `Clinic policy, not clinical guidance (${DEMO_POLICY}): ${because}`

/** What the demo clinic wants to be safe with needles; every number is a choice of the demo. */
export const safetyPolicyRows = (scope: SeedScope): Prisma.SafetyPolicyCreateManyInput[] => [
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
    validFrom: VALID_FROM,
    byIdentityId: null,
  },
]

export const clinicTextRows = (scope: SeedScope): Prisma.ClinicTextCreateManyInput[] =>
  clinicTextsOfDemo.map(({ key, title, steps, because }) => ({
    clinicId: scope.clinicId,
    id: scope.id('clinic-text', key),
    key,
    version: 1,
    title,
    steps: { en: [...steps.en], de: [...steps.de] },
    source: source(because),
    approvedBy: null,
    validFrom: VALID_FROM,
  }))
