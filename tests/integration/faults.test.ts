import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext, vi } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { startHeartbeat, workerLives } from '#db/heartbeat.ts'
import { openLiveChanges } from '#db/live.ts'
import { asActor } from '#db/scope.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { type Mail, type MailServer, mailServer } from '#integrations/mail/transport.ts'
import { textServer } from '#integrations/sms/provider.ts'
import { enqueue } from '#jobs/queue.ts'
import { log } from '#lib/log.ts'
import { createCaller } from '#trpc/init.ts'
import { startTextProvider, type TextManner, type TextProvider } from '../../scripts/text-provider.ts'
import { appRouter } from '../../src/router.ts'
import { type MailRoom, sendCommunication, sendCommunications, TryLater } from '../../src/worker/send-communication.ts'
import { TUESDAY_MORNING_MS } from '../support/clinics.ts'
import { HOUR_MS, MINUTE_MS } from '../support/instants.ts'
import { type Line, openLine } from '../support/line.ts'
import { openPostOffice, type PostManner, type PostOffice } from '../support/post-office.ts'
import { rowsOf } from '../support/raw-sql.ts'
import { openTreatmentRoom, type TreatmentRoom } from '../support/treatment-room.ts'

let room: TreatmentRoom
let post: PostOffice
let provider: TextProvider

beforeAll(async () => {
  room = await openTreatmentRoom()
  post = await openPostOffice()
  provider = await startTextProvider({ port: 0, token: 'token' })
})
afterAll(async () => {
  await provider?.stop()
  await post?.close()
  await room?.close()
})
beforeEach(() => {
  post.manner = 'take'
  provider.manner = 'take'
})

/** What the provider of texts does where a mail server does this. */
const OF_TEXTS: Readonly<Partial<Record<PostManner, TextManner>>> = { 'hang-up-after': 'lose-the-answer' }

/** Short, and yet longer than an honest answer takes on a busy machine. */
const SILENT_MS = 1_500

type AtTheEnd = TestContext['onTestFinished']

