/** Who may ask for what. `docs/rights.md` says the same in words; `rights.test.ts` asks the house itself. */

/** The practitioner and the clinical lead are the one who treats the patient of the first case. */
export const ROLES = ['owner', 'practitioner', 'lead', 'assistant', 'desk', 'patient', 'guardian', 'nobody'] as const
export type Role = (typeof ROLES)[number]

/**
 * One letter per case, in the order of the row's cases: `a` answered, `f` not theirs to ask (403), `n` nothing there for
 * these eyes (404), `u` nobody is signed in (401).
 */
type Letters = string

export interface Row {
  /** What is asked about; a row without cases names nobody and nothing. */
  readonly cases: readonly string[]
  readonly owner: Letters
  readonly practitioner: Letters
  readonly lead: Letters
  readonly assistant: Letters
  readonly desk: Letters
  readonly patient: Letters
  readonly guardian: Letters
  readonly nobody: Letters
}

/** A visit or a patient of theirs, of somebody else here, and of another clinic. */
const WHOSE = ['own', 'other', 'elsewhere'] as const
const HERE = ['here', 'elsewhere'] as const

const row = (cases: readonly string[], letters: readonly Letters[]): Row => ({
  cases,
  owner: letters[0] ?? '',
  practitioner: letters[1] ?? '',
  lead: letters[2] ?? '',
  assistant: letters[3] ?? '',
  desk: letters[4] ?? '',
  patient: letters[5] ?? '',
  guardian: letters[6] ?? '',
  nobody: letters[7] ?? '',
})

