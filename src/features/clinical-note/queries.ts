import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { displayName } from '#domain/body/area.ts'
import {
  EMPTY_NOTE,
  isBlank,
  maySignBeside,
  NOTE_PARTS,
  type NoteStanding,
  type NoteWords,
} from '#domain/encounter/note.ts'
import { standingOf } from '#features/break-glass/queries.ts'
import { areasOf, incidentsOf, visitOf } from '#features/encounter/queries.ts'
import { scoresOf } from '#features/observation/queries.ts'
import { treatmentsOf } from '#features/visit-treatment/queries.ts'
import type { Locale } from '#words/locale.ts'
import type { NoteOfVisit, Signature, VisitRecord } from './schema.ts'

interface NoteRow extends NoteWords {
  readonly version: number
}

interface SignatureRow {
  readonly part: string
  readonly identityId: string
  readonly name: string
  readonly cosignerId: string | null
  readonly cosigner: { readonly name: string } | null
  readonly hash: string
  readonly remark: string
  readonly at: Date
}

const wordsOf = (row: NoteRow | null): NoteWords =>
  row === null ? EMPTY_NOTE : (Object.fromEntries(NOTE_PARTS.map((part) => [part, row[part]])) as unknown as NoteWords)

const signaturesOf = (tx: Transaction, clinicId: string, encounterId: string): Promise<SignatureRow[]> =>
  tx.noteSignature.findMany({ where: { clinicId, encounterId }, include: { cosigner: { select: { name: true } } } })

/** The name that the words of a note have now, as signatures keep it. */
const hashOf = async (tx: Transaction, clinicId: string, encounterId: string): Promise<string | null> => {
  const [row] = await tx.$queryRaw<{ hash: string }[]>`
    SELECT note_hash(n) AS hash FROM clinical_note n WHERE n.clinic_id = ${clinicId}::uuid AND n.encounter_id = ${encounterId}::uuid`
  return row?.hash ?? null
}

const signatureFrom = (rows: readonly SignatureRow[], hash: string | null): Signature | null => {
  const author = rows.find(({ part }) => part === 'author')
  const beside = rows.find(({ part }) => part === 'co-signer')
  if (author === undefined) return null
  return {
    name: author.name,
    at: author.at.toISOString(),
    intact: author.hash === hash,
    cosigner: author.cosigner?.name ?? null,
    cosigned: beside === undefined ? null : { name: beside.name, at: beside.at.toISOString(), remark: beside.remark },
  }
}

/** A note as it stands, with who signed it and what was added. */
const writtenOf = async (tx: Transaction, clinicId: string, encounterId: string) => {
  const note = await tx.clinicalNote.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } })
  const signatures = await signaturesOf(tx, clinicId, encounterId)
  const addenda = await tx.addendum.findMany({
    where: { clinicId, encounterId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: 100,
  })
  return {
    version: note?.version ?? 0,
    words: { ...wordsOf(note) },
    signature: signatureFrom(signatures, signatures.length === 0 ? null : await hashOf(tx, clinicId, encounterId)),
    addenda: addenda.map(({ id, text, reason, byName, at }) => ({ id, text, reason, byName, at: at.toISOString() })),
  }
}

/** How a visit's note stands, for whoever is about to change it. */
export const noteStanding = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
): Promise<NoteStanding | null> => {
  const note = await tx.clinicalNote.findUnique({
    where: { clinicId_encounterId: { clinicId, encounterId } },
    include: { signatures: { select: { part: true } } },
  })
  if (note === null) return null
  return { version: note.version, signed: note.signatures.length > 0, blank: isBlank(wordsOf(note)) }
}

