import type { Transaction } from '#db/client.ts'
import { type PatientActor, readsClinical, type StaffActor } from '#domain/actor.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { localDayOf, startOfLocalDayMs } from '#domain/time/zone.ts'
import type { Locale } from '#words/locale.ts'
import { mayAskForRecord, seesOnlyToday } from './access.ts'
import type { PatientLine } from './schema.ts'

/** Fewer digits are a house number or a date, not a telephone. */
const LEAST_DIGITS = 4
/** How alike two folded names must be to be the same with a slip of the pen (0 to 1, pg_trgm). */
const NEARLY = 0.45

const digitsOf = (text: string): string => {
  const digits = text.replace(/\D/g, '')
  const isNumber = /^[+\d\s()/.-]+$/.test(text) && digits.length >= LEAST_DIGITS
  // 0171… is kept as +49 171…: what follows the leading zeros is the same
  return isNumber ? digits.replace(/^0+/, '') : ''
}

export interface Page {
  readonly limit: number
  readonly offset: number
}

/**
 * People whose name has words that begin as typed, then those whose name holds it, then near misses; or whose
 * telephone has the digits. Best first. People who were merged into another are found as that other only.
 */
export const searchPatients = async (
  tx: Transaction,
  clinicId: string,
  text: string,
  { limit, offset }: Page,
): Promise<{ patients: PatientLine[]; nextOffset: number | null }> => {
  if (text === '') return { patients: [], nextOffset: null }
  const digits = digitsOf(text)
  const rows = await tx.$queryRaw<PatientLine[]>`
    WITH asked AS (SELECT btrim(fold_name(${text})) AS folded),
    words AS (SELECT coalesce(array_agg('% ' || w || '%'), '{}') AS beginnings, coalesce(array_agg('%' || w || '%'), '{}') AS anywhere
      FROM asked, regexp_split_to_table(folded, ' ') w WHERE w <> '')
    SELECT p.id, p.name, p.preferred_name AS "preferredName", p.birth_date::text AS "birthDate", p.phone, p.email
    FROM asked, words, patient p
    WHERE p.clinic_id = ${clinicId}::uuid AND p.merged_into_id IS NULL AND p.erased_at IS NULL
      AND ((${digits} <> '' AND regexp_replace(p.phone, '[^0-9]', '', 'g') LIKE '%' || ${digits} || '%')
        OR (asked.folded <> '' AND p.search_name LIKE ALL (words.anywhere))
        -- "obrien" is O'Brien
        OR (length(asked.folded) >= 4 AND replace(p.search_name, ' ', '') LIKE '%' || replace(asked.folded, ' ', '') || '%')
        OR (length(asked.folded) >= 4 AND asked.folded <% p.search_name))
    ORDER BY
      (asked.folded <> '' AND p.search_name LIKE asked.folded || '%') DESC,
      (asked.folded <> '' AND ' ' || p.search_name LIKE ALL (words.beginnings)) DESC,
      (asked.folded <> '' AND p.search_name LIKE ALL (words.anywhere)) DESC,
      word_similarity(asked.folded, p.search_name) DESC, p.search_name, p.id
    LIMIT ${limit + 1} OFFSET ${offset}`
  return { patients: rows.slice(0, limit), nextOffset: rows.length > limit ? offset + limit : null }
}

export interface NewPerson {
  readonly name: string
  readonly birthDate: string | null
  readonly phone: string | null
  readonly email: string | null
}

const CANDIDATES = 5

