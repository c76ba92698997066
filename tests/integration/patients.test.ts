import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practitionerId } from '../../prisma/seed/people.ts'
import { type FrontDesk, openFrontDesk, refusalOf } from '../support/front-desk.ts'

let house: FrontDesk

beforeAll(async () => {
  house = await openFrontDesk()
})
afterAll(() => house?.close())

const desk = () => house.as(house.riverside.desk)
/** While the work runs, all of the person's visits have this status; no rule of the house is asked. */
const withStatus = async (patientId: string, status: string, work: () => Promise<void>): Promise<void> => {
  const { rows } = await house.owner.query<{ id: string; status: string }>(
    'SELECT id, status FROM appointment WHERE patient_id = $1',
    [patientId],
  )
  const set = (statusOf: (id: string) => string) =>
    house.owner.query(
      `BEGIN; SET LOCAL session_replication_role = replica; ${rows
        .map(({ id }) => `UPDATE appointment SET status = '${statusOf(id)}' WHERE id = '${id}';`)
        .join(' ')} COMMIT`,
    )
  await set(() => status)
  await work()
  await set((id) => rows.find((row) => row.id === id)?.status ?? '')
}
const found = async (text: string): Promise<string[]> =>
  (await desk().patient.search({ text })).patients.map(({ name }) => name)
const enter = (person: { name: string } & Record<string, unknown>) =>
  desk().patient.create({ requestId: randomUUID(), ...person })

describe('finding people', () => {
  it.each([
    ['gudmun', 'Björk Guðmundsdóttir'],
    ['bjork', 'Björk Guðmundsdóttir'],
    ['Guðmundsdóttir', 'Björk Guðmundsdóttir'],
    ['obrien', "Siobhán O'Brien"],
    ["o'brien", "Siobhán O'Brien"],
    ['SIOBHAN', "Siobhán O'Brien"],
    ['louis dreyfus', 'Anne-Sophie Louis-Dreyfus'],
    ['van der berg', 'Pieter van der Berg'],
    ['berg pieter', 'Pieter van der Berg'],
    ['gross', 'Jürgen Groß'],
    ['Groß', 'Jürgen Groß'],
    ['wisniewski lukasz', 'Łukasz Wiśniewski'],
    ['sorensen', 'Ingrid Sørensen'],
    ['thorunn', 'Þórunn Ægisdóttir'],
    ['祐介', '山田 祐介'],
    ['الحسيني', 'محمد عبد الرحمن الحسيني'],
    ['Шевченко', 'Олена Шевченко'],
    ['dangelo', "Giulia D'Angelo"],
    ['suryani', 'Suryani'],
    ['hohenstein', 'Maximiliana Theodora Wilhelmina Friederike von und zu Hohenstein-Wolfenbüttel-Schönburg-Glauchau'],
  ])('J10: %s finds %s', async (typed, name) => {
    expect((await found(typed))[0]).toBe(name)
  })

  it('J10: a name typed composed finds one stored decomposed, and the other way round', async () => {
    const { rows } = await house.owner.query<{ name: string }>(
      'SELECT name FROM patient WHERE clinic_id = $1 AND name <> normalize(name, NFC)',
      [house.riverside.clinicId],
    )
    const stored = rows[0]?.name ?? ''
    expect(stored).not.toBe('')
    expect(await found(stored.normalize('NFC'))).toEqual([stored])
    expect(await found('Björk'.normalize('NFD'))).toEqual(['Björk Guðmundsdóttir'])
  })

  it('finds who a slip of the pen means, after those it names', async () => {
    expect(await found('gudmunsdottir')).toContain('Björk Guðmundsdóttir')
    const both = await found('maria garcia')
    expect(both.slice(0, 2)).toEqual(['María García', 'María García'])
  })

  it('finds by telephone however it is written', async () => {
    const { patients } = await desk().patient.search({ text: 'gudmun' })
    const phone = patients[0]?.phone ?? ''
    expect(phone).toMatch(/^\+49/)
    const national = `0${phone.slice(3).trim()}`
    expect(await found(national)).toEqual(['Björk Guðmundsdóttir'])
    expect(await found(national.replaceAll(' ', ''))).toEqual(['Björk Guðmundsdóttir'])
  })

  it('is asked for nothing and for wildcards, and answers with nobody', async () => {
    for (const text of ['', '   ', '%', '_', "'; --", '%%%%']) expect(await found(text)).toEqual([])
  })

  it('gives pages without losing or repeating anybody', async () => {
    const seen: string[] = []
    let offset: number | null = 0
    while (offset !== null) {
      const page: Awaited<ReturnType<ReturnType<typeof desk>['patient']['search']>> = await desk().patient.search({
        ...{ text: 'a', limit: 5, offset },
      })
      seen.push(...page.patients.map(({ id }) => id))
      offset = page.nextOffset
    }
    expect(seen.length).toBeGreaterThan(20)
    expect(new Set(seen).size).toBe(seen.length)
  })
})

