import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actorIn } from '#auth/actor.ts'
import { PEER_HEADER } from '#auth/client-address.ts'
import type { LinkMail } from '#auth/door.ts'
import { answerSignIn, signInRoutes } from '#auth/routes.ts'
import { SESSION_RULES } from '#auth/session-rules.ts'
import { openSignIn, type SignIn } from '#auth/sign-in.ts'
import { type Database, openDatabase } from '#db/client.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const PUBLIC_URL = 'http://clinic.test'
const PASSWORD = 'heron under quiet bridges'
const HASH = await hashPassword(PASSWORD)
const MINUTE_MS = 60_000

let test: TestDatabase
let owner: Database
let app: Database
let signIn: SignIn
let nowMs = Date.now()
let background: Promise<void>[] = []
let mails: LinkMail[] = []
let riverside: string
let hillside: string

beforeAll(async () => {
  test = await testDatabase()
  owner = openDatabase(test.ownerUrl)
  app = openDatabase(test.appUrl)
  signIn = openSignIn({
    authUrl: test.authUrl,
    database: app,
    secret: 'a secret that is long enough for a test of it',
    publicUrl: PUBLIC_URL,
    trustedProxies: [],
    now: () => nowMs,
  })
  riverside = await clinic('riverside')
  hillside = await clinic('hillside')
})

afterAll(async () => {
  await signIn?.store.end()
  await app?.$disconnect()
  await owner?.$disconnect()
  await test?.drop()
})

beforeEach(() => {
  nowMs = Date.now()
  background = []
  mails = []
})

const clinic = async (slug: string): Promise<string> => {
  const { id } = await owner.clinic.create({
    data: {
      slug,
      name: `Clinic ${slug}`,
      locale: 'en',
      phone: '1',
      emergencyPhone: '112',
      messageHours: {},
      policyStatus: 'demo',
      demo: true,
      lockAfterMinutes: 60,
    },
  })
  return id
}

const person = async (hash: string | null = HASH): Promise<{ id: string; email: string }> => {
  const id = randomUUID()
  const email = `${id}@demo.test`
  await signIn.store.query('INSERT INTO "user" ("id", "name", "email", "emailVerified") VALUES ($1, $2, $3, true)', [
    id,
    'Somebody',
    email,
  ])
  if (hash !== null) {
    await signIn.store.query(
      `INSERT INTO "account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
       VALUES ($1, $2, 'credential', $2, $3, now())`,
      [randomUUID(), id, hash],
    )
  }
  return { id, email }
}

const staff = async (...clinicIds: string[]): Promise<{ id: string; email: string }> => {
  const one = await person()
  for (const clinicId of clinicIds) {
    await owner.membership.create({
      data: {
        clinicId,
        identityId: one.id,
        name: 'Somebody',
        email: one.email,
        roles: ['desk'],
        clinicalLead: false,
        active: true,
      },
    })
  }
  return one
}

const patient = async (clinicId: string, email: string): Promise<string> => {
  const id = randomUUID()
  await owner.resource.create({ data: { clinicId, id, kind: 'patient' } })
  await owner.patient.create({
    data: { clinicId, id, name: 'Björk', email, locale: 'en', version: 1 },
  })
  return id
}

interface Sent {
  cookie?: string
  peer?: string
  headers?: Record<string, string>
}

const post = async (path: string, fields: Record<string, string>, { cookie, peer, headers }: Sent = {}) => {
  const response = await answerSignIn(
    new Request(`${PUBLIC_URL}/api/auth/${path}`, {
      method: 'POST',
      body: JSON.stringify(fields),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        origin: PUBLIC_URL,
        [PEER_HEADER]: peer ?? `198.51.${Math.trunc(Math.random() * 250)}.${Math.trunc(Math.random() * 250)}`,
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
    }),
    {
      signIn,
      inBackground: (work) => background.push(work()),
      sendMail: async (mail) => {
        mails.push(mail)
      },
    },
  )
  await Promise.all(background)
  const text = await response.text()
  return {
    status: response.status,
    body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
    cookie: response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
    setCookie: response.headers.getSetCookie().join('\n'),
  }
}

