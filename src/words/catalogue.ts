import deAftercare from './de/aftercare.json' with { type: 'json' }
import deAhead from './de/ahead.json' with { type: 'json' }
import deAlertPhone from './de/alertPhone.json' with { type: 'json' }
import deAnswer from './de/answer.json' with { type: 'json' }
import deArrange from './de/arrange.json' with { type: 'json' }
import deBody from './de/body.json' with { type: 'json' }
import deCall from './de/call.json' with { type: 'json' }
import deCommon from './de/common.json' with { type: 'json' }
import deConsent from './de/consent.json' with { type: 'json' }
import deContraindication from './de/contraindication.json' with { type: 'json' }
import deDay from './de/day.json' with { type: 'json' }
import deDelivery from './de/delivery.json' with { type: 'json' }
import deDesk from './de/desk.json' with { type: 'json' }
import deEncounter from './de/encounter.json' with { type: 'json' }
import deGlass from './de/glass.json' with { type: 'json' }
import deHeld from './de/held.json' with { type: 'json' }
import deKit from './de/kit.json' with { type: 'json' }
import deLabel from './de/label.json' with { type: 'json' }
import deLot from './de/lot.json' with { type: 'json' }
import deMessage from './de/message.json' with { type: 'json' }
import deNeed from './de/need.json' with { type: 'json' }
import deNeedles from './de/needles.json' with { type: 'json' }
import deNeedling from './de/needling.json' with { type: 'json' }
import deNote from './de/note.json' with { type: 'json' }
import deNotice from './de/notice.json' with { type: 'json' }
import deOutcome from './de/outcome.json' with { type: 'json' }
import dePeople from './de/people.json' with { type: 'json' }
import dePhoto from './de/photo.json' with { type: 'json' }
import dePlan from './de/plan.json' with { type: 'json' }
import dePolicy from './de/policy.json' with { type: 'json' }
import dePortal from './de/portal.json' with { type: 'json' }
import dePractitioner from './de/practitioner.json' with { type: 'json' }
import dePremises from './de/premises.json' with { type: 'json' }
import deProduct from './de/product.json' with { type: 'json' }
import deProof from './de/proof.json' with { type: 'json' }
import deRecall from './de/recall.json' with { type: 'json' }
import deRecord from './de/record.json' with { type: 'json' }
import deRecovery from './de/recovery.json' with { type: 'json' }
import deReferral from './de/referral.json' with { type: 'json' }
import deRefusal from './de/refusal.json' with { type: 'json' }
import deRule from './de/rule.json' with { type: 'json' }
import deSafety from './de/safety.json' with { type: 'json' }
import deScanner from './de/scanner.json' with { type: 'json' }
import deSchedule from './de/schedule.json' with { type: 'json' }
import deSent from './de/sent.json' with { type: 'json' }
import deService from './de/service.json' with { type: 'json' }
import deSession from './de/session.json' with { type: 'json' }
import deSettings from './de/settings.json' with { type: 'json' }
import deShell from './de/shell.json' with { type: 'json' }
import deStock from './de/stock.json' with { type: 'json' }
import deTechnique from './de/technique.json' with { type: 'json' }
import deTrail from './de/trail.json' with { type: 'json' }
import deVisit from './de/visit.json' with { type: 'json' }
import enAftercare from './en/aftercare.json' with { type: 'json' }
import enAhead from './en/ahead.json' with { type: 'json' }
import enAlertPhone from './en/alertPhone.json' with { type: 'json' }
import enAnswer from './en/answer.json' with { type: 'json' }
import enArrange from './en/arrange.json' with { type: 'json' }
import enBody from './en/body.json' with { type: 'json' }
import enCall from './en/call.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enConsent from './en/consent.json' with { type: 'json' }
import enContraindication from './en/contraindication.json' with { type: 'json' }
import enDay from './en/day.json' with { type: 'json' }
import enDelivery from './en/delivery.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enEncounter from './en/encounter.json' with { type: 'json' }
import enGlass from './en/glass.json' with { type: 'json' }
import enHeld from './en/held.json' with { type: 'json' }
import enKit from './en/kit.json' with { type: 'json' }
import enLabel from './en/label.json' with { type: 'json' }
import enLot from './en/lot.json' with { type: 'json' }
import enMessage from './en/message.json' with { type: 'json' }
import enNeed from './en/need.json' with { type: 'json' }
import enNeedles from './en/needles.json' with { type: 'json' }
import enNeedling from './en/needling.json' with { type: 'json' }
import enNote from './en/note.json' with { type: 'json' }
import enNotice from './en/notice.json' with { type: 'json' }
import enOutcome from './en/outcome.json' with { type: 'json' }
import enPeople from './en/people.json' with { type: 'json' }
import enPhoto from './en/photo.json' with { type: 'json' }
import enPlan from './en/plan.json' with { type: 'json' }
import enPolicy from './en/policy.json' with { type: 'json' }
import enPortal from './en/portal.json' with { type: 'json' }
import enPractitioner from './en/practitioner.json' with { type: 'json' }
import enPremises from './en/premises.json' with { type: 'json' }
import enProduct from './en/product.json' with { type: 'json' }
import enProof from './en/proof.json' with { type: 'json' }
import enRecall from './en/recall.json' with { type: 'json' }
import enRecord from './en/record.json' with { type: 'json' }
import enRecovery from './en/recovery.json' with { type: 'json' }
import enReferral from './en/referral.json' with { type: 'json' }
import enRefusal from './en/refusal.json' with { type: 'json' }
import enRule from './en/rule.json' with { type: 'json' }
import enSafety from './en/safety.json' with { type: 'json' }
import enScanner from './en/scanner.json' with { type: 'json' }
import enSchedule from './en/schedule.json' with { type: 'json' }
import enSent from './en/sent.json' with { type: 'json' }
import enService from './en/service.json' with { type: 'json' }
import enSession from './en/session.json' with { type: 'json' }
import enSettings from './en/settings.json' with { type: 'json' }
import enShell from './en/shell.json' with { type: 'json' }
import enStock from './en/stock.json' with { type: 'json' }
import enTechnique from './en/technique.json' with { type: 'json' }
import enTrail from './en/trail.json' with { type: 'json' }
import enVisit from './en/visit.json' with { type: 'json' }
import type { Locale } from './locale.ts'

