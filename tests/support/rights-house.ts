import { randomUUID } from 'node:crypto'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Database, Transaction } from '#db/client.ts'
import type { Actor, StaffActor } from '#domain/actor.ts'
import { knownOf } from '#domain/encounter/contraindication.ts'
import { deviceId, locationId, STIMULATOR } from '../../prisma/seed/clinic.ts'
import { contraindicationId } from '../../prisma/seed/contraindications.ts'
import { attendantId, practitionerId, practitioners } from '../../prisma/seed/people.ts'
import { appRouter } from '../../src/router.ts'
import type { TestClinic } from './clinics.ts'
import { jpegOf } from './pictures.ts'
import { insertInto } from './raw-sql.ts'
import type { Role } from './rights-table.ts'
import {
  bookVisit,
  needle,
  openVisit,
  prepare,
  SOLEUS,
  scan,
  setDatabaseClock,
  TRAPEZIUS,
  type TreatmentRoom,
  takeOut,
} from './treatment-room.ts'

/** Tuesday, an hour after the visits of the cases began. */
export const NOW_MS = Date.parse('2026-11-24T10:00:00Z')
const TEN = '2026-11-24T09:00:00.000Z'
const AFTERNOON = '2026-11-24T14:30:00.000Z'
const LATE_TODAY = '2026-11-24T16:30:00.000Z'
const LATER_DAY = '2026-12-11T09:00:00.000Z'
const NEXT_WEEK = '2026-12-17T09:00:00.000Z'
const FREE_START = '2026-12-10T09:00:00.000Z'

/** Words that stand in the record of every visit of the cases, for whoever may read it. */
export const NOTE = 'Zymotic marker of the note'
export const ANSWER = 'Zymotic marker of the answer'
/** Why areas are on hold and somebody rests longer; for whoever reads the record, assistants among them. */
export const REASON = 'Zymotic marker of the reason'

/** Everything that the cases of one clinic and one patient name. */
interface Names {
  readonly patientId: string
  readonly encounterId: string
  readonly encounterVersion: number
  readonly procedureId: string
  readonly openBoxId: string
  readonly textVersion: string
  /** The visit that is going on, and one that is still to come today. */
  readonly goingOnId: string
  readonly bookedId: string
  readonly bookedVersion: number
  /** One that is only asked for, and one to which nobody came: as their patient's visits go, of version 1. */
  readonly requestedId: string
  readonly missedId: string
  readonly communicationId: string
  /** One that did not arrive. */
  readonly failedMessageId: string
  readonly taskId: string
  readonly needId: string
  /** A record of their practitioner's that is completed. */
  readonly closedId: string
  readonly goalId: string
  /** One that is written, and one that is out. */
  readonly letterId: string
  readonly answerId: string
  /** A needling in some days, whose questions can be answered by now. */
  readonly aheadId: string
  readonly photoId: string
  readonly sentLetterId: string
  /** A course that is ended. */
  readonly planId: string
  readonly lotId: string
  readonly areaId: string
  readonly holdId: string
  readonly longerRestId: string
  /** What was signed in it, and a visit with needles that is still to come. */
  readonly consentId: string
  readonly needledId: string
  /** What speaks against needling them, and a decision of somebody supervised about it. */
  readonly ruleId: string
  readonly conditionId: string
  readonly acknowledgementId: string
  /** A draft of the clinic's policy. */
  readonly draftId: string
  readonly policyDraftId: string
  readonly exceptionId: string
  /** Their record, opened by somebody outside their care. */
  readonly openingId: string
  /** A record in which a needle is still in, and the words to be signed should it stay. */
  readonly stillInId: string
  readonly agreementId: string
  /** An incident of the visit that is going on, and a record that was completed. */
  readonly incidentId: string
  readonly injuryId: string
  readonly completedId: string
}

export interface RightsHouse {
  readonly actors: Readonly<Record<Role, Actor | null>>
  readonly names: Readonly<Record<'own' | 'other' | 'elsewhere', Names>>
  readonly newcomerId: string
  readonly laterId: string
  /** Somebody whom the clinic's recall reached. */
  readonly reachedId: string
  /** Asks as HTTP would, and undoes what was done. */
  readonly ask: (who: Actor | null, procedure: string, input: unknown) => Promise<Heard>
}

export interface Heard {
  /** `a`, `f`, `n`, `u`; or the code when it is none of them. */
  readonly letter: string
  readonly body: string
}

interface Side {
  readonly clinic: TestClinic
  readonly practitioner: StaffActor
  readonly patientId: string
  readonly service: 'dry-needling-45' | 'dry-needling-superficial-30'
  readonly bookedIso: string
}

const PICTURE = Buffer.from(jpegOf()).toString('base64')
const LETTER = { locale: 'en', toWhom: 'Dr. Weiss', reason: 'Neck', findings: NOTE, request: 'Imaging' } as const

