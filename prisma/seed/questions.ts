import type { Prisma } from '#db/generated/client.ts'
import type { ChoiceValue, Question } from '#domain/encounter/screening.ts'
import { DEMO_POLICY } from './clinic.ts'
import { asDate, type SeedScope } from './scope.ts'

interface Words {
  readonly short: string
  readonly question: string
  readonly help: string
}

type DemoQuestion = Omit<Question, 'short'> & { readonly because: string; readonly en: Words; readonly de: Words }

const YES_NO_UNSURE: readonly ChoiceValue[] = ['yes', 'no', 'unsure']
const EVERY_VISIT = { required: true, asked: 'every-visit', validMonths: null, asksWhere: false } as const
const UNTIL_CHANGED = { ...EVERY_VISIT, asked: 'until-changed' } as const

const FORMS = 'asked on published intake forms (form.jotform.com/210343599959066)'
const NOT_CARRIED_OVER = 'changes from visit to visit, so an old answer counts for nothing'

/** What the demo clinic asks before needling, in order. A clinic's own list comes from its clinicians. */
export const demoQuestions: readonly DemoQuestion[] = [
  {
    ...{ ...EVERY_VISIT, id: 'medication-change', choices: YES_NO_UNSURE, conditionCode: 'medication-change' },
    because: NOT_CARRIED_OVER,
    en: {
      short: 'medicines',
      question: 'Have your medicines or your health changed since the last visit?',
      help: 'Anything new or stopped, also from the chemist’s without prescription.',
    },
    de: {
      short: 'Medikamente',
      question: 'Haben sich Ihre Medikamente oder Ihre Gesundheit seit dem letzten Besuch geändert?',
      help: 'Alles Neue oder Abgesetzte, auch ohne Rezept aus der Apotheke.',
    },
  },
  {
    ...{ ...EVERY_VISIT, id: 'anticoagulant', choices: YES_NO_UNSURE, conditionCode: 'anticoagulant' },
    because: NOT_CARRIED_OVER,
    en: {
      short: 'blood thinners',
      question: 'Do you take anything that thins the blood, or do you bleed easily?',
      help: 'For example warfarin, apixaban, rivaroxaban, heparin, or aspirin every day.',
    },
    de: {
      short: 'Blutverdünner',
      question: 'Nehmen Sie etwas, das das Blut verdünnt, oder bluten Sie leicht?',
      help: 'Zum Beispiel Marcumar, Apixaban, Rivaroxaban, Heparin oder täglich Aspirin.',
    },
  },
  {
    ...{ ...EVERY_VISIT, id: 'pregnancy', choices: [...YES_NO_UNSURE, 'does-not-apply'], conditionCode: 'pregnancy' },
    because: NOT_CARRIED_OVER,
    en: {
      short: 'pregnancy',
      question: 'Are you pregnant, or could you be?',
      help: 'Then some points are left out.',
    },
    de: {
      short: 'Schwangerschaft',
      question: 'Sind Sie schwanger oder könnten Sie es sein?',
      help: 'Dann lassen wir manche Punkte aus.',
    },
  },
  {
    ...{ ...EVERY_VISIT, id: 'infection', choices: YES_NO_UNSURE, conditionCode: 'infection' },
    because: NOT_CARRIED_OVER,
    en: {
      short: 'infection or fever',
      question: 'Do you have a fever, an infection or a skin problem today?',
      help: 'Also a wound, a rash or a swelling where you want to be treated.',
    },
    de: {
      short: 'Infekt oder Fieber',
      question: 'Haben Sie heute Fieber, einen Infekt oder ein Problem mit der Haut?',
      help: 'Auch eine Wunde, einen Ausschlag oder eine Schwellung, wo behandelt werden soll.',
    },
  },
  {
    ...{ ...EVERY_VISIT, id: 'needled-elsewhere', choices: YES_NO_UNSURE, conditionCode: 'needled-elsewhere' },
    asksWhere: true,
    because: 'rest knows this clinic only',
    en: {
      short: 'needled elsewhere',
      question: 'Has anybody else needled you, or have you needled yourself, in the last 7 days?',
      help: 'Where on the body, and on which day? The area needs the same rest.',
    },
    de: {
      short: 'anderswo genadelt',
      question: 'Hat in den letzten 7 Tagen jemand anders Sie genadelt, oder haben Sie sich selbst genadelt?',
      help: 'Wo am Körper und an welchem Tag? Die Stelle braucht dieselbe Ruhe.',
    },
  },
  {
    ...{ ...UNTIL_CHANGED, id: 'fainted-before', choices: YES_NO_UNSURE, conditionCode: 'fainted-before' },
    because: FORMS,
    en: {
      short: 'fainting',
      question: 'Have you ever fainted or felt very unwell from a needle?',
      help: 'Blood tests and vaccinations count too.',
    },
    de: {
      short: 'Ohnmacht',
      question: 'Sind Sie schon einmal wegen einer Nadel ohnmächtig geworden oder war Ihnen sehr unwohl?',
      help: 'Auch beim Blutabnehmen oder Impfen.',
    },
  },
  {
    ...{ ...UNTIL_CHANGED, id: 'pacemaker', choices: YES_NO_UNSURE, conditionCode: 'pacemaker' },
    because: 'a device in the body rules out needles with current (medscape.com/viewarticle/501973_6)',
    en: {
      short: 'pacemaker',
      question: 'Do you have a pacemaker or another device in your body that works with electricity?',
      help: 'For example a defibrillator, a pump or a nerve stimulator.',
    },
    de: {
      short: 'Herzschrittmacher',
      question: 'Haben Sie einen Herzschrittmacher oder ein anderes elektrisches Gerät im Körper?',
      help: 'Zum Beispiel einen Defibrillator, eine Pumpe oder einen Nervenstimulator.',
    },
  },
  {
    ...{ ...UNTIL_CHANGED, id: 'conditions', choices: YES_NO_UNSURE, conditionCode: 'other-condition' },
    because: `the other precautions ${FORMS}, put together in one question`,
    en: {
      short: 'other conditions',
      question: 'Do you have epilepsy, diabetes, a weak immune system, a heart valve or another implant?',
      help: 'Say which. A joint, a breast implant and metal plates count too.',
    },
    de: {
      short: 'andere Krankheiten',
      question: 'Haben Sie Epilepsie, Diabetes, ein schwaches Immunsystem, eine Herzklappe oder ein anderes Implantat?',
      help: 'Sagen Sie, welches. Auch ein Gelenk, ein Brustimplantat und Metallplatten zählen.',
    },
  },
  {
    ...{ ...UNTIL_CHANGED, id: 'lymphoedema', choices: YES_NO_UNSURE, conditionCode: 'lymphoedema' },
    ...{ asked: 'months', validMonths: 12, asksWhere: true },
    because: 'an area or limb with lymphoedema is not needled (physioman.in/Treatment/16/Dry%20Needling)',
    en: {
      short: 'lymphoedema',
      question: 'Is an arm, a leg or another part swollen because lymph does not drain?',
      help: 'Also where lymph nodes were taken out. Where is it?',
    },
    de: {
      short: 'Lymphödem',
      question: 'Ist ein Arm, ein Bein oder eine andere Stelle geschwollen, weil die Lymphe nicht abfließt?',
      help: 'Auch, wo Lymphknoten entfernt wurden. Wo ist das?',
    },
  },
  {
    ...{ ...EVERY_VISIT, id: 'questions', choices: [], required: false, conditionCode: null },
    because: 'whoever may ask decides better',
    en: {
      short: 'own questions',
      question: 'Is there anything you want to ask or tell us before we begin?',
      help: 'You may ask at any time, also while the needles are in.',
    },
    de: {
      short: 'eigene Fragen',
      question: 'Möchten Sie uns vorher etwas fragen oder sagen?',
      help: 'Fragen können Sie jederzeit, auch während die Nadeln drin sind.',
    },
  },
]

/** The questions as decisions read them. */
export const QUESTIONS: readonly Question[] = demoQuestions.map(({ because: _, en, de, ...question }) => ({
  ...question,
  short: { en: en.short, de: de.short },
}))

export const screeningQuestionRows = (scope: SeedScope): Prisma.ScreeningQuestionCreateManyInput[] =>
  demoQuestions.map(({ id, because, en, de, choices, ...question }, index) => ({
    clinicId: scope.clinicId,
    id: scope.id('screening-question', id),
    code: id,
    version: 1,
    position: index + 1,
    ...question,
    words: { en: { ...en }, de: { ...de } },
    choices: [...choices],
    active: true,
    source: `Clinic policy, not clinical guidance (${DEMO_POLICY}): ${because}.`,
    approvedBy: null,
    state: 'in-force',
    validFrom: asDate('2020-01-01'),
  }))
