import type { Task } from '#features/task/schema.ts'

export interface TaskOfVisit {
  readonly task: Task
  /** Everything that moves the visit; empty for other tasks. */
  readonly causes: readonly NonNullable<Task['cause']>[]
}

/** A visit that has to move for several reasons is one thing to do. The order stays. */
export const tasksByVisit = (tasks: readonly Task[]): TaskOfVisit[] => {
  const byKey = Map.groupBy(tasks, (task) =>
    task.kind === 'visit-to-move' ? (task.appointment?.id ?? task.id) : task.id,
  )
  return [...byKey.values()].flatMap((same) => {
    const [task] = same
    if (task === undefined) return []
    return [{ task, causes: same.flatMap(({ cause }) => (cause === null ? [] : [cause])) }]
  })
}
