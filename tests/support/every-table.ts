import type pg from 'pg'
import { uuidv7 } from '#lib/ids.ts'
import { deviceId, STIMULATOR } from '../../prisma/seed/clinic.ts'
import { contraindicationId } from '../../prisma/seed/contraindications.ts'
import { type TestClinic, TUESDAY_MORNING_MS } from './clinics.ts'
import { jpegOf } from './pictures.ts'
import { insertInto } from './raw-sql.ts'
import { overrideRowOf } from './visits.ts'

/** Tables whose key is what they tie together. */
const WITHOUT_ID = [
  'alert_phone',
  'clean_tick_done',
  'command_receipt',
  'appointment_participant',
  'clinical_note',
  'note_signature',
  'observation',
  'visit_pain',
  'visit_treatment',
  'scanner_setting',
]

const NOW = new Date(TUESDAY_MORNING_MS).toISOString()

/** Puts a row into each table that the demo leaves empty, so that a test of every table has something to find. */
export const fillEveryTable = async (owner: pg.Pool, clinic: TestClinic): Promise<void> => {
  const { clinicId } = clinic
  const deliveryId = uuidv7()
  const [encounterId, incidentId, injuryId, taskId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const [goalId, checkInId] = [uuidv7(), uuidv7()]
  const by = clinic.owner.identityId
  const rows: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['patient_need', { patient_id: clinic.otherPatientId, kind: 'chaperone', created_at: NOW }],
    [
      'appointment_participant',
      { appointment_id: clinic.past.appointmentId, resource_id: deviceId(clinic.scope, STIMULATOR) },
    ],
    [
      'time_hold',
      {
        identity_id: clinic.desk.identityId,
        patient_id: clinic.otherPatientId,
        service_id: clinic.service('first-visit-60'),
        practitioner_id: clinic.practitionerId,
        place_id: clinic.place('Room 1'),
        starts_at: '2027-08-01T09:00Z',
        ends_at: '2027-08-01T10:00Z',
        held_at: NOW,
        expires_at: new Date(TUESDAY_MORNING_MS + 450_000).toISOString(),
        renewals: 0,
      },
    ],
    ['note_template', { practitioner_id: clinic.practitionerId, name: 'Follow-up', version: 1 }],
    [
      'answers_ahead',
      {
        ...{ appointment_id: clinic.coming.appointmentId, patient_id: clinic.otherPatientId, by_identity_id: by },
        ...{ answers: { infection: { value: 'no' } }, at: NOW },
      },
    ],
    ['left_job', { name: 'tell-of-visit', data: {} }],
    ['visit_draft', { identity_id: clinic.desk.identityId, answers: {}, parked_at: NOW }],
    [
      'area_hold',
      {
        patient_id: clinic.patientId,
        area_ids: ['upper-trapezius.left'],
        kind: 'elsewhere',
        reason: 'Needled by a friend.',
        starts_at: NOW,
        placed_by_identity_id: by,
        placed_by_name: 'Ana',
        created_at: NOW,
        // one that stands would have to rest its areas
        cleared_at: NOW,
        cleared_by_identity_id: by,
        cleared_by_name: 'Ana',
        cleared_reason: 'It was the other shoulder.',
        version: 2,
      },
    ],
    [
      'open_box',
      {
        room_id: clinic.scope.id('room', 'Room 1'),
        lot_id: clinic.lot('24H07A'),
        on_date: '2026-11-24',
        opened_by_identity_id: by,
        opened_at: NOW,
      },
    ],
    [
      'delivery',
      {
        ...{ id: deliveryId, supplier: 'Needles Ltd', note_number: 'D-1' },
        ...{ received_by_identity_id: by, received_by_name: 'Ana', received_at: NOW },
      },
    ],
    [
      'delivery_line',
      {
        delivery_id: deliveryId,
        lot_id: clinic.lot('24H07A'),
        stock_entry_id: clinic.scope.id('stock-entry', 'received 24H07A'),
        raw: '',
      },
    ],
    ['alert_phone', { identity_id: clinic.desk.identityId, number: '+4915112345678', by_text: true, version: 1 }],
    [
      'contact_choice',
      { patient_id: clinic.patientId, channel: 'sms', purpose: 'all', agrees: true, how: 'reply', at: NOW },
    ],
    [
      'incoming_text',
      {
        ...{ provider_id: 'SM1', from_number: '+491713920011', patient_id: clinic.patientId },
        ...{ meaning: 'answer', text: 'Sore.', received_at: NOW },
      },
    ],
    ['scanner_setting', { separators: ['§'] }],
    [
      'lot_expiry_correction',
      {
        lot_id: clinic.lot('21K03E'),
        was: '2026-10-15',
        corrected_to: '2026-10-16',
        reason: 'Read wrongly.',
        by_identity_id: by,
        by_name: 'Ana',
        at: NOW,
      },
    ],
    [
      'error_entry',
      {
        appointment_id: clinic.coming.appointmentId,
        reason: 'The wrong person.',
        by_identity_id: by,
        by_name: 'Ana',
        at: NOW,
      },
    ],
    [
      'acknowledgement',
      {
        encounter_id: clinic.past.encounterId,
        patient_id: clinic.otherPatientId,
        rule_id: contraindicationId(clinic.scope, 'infection'),
        technique: 'deep-dry-needling',
        known: '[]',
        decision: 'go-on',
        reason: 'A cold.',
        by_identity_id: by,
        by_name: 'Ana',
        at: NOW,
        needs_co_sign: false,
        version: 1,
      },
    ],
    ['task', { kind: 'call', status: 'open', detail: {}, created_at: NOW }],
    [
      'break_glass',
      {
        patient_id: clinic.patientId,
        identity_id: clinic.desk.identityId,
        by_name: 'Ben',
        by_lead: false,
        reason: 'The hospital called.',
        opened_at: NOW,
        expires_at: new Date(TUESDAY_MORNING_MS + 3_600_000).toISOString(),
      },
    ],
    ['override', overrideRowOf(clinic, clinic.coming.appointmentId, uuidv7())],
    ['deviation', { kind: 'lot-expired', by_identity_id: by, detail: {}, at: NOW }],
    ['command_receipt', { request_id: uuidv7(), identity_id: by, command: 'test', answer: { private: true }, at: NOW }],
    [
      'audit_event',
      {
        at: NOW,
        actor_kind: 'staff',
        identity_id: by,
        action: 'test',
        entity_type: 'clinic',
        entity_id: 'x',
        detail: {},
      },
    ],
    ['cancellation', { appointment_id: clinic.coming.appointmentId, reason: 'Test', by_identity_id: by, at: NOW }],
    [
      'incident',
      {
        ...{ id: incidentId, encounter_id: clinic.past.encounterId, kind: 'needle-found', description: 'In a sock.' },
        ...{ by_identity_id: by, at: NOW },
      },
    ],
    [
      'incident_report',
      {
        ...{ incident_id: incidentId, version: 1, actuality: 'near-miss', causality: 'possible', onset: 'later' },
        ...{ done: '', outcome: 'unknown', area_ids: [], by_identity_id: by, by_name: 'Ana', at: NOW },
      },
    ],
    [
      'task',
      {
        id: taskId,
        kind: 'needle-found',
        status: 'open',
        encounter_id: clinic.past.encounterId,
        detail: {},
        created_at: NOW,
      },
    ],
    [
      'sharps_injury',
      {
        ...{ id: injuryId, hurt_name: 'Ana', happened_at: '2026-11-01T10:00:00Z', lot_number: '' },
        ...{ description: 'In the finger.', first_steps: '', by_identity_id: by, by_name: 'Ana', at: NOW },
      },
    ],
    [
      'sharps_injury_source',
      {
        ...{ injury_id: injuryId, version: 1, reason: 'A bag of the bin.' },
        ...{ by_identity_id: by, by_name: 'Ana', at: NOW },
      },
    ],
    [
      'needle_correction',
      {
        ...{ encounter_id: clinic.past.encounterId, incident_id: incidentId, task_id: taskId, needles: 1 },
        ...{ counted_as: 'removed', found: 'outside', found_on: '2026-11-24' },
        ...{ by_identity_id: by, by_name: 'Ana', at: NOW },
      },
    ],
    [
      'check_in_link',
      {
        ...{
          patient_id: clinic.otherPatientId,
          encounter_id: clinic.past.encounterId,
          token_hash: uuidv7().padEnd(43, '-'),
        },
        ...{ created_at: NOW, expires_at: new Date(TUESDAY_MORNING_MS + 3_600_000).toISOString() },
      },
    ],
    [
      'check_in',
      {
        ...{ id: checkInId, encounter_id: clinic.past.encounterId },
        ...{ patient_id: clinic.otherPatientId, via: 'sms', at: NOW, words: 'Thanks', tier: 'harmless', rings: false },
        ...{ signs: [], rule_ids: [] },
      },
    ],
    [
      'task',
      {
        ...{ kind: 'answer-unclear', status: 'open', patient_id: clinic.otherPatientId, check_in_id: checkInId },
        ...{ encounter_id: clinic.past.encounterId, detail: {}, due_at: NOW },
      },
    ],
    [
      'check_in_photo',
      {
        ...{ patient_id: clinic.otherPatientId, check_in_id: checkInId, at: NOW, width_px: 8, height_px: 8 },
        jpeg: `\\x${Buffer.from(jpegOf()).toString('hex')}`,
      },
    ],
    [
      'patient_score',
      {
        ...{ patient_id: clinic.otherPatientId, encounter_id: clinic.past.encounterId, check_in_id: checkInId },
        ...{ after_days: 1, value: 3, at: NOW },
      },
    ],
    [
      'encounter',
      {
        id: encounterId,
        appointment_id: clinic.coming.appointmentId,
        patient_id: clinic.otherPatientId,
        practitioner_id: clinic.practitionerId,
        status: 'in-progress',
        started_at: NOW,
        version: 1,
      },
    ],
    [
      'needle_tally',
      {
        ...{ encounter_id: encounterId, removed: 1, fell_out_found: 0, broken: 0, missing: 0 },
        ...{ by_identity_id: by, by_name: 'Ana', at: NOW },
      },
    ],
    [
      'count_deferral',
      { encounter_id: encounterId, reason: 'She fainted.', by_identity_id: by, by_name: 'Ana', at: NOW },
    ],
    [
      'needle_left_in_place',
      {
        ...{ encounter_id: encounterId, area_id: 'upper-trapezius.left', needles: 1, locale: 'en', signed_at: NOW },
        ...{ text_id: clinic.scope.id('clinic-text', 'left-in-place-agreement'), signed_name: 'B.', signature: {} },
        ...{ signer_relation: 'self', leaflet: 'paper', removal_on: '2026-12-01', by_identity_id: by, at: NOW },
      },
    ],
    ['needle_alarm', { encounter_id: encounterId, due_at: NOW, stage: 'desk', stage_at: NOW }],
    ['day_closing', { day: '2026-11-23', closed_at: NOW, by_identity_id: by, by_name: 'Ana' }],
    [
      'emergency',
      {
        ...{ appointment_id: clinic.past.appointmentId, tapped_at: NOW, received_at: NOW },
        ...{ by_identity_id: by, by_name: 'Ana' },
      },
    ],
    [
      'clinical_note',
      { encounter_id: encounterId, subjective: 'Better.', by_identity_id: clinic.ana.identityId, at: NOW, version: 1 },
    ],
    [
      'note_signature',
      {
        encounter_id: encounterId,
        part: 'author',
        identity_id: clinic.ana.identityId,
        name: 'Ana',
        hash: '',
        remark: '',
        at: NOW,
      },
    ],
    [
      'addendum',
      { encounter_id: encounterId, text: 'Later.', reason: 'Forgotten.', by_identity_id: by, by_name: 'Ana', at: NOW },
    ],
    [
      'goal',
      {
        ...{ id: goalId, patient_id: clinic.otherPatientId, encounter_id: encounterId, slot: 0, title: '', target: 2 },
        ...{ set_by_identity_id: by, set_at: NOW },
      },
    ],
    [
      'service_request',
      {
        ...{ patient_id: clinic.otherPatientId, encounter_id: encounterId, practitioner_id: clinic.practitionerId },
        ...{ locale: 'en', to_whom: 'Dr. Weiss', reason: 'Neck', findings: '', request: 'Imaging', written_at: NOW },
        ...{ written_by_identity_id: by, written_by_name: 'Ana' },
      },
    ],
    [
      'care_plan',
      {
        ...{ patient_id: clinic.otherPatientId, encounter_id: encounterId, goal: 'Work', visits: 6, every_days: 7 },
        ...{ begun_by_identity_id: by, begun_by_name: 'Ana', begun_at: NOW },
      },
    ],
    ['observation', { encounter_id: encounterId, goal_id: goalId, value: 5, by_identity_id: by, at: NOW }],
    ['visit_pain', { encounter_id: encounterId, moment: 'after', value: 3, by_identity_id: by, at: NOW }],
    [
      'visit_treatment',
      { encounter_id: encounterId, technique: 'cupping', remark: 'Back', by_identity_id: by, at: NOW },
    ],
    [
      'clean_tick_done',
      {
        ...{ encounter_id: encounterId, tick_id: clinic.scope.id('clean-tick', 'skin') },
        ...{ by_identity_id: by, by_name: 'Ana', at: NOW },
      },
    ],
    [
      'lot_scan',
      { encounter_id: encounterId, lot_id: clinic.lot('24H07A'), raw: 'label', by_identity_id: by, at: NOW },
    ],
  ]
  for (const [table, row] of rows) {
    const id = WITHOUT_ID.includes(table) ? {} : { id: uuidv7() }
    await insertInto(owner, table, { clinic_id: clinicId, ...id, ...row })
  }
  // told are only those whom a recall reached
  await owner.query(
    `INSERT INTO recall_attempt (clinic_id, recall_id, patient_id, channel, outcome, message, remark, by_identity_id, by_name)
     SELECT r.clinic_id, r.id, p.patient_id, 'phone', 'no-answer', 'Call us.', '', $2, 'Ana'
     FROM recall r CROSS JOIN LATERAL recall_people(r.clinic_id, r.id) p WHERE r.clinic_id = $1 ORDER BY p.patient_id LIMIT 1`,
    [clinicId, by],
  )
}
