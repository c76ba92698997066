import type { BodyArea, RiskZone } from '../body/area.ts'

export interface LengthWarning {
  readonly lengthMm: number
  readonly limitMm: number
  readonly riskZones: readonly RiskZone[]
}

/**
 * Decides whether a needle is pointed out as long for an area. No answer means that nobody gave a number or the needle
 * is not longer: never that its length is safe.
 */
export const lengthWarning = (
  area: Pick<BodyArea, 'warnMaxLengthMm' | 'riskZones'>,
  lengthMm: number,
): LengthWarning | null =>
  area.warnMaxLengthMm !== null && lengthMm > area.warnMaxLengthMm
    ? { lengthMm, limitMm: area.warnMaxLengthMm, riskZones: area.riskZones }
    : null
