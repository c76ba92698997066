import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { type LiveChanges, openLiveChanges } from '#db/live.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let test: TestDatabase
let owner: Database
let processes: LiveChanges[]
let riverside: string
let hillside: string

beforeAll(async () => {
  test = await testDatabase()
  owner = openDatabase(test.ownerUrl)
  // each web process listens for itself
  processes = [openLiveChanges(test.appUrl), openLiveChanges(test.appUrl)]
  riverside = await clinic('riverside')
  hillside = await clinic('hillside')
})

afterAll(async () => {
  for (const one of processes ?? []) await one.close()
  await owner?.$disconnect()
  await test?.drop()
})

const clinic = async (slug: string): Promise<string> => {
  const data = { slug, name: slug, locale: 'en', phone: '1', emergencyPhone: '112', messageHours: {} }
  return (await owner.clinic.create({ data: { ...data, policyStatus: 'demo', demo: true } })).id
}

const practitioner = async (clinicId: string): Promise<string> => {
  const id = randomUUID()
  await owner.resource.create({ data: { clinicId, id, kind: 'practitioner' } })
  await owner.practitioner.create({
    data: {
      ...{ clinicId, id, name: 'Ana', initials: 'A', profession: 'physiotherapist' },
      ...{ active: true, bookableOnline: true },
    },
  })
  return id
}

const absence = (clinicId: string, practitionerId: string) =>
  owner.scheduleException.create({
    data: {
      ...{ clinicId, practitionerId, kind: 'closed', reason: 'holiday' },
      ...{ startsAt: new Date(0), endsAt: new Date(1000) },
    },
  })

const listen = (changes: LiveChanges, clinicId: string) => {
  const heard: string[] = []
  const stop = changes.subscribe(clinicId, (table) => heard.push(table))
  return { heard, stop }
}
const listening = (heard: readonly string[]) => vi.waitFor(() => expect(heard).toContain('*'), 10_000)

it('a change is heard through every web process, by its own clinic only and without content', async () => {
  const [one, two, other] = [
    listen(processes[0]!, riverside),
    listen(processes[1]!, riverside),
    listen(processes[1]!, hillside),
  ]
  await Promise.all([one, two, other].map(({ heard }) => listening(heard)))
  for (const { heard } of [one, two, other]) heard.length = 0
  const changed = ['practitioner', 'schedule_exception']
  await absence(riverside, await practitioner(riverside))
  await vi.waitFor(() => expect([one.heard, two.heard]).toEqual([changed, changed]), 10_000)
  await absence(hillside, await practitioner(hillside))
  await vi.waitFor(() => expect(other.heard).toEqual(changed), 10_000)
  expect(one.heard).toEqual(changed)
  for (const { stop } of [one, two, other]) stop()
})

it('after a lost connection everything may have changed, and changes are heard again', async () => {
  const { heard, stop } = listen(processes[0]!, riverside)
  const id = await practitioner(riverside)
  await absence(riverside, id)
  await vi.waitFor(() => expect(heard).toContain('schedule_exception'), 10_000)
  heard.length = 0
  await owner.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`
  await listening(heard)
  await absence(riverside, id)
  await vi.waitFor(() => expect(heard).toContain('schedule_exception'), 10_000)
  stop()
})
