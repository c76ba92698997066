import type { Prisma } from '#db/generated/client.ts'
import type { LocalizedText, RiskZone } from '#domain/body/area.ts'
import { BOTH_SIDES_OF_THORAX, CHILD, type ContraindicationRule } from '#domain/encounter/contraindication.ts'
import { DEMO_JURISDICTION, DEMO_POLICY } from './clinic.ts'
import { asDate, type SeedScope } from './scope.ts'

type DemoRule = Pick<ContraindicationRule, 'code' | 'conditionCode' | 'severity'> &
  Partial<
    Pick<ContraindicationRule, 'techniques' | 'areaIds' | 'pointCodes' | 'holds' | 'coSign' | 'renewsConsent'>
  > & {
    readonly holdsMonths?: number
    readonly name: LocalizedText
    readonly advice: LocalizedText
    readonly because: string
  }

const bothSides = (...names: readonly string[]): string[] => names.flatMap((name) => [`${name}.left`, `${name}.right`])

const PLAIN = ['deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture']
const IRISH_LIST = 'the list that goes back to APTA’s and the Irish wording (physioman.in/Treatment/16/Dry%20Needling)'

/**
 * What speaks against needling in the demo clinic, with where it was read. Where sources disagree the cautious reading
 * is taken, and said so. A clinician has to approve or change every line.
 */