describe('entering people', () => {
  it.each([
    "D'Arcy O'Brien-Quinn",
    'Ö',
    'U Nu',
    'X Æ A-12',
    'Rajan s/o Pillai',
    'Zlatan Ibrahimović',
    '王秀英',
    'ـ محمد',
    'Jean-Luc de la Fontaine du Bois III.',
  ])('J8: %s is a name', async (name) => {
    const created = await enter({ name })
    expect(created).toMatchObject({ kind: 'created', patient: { name } })
    expect(await found(name)).toContain(name)
  })

  it('J5: shows who may be the same person first, and enters another when told so', async () => {
    const first = await enter({ name: 'Bjork Gudmundsdottir' })
    expect(first).toMatchObject({ kind: 'possible-duplicates', candidates: [{ name: 'Björk Guðmundsdóttir' }] })
    const again = { name: 'Bjork Gudmundsdottir', notADuplicate: true }
    expect(await enter(again)).toMatchObject({ kind: 'created' })
  })

  it('J5: one name and another birthday is somebody else; one telephone or mail is worth a look', async () => {
    expect(await enter({ name: 'Łukasz Wiśniewski', birthDate: '1951-01-01' })).toMatchObject({ kind: 'created' })
    const { patients } = await desk().patient.search({ text: 'suryani' })
    const samePhone = await enter({ name: 'Dewi Lestari', phone: patients[0]?.phone ?? '' })
    expect(samePhone).toMatchObject({ kind: 'possible-duplicates', candidates: [{ name: 'Suryani' }] })
    const mail = await enter({ name: 'B. G.', email: 'PATIENT@demo.test' })
    expect(mail).toMatchObject({ kind: 'possible-duplicates', candidates: [{ name: 'Björk Guðmundsdóttir' }] })
  })

  it('a retried entry is one person; the new person can be booked', async () => {
    const person = { requestId: randomUUID(), name: 'Zsófia Kovács-Nagy', phone: '' }
    const answers = await Promise.all([desk().patient.create(person), desk().patient.create(person)])
    expect(await found('zsofia')).toEqual(['Zsófia Kovács-Nagy'])
    const [one, two] = answers
    if (one?.kind !== 'created' || two?.kind !== 'created') throw new Error('Entered')
    expect(one.patient.id).toBe(two.patient.id)
    const booked = await desk().appointment.book({
      ...{ requestId: randomUUID(), patientId: one.patient.id, serviceId: house.riverside.service('first-visit-60') },
      ...{ areaIds: [], practitionerId: null, startIso: '2027-01-12T09:00:00.000Z' },
    })
    const { visits } = await desk().appointment.day({ date: '2027-01-12' })
    expect(visits.find(({ id }) => id === booked.appointmentId)).toMatchObject({ flags: { firstVisit: true } })
  })

  it('refuses what is no name, no date and no field of ours', async () => {
    expect((await refusalOf(enter({ name: '   ' }))).code).toBe('BAD_REQUEST')
    expect((await refusalOf(enter({ name: 'A', birthDate: '2001-02-30' }))).code).toBe('BAD_REQUEST')
    for (const birthDate of ['0001-01-01', '1899-12-31', '2026-11-26', '2201-01-01']) {
      const refused = await refusalOf(enter({ name: 'A', birthDate }))
      expect(refused).toMatchObject({ code: 'BAD_REQUEST', refusals: [{ offer: { fields: ['birthDate'] } }] })
    }
    expect((await refusalOf(enter({ name: 'A', clinicId: house.hillside.clinicId }))).code).toBe('BAD_REQUEST')
  })
})

