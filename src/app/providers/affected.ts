/** Which procedures answer otherwise when a table changed, by the first word of their name. */
const affected: Readonly<Record<string, readonly string[]>> = {
  addendum: ['clinicalNote'],
  count_deferral: ['encounter', 'needleCount', 'task'],
  acknowledgement: ['contraindication'],
  appointment: ['appointment', 'carePlan', 'contraindication', 'encounter', 'patient', 'task'],
  area_hold: ['appointment', 'encounter', 'areaHold', 'patient', 'task'],
  attendant: ['appointment', 'attendant'],
  care_plan: ['carePlan', 'encounter'],
  capacity_policy: ['contraindication'],
  break_glass: ['breakGlass', 'clinicalNote'],
  clean_tick: ['cleanTechnique'],
  clean_tick_done: ['cleanTechnique'],
  communication: ['communication', 'consent', 'encounter', 'patient', 'task'],
  consent: ['appointment', 'consent', 'encounter'],
  consent_text: ['consent'],
  contraindication_rule: ['contraindication'],
  credential: ['appointment', 'practitioner'],
  device: ['appointment', 'device'],
  day_closing: ['dayClosing'],
  emergency: ['emergency', 'encounter'],
  encounter: [
    ...['appointment', 'contraindication', 'dayClosing', 'encounter', 'lot', 'needleAlarm', 'needleCount', 'patient'],
    ...['screening', 'task'],
  ],
  healthcare_service: ['appointment', 'healthcareService'],
  incident: ['encounter', 'incident', 'patient'],
  incident_report: ['incident'],
  lot: ['encounter', 'lot', 'stock', 'task'],
  lot_scan: ['encounter', 'lot', 'stock'],
  lot_use: ['encounter', 'lot', 'stock'],
  needle_alarm: ['needleAlarm'],
  needle_correction: ['encounter', 'incident'],
  needle_left_in_place: ['encounter', 'needleCount'],
  needle_tally: ['encounter', 'needleCount'],
  note_signature: ['clinicalNote', 'encounter'],
  patient_need: ['appointment', 'patientNeed'],
  place: ['appointment', 'clinic', 'room'],
  practitioner: ['appointment', 'clinic', 'healthcareService', 'practitioner', 'schedule'],
  recovery_rule: ['appointment', 'patient', 'recoveryRule'],
  risk_zone_policy: ['contraindication'],
  room: ['appointment', 'clinic', 'room', 'schedule'],
  schedule_exception: ['appointment', 'clinic', 'schedule'],
  screening_question: ['contraindication', 'encounter', 'screening'],
  sharps_container: ['sharpsContainer'],
  service_practitioner: ['appointment', 'healthcareService', 'practitioner'],
  stock_entry: ['encounter', 'lot', 'stock'],
  stock_place: ['stock'],
  task: ['task'],
  time_hold: ['appointment'],
  working_hours: ['appointment', 'clinic', 'schedule'],
}

/** Whether a query, by its key, may answer otherwise now. A table nobody listed touches everything. */
export const isAffected = (queryKey: readonly unknown[], tables: readonly string[]): boolean => {
  const [path] = queryKey
  const [first] = Array.isArray(path) ? path : [path]
  return tables.some((table) => affected[table]?.includes(String(first)) ?? true)
}
