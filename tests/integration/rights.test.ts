import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WHILE_HANDED_OVER } from '#auth/handed-over.ts'
import { answerSignIn, signInRoutes } from '#auth/routes.ts'
import { openSignIn, type SignIn } from '#auth/sign-in.ts'
import { asActor } from '#db/scope.ts'
import { appRouter } from '../../src/router.ts'
import { rowsOf } from '../support/raw-sql.ts'
import { ANSWER, arrangeRights, type Heard, INPUTS, NOTE, REASON, type RightsHouse } from '../support/rights-house.ts'
import { OPEN_PAGES, PROCEDURES, ROLES, ROUTES, type Role, SIGN_IN } from '../support/rights-table.ts'
import { openTreatmentRoom, type TreatmentRoom } from '../support/treatment-room.ts'

let room: TreatmentRoom
let house: RightsHouse
/** Names, addresses, birth dates and telephones of everybody in the clinic but the patient of the first case. */
let others: readonly string[]
let bjork: readonly string[]

beforeAll(async () => {
  room = await openTreatmentRoom()
  house = await arrangeRights(room)
  const people = await rowsOf<{ id: string; facts: string[] }>(
    room.owner,
    `SELECT id, array_remove(ARRAY[name, preferred_name, email, phone, birth_date::text], NULL) AS facts FROM patient
     WHERE clinic_id = $1`,
    [room.riverside.clinicId],
  )
  const facts = (own: boolean) =>
    people.filter(({ id }) => (id === room.riverside.patientId) === own).flatMap((one) => one.facts)
  others = facts(false).filter((fact) => !facts(true).includes(fact))
  bjork = facts(true)
}, 120_000)
afterAll(() => room?.close())

const procedures = Object.keys(appRouter._def.procedures).sort()
const casesOf = (procedure: string): readonly string[] => {
  const cases = PROCEDURES[procedure]?.cases ?? []
  return cases.length === 0 ? [''] : cases
}

/** What this person hears in each case of a procedure. */
const hearAll = async (role: Role, procedure: string): Promise<Heard[]> => {
  const heard: Heard[] = []
  for (const one of casesOf(procedure)) {
    const input = INPUTS[procedure]?.(house, room, one)
    heard.push(await house.ask(house.actors[role], procedure, input))
  }
  return heard
}