export const demoContraindications: readonly DemoRule[] = [
  {
    ...{ code: 'anticoagulant', conditionCode: 'anticoagulant', severity: 'acknowledge' },
    ...{ holds: 'months', holdsMonths: 6, coSign: true, renewsConsent: true },
    name: { en: 'Takes a blood thinner or bleeds easily', de: 'Nimmt einen Blutverdünner oder blutet leicht' },
    advice: {
      en: 'More bleeding and bruising. Where would a bleed be dangerous? Press longer afterwards.',
      de: 'Mehr Blutung und blaue Flecken. Wo wäre eine Blutung gefährlich? Danach länger drücken.',
    },
    because:
      'sources disagree. McMaster lists anticoagulants among contraindications (acupuncture.mcmaster.ca); a review in ' +
      'Geriatrics & Aging found the concern not realistic in practice (medscape.com 573858_4); most call them relative. ' +
      'No INR threshold was found. Taken as the practitioner’s decision',
  },
  {
    ...{ code: 'bleeding-tendency', conditionCode: 'bleeding-tendency', severity: 'acknowledge' },
    ...{ holds: 'months', holdsMonths: 6, coSign: true, renewsConsent: true },
    name: { en: 'Bleeds easily', de: 'Blutet leicht' },
    advice: {
      en: 'More bleeding and bruising. Where would a bleed be dangerous?',
      de: 'Mehr Blutung und blaue Flecken. Wo wäre eine Blutung gefährlich?',
    },
    because: `relative in ${IRISH_LIST}`,
  },
  {
    ...{ code: 'pacemaker-current', conditionCode: 'pacemaker', severity: 'block', techniques: ['electro-needling'] },
    renewsConsent: true,
    name: { en: 'Pacemaker or another electrical device', de: 'Herzschrittmacher oder anderes elektrisches Gerät' },
    advice: {
      en: 'No current through needles. The plain needle is not ruled out by it.',
      de: 'Kein Strom durch Nadeln. Die Nadel ohne Strom ist dadurch nicht ausgeschlossen.',
    },
    because:
      'current is ruled out (medscape.com/viewarticle/501973_6: not over heart, brain or the device; ' +
      'acupuntura.com/en/articles/contraindicacoes-eletroacupuntura: absolute)',
  },
  {
    ...{ code: 'pacemaker-plain', conditionCode: 'pacemaker', severity: 'info', techniques: PLAIN },
    name: { en: 'Pacemaker or another electrical device', de: 'Herzschrittmacher oder anderes elektrisches Gerät' },
    advice: { en: 'No current; nothing over the device.', de: 'Kein Strom; nichts über dem Gerät.' },
    because: 'the same sources speak of current only',
  },
  {
    ...{ code: 'epilepsy-current', conditionCode: 'epilepsy', severity: 'block', techniques: ['electro-needling'] },
    renewsConsent: true,
    name: { en: 'Epilepsy', de: 'Epilepsie' },
    advice: { en: 'No current through needles.', de: 'Kein Strom durch Nadeln.' },
    because:
      'uncontrolled epilepsy rules out current (acupuntura.com/en/articles/contraindicacoes-eletroacupuntura); ' +
      'whether it is controlled is not asked here, so every epilepsy counts',
  },
  {
    ...{ code: 'epilepsy-plain', conditionCode: 'epilepsy', severity: 'acknowledge', techniques: PLAIN },
    holds: 'until-changed',
    name: { en: 'Epilepsy', de: 'Epilepsie' },
    advice: { en: 'Stay in the room.', de: 'Im Raum bleiben.' },
    because: `relative in ${IRISH_LIST}`,
  },
  {
    ...{ code: 'pregnancy-points', conditionCode: 'pregnancy', severity: 'block', holds: 'months', holdsMonths: 3 },
    pointCodes: ['LI4', 'SP6', 'BL60', 'BL67', 'BL31', 'BL32', 'BL33', 'BL34'],
    areaIds: [...bothSides('dorsal-interossei', 'tibialis-posterior', 'soleus', 'peroneals', 'foot-dorsum'), 'sacrum'],
    name: { en: 'Pregnant, or may be: points to leave out', de: 'Schwanger oder vielleicht: Punkte auslassen' },
    advice: {
      en: 'Leave out LI4, SP6, BL60, BL67 and the sacral foramina BL31 to BL34. Other places are not ruled out.',
      de: 'LI4, SP6, BL60, BL67 und die Foramina sacralia BL31 bis BL34 auslassen. Andere Stellen sind nicht ausgeschlossen.',
    },
    because: 'points, not patients, are avoided (AACP 2012 erratum, documents.pub AACP V2 2012)',
  },
  {
    ...{ code: 'pregnancy', conditionCode: 'pregnancy', severity: 'acknowledge' },
    ...{ holds: 'months', holdsMonths: 3, coSign: true, renewsConsent: true },
    name: { en: 'Pregnant, or may be', de: 'Schwanger oder vielleicht schwanger' },
    advice: { en: 'Which week? Comfortable position?', de: 'Welche Woche? Bequeme Lage?' },
    because: `relative in ${IRISH_LIST}`,
  },
  {
    ...{ code: 'lymphoedema', conditionCode: 'lymphoedema', severity: 'block', renewsConsent: true },
    name: { en: 'Lymphoedema', de: 'Lymphödem' },
    advice: {
      en: 'No needles into the area or limb. While nobody has said where it is, that is everywhere.',
      de: 'Keine Nadeln in die Stelle oder den Arm, das Bein. Solange niemand sagt, wo es ist, gilt das überall.',
    },
    because: `absolute for the area or limb in ${IRISH_LIST}`,
  },
  {
    ...{ code: 'infection', conditionCode: 'infection', severity: 'acknowledge', holds: 'visit' },
    name: { en: 'Fever, infection or skin problem', de: 'Fieber, Infekt oder Hautproblem' },
    advice: {
      en: 'Not through unwell skin. Better another day?',
      de: 'Nicht durch kranke Haut. Besser ein anderer Tag?',
    },
    because: `acute illness is absolute and skin local in ${IRISH_LIST}; which of them it is the practitioner sees`,
  },
  {
    ...{ code: 'medication-change', conditionCode: 'medication-change', severity: 'acknowledge', holds: 'visit' },
    name: { en: 'Medicines or health have changed', de: 'Medikamente oder Gesundheit haben sich geändert' },
    advice: { en: 'What is new? Does it bear on needles?', de: 'Was ist neu? Betrifft es Nadeln?' },
    because: `medication is relative in ${IRISH_LIST}`,
  },
  {
    ...{ code: 'other-condition', conditionCode: 'other-condition', severity: 'acknowledge' },
    ...{ holds: 'until-changed', renewsConsent: true },
    name: {
      en: 'Epilepsy, diabetes, weak immunity, heart valve or implant',
      de: 'Epilepsie, Diabetes, schwache Abwehr, Herzklappe oder Implantat',
    },
    advice: {
      en: 'Which is it? Infection and healing; no current near metal or with epilepsy.',
      de: 'Welches? Infektion und Heilung; kein Strom nahe an Metall oder bei Epilepsie.',
    },
    because: `relative in ${IRISH_LIST}; metal in the area relative for current (acupuntura.com)`,
  },
  {
    ...{ code: 'diabetes', conditionCode: 'diabetes', severity: 'acknowledge', holds: 'until-changed' },
    name: { en: 'Diabetes', de: 'Diabetes' },
    advice: { en: 'Feeling and healing in the feet.', de: 'Gefühl und Heilung an den Füßen.' },
    because: `relative in ${IRISH_LIST}`,
  },
  {
    ...{ code: 'needle-phobia', conditionCode: 'needle-phobia', severity: 'block' },
    name: { en: 'Afraid of needles', de: 'Angst vor Nadeln' },
    advice: {
      en: 'Not needled while the fear is there. A visit without needles is possible.',
      de: 'Nicht genadelt, solange die Angst da ist. Ein Besuch ohne Nadeln ist möglich.',
    },
    because: `absolute in ${IRISH_LIST}`,
  },
  {
    ...{ code: 'needled-elsewhere', conditionCode: 'needled-elsewhere', severity: 'info' },
    name: { en: 'Needled elsewhere in the last 7 days', de: 'In den letzten 7 Tagen anderswo genadelt' },
    advice: { en: 'The areas are on hold by themselves.', de: 'Die Stellen sind von selbst gesperrt.' },
    because: 'rest knows this clinic only; what rests is decided by the rules of rest',
  },
  {
    ...{ code: 'fainted-before', conditionCode: 'fainted-before', severity: 'info' },
    name: { en: 'Has fainted from a needle', de: 'War wegen einer Nadel schon ohnmächtig' },
    advice: { en: 'Lying down, few needles.', de: 'Im Liegen, wenige Nadeln.' },
    because: 'fainting is a known reaction (acupunctureconsumersafety.net/about.html)',
  },
  {
    ...{ code: 'child', conditionCode: CHILD, severity: 'acknowledge', holds: 'until-changed', coSign: true },
    name: { en: 'A child', de: 'Ein Kind' },
    advice: {
      en: 'A guardian signs, and the child agrees too. Who is in the room?',
      de: 'Sorgeberechtigte unterschreiben, und das Kind ist einverstanden. Wer ist mit im Raum?',
    },
    because:
      'not recommended for children younger than 12; parent and child consent (myotherapyandmassage.com.au, quoting APTA)',
  },
  {
    ...{ code: 'both-sides-of-thorax', conditionCode: BOTH_SIDES_OF_THORAX, severity: 'acknowledge', holds: 'visit' },
    name: { en: 'Needles near both lungs in one visit', de: 'Nadeln nahe an beiden Lungenflügeln in einem Besuch' },
    advice: {
      en: 'If both lungs collapse there is no good side. One side today? A shorter needle; the leaflet with the signs.',
      de: 'Fallen beide Lungenflügel zusammen, gibt es keine gute Seite. Heute nur eine? Kürzere Nadel; das Blatt mit den Zeichen.',
    },
    because:
      'do not needle both sides of the thorax (acts.co.za, Allied Health Professions Act BN121 §5.1); asked, not refused, for a hard stop is only written down as neck',
  },
]

