import type { BodyArea, RiskZone } from '../body/area.ts'

export interface LengthWarning {
  readonly lengthMm: number
  readonly limitMm: number
  readonly riskZones: readonly RiskZone[]
}

/** From which length on a needle is pointed out in a zone, by the clinic's policy; null where nobody gave a number. */
export interface ZoneLimit {
  readonly zone: RiskZone
  readonly warnMaxLengthMm: number | null
}

/**
 * Decides whether a needle is pointed out as long for an area: by the area's own number or that of one of its zones,
 * whichever is smaller. No answer means that nobody gave a number or the needle is not longer: never that its length is
 * safe.
 */
export const lengthWarning = (
  area: Pick<BodyArea, 'warnMaxLengthMm' | 'riskZones'>,
  lengthMm: number,
  zones: readonly ZoneLimit[] = [],
): LengthWarning | null => {
  const limits = [
    area.warnMaxLengthMm,
    ...zones.filter(({ zone }) => area.riskZones.includes(zone)).map(({ warnMaxLengthMm }) => warnMaxLengthMm),
  ].filter((limit) => limit !== null)
  const limitMm = Math.min(...limits)
  return limits.length > 0 && lengthMm > limitMm ? { lengthMm, limitMm, riskZones: area.riskZones } : null
}
