import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import nodemailer from 'nodemailer'
import { PgBoss } from 'pg-boss'
import { SMTPServer } from 'smtp-server'
import { asActor } from '#db/scope.ts'
import { type Mail, mailServer } from '#integrations/mail/transport.ts'
import { alternating, type Job, median } from './rounds.ts'
import { fill, NOW_MS, openStore, type Store } from './store.ts'

const MESSAGES = 20_000
/** 2,000 a second. */
const WANTED_MS_EACH = 0.5
/** The first worker is killed when so many have gone. */
const KILLED_AFTER = MESSAGES / 4
/** What one of these workers has in hand at most. */
const IN_HAND = 200
/** After so long whoever held a message can no longer be alive. */
const LONG_AFTER_MS = 5 * 60_000

/** Messages that are due now to the demo clinic's patients, without jobs. */
const furnish = async (name: string): Promise<Store> => {
  const store = await openStore(name)
  await fill(store, [
    [`UPDATE patient SET email = 'patient@demo.test' WHERE clinic_id = $1`, [store.clinicId]],
    [
      `INSERT INTO communication (clinic_id, id, kind, encounter_id, appointment_id, patient_id, step_id, occasion, channel, attempt,
         status, due_at, basis, areas, chest_warning)
       SELECT e.clinic_id, gen_random_uuid(), 'aftercare', e.id, e.appointment_id, e.patient_id, s.id, 'bench ' || n, 'email', 1,
         'due', $2, 'last-needle-out', '{}', false
       FROM generate_series(0, $3::int - 1) n
       JOIN (SELECT e.*, row_number() OVER (ORDER BY e.id) - 1 AS nr, count(*) OVER () AS visits FROM encounter e
             JOIN appointment a ON a.clinic_id = e.clinic_id AND a.id = e.appointment_id AND a.status = 'fulfilled'
             WHERE e.clinic_id = $1 AND EXISTS (SELECT 1 FROM procedure p WHERE p.clinic_id = e.clinic_id AND p.encounter_id = e.id
               AND NOT p.entered_in_error)) e ON e.nr = n % e.visits
       CROSS JOIN (SELECT id FROM aftercare_step WHERE clinic_id = $1 AND anchor = 'last-needle-out' ORDER BY position LIMIT 1) s`,
      [store.clinicId, new Date(NOW_MS), MESSAGES],
    ],
    ['ANALYZE', []],
  ])
  return store
}

