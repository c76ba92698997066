import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { mayChange } from '#domain/appointment/permission.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import { mayReviewOf } from './access.ts'
import type { OpenedRecord, Opening } from './schema.ts'

/** Until when somebody's record is open to a person who broke the glass; null when it is not. */
export const openUntil = async (
  tx: Transaction,
  { clinicId, identityId }: StaffActor,
  patientId: string,
  nowMs: number,
): Promise<Date | null> => {
  const open = await tx.breakGlass.findFirst({
    where: { clinicId, patientId, identityId, expiresAt: { gt: new Date(nowMs) } },
    orderBy: { expiresAt: 'desc' },
    select: { expiresAt: true },
  })
  return open?.expiresAt ?? null
}

/** Whether somebody's record may be read: they are in one's or one's team's care, or it was opened with a reason and is not closed yet. */
export const standingOf = async (
  tx: Transaction,
  actor: StaffActor,
  patientId: string,
  nowMs: number,
): Promise<{ standing: OpenedRecord['standing']; until: Date | null } | null> => {
  const care = await isInCareOf(tx, actor, patientId, nowMs, 'with-team')
  if (care === 'nobody') return null
  if (care === 'theirs') return { standing: 'in-care', until: null }
  const until = await openUntil(tx, actor, patientId, nowMs)
  return { standing: until === null ? 'closed' : 'opened', until }
}

/** How close together looks at one record are one opening of it. */
const ONE_OPENING_MINUTES = 30

interface Opened {
  /** A person's record or visit on its screen; or an earlier visit, to be read. */
  readonly action: 'open-record' | 'read-record'
  readonly entityType: 'Patient' | 'Encounter' | 'Appointment'
  readonly entityId: string
  readonly patientId: string
}

/** Writes down that a record was opened: once an opening, however often a screen asks anew. */
export const noteOpening = async (tx: Transaction, actor: StaffActor, opened: Opened, nowMs: number): Promise<void> => {
  const since = new Date(nowMs - ONE_OPENING_MINUTES * 60_000)
  const [before] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT at FROM audit_event WHERE clinic_id = ${actor.clinicId}::uuid AND identity_id = ${actor.identityId}
      AND at > ${since} AND action = ${opened.action} AND entity_id = ${opened.entityId} LIMIT 1`
  if (before !== undefined) return
  await appendAudit(tx, actor, null, opened)
}

/** Somebody's record as far as it is open to whoever asks: its visits, the last one first. */
export const recordOfPatient = async (
  tx: Transaction,
  actor: StaffActor,
  { patientId, limit, offset }: { readonly patientId: string; readonly limit: number; readonly offset: number },
  nowMs: number,
): Promise<OpenedRecord | null> => {
  const { clinicId } = actor
  const found = await standingOf(tx, actor, patientId, nowMs)
  if (found === null) return null
  const patient = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { name: true, birthDate: true },
  })
  const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { breakGlassMinutes: true } })
  const closed = found.standing === 'closed'
  const rows = closed ? [] : await visitsOf(tx, clinicId, patientId, { limit, offset })
  if (!closed)
    await noteOpening(
      tx,
      actor,
      { action: 'open-record', entityType: 'Patient', entityId: patientId, patientId },
      nowMs,
    )
  return {
    patientId,
    patientName: patient.name,
    birthDate: patient.birthDate?.toISOString().slice(0, 10) ?? null,
    standing: found.standing,
    openUntilIso: found.until?.toISOString() ?? null,
    readsConditions: !closed && actor.practitionerId !== null,
    minutes: clinic.breakGlassMinutes,
    visits: rows.slice(0, limit).map((row) => ({
      encounterId: row.id,
      appointmentId: row.appointmentId,
      version: row.version,
      mayEnterInError:
        row.status !== 'entered-in-error' &&
        mayChange(actor, 'enter-in-error', { clinicId, patientId, practitionerId: row.practitionerId, today: false }),
      startedIso: row.startedAt.toISOString(),
      timeZone: row.appointment.timeZone,
      serviceName: row.appointment.service.name as OpenedRecord['visits'][number]['serviceName'],
      practitionerName: row.practitioner.name,
      status: row.status,
    })),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

const visitsOf = (
  tx: Transaction,
  clinicId: string,
  patientId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) =>
  tx.encounter.findMany({
    where: { clinicId, patientId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    skip: offset,
    select: {
      id: true,
      appointmentId: true,
      practitionerId: true,
      version: true,
      startedAt: true,
      status: true,
      practitioner: { select: { name: true } },
      appointment: { select: { timeZone: true, service: { select: { name: true } } } },
    },
  })

/** Records that were opened outside somebody's care: those that wait for a look, the longest waiting first; or the others. */
export const listOpenings = async (
  tx: Transaction,
  actor: StaffActor,
  { reviewed, limit, offset }: { readonly reviewed: boolean; readonly limit: number; readonly offset: number },
): Promise<{ openings: Opening[]; nextOffset: number | null; waiting: number }> => {
  const { clinicId } = actor
  const rows = await tx.breakGlass.findMany({
    where: { clinicId, reviewedAt: reviewed ? { not: null } : null },
    include: { patient: { select: { name: true } } },
    orderBy: reviewed ? [{ reviewedAt: 'desc' }, { id: 'desc' }] : [{ openedAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  return {
    openings: rows.slice(0, limit).map((row) => ({
      ...{ id: row.id, patientName: row.patient.name, byName: row.byName, reason: row.reason, version: row.version },
      openedIso: row.openedAt.toISOString(),
      expiresIso: row.expiresAt.toISOString(),
      review:
        row.reviewedAt === null
          ? null
          : {
              atIso: row.reviewedAt.toISOString(),
              byName: row.reviewedByName ?? '',
              finding: row.finding as 'in-order' | 'to-be-talked-about',
              remark: row.remark ?? '',
            },
      mayReview: row.reviewedAt === null && mayReviewOf(actor, row),
    })),
    nextOffset: rows.length > limit ? offset + limit : null,
    waiting: await tx.breakGlass.count({ where: { clinicId, reviewedAt: null } }),
  }
}