const lineTo = async (port: number, atTheEnd: AtTheEnd): Promise<Line> => {
  const line = await openLine(port)
  atTheEnd(() => line.close())
  return line
}
const portOf = (url: string): number => Number(new URL(url).port)
const through = (url: string, line: Line): string => url.replace(/:\d+\//, `:${line.port}/`)

// each waits for a silence: they wait together
describe.concurrent('a mail server that falls silent', () => {
  const impatient = { silentMs: SILENT_MS, longestMs: 20_000 }
  const ownOffice = async (atTheEnd: AtTheEnd): Promise<PostOffice> => {
    const office = await openPostOffice()
    atTheEnd(() => office.close())
    return office
  }
  const letter = (): Mail => ({
    ...{ from: 'clinic@riverside.test', to: { name: 'Björk', address: 'patient@demo.test' } },
    ...{ subject: 'Hello', text: 'Hello', html: 'Hello'.repeat(2_000), messageId: `<${randomUUID()}@riverside.test>` },
  })

  it('before the first byte has not got the message, and after the last one perhaps has', async ({
    onTestFinished,
  }) => {
    const [before, after] = [await ownOffice(onTestFinished), await ownOffice(onTestFinished)]
    before.manner = 'silent-before'
    after.manner = 'silent-after'
    const servers = [mailServer(before.url, impatient), mailServer(after.url, impatient)]
    const handovers = await Promise.all(servers.map((server) => server.send(letter())))
    expect(handovers.map(({ kind }) => kind)).toEqual(['not-handed-over', 'unknown'])
    for (const server of servers) server.close()
  })

  it('on a kept connection is given up, and the next message takes another one', async ({ onTestFinished }) => {
    const office = await ownOffice(onTestFinished)
    const line = await lineTo(portOf(office.url), onTestFinished)
    const server = mailServer(`smtp://127.0.0.1:${line.port}`, impatient)
    expect((await server.send(letter())).kind).toBe('sent')
    expect(line.silence()).toBe(1)
    const next = letter()
    expect((await server.send(next)).kind).toBe('not-handed-over')
    expect((await server.send(next)).kind).toBe('sent')
    expect(office.mails.filter(({ messageId }) => messageId === next.messageId)).toHaveLength(1)
    server.close()
  })

  it('I11: is cut off when the worker is told to stop, and how far it came is known', async ({ onTestFinished }) => {
    const office = await ownOffice(onTestFinished)
    const line = await lineTo(portOf(office.url), onTestFinished)
    const asked = Promise.withResolvers<void>()
    line.listener = (chunk, way) => {
      if (way === 'there' && chunk.includes('RCPT TO')) asked.resolve()
      return 'pass'
    }
    const [early, late] = [mailServer(`smtp://127.0.0.1:${line.port}`), mailServer(office.url)]
    office.manner = 'silent-before'
    const notBegun = early.send(letter())
    await asked.promise
    early.close()
    expect((await notBegun).kind).toBe('not-handed-over')
    office.manner = 'silent-after'
    const received = office.received(1)
    const allThere = late.send(letter())
    await received
    late.close()
    expect((await allThere).kind).toBe('unknown')
  })
})

describe.concurrent('a line to the database that goes dead', () => {
  it('I10: fails what is under way, and the next question takes another connection', async ({ onTestFinished }) => {
    const line = await lineTo(portOf(room.appUrl), onTestFinished)
    const database = openDatabase(through(room.appUrl, line), 2, undefined, SILENT_MS)
    const ask = () => database.$transaction((tx) => tx.$queryRaw`SELECT 1 AS one`)
    expect(await ask()).toEqual([{ one: 1 }])
    line.silence()
    await expect(ask()).rejects.toThrow()
    expect(await ask()).toEqual([{ one: 1 }])
    line.silence()
    const askOutside = () => database.$queryRaw`SELECT 1 AS one`
    await expect(askOutside()).rejects.toThrow()
    expect(await askOutside()).toEqual([{ one: 1 }])
    await database.$disconnect()
  })

  it('is noticed by who only listens, and whatever may have been missed is asked for again', async ({
    onTestFinished,
  }) => {
    const line = await lineTo(portOf(room.appUrl), onTestFinished)
    const changes = openLiveChanges(through(room.appUrl, line), { askEveryMs: 100, silentMs: SILENT_MS })
    const heard = vi.fn()
    changes.subscribe(room.riverside.clinicId, heard)
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('*'), 10_000)
    heard.mockClear()
    line.silence()
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('*'), 10_000)
    await changes.close()
  })

  it('between the commit and the answer: the request made again gets its first answer, carried out once', async ({
    onTestFinished,
  }) => {
    const line = await lineTo(portOf(room.appUrl), onTestFinished)
    const database = openDatabase(through(room.appUrl, line), 1, undefined, SILENT_MS)
    const committed = Promise.withResolvers<void>()
    line.listener = (chunk, way) => {
      if (way === 'there' || !chunk.includes('COMMIT\0')) return 'pass'
      committed.resolve()
      return 'hold'
    }
    const deskOn = createCaller(appRouter)({
      ...{ database, actor: room.riverside.desk, locale: 'en', requestId: randomUUID(), now: () => TUESDAY_MORNING_MS },
    })
    const wish = { requestId: randomUUID(), name: 'Ida Zweimal' }
    const unanswered = expect(deskOn.patient.create(wish)).rejects.toThrow()
    await committed.promise
    await unanswered
    line.listener = null
    const again = await deskOn.patient.create(wish)
    const there = await rowsOf<{ id: string }>(room.owner, 'SELECT id FROM patient WHERE name = $1', [wish.name])
    expect(there).toHaveLength(1)
    expect(again).toMatchObject({ kind: 'created', patient: { id: there[0]?.id } })
    await database.$disconnect()
  })

  it('I10: a worker that lives and asks for no work does not count as one', async () => {
    const idle = startHeartbeat(room.database, () => false, vi.fn())
    expect(await workerLives(room.database)).toBe(false)
    idle.stop()
    const busy = startHeartbeat(room.database, () => true, vi.fn())
    await vi.waitFor(async () => expect(await workerLives(room.database)).toBe(true), 10_000)
    busy.stop()
  })
})

/** One thing that happens to a message on its way. */
type Deed =
  | { readonly kind: 'caused again' | 'visit cancelled' | 'visit as it was' | 'address lost' | 'address found' }
  | { readonly kind: 'wants texts' | 'wants mail' }
  | { readonly kind: 'server'; readonly manner: PostManner }
  | { readonly kind: 'workers'; readonly count: number }
  | { readonly kind: 'worker dies'; readonly handsOver: boolean }
  | { readonly kind: 'clock'; readonly ms: number }

const manner = fc.constantFrom<PostManner>('take', 'not-now', 'never', 'hang-up-before', 'hang-up-after')

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('workers' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('server' as const),
      manner,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('worker dies' as const), handsOver: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      ms: fc.constantFrom(MINUTE_MS, 2 * HOUR_MS, 24 * HOUR_MS, -MINUTE_MS, -2 * HOUR_MS, -24 * HOUR_MS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Deed>(
      { kind: 'caused again' },
      { kind: 'visit cancelled' },
      { kind: 'visit as it was' },
      { kind: 'address lost' },
      { kind: 'address found' },
      { kind: 'wants texts' },
      { kind: 'wants mail' },
    ),
  },
)

