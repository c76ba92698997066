import { everyLeaf, expandAreas } from '../recovery/areas.ts'
import { decideRest, isOfBody, waiversFor } from '../recovery/decide-rest.ts'
import { type RestRow, restRows } from '../recovery/rest-rows.ts'
import { usesNeedles } from '../recovery/technique.ts'
import { warnCoarse } from '../recovery/warn-coarse.ts'
import { type Interval, overlaps } from '../time/interval.ts'
import type { BookingFacts, BookingVerdict, BookingWarning, PlannedClaim } from './booking-facts.ts'
import { judgeOverride } from './judge-override.ts'
import type { Refusal } from './refusal.ts'
import { type ClaimIntervals, claimIntervals } from './segments.ts'
import {
  credentialProblem,
  credentialRefusals,
  gateRefusal,
  judgeTime,
  needRefusals,
  type Participant,
} from './visit-refusals.ts'

interface BodyPlan {
  readonly rows: readonly RestRow[]
  readonly refusals: readonly Refusal[]
  readonly warnings: readonly BookingWarning[]
}

/** What the visit claims of the body; nothing when no needle is used, so that rest never blocks such a visit (Z11). */
function planBody(facts: BookingFacts, needling: Interval | null): BodyPlan {
  const { leaves, coarse, unknown } = expandAreas(facts.requestedAreas, facts.bodyAreas)
  const refusals: Refusal[] = unknown.map((areaId) => ({ reason: 'unknown-area', areaId }))
  if (!needling || !usesNeedles(facts.service.technique)) return { rows: [], refusals, warnings: [] }
  const existing = facts.patient.restRows
  const { technique } = facts.service
  const { bodyAreas, neighboursOf, rules, zone } = facts
  const plan = { technique, neighboursOf, rules, zone, needling }
  const rows = restRows({ ...plan, areas: leaves })
  const verdict = decideRest({ planned: rows, existing })
  const undecided = facts.areasUndecided ? everyLeaf(bodyAreas) : null
  const clashes = warnCoarse({ ...plan, coarse, undecided, existing })
  return {
    rows,
    refusals: verdict.ok ? refusals : [...refusals, ...verdict.refusals],
    warnings: clashes.map((clash) => ({ kind: 'possible-clash', clash })),
  }
}

function credentialWarnings(facts: BookingFacts): readonly BookingWarning[] {
  const { technique } = facts.service
  if (technique === null || credentialProblem(facts) !== 'unknown') return []
  return [{ kind: 'credential-unknown', practitionerId: facts.practitioner.practitionerId, technique }]
}

/** The claims to insert. Those that stand over another are waived; all of them were allowed to by now. */
function planClaims(
  facts: BookingFacts,
  needed: ClaimIntervals,
  placeId: string,
  participants: readonly Participant[],
): readonly PlannedClaim[] {
  const place = facts.places.find((candidate) => candidate.placeId === placeId)
  const over = (interval: Interval, busy: readonly Interval[]) => busy.some((taken) => overlaps(interval, taken))
  const hands = needed.practitioner.map(
    (interval): PlannedClaim => ({
      resource: 'practitioner',
      resourceId: facts.practitioner.practitionerId,
      ...interval,
      waived: over(interval, facts.practitioner.busy),
    }),
  )
  return [
    ...hands,
    { resource: 'place', resourceId: placeId, ...needed.place, waived: over(needed.place, place?.busy ?? []) },
    ...participants.map((one): PlannedClaim => ({ ...one, ...needed.place, waived: false })),
    { resource: 'patient', resourceId: facts.patient.id, ...needed.visit, waived: false },
  ]
}

/**
 * Whether a visit can be booked as asked: what it then claims, what an override breaks and what to warn about, or every
 * reason why not. Offered times follow the same rules, so a time that was offered is refused only if the facts changed.
 */
export function decideBooking(facts: BookingFacts): BookingVerdict {
  const gate = gateRefusal(facts)
  if (gate) return { ok: false, refusals: [gate] }
  const needed = claimIntervals(facts.service, facts.startMs)
  // nobody can allow it: what has happened is written down, not booked
  if (needed.visit.endMs <= facts.nowMs) return { ok: false, refusals: [{ reason: 'over', startMs: facts.startMs }] }
  const body = planBody(facts, needed.needling)
  const time = judgeTime(facts, needed)
  const refusals = [...body.refusals, ...credentialRefusals(facts), ...needRefusals(facts), ...time.refusals]
  const { actor, override, policy } = facts
  const { practitionerId } = facts.practitioner
  const judged = judgeOverride({ refusals, override, actor, policy, practitionerId })
  if (judged.standing.length > 0 || time.place === null) return { ok: false, refusals: judged.standing }
  const { placeId } = time.place
  const waivers = waiversFor(judged.broke.filter(isOfBody))
  return {
    ok: true,
    visit: needed.visit,
    placeId,
    participantIds: time.participants.map(({ resourceId }) => resourceId),
    claims: planClaims(facts, needed, placeId, time.participants),
    restRows: body.rows.map((row) => ({
      ...row,
      waived: row.kind === 'treatment' && waivers.own.includes(row.areaId),
    })),
    waiveOthers: waivers.others,
    breaks: judged.breaks,
    broke: judged.broke,
    warnings: [...credentialWarnings(facts), ...body.warnings],
  }
}