const VALID_FROM = '2020-01-01'
const sourceOf = (because: string): string => `Clinic policy, not clinical guidance (${DEMO_POLICY}): ${because}.`

export const contraindicationId = (scope: SeedScope, code: string): string => scope.id('contraindication', code)

/** The rules as decisions read them. */
export const contraindications = (scope: SeedScope): ContraindicationRule[] =>
  demoContraindications.map(({ name: _, advice: __, because: ___, ...rule }) => ({
    ...{ techniques: [], areaIds: [], pointCodes: [], holds: 'visit', holdsMonths: null, coSign: false },
    ...{ renewsConsent: false, active: true, validFrom: VALID_FROM, version: 1 },
    ...rule,
    id: contraindicationId(scope, rule.code),
  }))

export const contraindicationRows = (scope: SeedScope): Prisma.ContraindicationRuleCreateManyInput[] =>
  contraindications(scope).map((rule, index) => {
    const { name, advice, because } = demoContraindications[index] as DemoRule
    return {
      ...rule,
      clinicId: scope.clinicId,
      name: { ...name },
      advice: { ...advice },
      techniques: [...rule.techniques],
      areaIds: [...rule.areaIds],
      pointCodes: [...rule.pointCodes],
      source: sourceOf(because),
      approvedBy: null,
      state: 'in-force',
      validFrom: asDate(VALID_FROM),
    }
  })

