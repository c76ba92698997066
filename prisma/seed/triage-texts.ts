import type { TriageRule } from '#domain/aftercare/triage.ts'

/** What the demo clinic does with the answers of its patients, and the words they read at once. A clinician has to check each. */

interface DemoTriageRule extends Omit<TriageRule, 'id'> {
  readonly title: { readonly en: string; readonly de: string }
  readonly steps: { readonly en: readonly string[]; readonly de: readonly string[] }
  readonly because: string
}

const CHEST =
  'signs of a collapsed lung begin at once or hours later, and in a published series nobody had been told to seek care (novaphysicaltherapy.com; westjem.com; intjem s12245-022-00455-z; BN121 §5.1, acts.co.za).'
const OWN = 'no published text for patients was found; written for the demo.'
const WATCH = 'no source names exact windows for watching an infection; what first-aid teaching has in common.'
const SORE =
  'soreness was gone in all 51 people after 72 hours (Sánchez-Infante 2021, jpain.org S1526-5900(21)00024-9); the number from which somebody asks is a choice of the demo.'
const BRUISE = 'bruises are common and pass (Brady 2014); one that keeps growing is looked at.'

const EVERYWHERE = { techniques: [], riskZones: [], fromScore: null }

const callNow = {
  title: { en: 'Call the emergency number now', de: 'Wählen Sie jetzt den Notruf' },
  steps: {
    en: [
      'Do not wait for us, and do not wait to see whether it gets better.',
      'Say: I was needled, and now I have trouble with my chest or my breathing.',
      'Sit the way you breathe best. Do not drive yourself.',
      'Let somebody stay with you.',
    ],
    de: [
      'Warten Sie nicht auf uns und nicht darauf, dass es besser wird.',
      'Sagen Sie: Ich wurde genadelt und habe jetzt Beschwerden mit der Brust oder beim Atmen.',
      'Sitzen Sie so, wie Sie am besten atmen. Fahren Sie nicht selbst.',
      'Lassen Sie jemanden bei sich bleiben.',
    ],
  },
}

const leaveIt = {
  en: [
    'Leave it where it is if it sits deep or hurts. Do not push it and do not break it off.',
    'Only if it is loose and comes out by itself: take it at its end and lay it into a hard box or a jar with a lid.',
    'Keep it. Do not throw it away and do not put the cap back on.',
    'Call us now. If we are closed, call the doctor on call.',
    'Pain in the chest, short of breath, or you feel faint: call the emergency number at once.',
  ],
  de: [
    'Lassen Sie sie, wo sie ist, wenn sie tief sitzt oder weh tut. Nicht hineindrücken, nicht abbrechen.',
    'Nur wenn sie locker ist und von selbst herauskommt: am Ende fassen und in ein festes Gefäß mit Deckel legen.',
    'Heben Sie sie auf. Nicht wegwerfen, keine Kappe daraufsetzen.',
    'Rufen Sie uns jetzt an. Haben wir geschlossen: den ärztlichen Bereitschaftsdienst.',
    'Schmerz in der Brust, Atemnot oder Sie fühlen sich schwach: sofort den Notruf wählen.',
  ],
}

