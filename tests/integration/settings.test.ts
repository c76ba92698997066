import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deviceId, locationId, STIMULATOR } from '../../prisma/seed/clinic.ts'
import { attendantId, practitionerId } from '../../prisma/seed/people.ts'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'

/** Ten o'clock in Berlin of days past the demo's calendar. */
const MONDAY = '2027-01-11T09:00:00.000Z'
const TUESDAY = '2027-01-12T09:00:00.000Z'
const WEDNESDAY = '2027-01-13T09:00:00.000Z'

let house: FrontDesk

beforeAll(async () => {
  house = await openFrontDesk()
})
afterAll(() => house?.close())

const owner = () => house.as(house.riverside.owner)
const desk = () => house.as(house.riverside.desk)
const portal = () => house.as(house.riverside.patient)

const SERVICE = {
  name: { en: 'Neck and jaw', de: 'Nacken und Kiefer' },
  description: { en: 'Short and superficial.', de: 'Kurz und oberflächlich.' },
  technique: 'superficial-dry-needling' as const,
  segments: [
    { kind: 'hands-on' as const, minutes: 10 },
    { kind: 'resting' as const, minutes: 15 },
    { kind: 'removal' as const, minutes: 5 },
  ],
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  roomKind: 'treatment' as const,
  deviceKinds: [],
  bookableOnline: true,
  byRequest: false,
  minNoticeMinutes: 0,
  maxAheadDays: 365,
  maxPerDay: null,
  maxPerPatientPerDay: null,
  lateCancelMinutes: 0,
  active: true,
}

/** Saves a service of Ana's; a new one unless told which. */
const saveService = (change: object = {}, existing: { id: string; version: number } | null = null) =>
  owner().healthcareService.save({
    requestId: randomUUID(),
    existing,
    practitionerIds: [house.riverside.practitionerId],
    ...SERVICE,
    ...change,
  })

const book = (serviceId: string, startIso: string, more: object = {}) =>
  desk().appointment.book({
    requestId: randomUUID(),
    patientId: house.riverside.patientId,
    serviceId,
    areaIds: [],
    practitionerId: house.riverside.practitionerId,
    startIso,
    ...more,
  })

const cancel = ({ appointmentId, version }: { appointmentId: string; version: number }) =>
  desk().appointment.cancel({ requestId: randomUUID(), appointmentId, expectedVersion: version, reason: 'Rang.' })

const times = async (who: 'desk' | 'portal', serviceId: string, practitioner: string | null = null) => {
  const { days } = await (who === 'desk' ? desk() : portal()).appointment.freeTimes({
    patientId: house.riverside.patientId,
    serviceId,
    areaIds: [],
    practitionerId: practitioner,
    fromDate: '2027-01-11',
    toDate: '2027-01-13',
  })
  return days.flatMap((day) => day.times.map(({ startIso }) => startIso))
}

const trail = (entityId: string) =>
  rowsOf<{ action: string; by: string; detail: { changed?: string[] } }>(
    house.owner,
    'SELECT action, identity_id AS by, detail FROM audit_event WHERE entity_id = $1 ORDER BY id',
    [entityId],
  )

const toMove = async () =>
  (await desk().task.list({ limit: 100 })).tasks
    .filter(({ kind }) => kind === 'visit-to-move')
    .map(({ appointment, cause }) => ({ id: appointment?.id, ...cause }))

