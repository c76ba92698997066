import type { Prisma } from '#db/generated/client.ts'
import type { LocalizedText, RiskZone } from '#domain/body/area.ts'
import { DEMO_POLICY } from './clinic.ts'
import type { SeedScope } from './scope.ts'

/** The version that the demo clinic's papers are signed in. */
export const CONSENT_TEXT_VERSION = '2026-1'

interface DemoPart {
  readonly part: 'what' | 'common' | 'rare' | 'risk' | 'other' | 'training' | 'free' | 'agree' | 'assent'
  readonly technique?: string
  readonly riskZone?: RiskZone
  readonly heading: LocalizedText
  readonly words: LocalizedText
}

const WHAT: LocalizedText = { en: 'What it is', de: 'Was das ist' }
const NOTHING_INJECTED = {
  en: 'Nothing is injected. Every needle is sterile, is used once and then thrown away.',
  de: 'Es wird nichts gespritzt. Jede Nadel ist steril, wird einmal benutzt und dann weggeworfen.',
}

const what = (technique: string, en: string, de: string): DemoPart => ({
  ...{ part: 'what', technique, heading: WHAT },
  words: { en: `${en} ${NOTHING_INJECTED.en}`, de: `${de} ${NOTHING_INJECTED.de}` },
})

const risk = (riskZone: RiskZone, heading: LocalizedText, words: LocalizedText): DemoPart => ({
  ...{ part: 'risk', riskZone, heading, words },
})

const TECHNIQUES: readonly DemoPart[] = [
  what(
    'deep-dry-needling',
    'Very thin, solid needles go through the skin into a muscle. You may feel a sting, a dull ache or a short twitch.',
    'Sehr dünne, massive Nadeln gehen durch die Haut in einen Muskel. Sie spüren vielleicht einen Stich, ein dumpfes Ziehen oder ein kurzes Zucken.',
  ),
  what(
    'superficial-dry-needling',
    'Very thin, solid needles go just under the skin. You may feel a sting or warmth.',
    'Sehr dünne, massive Nadeln gehen nur knapp unter die Haut. Sie spüren vielleicht einen Stich oder Wärme.',
  ),
  what(
    'body-acupuncture',
    'Very thin, solid needles go into chosen points and stay there for a while. You may feel a sting, warmth or heaviness.',
    'Sehr dünne, massive Nadeln werden an ausgewählten Punkten gesetzt und bleiben eine Weile. Sie spüren vielleicht einen Stich, Wärme oder Schwere.',
  ),
  what(
    'electro-needling',
    'Very thin, solid needles go into a muscle, and a weak current passes between them. You feel a tingling or a rhythm. Not with a pacemaker.',
    'Sehr dünne, massive Nadeln gehen in einen Muskel, und ein schwacher Strom fließt zwischen ihnen. Sie spüren ein Kribbeln oder einen Takt. Nicht mit Herzschrittmacher.',
  ),
]

const RISKS: readonly DemoPart[] = [
  risk(
    'pleural',
    { en: 'Chest, shoulder, neck and upper back', de: 'Brust, Schulter, Nacken und oberer Rücken' },
    {
      en: 'Here a needle can, very rarely, reach the lung and let air in beside it. The lung can then collapse and you may need to go to hospital. Signs are chest pain, short breath or a dry cough; they can begin hours after the visit. Then call the emergency number at once.',
      de: 'Hier kann eine Nadel sehr selten die Lunge erreichen, und Luft dringt daneben ein. Die Lunge kann dann zusammenfallen, und Sie müssen vielleicht ins Krankenhaus. Zeichen sind Brustschmerz, Atemnot oder trockener Husten; sie können Stunden nach dem Besuch beginnen. Rufen Sie dann sofort den Notruf.',
    },
  ),
  risk(
    'vascular',
    { en: 'Near large vessels', de: 'Nahe großen Gefäßen' },
    {
      en: 'A vessel can be hit. Mostly that is a bruise; rarely a larger bleed that has to be pressed or treated.',
      de: 'Ein Gefäß kann getroffen werden. Meist ist das ein blauer Fleck, selten eine größere Blutung, die gedrückt oder behandelt werden muss.',
    },
  ),
  risk(
    'neural',
    { en: 'Near nerves', de: 'Nahe Nerven' },
    {
      en: 'A nerve can be touched. You feel an electric twinge; say so at once. Numbness or weakness mostly goes within days, rarely it stays.',
      de: 'Ein Nerv kann berührt werden. Sie spüren einen elektrischen Schlag; sagen Sie es sofort. Taubheit oder Schwäche vergeht meist in Tagen, selten bleibt sie.',
    },
  ),
  risk(
    'abdominal',
    { en: 'Over the belly and flanks', de: 'Über Bauch und Flanken' },
    {
      en: 'Very rarely an organ is reached. Strong belly pain or blood in the urine afterwards: get help at once.',
      de: 'Sehr selten wird ein Organ erreicht. Starker Bauchschmerz oder Blut im Urin danach: sofort Hilfe holen.',
    },
  ),
  risk(
    'orbital',
    { en: 'Near the eye', de: 'Nahe dem Auge' },
    {
      en: 'A bruise around the eye is common. Very rarely the eye itself is hurt.',
      de: 'Ein blaues Auge ist häufig. Sehr selten wird das Auge selbst verletzt.',
    },
  ),
]