/** The note of one's own visit and which visit was the one before; null when it is not theirs or not there. */
export const noteOfVisit = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  appointmentId: string,
): Promise<NoteOfVisit | null> => {
  const visit = await visitOf(tx, clinicId, appointmentId)
  if (visit === null || visit.practitionerId !== practitionerId) return null
  const { encounter, patientId, startsAt } = visit
  const last = await tx.encounter.findFirst({
    where: {
      ...{ clinicId, patientId, status: 'finished', appointmentId: { not: appointmentId } },
      startedAt: { lt: encounter?.startedAt ?? startsAt },
    },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  const written =
    encounter === null
      ? { version: 0, words: { ...EMPTY_NOTE }, signature: null, addenda: [] }
      : await writtenOf(tx, clinicId, encounter.id)
  return {
    encounterId: encounter?.id ?? null,
    status: encounter?.status ?? null,
    ...written,
    lastEncounterId: last?.id ?? null,
  }
}

const signedNoteOf = (signatures: readonly SignatureRow[]) => {
  const author = signatures.find(({ part }) => part === 'author')
  return author === undefined
    ? null
    : {
        authorIdentityId: author.identityId,
        cosignerId: author.cosignerId,
        cosigned: signatures.some(({ part }) => part === 'co-signer'),
      }
}

/** A signed note as the rule of second names reads it; null when nobody has signed it. */
export const signedNote = async (tx: Transaction, clinicId: string, encounterId: string) =>
  signedNoteOf(await signaturesOf(tx, clinicId, encounterId))

/** One visit's record to be read: of somebody in one's care, or one that waits for one's name. Null: not for these eyes. */
export const recordOf = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  { locale, nowMs }: { readonly locale: Locale; readonly nowMs: number },
): Promise<VisitRecord | null> => {
  const { clinicId } = actor
  const row = await tx.encounter.findUnique({
    where: { clinicId_id: { clinicId, id: encounterId } },
    include: {
      patient: { select: { id: true, name: true } },
      practitioner: { select: { name: true } },
      appointment: { select: { timeZone: true, service: { select: { name: true } } } },
      procedures: { where: { enteredInError: false }, orderBy: [{ performedAt: 'asc' }, { id: 'asc' }] },
    },
  })
  if (row === null) return null
  const signed = await signedNote(tx, clinicId, encounterId)
  const beside = signed !== null && maySignBeside(signed, actor)
  const standing = beside ? null : await standingOf(tx, actor, row.patientId, nowMs)
  if (!beside && (standing === null || standing.standing === 'closed')) return null
  const areas = await areasOf(
    tx,
    clinicId,
    row.procedures.map(({ areaId }) => areaId),
  )
  const incidents = await incidentsOf(tx, clinicId, encounterId)
  return {
    encounterId,
    patientId: row.patientId,
    patientName: row.patient.name,
    practitionerName: row.practitioner.name,
    serviceName: row.appointment.service.name as VisitRecord['serviceName'],
    startedAt: row.startedAt.toISOString(),
    timeZone: row.appointment.timeZone,
    ...(await writtenOf(tx, clinicId, encounterId)),
    procedures: row.procedures.map((procedure) => {
      const area = areas.get(procedure.areaId)
      return {
        id: procedure.id,
        areaName: area === undefined ? procedure.areaId : displayName(area, locale, 'staff'),
        technique: procedure.technique,
        diameterMm: procedure.diameterMm.toNumber(),
        lengthMm: procedure.lengthMm.toNumber(),
        needles: procedure.needles,
        insertions: procedure.insertions,
        retained: procedure.retained,
        comment: procedure.comment ?? '',
      }
    }),
    treatments: await treatmentsOf(tx, clinicId, encounterId),
    scores: await scoresOf(tx, clinicId, encounterId),
    incidents: incidents.map(({ id, kind, description }) => ({ id, kind, description })),
    mayCosign: beside && !signed.cosigned,
  }
}

interface Page {
  readonly limit: number
  readonly offset: number
}

/** Signed notes that wait for this person's name, the longest waiting first. */
export const notesToCosign = async (
  tx: Transaction,
  { clinicId, identityId, practitionerId, clinicalLead }: StaffActor,
  { limit, offset }: Page,
) => {
  const rows = await tx.$queryRaw<
    {
      encounterId: string
      patientName: string
      authorName: string
      cosignerName: string
      signedAt: Date
      startedAt: Date
    }[]
  >`
    SELECT s.encounter_id AS "encounterId", p.name AS "patientName", s.name AS "authorName", c.name AS "cosignerName",
      s.at AS "signedAt", e.started_at AS "startedAt"
    FROM note_signature s
    JOIN encounter e ON e.clinic_id = s.clinic_id AND e.id = s.encounter_id AND e.status <> 'entered-in-error'
    JOIN patient p ON p.clinic_id = e.clinic_id AND p.id = e.patient_id
    JOIN practitioner c ON c.clinic_id = s.clinic_id AND c.id = s.cosigner_id
    WHERE s.clinic_id = ${clinicId}::uuid AND s.part = 'author' AND s.identity_id <> ${identityId}
      AND (${clinicalLead} OR s.cosigner_id = ${practitionerId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM note_signature x WHERE x.clinic_id = s.clinic_id AND x.encounter_id = s.encounter_id AND x.part = 'co-signer')
    ORDER BY s.at, s.encounter_id LIMIT ${limit + 1} OFFSET ${offset}`
  return {
    notes: rows.slice(0, limit).map(({ signedAt, startedAt, ...note }) => ({
      ...note,
      signedAt: signedAt.toISOString(),
      startedAt: startedAt.toISOString(),
    })),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

const MOST_TEMPLATES = 200

/** Words to begin with: the clinic's in force on a day, and one's own. */
export const templatesFor = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  { limit, offset }: Page,
  date: string,
) => {
  const clinics = await tx.clinicNoteTemplate.findMany({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    distinct: ['code'],
    orderBy: [{ code: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
    take: MOST_TEMPLATES,
  })
  const own = await tx.noteTemplate.findMany({
    where: { clinicId, active: true, practitionerId: practitionerId ?? '' },
    take: MOST_TEMPLATES,
  })
  const all = [
    ...clinics.filter(({ active }) => active).map((template) => ({ ...template, own: false })),
    ...own.map((template) => ({ ...template, own: true })),
  ].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return {
    templates: all.slice(offset, offset + limit).map((template) => ({
      ...{ id: template.id, name: template.name, own: template.own, version: template.version },
      ...{ subjective: template.subjective, objective: template.objective },
      ...{ assessment: template.assessment, plan: template.plan },
    })),
    nextOffset: all.length > offset + limit ? offset + limit : null,
  }
}
