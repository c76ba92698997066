import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PEER_HEADER } from '#auth/client-address.ts'
import { sharedSignIn } from '#auth/sign-in.ts'
import { sharedDatabase } from '#db/shared.ts'
import { signatureOf } from '#integrations/sms/signature.ts'
import { MESSAGE_LINK, sealLink } from '#lib/sealed-link.ts'
import { healthOf } from '#trpc/health.ts'
import { portalApi } from '../../src/app/c/[slug]/portal-api.ts'
import { postfixBounce } from '../support/bounces.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { rawPool, rowsOf } from '../support/raw-sql.ts'

const PUBLIC_URL = 'http://clinic.test'
const BOUNCE_TOKEN = 'what-the-mail-server-knows'

let test: TestDatabase
let api: typeof import('../../src/app/api/trpc/[trpc]/route.ts')
let peers = 0

beforeAll(async () => {
  test = await testDatabase()
  vi.stubEnv('APP_DATABASE_URL', test.appUrl)
  vi.stubEnv('AUTH_DATABASE_URL', test.authUrl)
  vi.stubEnv('FILIFORM_SECRET', 'a secret that is long enough for a test of it')
  vi.stubEnv('FILIFORM_MODE', 'test')
  vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:2525')
  vi.stubEnv('PUBLIC_URL', PUBLIC_URL)
  vi.stubEnv('MAIL_BOUNCE_TOKEN', BOUNCE_TOKEN)
  vi.stubEnv('SMS_URL', 'http://AC1:token@127.0.0.1:1')
  vi.stubEnv('SMS_NUMBERS', 'riverside=+4930123456')
  api = await import('../../src/app/api/trpc/[trpc]/route.ts')
})

