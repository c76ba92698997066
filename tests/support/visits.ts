import type pg from 'pg'
import { type ClaimRow, claimsOf, insertVisitClaims, lockResources, type RestRow, restOf } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, type Outcome, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { overlaps } from '#domain/time/interval.ts'
import { uuidv7 } from '#lib/ids.ts'
import { bodyAreas } from '../../prisma/seed/body-areas.ts'
import type { TestClinic } from './clinics.ts'
import { insertInto } from './raw-sql.ts'

const MINUTE_MS = 60_000

/** A visit as bare as the database allows: who, where, when, and which areas it would needle and rest. */
export interface BareVisit {
  readonly id: string
  readonly patientId: string
  readonly practitionerId: string
  readonly placeId: string
  readonly startMs: number
  readonly minutes: number
  /** How long the practitioner is needed, from the start; the place and the patient are held to the end. */
  readonly handsOnMinutes?: number
  readonly rest: readonly Pick<RestRow, 'areaId' | 'kind' | 'startMs' | 'endMs'>[]
  /** Deep dry needling when something is needled and nothing is said. */
  readonly technique?: string
}

type Wish = Partial<BareVisit> & Pick<BareVisit, 'startMs'>

/** A visit of Ana's in Room 1 for an hour, without needles; the test says what matters to it. */
export const visitAt = (clinic: TestClinic, wish: Wish): BareVisit => ({
  id: uuidv7(),
  patientId: clinic.patientId,
  practitionerId: clinic.practitionerId,
  placeId: clinic.place('Room 1'),
  minutes: 60,
  rest: [],
  ...wish,
})

/** What a deep dry needling of an area rests by the demo's rules: the area for three days, its neighbours for one. */
export const restAfter = (areaId: string, startMs: number, endMs: number): BareVisit['rest'] => {
  const neighbours = bodyAreas.find(({ id }) => id === areaId)?.neighbourIds ?? []
  const rest = (rested: string, days: number) =>
    ({ areaId: rested, kind: 'rest', startMs: endMs, endMs: endMs + days * 24 * 60 * MINUTE_MS }) as const
  return [
    { areaId, kind: 'treatment', startMs, endMs },
    { areaId: 'anywhere', kind: 'treatment', startMs, endMs },
    rest(areaId, 3),
    ...neighbours.map((neighbour) => rest(neighbour, 1)),
  ]
}

const endOf = (visit: BareVisit): number => visit.startMs + visit.minutes * MINUTE_MS
const handsOffMs = (visit: BareVisit): number => visit.startMs + (visit.handsOnMinutes ?? visit.minutes) * MINUTE_MS
const segmentsOf = ({ minutes, handsOnMinutes = minutes }: BareVisit) => [
  { kind: 'hands-on', minutes: handsOnMinutes },
  ...(handsOnMinutes < minutes ? [{ kind: 'resting', minutes: minutes - handsOnMinutes }] : []),
]
const iso = (ms: number): string => new Date(ms).toISOString()

/** The row of the visit itself, in the database's names. */
export const appointmentRowOf = (clinic: TestClinic, visit: BareVisit, status = 'booked') => ({
  clinic_id: clinic.clinicId,
  id: visit.id,
  patient_id: visit.patientId,
  practitioner_id: visit.practitionerId,
  location_id: clinic.scope.id('location', 'Riverside'),
  place_id: visit.placeId,
  service_id: clinic.service('without-needling-30'),
  status,
  starts_at: iso(visit.startMs),
  ends_at: iso(endOf(visit)),
  promised_wall_time: '2027-01-01T10:00',
  time_zone: 'Europe/Berlin',
  technique: visit.technique ?? (visit.rest.length > 0 ? 'deep-dry-needling' : null),
  segments: segmentsOf(visit),
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  areas_undecided: false,
  source: 'desk',
  version: 1,
})

/** The claims of the visit, in the database's names. */
export const claimRowsOf = (clinic: TestClinic, visit: BareVisit) =>
  [visit.practitionerId, visit.placeId, visit.patientId].sort().map((resource) => ({
    clinic_id: clinic.clinicId,
    id: uuidv7(),
    resource_id: resource,
    appointment_id: visit.id,
    during: `[${iso(visit.startMs)},${iso(resource === visit.practitionerId ? handsOffMs(visit) : endOf(visit))})`,
    waived: false,
  }))

/** Books with plain statements: no lock, no decision, nothing but the database in the way. */
export const bookRaw = async (client: pg.PoolClient, clinic: TestClinic, visit: BareVisit): Promise<void> => {
  await insertInto(client, 'appointment', appointmentRowOf(clinic, visit))
  for (const claim of claimRowsOf(clinic, visit)) await insertInto(client, 'claim', claim)
  for (const row of visit.rest) await insertInto(client, 'rest_claim', restRowOf(clinic, visit, row))
}

/** Books the practitioner twice, by a recorded decision. */
export const overbookRaw = async (client: pg.PoolClient, clinic: TestClinic, visit: BareVisit): Promise<string> => {
  const overrideId = uuidv7()
  await insertInto(client, 'appointment', appointmentRowOf(clinic, visit))
  await insertInto(client, 'override', overrideRowOf(clinic, visit.id, overrideId))
  const over = visit.practitionerId
  for (const claim of claimRowsOf(clinic, visit)) {
    const waiver = claim.resource_id === over ? { waived: true, override_id: overrideId } : {}
    await insertInto(client, 'claim', { ...claim, ...waiver })
  }
  return overrideId
}

export const overrideRowOf = (clinic: TestClinic, appointmentId: string, id: string) => ({
  clinic_id: clinic.clinicId,
  id,
  appointment_id: appointmentId,
  breaks: ['overlap'],
  reason: 'Came in pain.',
  by_identity_id: clinic.owner.identityId,
  by_name: clinic.owner.name,
  broke: [],
})