/** One visit with everything in it, ready to be completed, and one still booked. */
const arrange = async (room: TreatmentRoom, { clinic, practitioner, patientId, service, bookedIso }: Side) => {
  const areaId = practitioner === room.riverside.ana ? TRAPEZIUS : SOLEUS
  const visit = await openVisit(room, { clinic, practitioner, patientId, service, startIso: TEN, areaIds: [areaId] })
  await room.owner.query('UPDATE patient_condition SET ended_at = app_now() WHERE patient_id = $1', [patientId])
  await prepare(room, visit)
  const caller = room.as(practitioner, { nowMs: NOW_MS })
  const { encounterId } = visit
  const words = { subjective: NOTE, objective: '', assessment: '', plan: '', text: '' }
  await caller.clinicalNote.write({ requestId: randomUUID(), encounterId, version: 0, words })
  const pain = { encounterId, kind: 'pain', title: '', target: 2 } as const
  const { goalId } = await caller.observation.setGoal({ requestId: randomUUID(), ...pain })
  const course = { encounterId, goal: 'Work without pain', visits: 6, everyDays: 7 }
  const { planId } = await caller.carePlan.begin({ requestId: randomUUID(), ...course })
  await caller.carePlan.end({ requestId: randomUUID(), encounterId, planId, reason: 'Agreed anew.' })
  const [{ id: letterId }, { id: sentLetterId }] = [
    await caller.serviceRequest.write({ requestId: randomUUID(), encounterId, ...LETTER }),
    await caller.serviceRequest.write({ requestId: randomUUID(), encounterId, ...LETTER }),
  ]
  await caller.serviceRequest.send({ requestId: randomUUID(), id: sentLetterId })
  // hers waits for the name of whoever supervises her
  if (practitioner === room.riverside.mei)
    await caller.clinicalNote.sign({ requestId: randomUUID(), encounterId, version: 1 })
  const answers = { questions: { value: 'text', note: ANSWER } } as const
  await caller.screening.answer({ requestId: randomUUID(), encounterId, answers })
  const lotId = await scan(room, visit, '24H07A', 3, clinic)
  await needle(room, visit, { lotId, areaIds: [areaId], needles: 4 })
  await takeOut(room, visit, 25, { removed: 4 })
  const shape = { clinic, practitioner, patientId, service: 'without-needling-30', areaIds: [] } as const
  const booked = await bookVisit(room, { ...shape, startIso: bookedIso })
  // each at an hour of its own: one room has to do for both
  const hour = practitioner === room.riverside.ana ? '09' : '13'
  const requested = await bookVisit(room, { ...shape, startIso: `2026-12-14T${hour}:00:00.000Z` })
  const missed = await bookVisit(room, { ...shape, startIso: `2026-12-15T${hour}:00:00.000Z` })
  const needled = await bookVisit(room, {
    ...{ clinic, practitioner, patientId, service, areaIds: ['gluteus-maximus.right'] },
    startIso: `2027-01-12T${hour}:00:00.000Z`,
  })
  const ahead = await bookVisit(room, {
    ...{ clinic, practitioner, patientId, service, areaIds: ['gluteus-maximus.right'] },
    startIso: `2026-11-27T${hour}:00:00.000Z`,
  })
  const { rows: consents } = await room.owner.query<{ id: string }>('SELECT id FROM consent WHERE encounter_id = $1', [
    encounterId,
  ])
  for (const [id, status] of [
    [requested.appointmentId, 'proposed'],
    [missed.appointmentId, 'noshow'],
  ])
    await room.owner.query('UPDATE appointment SET status = $2 WHERE id = $1', [id, status])
  const seen = await caller.encounter.visit({ appointmentId: visit.appointmentId })
  const { rows } = await room.owner.query<{
    id: string
    task: string
    need: string
    closed: string
    box: string
    opening: string
  }>(
    `WITH made AS (INSERT INTO task (clinic_id, kind, status, patient_id, practitioner_id, detail)
       VALUES ($1, 'allow-visit', 'open', $2, $3, '{}') RETURNING id),
     needed AS (INSERT INTO patient_need (clinic_id, patient_id, kind) VALUES ($1, $2, 'accessible-room') RETURNING id),
     opened AS (INSERT INTO break_glass (clinic_id, patient_id, identity_id, by_name, by_lead, reason, opened_at, expires_at)
       VALUES ($1, $2, 'colleague', 'Ben Okafor', false, 'The hospital called about them.', '2026-11-20T09:00Z', '2026-11-20T10:00Z') RETURNING id)
     SELECT c.id, (SELECT id FROM made) AS task, (SELECT id FROM needed) AS need, (SELECT id FROM opened) AS opening,
       (SELECT e.id FROM encounter e WHERE e.clinic_id = $1 AND e.practitioner_id = $3 AND e.status = 'finished' ORDER BY e.id LIMIT 1) AS closed,
       (SELECT b.id FROM open_box b JOIN appointment a ON a.clinic_id = b.clinic_id AND a.id = $5
          JOIN place p ON p.clinic_id = a.clinic_id AND p.id = a.place_id AND p.room_id = b.room_id WHERE b.clinic_id = $1) AS box
     FROM communication c WHERE c.clinic_id = $1 AND c.encounter_id = $4`,
    [clinic.clinicId, patientId, practitioner.practitionerId, encounterId, visit.appointmentId],
  )
  return {
    patientId,
    encounterId,
    encounterVersion: seen.encounter?.version ?? 0,
    textVersion: seen.consentTextVersion,
    goingOnId: visit.appointmentId,
    bookedId: booked.appointmentId,
    bookedVersion: booked.version,
    requestedId: requested.appointmentId,
    consentId: consents[0]?.id ?? '',
    needledId: needled.appointmentId,
    aheadId: ahead.appointmentId,
    missedId: missed.appointmentId,
    communicationId: rows[0]?.id ?? '',
    failedMessageId: await failOne(room, rows[0]?.id ?? ''),
    taskId: rows[0]?.task ?? '',
    needId: rows[0]?.need ?? '',
    openingId: rows[0]?.opening ?? '',
    closedId: rows[0]?.closed ?? '',
    procedureId: seen.procedures[0]?.id ?? '',
    openBoxId: rows[0]?.box ?? '',
    goalId,
    planId,
    letterId,
    sentLetterId,
    lotId,
    areaId,
    ...(await decideRest(room, { clinic, practitioner, patientId })),
    ...(await decideUnwell(room, { clinic, patientId, encounterId })),
    ...(await answerWithPhoto(room, { clinic, patientId, encounterId })),
    exceptionId: await goAway(room, practitioner, needled.appointmentId),
    ...(await leaveOneIn(room, {
      clinic,
      practitioner,
      patientId,
      areaId,
      lotId,
      appointmentId: missed.appointmentId,
      encounterId,
    })),
  }
}

/** The patient answered after the visit, and a photo came with it. */
const answerWithPhoto = async (
  { owner }: TreatmentRoom,
  { clinic: { clinicId }, patientId, encounterId }: Pick<Side, 'clinic' | 'patientId'> & { encounterId: string },
) => {
  const [answerId, photoId] = [randomUUID(), randomUUID()]
  const of = { clinic_id: clinicId, patient_id: patientId }
  const at = new Date(NOW_MS).toISOString()
  const answer = { id: answerId, encounter_id: encounterId, via: 'sms', at, words: '', tier: 'harmless', rings: false }
  await insertInto(owner, 'check_in', { ...of, ...answer, signs: [], rule_ids: [] })
  const task = { id: randomUUID(), kind: 'answer-unclear', status: 'open', check_in_id: answerId, rings: false }
  await insertInto(owner, 'task', { ...of, ...task, detail: {}, due_at: at, created_at: at })
  const jpeg = `\\x${Buffer.from(jpegOf()).toString('hex')}`
  await insertInto(owner, 'check_in_photo', {
    ...{ ...of, id: photoId, check_in_id: answerId, at, width_px: 8, height_px: 8, jpeg },
  })
  return { answerId, photoId }
}

/** A further message about the same visit, which the mail server sent back. */
const failOne = async (room: TreatmentRoom, communicationId: string): Promise<string> => {
  const { rows } = await room.owner.query<{ id: string }>(
    `INSERT INTO communication (clinic_id, kind, encounter_id, appointment_id, patient_id, step_id, occasion, channel, attempt, status, delivery, due_at, basis, areas, chest_warning)
     SELECT clinic_id, kind, encounter_id, appointment_id, patient_id, step_id, 'failed', channel, 1, 'failed', 'bounced', due_at, basis, areas, chest_warning
     FROM communication WHERE id = $1 RETURNING id`,
    [communicationId],
  )
  return rows[0]?.id ?? ''
}

/** The first count is somebody else's, and in a record of its own one needle is still in. */
const leaveOneIn = async (
  room: TreatmentRoom,
  {
    clinic,
    practitioner,
    ...ids
  }: Pick<Side, 'clinic' | 'practitioner' | 'patientId'> & {
    areaId: string
    lotId: string
    appointmentId: string
    encounterId: string
  },
) => {
  const { rows } = await room.owner.query<{ id: string }>(
    `WITH theirs AS (UPDATE needle_tally SET by_identity_id = 'somebody-else' WHERE clinic_id = $1),
     opened AS (INSERT INTO encounter (clinic_id, appointment_id, patient_id, practitioner_id, status, started_at, version)
       VALUES ($1, $2, $3, $4, 'in-progress', $5, 1) RETURNING id)
     SELECT id FROM opened`,
    [clinic.clinicId, ids.appointmentId, ids.patientId, practitioner.practitionerId, new Date(NOW_MS)],
  )
  const stillInId = rows[0]?.id ?? ''
  await room.owner.query(
    `INSERT INTO procedure (clinic_id, encounter_id, area_id, technique, diameter_mm, length_mm, needles, insertions, retained, lot_id, entered_in_error)
     VALUES ($1, $2, $3, 'deep-dry-needling', 0.3, 50, 1, 1, true, $4, false)`,
    [clinic.clinicId, stillInId, ids.areaId, ids.lotId],
  )
  await room.owner.query(
    `INSERT INTO needle_count (clinic_id, encounter_id, inserted, removed, fell_out_found, broken, left_in_place, missing,
       discarded_unused, dropped_found, dropped_not_found, version) VALUES ($1, $2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)`,
    [clinic.clinicId, stillInId],
  )
  const caller = room.as(practitioner, { nowMs: NOW_MS })
  const { incidentId } = await caller.incident.record({
    ...{ requestId: randomUUID(), encounterId: ids.encounterId, kind: 'other', description: REASON },
  })
  const { injuryId } = await caller.sharpsInjury.record({
    ...{ requestId: randomUUID(), ...INJURY, practitionerId: null, roomId: null },
  })
  const completed = await room.owner.query<{ id: string }>(
    `SELECT e.id FROM encounter e JOIN needle_count c ON c.clinic_id = e.clinic_id AND c.encounter_id = e.id
     WHERE e.clinic_id = $1 AND e.practitioner_id = $2 AND e.status = 'finished' AND c.removed > 0 ORDER BY e.id LIMIT 1`,
    [clinic.clinicId, practitioner.practitionerId],
  )
  const agreementId = clinic.scope.id('clinic-text', 'left-in-place-agreement')
  return { stillInId, agreementId, incidentId, injuryId, completedId: completed.rows[0]?.id ?? '' }
}