describe('services', () => {
  it('a new one is offered at the desk and online as soon as it is saved, and booked as it is drawn', async () => {
    const { id, version } = await saveService()
    expect(version).toBe(1)
    const listed = (await portal().healthcareService.list()).services.find((service) => service.id === id)
    expect(listed).toMatchObject({ name: 'Neck and jaw', minutes: 30, needling: true, technique: null })
    const visit = await book(id, MONDAY)
    const { segments } = await desk().appointment.detail({ appointmentId: visit.appointmentId })
    expect(segments).toEqual(SERVICE.segments)
    // while the needles rest, Ana is free for somebody else
    expect(await times('desk', house.riverside.service('without-needling-30'))).toContain('2027-01-11T09:30:00.000Z')
    await cancel(visit)
    expect(await trail(id)).toEqual([
      { action: 'add-service', by: house.riverside.owner.identityId, detail: { version: 1, changed: [] } },
    ])
  })

  it('J19: visits that are booked keep the service as it was, also when they move', async () => {
    const service = await saveService({ bufferAfterMinutes: 10 })
    const visit = await book(service.id, MONDAY)
    const longer = {
      segments: [{ kind: 'hands-on', minutes: 60 }],
      bufferAfterMinutes: 0,
      name: { en: 'New', de: 'Neu' },
    }
    const changed = await saveService(longer, service)
    expect(changed).toEqual({ id: service.id, version: 2 })
    const shape = async () => {
      const { startIso, endIso, segments, bufferAfterMinutes } = await desk().appointment.detail({
        appointmentId: visit.appointmentId,
      })
      return { minutes: (Date.parse(endIso) - Date.parse(startIso)) / 60_000, segments, bufferAfterMinutes }
    }
    const asBooked = { minutes: 30, segments: SERVICE.segments, bufferAfterMinutes: 10 }
    expect(await shape()).toEqual(asBooked)
    const moved = await desk().appointment.reschedule({
      requestId: randomUUID(),
      appointmentId: visit.appointmentId,
      expectedVersion: visit.version,
      practitionerId: null,
      startIso: TUESDAY,
    })
    expect(await shape()).toEqual(asBooked)
    const later = await book(service.id, WEDNESDAY)
    expect(Date.parse(later.endIso) - Date.parse(later.startIso)).toBe(60 * 60_000)
    const [, change] = await trail(service.id)
    expect(change?.detail.changed?.sort()).toEqual(['bufferAfterMinutes', 'name', 'segments'])
    await Promise.all([cancel(moved), cancel(later)])
  })

  it('B2: the time before and the time after are each their own', async () => {
    const service = await saveService({
      bufferBeforeMinutes: 20,
      bufferAfterMinutes: 40,
      segments: [{ kind: 'hands-on', minutes: 30 }],
    })
    const visit = await book(service.id, MONDAY)
    const [held] = await rowsOf<{ from: string; to: string }>(
      house.owner,
      `SELECT to_char(lower(during), 'HH24:MI') AS "from", to_char(upper(during), 'HH24:MI') AS "to" FROM claim
       WHERE appointment_id = $1 AND resource_id = $2`,
      [visit.appointmentId, house.riverside.practitionerId],
    )
    expect(held).toEqual({ from: '08:40', to: '10:10' })
    await cancel(visit)
  })

  it('given up, one is offered and booked no more; its visits stand, and can still be moved', async () => {
    const service = await saveService()
    const visit = await book(service.id, MONDAY)
    const shown = async () => (await owner().healthcareService.setup({})).services.find(({ id }) => id === service.id)
    expect(await shown()).toMatchObject({ active: true, comingVisits: 1 })
    const retired = await saveService({ active: false }, service)
    expect(await shown()).toMatchObject({ active: false, comingVisits: 1 })
    expect((await desk().healthcareService.list()).services.map(({ id }) => id)).not.toContain(service.id)
    expect((await refusalOf(book(service.id, TUESDAY))).refusals[0]?.reason).toBe('not-offered')
    const moved = await desk().appointment.reschedule({
      requestId: randomUUID(),
      appointmentId: visit.appointmentId,
      expectedVersion: visit.version,
      practitionerId: null,
      startIso: TUESDAY,
    })
    await saveService({}, retired)
    expect((await trail(service.id)).map(({ action }) => action)).toEqual([
      'add-service',
      'retire-service',
      'restore-service',
    ])
    await cancel(moved)
  })

  it('what does not fit together is refused with a sentence at its field, all of it at once', async () => {
    const refusal = await refusalOf(saveService({ technique: null, maxPerDay: 1, maxPerPatientPerDay: 2 }))
    expect(refusal.refusals.map(({ reason, offer }) => [reason, offer])).toEqual([
      ['faulty', { fields: ['segments'] }],
      ['faulty', { fields: ['maxPerPatientPerDay'] }],
    ])
    expect(refusal.refusals[0]?.sentence).toContain('Choose a technique')
    const german = house.as(house.riverside.owner, { locale: 'de' })
    const input = { requestId: randomUUID(), existing: null, practitionerIds: [], ...SERVICE, segments: [] }
    await expect(german.healthcareService.save(input)).rejects.toThrow(/Fügen Sie einen Teil „Behandlung“ hinzu/)
  })

  it('a field that nobody asked for, or a number beyond its bounds, is refused by name', async () => {
    const refused = async (change: object) => (await refusalOf(saveService(change))).refusals[0]?.offer
    expect(await refused({ code: 'mine' })).toEqual({ fields: ['code'] })
    expect(await refused({ bufferAfterMinutes: 241 })).toEqual({ fields: ['bufferAfterMinutes'] })
    expect(await refused({ name: { en: 'Only English', de: ' ' } })).toEqual({ fields: ['name.de'] })
  })

  it('E10: who edits what somebody has changed meanwhile is told so, and nothing is saved', async () => {
    const service = await saveService()
    await saveService({ bufferAfterMinutes: 5 }, service)
    const stale = await refusalOf(saveService({ bufferAfterMinutes: 15 }, service))
    expect(stale).toMatchObject({ code: 'CONFLICT', refusals: [{ reason: 'stale-version' }] })
    const [row] = await rowsOf(
      house.owner,
      'SELECT buffer_after_minutes AS minutes FROM healthcare_service WHERE id = $1',
      [service.id],
    )
    expect(row).toEqual({ minutes: 5 })
  })

  it('two owners who press at once: one saves, the other is told', async () => {
    const service = await saveService()
    const settled = await Promise.allSettled(
      [5, 10, 15].map((minutes) => saveService({ bufferAfterMinutes: minutes }, service)),
    )
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('E7: pressed twice it is saved once, and the same press with other words is refused', async () => {
    const press = { requestId: randomUUID(), existing: null, practitionerIds: [], ...SERVICE }
    const [first, second] = [await owner().healthcareService.save(press), await owner().healthcareService.save(press)]
    expect(second).toEqual(first)
    const other = owner().healthcareService.save({ ...press, bufferAfterMinutes: 5 })
    expect((await refusalOf(other)).refusals[0]?.reason).toBe('request-reused')
  })

  it('names keep their owner’s letters, and two of one name get codes of their own', async () => {
    const name = { en: "Qi'gong – 鍼 & <b>Körper</b>", de: 'Ährenfeld' }
    const [one, two] = [await saveService({ name }), await saveService({ name })]
    const codes = await rowsOf<{ code: string }>(
      house.owner,
      'SELECT code FROM healthcare_service WHERE id = ANY ($1) ORDER BY code',
      [[one.id, two.id]],
    )
    expect(codes.map(({ code }) => code)).toEqual(['qi-gong-b-korper-b', 'qi-gong-b-korper-b-2'])
    const { services } = await owner().healthcareService.setup({ limit: 100 })
    expect(services.find(({ id }) => id === one.id)?.name).toEqual(name)
  })

  it('J16: the list comes in pages, each service once, those in use first', async () => {
    const seen: string[] = []
    let offset: number | null = 0
    while (offset !== null) {
      const page: { services: { id: string; active: boolean }[]; nextOffset: number | null } =
        await owner().healthcareService.setup({ limit: 3, offset })
      seen.push(...page.services.map(({ id }) => id))
      offset = page.nextOffset
    }
    expect(new Set(seen).size).toBe(seen.length)
    const [row] = await rowsOf<{ n: number }>(
      house.owner,
      'SELECT count(*)::int AS n FROM healthcare_service WHERE clinic_id = $1',
      [house.riverside.clinicId],
    )
    expect(seen).toHaveLength(row?.n ?? 0)
  })
})

const ANA_LICENCE = {
  ...{ profession: 'physiotherapist', jurisdiction: 'DE', number: 'DEMO-PT-1042', validFrom: '2018-01-01' },
  techniques: ['deep-dry-needling', 'superficial-dry-needling', 'electro-needling'] as const,
  source: 'Seen on paper.',
}

const practitioners = async () => (await owner().practitioner.setup({})).practitioners
const practitioner = async (id: string) => {
  const found = (await practitioners()).find((one) => one.id === id)
  if (found === undefined) throw new Error('Nobody of this id treats here')
  return found
}
const licenceOf = async (id: string) => {
  const [licence] = (await practitioner(id)).credentials
  if (licence === undefined) throw new Error('No licence is on file')
  return licence
}
const endLicence = async (id: string, lastDay: string, affectedSeen: number | null = null) => {
  const { id: licenceId, version } = await licenceOf(id)
  return owner().practitioner.endCredential({ requestId: randomUUID(), id: licenceId, version, lastDay, affectedSeen })
}
const visitsIn = ({ refusals }: Awaited<ReturnType<typeof refusalOf>>) =>
  (refusals[0]?.offer as { visits: { id: string; patientName: string; practitionerName: string }[] } | undefined)
    ?.visits ?? []

describe('licences', () => {
  const needling = () => house.riverside.service('dry-needling-45')
  const ana = () => house.riverside.practitionerId

  it('one that ends hides its times online at once and refuses them at the desk; brought back, they are there again', async () => {
    expect((await times('portal', needling(), ana())).length).toBeGreaterThan(0)
    const unseen = await refusalOf(endLicence(ana(), '2026-11-23'))
    expect(unseen.refusals[0]).toMatchObject({ reason: 'visits-affected' })
    const visits = visitsIn(unseen)
    expect(visits.length).toBeGreaterThan(0)
    expect(new Set(visits.map(({ practitionerName }) => practitionerName))).toEqual(new Set(['Ana Ruiz']))
    // nothing has been saved: the times are still there
    expect((await times('portal', needling(), ana())).length).toBeGreaterThan(0)

    await endLicence(ana(), '2026-11-23', visits.length)
    expect(await times('portal', needling(), ana())).toEqual([])
    expect((await refusalOf(book(needling(), MONDAY))).refusals[0]).toMatchObject({
      reason: 'credential',
      sentence: expect.stringContaining('Ana Ruiz'),
    })
    expect((await practitioner(ana())).standings).toContainEqual({
      ...{ technique: 'deep-dry-needling', jurisdiction: 'DE', needed: true },
      standing: { state: 'not-bookable', because: 'expired', from: null },
    })
    const listed = (await toMove()).filter(({ why }) => why === 'licence')
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(visits.map(({ id }) => id)))
    expect(listed[0]?.about).toBe('Ana Ruiz')

    const { id, version } = await licenceOf(ana())
    const existing = { id, version }
    const back = {
      practitionerId: ana(),
      existing,
      ...ANA_LICENCE,
      techniques: [...ANA_LICENCE.techniques],
      validUntil: null,
    }
    await owner().practitioner.saveCredential({ requestId: randomUUID(), ...back })
    expect((await times('portal', needling(), ana())).length).toBeGreaterThan(0)
    expect((await toMove()).filter(({ why }) => why === 'licence')).toEqual([])
    expect((await trail(id)).map(({ action }) => action)).toEqual(['end-credential', 'change-credential'])
  })

  it('where nothing is on file nothing is offered online, and the desk is warned and may book', async () => {
    const { id } = await owner().practitioner.save({
      ...{
        requestId: randomUUID(),
        existing: null,
        name: 'Noor de Vries',
        initials: 'NV',
        profession: 'physiotherapist',
      },
      ...{ gender: null, bookableOnline: true, serviceIds: [needling()], active: true },
    })
    const [of] = await rowsOf<{ location: string }>(
      house.owner,
      'SELECT location_id AS location FROM room WHERE clinic_id = $1',
      [house.riverside.clinicId],
    )
    await house.owner.query(
      `INSERT INTO working_hours (clinic_id, practitioner_id, location_id, rule, start_minute, end_minute, valid_from)
       VALUES ($1, $2, $3, 'FREQ=WEEKLY;BYDAY=MO,TU,WE', 540, 720, '2020-01-01')`,
      [house.riverside.clinicId, id, of?.location],
    )
    expect((await practitioner(id)).standings).toEqual([
      {
        ...{ technique: 'deep-dry-needling', jurisdiction: 'DE', needed: true },
        standing: { state: 'not-bookable', because: 'unknown', from: null },
      },
    ])
    expect(await times('portal', needling(), id)).toEqual([])
    expect((await times('desk', needling(), id)).length).toBeGreaterThan(0)
    const visit = await book(needling(), TUESDAY, { practitionerId: id, areaIds: ['soleus.right'] })
    expect(visit.warnings.join(' ')).toContain('Noor de Vries')
    // a licence for something else is on file now: it is known that there is none for this
    const other = {
      ...{ practitionerId: id, existing: null, profession: 'acupuncturist', jurisdiction: 'DE', number: '7' },
      ...{ techniques: ['body-acupuncture' as const], validFrom: '2020-01-01', validUntil: null, source: 'Register' },
    }
    const unseen = await refusalOf(owner().practitioner.saveCredential({ requestId: randomUUID(), ...other }))
    expect(visitsIn(unseen).map((one) => one.id)).toEqual([visit.appointmentId])
    await owner().practitioner.saveCredential({ requestId: randomUUID(), affectedSeen: 1, ...other })
    expect(await toMove()).toContainEqual({ id: visit.appointmentId, why: 'licence', about: 'Noor de Vries' })
    await cancel(visit)
  })

  it('one that would end before it begins, or names another country wrongly, is refused', async () => {
    const licence = { practitionerId: ana(), existing: null, ...ANA_LICENCE, techniques: [...ANA_LICENCE.techniques] }
    const refused = async (change: object) =>
      (
        await refusalOf(
          owner().practitioner.saveCredential({ requestId: randomUUID(), validUntil: null, ...licence, ...change }),
        )
      ).refusals[0]
    expect(await refused({ validUntil: '2017-12-31' })).toMatchObject({
      reason: 'faulty',
      offer: { fields: ['validUntil'] },
    })
    expect(await refused({ jurisdiction: 'Bavaria' })).toMatchObject({ offer: { fields: ['jurisdiction'] } })
    expect(await refused({ techniques: [] })).toMatchObject({ offer: { fields: ['techniques'] } })
  })
})

describe('whoever and whatever is given up', () => {
  it('a practitioner who goes leaves their visits on the to-do list, in the day and in the past, and is offered no more', async () => {
    const mei = practitionerId(house.riverside.scope, 'mei')
    const before = await practitioner(mei)
    const { credentials: _, standings: __, id, version, ...person } = before
    const go = (affectedSeen: number | null) =>
      owner().practitioner.save({
        ...{ requestId: randomUUID(), affectedSeen, existing: { id, version }, ...person, active: false },
      })
    const visits = visitsIn(await refusalOf(go(null)))
    expect(visits.length).toBeGreaterThan(0)
    // leafing on in them saves nothing, whatever number is named
    const leaf = owner().practitioner.save({
      ...{ requestId: randomUUID(), affectedSeen: visits.length, affectedFrom: 1, existing: { id, version } },
      ...{ ...person, active: false },
    })
    const next = (await refusalOf(leaf)).refusals[0]?.offer
    expect(next).toMatchObject({ count: visits.length, nextFrom: null })
    expect((next as { visits: { id: string }[] }).visits.map((visit) => visit.id)).toEqual(
      visits.slice(1).map((visit) => visit.id),
    )
    // one came meanwhile: the list is shown again
    expect((await refusalOf(go(visits.length - 1))).refusals[0]?.reason).toBe('visits-affected')
    const gone = await go(visits.length)
    const listed = (await toMove()).filter(({ about }) => about === 'Mei Tanaka')
    expect(new Set(listed.map(({ id: visit }) => visit))).toEqual(new Set(visits.map((visit) => visit.id)))
    expect(await times('desk', house.riverside.service('dry-needling-superficial-30'), null)).not.toEqual([])
    const detail = await desk().appointment.detail({ appointmentId: visits[0]?.id ?? '' })
    const day = await desk().appointment.day({ date: detail.wallTime.slice(0, 10) })
    expect(day.columns.map(({ practitionerId: column }) => column)).toContain(mei)
    await owner().practitioner.save({
      ...{ requestId: randomUUID(), existing: { id, version: gone.version }, ...person, active: true },
    })
    expect((await toMove()).filter(({ about }) => about === 'Mei Tanaka')).toEqual([])
  })

  it('a place that is taken out is given to nobody, and its room keeps the others', async () => {
    const { rooms } = await owner().room.setup({})
    const group = rooms.find(({ kind }) => kind === 'group')
    if (group === undefined) throw new Error('The demo has a group room')
    const save = (change: object, affectedSeen: number | null = null, version = group.version) => {
      const { id, locationId: at, name, kind, accessible, active, places } = group
      const room = { locationId: at, name, kind, accessible, active, places }
      return owner().room.save({ requestId: randomUUID(), affectedSeen, existing: { id, version }, ...room, ...change })
    }
    const [first, ...rest] = group.places
    if (first === undefined) throw new Error('The group room has places')
    const without = [{ ...first, active: false }, ...rest]
    const unseen = await save({ places: without }).catch((error: unknown) => refusalOf(Promise.reject(error)))
    const seen = 'refusals' in unseen ? visitsIn(unseen).length : 0
    const saved = 'version' in unseen ? unseen : await save({ places: without }, seen)
    const acupuncture = house.riverside.service('acupuncture-group-45')
    const ben = practitionerId(house.riverside.scope, 'ben')
    const people = await rowsOf<{ id: string }>(
      house.owner,
      'SELECT id FROM patient WHERE clinic_id = $1 AND id <> $2 AND merged_into_id IS NULL ORDER BY id LIMIT 3',
      [house.riverside.clinicId, house.riverside.patientId],
    )
    const visits = []
    for (const [index, { id: patientId }] of people.entries()) {
      const startIso = new Date(Date.parse(MONDAY) + index * 300_000).toISOString()
      visits.push(await book(acupuncture, startIso, { patientId, practitionerId: ben, areaIds: [] }).catch(() => null))
    }
    const booked = visits.filter((visit) => visit !== null)
    expect(booked.length).toBeGreaterThan(0)
    expect(booked.map(({ placeId }) => placeId)).not.toContain(first.id)
    for (const visit of booked) await cancel(visit)
    expect((await refusalOf(save({ places: [] }, null, saved.version))).refusals[0]).toMatchObject({
      reason: 'faulty',
      offer: { fields: ['places'] },
    })
    const twice = [...group.places, { id: null, label: rest[0]?.label.toUpperCase() ?? '', active: true }]
    expect((await refusalOf(save({ places: twice }, null, saved.version))).refusals[0]?.reason).toBe('faulty')
    const renamed = await save(
      { name: 'Quiet room', places: [...group.places, { id: null, label: 'Window', active: true }] },
      null,
      saved.version,
    )
    const shown = (await desk().room.setup({})).rooms.find(({ id }) => id === renamed.id)
    expect(shown?.name).toBe('Quiet room')
    expect(shown?.places.map(({ label }) => label)).toContain('Window')
    const elsewhere = [{ id: house.hillside.place('Room 1'), label: 'Mine now', active: true }]
    expect((await refusalOf(save({ places: elsewhere }, null, renamed.version))).code).toBe('NOT_FOUND')
  })

  it('a device that is given up while visits need it leaves them on the to-do list until it is back', async () => {
    const id = deviceId(house.riverside.scope, STIMULATOR)
    const visit = await book(house.riverside.service('electro-needling-45'), WEDNESDAY)
    const save = async (active: boolean, affectedSeen: number | null = null) => {
      const found = (await desk().device.setup({})).devices.find((device) => device.id === id)
      if (found === undefined) throw new Error('The demo has a stimulator')
      const { version, locationId: at, name, kind } = found
      const device = { locationId: at, name, kind, active }
      return owner().device.save({ requestId: randomUUID(), affectedSeen, existing: { id, version }, ...device })
    }
    const visits = visitsIn(await refusalOf(save(false)))
    expect(visits.map((affected) => affected.id)).toContain(visit.appointmentId)
    await save(false, visits.length)
    expect((await toMove()).map((listed) => listed.id)).toContain(visit.appointmentId)
    expect((await refusalOf(book(house.riverside.service('electro-needling-45'), TUESDAY))).refusals[0]?.reason).toBe(
      'no-device',
    )
    await save(true)
    expect((await toMove()).map((listed) => listed.id)).not.toContain(visit.appointmentId)
    await cancel(visit)
  })

  it('a device and an attendant can be added, renamed and given up', async () => {
    const at = locationId(house.riverside.scope)
    const lamp = { locationId: at, name: 'Lamp', kind: 'infrared-lamp', active: true }
    const added = await owner().device.save({ requestId: randomUUID(), existing: null, ...lamp })
    await owner().device.save({ requestId: randomUUID(), existing: added, ...lamp, name: 'Old lamp', active: false })
    const { devices, kinds } = await desk().device.setup({})
    expect(devices.find(({ id }) => id === added.id)).toMatchObject({ name: 'Old lamp', active: false, version: 2 })
    expect(kinds).toContain(STIMULATOR)
    expect(devices.find(({ id }) => id === deviceId(house.riverside.scope, STIMULATOR))?.active).toBe(true)

    const petra = { id: attendantId(house.riverside.scope, 'chaperone'), version: 1 }
    const attendant = { kind: 'interpreter' as const, languages: [], active: true, name: 'Petra Vogel' }
    const mute = owner().attendant.save({ requestId: randomUUID(), existing: petra, ...attendant })
    expect((await refusalOf(mute)).refusals[0]).toMatchObject({ offer: { fields: ['languages'] } })
    const speaks = { ...attendant, languages: ['pt-BR', 'de', 'de'] }
    await owner().attendant.save({ requestId: randomUUID(), existing: petra, ...speaks })
    const { attendants } = await desk().attendant.setup({})
    expect(attendants.find(({ id }) => id === petra.id)).toMatchObject({ languages: ['de', 'pt-BR'], version: 2 })
  })
})

describe('whoever and whatever is otherwise from now on', () => {
  const need = async (kind: 'woman-practitioner' | 'accessible-room') =>
    desk().patientNeed.add({
      ...{ requestId: randomUUID(), patientId: house.riverside.patientId, need: { kind }, affectedSeen: 0 },
    })
  const endNeed = ({ id, version }: { id: string; version: number }) =>
    desk().patientNeed.end({ requestId: randomUUID(), needId: id, version })

  it('a practitioner of whom it is not known any more that she is a woman: visits that need one are shown, then listed, until it is', async () => {
    const woman = await need('woman-practitioner')
    const visit = await book(house.riverside.service('without-needling-30'), WEDNESDAY)
    const save = async (gender: 'female' | 'other' | null, affectedSeen: number | null = null) => {
      const {
        credentials: _,
        standings: __,
        id,
        version,
        ...person
      } = await practitioner(house.riverside.practitionerId)
      const edit = { ...person, gender, affectedSeen, existing: { id, version }, requestId: randomUUID() }
      return owner().practitioner.save(edit)
    }
    const shown = visitsIn(await refusalOf(save(null)))
    expect(shown.map(({ id }) => id)).toContain(visit.appointmentId)
    expect(await toMove()).toEqual([])
    await save(null, shown.length)
    const cause = { id: visit.appointmentId, why: 'need-woman-practitioner', about: '' }
    expect(await toMove()).toContainEqual(cause)
    // what was not met before is nobody's news
    await save('other')
    expect((await toMove()).filter(({ id }) => id === visit.appointmentId)).toEqual([cause])
    await save('female')
    expect(await toMove()).toEqual([])
    // and when the patient ends the need, there is nothing to move either
    await save(null, shown.length)
    await endNeed(woman)
    expect((await toMove()).filter(({ id }) => id === visit.appointmentId)).toEqual([])
    await save('female')
    await cancel(visit)
  })

  it('a room with a step now, or of another kind: visits that it does not suit are shown, then listed, until it does', async () => {
    const step = await need('accessible-room')
    const visit = await book(house.riverside.service('without-needling-30'), WEDNESDAY)
    const { roomName } = (await desk().appointment.detail({ appointmentId: visit.appointmentId })).place
    const save = async (change: object, affectedSeen: number | null = null) => {
      const room = (await owner().room.setup({})).rooms.find(({ name }) => name === roomName)
      if (room === undefined) throw new Error('The visit is in a room')
      const { id, version, ...shape } = room
      const edit = { ...shape, ...change, affectedSeen, existing: { id, version }, requestId: randomUUID() }
      return owner().room.save(edit)
    }
    const whyOf = async () =>
      (await toMove()).filter(({ id }) => id === visit.appointmentId).map(({ why, about }) => `${why} ${about}`)
    const stepped = visitsIn(await refusalOf(save({ accessible: false })))
    expect(stepped.map(({ id }) => id)).toContain(visit.appointmentId)
    await save({ accessible: false }, stepped.length)
    expect(await whyOf()).toEqual(['need-accessible-room '])
    const turned = visitsIn(await refusalOf(save({ kind: 'group' })))
    expect(turned.length).toBeGreaterThanOrEqual(stepped.length)
    await save({ kind: 'group' }, turned.length)
    expect(await whyOf()).toEqual(['need-accessible-room ', `room-kind ${roomName}`])
    await save({ kind: 'treatment' })
    expect(await whyOf()).toEqual(['need-accessible-room '])
    await save({ accessible: true })
    expect(await whyOf()).toEqual([])
    // both at once show a visit once
    const both = visitsIn(await refusalOf(save({ kind: 'group', accessible: false })))
    expect(both.filter(({ id }) => id === visit.appointmentId)).toHaveLength(1)
    await endNeed(step)
    await cancel(visit)
  })
})

describe('what the owner lets the desk do', () => {
  it('the desk breaks a notice with a reason only while the owner lets it, and the trail says who let it', async () => {
    const { id } = await saveService({
      minNoticeMinutes: 30 * 1440,
      segments: [{ kind: 'hands-on', minutes: 15 }],
      technique: null,
    })
    const soon = () =>
      book(id, '2026-11-26T12:30:00.000Z', { override: { reason: 'Rang in pain.', breaks: ['notice'] } })
    expect((await refusalOf(soon())).refusals[0]?.reason).toBe('not-allowed')
    await owner().clinic.allowOverride({ requestId: randomUUID(), allowed: true })
    expect((await desk().clinic.setting()).deskMayOverride).toBe(true)
    const visit = await soon()
    expect(visit.breaks).toEqual(['notice'])
    await owner().clinic.allowOverride({ requestId: randomUUID(), allowed: false })
    expect((await refusalOf(soon())).refusals[0]?.reason).not.toBe('try-again')
    expect((await trail(house.riverside.clinicId)).map(({ action }) => action)).toEqual([
      'allow-desk-override',
      'forbid-desk-override',
    ])
    await cancel(visit)
  })
})

describe('who books in the moment of an edit', () => {
  const ROUNDS = 8
  /** Makes an edit as its screen does: what it would touch is looked at until it is all there is. */
  const settle = async (edit: (seen: number | null) => Promise<unknown>): Promise<void> => {
    let seen: number | null = null
    for (;;) {
      const [made] = await Promise.allSettled([edit(seen)])
      if (made.status === 'fulfilled') return
      const refusal = await refusalOf(Promise.reject(made.reason))
      if (refusal.refusals[0]?.reason === 'visits-affected') seen = visitsIn(refusal).length
      else expect(refusal.refusals[0]?.reason).toBe('try-again')
    }
  }
  const listed = async (): Promise<Set<string | undefined>> => new Set((await toMove()).map(({ id }) => id))

  it('books by a licence that still stands, or stands on the list, or is refused', async () => {
    const { practitionerId: ana } = house.riverside
    const seen: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const startIso = `2027-01-${18 + round}T13:00:00.000Z`
      const [, booked] = await Promise.allSettled([
        settle((count) => endLicence(ana, '2026-11-23', count)),
        book(house.riverside.service('dry-needling-45'), startIso, { areaIds: ['soleus.left'] }),
      ])
      if (booked.status === 'fulfilled') {
        seen.push('booked')
        expect(await listed()).toContain(booked.value.appointmentId)
        await cancel(booked.value)
      } else {
        seen.push((await refusalOf(Promise.reject(booked.reason))).refusals[0]?.reason ?? '')
      }
      const { id, version } = await licenceOf(ana)
      const back = { ...ANA_LICENCE, techniques: [...ANA_LICENCE.techniques], validUntil: null }
      await owner().practitioner.saveCredential({
        ...{ requestId: randomUUID(), practitionerId: ana, existing: { id, version }, ...back },
      })
    }
    expect(seen.filter((one) => !['booked', 'credential', 'outside-hours'].includes(one))).toEqual([])
  })

  it('gets no place that is given up unseen', async () => {
    const at = locationId(house.riverside.scope)
    const shape = { locationId: at, kind: 'group' as const, accessible: false, active: true }
    const ben = practitionerId(house.riverside.scope, 'ben')
    for (let round = 0; round < ROUNDS; round++) {
      // first by name, so that it is what a visit takes
      const name = `0 Alcove ${round}`
      const room = await owner().room.save({
        ...{ requestId: randomUUID(), existing: null, ...shape, name },
        places: [{ id: null, label: 'Chair', active: true }],
      })
      const places = (await owner().room.setup({ limit: 100 })).rooms.find(({ id }) => id === room.id)?.places ?? []
      const [, booked] = await Promise.allSettled([
        settle((affectedSeen) =>
          owner().room.save({
            requestId: randomUUID(),
            affectedSeen,
            existing: room,
            ...shape,
            name,
            active: false,
            places,
          }),
        ),
        book(house.riverside.service('acupuncture-group-45'), `2027-01-${18 + round}T10:15:00.000Z`, {
          practitionerId: ben,
          areaIds: [],
        }),
      ])
      if (booked.status === 'rejected') {
        expect((await refusalOf(Promise.reject(booked.reason))).refusals[0]?.reason).toBe('outside-hours')
        continue
      }
      if (places.some(({ id }) => id === booked.value.placeId))
        expect(await listed()).toContain(booked.value.appointmentId)
      await cancel(booked.value)
    }
  })
})
