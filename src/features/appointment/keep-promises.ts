import { appendAudit } from '#db/audit.ts'
import { lockResources } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { Beaten, runUnrecorded } from '#db/command.ts'
import { shiftHeld } from '#db/shift-held.ts'
import type { SystemActor } from '#domain/actor.ts'
import { instantOf } from '#domain/time/promise.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { putVisitsToMove } from '../task/records.ts'

/** A visit whose promised wall time is another instant by now. */
interface Drifted {
  readonly id: string
  readonly patientId: string
  readonly practitionerId: string
  readonly version: number
  readonly byMs: number
  readonly zone: string
  /** The wall will never show the promised time. */
  readonly gone: boolean
}

export interface PromisesKept {
  /** Now at the instant at which the wall will show what was promised. */
  readonly moved: readonly string[]
  /** On the to-do list: somebody else is there by now, or the promised time will never be. */
  readonly listed: readonly string[]
}

/**
 * Puts coming visits where their patients were promised them, after a country has changed the rules of its clocks (C17).
 * All of them move together, since all of a clinic's visits drift alike; where that cannot be, each moves alone, and what
 * is in somebody else's way is left where it is and put on the to-do list.
 */
export const keepPromises = async (database: Database, actor: SystemActor, nowMs: number): Promise<PromisesKept> => {
  const together = await runUnrecorded<PromisesKept, never>(database, actor, async (tx) => {
    const drifted = await driftedVisits(tx, actor.clinicId, nowMs)
    return { ok: true, value: await moveAll(tx, actor, drifted) }
  })
  return together.ok ? together.value : oneByOne(database, actor, nowMs)
}

const oneByOne = async (database: Database, actor: SystemActor, nowMs: number): Promise<PromisesKept> => {
  const found = await runUnrecorded<readonly Drifted[], never>(database, actor, async (tx) => ({
    ok: true,
    value: await driftedVisits(tx, actor.clinicId, nowMs),
  }))
  const kept = { moved: [] as string[], listed: [] as string[] }
  for (const visit of found.ok ? found.value : []) {
    const one = await runUnrecorded<PromisesKept, never>(database, actor, async (tx) => ({
      ok: true,
      value: await moveAll(tx, actor, [visit]),
    }))
    if (one.ok) {
      kept.moved.push(...one.value.moved)
      kept.listed.push(...one.value.listed)
    } else {
      await runUnrecorded(database, actor, async (tx) => ({ ok: true, value: await list(tx, actor, [visit]) }))
      kept.listed.push(visit.id)
    }
  }
  return kept
}

const driftedVisits = async (tx: Transaction, clinicId: string, nowMs: number): Promise<Drifted[]> => {
  const rows = await tx.appointment.findMany({
    where: { clinicId, status: { in: ['proposed', 'booked'] }, startsAt: { gt: new Date(nowMs - DAY_MS) } },
    select: {
      ...{ id: true, patientId: true, practitionerId: true, version: true },
      ...{ startsAt: true, promisedWallTime: true, timeZone: true },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  return rows.flatMap(({ startsAt, promisedWallTime: wallTime, timeZone: zone, ...visit }): Drifted[] => {
    const promised = instantOf({ wallTime, zone }, startsAt.getTime())
    if (promised.kind === 'as-stored') return []
    return [{ ...visit, zone, byMs: promised.ms - startsAt.getTime(), gone: promised.kind === 'gone' }]
  })
}

const moveAll = async (tx: Transaction, actor: SystemActor, visits: readonly Drifted[]): Promise<PromisesKept> => {
  if (visits.length === 0) return { moved: [], listed: [] }
  const { clinicId } = actor
  const ids = visits.map(({ id }) => id)
  const held = await tx.claim.findMany({
    where: { clinicId, appointmentId: { in: ids } },
    select: { resourceId: true },
    distinct: ['resourceId'],
  })
  await lockResources(
    tx,
    clinicId,
    held.map(({ resourceId }) => resourceId),
  )
  const moved = await tx.$executeRaw`
    UPDATE appointment a SET starts_at = a.starts_at + make_interval(secs => v.by_ms / 1000.0),
      ends_at = a.ends_at + make_interval(secs => v.by_ms / 1000.0), version = a.version + 1
    FROM unnest(${ids}::uuid[], ${visits.map(({ byMs }) => byMs)}::float8[], ${visits.map(({ version }) => version)}::int[]) AS v (id, by_ms, version)
    WHERE a.clinic_id = ${clinicId}::uuid AND a.id = v.id AND a.version = v.version`
  if (moved < visits.length) throw new Beaten()
  if (!(await shiftHeld(tx, clinicId, new Map(visits.map(({ id, byMs }) => [id, byMs]))))) throw new Beaten()
  const gone = visits.filter((visit) => visit.gone)
  await list(tx, actor, gone)
  for (const { id, patientId, byMs } of visits) {
    await appendAudit(tx, actor, null, {
      ...{ action: 'keep-promise', entityType: 'Appointment', entityId: id, patientId },
      detail: { byMinutes: byMs / 60_000 },
    })
  }
  return { moved: ids, listed: gone.map(({ id }) => id) }
}

const list = async (tx: Transaction, actor: SystemActor, visits: readonly Drifted[]): Promise<void> => {
  for (const visit of visits) {
    const cause = { why: 'clock', causeId: `clock ${visit.zone} ${visit.id}`, about: visit.zone } as const
    await putVisitsToMove(tx, actor.clinicId, [visit], cause)
  }
}