interface Visit {
  readonly encounterId: string
  readonly appointmentId: string
  readonly patientId: string
  readonly stepId: string
}

const needledVisits = (): Promise<Visit[]> =>
  rowsOf<Visit>(
    room.owner,
    `SELECT DISTINCT e.id AS "encounterId", e.appointment_id AS "appointmentId", e.patient_id AS "patientId",
       (SELECT id FROM aftercare_step WHERE clinic_id = $1 AND anchor = 'last-needle-out' ORDER BY position, id LIMIT 1) AS "stepId"
     FROM encounter e
     JOIN appointment a ON a.clinic_id = e.clinic_id AND a.id = e.appointment_id AND a.status = 'fulfilled'
     JOIN procedure p ON p.clinic_id = e.clinic_id AND p.encounter_id = e.id AND NOT p.entered_in_error
     WHERE e.clinic_id = $1 ORDER BY e.id`,
    [room.riverside.clinicId],
  )

/** What may happen to one message, and what is known of it in the end. */
const openHistory = (visit: Visit, occasion: string, server: MailServer) => {
  const { clinicId, system } = room.riverside
  const startMs = Date.parse('2026-12-01T10:00:00Z')
  const clock = { nowMs: startMs, latestMs: startMs }
  const mailRoom: MailRoom = {
    ...{ database: room.database, server, from: 'clinic@riverside.test', publicUrl: 'https://riverside.test' },
    texts: { server: textServer(provider.url), numberOf: () => '+493012345678' },
    now: () => clock.nowMs,
  }
  let id = ''
  const cause = async () => {
    const { encounterId, patientId, stepId } = visit
    const treated = { basis: 'last-needle-out', areas: [], chestWarning: false } as const
    const made = await asActor(room.database, system, (tx) =>
      putInOutbox(
        tx,
        {
          ...{ clinicId, encounterId, patientId, stepId, occasion, treated },
          ...{ kind: 'aftercare', dueMs: startMs, manner: 'pass' },
        },
        clock.nowMs,
      ),
    )
    if (made.isNew) id = made.id
  }
  const work = async (by: MailRoom): Promise<void> => {
    await sendCommunication(by, { clinicId, communicationId: id }).catch((error: unknown) => {
      if (!(error instanceof TryLater)) throw error
    })
  }
  /** It is never heard of again, in the middle of a hand-over or right after it. */
  const die = (handsOver: boolean): Promise<void> => {
    const dead = Promise.withResolvers<void>()
    const forEver = new Promise<never>(() => {})
    const whoDies =
      <T, H>(give: (one: T) => Promise<H>) =>
      async (one: T): Promise<H> => {
        if (handsOver) await give(one)
        dead.resolve()
        return forEver
      }
    const { texts } = mailRoom
    const dying: MailRoom = {
      ...{ ...mailRoom, server: { ...server, send: whoDies(server.send) } },
      texts: texts ? { ...texts, server: { send: whoDies(texts.server.send) } } : null,
    }
    return Promise.race([dead.promise, work(dying)])
  }
  const setVisit = (status: string) =>
    room.owner.query('UPDATE appointment SET status = $2 WHERE id = $1', [visit.appointmentId, status])
  const setAddress = (email: string | null) =>
    room.owner.query('UPDATE patient SET email = $2 WHERE id = $1', [visit.patientId, email])
  const setWish = async (preferred: 'sms' | null) => {
    const { patientId } = visit
    await room.owner.query(
      `UPDATE patient SET preferred_channel = $2, phone = '0171 3920088', phone_kind = 'mobile' WHERE id = $1`,
      [patientId, preferred],
    )
    if (preferred === null) return
    await room.owner.query(
      `INSERT INTO contact_choice (clinic_id, patient_id, channel, purpose, agrees, how) VALUES ($1, $2, 'sms', 'all', true, 'reply')`,
      [clinicId, patientId],
    )
  }
  const happen = async (one: Deed): Promise<unknown> => {
    switch (one.kind) {
      case 'caused again':
        return cause()
      case 'visit cancelled':
        return setVisit('cancelled')
      case 'visit as it was':
        return setVisit('fulfilled')
      case 'address lost':
        return setAddress(null)
      case 'address found':
        return setAddress('patient@demo.test')
      case 'wants texts':
        return setWish('sms')
      case 'wants mail':
        return setWish(null)
      case 'server':
        post.manner = one.manner
        provider.manner = OF_TEXTS[one.manner] ?? (one.manner as TextManner)
        return
      case 'workers':
        return Promise.all(Array.from({ length: one.count }, () => work(mailRoom)))
      case 'worker dies':
        return die(one.handsOver)
      case 'clock':
        clock.nowMs += one.ms
        clock.latestMs = Math.max(clock.latestMs, clock.nowMs)
    }
  }
  const known = async () => {
    const messages = await rowsOf<{ id: string; status: string; reason: string | null }>(
      room.owner,
      'SELECT id, status, status_reason AS reason FROM communication WHERE occasion = $1',
      [occasion],
    )
    const settled = await rowsOf(
      room.owner,
      `SELECT action FROM audit_event WHERE entity_id = $1 AND action ~ '^communication-(sent|unknown|failed|withheld)$'`,
      [id],
    )
    const tasks = await rowsOf(room.owner, `SELECT 1 FROM task WHERE detail->>'communicationId' = $1`, [id])
    const copies =
      post.mails.filter(({ messageId }) => messageId === `<${id}@riverside.test>`).length +
      provider.texts.filter(({ statusUrl }) => statusUrl.endsWith(id)).length
    return { messages, settled: settled.length, tasks: tasks.length, copies }
  }
  const payload = () => ({ clinicId, communicationId: id })
  return { cause, happen, known, clock, payload, mailRoom, work: () => work(mailRoom) }
}