const enter = (email: string, password = PASSWORD, sent: Sent = {}) => post('staff/sign-in', { email, password }, sent)
const actorWith = (cookie: string, slug?: string) =>
  actorIn(signIn, new Headers({ cookie }), slug === undefined ? {} : { patientClinicSlug: slug })

const linkFor = async (email: string, slug = 'riverside'): Promise<string> => {
  await post('patient/link', { clinic: slug, email })
  const [mail] = mails
  mails = []
  background = []
  return mail === undefined ? '' : (new URL(mail.url).searchParams.get('token') ?? '')
}
const press = (token: string, slug = 'riverside', sent: Sent = {}) =>
  post('patient/confirm', { clinic: slug, token }, sent)

describe('staff sign in with a password', () => {
  it('opens a session of their clinic, whose cookie no script reads', async () => {
    const one = await staff(riverside)
    const opened = await enter(one.email.toUpperCase())
    expect(opened).toMatchObject({ status: 200, body: { next: '/desk' } })
    expect(opened.setCookie).toMatch(/HttpOnly/i)
    expect(opened.setCookie).toMatch(/SameSite=Lax/i)
    expect(JSON.stringify(opened.body)).not.toContain('token')
    expect(await actorWith(opened.cookie)).toMatchObject({ kind: 'staff', clinicId: riverside, roles: ['desk'] })
  })

  it('says the same to a wrong password, an unknown address, a patient without one and who works nowhere', async () => {
    const answers = await Promise.all([
      enter((await staff(riverside)).email, 'not the password at all'),
      enter(`${randomUUID()}@nowhere.test`),
      enter((await person(null)).email),
      enter((await person()).email),
    ])
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, body: { problem: 'wrong', retryAfterSeconds: null }, cookie: '' })
    }
  })

  it('does the work of a password check for an unknown address too', async () => {
    const { staff: library } = signIn.library
    const { password } = await library.$context
    let hashed = 0
    const { hash } = password
    password.hash = (text) => {
      hashed++
      return hash(text)
    }
    await enter(`${randomUUID()}@nowhere.test`)
    password.hash = hash
    expect(hashed).toBe(1)
  })

  it('L14: counts tries per account though the address changes with each', async () => {
    const one = await staff(riverside)
    const statuses: number[] = []
    for (let index = 0; index < 11; index++) {
      const forwarded = { 'x-forwarded-for': `203.0.113.${index}` }
      const tried = await enter(one.email, 'a wrong guess again', { peer: `10.1.1.${index}`, headers: forwarded })
      statuses.push(tried.status)
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429])
    expect((await enter(one.email, PASSWORD)).status).toBe(429)
    nowMs += 15 * MINUTE_MS
    expect((await enter(one.email, PASSWORD)).status).toBe(200)
  })

  it('L14: counts parallel tries as many, not as one', async () => {
    const one = await staff(riverside)
    const tried = await Promise.all(Array.from({ length: 14 }, () => enter(one.email, 'a wrong guess again')))
    expect(tried.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(tried.filter(({ status }) => status === 429)).toHaveLength(4)
  })

  it('limits an unknown address like a known one', async () => {
    const email = `${randomUUID()}@nowhere.test`
    for (let index = 0; index < 10; index++) await enter(email)
    expect(await enter(email)).toMatchObject({ status: 429, body: { problem: 'too-many' } })
  })

  it('L14: counts tries per caller too, whatever it writes into X-Forwarded-For', async () => {
    const peer = '192.0.2.77'
    let last = 0
    for (let index = 0; index < 61; index++) {
      const forwarded = { 'x-forwarded-for': `203.0.113.${index}` }
      last = (await post('patient/confirm', { clinic: 'riverside', token: 'x' }, { peer, headers: forwarded })).status
    }
    expect(last).toBe(429)
  })
})

