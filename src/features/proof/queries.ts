import type { Transaction } from '#db/client.ts'
import { part } from '#db/transaction.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type AnswerCell, type MessageCell, ratesOf } from '#domain/aftercare/proof.ts'
import type { Tier } from '#domain/aftercare/triage.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import type { Locale } from '#words/locale.ts'
import { maySeeWhatWasSent, ratesOfWhom } from './access.ts'
import type { MonthProof, RatesOutput, SentMessage, VisitAnswer } from './schema.ts'

interface VisitRow {
  readonly timeZone: string
  readonly messages: readonly (Omit<SentMessage, 'text'> & { readonly text: LocalizedText | null })[]
  readonly answers: readonly VisitAnswer[]
}

/** An instant as JSON says it. */
const ISO_FORMAT = part`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

/** What was sent about a visit and what came of it, in the order in which it happened; null when there is no such visit here. */
export const proofOfVisit = async (tx: Transaction, actor: StaffActor, appointmentId: string, locale: Locale) => {
  const { clinicId } = actor
  const named = maySeeWhatWasSent(actor)
  const [row] = await tx.$queryRaw<VisitRow[]>`
    SELECT a.time_zone AS "timeZone",
      (SELECT coalesce(jsonb_agg(m.message ORDER BY m.due_at, m.id), '[]') FROM (
        SELECT c.due_at, c.id, jsonb_build_object('id', c.id, 'kind', c.kind, 'channel', c.channel, 'status', c.status,
          'text', CASE WHEN ${named}::boolean THEN x.name END, 'reason', CASE WHEN c.status = 'withheld' THEN c.status_reason END, 'delivery', c.delivery,
          'dueIso', to_char(c.due_at, ${ISO_FORMAT}), 'sentIso', to_char(c.sent_at, ${ISO_FORMAT}), 'deliveredIso', to_char(c.delivered_at, ${ISO_FORMAT})) AS message
        FROM communication c
        LEFT JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id
        LEFT JOIN LATERAL (
          SELECT t.name FROM aftercare_text t WHERE t.clinic_id = c.clinic_id AND (t.id = c.text_version_id OR c.text_version_id IS NULL AND t.code = s.template_key)
          ORDER BY t.state = 'in-force' DESC, t.version DESC LIMIT 1) x ON s.id IS NOT NULL
        WHERE c.clinic_id = a.clinic_id AND c.appointment_id = a.id AND (${named}::boolean OR c.kind <> 'staff-alert')
        ORDER BY c.due_at, c.id LIMIT 100) m) AS messages,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'atIso', to_char(v.at, ${ISO_FORMAT}), 'via', v.via, 'tier', k.tier,
          'needsReading', v.needs_reading, 'takenBy', v.taken_by, 'takenIso', to_char(v.taken_at, ${ISO_FORMAT}),
          'doneIso', to_char(v.done_at, ${ISO_FORMAT})) ORDER BY v.at, v.id), '[]')
        -- how it was sorted is read where the answer itself is
        FROM visit_answers(a.id) v LEFT JOIN check_in k ON k.clinic_id = a.clinic_id AND k.id = v.id) AS answers
    FROM appointment a WHERE a.clinic_id = ${clinicId}::uuid AND a.id = ${appointmentId}::uuid`
  if (row === undefined) return null
  const messages = row.messages.map(({ text, ...message }) => ({ ...message, text: text?.[locale] ?? null }))
  return { timeZone: row.timeZone, messages, answers: [...row.answers] }
}

interface Cell {
  readonly month: string
  readonly plan: string | null
  readonly planName: LocalizedText | null
  readonly kind: string | null
  readonly practitionerId: string | null
  readonly practitionerName: string | null
  /** Null: it counts visits that were asked, not messages. */
  readonly status: string | null
  readonly reason: string | null
  readonly delivery: string | null
  readonly tier: Tier | null
  readonly count: number
}

const MONTHS = 12

/** The last twelve months with this one at the end, `YYYY-MM`. */
const monthsUntil = (last: string): string[] => {
  const [year = 0, month = 1] = last.split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, index) => {
    const at = year * 12 + month - MONTHS + index
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

const sumUp = (cells: readonly Cell[]): RatesOutput => {
  const messages = cells.filter((cell): cell is Cell & MessageCell => cell.status !== null)
  const answers: readonly AnswerCell[] = cells.filter(({ status }) => status === null)
  const { why, ...rates } = ratesOf(messages, answers)
  return { ...rates, why: [...why] }
}

/**
 * What has become of the messages of the last twelve months, and one of these by plan and practitioner, in one statement
 * that adds up before it answers: a message belongs to the month in which it was due.
 */
export const proofOfMonth = async (
  tx: Transaction,
  actor: StaffActor,
  wanted: string | null,
  { locale, nowMs }: { readonly locale: Locale; readonly nowMs: number },
): Promise<MonthProof> => {
  const { clinicId } = actor
  const zone = await clinicZone(tx, clinicId)
  const thisMonth = localDateOf(nowMs, zone).slice(0, 7)
  const months = monthsUntil(thisMonth)
  const month = wanted !== null && months.includes(wanted) ? wanted : thisMonth
  const [first, last] = [`${months[0]}-01`, `${thisMonth}-01`]
  const whose = ratesOfWhom(actor)
  const until = new Date(nowMs)
  const cells = await tx.$queryRaw<Cell[]>`
    SELECT x.month, x.plan, x.kind, x.practitioner_id AS "practitionerId", d.name AS "practitionerName", x.status, x.reason, x.delivery, x.tier, x.count,
      n.name AS "planName"
    FROM (
      SELECT m.month, CASE WHEN m.month = ${month}::text THEN m.plan END AS plan, CASE WHEN m.month = ${month}::text AND m.plan IS NULL THEN m.kind END AS kind,
        CASE WHEN m.month = ${month}::text THEN m.practitioner_id END AS practitioner_id, m.status, m.reason, m.delivery, NULL AS tier, count(*)::int AS count
      FROM (
        SELECT to_char(c.due_at AT TIME ZONE ${zone}::text, 'YYYY-MM') AS month, p.code AS plan, c.kind, a.practitioner_id, c.status, c.delivery,
          CASE WHEN c.status = 'withheld' THEN c.status_reason END AS reason
        FROM communication c
        LEFT JOIN appointment a ON a.clinic_id = c.clinic_id AND a.id = c.appointment_id
        LEFT JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id
        LEFT JOIN aftercare_plan p ON p.clinic_id = s.clinic_id AND p.id = s.plan_id
        WHERE c.clinic_id = ${clinicId}::uuid AND c.kind <> 'staff-alert' AND c.due_at >= ${first}::timestamp AT TIME ZONE ${zone}::text AND c.due_at <= ${until}::timestamptz
          AND (${whose}::uuid IS NULL OR a.practitioner_id = ${whose}::uuid)) m
      GROUP BY 1, 2, 3, 4, 5, 6, 7
      UNION ALL
      SELECT v.month, v.plan, v.kind, v.practitioner_id, NULL, NULL, NULL, v.tier, v.visits
      FROM answered_visits(${first}::date, ${last}::date, ${month}::text, ${zone}::text, ${until}::timestamptz) v) x
    LEFT JOIN practitioner d ON d.clinic_id = ${clinicId}::uuid AND d.id = x.practitioner_id
    LEFT JOIN LATERAL (SELECT p.name FROM aftercare_plan p WHERE p.clinic_id = ${clinicId}::uuid AND p.code = x.plan AND p.state = 'in-force'
      ORDER BY p.version DESC LIMIT 1) n ON true
    ORDER BY n.name ->> ${locale}::text NULLS LAST, x.plan, x.kind, d.name NULLS LAST, x.practitioner_id`
  const groups = Map.groupBy(
    cells.filter((cell) => cell.month === month),
    ({ plan, kind, practitionerId }) => JSON.stringify([plan, kind, practitionerId]),
  )
  return {
    month,
    months: months.map((one) => ({ month: one, rates: sumUp(cells.filter((cell) => cell.month === one)) })),
    rows: [...groups.values()].map((group) => {
      const [{ plan = null, kind = null, planName = null, practitionerName = null } = {}] = group
      return { plan, kind, practitionerName, planName: planName?.[locale] ?? null, rates: sumUp(group) }
    }),
  }
}
