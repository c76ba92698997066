import type { RiskZone } from '../body/area.ts'

export type AftercareChannel = 'email'

export interface AftercareStep {
  readonly id: string
  /** From the moment the last needle was out. */
  readonly offsetMinutes: number
  readonly channel: AftercareChannel
  readonly templateKey: string
  /** Null: after every needling; else only after this technique. */
  readonly technique: string | null
  /** Null or empty: always; else only when an area in one of these zones was treated. */
  readonly onlyRiskZones: readonly RiskZone[] | null
}

export interface AftercarePlan {
  readonly id: string
  readonly version: number
  readonly steps: readonly AftercareStep[]
}

export interface AftercareFacts {
  readonly plan: AftercarePlan
  /** Null when nothing was needled: then nothing is due. */
  readonly technique: string | null
  /** Zones of the areas treated; `unknown` while nobody has written down where, which is taken for all of them. */
  readonly riskZones: readonly RiskZone[] | 'unknown'
  readonly lastNeedleOutMs: number | null
  readonly plannedEndMs: number
}

export interface DueStep {
  readonly stepId: string
  readonly templateKey: string
  readonly channel: AftercareChannel
  readonly planVersion: number
  readonly dueMs: number
  readonly basis: 'last-needle-out' | 'planned-end'
  /** The message has to say what to do about chest pain and breathlessness, first. */
  readonly chestWarning: boolean
}

/** Whether an area near the lung was treated, or may have been: doubt is answered with the warning. */
export const needsChestWarning = (riskZones: AftercareFacts['riskZones']): boolean =>
  riskZones === 'unknown' || riskZones.includes('pleural')

const applies = (step: AftercareStep, technique: string, riskZones: AftercareFacts['riskZones']): boolean => {
  if (step.technique !== null && step.technique !== technique) return false
  const only = step.onlyRiskZones ?? []
  return only.length === 0 || riskZones === 'unknown' || only.some((zone) => riskZones.includes(zone))
}

/**
 * Which messages a visit makes due and when, earliest first. The clock starts when the last needle was out, or at
 * the planned end as long as nobody has said so; it never waits for the visit to be completed (Z15).
 */
export const stepsFor = ({ plan, technique, riskZones, lastNeedleOutMs, plannedEndMs }: AftercareFacts): DueStep[] => {
  if (technique === null) return []
  const startMs = lastNeedleOutMs ?? plannedEndMs
  return plan.steps
    .filter((step) => applies(step, technique, riskZones))
    .map(
      (step): DueStep => ({
        stepId: step.id,
        templateKey: step.templateKey,
        channel: step.channel,
        planVersion: plan.version,
        dueMs: startMs + step.offsetMinutes * 60_000,
        basis: lastNeedleOutMs === null ? 'planned-end' : 'last-needle-out',
        chestWarning: needsChestWarning(riskZones),
      }),
    )
    .sort((a, b) => a.dueMs - b.dueMs)
}
