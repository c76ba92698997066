import { lockAgainstClaims } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { Credential } from '#domain/appointment/credential.ts'
import { credentialStanding } from '#domain/appointment/credential-standing.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { CredentialRow, PractitionerSetup } from './schema.ts'

const setupOf = {
  servicePractitioners: { select: { serviceId: true, service: { select: { technique: true, active: true } } } },
  credentials: { orderBy: [{ validFrom: 'desc' }, { id: 'asc' }] },
} satisfies Prisma.PractitionerInclude

type SetupRow = Prisma.PractitionerGetPayload<{ include: typeof setupOf }>

interface Workplace {
  readonly jurisdiction: string
  readonly today: string
}

/** Everybody who treats or has treated here, those who do first, with how they stand where the clinic works. */
export const practitionerSetups = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  nowMs: number,
) => {
  const places = await workplaces(tx, clinicId, nowMs)
  const rows = await tx.practitioner.findMany({
    where: { clinicId },
    include: setupOf,
    orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  return {
    practitioners: rows.slice(0, limit).map((row) => setupFrom(row, places)),
    jurisdictions: places.map(({ jurisdiction }) => jurisdiction),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

/** Each law the clinic works under once, with today's date there. */
const workplaces = async (tx: Transaction, clinicId: string, nowMs: number): Promise<Workplace[]> => {
  const locations = await tx.location.findMany({
    where: { clinicId },
    orderBy: { id: 'asc' },
    select: { jurisdiction: true, timeZone: true },
  })
  const today = new Map<string, string>()
  for (const { jurisdiction, timeZone } of locations)
    if (!today.has(jurisdiction)) today.set(jurisdiction, localDateOf(nowMs, timeZone))
  return [...today].map(([jurisdiction, date]) => ({ jurisdiction, today: date }))
}

const setupFrom = (row: SetupRow, places: readonly Workplace[]): PractitionerSetup => {
  const { servicePractitioners, credentials, gender, id, version, name, initials, profession } = row
  const { bookableOnline, active, supervisorId } = row
  const given = servicePractitioners.filter(({ service }) => service.active)
  const needed = new Set(given.map(({ service }) => service.technique))
  const licences = credentials.map(credentialFrom)
  return {
    ...{ id, version, name, initials, profession, bookableOnline, active, supervisorId },
    gender: gender as PractitionerSetup['gender'],
    serviceIds: servicePractitioners.map(({ serviceId }) => serviceId).sort(),
    credentials: licences,
    standings: places.flatMap(({ jurisdiction, today }) =>
      NEEDLING_TECHNIQUES.filter((technique) => needed.has(technique) || isNamed(technique, licences)).map(
        (technique) => ({
          technique,
          jurisdiction,
          needed: needed.has(technique),
          standing: credentialStanding(technique, licences, jurisdiction, today),
        }),
      ),
    ),
  }
}

const isNamed = (technique: string, credentials: readonly Credential[]): boolean =>
  credentials.some(({ techniques }) => techniques.includes(technique))

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

const credentialFrom = (row: Prisma.CredentialGetPayload<object>): CredentialRow => ({
  id: row.id,
  version: row.version,
  profession: row.profession,
  jurisdiction: row.jurisdiction,
  number: row.number,
  techniques: row.techniques as CredentialRow['techniques'],
  validFrom: dayOf(row.validFrom),
  validUntil: row.validUntil === null ? null : dayOf(row.validUntil),
  source: row.source,
})

/** Locks a practitioner, against new visits as well, and reads them as they stand; null when the clinic has none of this id. */
export const lockPractitioner = async (tx: Transaction, clinicId: string, id: string) => {
  await lockAgainstClaims(tx, clinicId, [id])
  await tx.$queryRaw`SELECT 1 FROM practitioner WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const row = await tx.practitioner.findUnique({ where: { clinicId_id: { clinicId, id } }, include: setupOf })
  return row === null ? null : setupFrom(row, [])
}

/** Locks a licence with whoever holds it and reads all of theirs; null when the clinic has none of this id. */
export const lockCredential = async (tx: Transaction, clinicId: string, id: string) => {
  const found = await tx.credential.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: { practitionerId: true },
  })
  const holder = found === null ? null : await lockPractitioner(tx, clinicId, found.practitionerId)
  const credential = holder?.credentials.find((one) => one.id === id)
  return holder === null || credential === undefined ? null : { holder, credential }
}
