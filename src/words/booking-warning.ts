import type { BookingWarning } from '#domain/appointment/booking-facts.ts'
import type { PossibleClash } from '#domain/recovery/warn-coarse.ts'
import { listed, type StaffContext, untilWords } from './refusal.ts'

function clashWords(clash: PossibleClash, context: StaffContext): string {
  const { t, names } = context
  if (clash.untilMs === null) return t('refusal.warning.later')
  const areas = listed(clash.restingLeaves.map(names.area), context)
  const isHeld = clash.untilMs === Number.POSITIVE_INFINITY
  const key = `refusal.warning.${clash.everyLeafRests ? 'all' : 'some'}${isHeld ? 'Held' : 'Rest'}`
  const until = isHeld ? '' : untilWords(clash.untilMs, context)
  if (clash.areaId === null) return t(`${key}Undecided`, { until, areas })
  return t(key, { area: names.area(clash.areaId), until, areas })
}

/** What staff are told beside a booking that stands: nothing is refused, the room decides (Z16). */
export function warningSentences(warnings: readonly BookingWarning[], context: StaffContext): readonly string[] {
  return warnings.map((warning) =>
    warning.kind === 'possible-clash'
      ? clashWords(warning.clash, context)
      : context.t('refusal.warning.credentialUnknown', {
          practitioner: context.names.practitioner(warning.practitionerId),
          technique: context.names.technique(warning.technique),
        }),
  )
}