/** The patient is found to be unwell after all; somebody supervised went on, and then who treats decided. */
const decideUnwell = async (
  room: TreatmentRoom,
  { clinic, patientId, encounterId }: Pick<Side, 'clinic' | 'patientId'> & { encounterId: string },
) => {
  const ruleId = contraindicationId(clinic.scope, 'infection')
  const { rows } = await room.owner.query<{ id: string; needs_co_sign: boolean }>(
    `WITH unwell AS (INSERT INTO patient_condition (clinic_id, patient_id, code) VALUES ($1, $2, 'infection'))
     INSERT INTO acknowledgement (clinic_id, encounter_id, patient_id, rule_id, technique, known, decision, reason, by_identity_id, by_name,
       needs_co_sign, version)
     SELECT $1, e.id, $2, $4, a.technique, $6, 'go-on', $5, by_id, by_id, by_id = 'supervised', 1
     FROM encounter e JOIN appointment a ON a.id = e.appointment_id, unnest(ARRAY['supervised', 'who treats']) by_id WHERE e.id = $3
     ORDER BY by_id RETURNING id, needs_co_sign`,
    [clinic.clinicId, patientId, encounterId, ruleId, REASON, knownOf(UNWELL)],
  )
  const known = await room.owner.query<{ id: string }>(
    `SELECT id FROM patient_condition WHERE patient_id = $1 AND code = 'infection' AND ended_at IS NULL`,
    [patientId],
  )
  const conditionId = known.rows[0]?.id ?? ''
  return { ruleId, conditionId, acknowledgementId: rows.find((row) => row.needs_co_sign)?.id ?? '' }
}

const UNWELL = { code: 'infection', unsure: false, note: null, areaIds: null }

/** An area on hold, a longer rest and, once a clinic, a draft of its policy. */
const decideRest = async (
  room: TreatmentRoom,
  { clinic, practitioner, patientId }: Pick<Side, 'clinic' | 'practitioner' | 'patientId'>,
) => {
  const [caller, owner] = [room.as(practitioner, { nowMs: NOW_MS }), room.as(clinic.owner, { nowMs: NOW_MS })]
  const asked = () => ({ requestId: randomUUID(), patientId })
  const areaIds = ['gluteus-medius.left']
  const hold = { kind: 'other', reason: REASON, freeFromDate: null } as const
  const { holdId } = await caller.areaHold.place({ ...asked(), ...hold, areaIds })
  const longer = { technique: 'body-acupuncture', relation: 'same', amount: 2, unit: 'days', reason: REASON } as const
  const { ruleId } = await caller.recoveryRule.lengthen({ ...asked(), ...longer })
  const { entries } = await owner.recoveryRule.policy()
  const waits = entries.flatMap(({ draft }) => draft?.id ?? [])[0]
  const drafted = waits ?? (await owner.recoveryRule.draft({ requestId: randomUUID(), ...PROPOSAL })).ruleId
  const { entries: letterRules } = await owner.clinicalPolicy.list({ kind: 'referral' })
  const policyDraftId =
    letterRules[0]?.draft?.id ??
    (await owner.clinicalPolicy.draft({ requestId: randomUUID(), ...LETTER_RULE })).versionId
  return { holdId, longerRestId: ruleId, draftId: drafted, policyDraftId }
}

const LETTER_RULE = {
  ...{ key: null, replaces: null, source: 'A test of the house.', validFrom: '2026-12-01' },
  proposal: { kind: 'referral', content: { replyDays: 21 } },
} as const

const PROPOSAL = {
  technique: 'body-acupuncture',
  relation: 'anywhere',
  amount: 1,
  unit: 'days',
  toleranceMinutes: 0,
  source: 'A test of the house.',
  validFrom: '2026-12-01',
} as const

/** An absence long after the visits of the cases, for which one of them is to move all the same. */
const goAway = async (
  room: TreatmentRoom,
  { clinicId, practitionerId }: StaffActor,
  appointmentId: string,
): Promise<string> => {
  const { rows } = await room.owner.query<{ id: string }>(
    `INSERT INTO schedule_exception (clinic_id, practitioner_id, kind, starts_at, ends_at, reason)
     VALUES ($1, $2, 'closed', '2027-09-01T06:00Z', '2027-09-02T06:00Z', 'Course') RETURNING id`,
    [clinicId, practitionerId],
  )
  const [closing] = rows
  await room.owner.query(
    `WITH reached AS (UPDATE patient SET email = coalesce(email, 'reached@mail.example')
       WHERE id = (SELECT patient_id FROM appointment WHERE id = $3))
     INSERT INTO task (clinic_id, kind, status, patient_id, practitioner_id, appointment_id, detail)
     SELECT $1, 'visit-to-move', 'open', a.patient_id, $2, a.id, jsonb_build_object('why', 'closed', 'causeId', $4::text, 'about', 'Course')
     FROM appointment a WHERE a.id = $3`,
    [clinicId, practitionerId, appointmentId, closing?.id],
  )
  return closing?.id ?? ''
}

/** Fills both clinics with the visits that the cases ask about. */
export const arrangeRights = async (room: TreatmentRoom): Promise<RightsHouse> => {
  const { riverside, hillside } = room
  const { ana, mei, patientId } = riverside
  await setDatabaseClock(room.owner, Date.parse(TEN))
  const enter = async (name: string, more: object = {}) => {
    const made = await room.as(riverside.desk).patient.create({ requestId: randomUUID(), name, ...more })
    return made.kind === 'created' ? made.patient.id : ''
  }
  const stranger = { birthDate: '1971-02-03', phone: '+49 30 7654321', email: 'zsofia@example.test' }
  const otherPatientId = await enter('Zsófia Nagy', stranger)
  const newcomerId = await enter('Ottó Kiss')
  const here = { clinic: riverside, patientId, practitioner: ana, service: 'dry-needling-45' } as const
  const own = await arrange(room, { ...here, bookedIso: AFTERNOON })
  const other = await arrange(room, {
    ...here,
    practitioner: mei,
    patientId: otherPatientId,
    service: 'dry-needling-superficial-30',
    bookedIso: '2026-11-24T13:45:00.000Z',
  })
  const there = { ...here, clinic: hillside, patientId: hillside.otherPatientId, practitioner: hillside.ana }
  const elsewhere = await arrange(room, { ...there, bookedIso: AFTERNOON })
  for (const [clinic, appointmentId, by] of [
    [riverside, own.goingOnId, ana],
    [hillside, elsewhere.goingOnId, hillside.ana],
  ] as const)
    await room.as(by, { nowMs: NOW_MS }).emergency.raise({
      ...{ emergencyId: emergencyId(clinic), appointmentId, tappedIso: new Date(NOW_MS).toISOString() },
    })
  const later = await bookVisit(room, { startIso: LATER_DAY, areaIds: [], service: 'without-needling-30' })
  await room.owner.query(
    `INSERT INTO patient_access (clinic_id, identity_id, patient_id, relation, proved_by) VALUES ($1, 'guardian', $2, 'guardian', 'test')`,
    [riverside.clinicId, patientId],
  )
  for (const clinic of [riverside, hillside])
    await room.owner.query(
      `INSERT INTO stock_entry (clinic_id, lot_id, kind, quantity, reason, by_identity_id) VALUES ($1, $2, 'quarantined', 0, 'Box damaged.', 'x')`,
      [clinic.clinicId, clinic.lot('LOTD42')],
    )
  const { rows: reached } = await room.owner.query<{ id: string }>(
    'SELECT patient_id AS id FROM recall_people($1, $2) ORDER BY 1 LIMIT 1',
    [riverside.clinicId, recallIdOf(riverside)],
  )
  return {
    reachedId: reached[0]?.id ?? '',
    names: { own, other, elsewhere },
    newcomerId,
    laterId: later.appointmentId,
    actors: {
      owner: riverside.owner,
      practitioner: { ...ana, clinicalLead: false },
      lead: ana,
      assistant: riverside.assistant,
      desk: riverside.desk,
      patient: riverside.patient,
      guardian: { ...riverside.patient, identityId: 'guardian' },
      nobody: null,
    },
    ask: (who, procedure, input) => ask(trialOf(room.database), who, procedure, input),
  }
}