// One file per namespace and language. The file's name is the namespace: en/kit.json holds `kit.*`.
const en = {
  aftercare: enAftercare,
  alertPhone: enAlertPhone,
  ahead: enAhead,
  answer: enAnswer,
  arrange: enArrange,
  body: enBody,
  call: enCall,
  common: enCommon,
  consent: enConsent,
  contraindication: enContraindication,
  day: enDay,
  delivery: enDelivery,
  desk: enDesk,
  encounter: enEncounter,
  glass: enGlass,
  held: enHeld,
  kit: enKit,
  label: enLabel,
  lot: enLot,
  message: enMessage,
  need: enNeed,
  needling: enNeedling,
  needles: enNeedles,
  note: enNote,
  notice: enNotice,
  outcome: enOutcome,
  people: enPeople,
  photo: enPhoto,
  plan: enPlan,
  policy: enPolicy,
  portal: enPortal,
  practitioner: enPractitioner,
  premises: enPremises,
  proof: enProof,
  recall: enRecall,
  product: enProduct,
  record: enRecord,
  recovery: enRecovery,
  referral: enReferral,
  refusal: enRefusal,
  rule: enRule,
  safety: enSafety,
  scanner: enScanner,
  schedule: enSchedule,
  sent: enSent,
  service: enService,
  session: enSession,
  settings: enSettings,
  shell: enShell,
  stock: enStock,
  technique: enTechnique,
  trail: enTrail,
  visit: enVisit,
}

export type Messages = typeof en
export type Namespace = keyof Messages

const de: Messages = {
  aftercare: deAftercare,
  alertPhone: deAlertPhone,
  ahead: deAhead,
  answer: deAnswer,
  arrange: deArrange,
  body: deBody,
  call: deCall,
  common: deCommon,
  consent: deConsent,
  contraindication: deContraindication,
  day: deDay,
  delivery: deDelivery,
  desk: deDesk,
  encounter: deEncounter,
  glass: deGlass,
  held: deHeld,
  kit: deKit,
  label: deLabel,
  lot: deLot,
  message: deMessage,
  need: deNeed,
  needling: deNeedling,
  needles: deNeedles,
  note: deNote,
  notice: deNotice,
  outcome: deOutcome,
  people: dePeople,
  photo: dePhoto,
  plan: dePlan,
  policy: dePolicy,
  portal: dePortal,
  practitioner: dePractitioner,
  premises: dePremises,
  proof: deProof,
  recall: deRecall,
  product: deProduct,
  record: deRecord,
  recovery: deRecovery,
  referral: deReferral,
  refusal: deRefusal,
  rule: deRule,
  safety: deSafety,
  scanner: deScanner,
  schedule: deSchedule,
  sent: deSent,
  service: deService,
  session: deSession,
  settings: deSettings,
  shell: deShell,
  stock: deStock,
  technique: deTechnique,
  trail: deTrail,
  visit: deVisit,
}

const catalogues: Readonly<Record<Locale, Messages>> = { en, de }

export const messagesFor = (locale: Locale): Messages => catalogues[locale]

/** Only the namespaces that a page needs, so that a telephone does not load the staff's words. */
export const someMessages = <N extends Namespace>(locale: Locale, namespaces: readonly N[]): Pick<Messages, N> => {
  const all = messagesFor(locale)
  return Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]])) as Pick<Messages, N>
}