it.each([
  ['a NUL', 'Anna\u0000'],
  ['half a character', 'Anna \ud83d'],
])(
  'L10: text with %s in it, which nothing can hold, is refused at its field and not with a failure',
  async (_, text) => {
    const refusals = await Promise.all([
      refusalOf(enter({ name: text })),
      refusalOf(enter({ name: 'Anna', needs: text })),
      refusalOf(desk().patient.search({ text })),
      refusalOf(house.as(null).clinic.publicPage({ slug: text })),
    ])
    expect(refusals.map(({ code, refusals: [first] }) => [code, first?.offer])).toEqual(
      ['name', 'needs', 'text', 'slug'].map((field) => ['BAD_REQUEST', { fields: [field] }]),
    )
  },
)

describe('what each role sees of a person', () => {
  it('conditions are for those who treat; the desk is told nothing rather than "none"', async () => {
    const { rows } = await house.owner.query<{ patient_id: string; code: string }>(
      'SELECT patient_id, code FROM patient_condition WHERE clinic_id = $1 AND ended_at IS NULL LIMIT 1',
      [house.riverside.clinicId],
    )
    const { patient_id: patientId = '', code } = rows[0] ?? {}
    const seenBy = async (actor: typeof house.riverside.desk) =>
      (await house.as(actor).patient.summary({ patientId })).conditions
    expect((await seenBy(house.riverside.ana))?.map((condition) => condition.code)).toContain(code)
    expect(await seenBy(house.riverside.desk)).toBeNull()
    expect(await seenBy(house.riverside.owner)).toBeNull()
  })

  it('an assistant sees people who come today, nobody else, and searches nobody', async () => {
    const assistant = house.as(house.riverside.assistant)
    const { visits } = await assistant.appointment.day({ date: '2026-11-24' })
    const patientId = visits[0]?.patient.id ?? ''
    expect((await assistant.patient.summary({ patientId })).id).toBe(patientId)
    for (const status of ['cancelled', 'noshow', 'entered-in-error']) {
      await withStatus(patientId, status, async () => {
        expect((await refusalOf(assistant.patient.summary({ patientId }))).code).toBe('NOT_FOUND')
      })
    }
    expect((await assistant.patient.summary({ patientId })).id).toBe(patientId)
    const absent = { patientId: house.riverside.patientId }
    expect((await refusalOf(assistant.patient.summary(absent))).code).toBe('NOT_FOUND')
    expect((await refusalOf(assistant.patient.search({ text: 'gudmun' }))).code).toBe('FORBIDDEN')
    expect((await refusalOf(assistant.patient.create({ requestId: randomUUID(), name: 'A' }))).code).toBe('FORBIDDEN')
  })

  it('two of one name are told apart: each summary says that there is another', async () => {
    const { patients } = await desk().patient.search({ text: 'maria garcia' })
    for (const { id } of patients.slice(0, 2)) {
      expect((await desk().patient.summary({ patientId: id })).namesakes).toBeGreaterThan(0)
    }
  })
})

