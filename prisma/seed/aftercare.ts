import type { Prisma } from '#db/generated/client.ts'
import { type Anchor, EVERY_VISIT, type Fits } from '#domain/aftercare/plan.ts'
import type { QuietManner } from '#domain/aftercare/quiet-hours.ts'
import { LIBRARY_CODES, type LibraryCode, libraryText } from '#words/aftercare-library.ts'
import { DEMO_POLICY } from './clinic.ts'
import { asDate, type SeedScope } from './scope.ts'

const VALID_FROM = asDate('2020-01-01')
const source = (because: string): string => `Clinic policy, not clinical guidance (${DEMO_POLICY}): ${because}`
const IN_FORCE = { version: 1, approvedBy: null, validFrom: VALID_FROM, state: 'in-force' } as const

interface DemoStep {
  readonly key: string
  readonly text: LibraryCode
  readonly anchor: Anchor
  readonly hours: number
  readonly manner: QuietManner
  readonly checkIn: boolean
  readonly riskZones: Fits['riskZones']
}

const AFTER = { anchor: 'last-needle-out', checkIn: true, riskZones: [] } as const
const LEFT = { hours: 0, manner: 'pass', checkIn: false, riskZones: [] } as const

const plans = [
  {
    code: 'after-needling',
    name: { en: 'After needling', de: 'Nach Nadeln' },
    because:
      'what published aftercare sheets agree on; lung trouble may begin hours later (novaphysicaltherapy.com), soreness was gone after 72 hours (Sánchez-Infante 2021). Hours and words are for a clinician to set.',
    steps: [
      { ...AFTER, key: 'at once', text: 'after-visit', hours: 0, manner: 'pass', checkIn: false },
      // Z3: never pushed into the morning
      { ...AFTER, key: 'chest', text: 'chest-check', hours: 4, manner: 'before', riskZones: ['pleural'] },
      { ...AFTER, key: 'next day', text: 'next-day', hours: 24, manner: 'after' },
      { ...AFTER, key: 'three days', text: 'three-days', hours: 72, manner: 'after' },
    ],
  },
  {
    code: 'needle-left',
    name: { en: 'A needle stays in', de: 'Eine Nadel bleibt' },
    because: 'no source for patients was found; a clinician must write and approve this.',
    steps: [
      { ...LEFT, key: 'needle-left', text: 'needle-left', anchor: 'left-in-place' },
      { ...LEFT, key: 'needle-removal', text: 'needle-removal', anchor: 'removal-day' },
    ],
  },
] as const satisfies readonly {
  readonly code: string
  readonly name: { readonly en: string; readonly de: string }
  readonly because: string
  readonly steps: readonly DemoStep[]
}[]

export const aftercareStepId = (scope: SeedScope): string => scope.id('aftercare-step', 'at once')

const planRows = ({ clinicId, id }: SeedScope): Prisma.AftercarePlanCreateManyInput[] =>
  plans.map(({ code, name, because }) => ({
    ...{ ...IN_FORCE, clinicId, id: id('aftercare-plan', code), code, name },
    ...{ fits: { ...EVERY_VISIT }, active: true, source: source(because) },
  }))

const stepRows = ({ clinicId, id }: SeedScope): Prisma.AftercareStepCreateManyInput[] =>
  plans.flatMap(({ code, steps }) =>
    steps.map(({ key, text, hours, riskZones, ...step }, index) => ({
      ...{ ...step, clinicId, id: id('aftercare-step', key), planId: id('aftercare-plan', code), position: index + 1 },
      ...{ templateKey: text, offsetMinutes: hours * 60, channel: 'preferred', language: 'patient' },
      fits: { ...EVERY_VISIT, riskZones: [...riskZones] },
    })),
  )

const textRows = ({ clinicId, id }: SeedScope): Prisma.AftercareTextCreateManyInput[] =>
  LIBRARY_CODES.map((code) => {
    const { name, subject, intro, sms, sections } = libraryText(code)
    return {
      ...{ ...IN_FORCE, clinicId, id: id('aftercare-text', code), code },
      ...{ name: { ...name }, subject: { ...subject }, intro: { ...intro }, sms: { ...sms } },
      sections: sections.map((one) => ({ ...one, heading: { ...one.heading }, words: { ...one.words } })),
      source: source('the library of default texts; each part names where it comes from.'),
    }
  })

/** What is sent after a visit and when: one text at once, a check of the chest where the lung was near, and two more days. */
export const aftercareRows = (scope: SeedScope) => ({
  aftercarePlans: planRows(scope),
  aftercareSteps: stepRows(scope),
  aftercareTexts: textRows(scope),
})