describe('the clinic of a session', () => {
  it('L16: is one of the person’s own, whatever the browser asks for', async () => {
    const one = await staff(riverside)
    const { cookie } = await enter(one.email)
    expect(await post('staff/clinic', { clinicId: hillside }, { cookie })).toMatchObject({
      status: 403,
      body: { problem: 'choose-clinic' },
    })
    expect(await actorWith(cookie)).toMatchObject({ clinicId: riverside })
  })

  it('L16: is never taken from a sign-in’s own fields', async () => {
    const one = await staff(riverside)
    const asked = await post('staff/sign-in', { email: one.email, password: PASSWORD, clinicId: hillside })
    expect(asked.status).toBe(400)
  })

  it('is chosen by who works at two, and is nobody’s until then', async () => {
    const one = await staff(riverside, hillside)
    const opened = await enter(one.email)
    expect(opened.body).toEqual({ next: '/sign-in/clinic' })
    expect(await actorWith(opened.cookie)).toBeNull()
    expect(await post('staff/clinic', { clinicId: hillside }, opened)).toMatchObject({ body: { next: '/desk' } })
    expect(await actorWith(opened.cookie)).toMatchObject({ clinicId: hillside })
  })

  it('is lost at once by who stops working there', async () => {
    const one = await staff(riverside)
    const { cookie } = await enter(one.email)
    await owner.membership.updateMany({ where: { identityId: one.id }, data: { active: false } })
    expect(await actorWith(cookie)).toBeNull()
  })
})

