import type { Prisma } from '#db/generated/client.ts'
import { DEMO_POLICY } from './clinic.ts'
import { asDate, type SeedScope } from './scope.ts'

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
export const noteTemplateRows = (scope: SeedScope): Prisma.ClinicNoteTemplateCreateManyInput[] =>
  templates.map((template) => ({
    clinicId: scope.clinicId,
    id: scope.id('note-template', template.name),
    code: template.name.toLowerCase().replaceAll(' ', '-'),
    version: 1,
    ...template,
    active: true,
    source: `Written for the demo (${DEMO_POLICY}).`,
    approvedBy: null,
    state: 'in-force',
    validFrom: asDate('2020-01-01'),
  }))
