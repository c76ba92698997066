import type { Transaction } from '#db/client.ts'
import { emergencyPhoneFor } from '#domain/contact/emergency-number.ts'
import { clinicForLetters } from '#features/communication/queries.ts'
import { parseLocale } from '#words/locale.ts'

/** What came in that somebody has to read: answers, and texts of which nobody knows whose they are. */
export const textsThatCame = async (
  tx: Transaction,
  clinicId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) => {
  const rows = await tx.incomingText.findMany({
    where: { clinicId, meaning: { in: ['answer', 'whose', 'stranger'] } },
    select: { id: true, fromNumber: true, text: true, receivedAt: true, patient: { select: { name: true } } },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor !== null && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
  const page = rows.slice(0, limit)
  return {
    texts: page.map(({ patient, receivedAt, ...row }) => ({
      ...row,
      ...{ patientName: patient?.name ?? null, receivedIso: receivedAt.toISOString() },
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** How many texts came in within a day: from this number, and from all numbers that nobody knows. */
export const textsOfToday = async (tx: Transaction, clinicId: string, fromNumber: string) => {
  const [found] = await tx.$queryRaw<{ ofNumber: number; ofUnknown: number }[]>`
    SELECT (count(*) FILTER (WHERE from_number = ${fromNumber}))::int AS "ofNumber",
      (count(*) FILTER (WHERE meaning = 'stranger'))::int AS "ofUnknown"
    FROM incoming_text WHERE clinic_id = ${clinicId}::uuid AND received_at > app_now() - interval '1 day'`
  return found ?? { ofNumber: 0, ofUnknown: 0 }
}

/** In which words whoever wrote is answered, and by whom. */
export const answeringClinic = async (tx: Transaction, clinicId: string, patientIds: readonly string[]) => {
  const { name, phone, emergencyPhone, locale, messageHours } = await clinicForLetters(tx, clinicId)
  const readers = await tx.patient.findMany({
    where: { clinicId, id: { in: [...patientIds] } },
    select: { locale: true, timeZone: true },
    distinct: ['locale', 'timeZone'],
  })
  const [first, ...others] = readers
  const alone = first !== undefined && others.length === 0 ? first : { locale, timeZone: null }
  const read = parseLocale(alone.locale)
  const emergency = emergencyPhoneFor(emergencyPhone, alone.timeZone)
  return { locale: read, values: { clinic: name, phone, emergency, hours: messageHours[read] } }
}
