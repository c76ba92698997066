import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Database, openDatabase } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { closeQueue, connectQueue } from '#jobs/queue.ts'
import { seedDemo } from '../prisma/seed/demo.ts'
import { urlsFrom } from '../scripts/database.ts'
import { freePort } from '../scripts/free-port.ts'
import { databaseName } from '../scripts/house.ts'
import { type Cluster, startCluster } from '../scripts/postgres.ts'
import { type Program, runToEnd, startProgram } from '../scripts/programs.ts'
import { nextProgram, root, workerProgram } from '../scripts/project.ts'
import { startTextProvider, type TextProvider } from '../scripts/text-provider.ts'
import { type Line, openLine } from '../tests/support/line.ts'
import { openPostOffice, type PostOffice } from '../tests/support/post-office.ts'

const SECRET = 'the secret of a house that is broken on purpose, which guards nothing'

const OCCASION = 'of a fault'

/** How far the clocks of the house stand from the machine's, and in which zone its processes live. */
export interface Clock {
  readonly shiftMs: number
  readonly zone: string
}

export const PLAIN_CLOCK: Clock = { shiftMs: 0, zone: 'UTC' }

/** A Filiform whose every part can be broken: real processes, with a line that can go dead between any two of them. */
export interface House {
  readonly owner: pg.Pool
  readonly post: PostOffice
  /** The provider of texts that is there now. */
  readonly texts: TextProvider
  readonly stopTexts: () => Promise<void>
  readonly startTexts: () => Promise<void>
  /** Between web or worker and the database. */
  readonly databaseLine: Line
  /** Between the worker and the mail server. */
  readonly mailLine: Line
  readonly publicUrl: string
  readonly startWorker: (clock?: Clock) => Promise<Program>
  readonly startWeb: () => Promise<Program>
  /** Sets the clock of the workers' machine while they run. */
  readonly stepClock: (ms: number) => void
  readonly stopDatabase: () => Promise<void>
  readonly startDatabase: () => Promise<void>
  /** What the web server says of the house; null when it does not answer. */
  readonly health: () => Promise<Record<string, unknown> | null>
  /** Makes a message due, with its job, in one transaction. */
  readonly makeDue: (inMs?: number, way?: 'email' | 'sms') => Promise<string>
  /** Stops what still runs and takes away what the last fault left. */
  readonly tidy: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Visit {
  readonly clinicId: string
  readonly encounterId: string
  readonly patientId: string
  readonly stepId: string
}

export const openHouse = async (): Promise<House> => {
  const folder = mkdtempSync(join(tmpdir(), 'filiform-faults-'))
  const settings = { dataDir: folder, secret: SECRET, fsync: true, maxConnections: 100 }
  let cluster: Cluster = await startCluster(settings)
  await cluster.createDatabase(databaseName)
  const direct = urlsFrom(cluster.ownerUrl(databaseName), SECRET)
  const { PATH, SystemRoot } = process.env
  const plain = { PATH, SystemRoot, FILIFORM_SECRET: SECRET, FILIFORM_MODE: 'test' }
  await runToEnd('Migrating', ['scripts/migrate.ts'], { ...plain, DATABASE_URL: direct.ownerUrl })
  await seedDemo({ ownerUrl: direct.ownerUrl, nowMs: Date.now() })
  const owner = quietPool(direct.ownerUrl)
  const visits = await needledVisits(owner)
  let texts = await startTextProvider({ port: 0, token: 'token' })
  const post = await openPostOffice()
  const [databaseLine, mailLine] = [await openLine(cluster.port), await openLine(Number(new URL(post.url).port))]
  const webPort = await freePort()
  const publicUrl = `http://127.0.0.1:${webPort}`
  const throughLine = (url: string) => url.replace(/:\d+\//, `:${databaseLine.port}/`)
  const env = {
    ...plain,
    ...{ PORT: String(webPort), HOST: '127.0.0.1', PUBLIC_URL: publicUrl, FILIFORM_DATA_DIR: folder },
    ...{ APP_DATABASE_URL: throughLine(direct.appUrl), AUTH_DATABASE_URL: throughLine(direct.authUrl) },
    ...{ SMTP_URL: `smtp://127.0.0.1:${mailLine.port}`, MAIL_FROM: 'Riverside <clinic@riverside.test>' },
    ...{ SMS_URL: texts.url, SMS_NUMBERS: 'riverside=+493012345678' },
    ...{ LOG_LEVEL: 'info', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: '' },
  }
  connectQueue(direct.appUrl)
  const database = openDatabase(direct.appUrl, 4)
  const running = new Set<Program>()
  const start = (options: Parameters<typeof startProgram>[0]): Program => {
    const program = startProgram(options)
    running.add(program)
    void program.ended.then(() => running.delete(program))
    return program
  }
  const logFolder = process.env.FILIFORM_FAULTS_LOG || join(folder, 'log')
  const stepFile = join(folder, 'step')
  const stepClock = (ms: number) => writeFileSync(stepFile, String(ms))
  let databaseIsUp = true
  const startDatabase = async () => {
    cluster = await startCluster({ ...settings, port: cluster.port })
    databaseLine.target = cluster.port
    databaseIsUp = true
  }
  let clock = PLAIN_CLOCK
  let made = 0
  const health = () => askHealth(publicUrl)
  return {
    ...{ owner, post, databaseLine, mailLine, publicUrl, health, stepClock },
    startWorker: async (wanted = PLAIN_CLOCK) => {
      if (wanted.shiftMs !== clock.shiftMs)
        await owner.query('UPDATE app_clock SET shift = make_interval(secs => $1)', [wanted.shiftMs / 1000])
      clock = wanted
      const [at, anchor] = [Date.now() + wanted.shiftMs, Date.now()].map((ms) => new Date(ms).toISOString())
      const testNow = wanted.shiftMs === 0 ? '' : `${at}@${anchor}`
      const worker = start({
        ...{ name: 'worker', args: [workerProgram], logFolder },
        nodeArgs: ['--import', join(root, 'faults', 'step-clock.mjs')],
        env: { ...env, FILIFORM_TEST_NOW: testNow, TZ: wanted.zone, FILIFORM_FAULTS_STEP: stepFile },
      })
      await beating(owner, worker)
      return worker
    },
    startWeb: async () => {
      const web = start({
        name: 'web',
        args: [nextProgram, 'start', '--port', String(webPort), '--hostname', '127.0.0.1'],
        nodeArgs: ['--import', join(root, 'scripts', 'web-edge.mjs')],
        ...{ env: { ...env, NODE_ENV: 'production' }, logFolder },
      })
      for (const until = Date.now() + 60_000; Date.now() < until; await pause(100)) if (await health()) return web
      throw new Error('The web server does not answer')
    },
    stopDatabase: async () => {
      databaseIsUp = false
      await cluster.stop()
    },
    startDatabase,
    get texts() {
      return texts
    },
    stopTexts: () => texts.stop(),
    startTexts: async () => {
      texts = await startTextProvider({ port: texts.port, token: 'token' })
    },
    makeDue: (inMs = 0, way = 'email') => {
      const some = visits[way]
      const visit = some[made++ % some.length] ?? some[0]
      return makeDue(database, visit, { nowMs: Date.now() + clock.shiftMs, inMs })
    },
    tidy: async () => {
      if (!databaseIsUp) await startDatabase()
      Object.assign(databaseLine, { dead: false, listener: null })
      mailLine.dead = false
      stepClock(0)
      for (const server of [post, texts]) {
        server.manner = 'take'
        server.answer()
      }
      for (const program of running) program.kill()
      await Promise.all([...running].map(({ ended }) => ended))
      await owner.query(`DELETE FROM jobs.job; DELETE FROM communication WHERE occasion LIKE '${OCCASION} %'`)
    },
    close: async () => {
      for (const program of running) program.kill()
      await Promise.all([...running].map(({ ended }) => ended))
      await closeQueue()
      await Promise.all([database.$disconnect(), owner.end(), post.close(), texts.stop()])
      await Promise.all([databaseLine.close(), mailLine.close()])
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A pool whose server comes and goes. */
const quietPool = (url: string): pg.Pool =>
  new pg.Pool({ connectionString: url, max: 4, options: '-c timezone=UTC' }).on('error', () => {})

/** Visits of the demo clinic in which needles went in; their messages are made over and over. */
const needledVisits = async (owner: pg.Pool) => {
  const { rows } = await owner.query<Visit>(
    `SELECT DISTINCT e.clinic_id AS "clinicId", e.id AS "encounterId", e.patient_id AS "patientId", s.id AS "stepId"
     FROM encounter e JOIN procedure p ON p.clinic_id = e.clinic_id AND p.encounter_id = e.id AND NOT p.entered_in_error
     JOIN appointment a ON a.clinic_id = e.clinic_id AND a.id = e.appointment_id AND a.status = 'fulfilled'
     JOIN aftercare_step s ON s.clinic_id = e.clinic_id AND s.anchor = 'last-needle-out' AND s.template_key <> 'check-in'
     ORDER BY e.id`,
  )
  const [texted] = rows
  const [mailed, ...others] = rows.filter(({ patientId }) => patientId !== texted?.patientId)
  if (texted === undefined || mailed === undefined) throw new Error('Too few in the demo clinic have been needled')
  const { clinicId, patientId } = texted
  await owner.query(`UPDATE patient SET email = 'patient@demo.test' WHERE email IS NULL`)
  await owner.query(
    `UPDATE patient SET phone = '0171 3920011', phone_kind = 'mobile', preferred_channel = 'sms' WHERE id = $1`,
    [patientId],
  )
  await owner.query(
    `INSERT INTO contact_choice (clinic_id, patient_id, channel, purpose, agrees, how) VALUES ($1, $2, 'sms', 'all', true, 'reply')`,
    [clinicId, patientId],
  )
  return { email: [mailed, ...others] as const, sms: [texted] as const }
}

const makeDue = async (
  database: Database,
  { clinicId, encounterId, patientId, stepId }: Visit,
  { nowMs, inMs }: { nowMs: number; inMs: number },
): Promise<string> => {
  const { id } = await asActor(database, { kind: 'system', clinicId }, (tx) =>
    putInOutbox(
      tx,
      {
        ...{ clinicId, encounterId, patientId, stepId, kind: 'aftercare', manner: 'pass', dueMs: nowMs + inMs },
        occasion: `${OCCASION} ${randomUUID()}`,
        treated: { basis: 'last-needle-out', areas: [], chestWarning: false },
      },
      nowMs,
    ),
  )
  return id
}

/** When a worker says that it lives. */
const beating = async (owner: pg.Pool, worker: Program): Promise<void> => {
  const since = new Date()
  let over = false
  void worker.ended.then(() => {
    over = true
  })
  for (const until = Date.now() + 60_000; Date.now() < until && !over; await pause(100)) {
    // the database may be away
    const beats = await owner.query('SELECT 1 FROM worker_heartbeat WHERE at > $1', [since]).catch(() => null)
    if (beats !== null && beats.rowCount !== 0) return
  }
  throw new Error(`The worker did not come up: ${over ? await worker.ended : 'it is silent'}`)
}

const askHealth = async (publicUrl: string): Promise<Record<string, unknown> | null> => {
  const answer = await fetch(`${publicUrl}/api/health`, { signal: AbortSignal.timeout(30_000) }).catch(() => null)
  return answer === null ? null : ((await answer.json().catch(() => null)) as Record<string, unknown> | null)
}