export const restRowOf = (
  clinic: TestClinic,
  visit: Pick<BareVisit, 'id' | 'patientId'>,
  row: BareVisit['rest'][number],
) => ({
  clinic_id: clinic.clinicId,
  id: uuidv7(),
  patient_id: visit.patientId,
  area_id: row.areaId,
  kind: row.kind,
  during: `[${iso(row.startMs)},${iso(row.endMs)})`,
  appointment_id: visit.id,
  waived: false,
})

type Refusal = { readonly reason: 'taken' | 'rest' | 'there-already' }

/** What one caller of a command was told. A thrown error is not an answer: it fails the test that raced. */
export type Told = 'done' | Refusal['reason'] | 'try-again' | (string & {})

/** Books the way every command does: lock, look, decide, claim; beaten to a claim, it looks again. */
export const bookByCommand = (database: Database, actor: StaffActor, clinic: TestClinic, visit: BareVisit) =>
  told(database, actor, 'book', async (tx) => {
    await lockResources(tx, clinic.clinicId, resourcesOf(visit))
    const refusal = await whyNot(tx, clinic, visit)
    if (refusal) return refused(refusal)
    await tx.appointment.create({ data: appointmentData(clinic, visit) })
    return claim(tx, clinic, visit)
  })

/** Moves a visit to another start the way every command does. */
export const moveByCommand = (database: Database, actor: StaffActor, clinic: TestClinic, visit: BareVisit) =>
  told(database, actor, 'move', async (tx) => {
    await lockResources(tx, clinic.clinicId, resourcesOf(visit))
    const refusal = await whyNot(tx, clinic, visit)
    if (refusal) return refused(refusal)
    const where = { clinicId_id: { clinicId: clinic.clinicId, id: visit.id } }
    const { startsAt } = await tx.appointment.findUniqueOrThrow({ where, select: { startsAt: true } })
    if (startsAt.getTime() === visit.startMs) return refused({ reason: 'there-already' })
    await tx.$executeRaw`DELETE FROM claim WHERE clinic_id = ${clinic.clinicId}::uuid AND appointment_id = ${visit.id}::uuid`
    await tx.$executeRaw`DELETE FROM rest_claim WHERE clinic_id = ${clinic.clinicId}::uuid AND appointment_id = ${visit.id}::uuid`
    await tx.appointment.update({
      where,
      data: { startsAt: new Date(visit.startMs), endsAt: new Date(endOf(visit)) },
    })
    return claim(tx, clinic, visit)
  })

const told = async (
  database: Database,
  actor: StaffActor,
  command: string,
  body: (tx: Transaction) => Promise<Outcome<string, Refusal>>,
): Promise<Told> => {
  const answer = await runCommand(database, actor, { command, requestId: uuidv7() }, body)
  return answer.ok ? 'done' : (answer.refusals[0]?.reason ?? 'refused')
}

const resourcesOf = (visit: BareVisit): string[] => [visit.practitionerId, visit.placeId, visit.patientId]

const appointmentData = (clinic: TestClinic, visit: BareVisit) => ({
  clinicId: clinic.clinicId,
  id: visit.id,
  patientId: visit.patientId,
  practitionerId: visit.practitionerId,
  locationId: clinic.scope.id('location', 'Riverside'),
  placeId: visit.placeId,
  serviceId: clinic.service('without-needling-30'),
  status: 'booked',
  startsAt: new Date(visit.startMs),
  endsAt: new Date(endOf(visit)),
  promisedWallTime: '2027-01-01T10:00',
  timeZone: 'Europe/Berlin',
  technique: visit.rest.length > 0 ? 'deep-dry-needling' : null,
  segments: segmentsOf(visit),
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  areasUndecided: false,
  source: 'desk',
  version: 1,
})

const whyNot = async (tx: Transaction, clinic: TestClinic, visit: BareVisit): Promise<Refusal | null> => {
  const taken = await claimsOf(tx, clinic.clinicId, resourcesOf(visit), {
    fromMs: visit.startMs,
    toMs: endOf(visit),
    nowMs: visit.startMs,
    ownHolds: { holdId: null },
  })
  const inTheWay = ({ appointmentId, resourceId, startMs }: (typeof taken)[number]) =>
    appointmentId !== visit.id && (resourceId !== visit.practitionerId || startMs < handsOffMs(visit))
  if (taken.some(inTheWay)) return { reason: 'taken' }
  if (visit.rest.length === 0) return null
  const standing = await restOf(tx, clinic.clinicId, visit.patientId, 0)
  const spoilt = visit.rest.some((row) =>
    standing.some(
      (other) =>
        other.appointmentId !== visit.id &&
        other.areaId === row.areaId &&
        other.kind !== row.kind &&
        overlaps(other, row),
    ),
  )
  return spoilt ? { reason: 'rest' } : null
}

const claim = async (tx: Transaction, clinic: TestClinic, visit: BareVisit): Promise<Outcome<string, Refusal>> => {
  const claims: ClaimRow[] = resourcesOf(visit).map((resourceId) => ({
    resourceId,
    startMs: visit.startMs,
    endMs: resourceId === visit.practitionerId ? handsOffMs(visit) : endOf(visit),
    waivedByOverrideId: null,
  }))
  const rest = visit.rest.map((row) => ({ ...row, ruleId: null, waivedByOverrideId: null, waivedByDeviationId: null }))
  await insertVisitClaims(
    tx,
    clinic.clinicId,
    { appointmentId: visit.id, patientId: visit.patientId },
    { claims, rest, areaIds: [] },
  )
  return done(visit.id, { action: 'test', entityType: 'appointment', entityId: visit.id })
}