describe('patients sign in with a link', () => {
  it('opens the pages of the one patient with that address', async () => {
    const email = `${randomUUID()}@demo.test`
    const id = await patient(riverside, email)
    const pressed = await press(await linkFor(email))
    expect(pressed).toMatchObject({ status: 200, body: { next: '/c/riverside' } })
    expect(await actorWith(pressed.cookie, 'riverside')).toMatchObject({ kind: 'patient', patientIds: [id] })
  })

  it('leads back to the page of this clinic that was wanted, and never anywhere else', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const page = `/c/riverside/aftercare/${randomUUID()}`
    await post('patient/link', { clinic: 'riverside', email, next: page })
    const [mail] = mails
    const { searchParams } = new URL(mail?.url ?? '')
    expect(searchParams.get('next')).toBe(page)
    const token = searchParams.get('token') ?? ''
    const pressed = await post('patient/confirm', { clinic: 'riverside', token, next: page })
    expect(pressed).toMatchObject({ status: 200, body: { next: page } })

    mails = []
    for (const next of ['//elsewhere.test', 'https://elsewhere.test/c/riverside', '/c/hillside', '/desk']) {
      const asked = await post('patient/link', { clinic: 'riverside', email: `${randomUUID()}@demo.test`, next })
      expect(asked.body).toEqual({ next: '/c/riverside/sign-in/sent' })
    }
    const away = await post('patient/confirm', {
      clinic: 'riverside',
      token: await linkFor(email),
      next: '//elsewhere.test',
    })
    expect(away).toMatchObject({ status: 200, body: { next: '/c/riverside' } })
  })

  it('opens them once: a second press, also at the same instant, finds the link used', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const token = await linkFor(email)
    const pressed = await Promise.all(Array.from({ length: 8 }, () => press(token)))
    expect(pressed.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(pressed.filter(({ body }) => body?.problem === 'link-over')).toHaveLength(7)
    expect((await press(token)).status).toBe(410)
  })

  it('keeps of a link only a hash', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const token = await linkFor(email)
    const { rows } = await signIn.store.query('SELECT * FROM "verification"')
    expect(JSON.stringify(rows)).toContain(email)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('L20: is not used up, and nothing is written, by a GET', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const token = await linkFor(email)
    for (const path of ['patient/confirm', 'magic-link/verify', 'sign-out', 'staff/sign-out']) {
      const request = new Request(`${PUBLIC_URL}/api/auth/${path}?token=${token}&clinic=riverside`)
      const answered = await answerSignIn(request, { signIn, inBackground: () => {}, sendMail: async () => {} })
      expect([404, 405]).toContain(answered.status)
      expect(answered.headers.getSetCookie()).toEqual([])
    }
    expect((await press(token)).status).toBe(200)
  })

  it('L20: is not pressed by another site', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const token = await linkFor(email)
    const elsewhere = { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } }
    expect((await press(token, 'riverside', elsewhere)).status).toBe(403)
    expect((await press(token)).status).toBe(200)
  })

  it('ends after fifteen minutes', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const token = await linkFor(email)
    await signIn.store.query(`UPDATE "verification" SET "expiresAt" = "expiresAt" - interval '15 minutes'`)
    expect((await press(token)).status).toBe(410)
  })

  it('says the same to known and unknown addresses, and mails only the known', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const known = await post('patient/link', { clinic: 'riverside', email })
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ to: email, clinicName: 'Clinic riverside', minutes: 15 })
    const unknown = await post('patient/link', { clinic: 'riverside', email: `${randomUUID()}@demo.test` })
    const nowhere = await post('patient/link', { clinic: 'no-such-clinic', email })
    expect(mails).toHaveLength(1)
    expect(known).toMatchObject({ status: 200, body: { next: '/c/riverside/sign-in/sent' } })
    expect(unknown).toEqual(known)
    expect(nowhere.status).toBe(known.status)
  })

  it('is not sent for an address that two patients share', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    await patient(riverside, email)
    expect(await linkFor(email)).toBe('')
  })

  it('takes signs in an address for themselves, not for any character', async () => {
    await patient(riverside, 'anna_b@wild.test')
    expect(await linkFor('annaxb@wild.test')).toBe('')
    expect(await linkFor('ANNA_B@wild.test')).not.toBe('')
  })

  it('makes neither login nor access before it is pressed', async () => {
    const email = `${randomUUID()}@demo.test`
    const patientId = await patient(riverside, email)
    const token = await linkFor(email)
    const logins = () => signIn.store.query('SELECT 1 FROM "user" WHERE "email" = $1', [email])
    const access = () => owner.patientAccess.findMany({ where: { patientId } })
    expect((await logins()).rows).toHaveLength(0)
    expect(await access()).toHaveLength(0)
    await press(token)
    expect((await logins()).rows).toHaveLength(1)
    expect(await access()).toMatchObject([{ relation: 'self', provedBy: 'mail-link' }])
    await press(await linkFor(email))
    expect(await access()).toHaveLength(1)
  })

  it('closes them to an address that the patient no longer has, also for who is signed in with it', async () => {
    const [mistyped, right] = [`${randomUUID()}@demo.test`, `${randomUUID()}@demo.test`]
    const id = await patient(riverside, mistyped)
    const { cookie } = await press(await linkFor(mistyped))
    const token = await linkFor(mistyped)
    expect(await actorWith(cookie, 'riverside')).toMatchObject({ patientIds: [id] })
    await owner.patient.updateMany({ where: { id }, data: { email: right } })
    expect(await actorWith(cookie, 'riverside')).toBeNull()
    expect((await press(token)).status).toBe(410)
    expect(await linkFor(mistyped)).toBe('')
    const opened = await press(await linkFor(right))
    expect(await actorWith(opened.cookie, 'riverside')).toMatchObject({ patientIds: [id] })
  })

  it('leaves them open to who was given access otherwise, whatever the patient’s address', async () => {
    const email = `${randomUUID()}@demo.test`
    const id = await patient(riverside, `${randomUUID()}@demo.test`)
    const { id: identityId } = await person(null)
    await signIn.store.query('UPDATE "user" SET "email" = $2 WHERE "id" = $1', [identityId, email])
    await owner.patientAccess.create({
      data: { clinicId: riverside, identityId, patientId: id, relation: 'guardian', provedBy: 'clinic' },
    })
    const { cookie } = await press(await linkFor(email))
    expect(await actorWith(cookie, 'riverside')).toMatchObject({ patientIds: [id] })
  })

  it('opens nothing at another clinic than the one that knows the address', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    const token = await linkFor(email)
    expect((await press(token, 'hillside')).status).toBe(410)
    const { cookie } = await press(token)
    expect(await actorWith(cookie, 'hillside')).toBeNull()
    expect(await actorWith(cookie, 'no-such-clinic')).toBeNull()
  })

  it('I20: sends no more than five to one address in a quarter of an hour', async () => {
    const email = `${randomUUID()}@demo.test`
    await patient(riverside, email)
    for (let index = 0; index < 5; index++) expect(await linkFor(email)).not.toBe('')
    expect(await post('patient/link', { clinic: 'riverside', email })).toMatchObject({ status: 429 })
    expect(mails).toHaveLength(0)
  })
})

