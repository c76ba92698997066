import { expect, it } from 'vitest'
import type { Task } from '#features/task/schema.ts'
import { tasksByVisit } from '../../../src/app/(staff)/desk/todo/tasks-by-visit.ts'

const visit = { id: 'v1', startIso: '2026-11-26T09:00:00Z', timeZone: 'Europe/Berlin', serviceName: 'x', version: 1 }
const task = (id: string, more: Partial<Task> = {}): Task => ({
  ...{ id, kind: 'visit-to-move', status: 'open', createdIso: '2026-11-26T08:00:00Z', doneIso: null, patient: null },
  ...{ practitioner: null, appointment: visit, cause: null, asked: null, lot: null, onDate: null },
  ...{ recall: null, fromNumber: null },
  ...{ dueIso: null, rings: false, owner: 'desk', takenByName: null, withNote: false, note: null, ...more },
})

it('a visit that has to move for two reasons is one thing to do, in its place on the list', () => {
  const closed = { why: 'closed', about: 'Holiday' } as const
  const woman = { why: 'need-woman-practitioner', about: '' } as const
  const shown = tasksByVisit([
    task('a', { cause: closed }),
    task('b', { kind: 'call-patient' }),
    task('c', { cause: woman }),
    task('d', { kind: 'call-patient' }),
  ])
  expect(shown.map(({ task: one, causes }) => [one.id, causes])).toEqual([
    ['a', [closed, woman]],
    ['b', []],
    ['d', []],
  ])
})
