import { createHash } from 'node:crypto'
import type { Database, Transaction } from '#db/client.ts'
import { done, type Outcome, refused, runCommand } from '#db/command.ts'
import type { SystemActor } from '#domain/actor.ts'
import { cleanJpeg } from '#domain/aftercare/clean-jpeg.ts'
import { decideJoining, decidePicture, type PhotoRefusal } from '#domain/aftercare/photo.ts'
import { localDateOf, MINUTE_MS } from '#domain/time/zone.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { type AnswersOfSender, type AnswerToJoin, answerToJoin } from './queries.ts'

export type AddPhotoRefusal = { readonly reason: PhotoRefusal | 'no-such-answer' }

export interface SentPhoto {
  readonly answerId: string
  /** Of whose answers it may be: those by their link, or about the visit of their own message. */
  readonly of: AnswersOfSender
  /** As it came, in base64. */
  readonly picture: string
}

/** One photo, however often it is sent for one answer. */
const requestIdOf = (answerId: string, bytes: Uint8Array): string => {
  const hex = createHash('sha256').update(`${answerId} `).update(bytes).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/**
 * Adds a photo to an answer that stands already: whatever becomes of the picture, the answer rings. Somebody has to look
 * at it. Whether whoever sends it may was asked before, by the link that they have or their session.
 */
export const addPhoto = (
  database: Database,
  actor: SystemActor,
  { answerId, of, picture }: SentPhoto,
  nowMs: number,
) => {
  const bytes = new Uint8Array(Buffer.from(picture, 'base64'))
  const request = { command: 'add-photo', requestId: requestIdOf(answerId, bytes) }
  return runCommand<{ photos: number }, AddPhotoRefusal>(database, actor, request, (tx) =>
    joinAnswer(tx, actor, { answerId, of, bytes }, nowMs),
  )
}

const joinAnswer = async (
  tx: Transaction,
  { clinicId }: SystemActor,
  { answerId, of, bytes }: Omit<SentPhoto, 'picture'> & { readonly bytes: Uint8Array },
  nowMs: number,
): Promise<Outcome<{ photos: number }, AddPhotoRefusal>> => {
  const answer = await answerToJoin(tx, clinicId, answerId, of)
  if (answer === null) return refused({ reason: 'no-such-answer' })
  const clean = cleanJpeg(bytes)
  const reason = decidePicture(clean && { ...clean, bytes: bytes.length }) ?? decideJoining(answer, nowMs)
  if (clean === null || reason !== null) return refused({ reason: reason ?? 'not-a-photo' })
  const { patientId, ofAnswer } = answer
  const { jpeg, widthPx, heightPx } = clean
  await tx.checkInPhoto.createMany({
    data: {
      ...{ clinicId, patientId, checkInId: answerId, at: new Date(nowMs) },
      ...{ widthPx, heightPx, jpeg: new Uint8Array(jpeg) },
    },
  })
  if (!answer.isOnList) await putOnList(tx, clinicId, answerId, answer, nowMs)
  const audit = { action: 'add-photo', entityType: 'CheckIn', entityId: answerId, patientId }
  return done({ photos: ofAnswer + 1 }, { ...audit, detail: { photos: ofAnswer + 1 } })
}

/** What nobody can sort somebody looks at in the clinic's time, as words of their own. */
const putOnList = async (
  tx: Transaction,
  clinicId: string,
  checkInId: string,
  answer: AnswerToJoin,
  nowMs: number,
): Promise<void> => {
  const { patientId, encounterId, appointmentId, practitionerId, timeZone } = answer
  const { answerMinutes } = await messagePolicy(tx, clinicId, localDateOf(nowMs, timeZone))
  await tx.task.createMany({
    data: {
      ...{ clinicId, kind: 'answer-unclear', status: 'open', checkInId, rings: false, detail: {} },
      ...{ patientId, encounterId, appointmentId, practitionerId },
      dueAt: new Date(nowMs + answerMinutes * MINUTE_MS),
    },
  })
}
