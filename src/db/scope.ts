import { type Actor, caresFor, keepsHoursOf, keepsStock, ownsClinic, readsClinical } from '#domain/actor.ts'
import type { Database, Transaction } from './client.ts'
import { nothing, part } from './transaction.ts'

/**
 * Sets, for this transaction only, whose clinic and whose eyes row-level security sees. With a turn to take it waits until
 * whoever has the same turn is done.
 */
export const enterClinic = async (tx: Transaction, actor: Actor, turn: string | null = null): Promise<void> => {
  const wait =
    turn === null ? nothing : part`, pg_advisory_xact_lock(hashtextextended(${`${actor.clinicId} ${turn}`}, 0))::text`
  const patientIds = actor.kind === 'patient' ? actor.patientIds.join(',') : ''
  await tx.$queryRaw`SELECT
    set_config('app.clinic_id', ${actor.clinicId}, true),
    set_config('app.actor', ${actor.kind}, true),
    set_config('app.patient_ids', ${patientIds}, true),
    set_config('app.reads_clinical', ${readsClinical(actor) ? 'on' : ''}, true),
    set_config('app.cares_for', ${caresFor(actor) ?? ''}, true),
    set_config('app.owns', ${ownsClinic(actor) ? 'on' : ''}, true),
    set_config('app.keeps_stock', ${keepsStock(actor) ? 'on' : ''}, true),
    set_config('app.keeps_hours_of', ${keepsHoursOf(actor) ?? ''}, true),
    set_config('app.identity_id', ${actor.kind === 'system' ? 'system' : actor.identityId}, true) ${wait}`
}

/** Runs reads (and records) as the actor: one transaction behind the walls of the actor's clinic. */
export const asActor = <T>(database: Database, actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  database.$transaction(async (tx) => {
    const [, value] = await Promise.all([enterClinic(tx, actor), work(tx)])
    return value
  })
