import { editAction } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'

export interface TemplateToSave {
  readonly existing: { readonly id: string; readonly version: number } | null
  readonly name: string
  readonly subjective: string
  readonly objective: string
  readonly assessment: string
  readonly plan: string
  readonly active: boolean
}

export type TemplateRefusal = { readonly reason: 'not-found' | 'not-allowed' | 'stale-template' }

/** Keeps words to begin one's own notes with; the clinic's are decided as its other policies are. */
export const saveTemplate = async (
  tx: Transaction,
  actor: StaffActor,
  { existing, ...template }: TemplateToSave,
): Promise<Outcome<{ templateId: string }, TemplateRefusal>> => {
  const { clinicId, practitionerId } = actor
  if (practitionerId === null) return refused({ reason: 'not-allowed' })
  if (existing === null) {
    const { id } = await tx.noteTemplate.create({
      data: { clinicId, ...template, practitionerId, version: 1 },
      select: { id: true },
    })
    const audit = { entityType: 'NoteTemplate', entityId: id }
    return done({ templateId: id }, { ...audit, action: editAction('note-template', null, template) })
  }
  const { id, version } = existing
  await tx.$queryRaw`SELECT 1 FROM note_template WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const before = await tx.noteTemplate.findUnique({ where: { clinicId_id: { clinicId, id } } })
  if (before === null) return refused({ reason: 'not-found' })
  if (before.practitionerId !== practitionerId) return refused({ reason: 'not-allowed' })
  if (before.version !== version) return refused({ reason: 'stale-template' })
  await tx.noteTemplate.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...template, version: { increment: 1 } },
  })
  const audit = { entityType: 'NoteTemplate', entityId: id, detail: { version: version + 1 } }
  return done({ templateId: id }, { ...audit, action: editAction('note-template', before, template) })
}
