import { type AreaAudience, type BodyArea, displayName, type RiskZone } from '#domain/body/area.ts'
import type { Locale } from '#words/locale.ts'
import type { Translate } from '#words/translator.ts'

export const riskKeys = {
  pleural: 'overLung',
  vascular: 'nearVessels',
  neural: 'nearNerves',
  abdominal: 'overOrgans',
  orbital: 'nearEye',
} as const satisfies Readonly<Record<RiskZone, string>>

/** Areas that can be chosen, those that are, and what keeps needles away from some of them. */
export interface AreaChoice {
  areas: readonly BodyArea[]
  selectedIds: readonly string[]
  /** Until when an area rests, in words, by area id. */
  restingUntil: Readonly<Record<string, string>>
  /** Until when, or until whoever clears it, an area is on hold, in words, by area id. */
  heldUntil: Readonly<Record<string, string>>
  audience: AreaAudience
}

export interface AreaSpeech extends Pick<AreaChoice, 'audience' | 'restingUntil' | 'heldUntil'> {
  locale: Locale
  /** Zones that are pointed out on this screen. */
  shownRisks: readonly RiskZone[]
}

/** What keeps needles away from an area, the hold before the rest: "on hold until Ana Ruiz clears it"; null for nothing. */
export const keptAway = (
  areaId: string,
  { restingUntil, heldUntil }: Pick<AreaChoice, 'restingUntil' | 'heldUntil'>,
  body: Translate,
): string | null => {
  const [held, resting] = [heldUntil[areaId], restingUntil[areaId]]
  if (held !== undefined) return body('heldUntil', { until: held })
  return resting === undefined ? null : body('restsUntil', { until: resting })
}

/** Everything that is true of an area as one line: "Left upper trapezius, over the lung, rests until Fri 27 Nov". */
export const areaLine = (area: BodyArea, speech: AreaSpeech, body: Translate): string => {
  const kept = keptAway(area.id, speech, body)
  return [
    displayName(area, speech.locale, speech.audience),
    ...speech.shownRisks.filter((zone) => area.riskZones.includes(zone)).map((zone) => body(riskKeys[zone])),
    ...(kept === null ? [] : [kept]),
  ].join(', ')
}
