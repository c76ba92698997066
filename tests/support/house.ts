import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import type { QueryResultRow } from 'pg'
import { inject } from 'vitest'
import { withDatabase } from '../../scripts/database.ts'
import { databaseName } from '../../scripts/house.ts'
import type { CaughtMessage } from '../../scripts/mail-pages.ts'
import { runToEnd } from '../../scripts/programs.ts'
import { rolePassword } from '../../src/lib/env.ts'
import { scratchFolder } from './scratch.ts'

/** A whole Filiform as `npm start` runs it: its own database, web server, worker and mail server, under a test clock. */
export interface House {
  readonly url: string
  /** Everything the SMTP server has taken, newest first. */
  readonly mail: () => Promise<CaughtMessage[]>
  /** Runs a statement as the database's owner: for what the clinic has and no screen makes yet. */
  readonly asOwner: (sql: string, values?: readonly unknown[]) => Promise<QueryResultRow[]>
  readonly stop: () => Promise<void>
  /** Stops in order and starts again on the same data. */
  readonly restart: () => Promise<void>
  /** Kills everything outright, as a power cut would, and starts again on the same data. */
  readonly killAndStart: () => Promise<void>
  /** Stops and throws the data away. */
  readonly remove: () => Promise<void>
}

const OWNER = 'filiform_owner'

/** The day of every story, a Tuesday; a house's clock begins twenty minutes before the day's first gap at Ana's. */
export const TODAY = '2031-03-11'
const BEGINS = `${TODAY}T07:40:00Z`

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const environment = (folder: string, port: number): NodeJS.ProcessEnv => ({
  ...process.env,
  PORT: String(port),
  HOST: '127.0.0.1',
  PUBLIC_URL: `http://localhost:${port}`,
  FILIFORM_DATA_DIR: folder,
  FILIFORM_MODE: 'test',
  FILIFORM_TEST_NOW: BEGINS,
  LOG_LEVEL: 'warn',
  DATABASE_URL: '',
  SMTP_URL: '',
  // what one house has compiled the next one need not
  NODE_COMPILE_CACHE: join('node_modules', '.cache', 'filiform-compiled'),
})

/** Lays out the demo clinic as the first `npm start` does, for others to copy. */
export const layOutHouse = async (): Promise<{ folder: string; remove: () => void }> => {
  const folder = scratchFolder('filiform-e2e-')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    await runToEnd('Laying out a house', ['tests/support/lay-out-house.ts'], environment(folder, await freePort()))
  } catch (error) {
    remove()
    throw error
  }
  return { folder, remove }
}

/** What belongs to the house that was laid out, and not to a copy: its ports, its mail, when its clock began. */
const ITS_OWN = ['ports.json', 'test-clock.json', 'mail', 'log']

/** Copies a house, each file with its owner: the database's files belong to the account that it runs as. */
const copyHouse = (from: string, to: string): void => {
  const copies = (path: string) => !ITS_OWN.includes(relative(from, path))
  cpSync(from, to, { recursive: true, filter: copies })
  if (process.getuid?.() !== 0) return
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const { uid, gid, mode } = statSync(join(from, name))
    if (!existsSync(join(to, name))) continue
    chownSync(join(to, name), uid, gid)
    chmodSync(join(to, name), mode)
  }
}

/** Starts a house of one's own, at TODAY's beginning. */
export const openHouse = async (): Promise<House> => {
  const folder = scratchFolder('filiform-e2e-')
  const port = await freePort()
  const laidOut = inject('laidOutHouse')
  // as root in a folder that nobody else may enter the database is elsewhere, and has to be made anew
  if (!existsSync(join(laidOut, 'postgres.moved'))) copyHouse(laidOut, folder)
  const env = environment(folder, port)
  let running = await start(env)
  const stop = async (): Promise<void> => {
    if (running.exitCode !== null) return
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  const ports = () =>
    JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8')) as { inbox: number; postgres: number }
  const ownerUrl = (): string => {
    const secret = readFileSync(join(folder, 'secret'), 'utf8').trim()
    return `postgresql://${OWNER}:${rolePassword(secret, OWNER)}@127.0.0.1:${ports().postgres}/${databaseName}`
  }
  return {
    url: `http://localhost:${port}`,
    mail: async () => (await (await fetch(`http://127.0.0.1:${ports().inbox}/messages`)).json()) as CaughtMessage[],
    asOwner: (sql, values = []) =>
      withDatabase(ownerUrl(), async (client) => (await client.query(sql, [...values])).rows),
    stop,
    restart: async () => {
      await stop()
      running = await start(env)
    },
    killAndStart: async () => {
      running.kill('SIGKILL')
      await once(running, 'exit')
      running = await start(env)
    },
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const start = async (env: NodeJS.ProcessEnv): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['scripts/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      if (said.includes('Filiform is ready at')) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`the house did not start:\n${said}`)))
  })
  await ready
  child.removeAllListeners('exit')
  return child
}

/**
 * Where a picture of the guide goes: into the guide when it is missing there or FILIFORM_PICTURES=renew asks for new
 * ones, else beside the tests, so that a run leaves the tree as it was.
 */
export const pictureFile = (name: string): string => {
  const kept = join('docs', 'guide', 'pictures', `${name}.png`)
  const renew = process.env.FILIFORM_PICTURES === 'renew' || !existsSync(kept)
  return renew ? kept : join('tests', 'e2e', 'out', `${name}.png`)
}
