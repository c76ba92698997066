import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Role, StaffActor } from '#domain/actor.ts'
import { type AlertPhone, alertNumber, type Ending } from '#domain/contact/alerted.ts'
import { textNumberOf } from '#lib/texting.ts'

interface PhoneRow {
  readonly number: string | null
  readonly byText: boolean
  readonly endedBy: string | null
}

export const alertPhoneFrom = (row: PhoneRow | null): AlertPhone | null =>
  row && { number: row.number, byText: row.byText, endedBy: row.endedBy as Ending | null }

/** The number that a clinic's texts come from; null where it writes none. */
export const clinicTextNumber = async (tx: Transaction, clinicId: string): Promise<string | null> => {
  const { slug } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { slug: true } })
  return textNumberOf(slug)
}

const TESTS = { kind: 'staff-alert', channel: 'sms', occasion: { startsWith: 'test ' } } as const

/** How many texts somebody sent themselves since then to try it. */
export const testsSince = (tx: Transaction, actor: StaffActor, fromMs: number): Promise<number> =>
  tx.communication.count({
    where: {
      ...{ clinicId: actor.clinicId, recipientIdentityId: asIdentity(actor), ...TESTS },
      dueAt: { gte: new Date(fromMs) },
    },
  })

const STATES = { due: 'on-its-way', sending: 'on-its-way', sent: 'handed-over' } as const
const stateOf = (status: string, delivery: string | null): 'on-its-way' | 'handed-over' | 'arrived' | 'lost' => {
  if (delivery === 'delivered') return 'arrived'
  if (delivery === 'undelivered') return 'lost'
  return STATES[status as keyof typeof STATES] ?? 'lost'
}

/** How somebody who works here is told of what rings, as they see it themselves. */
export const ownAlertPhone = async (tx: Transaction, actor: StaffActor) => {
  const { clinicId, identityId } = actor
  const { email, alertPhone } = await tx.membership.findUniqueOrThrow({
    where: { clinicId_identityId: { clinicId, identityId } },
    select: { email: true, alertPhone: true },
  })
  const last = await tx.communication.findFirst({
    where: { clinicId, recipientIdentityId: identityId, ...TESTS },
    orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
    select: { status: true, delivery: true, dueAt: true },
  })
  const { number = null, byText = false, endedBy = null, version = 0 } = alertPhone ?? {}
  return {
    ...{ email, number, byText, endedBy: endedBy as Ending | null, version },
    clinicNumber: await clinicTextNumber(tx, clinicId),
    lastTest: last && { state: stateOf(last.status, last.delivery), atIso: last.dueAt.toISOString() },
  }
}

/** Everybody who works here, with how they are told of what rings. */
export const toldPeople = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => {
  const textsAreSetUp = (await clinicTextNumber(tx, clinicId)) !== null
  const rows = await tx.membership.findMany({
    where: { clinicId, active: true },
    include: { alertPhone: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  return {
    textsAreSetUp,
    people: rows.slice(0, limit).map(({ id, name, roles, clinicalLead, alertPhone: row }) => {
      const phone = alertPhoneFrom(row)
      return {
        ...{ id, name, roles: roles as Exclude<Role, 'patient'>[], clinicalLead },
        byText: alertNumber(phone, textsAreSetUp) !== null,
        endedBy: phone?.byText === true ? phone.endedBy : null,
      }
    }),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}