export const PROCEDURES: Readonly<Record<string, Row>> = {
  //                                                         owner   practit. lead    assist. desk    patient guard.  nobody
  'appointment.arrive': row(WHOSE, ['aan', 'aan', 'aan', 'aan', 'aan', 'fff', 'fff', 'uuu']),
  'appointment.book': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'appointment.bookSeries': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'appointment.cancel': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'appointment.checkSeries': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'appointment.checkTime': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'appointment.confirm': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'appointment.day': row(['today', 'tomorrow'], ['aa', 'aa', 'aa', 'af', 'aa', 'ff', 'ff', 'uu']),
  'appointment.decline': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'appointment.detail': row([...WHOSE, 'not today'], ['aana', 'aana', 'aana', 'aann', 'aana', 'ffff', 'ffff', 'uuuu']),
  'appointment.freeTimes': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'appointment.hold': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'appointment.mine': row([], ['f', 'f', 'f', 'f', 'f', 'a', 'a', 'u']),
  'appointment.releaseHold': row([], ['a', 'a', 'a', 'f', 'a', 'a', 'a', 'u']),
  'appointment.requests': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'appointment.reschedule': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'areaHold.clear': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'areaHold.list': row([...WHOSE, 'not today'], ['aana', 'aana', 'aana', 'aann', 'aana', 'ffff', 'ffff', 'uuuu']),
  'areaHold.place': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'attendant.save': row(HERE, ['an', 'ff', 'ff', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'attendant.setup': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'appointment.undoNoShow': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'appointment.walkIn': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'auditEvent.openingsOfMine': row([], ['f', 'f', 'f', 'f', 'f', 'a', 'a', 'u']),
  'auditEvent.trail': row([], ['a', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'bodyArea.list': row([], ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'u']),
  'carePlan.begin': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'carePlan.end': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'carePlan.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'breakGlass.open': row(['newcomer', 'elsewhere'], ['an', 'an', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'breakGlass.openings': row([], ['a', 'f', 'a', 'f', 'f', 'f', 'f', 'u']),
  'breakGlass.record': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'breakGlass.review': row(HERE, ['fn', 'ff', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'cleanTechnique.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'cleanTechnique.save': row(HERE, ['an', 'ff', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'cleanTechnique.setup': row([], ['a', 'f', 'a', 'f', 'f', 'f', 'f', 'u']),
  'cleanTechnique.tick': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'clinic.allowOverride': row([], ['a', 'f', 'f', 'f', 'f', 'f', 'f', 'u']),
  'clinic.askDetail': row([], ['a', 'f', 'f', 'f', 'f', 'f', 'f', 'u']),
  'clinic.publicPage': row([], ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'a']),
  'clinic.setPrivacy': row([], ['a', 'f', 'f', 'f', 'f', 'f', 'f', 'u']),
  'clinic.setting': row([], ['a', 'a', 'a', 'a', 'a', 'f', 'f', 'u']),
  'clinicalNote.add': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  // other: of somebody whom the practitioner supervises
  'clinicalNote.cosign': row(WHOSE, ['fff', 'fan', 'fan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'clinicalNote.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'clinicalNote.record': row(WHOSE, ['nnn', 'aan', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'clinicalNote.saveTemplate': row([], ['f', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'clinicalNote.sign': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'clinicalNote.templates': row([], ['f', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'clinicalNote.toCosign': row([], ['f', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'clinicalNote.write': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'communication.leaflet': row(WHOSE, ['fff', 'fff', 'fff', 'fff', 'fff', 'ann', 'ann', 'uuu']),
  'communication.mine': row([], ['f', 'f', 'f', 'f', 'f', 'a', 'a', 'u']),
  'consent.mine': row([], ['f', 'f', 'f', 'f', 'f', 'a', 'a', 'u']),
  'consent.noteTalk': row(WHOSE, ['fff', 'aan', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'consent.ofVisit': row([...WHOSE, 'not today'], ['ffff', 'anna', 'anna', 'aann', 'ffff', 'ffff', 'ffff', 'uuuu']),
  'consent.ownPaper': row(WHOSE, ['fff', 'fff', 'fff', 'fff', 'fff', 'ann', 'ann', 'uuu']),
  'consent.sign': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'consent.signOwn': row(WHOSE, ['fff', 'fff', 'fff', 'fff', 'fff', 'ann', 'ann', 'uuu']),
  'consent.withdraw': row(WHOSE, ['fff', 'aan', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'consent.withdrawOwn': row(WHOSE, ['fff', 'fff', 'fff', 'fff', 'fff', 'ann', 'ann', 'uuu']),
  'contraindication.acknowledge': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'contraindication.coSign': row(WHOSE, ['fff', 'fff', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'contraindication.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'contraindication.policy': row([], ['a', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'contraindication.waiting': row([], ['f', 'f', 'a', 'f', 'f', 'f', 'f', 'u']),
  'dayClosing.close': row([], ['a', 'a', 'a', 'a', 'a', 'f', 'f', 'u']),
  'dayClosing.standing': row([], ['a', 'a', 'a', 'a', 'a', 'f', 'f', 'u']),
  'device.save': row(HERE, ['an', 'ff', 'ff', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'device.setup': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'emergency.answer': row(HERE, ['an', 'an', 'an', 'an', 'an', 'ff', 'ff', 'uu']),
  'emergency.end': row(HERE, ['an', 'an', 'an', 'an', 'an', 'ff', 'ff', 'uu']),
  'emergency.open': row([], ['a', 'a', 'a', 'a', 'a', 'f', 'f', 'u']),
  'emergency.raise': row(WHOSE, ['aan', 'aan', 'aan', 'aan', 'aan', 'fff', 'fff', 'uuu']),
  'encounter.complete': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.day': row(['today', 'tomorrow'], ['ff', 'aa', 'aa', 'af', 'ff', 'ff', 'ff', 'uu']),
  'encounter.enterInError': row(WHOSE, ['fff', 'afn', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.enterNeedlingInError': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.needlingSuggestions': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.recordNeedlesOut': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.recordNeedling': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.recordUnused': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.start': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'encounter.visit': row([...WHOSE, 'not today'], ['ffff', 'anna', 'anna', 'aann', 'ffff', 'ffff', 'ffff', 'uuuu']),
  'healthcareService.list': row([], ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'u']),
  'healthcareService.save': row(HERE, ['an', 'ff', 'ff', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'healthcareService.setup': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'incident.get': row(WHOSE, ['fff', 'ann', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'incident.list': row([], ['f', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'incident.record': row(WHOSE, ['fff', 'ann', 'ann', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'incident.reportFound': row(WHOSE, ['fff', 'ann', 'ann', 'nnn', 'fff', 'fff', 'fff', 'uuu']),
  'incident.writeReport': row(WHOSE, ['fff', 'ann', 'aan', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'lot.alreadyIn': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'lot.confirmBox': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'lot.list': row([], ['a', 'a', 'a', 'a', 'a', 'f', 'f', 'u']),
  'lot.openBoxes': row(WHOSE, ['fff', 'ann', 'ann', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'lot.products': row([], ['f', 'a', 'a', 'a', 'f', 'f', 'f', 'u']),
  'lot.recall': row(HERE, ['an', 'ff', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'lot.scan': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'lot.trace': row(HERE, ['an', 'an', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'needleAlarm.answer': row(WHOSE, ['aan', 'aan', 'aan', 'aan', 'aan', 'fff', 'fff', 'uuu']),
  'needleAlarm.list': row([], ['a', 'a', 'a', 'a', 'a', 'f', 'f', 'u']),
  'needleCount.countAgain': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'needleCount.defer': row(WHOSE, ['fff', 'afn', 'afn', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'needleCount.leaveInPlace': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'needleCount.standing': row(WHOSE, ['fff', 'ann', 'ann', 'aan', 'fff', 'fff', 'fff', 'uuu']),
  'observation.endGoal': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'observation.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'observation.score': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'observation.setGoal': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'patient.create': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'patient.mine': row([], ['f', 'f', 'f', 'f', 'f', 'a', 'a', 'u']),
  'patient.search': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'patient.summary': row([...WHOSE, 'not today'], ['aana', 'aana', 'aana', 'aann', 'aana', 'ffff', 'ffff', 'uuuu']),
  'patientNeed.add': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'patientNeed.end': row(WHOSE, ['aan', 'aan', 'aan', 'fff', 'aan', 'ann', 'ann', 'uuu']),
  'patientNeed.list': row([...WHOSE, 'not today'], ['aana', 'aana', 'aana', 'aann', 'aana', 'annn', 'annn', 'uuuu']),
  'practitioner.endCredential': row(HERE, ['an', 'ff', 'ff', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'practitioner.save': row(HERE, ['an', 'ff', 'ff', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'practitioner.saveCredential': row(HERE, ['an', 'ff', 'ff', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'practitioner.setup': row([], ['a', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'recoveryRule.approve': row(HERE, ['ff', 'ff', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'recoveryRule.draft': row([], ['a', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'recoveryRule.endLonger': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'recoveryRule.history': row([], ['a', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'recoveryRule.lengthen': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'recoveryRule.ofPatient': row(
    [...WHOSE, 'not today'],
    ['aana', 'aana', 'aana', 'aann', 'aana', 'ffff', 'ffff', 'uuuu'],
  ),
  'recoveryRule.policy': row([], ['a', 'a', 'a', 'f', 'f', 'f', 'f', 'u']),
  'recoveryRule.preview': row(
    ['everybody', ...WHOSE],
    ['affn', 'aafn', 'aafn', 'ffff', 'ffff', 'ffff', 'ffff', 'uuuu'],
  ),
  'recoveryRule.withdraw': row(HERE, ['an', 'an', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'room.save': row(HERE, ['an', 'ff', 'ff', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'room.setup': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'safetyPolicy.approveText': row(HERE, ['ff', 'ff', 'an', 'ff', 'ff', 'ff', 'ff', 'uu']),
  'safetyPolicy.policy': row([], ['a', 'a', 'a', 'a', 'f', 'f', 'f', 'u']),
  'safetyPolicy.save': row([], ['a', 'f', 'a', 'f', 'f', 'f', 'f', 'u']),
  'safetyPolicy.texts': row([], ['a', 'a', 'a', 'a', 'f', 'f', 'f', 'u']),
  'schedule.endException': row(WHOSE, ['aan', 'ann', 'ann', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'schedule.endHours': row(WHOSE, ['aan', 'ann', 'ann', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'schedule.exceptions': row(WHOSE, ['aan', 'ann', 'ann', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'schedule.hours': row(WHOSE, ['aan', 'ann', 'ann', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'schedule.saveException': row(WHOSE, ['aan', 'ann', 'ann', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'schedule.saveHours': row(WHOSE, ['aan', 'ann', 'ann', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'schedule.week': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'screening.answer': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'screening.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'serviceRequest.letter': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'serviceRequest.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'serviceRequest.recordReply': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'serviceRequest.send': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'serviceRequest.withdraw': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'serviceRequest.write': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'session.current': row([], ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'u']),
  'sharpsContainer.list': row([], ['a', 'a', 'a', 'a', 'f', 'f', 'f', 'u']),
  'sharpsContainer.open': row(HERE, ['an', 'an', 'an', 'an', 'ff', 'ff', 'ff', 'uu']),
  'stock.lying': row(HERE, ['an', 'an', 'an', 'an', 'an', 'ff', 'ff', 'uu']),
  'stock.places': row([], ['a', 'a', 'a', 'a', 'a', 'f', 'f', 'u']),
  'task.askPractitioner': row(HERE, ['an', 'an', 'an', 'ff', 'an', 'ff', 'ff', 'uu']),
  'task.complete': row(WHOSE, ['aan', 'ann', 'ann', 'fff', 'aan', 'fff', 'fff', 'uuu']),
  'task.decline': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'task.list': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'visitDraft.discard': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'visitDraft.list': row([], ['a', 'a', 'a', 'f', 'a', 'f', 'f', 'u']),
  'visitDraft.park': row(HERE, ['an', 'an', 'an', 'ff', 'an', 'ff', 'ff', 'uu']),
  'visitTreatment.ofVisit': row(WHOSE, ['fff', 'ann', 'ann', 'fff', 'fff', 'fff', 'fff', 'uuu']),
  'visitTreatment.record': row(WHOSE, ['fff', 'afn', 'afn', 'fff', 'fff', 'fff', 'fff', 'uuu']),
}

/** Who gets anything but a refusal from a route: by method. A method that is not named is not served. */
export const ROUTES: Readonly<Record<string, Readonly<Record<string, RouteAudience>>>> = {
  '/api/auth/[...all]': {
    DELETE: 'nobody',
    GET: 'nobody',
    PATCH: 'nobody',
    POST: 'as SIGN_IN says',
    PUT: 'nobody',
  },
  '/api/health': { GET: 'anyone' },
  '/api/language': { POST: 'anyone' },
  '/api/letter/[id]': { GET: 'as PROCEDURES says' },
  '/api/live': { GET: 'staff' },
  '/api/trpc/[trpc]': { GET: 'as PROCEDURES says', POST: 'as PROCEDURES says' },
}
type RouteAudience = 'anyone' | 'staff' | 'nobody' | 'as SIGN_IN says' | 'as PROCEDURES says'

/** The ways in and out, all by POST. */
export const SIGN_IN: Readonly<Record<string, 'anyone' | 'staff' | 'patient'>> = {
  'patient/confirm': 'anyone',
  'patient/link': 'anyone',
  'patient/sign-out': 'anyone',
  'patient/sign-out-everywhere': 'anyone',
  'staff/clinic': 'staff',
  'staff/forget-pin': 'staff',
  'staff/hand-over': 'staff',
  'staff/lock': 'anyone',
  'staff/password': 'staff',
  'staff/pin': 'staff',
  'staff/sign-in': 'anyone',
  'staff/sign-out': 'anyone',
  'staff/sign-out-device': 'anyone',
  'staff/sign-out-everywhere': 'anyone',
  'staff/unlock': 'anyone',
}

/** Pages that anyone may open; every other page asks the session itself who is there. */
export const OPEN_PAGES: readonly string[] = [
  'c/[slug]/sign-in',
  'c/[slug]/sign-in/confirm',
  'c/[slug]/sign-in/sent',
  'locked',
  'sign-in',
]