describe('two doors, one person', () => {
  it('a link never opens the staff’s door, nor a password the patients’', async () => {
    const one = await staff(riverside)
    await patient(riverside, one.email)
    const asStaff = await enter(one.email)
    const asPatient = await press(await linkFor(one.email))
    expect(await actorWith(asPatient.cookie)).toBeNull()
    expect(await actorWith(asStaff.cookie, 'riverside')).toBeNull()
    const renamed = asPatient.cookie.replaceAll('filiform-patient', 'filiform-staff')
    expect(renamed).not.toBe(asPatient.cookie)
    expect(await actorWith(renamed)).toBeNull()
    const both = `${asStaff.cookie}; ${asPatient.cookie}`
    expect(await actorWith(both)).toMatchObject({ kind: 'staff' })
    expect(await actorWith(both, 'riverside')).toMatchObject({ kind: 'patient' })
  })

  it('L17: no way in overwrites a password that stands, proved address or not', async () => {
    const one = await staff(riverside)
    await patient(riverside, one.email)
    await signIn.store.query('UPDATE "user" SET "emailVerified" = false WHERE "id" = $1', [one.id])
    const password = () => signIn.store.query('SELECT "password" FROM "account" WHERE "userId" = $1', [one.id])
    const before = (await password()).rows
    await press(await linkFor(one.email))
    for (const path of ['sign-up/email', 'reset-password', 'set-password', 'update-user', 'change-email']) {
      const fields = { email: one.email, password: 'an attacker wants this one', newPassword: 'an attacker wants this' }
      expect((await post(path, fields)).status).toBe(404)
    }
    expect((await password()).rows).toEqual(before)
    expect((await enter(one.email)).status).toBe(200)
  })
})

