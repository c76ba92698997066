import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { StaffActor } from '#domain/actor.ts'
import { closeQueue, connectQueue } from '#jobs/queue.ts'
import { boxLabelOf, lotsOf } from '../../prisma/seed/products.ts'
import { QUESTIONS } from '../../prisma/seed/questions.ts'
import { type TestClinic, TUESDAY_MORNING_MS } from './clinics.ts'
import { type FrontDesk, openFrontDesk } from './front-desk.ts'
import { MINUTE_MS } from './instants.ts'
import { WITHOUT_CONDITIONS, WITHOUT_NEEDS } from './people.ts'

export const TRAPEZIUS = 'upper-trapezius.left'
export const LEVATOR = 'levator-scapulae.left'
export const INFRASPINATUS = 'infraspinatus.left'
/** A place far from the lung. */
export const SOLEUS = 'soleus.right'

/** A visit that is going on: who treats whom, and since when. */
export interface OpenVisit {
  readonly appointmentId: string
  readonly encounterId: string
  readonly practitioner: StaffActor
  readonly startMs: number
  readonly endMs: number
}

export interface TreatmentRoom extends FrontDesk {
  readonly label: (lotNumber: string, clinic?: TestClinic) => string
  readonly close: () => Promise<void>
}

/** The clinics behind their procedures, the queue connected and the database's clock at the test's. */
export const openTreatmentRoom = async (): Promise<TreatmentRoom> => {
  const desk = await openFrontDesk()
  connectQueue(desk.appUrl)
  await setDatabaseClock(desk.owner, TUESDAY_MORNING_MS)
  return {
    ...desk,
    label: (lotNumber, clinic = desk.riverside) => {
      const lot = lotsOf(clinic.scope).find((one) => one.lotNumber === lotNumber)
      if (lot === undefined) throw new Error(`No box of lot ${lotNumber}`)
      return boxLabelOf(lot)
    },
    close: async () => {
      await closeQueue()
      await desk.close()
    },
  }
}

/** Guards in the database read its own clock; it goes on from here. */
export const setDatabaseClock = async (owner: pg.Pool, nowMs: number): Promise<void> => {
  await owner.query('UPDATE app_clock SET shift = make_interval(secs => $1)', [(nowMs - Date.now()) / 1000])
}

interface Plan {
  readonly startIso: string
  readonly areaIds: readonly string[]
  readonly patientId?: string
  readonly service?: Parameters<FrontDesk['riverside']['service']>[0]
  readonly practitioner?: StaffActor
  readonly clinic?: TestClinic
}

/** Books a visit at the desk. */
export const bookVisit = (room: TreatmentRoom, plan: Plan) => {
  const { clinic = room.riverside, patientId = clinic.patientId, practitioner = clinic.ana, startIso } = plan
  return room.as(clinic.desk).appointment.book({
    requestId: randomUUID(),
    patientId,
    serviceId: clinic.service(plan.service ?? 'dry-needling-45'),
    areaIds: [...plan.areaIds],
    practitionerId: practitioner.practitionerId,
    startIso,
  })
}

/** Books a visit and opens it at its start. */
export const openVisit = async (room: TreatmentRoom, plan: Plan): Promise<OpenVisit> => {
  const practitioner = plan.practitioner ?? (plan.clinic ?? room.riverside).ana
  const { appointmentId, startIso, endIso } = await bookVisit(room, plan)
  const [startMs, endMs] = [Date.parse(startIso), Date.parse(endIso)]
  const { encounterId } = await room
    .as(practitioner, { nowMs: startMs })
    .encounter.start({ requestId: randomUUID(), appointmentId, identity: 'name-and-birth-date' })
  return { appointmentId, encounterId, practitioner, startMs, endMs }
}

/** The visit's practitioner, so many minutes into the visit. */
export const atMinute = (room: TreatmentRoom, visit: OpenVisit, minute: number) =>
  room.as(visit.practitioner, { nowMs: visit.startMs + minute * MINUTE_MS })

/** Every question is answered with "no", and the consent that is due is signed. */
export const prepare = async (room: TreatmentRoom, visit: OpenVisit): Promise<void> => {
  const { encounterId, appointmentId } = visit
  const caller = atMinute(room, visit, 2)
  const answers = Object.fromEntries(
    QUESTIONS.filter(({ required }) => required).map(({ id }) => [id, { value: 'no' as const }]),
  )
  await caller.screening.answer({ requestId: randomUUID(), encounterId, answers })
  const { consentTextVersion } = await caller.encounter.visit({ appointmentId })
  await caller.consent.sign({
    requestId: randomUUID(),
    encounterId,
    signedName: 'B. Guðmundsdóttir',
    signerRelation: 'self',
    strokes: [],
    textVersion: consentTextVersion,
    locale: 'en',
  })
}

/** Scans a box for the visit; gives the lot. */
export const scan = async (
  room: TreatmentRoom,
  visit: OpenVisit,
  lotNumber: string,
  minute = 3,
  clinic: TestClinic = room.riverside,
): Promise<string> => {
  const raw = room.label(lotNumber, clinic)
  const { encounterId } = visit
  return (await atMinute(room, visit, minute).lot.scan({ requestId: randomUUID(), encounterId, raw })).lotId
}

/** A box as somebody says it whose needles are in already: the Heron 0.30×50 unless they say another needle. */
export type Found = Partial<Omit<Parameters<ReturnType<FrontDesk['as']>['lot']['alreadyIn']>[0], 'encounterId'>>