const ZONES: readonly {
  readonly zone: RiskZone
  readonly mm: number | null
  readonly why: LocalizedText
  readonly because: string
}[] = [
  {
    ...{ zone: 'pleural', mm: 10 },
    why: {
      en: 'The lung lies under it. A collapsed lung often shows only hours later.',
      de: 'Darunter liegt die Lunge. Ein Lungenkollaps zeigt sich oft erst Stunden später.',
    },
    because:
      'lung reached by a 31 mm needle, mean 33 mm from skin to lung at the angle of the neck (acts.co.za, BN121 §5.1); ' +
      'post-mortem 10 to 20 mm can reach it (westjem.com). The smaller figure is taken; no length is called safe',
  },
  {
    ...{ zone: 'vascular', mm: null },
    why: { en: 'Large vessels run here.', de: 'Hier verlaufen große Gefäße.' },
    because: 'front of the neck and below the skull are red zones (studyres.com doc/749832); no source names a length',
  },
  {
    ...{ zone: 'neural', mm: null },
    why: { en: 'Nerves or the spinal cord run here.', de: 'Hier verlaufen Nerven oder das Rückenmark.' },
    because: 'by anatomy, judged for the demo; no source names a length',
  },
  {
    ...{ zone: 'abdominal', mm: null },
    why: { en: 'Organs of the belly lie under it.', de: 'Darunter liegen Bauchorgane.' },
    because: '25 mm beside L1, 44 % of 75 mm needles met no bone (structureandfunction.net/?p=21106)',
  },
  {
    ...{ zone: 'orbital', mm: null },
    why: { en: 'The eye is close.', de: 'Das Auge ist nah.' },
    because: 'eyes are a red zone in training bodies’ tables (studyres.com doc/749832)',
  },
]

export const riskZonePolicyRows = (scope: SeedScope): Prisma.RiskZonePolicyCreateManyInput[] =>
  ZONES.map(({ zone, mm, why, because }) => ({
    clinicId: scope.clinicId,
    id: scope.id('risk-zone-policy', zone),
    zone,
    version: 1,
    why: { ...why },
    warnMaxLengthMm: mm,
    source: sourceOf(because),
    approvedBy: null,
    state: 'in-force',
    validFrom: asDate(VALID_FROM),
  }))

export const capacityPolicyRows = (scope: SeedScope): Prisma.CapacityPolicyCreateManyInput[] => [
  {
    clinicId: scope.clinicId,
    id: scope.id('capacity-policy', DEMO_JURISDICTION),
    jurisdiction: DEMO_JURISDICTION,
    version: 1,
    childUnderYears: 12,
    assentsFromYears: 7,
    signsFromYears: 16,
    source: sourceOf(
      'a guardian signs under 16 (NZASA Code of Safe Practice); not recommended under 12, parent and child consent ' +
        '(myotherapyandmassage.com.au). No rule of this jurisdiction was looked up',
    ),
    approvedBy: null,
    state: 'in-force',
    validFrom: asDate(VALID_FROM),
  },
]
