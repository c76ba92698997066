import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { StaffActor } from '#domain/actor.ts'
import { QUESTIONS } from '#domain/encounter/screening.ts'
import { closeQueue, connectQueue } from '#jobs/queue.ts'
import { boxLabelOf, lotsOf } from '../../prisma/seed/products.ts'
import { TUESDAY_MORNING_MS } from './clinics.ts'
import { type FrontDesk, openFrontDesk } from './front-desk.ts'
import { MINUTE_MS } from './instants.ts'

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
  readonly label: (lotNumber: string) => string
  readonly close: () => Promise<void>
}

/** The clinics behind their procedures, the queue connected and the database's clock at the test's. */
export const openTreatmentRoom = async (): Promise<TreatmentRoom> => {
  const desk = await openFrontDesk()
  connectQueue(desk.appUrl)
  await setDatabaseClock(desk.owner, TUESDAY_MORNING_MS)
  return {
    ...desk,
    label: (lotNumber) => {
      const lot = lotsOf(desk.riverside.scope).find((one) => one.lotNumber === lotNumber)
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
}

/** Books a visit at the desk. */
export const bookVisit = (room: TreatmentRoom, plan: Plan) =>
  room.as(room.riverside.desk).appointment.book({
    requestId: randomUUID(),
    patientId: plan.patientId ?? room.riverside.patientId,
    serviceId: room.riverside.service(plan.service ?? 'dry-needling-45'),
    areaIds: [...plan.areaIds],
    practitionerId: (plan.practitioner ?? room.riverside.ana).practitionerId,
    startIso: plan.startIso,
  })

/** Books a visit and opens it at its start. */
export const openVisit = async (room: TreatmentRoom, plan: Plan): Promise<OpenVisit> => {
  const practitioner = plan.practitioner ?? room.riverside.ana
  const { appointmentId, startIso, endIso } = await bookVisit(room, plan)
  const [startMs, endMs] = [Date.parse(startIso), Date.parse(endIso)]
  const { encounterId } = await room
    .as(practitioner, { nowMs: startMs })
    .encounter.start({ requestId: randomUUID(), appointmentId })
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
  await caller.encounter.answerScreening({ requestId: randomUUID(), encounterId, answers })
  const { consentTextVersion } = await caller.encounter.visit({ appointmentId })
  await caller.encounter.signConsent({
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
export const scan = async (room: TreatmentRoom, visit: OpenVisit, lotNumber: string, minute = 3): Promise<string> => {
  const raw = room.label(lotNumber)
  const { encounterId } = visit
  return (await atMinute(room, visit, minute).lot.scan({ requestId: randomUUID(), encounterId, raw })).lotId
}

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