export const triageRulesOfDemo: readonly DemoTriageRule[] = [
  {
    ...{ code: 'chest', sign: 'chest', ...EVERYWHERE },
    ...{ tier: 'emergency', rings: true, dueMinutes: 5, incidentKind: 'breathing', ...callNow, because: CHEST },
  },
  {
    ...{ code: 'words-emergency', sign: 'words-emergency', ...EVERYWHERE },
    ...{ tier: 'emergency', rings: true, dueMinutes: 5, incidentKind: 'other', ...callNow, because: CHEST },
  },
  {
    ...{ code: 'needle-in-body-lung', sign: 'needle-in-body', ...EVERYWHERE, riskZones: ['pleural'] },
    ...{ tier: 'emergency', rings: true, dueMinutes: 5, incidentKind: 'needle-found' },
    title: {
      en: 'A needle near the lung: call the emergency number now',
      de: 'Eine Nadel nahe der Lunge: jetzt den Notruf wählen',
    },
    steps: {
      en: [
        'Do not pull it and do not press on it. Keep still.',
        ...leaveIt.en.slice(2, 3),
        'Say: there is an acupuncture needle in my body, near the lung.',
      ],
      de: [
        'Nicht daran ziehen, nicht darauf drücken. Ruhig bleiben.',
        ...leaveIt.de.slice(2, 3),
        'Sagen Sie: In meinem Körper steckt eine Akupunkturnadel, nahe der Lunge.',
      ],
    },
    because: `${OWN} A needle can reach the lung at 10 to 20 mm (westjem.com).`,
  },
  {
    ...{ code: 'needle-in-body', sign: 'needle-in-body', ...EVERYWHERE },
    ...{ tier: 'concerning', rings: true, dueMinutes: 15, incidentKind: 'needle-found' },
    title: { en: 'A needle is still in your skin: call us now', de: 'Eine Nadel steckt noch: rufen Sie uns jetzt an' },
    ...{ steps: leaveIt, because: OWN },
  },
  {
    ...{ code: 'needle-outside', sign: 'needle-outside', ...EVERYWHERE },
    ...{ tier: 'concerning', rings: false, dueMinutes: 60, incidentKind: 'needle-found' },
    title: { en: 'You found a needle', de: 'Sie haben eine Nadel gefunden' },
    steps: {
      en: [
        'Lay it into a hard box or a jar with a lid. Keep it from children.',
        'Do not throw it into the bin. Bring it to us.',
        'Did somebody prick themselves with it: wash with water and soap, and see a doctor today.',
        'Call us, so that we know. We look whether there may be another one.',
      ],
      de: [
        'Legen Sie sie in ein festes Gefäß mit Deckel. Von Kindern fernhalten.',
        'Nicht in den Müll. Bringen Sie sie uns.',
        'Hat sich jemand daran gestochen: mit Wasser und Seife waschen und noch heute in eine Arztpraxis.',
        'Rufen Sie uns an, damit wir es wissen. Wir sehen nach, ob es noch eine geben kann.',
      ],
    },
    because: OWN,
  },
  {
    ...{ code: 'infection', sign: 'infection', ...EVERYWHERE },
    ...{ tier: 'concerning', rings: false, dueMinutes: 60, incidentKind: null },
    title: { en: 'Somebody has to look at this today', de: 'Das muss heute jemand ansehen' },
    steps: {
      en: [
        'Call us or a doctor today. Do not wait until tomorrow.',
        'Fever with shivering, a red line that runs up your skin, or you feel very ill: call the emergency number.',
        'Do not press on it. Draw a line around what is red, so that you see whether it grows.',
      ],
      de: [
        'Rufen Sie noch heute uns oder eine Arztpraxis an. Warten Sie nicht bis morgen.',
        'Fieber mit Schüttelfrost, ein roter Strich auf der Haut oder Sie fühlen sich sehr krank: den Notruf wählen.',
        'Nicht darauf drücken. Zeichnen Sie den Rand der Rötung an, damit Sie sehen, ob sie wächst.',
      ],
    },
    because: WATCH,
  },
  {
    ...{ code: 'numbness', sign: 'numbness', ...EVERYWHERE },
    ...{ tier: 'concerning', rings: false, dueMinutes: 60, incidentKind: null },
    title: { en: 'We call you about this', de: 'Wir rufen Sie deswegen an' },
    steps: {
      en: [
        'Do not drive while it lasts.',
        'Your face, speech, one whole side, or you cannot hold your water: call the emergency number at once.',
      ],
      de: [
        'Fahren Sie nicht, solange es anhält.',
        'Gesicht, Sprache, eine ganze Seite oder Sie können das Wasser nicht halten: sofort den Notruf wählen.',
      ],
    },
    because: OWN,
  },
  {
    ...{ code: 'bruise-growing', sign: 'bruise-growing', ...EVERYWHERE },
    ...{ tier: 'concerning', rings: false, dueMinutes: 120, incidentKind: null },
    title: { en: 'We call you about this bruise', de: 'Wir rufen Sie wegen dieses Blutergusses an' },
    steps: {
      en: [
        'Press on it gently with a clean cloth.',
        'It gets hard, hurts more and more or does not stop bleeding: see a doctor now.',
      ],
      de: [
        'Drücken Sie sanft mit einem sauberen Tuch darauf.',
        'Er wird hart, schmerzt immer mehr oder hört nicht auf zu bluten: jetzt in eine Arztpraxis.',
      ],
    },
    because: BRUISE,
  },
  {
    ...{ code: 'soreness-strong', sign: 'soreness', techniques: [], riskZones: [], fromScore: 7 },
    ...{ tier: 'concerning', rings: false, dueMinutes: 240, incidentKind: null },
    title: { en: 'That is more than we expect', de: 'Das ist mehr, als wir erwarten' },
    steps: {
      en: ['We call you to ask about it.', 'Pain that suddenly gets much worse: see a doctor, do not wait for us.'],
      de: [
        'Wir rufen Sie an und fragen nach.',
        'Schmerz, der plötzlich viel schlimmer wird: in eine Arztpraxis, nicht auf uns warten.',
      ],
    },
    because: SORE,
  },
  {
    ...{ code: 'words-concerning', sign: 'words-concerning', ...EVERYWHERE },
    ...{ tier: 'concerning', rings: false, dueMinutes: 60, incidentKind: null },
    title: { en: 'We call you about what you wrote', de: 'Wir rufen Sie wegen Ihrer Nachricht an' },
    steps: {
      en: [
        'It gets worse before we call: call us, or a doctor.',
        'Chest pain or short of breath: call the emergency number at once.',
      ],
      de: [
        'Wird es vorher schlimmer: rufen Sie uns oder eine Arztpraxis an.',
        'Schmerz in der Brust oder Atemnot: sofort den Notruf wählen.',
      ],
    },
    because: OWN,
  },
]
