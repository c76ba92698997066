import type { Prisma } from '#db/generated/client.ts'
import type { SeedScope } from './scope.ts'

const templates = [
  {
    name: 'Follow-up',
    subjective: 'Since the last visit: \nAfter the last needling: ',
    objective: 'Range: \nTender to touch: ',
    assessment: 'Compared with the last visit: ',
    plan: 'Next visit: \nExercises: ',
  },
  {
    name: 'First visit',
    subjective: 'Main complaint, since when: \nWorse with, better with: \nTreated before by: ',
    objective: 'Looked at: \nRange: \nNerves and blood flow: ',
    assessment: 'What it is, and what speaks against it: ',
    plan: 'Agreed goal: \nNumber of visits: ',
  },
  { name: 'Advice only', subjective: 'Asks about: ', objective: '', assessment: '', plan: 'Advised: ' },
]

/** Words to begin a note with, for everybody at the clinic. */
export const noteTemplateRows = (scope: SeedScope): Prisma.NoteTemplateCreateManyInput[] =>
  templates.map((template) => ({
    clinicId: scope.clinicId,
    id: scope.id('note-template', template.name),
    practitionerId: null,
    ...template,
    version: 1,
  }))
