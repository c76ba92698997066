import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { refused, runUnrecorded } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { MOST_DRAFTS } from './queries.ts'
import type { parkInput } from './schema.ts'

export type DraftRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'too-many-drafts'; readonly most: number }

/** Puts a visit half asked for aside, for whoever was asking and nobody else. It stays until it is booked or thrown away. */
export const parkDraft = (
  database: Database,
  actor: StaffActor,
  { draftId, patientId, serviceId, ...answers }: z.infer<typeof parkInput>,
  nowMs: number,
) =>
  runUnrecorded<{ readonly draftId: string }, DraftRefusal>(database, actor, async (tx) => {
    const { clinicId, identityId } = actor
    const of = (id: string) => ({ where: { clinicId_id: { clinicId, id } }, select: { id: true } })
    const named = [
      patientId === null || (await tx.patient.findUnique(of(patientId))),
      serviceId === null || (await tx.healthcareService.findUnique(of(serviceId))),
      answers.movingAppointmentId === null || (await tx.appointment.findUnique(of(answers.movingAppointmentId))),
    ]
    if (named.includes(null)) return refused({ reason: 'not-found' } as const)
    const others = await tx.visitDraft.count({ where: { clinicId, identityId, id: { not: draftId } } })
    if (others >= MOST_DRAFTS) return refused({ reason: 'too-many-drafts', most: MOST_DRAFTS } as const)
    const draft = { patientId, serviceId, answers, parkedAt: new Date(nowMs) }
    const again = await tx.visitDraft.updateMany({ where: { clinicId, id: draftId, identityId }, data: draft })
    // the id of somebody else's draft is taken and not seen
    if (again.count === 0) await tx.visitDraft.createMany({ data: { clinicId, id: draftId, identityId, ...draft } })
    return { ok: true, value: { draftId } }
  })
