import { randomBytes } from 'node:crypto'
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestNow } from '../src/lib/settings-table.ts'
import { Refusal } from './refusal.ts'

/** Makes the data folder ready. Others may pass through it (the database's account has to) and read nothing in it. */
export function openDataFolder(dataDir: string): string {
  const folder = resolve(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  return folder
}

/** The secret of this data folder, made at first use. */
export function keptSecret(folder: string): string {
  const file = join(folder, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new Refusal(`${file} holds no usable secret; restore it from a backup.`)
  return secret
}

export type Ports = { postgres?: number; smtp?: number; inbox?: number; sms?: number }

/** The ports this folder's servers had last, so that addresses stay the same from one start to the next. */
export function keptPorts(folder: string): Ports {
  const file = join(folder, 'ports.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Ports
  } catch {
    return {}
  }
}

export function keepPorts(folder: string, ports: Ports): void {
  writeFileSync(join(folder, 'ports.json'), JSON.stringify(ports))
}

/** The edition of the clocks' rules under which the visits of this folder were last asked whether they are where they were promised. */
export function keptClockRules(folder: string): string | null {
  const file = join(folder, 'clock-rules')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

export function keepClockRules(folder: string, edition: string): void {
  writeFileSync(join(folder, 'clock-rules'), edition)
}

/** Ties the test clock to a real instant, once per folder: a second start goes on where the first one would be by now. */
export function anchoredTestNow(folder: string, testNow: TestNow | null): string | undefined {
  const file = join(folder, 'test-clock.json')
  if (testNow === null) {
    rmSync(file, { force: true })
    return undefined
  }
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestNow) : null
  const anchorMs = testNow.anchorMs ?? (kept?.atMs === testNow.atMs ? kept.anchorMs : null) ?? Date.now()
  writeFileSync(file, JSON.stringify({ atMs: testNow.atMs, anchorMs }))
  return [testNow.atMs, anchorMs].map((ms) => new Date(ms).toISOString()).join('@')
}

type Holder = { pid: number; began: string; address: string }

/** The command that holds this folder, if it is still alive. */
export function holderOf(folder: string): Holder | null {
  const holder = readHolder(join(folder, 'running.json'))
  return holder !== null && began(holder.pid) === holder.began ? holder : null
}

/** Takes the folder for this process, or refuses because another one has it. One left by a killed process is taken over. */
export function holdFolder(folder: string, address: string): { tookOver: boolean; release(): void } {
  const file = join(folder, 'running.json')
  const mine = JSON.stringify({ pid: process.pid, began: began(process.pid), address } satisfies Holder)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine)
  let tookOver = false
  try {
    while (!linked(draft, file)) {
      const holder = holderOf(folder)
      if (holder !== null)
        throw new Refusal(
          `Filiform already runs on ${folder} (process ${holder.pid}, ${holder.address}); stop it first, or set FILIFORM_DATA_DIR to another folder.`,
        )
      takeAway(file, `${draft}.stale`)
      tookOver = true
    }
  } finally {
    rmSync(draft, { force: true })
  }
  const release = () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
  }
  return { tookOver, release }
}

/** Moves a dead holder's file aside; if a living one took its place in that instant, it is put back. */
function takeAway(file: string, aside: string): void {
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const holder = readHolder(aside)
  if (holder !== null && began(holder.pid) === holder.began) linked(aside, file)
  rmSync(aside, { force: true })
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'EPERM' && code !== 'ENOTSUP') throw error
    return copied(from, to)
  }
}

/** For file systems without hard links. */
function copied(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

/** When a process began, as far as the system tells, so that a number used again is not mistaken for the old process; '' when it is gone. */
function began(pid: number): string {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return ''
  }
  if (process.platform !== 'linux') return 'alive'
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? '' : (fields[18] ?? 'alive')
  } catch {
    return ''
  }
}
