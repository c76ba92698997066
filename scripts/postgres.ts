import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { rolePassword } from '../src/lib/env.ts'
import { freePort } from './free-port.ts'
import { asSeated, commandLine, type Seat, takeSeat } from './postgres-seat.ts'
import { Refusal } from './refusal.ts'

/** A running embedded PostgreSQL server. */
export type Cluster = {
  port: number
  /** The owner's access to one of its databases. */
  ownerUrl(database: string): string
  /** Creates the database unless it is there. */
  createDatabase(database: string): Promise<void>
  stop(): Promise<void>
  /** Settles when the server has ended, whoever ended it. */
  ended: Promise<void>
}

export type ClusterOptions = {
  dataDir: string
  secret: string
  /** Off only where losing everything at a power cut is no loss: in tests. */
  fsync: boolean
  timezone?: string
  maxConnections?: number
  port?: number
}

const owner = 'filiform_owner'

/** Starts the embedded server of a data folder, creating it at first use. It listens on the loopback address only. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  mkdirSync(options.dataDir, { recursive: true })
  const seat = takeSeat(options.dataDir)
  const password = rolePassword(options.secret, owner)
  if (!existsSync(join(seat.data, 'PG_VERSION'))) initialize(seat, password)
  await clearAway(seat)
  const port = await freePort(options.port)
  const logFile = join(options.dataDir, 'log', 'postgres.log')
  const child = launch(seat, port, logFile, options)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ownerUrl = (database: string) => `postgresql://${owner}:${password}@127.0.0.1:${port}/${database}`
  const stop = () => stopServer(seat, child, ended)
  try {
    await answers(ownerUrl('postgres'), child, logFile)
  } catch (error) {
    await stop()
    throw error
  }
  return { port, ownerUrl, createDatabase: (database) => createDatabase(ownerUrl('postgres'), database), stop, ended }
}

function initialize(seat: Seat, password: string): void {
  const passwordFile = join(dirname(seat.data), 'initdb-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (seat.way.kind === 'account') chownSync(passwordFile, seat.way.uid, seat.way.gid)
  const args = [
    '-D',
    seat.data,
    '--username',
    owner,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--no-instructions',
  ]
  args.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale')
  const [program, line] = commandLine(seat, 'initdb', args)
  const made = spawnSync(program, line, { ...asSeated(seat), encoding: 'utf8' })
  rmSync(passwordFile, { force: true })
  if (made.status === 0) return
  // What initdb leaves behind after a failure would be taken for a database at the next start.
  for (const name of existsSync(seat.data) ? readdirSync(seat.data) : [])
    rmSync(join(seat.data, name), { recursive: true, force: true })
  throw new Refusal(
    `The database could not be created in ${seat.data}: ${(made.stderr || made.error?.message || '').trim()}`,
  )
}

function launch(seat: Seat, port: number, logFile: string, options: ClusterOptions): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 })
  chmodSync(dirname(logFile), 0o700)
  const durable = options.fsync ? 'on' : 'off'
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    timezone: options.timezone ?? 'UTC',
    log_timezone: 'UTC',
    log_parameter_max_length_on_error: 0,
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    fsync: durable,
    full_page_writes: durable,
    synchronous_commit: durable,
    max_connections: options.maxConnections ?? 100,
    shared_buffers: '96MB',
    jit: 'off',
  }
  const args = ['-D', seat.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const [program, line] = commandLine(seat, 'postgres', args)
  const log = openSync(logFile, 'a', 0o600)
  // A group of its own: Ctrl-C at the terminal is for the command, which stops the server last.
  const child = spawn(program, line, {
    ...asSeated(seat),
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  })
  closeSync(log)
  child.on('error', () => {})
  return child
}

async function answers(url: string, child: ChildProcess, logFile: string): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await pause(50)) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      throw new Refusal(`PostgreSQL did not start: ${lastLine(logFile)} (more in ${logFile})`)
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    try {
      await client.connect()
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '28P01')
        throw new Refusal('The embedded database was created with another secret; put the old FILIFORM_SECRET back.')
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new Refusal(`PostgreSQL did not answer within two minutes (more in ${logFile}).`)
}

async function createDatabase(maintenanceUrl: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

async function stopServer(seat: Seat, child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  if (process.platform === 'win32') {
    const [program, args] = commandLine(seat, 'pg_ctl', ['stop', '-D', seat.data, '-m', 'fast'])
    spawnSync(program, args, asSeated(seat))
  } else {
    child.kill('SIGINT')
  }
  const done = await Promise.race([ended.then(() => true), pause(20_000, false, { ref: false })])
  if (!done) child.kill('SIGQUIT')
  await ended
}

/** Ends a server of this folder that outlived its command, and takes away a note about one that is no more. */
async function clearAway(seat: Seat): Promise<void> {
  const note = join(seat.data, 'postmaster.pid')
  if (process.platform !== 'linux' || !existsSync(note)) return
  const postmaster = Number(readFileSync(note, 'utf8').split('\n')[0])
  for (const [signal, waitMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (processesIn(seat.data).includes(postmaster)) process.kill(postmaster, signal)
    for (const until = Date.now() + waitMs; processesIn(seat.data).length > 0 && Date.now() < until; ) await pause(50)
  }
  if (processesIn(seat.data).length > 0)
    throw new Refusal(`Another PostgreSQL server still works on ${seat.data}; stop it first.`)
  // After a restart of the machine the noted number may belong to any program, which PostgreSQL would take for a server.
  rmSync(note, { force: true })
}

/** The processes that work in this folder: a server and all its helpers do. */
function processesIn(folder: string): number[] {
  const real = realpathSync(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === real
      } catch {
        return false
      }
    })
    .map(Number)
}

function lastLine(file: string): string {
  if (!existsSync(file)) return 'it said nothing'
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? ''
}