afterAll(async () => {
  await sharedSignIn().store.end()
  await sharedDatabase().$disconnect()
  vi.unstubAllEnvs()
  await test?.drop()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  api.GET(
    new Request(`${PUBLIC_URL}/api/trpc/${path}`, {
      headers: { [PEER_HEADER]: `198.51.100.${++peers % 250}`, ...headers },
    }),
  )
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  api.POST(
    new Request(`${PUBLIC_URL}/api/trpc/${path}`, {
      method: 'POST',
      body,
      headers: {
        [PEER_HEADER]: `198.51.100.${++peers % 250}`,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    }),
  )

describe('the edge of the API', () => {
  it('says who is not signed in, and nothing else', async () => {
    const answer = await get('session.current')
    expect(answer.status).toBe(401)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ error: { data: { code: 'UNAUTHORIZED', httpStatus: 401 } } })
    expect(text).not.toContain('stack')
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('L19: no header opens it', async () => {
    const attempts: Record<string, string>[] = [
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { 'x-filiform-clinic': 'riverside' },
      { cookie: 'filiform-staff.session_token=forged.signature' },
      { authorization: 'Bearer anything' },
    ]
    for (const headers of attempts) expect((await get('session.current', headers)).status).toBe(401)
  })

  it('L13: refuses a flood of commas and a batch of eleven before any work', async () => {
    expect((await get(',,,,,,?batch=1')).status).toBe(400)
    const eleven = Array(11).fill('session.current').join(',')
    expect((await get(`${eleven}?batch=1&input=%7B%7D`)).status).toBe(400)
    expect((await get(`${encodeURIComponent(eleven)}?batch=1&input=%7B%7D`)).status).toBe(400)
  })

  it('L13: counts each call of a batch', async () => {
    const ten = `${Array(10).fill('session.current').join(',')}?batch=1&input=%7B%7D`
    const statuses = []
    for (let request = 0; request < 125; request++)
      statuses.push((await get(ten, { [PEER_HEADER]: '192.0.2.9' })).status)
    expect(statuses.slice(0, 120).every((status) => status === 401)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    expect((await get('session.current')).status).toBe(401)
  })

  it('L20: changes nothing by GET, nor for another site, nor by a form', async () => {
    const mutation = 'appointment.cancel'
    expect((await get(`${mutation}?input=%7B%7D`)).status).toBe(405)
    expect((await post(mutation, '{}', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post(mutation, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await post(mutation, '{}', { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('a search reaches the clinic in the body of a request, so that no name stands in an address', async () => {
    // answered as what it is, a search by nobody: not refused for its method
    const search = JSON.stringify({ text: 'Lovelace' })
    expect((await post('patient.search', search)).status).toBe(401)
    expect((await post('patient.search', search, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)

    const asked: { url: string; method?: string }[] = []
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      asked.push({ url: String(url), ...(init.method && { method: init.method }) })
      return Response.json({ result: { data: null } })
    })
    try {
      await portalApi('riverside').patient.mine.query()
    } finally {
      vi.unstubAllGlobals()
    }
    expect(asked).toEqual([{ url: '/api/trpc/patient.mine', method: 'POST' }])
  })

  it('asks the mail server how it is now and then, not whenever somebody asks us, and sooner when it was away', async () => {
    const answers = [false, true]
    let asked = 0
    const mailAt = async (nowMs: number) => {
      const checkMail = async () => answers[asked++] ?? false
      return (await healthOf({ appVersion: '1', checkMail, nowMs })).mail
    }
    expect(await Promise.all([mailAt(1_000), mailAt(1_000), mailAt(4_000)])).toEqual(Array(3).fill('unreachable'))
    expect(asked).toBe(1)
    expect(await mailAt(7_000)).toBe('ok')
    expect(await mailAt(30_000)).toBe('ok')
    expect(asked).toBe(2)
  })

  it('hears the provider of texts alone: what is not signed with our token, over the very address, is nobody’s word', async () => {
    const { POST: reply } = await import('../../src/app/api/text/reply/route.ts')
    const { POST: status } = await import('../../src/app/api/text/status/route.ts')
    const fields = { From: '+491713920011', To: '+4930000000', Body: 'STOP', MessageSid: 'SM1' }
    const request = (token: string, url: string, said: Readonly<Record<string, string>> = fields) => {
      const form = new URLSearchParams(fields)
      const headers = { 'x-twilio-signature': signatureOf(token, url, form) }
      return new Request(here, { method: 'POST', body: new URLSearchParams(said), headers })
    }
    const here = `${PUBLIC_URL}/api/text/reply`
    expect((await reply(request('other', here))).status).toBe(403)
    expect((await reply(request('token', `${PUBLIC_URL}/api/text/status`))).status).toBe(403)
    expect((await reply(request('token', here, { ...fields, Body: 'START' }))).status).toBe(403)
    const bare = new Request(here, { method: 'POST', body: new URLSearchParams(fields) })
    expect((await reply(bare)).status).toBe(403)
    // signed, and to a number that is nobody's here
    expect((await reply(request('token', here))).status).toBe(404)
    expect((await status(request('token', here))).status).toBe(404)
  })

  it('takes what comes back from the mail server alone, once, and says in a sentence what is wrong with anything else', async () => {
    const { POST: bring } = await import('../../src/app/api/mail/bounces/route.ts')
    const owner = rawPool(test.ownerUrl, 1)
    const [clinicId, id] = [randomUUID(), randomUUID()]
    await owner.query(
      `INSERT INTO clinic (id, slug, name, locale, phone, emergency_phone, message_hours, policy_status, demo)
       VALUES ($1, 'bounces', 'Bounces', 'en', '1', '112', '{}', 'draft', false)`,
      [clinicId],
    )
    await owner.query(
      `INSERT INTO communication (clinic_id, id, kind, channel, attempt, status, due_at, sent_at, delivery, areas, chest_warning, occasion, recipient_identity_id)
       VALUES ($1, $2, 'staff-alert', 'email', 1, 'sent', now(), now(), 'accepted', '{}', false, 'x on-duty', 'ana')`,
      [clinicId, id],
    )
    const raw = postfixBounce({ messageId: `<${id}@clinic.test>`, to: 'ana@example.org' })
    const send = async (body: Buffer | string, authorization = `Bearer ${BOUNCE_TOKEN}`) => {
      const request = new Request(`${PUBLIC_URL}/api/mail/bounces`, {
        method: 'POST',
        body: new Uint8Array(Buffer.from(body)),
        headers: { authorization },
      })
      const answer = await bring(request)
      const text = await answer.text()
      expect(text).toMatch(/^[A-Z].*\.\n$/)
      expect(text).not.toContain(BOUNCE_TOKEN)
      return answer.status
    }
    for (const wrong of ['', 'Bearer', `Bearer ${BOUNCE_TOKEN}x`, `Basic ${BOUNCE_TOKEN}`])
      expect(await send(raw, wrong)).toBe(401)
    expect(await send('x'.repeat(1_000_001))).toBe(413)
    expect(await send('Hello')).toBe(422)
    const others = postfixBounce({ messageId: `<${randomUUID()}@clinic.test>`, to: 'ana@example.org' })
    expect(await send(others)).toBe(404)
    expect(await send(postfixBounce({ messageId: '<nobody@elsewhere.test>', to: 'a@b.test' }))).toBe(404)
    expect([await send(raw), await send(raw)]).toEqual([200, 200])
    const kept = await rowsOf(owner, 'SELECT delivery, status_reason FROM communication WHERE id = $1', [id])
    expect(kept).toEqual([{ delivery: 'bounced', status_reason: expect.stringMatching(/^5\.1\.1 550 5\.1\.1/) }])
    expect(await rowsOf(owner, `SELECT 1 FROM task WHERE detail ->> 'communicationId' = $1`, [id])).toHaveLength(1)
    await owner.end()
  })

  it('I16: a link in a mail does nothing when it is opened, nor for whoever has none of ours', async () => {
    const routes = await import('../../src/app/api/unsubscribe/[token]/route.ts')
    expect(Object.keys(routes).filter((name) => /^[A-Z]+$/.test(name))).toEqual(['POST'])
    const press = async (token: string, body: string) => {
      const request = new Request(`${PUBLIC_URL}/api/unsubscribe/${token}`, { method: 'POST', body })
      return (await routes.POST(request, { params: Promise.resolve({ token }) })).status
    }
    const secret = 'a secret that is long enough for a test of it'
    const ids = ['0193b3c0-0000-7000-8000-000000000001', '0193b3c0-0000-7000-8000-000000000002']
    const token = sealLink(secret, MESSAGE_LINK, ids)
    expect(await press(`${ids.join('.')}.forged`, 'List-Unsubscribe=One-Click')).toBe(404)
    expect(await press(sealLink(secret, 'another', ids), 'List-Unsubscribe=One-Click')).toBe(404)
    expect(await press(token, '')).toBe(400)
    expect(await press(token, 'List-Unsubscribe=One-Click')).toBe(200)
    expect(await press(token, 'says=not-me&clinic=riverside')).toBe(303)
  })

  it('takes a language that we speak, and reads no further than one is long', async () => {
    const { POST: speak } = await import('../../src/app/api/language/route.ts')
    const say = async (body: string) => {
      const headers = { 'sec-fetch-site': 'same-origin' }
      return (await speak(new Request(`${PUBLIC_URL}/api/language`, { method: 'POST', body, headers }))).status
    }
    expect([await say('de'), await say('deutsch'), await say('d'.repeat(1_000_000))]).toEqual([204, 400, 400])
  })

  it('refuses a body that no screen of ours would send', async () => {
    expect((await post('appointment.cancel', JSON.stringify('x'.repeat(300_000)))).status).toBe(413)
  })
})
