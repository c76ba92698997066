import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { LeftInPlaceAgreement } from '#domain/encounter/completion.ts'
import { type SecondCount, secondCountOf, type Tally } from '#domain/encounter/second-count.ts'
import { clinicTexts, safetyPolicy } from '#features/safety-policy/queries.ts'
import type { Locale } from '#words/locale.ts'

interface CountRow extends Tally {
  readonly inserted: number
  readonly tallyId: string | null
}

/** The last first count of a visit and what second persons found who checked it. */
export const talliesOf = async (tx: Transaction, clinicId: string, tallyId: string | null) => {
  if (tallyId === null) return { first: null, seconds: [] }
  const first = await tx.needleTally.findUnique({ where: { clinicId_id: { clinicId, id: tallyId } } })
  const seconds = await tx.needleTally.findMany({
    where: { clinicId, checksTallyId: tallyId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: 50,
  })
  return { first, seconds }
}

export const openDeferral = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.countDeferral.findFirst({ where: { clinicId, encounterId, resolvedAt: null } })

export const leftInPlaceOf = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.needleLeftInPlace.findMany({ where: { clinicId, encounterId }, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: 50 })

/** What completion asks of a count besides its numbers. */
export interface FateFacts {
  readonly countDeferred: boolean
  readonly secondCount: SecondCount
  readonly leftInPlace: LeftInPlaceAgreement | null
}

/** Of a visit that nobody has opened. */
export const NO_FATES: FateFacts = { countDeferred: false, secondCount: 'not-asked', leftInPlace: null }

/** Whether the count is owed, whether a second person agrees, and what was signed for needles that stay in. */
export const fateFacts = async (
  tx: Transaction,
  { clinicId, encounterId, count }: { clinicId: string; encounterId: string; count: CountRow | null },
  date: string,
): Promise<FateFacts> => {
  const { secondCount: asked } = await safetyPolicy(tx, clinicId, date)
  const { first, seconds } = await talliesOf(tx, clinicId, asked ? (count?.tallyId ?? null) : null)
  const left = (count?.inserted ?? 0) === 0 ? [] : await leftInPlaceOf(tx, clinicId, encounterId)
  const removalDays = left.map(({ removalOn }) => removalOn.toISOString().slice(0, 10)).sort()
  return {
    countDeferred: (await openDeferral(tx, clinicId, encounterId)) !== null,
    secondCount:
      count === null ? 'not-asked' : secondCountOf({ asked, inserted: count.inserted, counted: count, first, seconds }),
    leftInPlace:
      left.length === 0 ? null : { consentSigned: true, leafletGiven: true, removalDate: removalDays[0] ?? null },
  }
}

/** What one person who counts may know before they have counted (Z13): that others did, never what they found. */
export const countStanding = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, date, locale }: { readonly encounterId: string; readonly date: string; readonly locale: Locale },
) => {
  const { clinicId, identityId } = actor
  const { secondCount: asked } = await safetyPolicy(tx, clinicId, date)
  const count = await tx.needleCount.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } })
  const { first, seconds } = await talliesOf(tx, clinicId, count?.tallyId ?? null)
  const second =
    count === null ? 'not-asked' : secondCountOf({ asked, inserted: count.inserted, counted: count, first, seconds })
  const deferral = await openDeferral(tx, clinicId, encounterId)
  const left = await leftInPlaceOf(tx, clinicId, encounterId)
  const byNames = seconds.map(({ byName }) => byName)
  return {
    second,
    firstByName: first?.byName ?? null,
    ownCount: first?.byIdentityId === identityId,
    secondByNames: [...new Set(byNames)],
    explanation: seconds.findLast(({ explanation }) => explanation !== null)?.explanation ?? null,
    deferral:
      deferral === null ? null : { reason: deferral.reason, byName: deferral.byName, at: deferral.at.toISOString() },
    leftInPlace: left.map(({ id, areaId, needles, signedName, leaflet, removalOn }) => ({
      ...{ id, areaId, needles, signedName, leaflet },
      removalOn: removalOn.toISOString().slice(0, 10),
    })),
    texts: await clinicTexts(tx, clinicId, { date, locale, keys: PATHS }),
  }
}

/** What is shown beside each fate that is not the ordinary one. */
const PATHS = [
  ...['needle-broken', 'needle-stuck', 'needle-missing', 'needle-dropped'],
  ...['left-in-place-agreement', 'left-in-place-leaflet'],
]
