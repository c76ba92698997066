import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { PatientActor } from '#domain/actor.ts'
import { OPENS_BEFORE_MS } from '#domain/encounter/answers-ahead.ts'
import type { ScreeningAnswers } from '#domain/encounter/screening.ts'

export interface SaidAhead {
  readonly appointmentId: string
  readonly atMs: number
  readonly answers: ScreeningAnswers
}

/** Of each of these visits what its patient said last. */
export const saidAhead = async (
  tx: Transaction,
  clinicId: string,
  appointmentIds: readonly string[],
): Promise<SaidAhead[]> => {
  const rows = await tx.answersAhead.findMany({
    where: { clinicId, appointmentId: { in: [...appointmentIds] } },
    distinct: ['appointmentId'],
    orderBy: [{ appointmentId: 'asc' }, { at: 'desc' }, { id: 'desc' }],
    select: { appointmentId: true, at: true, answers: true },
  })
  return rows.map(({ appointmentId, at, answers }) => ({
    ...{ appointmentId, atMs: at.getTime() },
    answers: answers as unknown as ScreeningAnswers,
  }))
}

const AHEAD = {
  ...{ id: true, patientId: true, status: true, startsAt: true, timeZone: true, technique: true },
  patient: { select: { name: true } },
  answersAhead: { select: { at: true }, orderBy: [{ at: 'desc' }, { id: 'desc' }] },
} satisfies Prisma.AppointmentSelect

/** A visit of theirs with how often, and when last, they answered its questions; null when it is none of theirs. */
export const ownVisitAhead = (tx: Transaction, { clinicId, patientIds }: PatientActor, appointmentId: string) =>
  tx.appointment.findFirst({
    where: { clinicId, id: appointmentId, patientId: { in: [...patientIds] } },
    select: AHEAD,
  })
export type OwnVisitAhead = NonNullable<Awaited<ReturnType<typeof ownVisitAhead>>>

/** More visits in a week than a family has. */
const MOST_AHEAD = 20

/** Their coming visits whose questions can be answered by now, the soonest first. */
export const ownVisitsAhead = (tx: Transaction, { clinicId, patientIds }: PatientActor, nowMs: number) =>
  tx.appointment.findMany({
    where: {
      ...{ clinicId, patientId: { in: [...patientIds] }, status: { in: ['proposed', 'booked'] } },
      ...{ technique: { not: null }, startsAt: { gt: new Date(nowMs), lte: new Date(nowMs + OPENS_BEFORE_MS) } },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: MOST_AHEAD,
    select: AHEAD,
  })

/** More visits than anybody has in a day. */
const MOST_OF_A_DAY = 100

/** Somebody's own visits that begin in a stretch of time, and what was said ahead of each. */
export const saidAheadBetween = async (
  tx: Transaction,
  clinicId: string,
  { practitionerId, fromMs, toMs }: { practitionerId: string; fromMs: number; toMs: number },
): Promise<SaidAhead[]> => {
  const visits = await tx.appointment.findMany({
    where: { clinicId, practitionerId, startsAt: { gte: new Date(fromMs), lt: new Date(toMs) } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: MOST_OF_A_DAY,
    select: { id: true },
  })
  return saidAhead(
    tx,
    clinicId,
    visits.map(({ id }) => id),
  )
}
