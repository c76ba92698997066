import { MINUTE_MS } from '../time/zone.ts'

/** How far an alarm has gone: the practitioner's screens, the desk as well, every open screen of the clinic. */
export const ALARM_STAGES = ['room', 'desk', 'everyone'] as const
export type AlarmStage = (typeof ALARM_STAGES)[number]

/** The clinic's minutes, counted from when the needles were due out. */
export interface AlarmPolicy {
  readonly deskAfterMinutes: number
  readonly everyoneAfterMinutes: number
}

export interface NeedlesIn {
  readonly needlesInMs: number
  /** As long as the service lets needles rest; 0 where they come out at once. */
  readonly restingMinutes: number
  readonly plannedEndMs: number
}

/** When needles are due out: after their rest, or where nothing rests at the planned end of the visit. */
export const needlesDueMs = ({ needlesInMs, restingMinutes, plannedEndMs }: NeedlesIn): number =>
  restingMinutes > 0 ? needlesInMs + restingMinutes * MINUTE_MS : Math.max(needlesInMs, plannedEndMs)

export interface AlarmFacts {
  readonly dueMs: number
  /** When somebody said that they are going; null while nobody has. */
  readonly goingMs: number | null
  readonly policy: AlarmPolicy
}

/** The instants at which it goes further. Who said that they go has as long as the clinic gives before everybody is called. */
const steps = ({ dueMs, goingMs, policy }: AlarmFacts): { readonly stage: AlarmStage; readonly atMs: number }[] => {
  const everyoneMs = policy.everyoneAfterMinutes * MINUTE_MS
  const all = [
    { stage: 'room' as const, atMs: dueMs },
    { stage: 'desk' as const, atMs: dueMs + policy.deskAfterMinutes * MINUTE_MS },
    { stage: 'everyone' as const, atMs: dueMs + everyoneMs },
  ]
  if (goingMs === null) return all
  // somebody goes: it stays where it was, until they have had their time
  const reached = all.filter(({ atMs }) => atMs <= goingMs)
  return [...reached, { stage: 'everyone', atMs: goingMs + everyoneMs }]
}

/** How far the alarm has gone by now; null while the needles may stay in. */
export const alarmStage = (facts: AlarmFacts, nowMs: number): AlarmStage | null =>
  steps(facts).findLast(({ atMs }) => atMs <= nowMs)?.stage ?? null

/** When it goes further; null when everybody is called already. */
export const nextStageMs = (facts: AlarmFacts, nowMs: number): number | null =>
  steps(facts).find(({ atMs }) => atMs > nowMs)?.atMs ?? null

/** Whether it is quiet for now because somebody said that they go, and has not been given too long. */
export const isAnswered = ({ goingMs, policy }: AlarmFacts, nowMs: number): boolean =>
  goingMs !== null && nowMs < goingMs + policy.everyoneAfterMinutes * MINUTE_MS