/** The recall that the demo clinic has. */
const recallIdOf = ({ scope }: TestClinic): string => scope.id('recall', 'B-2207')

class Undone extends Error {}

/** A database in which everything is done, checked to the last constraint, and taken back. */
const trialOf = (database: Database): Database => {
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const done: T[] = []
    try {
      await database.$transaction(async (tx) => {
        done.push(await work(tx))
        await tx.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`
        throw new Undone()
      })
    } catch (error) {
      if (!(error instanceof Undone)) throw error
    }
    return done[0] as T
  }
  return new Proxy(database, { get: (real, key) => (key === '$transaction' ? transaction : Reflect.get(real, key)) })
}

const LETTERS: Readonly<Record<string, string>> = {
  FORBIDDEN: 'f',
  NOT_FOUND: 'n',
  UNAUTHORIZED: 'u',
  'not-allowed': 'f',
  'not-found': 'n',
}

const ENDPOINT = 'http://clinic.test/api/trpc'

const requestOf = (procedure: string, input: unknown): Request => {
  const known = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } } | undefined>
  if (known[procedure]?._def.type === 'mutation') {
    const headers = { 'content-type': 'application/json' }
    return new Request(`${ENDPOINT}/${procedure}`, { method: 'POST', headers, body: JSON.stringify(input) })
  }
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return new Request(`${ENDPOINT}/${procedure}${query}`)
}

const ask = async (database: Database, actor: Actor | null, procedure: string, input: unknown): Promise<Heard> => {
  const response = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: requestOf(procedure, input),
    router: appRouter,
    createContext: () => ({ database, actor, locale: 'en' as const, now: () => NOW_MS, requestId: randomUUID() }),
  })
  const body = await response.text()
  return { letter: letterOf(JSON.parse(body)), body }
}

interface Answer {
  readonly error?: { readonly data: { readonly code: string }; readonly message: string }
  /** Some refusals are answers: a wished time that is not possible. */
  readonly result?: { readonly data: { readonly ok?: boolean; readonly reason?: string } | null }
}

const letterOf = ({ error, result }: Answer): string => {
  if (error !== undefined) return LETTERS[error.data.code] ?? `${error.data.code}: ${error.message}`
  return result?.data?.ok === false ? (LETTERS[result.data.reason ?? ''] ?? `${result.data.reason}`) : 'a'
}

type Input = (house: RightsHouse, room: TreatmentRoom, whose: string) => unknown

const namesOf = (house: RightsHouse, whose: string): Names =>
  whose === 'elsewhere' ? house.names.elsewhere : whose === 'other' ? house.names.other : house.names.own

const wanted: Input = (house, { riverside }, whose) => ({
  patientId: namesOf(house, whose).patientId,
  serviceId: riverside.service('without-needling-30'),
  areaIds: [],
  practitionerId: null,
})
const nothing: Input = () => undefined
const INJURY = {
  ...{ hurtName: 'Ana', onDate: '2026-11-23', minuteOfDay: 600, containerId: null, encounterId: null },
  ...{ lotNumber: '', description: 'In the finger.', firstSteps: '' },
}
const REPORT = {
  ...{ actuality: 'actual', grade: 'mild', causality: 'probable', onset: 'during', done: 'Lay down.' },
  ...{ outcome: 'recovered', lotId: null, areaIds: [], hold: null },
}
/** One that is going on in each clinic. */
const emergencyId = ({ scope }: TestClinic): string => scope.id('emergency', 'rights')
const dayNamed: Input = (_house, _room, when) => ({ date: when === 'today' ? '2026-11-24' : '2026-11-25' })
const inEncounter =
  (more: (names: Names, room: TreatmentRoom) => object): Input =>
  (house, room, whose) => {
    const names = namesOf(house, whose)
    return { requestId: randomUUID(), encounterId: names.encounterId, ...more(names, room) }
  }

/** Something about the recall of either clinic. */
const ofRecall =
  (more: (clinic: TestClinic) => object = () => ({})): Input =>
  (_house, { riverside, hillside }, where) => {
    const clinic = where === 'elsewhere' ? hillside : riverside
    return { recallId: recallIdOf(clinic), ...more(clinic) }
  }

/** Something done with what was signed in the visit that is going on. */
const ofConsent =
  (more: object): Input =>
  (house, _room, whose) => ({ requestId: randomUUID(), consentId: namesOf(house, whose).consentId, ...more })

/** An edit of how a clinic is set up. */
const setUp =
  (edit: (clinic: TestClinic) => object): Input =>
  (_house, { riverside, hillside }, where) => ({
    requestId: randomUUID(),
    ...edit(where === 'here' ? riverside : hillside),
  })
const asked =
  (ask: (clinic: TestClinic) => object): Input =>
  (_house, { riverside, hillside }, where) =>
    ask(where === 'here' ? riverside : hillside)
const MISREAD = 'Read wrongly.'
const ofInjury = (house: RightsHouse, whose: string) => ({ injuryId: namesOf(house, whose).injuryId })
/** Ana's at Riverside are own, Mei's other, Ana's at Hillside elsewhere. */
const kept = ({ riverside, hillside }: TreatmentRoom, whose: string) => {
  const { scope } = whose === 'elsewhere' ? hillside : riverside
  const key = whose === 'other' ? ('mei' as const) : ('ana' as const)
  const hoursId = scope.id('working-hours', `${key} ${practitioners[key].hours[0]?.[0]}`)
  const subject = { kind: 'practitioner' as const, id: practitionerId(scope, key) }
  return { hoursId, subject, locationId: locationId(scope) }
}
const ofSubject: Input = (_house, room, whose) => ({ subject: kept(room, whose).subject })
const credentialOf = ({ scope }: TestClinic) => ({ id: scope.id('credential', 'ana'), version: 1 })

/** A call to each procedure that is granted to whoever may make it. */
export const INPUTS: Readonly<Record<string, Input>> = {
  'appointment.arrive': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).bookedId,
    action: 'arrive',
  }),
  'appointment.book': (house, room, whose) => ({
    ...(wanted(house, room, whose) as object),
    requestId: randomUUID(),
    startIso: FREE_START,
  }),
  'appointment.bookSeries': (house, room, whose) => ({
    ...(wanted(house, room, whose) as object),
    requestId: randomUUID(),
    startIsos: [FREE_START, NEXT_WEEK],
    onClash: 'refuse',
  }),
  'appointment.cancel': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).bookedId,
    expectedVersion: namesOf(house, whose).bookedVersion,
    reason: 'Cannot come.',
  }),
  'appointment.checkSeries': (house, room, whose) => ({
    ...(wanted(house, room, whose) as object),
    startIsos: [FREE_START, NEXT_WEEK],
  }),
  'appointment.checkTime': (house, room, whose) => ({
    ...(wanted(house, room, whose) as object),
    startIso: FREE_START,
  }),
  'appointment.confirm': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).requestedId,
    expectedVersion: 1,
  }),
  'appointment.day': dayNamed,
  'appointment.decline': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).requestedId,
    expectedVersion: 1,
    reason: 'full',
  }),
  'appointment.detail': (house, _room, whose) => ({
    appointmentId: whose === 'not today' ? house.laterId : namesOf(house, whose).goingOnId,
  }),
  'appointment.freeTimes': (house, room, whose) => ({
    ...(wanted(house, room, whose) as object),
    fromDate: '2026-12-10',
    toDate: '2026-12-10',
  }),
  'appointment.hold': (house, room, whose) => ({
    ...(wanted(house, room, whose) as object),
    holdId: randomUUID(),
    startIso: FREE_START,
  }),
  'appointment.mine': () => ({}),
  'appointment.releaseHold': () => ({ holdId: randomUUID() }),
  'appointment.reschedule': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).bookedId,
    expectedVersion: namesOf(house, whose).bookedVersion,
    startIso: FREE_START,
    practitionerId: null,
  }),
  'areaHold.clear': (house, _room, whose) => ({
    requestId: randomUUID(),
    holdId: namesOf(house, whose).holdId,
    expectedVersion: 1,
    reason: 'Healed.',
  }),
  'areaHold.list': (house, _room, whose) => ({
    patientId: whose === 'not today' ? house.newcomerId : namesOf(house, whose).patientId,
  }),
  'areaHold.place': (house, _room, whose) => ({
    requestId: randomUUID(),
    patientId: namesOf(house, whose).patientId,
    areaIds: ['gluteus-medius.right'],
    kind: 'other',
    reason: 'Bruised.',
    freeFromDate: null,
  }),
  'attendant.save': setUp((clinic) => ({
    existing: { id: attendantId(clinic.scope, 'chaperone'), version: 1 },
    name: 'Petra Vogel-Sommer',
    kind: 'chaperone',
    languages: [],
    active: true,
  })),
  'attendant.setup': () => ({}),
  'appointment.requests': () => ({}),
  'appointment.undoNoShow': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).missedId,
    expectedVersion: 1,
  }),
  'appointment.walkIn': (house, { riverside }, whose) => ({
    requestId: randomUUID(),
    patientId: namesOf(house, whose).patientId,
    serviceId: riverside.service('without-needling-30'),
    areaIds: [],
    practitionerId: null,
    startIso: LATE_TODAY,
  }),
  'auditEvent.openingsOfMine': () => ({}),
  'auditEvent.trail': () => ({ kind: 'all' }),
  'bodyArea.list': nothing,
  'breakGlass.open': (house, _room, whose) => ({
    requestId: randomUUID(),
    patientId: whose === 'newcomer' ? house.newcomerId : house.names.elsewhere.patientId,
    reason: 'Called by the hospital about them.',
  }),
  'breakGlass.openings': () => ({}),
  'breakGlass.record': (house, _room, whose) => ({ patientId: namesOf(house, whose).patientId }),
  'breakGlass.review': (house, _room, where) => ({
    requestId: randomUUID(),
    id: (where === 'here' ? house.names.own : house.names.elsewhere).openingId,
    version: 1,
    finding: 'in-order',
  }),
  'cleanTechnique.ofVisit': (house, _room, whose) => ({ encounterId: namesOf(house, whose).encounterId }),
  'cleanTechnique.save': setUp(({ scope }) => ({
    ...{ existing: { id: scope.id('clean-tick', 'skin'), version: 1 }, label: { en: 'Skin', de: 'Haut' } },
    ...{ moment: 'during', source: 'A test of the house.', active: true },
  })),
  'cleanTechnique.setup': nothing,
  'cleanTechnique.tick': (house, room, whose) => ({
    ...{ requestId: randomUUID(), encounterId: namesOf(house, whose).encounterId, ticked: true },
    tickId: (whose === 'elsewhere' ? room.hillside : room.riverside).scope.id('clean-tick', 'skin'),
  }),
  'clinic.allowOverride': () => ({ requestId: randomUUID(), allowed: true }),
  'clinic.askDetail': () => ({ requestId: randomUUID(), asked: true }),
  // a link that nobody has opens nothing; what a real one does is in answers.test.ts
  'alertPhone.own': nothing,
  'alertPhone.people': () => ({}),
  'alertPhone.save': () => ({ requestId: randomUUID(), version: 0, number: '+49 171 1234567', byText: true }),
  'alertPhone.sendTest': () => ({ requestId: randomUUID() }),
  'checkIn.answerLink': () => ({ slug: 'riverside', token: 'x', formId: randomUUID(), said: { words: 'Sore.' } }),
  'answersAhead.asked': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).aheadId }),
  'answersAhead.give': (house, _room, whose) => {
    const answers = { infection: { value: 'no' } }
    return { requestId: randomUUID(), appointmentId: namesOf(house, whose).aheadId, answers }
  },
  'answersAhead.mine': nothing,
  'answersAhead.raised': () => ({ date: '2026-11-27' }),
  'answerPhoto.addByLink': () => ({ slug: 'riverside', token: 'x', answerId: randomUUID(), picture: PICTURE }),
  'answerPhoto.addOwn': (house, _room, whose) => {
    const { communicationId: messageId, answerId } = namesOf(house, whose)
    return { messageId, answerId, picture: PICTURE }
  },
  'answerPhoto.read': (house, _room, whose) => ({ photoId: namesOf(house, whose).photoId }),
  'checkIn.answerOwn': (house, _room, whose) => ({
    ...{ messageId: namesOf(house, whose).communicationId, formId: randomUUID(), said: { words: 'Sore.' } },
  }),
  'checkIn.load': () => ({}),
  'checkIn.ofVisit': (house, _room, whose) => ({ encounterId: namesOf(house, whose).encounterId }),
  'checkIn.openLink': () => ({ slug: 'riverside', token: 'x' }),
  'checkIn.own': (house, _room, whose) => ({ messageId: namesOf(house, whose).communicationId }),
  'checkIn.ringing': nothing,
  'checkIn.take': (house, _room, whose) => ({ requestId: randomUUID(), taskId: namesOf(house, whose).taskId }),
  'checkIn.waiting': nothing,
  'clinic.publicPage': () => ({ slug: 'riverside' }),
  'clinic.setPrivacy': () => ({ requestId: randomUUID(), lockAfterMinutes: 5, careDays: 365, breakGlassMinutes: 30 }),
  'clinic.setting': nothing,
  'carePlan.begin': inEncounter(() => ({ goal: 'Work without pain', visits: 6, everyDays: 7 })),
  'carePlan.end': inEncounter(({ planId }) => ({ planId, reason: 'Reached.' })),
  'carePlan.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'clinicalNote.add': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), encounterId: namesOf(house, whose).closedId },
    ...{ text: 'It was the other day.', reason: 'Remembered later.' },
  }),
  'clinicalNote.cosign': inEncounter(() => ({})),
  'clinicalNote.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'clinicalNote.record': (house, _room, whose) => ({ encounterId: namesOf(house, whose).encounterId }),
  'clinicalNote.saveTemplate': () => ({
    ...{ requestId: randomUUID(), existing: null, name: 'Follow-up' },
    ...{ subjective: 'Since last time:', objective: '', assessment: '', plan: '' },
  }),
  'clinicalNote.sign': inEncounter(() => ({ version: 1 })),
  'clinicalNote.templates': () => ({}),
  'clinicalNote.toCosign': () => ({}),
  'clinicalNote.write': inEncounter(() => ({
    version: 1,
    words: { subjective: 'Another note', objective: '', assessment: '', plan: '', text: '' },
  })),
  'communication.callInstead': (house, _room, whose) => ({
    requestId: randomUUID(),
    communicationId: namesOf(house, whose).communicationId,
  }),
  'communication.sendAgain': (house, _room, whose) => ({
    requestId: randomUUID(),
    communicationId: namesOf(house, whose).failedMessageId,
  }),
  'communication.list': () => ({}),
  'communication.leaflet': (house, _room, whose) => ({ id: namesOf(house, whose).communicationId }),
  'communication.mine': () => ({}),
  'communication.noteBounce': (house) => ({
    ...{ communicationId: namesOf(house, 'own').communicationId, isForGood: true, status: '5.1.1', diagnostic: '' },
  }),
  'communication.noteDelivery': (house) => ({
    ...{ communicationId: namesOf(house, 'own').communicationId, providerId: 'SM1', delivery: 'delivered', code: '' },
    isNoMobile: false,
  }),
  'contact.aboutLink': (house) => ({ communicationId: namesOf(house, 'own').communicationId }),
  'contact.choose': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), patientId: namesOf(house, whose).patientId, channel: 'email', purpose: 'visits' },
    ...{ agrees: true, note: 'Said so at the desk.' },
  }),
  'contact.pressLink': (house) => ({ communicationId: namesOf(house, 'own').communicationId, says: 'stop' }),
  'contact.reach': (house, _room, whose) => ({ patientId: namesOf(house, whose).patientId }),
  'contact.save': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), patientId: namesOf(house, whose).patientId, version: 1 },
    ...{ email: null, phone: null, phoneKind: null, preferred: null, timeZone: null },
  }),
  'consent.mine': nothing,
  'consent.noteTalk': ofConsent({ teachBack: 'A thin needle, maybe a bruise.' }),
  'consent.ofVisit': (house, _room, whose) => ({
    appointmentId: whose === 'not today' ? house.laterId : namesOf(house, whose).goingOnId,
  }),
  'consent.ownPaper': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).needledId }),
  'consent.sign': inEncounter(({ textVersion }) => ({
    signedName: 'Signed here',
    signerRelation: 'self',
    strokes: [],
    textVersion,
    locale: 'en',
  })),
  'consent.signOwn': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), appointmentId: namesOf(house, whose).needledId },
    ...{ signedName: 'Signed at home', textVersion: namesOf(house, whose).textVersion, locale: 'en' },
  }),
  'consent.withdraw': ofConsent({}),
  'consent.withdrawOwn': ofConsent({}),
  'contraindication.acknowledge': inEncounter(({ ruleId }) => ({ ruleId, decision: 'go-on', reason: 'Only a cold.' })),
  'contraindication.coSign': (house, _room, whose) => ({
    requestId: randomUUID(),
    acknowledgementId: namesOf(house, whose).acknowledgementId,
  }),
  'contraindication.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'contraindication.policy': nothing,
  'contraindication.waiting': () => ({}),
  'dayClosing.close': () => ({ requestId: randomUUID() }),
  'dayClosing.standing': nothing,
  'delivery.list': () => ({}),
  'delivery.read': (_house, room) => ({ raw: room.label('24J19B'), waiting: null }),
  'delivery.receive': (_house, { riverside, hillside }, where) => ({
    requestId: randomUUID(),
    supplier: 'Needles Ltd',
    noteNumber: 'D-1',
    placeId: (where === 'here' ? riverside : hillside).clinicId,
    lines: [
      {
        productId: riverside.scope.id('product', 'heron-60'),
        lotNumber: randomUUID().slice(0, 8),
        expiryDate: '2030-01-31',
        needles: 100,
        raw: '',
      },
    ],
  }),
  'device.save': setUp((clinic) => ({
    existing: { id: deviceId(clinic.scope, STIMULATOR), version: 1 },
    locationId: locationId(clinic.scope),
    name: 'Stimulator with a new name',
    kind: STIMULATOR,
    active: true,
  })),
  'device.setup': () => ({}),
  'emergency.answer': setUp((clinic) => ({ emergencyId: emergencyId(clinic) })),
  'emergency.end': setUp((clinic) => ({ emergencyId: emergencyId(clinic) })),
  'emergency.open': nothing,
  'emergency.raise': (house, _room, whose) => ({
    ...{ emergencyId: randomUUID(), appointmentId: namesOf(house, whose).goingOnId },
    tappedIso: new Date(NOW_MS).toISOString(),
  }),
  'encounter.complete': inEncounter(({ encounterVersion }) => ({ version: encounterVersion })),
  'encounter.day': dayNamed,
  'encounter.enterInError': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).goingOnId,
    version: namesOf(house, whose).encounterVersion,
    reason: 'The wrong person.',
  }),
  'encounter.enterNeedlingInError': inEncounter(({ procedureId }) => ({ procedureId, reason: 'The other side.' })),
  'encounter.needlingSuggestions': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'encounter.recordNeedlesOut': inEncounter(() => ({ removed: 4, fellOutFound: 0, broken: 0, missing: 0 })),
  'encounter.recordNeedling': inEncounter(({ lotId, areaId }) => ({
    entries: [{ areaId, lotId, needles: 1, insertions: 1, retained: false }],
  })),
  'encounter.recordUnused': inEncounter(({ lotId }) => ({
    lotId,
    discardedUnused: 1,
    droppedFound: 0,
    droppedNotFound: 0,
  })),
  'encounter.start': (house, _room, whose) => ({
    requestId: randomUUID(),
    appointmentId: namesOf(house, whose).bookedId,
    identity: 'name-and-birth-date',
  }),
  'encounter.visit': (house, _room, whose) => ({
    appointmentId: whose === 'not today' ? house.laterId : namesOf(house, whose).goingOnId,
  }),
  'healthcareService.list': nothing,
  'healthcareService.save': setUp((clinic) => ({
    existing: { id: clinic.service('without-needling-30'), version: 1 },
    name: { en: 'Hands only', de: 'Nur Hände' },
    description: { en: '', de: '' },
    technique: null,
    segments: [{ kind: 'hands-on', minutes: 30 }],
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, roomKind: 'treatment', deviceKinds: [] },
    ...{ practitionerIds: [clinic.practitionerId], bookableOnline: true, byRequest: false, active: true },
    ...{ minNoticeMinutes: 30, maxAheadDays: 90, maxPerDay: null, maxPerPatientPerDay: null, lateCancelMinutes: 0 },
  })),
  'healthcareService.setup': () => ({}),
  'incident.get': (house, _room, whose) => ({ incidentId: namesOf(house, whose).incidentId }),
  'incident.list': () => ({}),
  'incident.record': inEncounter(() => ({ kind: 'faint', description: 'She felt unwell.', report: REPORT })),
  'incident.reportFound': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), encounterId: namesOf(house, whose).completedId, needles: 1, found: 'outside' },
    ...{ foundOn: '2026-11-24', description: 'In a sock.' },
  }),
  'incomingText.list': () => ({}),
  'incomingText.receive': () => ({ providerId: 'SM1', fromNumber: '+491713920011', text: 'STOP', optOut: null }),
  'incident.writeReport': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), incidentId: namesOf(house, whose).incidentId, version: 0, report: REPORT },
  }),
  'lot.alreadyIn': inEncounter((_names, { riverside }) => ({
    product: { productId: riverside.scope.id('product', 'heron-50') },
    lotNumber: 'NEVER-SEEN',
    expiryDate: null,
    raw: null,
  })),
  'lot.confirmBox': inEncounter(({ openBoxId }) => ({ openBoxId })),
  'lot.get': (_house, { riverside, hillside }, where) => ({
    lotId: (where === 'here' ? riverside : hillside).lot('24H07A'),
  }),
  'lot.list': () => ({}),
  'lot.openBoxes': (house, _room, whose) => ({ encounterId: namesOf(house, whose).encounterId }),
  'lot.products': () => ({}),
  'lot.recall': (_house, { riverside, hillside }, where) => ({
    requestId: randomUUID(),
    lotId: (where === 'here' ? riverside : hillside).lot('24J19B'),
    reason: 'The maker asks for it back.',
  }),
  'lot.scan': inEncounter((_names, room) => ({ raw: room.label('24J19B') })),
  'needleAlarm.answer': inEncounter(() => ({})),
  'needleAlarm.list': nothing,
  'needleCount.countAgain': inEncounter(() => ({ removed: 4, fellOutFound: 0, broken: 0, missing: 0 })),
  'needleCount.defer': inEncounter(() => ({ reason: 'She fainted.' })),
  'needleCount.leaveInPlace': (house, _room, whose) => {
    const { stillInId, agreementId, areaId } = namesOf(house, whose)
    return {
      ...{ requestId: randomUUID(), encounterId: stillInId, areaId, needles: 1, textId: agreementId, locale: 'en' },
      ...{ signedName: 'Signed here', signerRelation: 'self', strokes: [], leaflet: 'paper', removalOn: '2026-12-01' },
    }
  },
  'needleCount.standing': (house, _room, whose) => ({ encounterId: namesOf(house, whose).encounterId }),
  'observation.endGoal': inEncounter(({ goalId }) => ({ goalId, reason: 'Reached.' })),
  'observation.mine': nothing,
  'observation.ofPatient': (house, _room, whose) => ({ patientId: namesOf(house, whose).patientId }),
  'observation.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'observation.score': inEncounter(({ goalId }) => ({ goalId, value: 4 })),
  'observation.scorePain': inEncounter(() => ({ moment: 'after', value: 4 })),
  'observation.setGoal': inEncounter(() => ({ kind: 'activity', title: 'Carry the shopping', target: 8 })),
  'patient.create': () => ({ requestId: randomUUID(), name: 'Quite Somebody Else' }),
  'patient.mine': nothing,
  'patient.search': () => ({ text: 'schmidt' }),
  'patient.summary': (house, _room, whose) => ({
    patientId: whose === 'not today' ? house.newcomerId : namesOf(house, whose).patientId,
  }),
  'patientCondition.add': (house, _room, whose) => ({
    requestId: randomUUID(),
    patientId: namesOf(house, whose).patientId,
    code: 'epilepsy',
    reason: 'She said so.',
  }),
  'patientCondition.end': (house, _room, whose) => ({
    requestId: randomUUID(),
    conditionId: namesOf(house, whose).conditionId,
    reason: 'Healed.',
  }),
  'patientCondition.list': (house, _room, whose) => ({ patientId: namesOf(house, whose).patientId }),
  'patientNeed.add': (house, { riverside }, whose) => ({
    requestId: randomUUID(),
    patientId: namesOf(house, whose).patientId,
    // nobody of the cases comes to him
    need: { kind: 'not-practitioner', practitionerId: riverside.ben.practitionerId },
  }),
  'patientNeed.end': (house, _room, whose) => ({
    requestId: randomUUID(),
    needId: namesOf(house, whose).needId,
    version: 1,
  }),
  'patientNeed.list': (house, _room, whose) => ({
    patientId: whose === 'not today' ? house.newcomerId : namesOf(house, whose).patientId,
  }),
  'practitioner.endCredential': setUp((clinic) => ({ ...credentialOf(clinic), lastDay: '2027-12-31' })),
  'practitioner.save': setUp((clinic) => ({
    existing: { id: clinic.practitionerId, version: 1 },
    ...{ name: 'Ana Ruiz', initials: 'AR', profession: 'physiotherapist', gender: 'female' },
    ...{ bookableOnline: true, serviceIds: [clinic.service('without-needling-30')], active: true },
  })),
  'practitioner.saveCredential': setUp((clinic) => ({
    existing: credentialOf(clinic),
    practitionerId: clinic.practitionerId,
    ...{ profession: 'physiotherapist', jurisdiction: 'DE', number: '1', validFrom: '2018-01-01', validUntil: null },
    techniques: ['deep-dry-needling', 'superficial-dry-needling', 'electro-needling'],
    source: 'Seen on paper.',
  })),
  'practitioner.setup': () => ({}),
  'product.label': (_house, { riverside, hillside }, where) => ({
    lotId: (where === 'here' ? riverside : hillside).lot('24H07A'),
  }),
  'product.list': () => ({}),
  'product.save': (_house, { hillside }, where) => ({
    requestId: randomUUID(),
    // one of another clinic is not there for these eyes
    existing: where === 'here' ? null : { id: hillside.scope.id('product', 'heron-60'), version: 1 },
    ...{ brand: 'Ibis', name: randomUUID(), diameterMm: 0.2, lengthMm: 13, reference: '', handle: '', tube: null },
    ...{ unitsPerBlister: null, unitsPerBox: 100, sterileMethod: null, shelfLifeMonths: null, gauges: [] },
    ...{ hibc: null, numbers: [], active: true },
  }),
  'proof.month': () => ({}),
  'proof.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'recall.addLot': ofRecall((clinic) => ({ requestId: randomUUID(), lotId: clinic.lot('24J19B') })),
  'recall.calls': ofRecall(),
  'recall.get': ofRecall(),
  'recall.list': () => ({}),
  'recall.message': ofRecall(),
  'recall.needles': nothing,
  'recall.open': () => ({
    ...{
      requestId: randomUUID(),
      kind: 'recall',
      reason: 'Tips through the sheath',
      begunIso: new Date(NOW_MS).toISOString(),
    },
    notice: { lotNumbers: ['24J19B'] },
  }),
  'recall.preview': () => ({ notice: { lotNumbers: ['24J19B'] } }),
  'recall.recordAttempt': (house, { riverside, hillside }, whom) => ({
    ...{ requestId: randomUUID(), channel: 'phone', outcome: 'told' },
    recallId: recallIdOf(whom === 'elsewhere' ? hillside : riverside),
    patientId: whom === 'not reached' ? house.newcomerId : house.reachedId,
  }),
  'recall.saveMessage': ofRecall(() => ({ requestId: randomUUID(), version: 1, en: 'Call us.', de: 'Rufen Sie an.' })),
  'recall.send': (house, { riverside, hillside }, whom) => ({
    requestId: randomUUID(),
    recallId: recallIdOf(whom === 'elsewhere' ? hillside : riverside),
    patientId: whom === 'not reached' ? house.newcomerId : house.reachedId,
  }),
  'recall.signOff': ofRecall(() => ({ requestId: randomUUID(), version: 1, reason: 'They cannot be found.' })),
  'recall.visits': ofRecall(),
  'clinicalPolicy.approve': (house, _room, where) => ({
    ...{ requestId: randomUUID(), kind: 'referral' },
    versionId: (where === 'here' ? house.names.own : house.names.elsewhere).policyDraftId,
  }),
  'clinicalPolicy.conditions': nothing,
  'aftercarePlan.library': nothing,
  'aftercarePlan.leaflet': (house, _room, whose) => ({
    appointmentId: whose === 'not today' ? house.names.own.needledId : namesOf(house, whose).goingOnId,
  }),
  'aftercarePlan.preview': (house, room, whose) => ({
    versionId: room.riverside.scope.id('aftercare-text', 'after-visit'),
    messageId: namesOf(house, whose).communicationId,
  }),
  'aftercarePlan.visits': () => ({}),
  'clinicalPolicy.discard': (house, _room, where) => ({
    ...{ requestId: randomUUID(), kind: 'referral' },
    versionId: (where === 'here' ? house.names.own : house.names.elsewhere).policyDraftId,
  }),
  'clinicalPolicy.draft': () => ({
    ...{ requestId: randomUUID(), key: null, replaces: null, source: 'A test.', validFrom: '2026-12-01' },
    proposal: {
      ...{ kind: 'outcome', content: { reviewFromVisit: 3, reviewByVisit: 5, painChange: 2, functionChange: 2 } },
    },
  }),
  'clinicalPolicy.history': () => ({ kind: 'consent', key: 'consent' }),
  'clinicalPolicy.list': () => ({ kind: 'contraindication' }),
  'recoveryRule.approve': (house, _room, where) => ({
    requestId: randomUUID(),
    ruleId: (where === 'here' ? house.names.own : house.names.elsewhere).draftId,
  }),
  'recoveryRule.draft': () => ({ requestId: randomUUID(), ...PROPOSAL, technique: 'electro-needling' }),
  'recoveryRule.endLonger': (house, _room, whose) => ({
    requestId: randomUUID(),
    ruleId: namesOf(house, whose).longerRestId,
    reason: 'Heals well.',
  }),
  'recoveryRule.history': () => ({ technique: 'deep-dry-needling', relation: 'same' }),
  'recoveryRule.lengthen': (house, _room, whose) => ({
    requestId: randomUUID(),
    patientId: namesOf(house, whose).patientId,
    ...{ technique: 'deep-dry-needling', relation: 'same', amount: 5, unit: 'days', reason: 'Heals slowly.' },
  }),
  'recoveryRule.ofPatient': (house, _room, whose) => ({
    patientId: whose === 'not today' ? house.newcomerId : namesOf(house, whose).patientId,
  }),
  'recoveryRule.policy': nothing,
  'recoveryRule.preview': (house, _room, whose) => ({
    ...{ technique: 'deep-dry-needling', relation: 'same', amount: 5, unit: 'days', toleranceMinutes: 0 },
    ...{ validFrom: '2026-12-01', patientId: whose === 'everybody' ? null : namesOf(house, whose).patientId },
  }),
  'recoveryRule.withdraw': (house, _room, where) => ({
    requestId: randomUUID(),
    ruleId: (where === 'here' ? house.names.own : house.names.elsewhere).draftId,
    reason: 'Not needed.',
  }),
  'room.save': setUp((clinic) => ({
    existing: { id: clinic.scope.id('room', 'Room 1'), version: 1 },
    locationId: locationId(clinic.scope),
    ...{ name: 'Room One', kind: 'treatment', accessible: true, active: true },
    places: [{ id: clinic.place('Room 1'), label: 'Couch', active: true }],
  })),
  'room.setup': () => ({}),
  'safetyPolicy.policy': nothing,
  'safetyPolicy.texts': nothing,
  'scanner.save': () => ({ requestId: randomUUID(), separators: ['§'] }),
  'scanner.setting': nothing,
  'schedule.callOff': (house, _room, whose) => ({
    requestId: randomUUID(),
    ...{ exceptionId: namesOf(house, whose).exceptionId, appointmentIds: [namesOf(house, whose).needledId] },
  }),
  'schedule.closedOver': (house, _room, whose) => ({ exceptionId: namesOf(house, whose).exceptionId }),
  'schedule.endException': (house, _room, whose) => ({
    requestId: randomUUID(),
    ...{ id: namesOf(house, whose).exceptionId, version: 1 },
  }),
  'schedule.endHours': (_house, room, whose) => ({
    requestId: randomUUID(),
    ...{ id: kept(room, whose).hoursId, version: 1, lastDay: '2028-12-31' },
  }),
  'schedule.exceptions': ofSubject,
  'schedule.hours': ofSubject,
  'schedule.saveException': (_house, room, whose) => ({
    requestId: randomUUID(),
    ...{ existing: null, subject: kept(room, whose).subject, kind: 'closed', locationId: null, reason: 'Course' },
    ...{ from: { date: '2027-10-04', minute: 0 }, until: { date: '2027-10-08', minute: 1440 } },
  }),
  'schedule.saveHours': (_house, room, whose) => ({
    requestId: randomUUID(),
    ...{ existing: null, subject: kept(room, whose).subject, locationId: kept(room, whose).locationId },
    ...{ rule: 'FREQ=WEEKLY;BYDAY=SU', startMinute: 600, endMinute: 720, addedDates: [], droppedDates: [] },
    ...{ validFrom: '2027-10-01', validUntil: null },
  }),
  'schedule.week': () => ({ firstDate: '2026-11-24' }),
  'screening.answer': inEncounter(() => ({ answers: { infection: { value: 'no' } } })),
  'screening.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'serviceRequest.letter': (house, _room, whose) => ({ id: namesOf(house, whose).letterId }),
  'serviceRequest.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'serviceRequest.recordReply': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), id: namesOf(house, whose).sentLetterId, reply: 'Nothing found.' },
  }),
  'serviceRequest.send': (house, _room, whose) => ({ requestId: randomUUID(), id: namesOf(house, whose).letterId }),
  'serviceRequest.withdraw': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), id: namesOf(house, whose).letterId, reason: 'Better by itself.' },
  }),
  'serviceRequest.write': inEncounter(() => ({ ...LETTER })),
  'session.current': nothing,
  'sharpsContainer.close': setUp(({ scope }) => ({
    containerId: scope.id('sharps-container', '1'),
    closedFor: 'full',
  })),
  'sharpsContainer.closed': () => ({}),
  'sharpsContainer.list': nothing,
  'sharpsContainer.open': setUp(({ scope }) => ({ roomId: scope.id('room', 'Room 1'), label: 'S-015' })),
  'sharpsContainer.visits': asked(({ scope }) => ({ containerId: scope.id('sharps-container', '1') })),
  'sharpsInjury.keepSource': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), ...ofInjury(house, whose), version: 0, encounterId: null, reason: REASON },
  }),
  'sharpsInjury.list': () => ({}),
  'sharpsInjury.record': setUp(({ practitionerId, scope }) => ({
    ...{ ...INJURY, practitionerId, roomId: scope.id('room', 'Room 1') },
  })),
  'sharpsInjury.sources': (house, _room, whose) => ofInjury(house, whose),
  'stock.addBag': setUp(({ practitionerId }) => ({ practitionerId })),
  'stock.book': asked(({ lot }) => ({ lotId: lot('24H07A') })),
  'stock.correctExpiry': setUp(({ lot }) => ({
    lotId: lot('21K03E'),
    was: '2026-10-15',
    expiryDate: '2031-01-31',
    reason: MISREAD,
  })),
  'stock.lying': asked(({ scope }) => ({ placeId: scope.id('room', 'Room 1') })),
  'stock.move': setUp(({ lot, clinicId, scope }) => ({
    ...{ lotId: lot('24H07A'), fromPlaceId: clinicId, toPlaceId: scope.id('room', 'Room 1'), quantity: 1 },
  })),
  'stock.open': setUp(({ lot, scope }) => ({ lotId: lot('24H07A'), placeId: scope.id('room', 'Room 1') })),
  'stock.places': nothing,
  'stock.readLabel': (_house, room, where) => {
    const clinic = where === 'here' ? room.riverside : room.hillside
    return { placeId: clinic.clinicId, raw: room.label('24H07A', clinic) }
  },
  'stock.release': setUp(({ lot }) => ({ lotId: lot('LOTD42'), reason: MISREAD })),
  'stock.setAside': setUp(({ lot }) => ({ lotId: lot('21K03E'), reason: MISREAD })),
  'stock.setReorder': setUp(({ scope }) => ({ productId: scope.id('product', 'heron-50'), below: 100 })),
  'stock.suggest': asked(({ scope }) => ({ placeId: scope.id('room', 'Room 1') })),
  'stock.take': setUp(({ lot, clinicId }) => ({
    placeId: clinicId,
    lines: [{ lotId: lot('24H07A'), seen: 0, counted: 0 }],
  })),
  'stock.takeBack': setUp(({ scope }) => ({ entryId: scope.id('stock-entry', 'received 21K03E'), reason: MISREAD })),
  'stock.watch': nothing,
  'stock.writeOff': setUp(({ lot, clinicId }) => ({
    ...{ lotId: lot('24H07A'), placeId: clinicId, kind: 'dropped', quantity: 1, reason: MISREAD },
  })),
  'task.askPractitioner': (house, { riverside }, where) => ({
    requestId: randomUUID(),
    practitionerId: riverside.practitionerId,
    patientId: (where === 'here' ? house.names.own : house.names.elsewhere).patientId,
    serviceId: riverside.service('dry-needling-45'),
    areaIds: [TRAPEZIUS],
    startIso: FREE_START,
  }),
  'task.close': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), taskId: namesOf(house, whose).taskId, outcome: 'reached', note: 'Talked.' },
  }),
  'task.complete': (house, _room, whose) => ({ requestId: randomUUID(), taskId: namesOf(house, whose).taskId }),
  'task.decline': (house, _room, whose) => ({
    ...{ requestId: randomUUID(), taskId: namesOf(house, whose).taskId, reason: 'Too soon after the last time' },
  }),
  'task.list': () => ({}),
  'task.take': (house, _room, whose) => ({ requestId: randomUUID(), taskId: namesOf(house, whose).taskId }),
  'visitNotice.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'visitTreatment.ofVisit': (house, _room, whose) => ({ appointmentId: namesOf(house, whose).goingOnId }),
  'visitTreatment.record': inEncounter(() => ({ technique: 'cupping', done: true })),
  'trace.day': (_house, { riverside, hillside }, where) => ({
    practitionerId: (where === 'here' ? riverside : hillside).practitionerId,
    date: '2026-11-24',
  }),
  'trace.findLots': () => ({ text: '24H' }),
  'trace.place': nothing,
  'trace.practitioners': nothing,
  'trace.lot': (_house, { riverside, hillside }, where) => ({
    lotId: (where === 'here' ? riverside : hillside).lot('24H07A'),
  }),
  'trace.person': (house, _room, where) => ({
    patientId: (where === 'here' ? house.names.own : house.names.elsewhere).patientId,
  }),
  'visitDraft.discard': () => ({ draftId: randomUUID() }),
  'visitDraft.list': nothing,
  'visitDraft.park': (house, _room, where) => ({
    draftId: randomUUID(),
    patientId: (where === 'here' ? house.names.own : house.names.elsewhere).patientId,
  }),
}
