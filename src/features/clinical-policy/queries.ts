import type { Transaction } from '#db/client.ts'
import { BOTH_SIDES_OF_THORAX, CHILD } from '#domain/encounter/contraindication.ts'
import type { PolicyState } from '#domain/policy/decide-policy.ts'
import { rulesOn } from '#features/contraindication/queries.ts'
import { questionsOn } from '#features/screening/queries.ts'
import { type Entry, type Kind, type KnownCondition, proposal, type Version } from './schema.ts'

interface RawVersion {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly state: PolicyState
  readonly source: string
  readonly validFrom: string
  readonly draftedBy: string | null
  readonly draftedAt: Date | null
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly discardedBy: string | null
  readonly discardedAt: Date | null
  readonly content: unknown
}

const byWhom = (byName: string | null, at: Date | null) =>
  byName === null ? null : { byName, atIso: at?.toISOString() ?? null }

const versionOf = (kind: Kind, row: RawVersion): Version => ({
  ...{ id: row.id, key: row.key, version: row.version, state: row.state, source: row.source, validFrom: row.validFrom },
  drafted: byWhom(row.draftedBy, row.draftedAt),
  approved: byWhom(row.approvedBy, row.approvedAt),
  discarded: byWhom(row.discardedBy, row.discardedAt),
  proposal: proposal.parse({ kind, content: row.content }),
})

/** More than a clinic's list of one kind has rows and waiting versions. */
const LIST_SHOWS = 300

/** The clinic's policies of one kind on a day: of each what is in force, what is to follow and what waits. */
export const policiesOn = async (tx: Transaction, clinicId: string, kind: Kind, date: string): Promise<Entry[]> => {
  const rows = await tx.$queryRaw<RawVersion[]>`
    SELECT id, key, version, state, source, valid_from::text AS "validFrom", drafted_by AS "draftedBy", drafted_at AS "draftedAt",
      approved_by AS "approvedBy", approved_at AS "approvedAt", discarded_by AS "discardedBy", discarded_at AS "discardedAt", content
    FROM (SELECT v.*, row_number() OVER (PARTITION BY key, state, valid_from <= ${date}::date ORDER BY valid_from DESC, version DESC) AS nth
      FROM policy_version v WHERE clinic_id = ${clinicId}::uuid AND kind = ${kind} AND state <> 'discarded') p
    WHERE state = 'draft' OR valid_from > ${date}::date OR nth = 1
    ORDER BY key, valid_from, version LIMIT ${LIST_SHOWS}`
  const groups = Map.groupBy(
    rows.map((row) => versionOf(kind, row)),
    ({ key }) => key,
  )
  return [...groups.entries()].map(([key, versions]): Entry => {
    const inForce = versions.filter(({ state }) => state === 'in-force')
    return {
      key,
      current: inForce.find(({ validFrom }) => validFrom <= date) ?? null,
      coming: inForce.filter(({ validFrom }) => validFrom > date),
      draft: versions.find(({ state }) => state === 'draft') ?? null,
    }
  })
}

interface HistoryPage {
  readonly kind: Kind
  readonly key: string
  readonly limit: number
  readonly before: number | null
}

/** Every version of one policy, discarded ones among them, the latest first. */
export const versionsOf = async (tx: Transaction, clinicId: string, { kind, key, limit, before }: HistoryPage) => {
  const rows = await tx.$queryRaw<RawVersion[]>`
    SELECT id, key, version, state, source, valid_from::text AS "validFrom", drafted_by AS "draftedBy", drafted_at AS "draftedAt",
      approved_by AS "approvedBy", approved_at AS "approvedAt", discarded_by AS "discardedBy", discarded_at AS "discardedAt", content
    FROM policy_version
    WHERE clinic_id = ${clinicId}::uuid AND kind = ${kind} AND key = ${key} AND (${before}::int IS NULL OR version < ${before}::int)
    ORDER BY version DESC LIMIT ${limit + 1}`
  const versions = rows.slice(0, limit).map((row) => versionOf(kind, row))
  return { versions, nextBefore: rows.length > limit ? (versions.at(-1)?.version ?? null) : null }
}

/** One version as decisions about it need it; null when there is none of this id here. */
export const versionById = async (tx: Transaction, clinicId: string, kind: Kind, id: string) => {
  const [row] = await tx.$queryRaw<Pick<RawVersion, 'key' | 'version' | 'state' | 'validFrom' | 'approvedBy'>[]>`
    SELECT key, version, state, valid_from::text AS "validFrom", approved_by AS "approvedBy"
    FROM policy_version WHERE clinic_id = ${clinicId}::uuid AND kind = ${kind} AND id = ${id}::uuid`
  return row ?? null
}

/** Waits for whoever else drafts or decides a policy of this kind, so that versions follow one another. */
export const lockPolicies = async (tx: Transaction, clinicId: string, kind: Kind): Promise<void> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`policy ${clinicId} ${kind}`}, 0))`
}

/** Every name that is taken among policies of a kind, with its latest version and the draft that waits. */
export const latestOf = (tx: Transaction, clinicId: string, kind: Kind) =>
  tx.$queryRaw<{ key: string; version: number; draftId: string | null }[]>`
    SELECT key, max(version)::int AS version, (array_agg(id) FILTER (WHERE state = 'draft'))[1] AS "draftId"
    FROM policy_version WHERE clinic_id = ${clinicId}::uuid AND kind = ${kind} GROUP BY key`

/** What a rule can be about: what questions ask, what rules are about already, and what the software sees by itself. */
export const conditionsOn = async (tx: Transaction, clinicId: string, date: string): Promise<KnownCondition[]> => {
  const questions = await questionsOn(tx, clinicId, date)
  const rules = await rulesOn(tx, clinicId, date)
  const named = new Map<string, KnownCondition['name']>()
  for (const { conditionCode, name } of rules) named.set(conditionCode, { en: name.en, de: name.de })
  for (const { conditionCode, words } of questions)
    if (conditionCode !== null) named.set(conditionCode, { en: words.en.question, de: words.de.question })
  return [...named].map(([code, name]) => ({ code, name }))
}

/** Seen by the software itself: nobody asks. */
export const SEEN_BY_ITSELF: readonly string[] = [CHILD, BOTH_SIDES_OF_THORAX]
