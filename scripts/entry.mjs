// What every command starts with. It runs on the machine's own Node, before anything is installed: plain JavaScript, nothing imported from packages.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { step } from './progress.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const marker = join(modules, '.filiform-lock-hash')
const oldest = [20, 19]

/** Installs what is missing, then runs `scripts/<name>.ts` on the project's own Node, handing on arguments and signals. */
export async function enter(name) {
  try {
    demandNode()
    await installWhenNeeded()
    const script = join(root, 'scripts', `${name}.ts`)
    process.exitCode = await run(projectNode(), [
      '--disable-warning=ExperimentalWarning',
      script,
      ...process.argv.slice(2),
    ])
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error)
    process.exitCode = 1
  }
}

class Refusal extends Error {}

function demandNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new Refusal(`Filiform needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`)
}

async function installWhenNeeded() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return
  if (!isInstalled(JSON.parse(lock.toString()))) await step('Installing packages', install)
  writeFileSync(marker, hash)
}

/** Whether what npm noted at the end of its last installation is what the lock file asks for. */
function isInstalled(lock) {
  const noted = join(modules, '.package-lock.json')
  if (!existsSync(noted)) return false
  const { packages: present } = JSON.parse(readFileSync(noted, 'utf8'))
  const same = (path) => present[path]?.version === lock.packages[path].version
  const wanted = Object.keys(lock.packages).filter((path) => path !== '' && !lock.packages[path].extraneous)
  const complete = wanted.every((path) => same(path) || (lock.packages[path].optional && !present[path]))
  return complete && existsSync(projectNodePath())
}

async function install() {
  const options = [
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefer-offline',
    '--include=dev',
    '--include=optional',
  ]
  const fromNpm = process.env.npm_execpath
  const viaNode = fromNpm !== undefined && /\.c?js$/.test(fromNpm)
  const [program, ...first] = viaNode ? [process.execPath, fromNpm] : ['npm']
  // An npm that runs every install script would let Prisma fetch an engine that is never used.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }
  const shell = !viaNode && process.platform === 'win32'
  const child = spawn(program, [...first, 'ci', ...options], {
    cwd: root,
    env,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said = `${said}${text}`.slice(-8000)))
  const code = await ended(child, (signal) => child.kill(signal))
  if (code !== 0) throw new Refusal(`npm ci failed (exit ${code}):\n${said.trim()}`)
}

/** Straight from its package: npm 10 makes no link to it in `.bin`. */
function projectNodePath() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
  const program = platform === 'win' ? 'node.exe' : 'node'
  const paths = names.map((name) => join(modules, name, 'bin', program))
  return paths.find((path) => existsSync(path)) ?? paths[0]
}

function projectNode() {
  if (existsSync(projectNodePath())) return projectNodePath()
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  throw new Refusal(
    `There is no Node 26 in npm for ${process.platform} ${process.arch}: install it and run this with it.`,
  )
}

async function run(node, args) {
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  const stopWatching = watchNpm(() => child.connected && child.disconnect())
  try {
    return await ended(child, (signal) => child.kill(signal))
  } finally {
    stopWatching()
  }
}

/** The exit code of the child. Signals are handed on, so that the child decides what stopping means. */
function ended(child, handOn) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const handlers = signals.map((signal) => [signal, () => handOn(signal)])
  for (const [signal, handler] of handlers) process.on(signal, handler)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      for (const [signal, handler] of handlers) process.off(signal, handler)
      resolve(code ?? 1)
    })
  })
}

/** Notices that npm, which started this, was killed: it then hands on no signal. */
function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event) return () => {}
  const parent = process.ppid
  const timer = setInterval(() => process.ppid !== parent && gone(), 1000)
  return () => clearInterval(timer)
}