describe('a session ends', () => {
  it.each(['staff', 'patient'] as const)('when a %s leaves the screen alone, and when it is old', async (kind) => {
    const one = await staff(riverside)
    await patient(riverside, one.email)
    const { cookie } = kind === 'staff' ? await enter(one.email) : await press(await linkFor(one.email))
    const actor = () => actorWith(cookie, kind === 'staff' ? undefined : 'riverside')
    const { idleMinutes, absoluteMinutes } = SESSION_RULES[kind]
    const openedMs = nowMs
    while (nowMs + idleMinutes * MINUTE_MS - MINUTE_MS < openedMs + absoluteMinutes * MINUTE_MS) {
      nowMs += idleMinutes * MINUTE_MS - MINUTE_MS
      expect(await actor()).not.toBeNull()
    }
    nowMs = openedMs + absoluteMinutes * MINUTE_MS
    expect(await actor()).toBeNull()
    nowMs = openedMs
    const second = kind === 'staff' ? await enter(one.email) : await press(await linkFor(one.email))
    nowMs += idleMinutes * MINUTE_MS
    expect(await actorWith(second.cookie, kind === 'staff' ? undefined : 'riverside')).toBeNull()
  })

  it('idle though the screen goes on refreshing itself', async () => {
    const { cookie } = await enter((await staff(riverside)).email)
    const headers = new Headers({ cookie })
    for (let minute = 0; minute < 60; minute += 10) {
      expect(await actorIn(signIn, headers, { seen: false })).not.toBeNull()
      nowMs += 10 * MINUTE_MS
    }
    expect(await actorIn(signIn, headers, { seen: false })).toBeNull()
  })

  it('when they sign out, and only that one', async () => {
    const one = await staff(riverside)
    const [here, there] = [await enter(one.email), await enter(one.email)]
    await post('staff/sign-out', {}, here)
    expect(await actorWith(here.cookie)).toBeNull()
    expect(await actorWith(there.cookie)).not.toBeNull()
  })

  it('everywhere when they ask for that', async () => {
    const one = await staff(riverside)
    await patient(riverside, one.email)
    const [here, there] = [await enter(one.email), await enter(one.email)]
    const phone = await press(await linkFor(one.email))
    await post('staff/sign-out-everywhere', {}, here)
    expect(await actorWith(here.cookie)).toBeNull()
    expect(await actorWith(there.cookie)).toBeNull()
    expect(await actorWith(phone.cookie, 'riverside')).toBeNull()
  })

  it('elsewhere when the password changes, which needs the old one and a good new one', async () => {
    const one = await staff(riverside)
    const [here, there] = [await enter(one.email), await enter(one.email)]
    const change = (current: string, next: string) => post('staff/password', { current, next }, here)
    expect(await change('not the password at all', 'plums ripen in the shade')).toMatchObject({ status: 401 })
    expect(await change(PASSWORD, 'password1234')).toMatchObject({ body: { problem: 'password-common' } })
    const changed = await change(PASSWORD, 'plums ripen in the shade')
    expect(changed.status).toBe(200)
    expect(await actorWith(there.cookie)).toBeNull()
    expect(await actorWith(changed.cookie)).toMatchObject({ clinicId: riverside })
    expect((await enter(one.email)).status).toBe(401)
    expect((await enter(one.email, 'plums ripen in the shade')).status).toBe(200)
  })
})

