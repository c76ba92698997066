import { createHash } from 'node:crypto'
import type { Transaction } from '#db/client.ts'
import type { TriageTerms } from '#domain/aftercare/said-words.ts'
import type { Sign, Tier, TriageRule } from '#domain/aftercare/triage.ts'
import type { LocalizedText, RiskZone } from '#domain/body/area.ts'
import type { Locale } from '#words/locale.ts'

const onDay = (date: string) => ({ lte: new Date(`${date}T00:00:00Z`) })

const rulesIn = async (tx: Transaction, clinicId: string, date: string) => {
  const rows = await tx.triageRule.findMany({
    where: { clinicId, state: 'in-force', validFrom: onDay(date) },
    distinct: ['code'],
    orderBy: [{ code: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
    take: 200,
  })
  return rows.filter(({ active }) => active)
}

/** How answers are sorted on this day (`YYYY-MM-DD`): of each rule the version in force. */
export const triageRulesOn = async (tx: Transaction, clinicId: string, date: string): Promise<TriageRule[]> =>
  (await rulesIn(tx, clinicId, date)).map((row) => ({
    ...{ id: row.id, code: row.code, sign: row.sign as Sign, tier: row.tier as Tier, rings: row.rings },
    ...{ techniques: row.techniques, riskZones: row.riskZones as RiskZone[], fromScore: row.fromScore },
    ...{ dueMinutes: row.dueMinutes, incidentKind: row.incidentKind },
  }))

/** What is listened for in free words, in each language of the clinic. */
export const triageTermsOn = async (tx: Transaction, clinicId: string, date: string): Promise<TriageTerms[]> =>
  (
    await tx.triageTerms.findMany({
      where: { clinicId, state: 'in-force', validFrom: onDay(date) },
      distinct: ['language'],
      orderBy: [{ language: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
      take: 20,
    })
  ).map(({ emergency, concerning, harmless, negations }) => ({ emergency, concerning, harmless, negations }))

/** Only this is kept of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The link of a token, over or not; the caller is the clinic itself. */
export const linkOf = (tx: Transaction, clinicId: string, token: string) =>
  tx.checkInLink.findUnique({ where: { clinicId_tokenHash: { clinicId, tokenHash: hashOf(token) } } })

/** The visit that an answer is about, with all that sorting needs; needles that were written down by mistake do not count. */
export const answeredVisit = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.encounter.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: {
      ...{ id: true, status: true, patientId: true, practitionerId: true, appointmentId: true },
      patient: { select: { name: true } },
      appointment: { select: { startsAt: true, timeZone: true } },
      procedures: {
        where: { enteredInError: false },
        select: { technique: true, area: { select: { riskZones: true } } },
      },
    },
  })
export type AnsweredVisit = Awaited<ReturnType<typeof answeredVisit>>

/** The visit of somebody who writes without saying of which: the latest one in which they were needled. */
export const latestVisitOf = async (tx: Transaction, clinicId: string, patientId: string, sinceMs: number) => {
  const found = await tx.encounter.findFirst({
    where: {
      ...{ clinicId, patientId, status: { not: 'entered-in-error' }, startedAt: { gte: new Date(sinceMs) } },
      procedures: { some: { enteredInError: false } },
    },
    orderBy: { startedAt: 'desc' },
    select: { id: true },
  })
  return found?.id ?? null
}

/** The visit of a message of these patients; null when it is none of theirs or about no visit. */
export const visitOfMessage = async (
  tx: Transaction,
  clinicId: string,
  messageId: string,
  patientIds: readonly string[],
): Promise<string | null> => {
  const found = await tx.communication.findUnique({
    where: { clinicId_id: { clinicId, id: messageId } },
    select: { patientId: true, encounterId: true },
  })
  return found !== null && patientIds.includes(found.patientId) ? found.encounterId : null
}

/** What is asked about a visit: when it was, whether it was answered, and one answer with the words it was given. */
export const askedAbout = async (
  tx: Transaction,
  clinicId: string,
  { encounterId, answerId }: { readonly encounterId: string; readonly answerId: string | null },
  locale: Locale,
) => {
  const { appointment } = await tx.encounter.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: { appointment: { select: { startsAt: true, timeZone: true } } },
  })
  const last = await tx.checkIn.findFirst({
    where: { clinicId, encounterId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { at: true },
  })
  const given =
    answerId === null ? null : await tx.checkIn.findFirst({ where: { clinicId, encounterId, id: answerId } })
  return {
    visitStartsAt: appointment.startsAt.toISOString(),
    timeZone: appointment.timeZone,
    lastAnsweredAt: last?.at.toISOString() ?? null,
    answer:
      given === null
        ? null
        : {
            ...{ id: given.id, atIso: given.at.toISOString(), tier: given.tier as Tier },
            words: await wordsOfRules(tx, clinicId, given.ruleIds, locale),
          },
  }
}

const wordsOfRules = async (tx: Transaction, clinicId: string, ids: readonly string[], locale: Locale) => {
  const rows = await tx.triageRule.findMany({ where: { clinicId, id: { in: [...ids] } }, take: 50 })
  return rows
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .map(({ title, steps }) => ({
      title: (title as unknown as LocalizedText)[locale],
      steps: (steps as Record<Locale, string[]>)[locale],
    }))
}

/** How many answers came by this link since. */
export const answersByLink = (tx: Transaction, clinicId: string, linkId: string, sinceMs: number): Promise<number> =>
  tx.checkIn.count({ where: { clinicId, linkId, at: { gte: new Date(sinceMs) } } })