describe('the table', () => {
  it('L1: has a row for every procedure, and none for one that does not exist', () => {
    expect(Object.keys(PROCEDURES).sort()).toEqual(procedures)
    expect(Object.keys(INPUTS).sort()).toEqual(procedures)
  })

  it('lets a patient who holds a device do only what exists', () => {
    expect(WHILE_HANDED_OVER.filter((name) => !procedures.includes(name))).toEqual([])
  })

  it('says something of every role in every case', () => {
    const gaps = procedures.flatMap((procedure) =>
      ROLES.filter((role) => PROCEDURES[procedure]?.[role].length !== casesOf(procedure).length).map(
        (role) => `${procedure} ${role}`,
      ),
    )
    expect(gaps).toEqual([])
  })

  it('has a row for every route under /api and each of its methods', () => {
    const files = readdirSync('src/app/api', { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /(^|\/)route\.tsx?$/.test(path))
    const served = Object.fromEntries(
      files.map((path) => {
        const text = readFileSync(`src/app/api/${path}`, 'utf8')
        const methods = [...text.matchAll(/\b(?:export const|as) (GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE)\b/g)]
        return [`/api/${path.replace(/\/route\.tsx?$/, '')}`, methods.map(([, method]) => method).sort()]
      }),
    )
    expect(served).toEqual(
      Object.fromEntries(Object.entries(ROUTES).map(([path, by]) => [path, Object.keys(by).sort()])),
    )
  })

  it('has a row for every way in and out', () => {
    expect(Object.fromEntries(signInRoutes.map(({ path, opensFor }) => [path, opensFor]))).toEqual(SIGN_IN)
  })

  it('L19: every page but the doors asks the session itself who is there', () => {
    const pages = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /(^|\/)page\.tsx$/.test(path))
    const asks =
      /requireStaff\(|requirePatient\(|patientActor\(|staffActor\(|actorOf\(|sessionOf\(|readSession\(|serverCaller\(|clinicChoices\(/
    const open = pages.filter((path) => !asks.test(readFileSync(`src/app/${path}`, 'utf8')))
    const unexpected = open
      .map((path) => path.replace(/\/?page\.tsx$/, ''))
      .filter((path) => !OPEN_PAGES.includes(path))
    expect(unexpected).toEqual([])
  })
})

describe.each(procedures)('%s', (procedure) => {
  it('L1 L2: answers each role as the table says', async () => {
    const expected: Record<string, string> = {}
    const heard: Record<string, string> = {}
    for (const role of ROLES) {
      const answers = await hearAll(role, procedure)
      heard[role] = answers.map(({ letter }) => letter).join('')
      expected[role] = PROCEDURES[procedure]?.[role] ?? ''
      checkBytes(role, procedure, answers)
    }
    expect(heard).toEqual(expected)
  })
})

/** L4: what must not stand in an answer, whatever its status says. */
const checkBytes = (role: Role, procedure: string, answers: readonly Heard[]): void => {
  for (const { letter, body } of answers) {
    const found = (facts: readonly string[]) => facts.filter((fact) => body.includes(fact))
    const where = `${procedure} to ${role}: ${letter}`
    expect([where, /hillside/i.test(body)]).toEqual([where, false])
    if (letter !== 'a') expect([where, ...found([...others, ...bjork])]).toEqual([where])
    if (role === 'patient' || role === 'guardian' || role === 'nobody')
      expect([where, ...found(others)]).toEqual([where])
    if (!['practitioner', 'lead'].includes(role)) expect([where, ...found([NOTE, ANSWER])]).toEqual([where])
    if (!['practitioner', 'lead', 'assistant'].includes(role)) expect([where, ...found([REASON])]).toEqual([where])
  }
}

describe('the bytes that the table’s checks look for', () => {
  it('are found where they may be, so that the checks can fail', async () => {
    for (const procedure of ['clinicalNote.ofVisit', 'clinicalNote.record', 'serviceRequest.letter'])
      expect((await hearAll('practitioner', procedure))[0]?.body).toContain(NOTE)
    expect((await hearAll('practitioner', 'screening.ofVisit'))[0]?.body).toContain(ANSWER)
    for (const procedure of ['areaHold.list', 'recoveryRule.ofPatient'])
      for (const role of ['practitioner', 'assistant'] as const)
        expect((await hearAll(role, procedure))[0]?.body).toContain(REASON)
    const [, other] = await hearAll('desk', 'appointment.detail')
    expect(others.filter((fact) => other?.body.includes(fact)).length).toBeGreaterThan(0)
    expect(others.length).toBeGreaterThan(100)
  })
})

describe('behind the procedures', () => {
  it('L5: what a patient reaches by including one thing in another is their own, and nothing clinical', async () => {
    const rows = await asActor(room.database, room.riverside.patient, (tx) =>
      tx.appointment.findMany({
        include: {
          patient: { include: { patientConditions: true, appointments: true } },
          practitioner: { include: { appointments: { include: { patient: true } } } },
          encounter: { include: { procedures: true, screeningAnswers: true, needleCount: true, lotUses: true } },
        },
      }),
    )
    const text = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
    expect(rows.length).toBeGreaterThan(1)
    expect(others.filter((fact) => text.includes(fact))).toEqual([])
    expect(rows.flatMap(({ encounter }) => encounter?.procedures ?? [])).toEqual([])
    expect(rows.flatMap(({ encounter }) => encounter?.screeningAnswers ?? [])).toEqual([])
    expect(rows.flatMap(({ encounter }) => encounter?.lotUses ?? [])).toEqual([])
    expect(text).not.toMatch(/hillside|Zymotic/i)
  })

  it('L5: desk and owner reach no clinical row, whatever they include', async () => {
    for (const actor of [room.riverside.desk, room.riverside.owner]) {
      const seen = await asActor(room.database, actor, async (tx) => ({
        encounters: await tx.encounter.findMany({
          include: { procedures: true, screeningAnswers: true, clinicalNote: true, incidents: true },
        }),
        conditions: await tx.patientCondition.findMany(),
        notes: await tx.clinicalNote.findMany(),
      }))
      expect(seen.encounters.length).toBeGreaterThan(0)
      expect(
        seen.encounters.flatMap(({ procedures, screeningAnswers }) => [...procedures, ...screeningAnswers]),
      ).toEqual([])
      expect([...seen.conditions, ...seen.notes]).toEqual([])
    }
  })

  it('L2: nobody changes another’s row by naming it', async () => {
    const { other, elsewhere } = house.names
    const patient = await asActor(room.database, room.riverside.patient, (tx) =>
      tx.appointment.updateMany({
        where: { id: { in: [other.bookedId, elsewhere.bookedId] } },
        data: { comment: 'x' },
      }),
    )
    const staff = await asActor(room.database, room.riverside.owner, (tx) =>
      tx.appointment.updateMany({ where: { id: elsewhere.bookedId }, data: { comment: 'x' } }),
    )
    expect([patient.count, staff.count]).toEqual([0, 0])
  })
})

describe('the ways in and out', () => {
  let signIn: SignIn
  beforeAll(() => {
    signIn = openSignIn({
      authUrl: room.authUrl,
      database: room.database,
      secret: 'a secret that is long enough for a test of it',
      publicUrl: 'http://clinic.test',
      trustedProxies: [],
      now: Date.now,
    })
  })
  afterAll(() => signIn?.store.end())

  const knock = (path: string, method: string, body: object | null = {}) =>
    answerSignIn(
      new Request(`http://clinic.test/api/auth/${path}`, {
        method,
        headers: { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' },
        ...(body !== null && { body: JSON.stringify(body) }),
      }),
      { signIn, inBackground: () => {}, sendMail: async () => {} },
    )

  const FIELDS: Readonly<Record<string, object>> = {
    'staff/clinic': { clinicId: '00000000-0000-4000-8000-000000000000' },
    'staff/pin': { password: 'not the password of anybody', pin: '4071' },
    'staff/password': { current: 'not the password of anybody', next: 'another one of nobody at all' },
  }

  it('those for people with a session refuse who has none', async () => {
    for (const [path, opensFor] of Object.entries(SIGN_IN)) {
      if (opensFor === 'anyone') continue
      const answer = await knock(path, 'POST', FIELDS[path])
      expect([path, answer.status]).toEqual([path, 401])
    }
  })

  it('L20: none of them does anything by another method than POST', async () => {
    for (const path of Object.keys(SIGN_IN)) {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await knock(path, method, method === 'GET' ? null : {})
        expect([path, method, answer.status]).toEqual([path, method, 405])
      }
    }
  })

  it('the routes of the sign-in library itself are not there', async () => {
    const library = [
      'sign-in/email',
      'sign-up/email',
      'sign-in/magic-link',
      'magic-link/verify',
      'get-session',
      'list-sessions',
      'update-user',
      'change-password',
      'change-email',
      'delete-user',
      'request-password-reset',
      'reset-password',
      'sign-out',
      'ok',
    ]
    for (const path of library) {
      for (const method of ['GET', 'POST']) {
        const answer = await knock(path, method, method === 'GET' ? null : {})
        expect([path, method, answer.status]).toEqual([path, method, 404])
      }
    }
  })
})
