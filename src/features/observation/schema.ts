import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const command = { requestId: z.uuid() }
const points = z.int().min(0).max(10)

export const ofVisitInput = z.strictObject({ appointmentId: z.uuid() })

export const goalRow = z.object({
  id: z.uuid(),
  kind: z.enum(['pain', 'activity']),
  /** The activity in the patient's words; empty for pain. */
  title: z.string(),
  target: points,
  /** Today's score; null while it was not asked. */
  today: points.nullable(),
  baseline: points.nullable(),
  verdict: z.enum(['not-scored', 'baseline', 'reached', 'better', 'unchanged', 'worse']),
  /** First to last. */
  scores: z.array(z.object({ date: z.iso.date(), value: points })),
})
export type GoalRow = z.infer<typeof goalRow>

export const outcomes = z.object({
  goals: z.array(goalRow),
  /** How much it hurts in this visit; null while it was not asked. Before it a goal about pain asks, where one stands. */
  pain: z.object({ before: points.nullable(), after: points.nullable() }),
  visit: z.int(),
  review: z.enum(['none', 'due', 'overdue']),
  notImproving: z.boolean(),
  policy: z
    .object({
      reviewFromVisit: z.int(),
      reviewByVisit: z.int(),
      painChange: z.number(),
      functionChange: z.number(),
      source: z.string(),
      approvedBy: z.string().nullable(),
    })
    .nullable(),
})
export type Outcomes = z.infer<typeof outcomes>

export const setGoalInput = z
  .strictObject({
    ...command,
    encounterId: z.uuid(),
    kind: z.enum(['pain', 'activity']),
    title: typedText().trim().max(120).default(''),
    target: points,
  })
  .refine(({ kind, title }) => (kind === 'pain') === (title === ''), { path: ['title'] })
export const goalSet = z.object({ goalId: z.uuid() })

export const endGoalInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  goalId: z.uuid(),
  reason: typedText().trim().min(1).max(300),
})

export const scoreInput = z.strictObject({ ...command, encounterId: z.uuid(), goalId: z.uuid(), value: points })
export const scorePainInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  moment: z.enum(['before', 'after']),
  value: points,
})
export const scored = z.object({ encounterId: z.uuid() })

export const courseInput = z.strictObject({ patientId: z.uuid() })
export const course = z.object({
  /** Null: pain. */
  goalId: z.uuid().nullable(),
  kind: z.enum(['pain', 'activity']),
  title: z.string(),
  target: points.nullable(),
  /** First to last; `afterDays` where the patient said it, so long after a visit; `isAfter` at the end of one. */
  points: z.array(
    z.object({ atIso: z.iso.datetime(), value: points, afterDays: z.int().nullable(), isAfter: z.boolean() }),
  ),
})
export type Course = z.infer<typeof course>
export const courses = z.object({ courses: z.array(course) })
export const ownCourses = z.object({
  people: z.array(z.object({ patientId: z.uuid(), name: z.string(), courses: z.array(course) })),
})