describe('a shared tablet', () => {
  const PIN = '4071'
  let pinHash = ''
  beforeAll(async () => {
    pinHash = await hashPassword(PIN)
  })
  const device = (cookie: string) => cookie.split('; ').filter((one) => one.startsWith('filiform-device'))
  /** Somebody with a PIN who is signed in, on a device that others know already or on a new one. */
  const withPin = async (known: string[] = []) => {
    const one = await staff(riverside)
    const opened = await enter(one.email, PASSWORD, known.length === 0 ? {} : { cookie: known.join('; ') })
    const cookie = [opened.cookie, ...known].join('; ')
    await signIn.store.query('INSERT INTO "pin" ("userId", "hash") VALUES ($1, $2)', [one.id, pinHash])
    return { ...one, cookie, device: device(cookie) }
  }
  /** The browser's cookies after it was answered. */
  const cookiesAfter = (answer: { cookie: string }, known: readonly string[]) => [answer.cookie, ...known].join('; ')
  const unlock = (person: string, secret: string, cookie: string, page?: string) =>
    post('staff/unlock', { person, secret, ...(page === undefined ? {} : { page }) }, { cookie })

  it('J20: is locked at once for every request, and opens again by PIN where it was left', async () => {
    const one = await withPin()
    expect(await post('staff/lock', {}, one)).toMatchObject({ body: { next: '/locked' } })
    expect(await actorWith(one.cookie)).toBeNull()
    const opened = await unlock(one.id, PIN, one.cookie, '/practitioner/visit/0190')
    expect(opened).toMatchObject({ status: 200, body: { next: '/practitioner/visit/0190' } })
    expect(await actorWith(cookiesAfter(opened, one.device))).toMatchObject({ identityId: one.id })
    // what the browser held before is worth nothing now
    expect(await actorWith(one.cookie)).toBeNull()
  })

  it('changes hands by PIN between those who signed in there, and whoever had it is locked out', async () => {
    const ana = await withPin()
    const ben = await withPin(ana.device)
    expect(await actorWith(ana.cookie)).toBeNull()
    const opened = await unlock(ana.id, PIN, ben.cookie, '/practitioner/visit/0190')
    expect(opened).toMatchObject({ status: 200, body: { next: '/desk' } })
    expect(await actorWith(cookiesAfter(opened, ana.device))).toMatchObject({ identityId: ana.id })
    expect(await actorWith(ben.cookie)).toBeNull()
  })

  it('takes a PIN nowhere but where its person signed in with the password, and no longer than that lasts', async () => {
    const ana = await withPin()
    const elsewhere = await withPin()
    expect(await unlock(ana.id, PIN, elsewhere.cookie)).toMatchObject({ status: 401, body: { problem: 'signed-out' } })
    await post('staff/lock', {}, ana)
    nowMs += SESSION_RULES.staff.absoluteMinutes * MINUTE_MS - MINUTE_MS
    const late = await unlock(ana.id, PIN, ana.cookie)
    expect(late.status).toBe(200)
    nowMs += MINUTE_MS
    expect(await actorWith(cookiesAfter(late, ana.device))).toBeNull()
    expect(await unlock(ana.id, PIN, ana.cookie)).toMatchObject({ body: { problem: 'signed-out' } })
  })

  it('asks for the password after five wrong PINs, right ones included', async () => {
    const one = await withPin()
    await post('staff/lock', {}, one)
    for (let time = 0; time < 5; time++)
      expect(await unlock(one.id, '1357', one.cookie)).toMatchObject({ body: { problem: 'pin-wrong' } })
    expect(await unlock(one.id, PIN, one.cookie)).toMatchObject({ status: 401, body: { problem: 'pin-over' } })
    nowMs += 120 * MINUTE_MS
    expect(await unlock(one.id, PIN, one.cookie)).toMatchObject({ body: { problem: 'signed-out' } })
    expect((await enter(one.email)).status).toBe(200)
  })

  it('opens by password where nobody set a PIN, and keeps a PIN only for who knows the password', async () => {
    const one = await staff(riverside)
    const { cookie } = await enter(one.email)
    const set = (password: string, pin: string) => post('staff/pin', { password, pin }, { cookie })
    expect(await set('not the password at all', PIN)).toMatchObject({ body: { problem: 'wrong' } })
    expect(await set(PASSWORD, '1234')).toMatchObject({ body: { problem: 'pin-one-pattern' } })
    await post('staff/lock', {}, { cookie })
    expect(await unlock(one.id, PIN, cookie)).toMatchObject({ body: { problem: 'pin-wrong' } })
    const opened = await unlock(one.id, PASSWORD, cookie)
    expect(opened).toMatchObject({ status: 200, body: { next: '/desk' } })
    expect(await actorWith(cookiesAfter(opened, device(cookie)))).toMatchObject({
      identityId: one.id,
      clinicId: riverside,
    })
  })

  it('locks itself when nobody has touched it for as long as the clinic says', async () => {
    const one = await withPin()
    await owner.clinic.update({ where: { id: riverside }, data: { lockAfterMinutes: 5 } })
    nowMs += 4 * MINUTE_MS
    expect(await actorWith(one.cookie)).not.toBeNull()
    nowMs += 7 * MINUTE_MS
    expect(await actorWith(one.cookie)).toBeNull()
    expect((await unlock(one.id, PIN, one.cookie)).status).toBe(200)
    await owner.clinic.update({ where: { id: riverside }, data: { lockAfterMinutes: 60 } })
  })

  it('lets a patient who was handed it sign, and nothing else, until its person takes it back', async () => {
    const one = await withPin()
    await post('staff/hand-over', {}, one)
    const asked = (...procedures: string[]) => actorIn(signIn, new Headers({ cookie: one.cookie }), { procedures })
    expect(await asked('consent.sign')).toMatchObject({ identityId: one.id })
    expect(await asked('encounter.visit')).toBeNull()
    expect(await asked('consent.sign', 'encounter.visit')).toBeNull()
    expect(await actorWith(one.cookie)).toBeNull()
    const back = await post('staff/unlock', { secret: PIN }, one)
    expect(await actorWith(cookiesAfter(back, one.device))).toMatchObject({ identityId: one.id })
    expect(await asked('consent.sign')).toBeNull()
  })

  it('is left by everybody at once at the end of the day', async () => {
    const ana = await withPin()
    const ben = await withPin(ana.device)
    await post('staff/sign-out-device', {}, ben)
    for (const one of [ana, ben])
      expect(await unlock(one.id, PIN, ben.cookie)).toMatchObject({ body: { problem: 'signed-out' } })
  })

  it('leaves a line in the trail for each unlocking, without the PIN', async () => {
    const one = await withPin()
    await post('staff/pin', { password: PASSWORD, pin: '5082' }, one)
    await post('staff/lock', {}, one)
    await unlock(one.id, '5082', one.cookie)
    const trail = await owner.auditEvent.findMany({ where: { entityId: one.id }, orderBy: { at: 'asc' } })
    expect(trail.map(({ action }) => action)).toEqual(['sign-in', 'set-pin', 'unlock'])
    expect(JSON.stringify(trail)).not.toContain('5082')
  })
})

