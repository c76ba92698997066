import { editAction } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'

export interface TemplateToSave {
  readonly existing: { readonly id: string; readonly version: number } | null
  readonly name: string
  readonly forAll: boolean
  readonly subjective: string
  readonly objective: string
  readonly assessment: string
  readonly plan: string
  readonly active: boolean
}

export type TemplateRefusal = { readonly reason: 'not-found' | 'not-allowed' | 'stale-template' }

/** Keeps words to begin notes with: one's own, or the clinic's where a clinical lead says so. */
export const saveTemplate = async (
  tx: Transaction,
  actor: StaffActor,
  { existing, forAll, ...template }: TemplateToSave,
): Promise<Outcome<{ templateId: string }, TemplateRefusal>> => {
  const { clinicId, practitionerId } = actor
  if (existing === null) {
    if (forAll && !actor.clinicalLead) return refused({ reason: 'not-allowed' })
    const { id } = await tx.noteTemplate.create({
      data: { clinicId, ...template, practitionerId: forAll ? null : practitionerId, version: 1 },
      select: { id: true },
    })
    const audit = { entityType: 'NoteTemplate', entityId: id }
    return done({ templateId: id }, { ...audit, action: editAction('note-template', null, template) })
  }
  const { id, version } = existing
  await tx.$queryRaw`SELECT 1 FROM note_template WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const before = await tx.noteTemplate.findUnique({ where: { clinicId_id: { clinicId, id } } })
  if (before === null) return refused({ reason: 'not-found' })
  const theirs = before.practitionerId === null ? actor.clinicalLead : before.practitionerId === practitionerId
  if (!theirs) return refused({ reason: 'not-allowed' })
  if (before.version !== version) return refused({ reason: 'stale-template' })
  await tx.noteTemplate.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...template, version: { increment: 1 } },
  })
  const audit = { entityType: 'NoteTemplate', entityId: id, detail: { version: version + 1 } }
  return done({ templateId: id }, { ...audit, action: editAction('note-template', before, template) })
}
