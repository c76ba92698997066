import type { Prisma } from '#db/generated/client.ts'
import { ALWAYS_RED, SAYS_NO } from '#domain/aftercare/red-words.ts'
import type { TriageTerms } from '#domain/aftercare/said-words.ts'
import type { TriageRule } from '#domain/aftercare/triage.ts'
import { DEMO_POLICY } from './clinic.ts'
import { asDate, type SeedScope } from './scope.ts'
import { triageRulesOfDemo } from './triage-texts.ts'

const VALID_FROM = asDate('2020-01-01')
const source = (because: string): string => `Clinic policy, not clinical guidance (${DEMO_POLICY}): ${because}`

/** The table as decisions read it. */
export const demoTriageRules: readonly TriageRule[] = triageRulesOfDemo.map(
  ({ title: _, steps: __, because: ___, ...rule }) => ({ id: rule.code, ...rule }),
)

export const demoTerms: Readonly<Record<'en' | 'de', TriageTerms>> = {
  en: {
    emergency: ALWAYS_RED.en,
    concerning: [
      ...[
        'fever',
        'chills',
        'pus',
        'swollen',
        'swelling',
        'red streak',
        'getting redder',
        'hot skin',
        'infected',
        'infection',
      ],
      ...[
        'numb',
        'numbness',
        'tingling',
        'pins and needles',
        'weak arm',
        'weak leg',
        'weakness',
        'pain worse',
        'getting worse',
      ],
      ...[
        'bleeding',
        'needle still',
        'found needle',
        'left needle',
        'needle in me',
        'dizzy',
        'vomit*',
        'rash',
        'severe pain',
      ],
      ...['unbearable', 'allergic', 'dry cough', 'coughing'],
    ],
    harmless: [
      ...[
        'thanks',
        'thank you',
        'thank you very much',
        'many thanks',
        'ok',
        'okay',
        'yes',
        'all good',
        'good',
        'fine',
        'all fine',
      ],
      ...[
        'i am fine',
        'im fine',
        'feeling good',
        'much better',
        'better',
        'a bit sore',
        'little sore',
        'a little sore',
        'no pain',
      ],
    ],
    negations: SAYS_NO.en,
  },
  de: {
    emergency: ALWAYS_RED.de,
    concerning: [
      ...[
        'fieber',
        'schuettelfrost',
        'eiter*',
        'geschwollen',
        'schwellung',
        'entzuend*',
        'roter streifen',
        'wird roeter',
        'infiziert',
      ],
      ...[
        'taub',
        'taubheit*',
        'kribbel*',
        'schwaeche',
        'schwacher arm',
        'schmerzen schlimmer',
        'wird schlimmer',
        'schlimmer',
      ],
      ...[
        'blutet',
        'blutung',
        'nadel noch',
        'nadel gefunden',
        'nadel steckt',
        'nadel vergessen',
        'schwindel*',
        'erbrechen',
      ],
      ...['ausschlag', 'starke schmerzen', 'unertraeglich', 'allergi*', 'husten'],
    ],
    harmless: [
      ...[
        'danke',
        'vielen dank',
        'danke schoen',
        'dankeschoen',
        'ok',
        'okay',
        'ja',
        'alles gut',
        'gut',
        'alles bestens',
        'mir geht es gut',
      ],
      ...['viel besser', 'besser', 'ein bisschen muskelkater', 'leichter muskelkater', 'keine schmerzen'],
    ],
    negations: SAYS_NO.de,
  },
}

const SIGNS_OF_A_LUNG =
  'signs of a collapsed lung (novaphysicaltherapy.com; westjem.com), said as people say it; doubt is answered with more care.'

const triageRuleRows = (scope: SeedScope): Prisma.TriageRuleCreateManyInput[] =>
  triageRulesOfDemo.map(({ because, techniques, riskZones, steps, ...rule }) => ({
    ...rule,
    clinicId: scope.clinicId,
    id: scope.id('triage-rule', rule.code),
    version: 1,
    techniques: [...techniques],
    riskZones: [...riskZones],
    steps: { en: [...steps.en], de: [...steps.de] },
    active: true,
    source: source(because),
    approvedBy: null,
    state: 'in-force',
    validFrom: VALID_FROM,
  }))

const triageTermRows = (scope: SeedScope): Prisma.TriageTermsCreateManyInput[] =>
  (['en', 'de'] as const).map((language) => ({
    clinicId: scope.clinicId,
    id: scope.id('triage-terms', language),
    language,
    version: 1,
    emergency: [...demoTerms[language].emergency],
    concerning: [...demoTerms[language].concerning],
    harmless: [...demoTerms[language].harmless],
    negations: [...demoTerms[language].negations],
    source: source(SIGNS_OF_A_LUNG),
    approvedBy: null,
    state: 'in-force',
    validFrom: VALID_FROM,
  }))

/** How a clinic begins to sort what its patients answer. */
export const triageRows = (scope: SeedScope) => ({
  triageRules: triageRuleRows(scope),
  triageTerms: triageTermRows(scope),
})