/** In plain words, in the order in which they are read. A clinician has to approve or change every line. */
export const demoConsentParts: readonly DemoPart[] = [
  ...TECHNIQUES,
  {
    part: 'common',
    heading: { en: 'What often happens', de: 'Was oft vorkommt' },
    words: {
      en: 'The place may be sore for one to three days, like after sport. A small bruise or a drop of blood is common. Some people feel tired, light-headed or sick for a short time; a few faint.',
      de: 'Die Stelle kann ein bis drei Tage wehtun, wie nach Sport. Ein kleiner blauer Fleck oder ein Tropfen Blut ist häufig. Manche sind kurz müde, schwindlig oder es ist ihnen übel; wenige werden ohnmächtig.',
    },
  },
  {
    part: 'rare',
    heading: { en: 'What is rare but serious', de: 'Was selten, aber ernst ist' },
    words: {
      en: 'An infection, an injured nerve or blood vessel, or a needle that bends, breaks or is forgotten. We count every needle in and out.',
      de: 'Eine Infektion, ein verletzter Nerv oder ein verletztes Gefäß, oder eine Nadel, die sich verbiegt, bricht oder vergessen wird. Wir zählen jede Nadel hinein und heraus.',
    },
  },
  ...RISKS,
  {
    part: 'other',
    heading: { en: 'What else you can do', de: 'Was Sie sonst tun können' },
    words: {
      en: 'Physiotherapy without needles, acupuncture, chiropractic, a pain specialist, or doing nothing and waiting. Ask us what each of them would mean for you, and what happens if you do nothing.',
      de: 'Physiotherapie ohne Nadeln, Akupunktur, Chiropraktik, eine Schmerzpraxis, oder nichts tun und abwarten. Fragen Sie uns, was das jeweils für Sie heißt und was geschieht, wenn Sie nichts tun.',
    },
  },
  {
    part: 'training',
    heading: { en: 'Who needles you', de: 'Wer Sie nadelt' },
    words: {
      en: 'Ask for the profession, the licence and the training in needling of whoever treats you. They will tell you.',
      de: 'Fragen Sie nach Beruf, Zulassung und Ausbildung im Nadeln. Man sagt es Ihnen.',
    },
  },
  {
    part: 'free',
    heading: { en: 'You decide', de: 'Sie entscheiden' },
    words: {
      en: 'You can say no, ask for more time, or stop at any moment, also while a needle is in: it comes out. Nobody will be cross with you and your other care goes on. You can take this consent back at any time, here or online.',
      de: 'Sie können Nein sagen, mehr Zeit verlangen oder jederzeit aufhören, auch mit Nadel: dann kommt sie heraus. Niemand ist Ihnen böse, und Ihre übrige Behandlung geht weiter. Sie können diese Einwilligung jederzeit zurücknehmen, hier oder online.',
    },
  },
  {
    part: 'agree',
    heading: { en: 'Agreement', de: 'Einverständnis' },
    words: {
      en: 'I have read this or had it read to me. I could ask my questions and understood the answers. I agree to the treatment with needles.',
      de: 'Ich habe das gelesen, oder man hat es mir vorgelesen. Ich konnte fragen und habe die Antworten verstanden. Ich bin mit der Behandlung mit Nadeln einverstanden.',
    },
  },
  {
    part: 'assent',
    heading: { en: 'For the child', de: 'Für das Kind' },
    words: {
      en: 'It was explained to me so that I understand it. I want it too, and I may stop it.',
      de: 'Man hat es mir so erklärt, dass ich es verstehe. Ich will es auch, und ich darf es beenden.',
    },
  },
]

export const consentTextRows = (scope: SeedScope): Prisma.ConsentTextCreateManyInput[] =>
  demoConsentParts.map(({ part, technique = null, riskZone = null, heading, words }, index) => ({
    clinicId: scope.clinicId,
    id: scope.id('consent-text', `${part} ${technique} ${riskZone}`),
    version: CONSENT_TEXT_VERSION,
    part,
    position: index + 1,
    technique,
    riskZone,
    heading: { ...heading },
    words: { ...words },
    source: `Written for the demo (${DEMO_POLICY}) after published consent forms and reviews of adverse events.`,
    approvedBy: null,
  }))