/** Who may be the same person already: nearly the same name unless born on another day, or the same telephone or mail. */
export const possibleDuplicates = (
  tx: Transaction,
  clinicId: string,
  { name, birthDate, phone, email }: NewPerson,
): Promise<PatientLine[]> => {
  const digits = digitsOf(phone ?? '').slice(-8)
  return tx.$queryRaw<PatientLine[]>`
    WITH asked AS (SELECT btrim(fold_name(${name})) AS folded, ${birthDate}::date AS born)
    SELECT p.id, p.name, p.preferred_name AS "preferredName", p.birth_date::text AS "birthDate", p.phone, p.email
    FROM asked, patient p
    WHERE p.clinic_id = ${clinicId}::uuid AND p.merged_into_id IS NULL AND p.erased_at IS NULL
      AND ((btrim(p.search_name) = asked.folded AND (p.birth_date IS NULL OR asked.born IS NULL OR p.birth_date = asked.born))
        OR (similarity(p.search_name, asked.folded) >= ${NEARLY} AND (p.birth_date = asked.born OR p.birth_date IS NULL OR asked.born IS NULL))
        OR (${digits} <> '' AND regexp_replace(p.phone, '[^0-9]', '', 'g') LIKE '%' || ${digits})
        OR lower(p.email) = lower(${email}))
    ORDER BY (btrim(p.search_name) = asked.folded) DESC, similarity(p.search_name, asked.folded) DESC, p.id
    LIMIT ${CANDIDATES}`
}

const lineOf = {
  id: true,
  name: true,
  preferredName: true,
  birthDate: true,
  phone: true,
  email: true,
  locale: true,
  pronouns: true,
  needs: true,
  mergedIntoId: true,
  version: true,
} as const

const NEXT_VISITS = 10

interface Seen {
  readonly locale: Locale
  readonly nowMs: number
}