describe('the clinic around them', () => {
  it('lists services and areas for each audience: patients see no technique, no risk and no clinical name', async () => {
    const staff = await desk().healthcareService.list()
    expect(staff.services.map(({ name }) => name)).toContain('Dry needling 45 min')
    expect(staff.services.find(({ code }) => code === 'acupuncture-60')?.segments).toHaveLength(3)
    await house.owner.query('UPDATE healthcare_service SET bookable_online = false WHERE id = $1', [
      house.riverside.service('electro-needling-45'),
    ])
    const portal = house.as(house.riverside.patient, { locale: 'de' })
    const own = (await portal.healthcareService.list()).services
    expect(own.map(({ code }) => code)).not.toContain('electro-needling-45')
    expect(new Set(own.map(({ technique }) => technique))).toEqual(new Set([null]))
    expect(own.map(({ name }) => name)).toContain('Akupunktur 60 Min.')
    const [all, mine] = [(await desk().bodyArea.list()).areas, (await portal.bodyArea.list()).areas]
    expect(mine.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    expect(all.some(({ riskZones }) => riskZones.includes('pleural'))).toBe(true)
    expect(
      mine.every(
        ({ riskZones, clinicalName, plainName }) => riskZones.length === 0 && clinicalName.en === plainName.en,
      ),
    ).toBe(true)
    expect(all.map(({ id }) => id)).not.toContain('anywhere')
  })

  it('shows staff the clinic’s rooms and people', async () => {
    const setting = await house.as(house.riverside.assistant).clinic.setting()
    expect(setting).toMatchObject({ timeZone: 'Europe/Berlin', policyStatus: 'demo policy, not approved', demo: true })
    expect(setting.practitioners.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Ben Okafor', 'Mei Tanaka'])
    expect(setting.rooms.map(({ name, places }) => [name, places.length])).toEqual([
      ['Group room', 4],
      ['Room 1', 1],
      ['Room 2', 1],
    ])
  })
})

describe('what a patient needs', () => {
  const MONDAY = '2027-01-18T09:00:00.000Z'
  const TUESDAY = '2027-01-19T09:00:00.000Z'
  const ben = () => practitionerId(house.riverside.scope, 'ben')
  const portal = () => house.as(house.riverside.patient)

  const newcomer = async (name: string): Promise<string> => {
    const made = await enter({ name, notADuplicate: true })
    return made.kind === 'created' ? made.patient.id : ''
  }
  const book = (patientId: string, startIso: string, practitioner: string | null = ben(), who = desk()) =>
    who.appointment.book({
      ...{ requestId: randomUUID(), patientId, serviceId: house.riverside.service('without-needling-30'), areaIds: [] },
      ...{ practitionerId: practitioner, startIso },
    })
  const cancel = ({ appointmentId, version }: { appointmentId: string; version: number }) =>
    desk().appointment.cancel({ requestId: randomUUID(), appointmentId, expectedVersion: version, reason: 'Rang.' })
  type Adding = Parameters<ReturnType<typeof desk>['patientNeed']['add']>[0]['need']
  const add = (patientId: string, need: Adding, affectedSeen: number | null = null, who = desk()) =>
    who.patientNeed.add({ requestId: randomUUID(), patientId, need, affectedSeen })
  const toMove = async (patientId: string) =>
    (await desk().task.list({ limit: 100 })).tasks
      .filter(({ kind, patient }) => kind === 'visit-to-move' && patient?.id === patientId)
      .map(({ appointment, cause }) => ({ id: appointment?.id, ...cause }))

  it('leaves coming visits that are not like that where they are: they are shown first, then stand on the to-do list', async () => {
    const patientId = await newcomer('Amina Farah')
    const [withBen, withAna] = [
      await book(patientId, MONDAY),
      await book(patientId, TUESDAY, house.riverside.practitionerId),
    ]
    const unseen = await refusalOf(add(patientId, { kind: 'woman-practitioner' }))
    expect(unseen.refusals[0]).toMatchObject({
      reason: 'visits-affected',
      sentence: expect.stringContaining('One coming visit does not fit'),
      offer: { visits: [{ id: withBen.appointmentId, practitionerName: 'Ben Okafor', startIso: MONDAY }] },
    })
    expect((await desk().patientNeed.list({ patientId })).needs).toEqual([])

    const need = await add(patientId, { kind: 'woman-practitioner' }, 1)
    expect(await toMove(patientId)).toEqual([{ id: withBen.appointmentId, why: 'need-woman-practitioner', about: '' }])
    const still = await desk().appointment.detail({ appointmentId: withBen.appointmentId })
    expect(still).toMatchObject({ startIso: MONDAY, status: 'booked', practitioner: { id: ben() } })
    // nobody books past it from then on
    expect((await refusalOf(book(patientId, '2027-01-20T09:00:00.000Z'))).refusals[0]?.reason).toBe('needs-woman')
    const moved = await desk().appointment.reschedule({
      ...{ requestId: randomUUID(), appointmentId: withBen.appointmentId, expectedVersion: withBen.version },
      ...{ startIso: MONDAY, practitionerId: house.riverside.practitionerId },
    })
    expect(await toMove(patientId)).toEqual([])

    await desk().patientNeed.end({ requestId: randomUUID(), needId: need.id, version: need.version })
    expect((await desk().patientNeed.list({ patientId })).needs).toEqual([])
    const again = await book(patientId, '2027-01-20T09:00:00.000Z')
    await Promise.all([moved, withAna, again].map(cancel))
  })

  it('a need that is ended before its visits were moved takes them off the list', async () => {
    const patientId = await newcomer('Lev Aronov')
    const visit = await book(patientId, MONDAY)
    const need = await add(patientId, { kind: 'interpreter', language: 'ru', extraMinutes: 10 }, 1)
    expect(await toMove(patientId)).toEqual([{ id: visit.appointmentId, why: 'need-interpreter', about: 'ru' }])
    const stale = desk().patientNeed.end({ requestId: randomUUID(), needId: need.id, version: 7 })
    expect((await refusalOf(stale)).refusals[0]?.reason).toBe('stale-version')
    await desk().patientNeed.end({ requestId: randomUUID(), needId: need.id, version: need.version })
    expect(await toMove(patientId)).toEqual([])
    const twice = desk().patientNeed.end({ requestId: randomUUID(), needId: need.id, version: 2 })
    expect((await refusalOf(twice)).code).toBe('NOT_FOUND')
    await cancel(visit)
  })

  it('more time makes visits longer that are booked from then on, and those that are booked stand on the list', async () => {
    const patientId = await newcomer('Edith Sommer')
    const visit = await book(patientId, MONDAY)
    const none = await refusalOf(add(patientId, { kind: 'more-time' }))
    expect(none.refusals[0]).toMatchObject({ reason: 'faulty', offer: { fields: ['extraMinutes'] } })
    await add(patientId, { kind: 'more-time', extraMinutes: 15, note: 'Walks slowly.' }, 1)
    const longer = await book(patientId, TUESDAY)
    expect(Date.parse(longer.endIso) - Date.parse(longer.startIso)).toBe(45 * 60_000)
    expect((await toMove(patientId)).map(({ id }) => id)).toEqual([visit.appointmentId])
    const [row] = (await desk().patientNeed.list({ patientId })).needs
    expect(row).toMatchObject({ kind: 'more-time', extraMinutes: 15, note: 'Walks slowly.' })
    await Promise.all([visit, longer].map(cancel))
  })

  it('a patient writes down their own, cannot lengthen visits, reads no remarks, and the clinic hears what to move', async () => {
    const { patientId } = house.riverside
    const visit = await book(patientId, MONDAY, ben(), portal())
    const long = add(patientId, { kind: 'chaperone', extraMinutes: 30 }, null, portal())
    expect((await refusalOf(long)).refusals[0]?.reason).toBe('not-yours-to-lengthen')
    const unlike: Adding = { kind: 'not-practitioner', practitionerId: ben() }
    const unseen = await refusalOf(add(patientId, unlike, null, portal()))
    expect(unseen.refusals[0]).toMatchObject({ offer: { visits: [{ id: visit.appointmentId }] } })
    const need = await add(patientId, unlike, 1, portal())
    expect(await toMove(patientId)).toEqual([
      { id: visit.appointmentId, why: 'need-not-practitioner', about: 'Ben Okafor' },
    ])
    await add(patientId, { kind: 'accessible-room', note: 'Was rude about it.' })
    const seen = await portal().patientNeed.list({ patientId })
    expect(seen.needs.map(({ kind, practitionerName, note }) => [kind, practitionerName, note])).toEqual([
      ['not-practitioner', 'Ben Okafor', null],
      ['accessible-room', null, null],
    ])
    expect((await refusalOf(add(patientId, unlike))).refusals[0]?.reason).toBe('duplicate')
    await portal().patientNeed.end({ requestId: randomUUID(), needId: need.id, version: need.version })
    expect(await toMove(patientId)).toEqual([])
    await cancel(visit)
  })

  it('somebody who books in the same moment books by the new need, or is on the list', async () => {
    const patientId = await newcomer('Race Runner')
    const [needed, booked] = await Promise.allSettled([
      add(patientId, { kind: 'woman-practitioner' }, 1).catch(() => add(patientId, { kind: 'woman-practitioner' })),
      book(patientId, MONDAY),
    ])
    expect(needed.status).toBe('fulfilled')
    const listed = await toMove(patientId)
    expect(listed).toHaveLength(booked.status === 'fulfilled' ? 1 : 0)
  })
})