/** A job for each, all at once; gives when they were there. */
const callForWork = async ({ owner, urls: { ownerUrl }, clinicId }: Store): Promise<void> => {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'jobs', supervise: false, schedule: false, max: 1 })
  boss.on('error', () => {})
  await boss.start()
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM communication WHERE occasion LIKE 'bench %'`)
  await boss.insert(
    'send-communication',
    rows.map(({ id }) => ({ data: { clinicId, communicationId: id } })),
  )
  await boss.stop({ graceful: false })
}

const startIdleWorker = async ({ urls: { appUrl } }: Store, file: string): Promise<ChildProcess> => {
  const worker = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'bench/idle-worker.ts', appUrl, file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  if (worker.stdout !== null) await once(worker.stdout, 'data')
  return worker
}

const countsOf = async ({ owner }: Store) => {
  const { rows } = await owner.query<{ status: string; count: number }>(
    `SELECT status, count(*)::int AS count FROM communication WHERE occasion LIKE 'bench %' GROUP BY status`,
  )
  const of = (status: string) => rows.find((row) => row.status === status)?.count ?? 0
  return { due: of('due'), sending: of('sending'), sent: of('sent'), unknown: of('unknown') }
}

interface Backlog {
  readonly msEach: number
  /** Handed over twice, never, or without an end. */
  readonly wrong: number
}

/** Two workers and a sender that does nothing; one is killed in the middle of it. */
const workOff = async (): Promise<Backlog> => {
  const store = await furnish('messages')
  const folder = mkdtempSync(join(tmpdir(), 'filiform-handed-over-'))
  const files = ['first', 'second'].map((name) => join(folder, name))
  const workers = await Promise.all(files.map((file) => startIdleWorker(store, file)))
  try {
    await callForWork(store)
    const begun = await until(store, ({ sent }) => sent > 0)
    await until(store, ({ sent }) => sent >= KILLED_AFTER)
    workers[0]?.kill('SIGKILL')
    // but for what the killed one had in hand, which is taken up by the other when it has been silent for long enough
    const last = await until(store, ({ due, sending }) => due + sending <= IN_HAND)
    const msEach = (last.atMs - begun.atMs) / (last.counts.sent - begun.counts.sent)
    await until(store, ({ due, sent }, { sent: before }) => due === 0 && sent === before)
    await settleWhatIsLeft(store)
    return { msEach, wrong: await countWrong(store, files) }
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

type Counts = Awaited<ReturnType<typeof countsOf>>

const until = async (store: Store, isSo: (counts: Counts, before: Counts) => boolean) => {
  let before = await countsOf(store)
  for (let changedAtMs = performance.now(); ; ) {
    const counts = await countsOf(store)
    if (counts.sent !== before.sent) changedAtMs = performance.now()
    if (isSo(counts, before)) return { counts, atMs: changedAtMs }
    before = counts
    await pause(100)
  }
}

const settleWhatIsLeft = async (store: Store): Promise<void> => {
  const { sendCommunications } = await import('../src/worker/send-communication.ts')
  const { roomThatDoesNothing } = await import('./idle-worker.ts')
  const { rows } = await store.owner.query<{ id: string }>(
    `SELECT id FROM communication WHERE occasion LIKE 'bench %' AND status = 'sending'`,
  )
  const room = { ...roomThatDoesNothing(store.database), now: () => NOW_MS + LONG_AFTER_MS }
  await sendCommunications(
    room,
    rows.map(({ id }) => ({ clinicId: store.clinicId, communicationId: id })),
  )
}

const countWrong = async (store: Store, files: readonly string[]): Promise<number> => {
  const handedOver = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
  const twice = handedOver.length - new Set(handedOver).size
  const sent = await asActor(store.database, { kind: 'system', clinicId: store.clinicId }, (tx) =>
    tx.communication.findMany({ where: { status: 'sent', occasion: { startsWith: 'bench ' } }, select: { id: true } }),
  )
  const there = new Set(handedOver)
  const notHandedOver = sent.filter(({ id }) => !there.has(id)).length
  const { sent: ended, unknown } = await countsOf(store)
  return twice + notHandedOver + (MESSAGES - ended - unknown)
}

let workedOff: Promise<Backlog> | undefined
const backlog = (): Promise<Backlog> => {
  workedOff ??= workOff()
  return workedOff
}

const MAILS_A_ROUND = 200
const ROUNDS = 21

const LETTER: Mail = {
  from: 'Riverside <clinic@riverside.test>',
  to: { name: 'Somebody', address: 'somebody@demo.test' },
  subject: 'After your visit today',
  text: 'What to do now, in a few words.\n'.repeat(60),
  html: `<p>${'What to do now, in a few words.</p><p>'.repeat(400)}</p>`,
  messageId: '<bench@riverside.test>',
}

/** A mail server that reads everything and says yes. */
const openLetterBox = async () => {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, callback) => {
      stream.on('end', callback)
      stream.resume()
    },
  })
  server.on('error', () => {})
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { port, close: () => new Promise<void>((done) => server.close(() => done())) }
}

const mailJob: Job = {
  job: 'e2',
  workload: `${MAILS_A_ROUND} mails to a server on this machine over kept connections, against bare nodemailer (1.25 is 80 %)`,
  run: async () => {
    const box = await openLetterBox()
    const ours = mailServer(`smtp://127.0.0.1:${box.port}`)
    const bare = nodemailer.createTransport({ host: '127.0.0.1', port: box.port, pool: true, maxConnections: 10 })
    const round = (send: (mail: Mail) => Promise<unknown>) => () =>
      Promise.all(
        Array.from({ length: MAILS_A_ROUND }, (_, index) =>
          send({ ...LETTER, messageId: `<${index}@riverside.test>` }),
        ),
      )
    const sides = [round(ours.send), round(({ attachments: _, ...mail }) => bare.sendMail(mail))] as const
    await alternating(...sides, 3)
    const times = await alternating(...sides, ROUNDS)
    ours.close()
    bare.close()
    await box.close()
    return {
      ours: median(times.ours) / MAILS_A_ROUND,
      floor: median(times.floor) / MAILS_A_ROUND,
      unit: 'ms',
      goal: 1.25,
    }
  },
}

export const jobs: readonly Job[] = [
  {
    job: 'e1',
    workload: `${MESSAGES} due messages, two workers, one killed, a sender that does nothing: ms each until what the killed one held is left (0.5 is 2,000 a second)`,
    run: async () => ({ ours: (await backlog()).msEach, floor: WANTED_MS_EACH, unit: 'ms', goal: 1 }),
  },
  {
    job: 'e1',
    workload: 'of them handed over twice, never, or without an end on record',
    run: async () => ({ ours: (await backlog()).wrong, floor: 1, unit: 'messages', goal: 0 }),
  },
  mailJob,
]