describe('whatever happens to a message on its way', () => {
  it('not taken for a day it has failed, and the desk is asked to reach the person another way', async () => {
    const [visit] = await needledVisits()
    if (visit === undefined) throw new Error('Nobody was needled')
    const server = mailServer(post.url)
    const history = openHistory(visit, 'a day', server)
    await history.happen({ kind: 'address found' })
    await history.cause()
    post.manner = 'not-now'
    await history.work()
    expect(await history.known()).toMatchObject({ messages: [{ status: 'due' }], tasks: 0 })
    history.clock.nowMs += 25 * HOUR_MS
    await history.work()
    post.manner = 'take'
    await history.work()
    expect(await history.known()).toMatchObject({ messages: [{ status: 'failed' }], tasks: 1, settled: 1, copies: 0 })
    server.close()
  })

  it('one that breaks the sender, or cannot be written, keeps nobody else’s from going', async () => {
    const server = mailServer(post.url)
    const [one, other, third] = (await needledVisits()).map((visit, nr) => openHistory(visit, `together ${nr}`, server))
    if (one === undefined || other === undefined || third === undefined) throw new Error('Too few were needled')
    for (const history of [one, other, third]) {
      await history.happen({ kind: 'address found' })
      await history.cause()
    }
    const outcomes = await sendCommunications(one.mailRoom, [one.payload(), other.payload()], async (message) => {
      if (message.communication.id === one.payload().communicationId) throw new Error('The sender broke')
      return { status: 'sent', messageId: '<taken@riverside.test>' }
    })
    expect(outcomes).toEqual([new Error('The sender broke'), null])
    expect(await one.known()).toMatchObject({ messages: [{ status: 'sending' }] })
    expect(await other.known()).toMatchObject({ messages: [{ status: 'sent' }], settled: 1 })
    const told = vi.spyOn(log, 'error').mockImplementation(() => {})
    const unwritten = await sendCommunications({ ...third.mailRoom, publicUrl: 'no address' }, [third.payload()])
    expect(unwritten).toEqual([null])
    expect(told).toHaveBeenCalledOnce()
    told.mockRestore()
    expect(await third.known()).toMatchObject({
      messages: [{ status: 'failed', reason: 'not-written' }],
      ...{ tasks: 1, copies: 0 },
    })
    server.close()
  })

  it('C23: is due to the second in both nights that move the clocks, whatever zone anybody lives in', async () => {
    const { clinicId, system } = room.riverside
    for (const changesAt of ['2027-03-28T01:00:00Z', '2027-10-31T01:00:00Z']) {
      const nowMs = Date.parse(changesAt) - 2 * HOUR_MS
      const waits = [90, 119, 121, 180, 240].map((minutes) => minutes * 60)
      await room.owner.query('DELETE FROM jobs.job')
      await asActor(room.database, system, async (tx) => {
        for (const seconds of waits) {
          const payload = { clinicId, communicationId: randomUUID() }
          await enqueue(tx, 'send-communication', payload, { dueMs: nowMs + seconds * 1000, nowMs })
        }
      })
      const jobs = await rowsOf<{ seconds: number }>(
        room.owner,
        'SELECT round(extract(epoch FROM start_after - created_on))::int AS seconds FROM jobs.job ORDER BY start_after',
      )
      expect(jobs.map(({ seconds }) => seconds)).toEqual(waits)
    }
  })

  it('I7: of two jobs about one message neither keeps the other, nor the queue, when one has to be tried again', async () => {
    const { clinicId, system } = room.riverside
    const [twice, other] = [randomUUID(), randomUUID()]
    const put = (communicationId: string) =>
      asActor(room.database, system, (tx) =>
        enqueue(tx, 'send-communication', { clinicId, communicationId }, { dueMs: 0, nowMs: 0 }),
      )
    await room.owner.query('DELETE FROM jobs.job')
    const boss = new PgBoss({
      ...{ connectionString: room.appUrl, schema: 'jobs', migrate: false, createSchema: false },
      ...{ supervise: false, schedule: false, options: '-c timezone=UTC' },
    })
    await boss.start()
    const take = async () => (await boss.fetch('send-communication', { batchSize: 5 })).map(({ id }) => id)
    try {
      await put(twice)
      const [first = ''] = await take()
      await boss.fail('send-communication', first)
      await put(twice)
      await put(other)
      await room.owner.query(`UPDATE jobs.job SET start_after = created_on`)
      const all = await take()
      expect(all).toHaveLength(3)
      expect(all).toContain(first)
      await boss.fail('send-communication', all)
      await put(twice)
      await room.owner.query(`UPDATE jobs.job SET start_after = created_on`)
      const again = await take()
      expect(again).toHaveLength(4)
      await boss.complete('send-communication', again)
      expect(await take()).toEqual([])
    } finally {
      await boss.stop({ graceful: false })
    }
  })

  it('a clock set back holds up no message that a dead worker left, and sends none before its time', async () => {
    const [visit] = await needledVisits()
    if (visit === undefined) throw new Error('Nobody was needled')
    const server = mailServer(post.url)
    const history = openHistory(visit, 'set back', server)
    await history.happen({ kind: 'address found' })
    await history.cause()
    await history.happen({ kind: 'worker dies', handsOver: false })
    history.clock.nowMs -= 2 * HOUR_MS
    await history.work()
    expect(await history.known()).toMatchObject({ messages: [{ status: 'unknown' }], tasks: 1, copies: 0 })
    const early = openHistory(visit, 'too early', server)
    await early.cause()
    early.clock.nowMs -= 2 * HOUR_MS
    await early.work()
    expect(await early.known()).toMatchObject({ messages: [{ status: 'due' }], copies: 0 })
    server.close()
  })

  it('I4, I5: each is settled exactly once, with a reason, and no copy of it goes out twice', async () => {
    const visits = await needledVisits()
    const server = mailServer(post.url)
    let runs = 0
    await fc.assert(
      fc.asyncProperty(manner, fc.array(deed, { minLength: 3, maxLength: 12 }), async (first, deeds) => {
        const visit = visits[runs++ % visits.length]
        if (visit === undefined) throw new Error('Nobody was needled')
        const history = openHistory(visit, `history ${runs}`, server)
        for (const one of [
          { kind: 'visit as it was' },
          { kind: 'address found' },
          // every other one of somebody who wants texts
          { kind: runs % 2 === 0 ? 'wants texts' : 'wants mail' },
          { kind: 'server', manner: first },
        ] as const)
          await history.happen(one)
        await history.cause()
        for (const one of deeds) await history.happen(one)
        // everything is well again, and whoever died can no longer be alive
        await history.happen({ kind: 'server', manner: 'take' })
        history.clock.nowMs = history.clock.latestMs + 10 * MINUTE_MS
        await history.work()
        const { messages, settled, tasks, copies } = await history.known()
        const [message] = messages
        expect(messages).toHaveLength(1)
        expect(['sent', 'unknown', 'failed', 'withheld']).toContain(message?.status)
        expect(settled).toBe(1)
        expect(message?.status === 'sent').toBe(message?.reason === null)
        if (message?.status === 'sent') expect(copies).toBe(1)
        else if (message?.status === 'unknown') expect([copies <= 1, tasks]).toEqual([true, 1])
        else expect(copies).toBe(0)
      }),
      { numRuns: 18, seed: 20_261_126 },
    )
    expect(provider.texts.length).toBeGreaterThan(3)
    server.close()
  })
})