/** One person as this member of staff may see them; null when they may not, or there is none. */
export const patientSummary = async (tx: Transaction, actor: StaffActor, id: string, { locale, nowMs }: Seen) => {
  const { clinicId } = actor
  const person = await tx.patient.findUnique({ where: { clinicId_id: { clinicId, id } }, select: lineOf })
  if (person === null || (seesOnlyToday(actor) && !(await comesToday(tx, clinicId, id, nowMs)))) return null
  const visits = await tx.appointment.findMany({
    where: {
      clinicId,
      patientId: id,
      startsAt: { gte: new Date(nowMs) },
      status: { in: ['proposed', 'booked', 'arrived'] },
    },
    select: {
      ...{ id: true, startsAt: true, timeZone: true, status: true, version: true },
      service: { select: { name: true } },
      practitioner: { select: { name: true } },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: NEXT_VISITS,
  })
  const done = await tx.appointment.aggregate({
    where: { clinicId, patientId: id, status: 'fulfilled' },
    _count: { _all: true },
    _max: { startsAt: true },
  })
  const conditions = await tx.patientCondition.findMany({
    where: { clinicId, patientId: id, endedAt: null },
    select: { code: true, note: true },
    orderBy: [{ code: 'asc' }, { id: 'asc' }],
  })
  const [care] = await tx.$queryRaw<{ open: boolean }[]>`
    SELECT app_cares_for_everybody() OR app_reads_record(${id}::uuid) AS open`
  return {
    mayOpenRecord: mayAskForRecord(actor),
    ...person,
    birthDate: person.birthDate?.toISOString().slice(0, 10) ?? null,
    namesakes: (await namesakesOf(tx, clinicId, [id])).get(id) ?? 0,
    // an empty list would say that there is nothing, where the truth is that it was not looked at
    conditions: readsClinical(actor) && care?.open ? conditions : null,
    ...(await unkeptOf(tx, clinicId, id)),
    visitsDone: done._count._all,
    lastVisitIso: done._max.startsAt?.toISOString() ?? null,
    nextVisits: visits.map(({ startsAt, service, practitioner, ...visit }) => ({
      ...visit,
      startIso: startsAt.toISOString(),
      serviceName: (service.name as unknown as LocalizedText)[locale],
      practitionerName: practitioner.name,
    })),
  }
}

/** Whether this person may be shown to this member of staff at all: assistants see those who come today. */
export const isOpenTo = async (tx: Transaction, actor: StaffActor, id: string, nowMs: number): Promise<boolean> => {
  const { clinicId } = actor
  const person = await tx.patient.findUnique({ where: { clinicId_id: { clinicId, id } }, select: { id: true } })
  return person !== null && (!seesOnlyToday(actor) || comesToday(tx, clinicId, id, nowMs))
}

/**
 * Whether somebody is in a practitioner's care: they have a visit with them, to come or not longer ago than the clinic
 * says, that was not called off; or, for their team's care, with somebody whom they supervise. `nobody`: there is no such
 * person here.
 */
export const isInCareOf = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  patientId: string,
  nowMs: number,
  team: 'own' | 'with-team' = 'own',
): Promise<'theirs' | 'others' | 'nobody'> => {
  const [patient] = await tx.$queryRaw<{ theirs: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM appointment a JOIN practitioner t ON t.clinic_id = a.clinic_id AND t.id = a.practitioner_id
      WHERE a.clinic_id = p.clinic_id AND a.patient_id = p.id AND a.status <> ALL (${[...DOES_NOT_COME]}::text[])
        AND (t.id = ${practitionerId}::uuid OR (${team === 'with-team'} AND t.supervisor_id = ${practitionerId}::uuid))
        AND a.starts_at > ${new Date(nowMs)}::timestamptz - make_interval(days => c.care_days)) AS theirs
    FROM patient p JOIN clinic c ON c.id = p.clinic_id
    WHERE p.clinic_id = ${clinicId}::uuid AND p.id = ${patientId}::uuid`
  if (patient === undefined) return 'nobody'
  return patient.theirs ? 'theirs' : 'others'
}

/** Visits that were called off too late or to which nobody came: kept in view, because the next ones are planned by it. */
const unkeptOf = async (tx: Transaction, clinicId: string, patientId: string) => {
  const missed = await tx.appointment.count({ where: { clinicId, patientId, status: 'noshow' } })
  const late = await tx.cancellation.count({ where: { clinicId, late: true, appointment: { patientId } } })
  return { missedVisits: missed, lateCancellations: late }
}

const DOES_NOT_COME = ['cancelled', 'noshow', 'entered-in-error'] as const

const comesToday = async (tx: Transaction, clinicId: string, patientId: string, nowMs: number): Promise<boolean> => {
  const location = await tx.location.findFirst({
    where: { clinicId },
    orderBy: { id: 'asc' },
    select: { timeZone: true },
  })
  const zone = location?.timeZone ?? 'UTC'
  const day = localDayOf(nowMs, zone)
  const today = { gte: new Date(startOfLocalDayMs(day, zone)), lt: new Date(startOfLocalDayMs(day + 1, zone)) }
  const coming = { clinicId, patientId, startsAt: today, status: { notIn: [...DOES_NOT_COME] } }
  return (await tx.appointment.count({ where: coming })) > 0
}

/** How many others have a name that reads the same, for each of these patients that has any. */
export const namesakesOf = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.$queryRaw<{ id: string; others: number }[]>`
    SELECT p.id, count(*)::int AS others FROM patient p JOIN patient o
      ON o.clinic_id = p.clinic_id AND o.id <> p.id AND o.search_name = p.search_name AND o.merged_into_id IS NULL
    WHERE p.clinic_id = ${clinicId}::uuid AND p.id = ANY (${[...patientIds]}::uuid[]) GROUP BY p.id`
  return new Map(rows.map(({ id, others }) => [id, others]))
}

/** Those a person at the patients' pages acts for, themselves first. */
export const ownPeople = async (tx: Transaction, { clinicId, identityId, patientIds }: PatientActor) => {
  const rows = await tx.patientAccess.findMany({
    where: { clinicId, identityId, patientId: { in: [...patientIds] } },
    select: { relation: true, patient: { select: { id: true, name: true } } },
  })
  return rows
    .map(({ relation, patient }) => ({ ...patient, relation }))
    .sort((a, b) => Number(b.relation === 'self') - Number(a.relation === 'self') || (a.name < b.name ? -1 : 1))
}