/** Says that needles of a box are in already. */
export const sayAlreadyIn = (room: TreatmentRoom, visit: OpenVisit, found: Found, minute = 4) =>
  atMinute(room, visit, minute).lot.alreadyIn({
    requestId: randomUUID(),
    encounterId: visit.encounterId,
    product: { productId: room.riverside.scope.id('product', 'heron-50') },
    lotNumber: null,
    expiryDate: null,
    raw: null,
    ...found,
  })

/** Writes down needles that went in, the same number in each area. */
export const needle = (room: TreatmentRoom, visit: OpenVisit, { lotId, areaIds, needles = 4, minute = 5 }: NeedlesIn) =>
  atMinute(room, visit, minute).encounter.recordNeedling({
    requestId: randomUUID(),
    encounterId: visit.encounterId,
    entries: areaIds.map((areaId) => ({ areaId, lotId, needles, insertions: needles, retained: false })),
  })

interface NeedlesIn {
  readonly lotId: string
  readonly areaIds: readonly string[]
  readonly needles?: number
  readonly minute?: number
}

interface NeedlesOut {
  readonly removed: number
  readonly fellOutFound?: number
  readonly broken?: number
  readonly missing?: number
  readonly incident?: string
}

/** Writes down what came out. */
export const takeOut = (room: TreatmentRoom, visit: OpenVisit, minute: number, out: NeedlesOut) =>
  atMinute(room, visit, minute).encounter.recordNeedlesOut({
    requestId: randomUUID(),
    encounterId: visit.encounterId,
    fellOutFound: 0,
    broken: 0,
    missing: 0,
    ...out,
  })

/** Completes the visit as it stands. */
export const complete = async (room: TreatmentRoom, visit: OpenVisit, minute: number) => {
  const caller = atMinute(room, visit, minute)
  const { encounter } = await caller.encounter.visit({ appointmentId: visit.appointmentId })
  return caller.encounter.complete({
    requestId: randomUUID(),
    encounterId: visit.encounterId,
    version: encounter?.version ?? 0,
  })
}

/** Visits of Ana's that are all open at once, an hour apart next year, with patients of the clinic in turn. */
export const openManyVisits = async ({ owner, riverside }: TreatmentRoom, count: number): Promise<OpenVisit[]> => {
  const { rows } = await owner.query<{ appointmentId: string; encounterId: string; starts: Date; ends: Date }>(
    `WITH made AS (
       INSERT INTO appointment (clinic_id, patient_id, practitioner_id, location_id, place_id, service_id, status, starts_at,
         ends_at, promised_wall_time, time_zone, technique, segments, buffer_before_minutes, buffer_after_minutes,
         areas_undecided, source, version)
       SELECT $1, p.id, $2, $3, $4, $5, 'checked-in', starts, starts + interval '45 minutes', to_char(starts, 'YYYY-MM-DD"T"HH24:MI'),
         'Europe/Berlin', 'deep-dry-needling', '[{"kind":"hands-on","minutes":45}]', 0, 0, true, 'desk', 1
       FROM generate_series(0, $6 - 1) n
       CROSS JOIN LATERAL (SELECT coalesce((SELECT max(ends_at) FROM appointment WHERE clinic_id = $1 AND starts_at >= '2027-06-01'),
         '2027-06-01T00:00Z'::timestamptz) + (n + 1) * interval '1 hour' AS starts) t
       JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nr, count(*) OVER () AS people FROM patient p WHERE clinic_id = $1 AND ${WITHOUT_NEEDS} AND ${WITHOUT_CONDITIONS}) p
         ON p.nr = n % p.people
       RETURNING *
     ), claimed AS (
       INSERT INTO claim (clinic_id, appointment_id, resource_id, during, waived)
       SELECT clinic_id, id, unnest(ARRAY[practitioner_id, place_id, patient_id]), tstzrange(starts_at, ends_at), false FROM made
     ), opened AS (
       INSERT INTO encounter (clinic_id, appointment_id, patient_id, practitioner_id, status, started_at, version)
       SELECT clinic_id, id, patient_id, practitioner_id, 'in-progress', starts_at, 1 FROM made RETURNING id, appointment_id
     )
     SELECT m.id AS "appointmentId", o.id AS "encounterId", m.starts_at AS starts, m.ends_at AS ends
     FROM made m JOIN opened o ON o.appointment_id = m.id ORDER BY m.starts_at`,
    [
      riverside.clinicId,
      riverside.practitionerId,
      riverside.scope.id('location', 'Riverside'),
      riverside.place('Room 1'),
      riverside.service('dry-needling-45'),
      count,
    ],
  )
  return rows.map(({ appointmentId, encounterId, starts, ends }) => ({
    appointmentId,
    encounterId,
    practitioner: riverside.ana,
    startMs: starts.getTime(),
    endMs: ends.getTime(),
  }))
}

/** A lot as its screen has it: what it is, and everybody it reached, the latest visit first. */
export const lotAsShown = async (caller: ReturnType<TreatmentRoom['as']>, lotId: string, limit = 500) => {
  const pages = [await caller.trace.lot({ lotId, limit })]
  for (let cursor = pages[0]?.next; cursor; cursor = pages.at(-1)?.next)
    pages.push(await caller.trace.lot({ lotId, limit, cursor }))
  return { ...(await caller.lot.get({ lotId })), reached: pages.flatMap(({ rows }) => rows) }
}