it('leaves a line in the trail for each sign-in', async () => {
  const one = await staff(riverside)
  await patient(riverside, one.email)
  await enter(one.email)
  await press(await linkFor(one.email))
  const trail = await owner.auditEvent.findMany({ where: { entityId: one.id }, orderBy: { at: 'asc' } })
  expect(trail.map(({ action, actorKind }) => [action, actorKind])).toEqual([
    ['sign-in', 'staff'],
    ['sign-in', 'patient'],
  ])
})

it('leaves a line for a changed password, for leaving everywhere and for a known login that was refused, without its address', async () => {
  const one = await staff(riverside)
  await patient(riverside, one.email)
  await enter(one.email, 'not the password at all')
  await enter(`${randomUUID()}@nowhere.test`)
  const { cookie } = await enter(one.email)
  const changed = await post('staff/password', { current: PASSWORD, next: 'plums ripen in the shade' }, { cookie })
  await post('staff/sign-out-everywhere', {}, { cookie: changed.cookie })
  const phone = await press(await linkFor(one.email))
  await post('patient/sign-out-everywhere', { clinic: 'riverside' }, { cookie: phone.cookie })
  const trail = await owner.auditEvent.findMany({ where: { entityId: one.id }, orderBy: { at: 'asc' } })
  expect(trail.map(({ action, actorKind }) => [action, actorKind])).toEqual([
    ['sign-in-refused', 'system'],
    ['sign-in', 'staff'],
    ['change-password', 'staff'],
    ['sign-out-everywhere', 'staff'],
    ['sign-in', 'patient'],
    ['sign-out-everywhere', 'patient'],
  ])
  expect(JSON.stringify(trail)).not.toContain(one.email)
})

it('has no other way in than its own list, and refuses what is not a small form', async () => {
  expect(signInRoutes.map(({ path }) => path)).toHaveLength(15)
  const send = (init: RequestInit) =>
    answerSignIn(
      new Request(`${PUBLIC_URL}/api/auth/staff/sign-in`, {
        method: 'POST',
        ...init,
        headers: { origin: PUBLIC_URL, ...init.headers },
      }),
      { signIn, inBackground: () => {}, sendMail: async () => {} },
    )
  expect((await send({ body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  const huge = JSON.stringify({ email: 'a@b.test', password: 'x'.repeat(20_000) })
  expect((await send({ body: huge, headers: { 'content-type': 'application/json' } })).status).toBe(415)
})
