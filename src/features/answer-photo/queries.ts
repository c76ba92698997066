import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'

/** The photos of an answer, without their pictures. */
export const PHOTOS = {
  select: { id: true, at: true, widthPx: true, heightPx: true },
  orderBy: [{ at: 'asc' }, { id: 'asc' }],
} satisfies Prisma.CheckInPhotoFindManyArgs

interface PhotoRow {
  readonly id: string
  readonly at: Date
  readonly widthPx: number
  readonly heightPx: number
}

export const photosAsRead = (photos: readonly PhotoRow[]) =>
  photos.map(({ id, at, widthPx, heightPx }) => ({ id, atIso: at.toISOString(), widthPx, heightPx }))

/** A photo as it is kept, of an answer that the actor may read; null when there is none. */
export const pictureOf = async (tx: Transaction, clinicId: string, photoId: string): Promise<Uint8Array | null> =>
  (await tx.checkInPhoto.findFirst({ where: { clinicId, id: photoId }, select: { jpeg: true } }))?.jpeg ?? null

/** Of whose answers: all that came by one link, or those about one visit of a patient. */
export type AnswersOfSender = { readonly linkId: string } | { readonly patientId: string; readonly encounterId: string }

const VISIT = {
  ...{ id: true, practitionerId: true, appointmentId: true },
  appointment: { select: { timeZone: true } },
} as const

/**
 * An answer that a photo is to join, with how many there are and whether it is on somebody's list. Whoever else adds one
 * to this visit, or closes what is on the list, waits.
 */
export const answerToJoin = async (tx: Transaction, clinicId: string, answerId: string, of: AnswersOfSender) => {
  await tx.$queryRaw`
    SELECT e.id FROM encounter e JOIN check_in c ON c.clinic_id = e.clinic_id AND c.encounter_id = e.id
    WHERE c.clinic_id = ${clinicId}::uuid AND c.id = ${answerId}::uuid FOR UPDATE OF e`
  const answer = await tx.checkIn.findFirst({
    where: { clinicId, id: answerId, ...of, patient: { erasedAt: null } },
    select: {
      ...{ patientId: true, at: true, encounter: { select: VISIT } },
      _count: { select: { photos: true } },
    },
  })
  if (answer === null || answer.encounter === null) return null
  const { id: encounterId, practitionerId, appointmentId, appointment } = answer.encounter
  const open = await tx.$queryRaw<unknown[]>`
    SELECT id FROM task WHERE clinic_id = ${clinicId}::uuid AND check_in_id = ${answerId}::uuid AND status = 'open'
    ORDER BY id FOR UPDATE`
  return {
    ...{ patientId: answer.patientId, encounterId, practitionerId, appointmentId, timeZone: appointment.timeZone },
    ...{ answeredMs: answer.at.getTime(), isOnList: open.length > 0, ofAnswer: answer._count.photos },
    ofVisit: await tx.checkInPhoto.count({ where: { clinicId, checkIn: { encounterId } } }),
  }
}
export type AnswerToJoin = NonNullable<Awaited<ReturnType<typeof answerToJoin>>>
