import { isDeepStrictEqual } from 'node:util'
import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { inReadingOrder } from '#domain/encounter/consent-parts.ts'
import { keyFrom } from '#domain/policy/decide-policy.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { consentPolicy } from '#features/consent/queries.ts'
import type { PolicyReason } from '#words/policy.ts'
import { whyNotDrafted } from './check-draft.ts'
import { latestOf, lockPolicies, policiesOn } from './queries.ts'
import type { Proposal } from './schema.ts'
import { decideVersion, TABLE_OF, writeVersion } from './write-version.ts'

export interface Drafting {
  readonly key: string | null
  readonly replaces: string | null
  readonly proposal: Proposal
  readonly source: string
  readonly validFrom: string
}

export type DraftRefusal = { readonly reason: PolicyReason }

/** The name of what is drafted; null where the clinic has but what the software asks for. */
const keyOf = ({ kind, content }: Proposal, asked: string | null, taken: ReadonlySet<string>): string | null => {
  if (asked !== null) return taken.has(asked) || kind === 'risk-zone' ? asked : null
  switch (kind) {
    case 'contraindication':
      return keyFrom(content.name.en, taken)
    case 'question':
      return keyFrom(content.words.en.short, taken)
    case 'note-template':
      return keyFrom(content.name, taken)
    case 'aftercare-plan':
    case 'aftercare-text':
      return keyFrom(content.name.en, taken)
    case 'outcome':
    case 'referral':
    case 'consent':
    case 'ages':
    case 'safety':
    case 'messages':
      // of these there is one
      return [...taken][0] ?? kind
    default:
      return null
  }
}

/** The name of the words in force, when a draft leaves them as they are. */
const sameWords = async (
  tx: Transaction,
  clinicId: string,
  proposal: Proposal,
  current: Proposal | undefined,
  today: string,
): Promise<string | null> => {
  if (proposal.kind !== 'consent' || current?.kind !== 'consent') return null
  const [now, then] = [current, proposal].map(({ content }) => inReadingOrder(content.parts))
  return isDeepStrictEqual(now, then) ? ((await consentPolicy(tx, clinicId, today))?.textVersion ?? null) : null
}

/** Something new gets the yes of its own question; nothing else could be meant yet. */
const withOwnCondition = (proposal: Proposal, key: string): Proposal =>
  proposal.kind === 'question' && proposal.content.conditionCode === OWN_CONDITION
    ? { ...proposal, content: { ...proposal.content, conditionCode: key } }
    : proposal

/** Said by the form of a question whose yes is a condition of its own. */
const OWN_CONDITION = 'own'

/**
 * Writes down what the clinic could decide. It reaches nobody until a clinical lead approves it. A draft that waits is
 * followed by the next one, and stays among the versions.
 */
export const draftPolicy = async (
  tx: Transaction,
  actor: StaffActor,
  drafting: Drafting,
  nowMs: number,
): Promise<Outcome<{ versionId: string; key: string; version: number }, DraftRefusal>> => {
  const { clinicId, name } = actor
  const { proposal, replaces, source, validFrom } = drafting
  const { kind } = proposal
  const today = localDateOf(nowMs, await clinicZone(tx, clinicId))
  if (validFrom < today) return refused({ reason: 'in-the-past' })
  await lockPolicies(tx, clinicId, kind)
  const latest = await latestOf(tx, clinicId, kind)
  const key = keyOf(proposal, drafting.key, new Set(latest.map((one) => one.key)))
  if (key === null) return refused({ reason: 'not-found' })
  const before = latest.find((one) => one.key === key)
  if ((before?.draftId ?? null) !== replaces) return refused({ reason: 'draft-waits' })
  const current = (await policiesOn(tx, clinicId, kind, today)).find((one) => one.key === key)?.current?.proposal
  const why = await whyNotDrafted(tx, clinicId, proposal, { key, today, current })
  if (why !== null) return refused({ reason: why })
  const written = withOwnCondition(proposal, key)
  if (isDeepStrictEqual(current, written)) return refused({ reason: 'unchanged' })
  const byMe = { draftedBy: name, draftedByIdentityId: asIdentity(actor), draftedAt: new Date(nowMs) }
  if (replaces !== null) await discardFor(tx, actor, { kind, id: replaces }, nowMs)
  const version = (before?.version ?? 0) + 1
  const head = {
    clinicId,
    version,
    source,
    state: 'draft' as const,
    ...byMe,
    validFrom: new Date(`${validFrom}T00:00:00Z`),
  }
  const { id: versionId } = await writeVersion(
    tx,
    head,
    key,
    written,
    await sameWords(tx, clinicId, written, current, today),
  )
  return done(
    { versionId, key, version },
    { action: 'draft-policy', entityType: TABLE_OF[kind], entityId: versionId, detail: { kind, key, version } },
  )
}

/** Takes a draft out of the way; it stays among the versions, under the name of who did it. */
export const discardFor = (
  tx: Transaction,
  actor: StaffActor,
  { kind, id }: { readonly kind: Proposal['kind']; readonly id: string },
  nowMs: number,
) =>
  decideVersion(
    tx,
    kind,
    { clinicId: actor.clinicId, id },
    {
      state: 'discarded',
      ...{ discardedBy: actor.name, discardedByIdentityId: asIdentity(actor), discardedAt: new Date(nowMs) },
    },
  )
