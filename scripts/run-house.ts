import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keepClockRules, keptClockRules } from './data-folder.ts'
import { type House, openHouse, readEnvFile } from './house.ts'
import { type Program, type ProgramOptions, runCommand, startProgram } from './programs.ts'
import { step } from './progress.mjs'
import { nextProgram, root } from './project.ts'
import { Refusal, wordsFor } from './refusal.ts'
import { demoPassword, wantsDemo } from './seed.ts'

export type RunOptions = {
  /** Makes ready what the programs are run from, while the database is being made ready. */
  prepare: (signal: AbortSignal) => Promise<void>
  /** Makes ready what migrating and seeding are run from. */
  prepareFirst: (signal: AbortSignal) => Promise<void>
  nextArgs: readonly string[]
  nextEnv: Record<string, string>
  workerArgs: readonly string[]
  /** Where the programs write what they say; `null`: to this terminal. */
  logFolder: (house: House) => string | null
}

const repeatedSignalMs = 1000

/** Runs the whole house until it is told to stop, or until a part of it ends by itself; tells the exit code. */
export async function runHouse(options: RunOptions): Promise<number> {
  readEnvFile()
  const stopping = new AbortController()
  const programs: Program[] = []
  const stack = new AsyncDisposableStack()
  const told = listenForSignals(stopping, programs)
  let failure: string | null = null
  try {
    failure = await live({ options, stack, stopping, programs, told })
  } catch (error) {
    // Telling a step to stop makes it fail: that is no news.
    if (!stopping.signal.aborted) failure = wordsFor(error)
  }
  if (failure !== null) console.error(failure)
  else console.log('\nStopping …')
  await stack.disposeAsync()
  if (failure === null) console.log('Stopped. Everything is kept.')
  return failure === null ? 0 : 1
}

/** Everything that web and worker find when they start: the programs, and a database with a clinic in it. */
export async function layOut(
  stack: AsyncDisposableStack,
  { prepareFirst, prepare }: Pick<RunOptions, 'prepareFirst' | 'prepare'>,
  signal: AbortSignal,
): Promise<House> {
  const house = await openHouse(stack)
  signal.throwIfAborted()
  await prepareFirst(signal)
  signal.throwIfAborted()
  const laidOut = seed(house).then(() => keepPromises(house))
  const [seeding, preparing] = await Promise.allSettled([laidOut, prepare(signal)])
  for (const outcome of [seeding, preparing]) if (outcome.status === 'rejected') throw outcome.reason
  signal.throwIfAborted()
  return house
}

type Living = {
  options: RunOptions
  stack: AsyncDisposableStack
  stopping: AbortController
  programs: Program[]
  told: Promise<null>
}

/** From nothing to running; returns when told to stop (`null`) or with the sentence of what ended by itself. */
async function live({ options, stack, stopping, programs, told }: Living): Promise<string | null> {
  const { signal } = stopping
  const house = await layOut(stack, options, signal)
  const run = (one: ProgramOptions) => {
    const program = startProgram(one)
    programs.push(program)
    stack.defer(program.stop)
    return program.ended
  }
  const { childEnv: env } = house
  const logFolder = options.logFolder(house)
  // Stopped in reverse: first the web server, which takes requests, then the worker.
  const ends = [
    house.databaseEnded,
    run({ name: 'worker', args: options.workerArgs, nodeArgs: ['--max-old-space-size=192'], env, logFolder }),
    run({
      name: 'web',
      args: [
        nextProgram,
        ...options.nextArgs,
        '--port',
        String(house.settings.port),
        '--hostname',
        house.settings.host,
      ],
      nodeArgs: ['--import', join(root, 'scripts', 'web-edge.mjs'), '--max-old-space-size=384'],
      env: { ...env, ...options.nextEnv },
      logFolder,
    }),
  ]
  const ended = Promise.race([told, ...ends])
  const healthy = await Promise.race([ended, step('Waiting for web and worker', () => health(house, signal))])
  if (healthy !== true) return healthy
  await announce(house, logFolder)
  return ended
}

/** Settles when told to stop. A second time, later than a terminal's echo of the first, ends everything at once. */
function listenForSignals(stopping: AbortController, programs: readonly Program[]): Promise<null> {
  let firstMs = 0
  return new Promise((resolve) => {
    const stop = () => {
      if (firstMs === 0) {
        firstMs = Date.now()
        stopping.abort()
        resolve(null)
      } else if (Date.now() - firstMs > repeatedSignalMs) {
        console.error('Ended at once.')
        for (const program of programs) program.kill()
        process.exit(1)
      }
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
    process.on('disconnect', stop)
  })
}

async function seed({ settings, urls, ownerEnv }: House): Promise<void> {
  if (process.argv.includes('--empty') || !(await wantsDemo(settings.mode, urls.ownerUrl))) return
  await step('Laying out the demo clinic', () => runCommand('seed', ownerEnv))
}

/** A new Node may bring new rules of the clocks; visits booked under the old ones are put where they were promised. */
async function keepPromises({ folder, ownerEnv }: House): Promise<void> {
  const edition = process.versions.tz ?? ''
  if (keptClockRules(folder) === edition) return
  await step('Asking whether the rules of the clocks have changed', () => runCommand('keep-promises', ownerEnv))
  keepClockRules(folder, edition)
}

/** Waits until web says that everything is well; refuses with what it says is wrong. */
async function health({ settings }: House, signal: AbortSignal): Promise<true | null> {
  const host =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[settings.host] ??
    (settings.host.includes(':') ? `[${settings.host}]` : settings.host)
  let said = 'it does not answer'
  for (const until = Date.now() + 90_000; Date.now() < until && !signal.aborted; await pause(100)) {
    const answer = await fetch(`http://${host}:${settings.port}/api/health`, {
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null)
    const text = (await answer?.text().catch(() => null)) ?? ''
    if (answer?.ok) return true
    if (answer?.status === 503 && lacksOnlyMail(text)) {
      console.log('The mail server does not answer: mail waits until it does.')
      return true
    }
    if (answer) said = `it says ${answer.status} ${text.slice(0, 500)}`
  }
  if (signal.aborted) return null
  throw new Refusal(`The web server did not become ready within 90 s: ${said}.`)
}

/** A clinic can work while its mail waits, so that alone keeps nobody from starting. */
function lacksOnlyMail(text: string): boolean {
  try {
    const { database, migrations, worker } = JSON.parse(text) as Record<string, unknown>
    return [database, migrations, worker].every((part) => part === 'ok')
  } catch {
    return false
  }
}

const signIns = ['owner@demo.test', 'desk@demo.test', 'ana@demo.test', 'ben@demo.test', 'assistant@demo.test']

async function announce({ settings, urls, mailGoes }: House, logFolder: string | null): Promise<void> {
  const lines = ['', `Filiform is ready at ${settings.publicUrl}`, '']
  const password = await demoPassword(settings.mode, urls.ownerUrl)
  if (password !== null) {
    lines.push(`  Sign in     ${signIns.join(', ')}`)
    lines.push(`  Password    ${password}`)
    lines.push('  Patient     patient@demo.test, by a link that comes by mail')
  }
  lines.push(`  Mail        ${mailGoes}`)
  if (logFolder !== null && existsSync(logFolder)) lines.push(`  Logs        ${logFolder}`)
  console.log([...lines, '', 'Ctrl-C stops it.'].join('\n'))
}
