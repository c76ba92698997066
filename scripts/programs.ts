import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root } from './project.ts'
import { Refusal } from './refusal.ts'

type Env = Record<string, string | undefined>

/** Runs a program of ours to its end with this Node; refuses with what it said when it fails. */
export async function runToEnd(what: string, args: readonly string[], env: Env, signal?: AbortSignal): Promise<void> {
  const { code, said } = await runAndListen(args, env, signal)
  if (code !== 0) throw new Refusal(`${what} failed:\n${said.trim()}`)
}

/** Runs another command of ours in a process of its own, which takes its memory with it; refuses with its sentence. */
export async function runCommand(name: string, env: Env): Promise<void> {
  const args = ['--disable-warning=ExperimentalWarning', join(root, 'scripts', `${name}.ts`)]
  const { code, said } = await runAndListen(args, env)
  if (code !== 0) throw new Refusal(said.trim())
}

/** Runs a program of ours to its end; tells its exit code and what it said last. */
export function runAndListen(
  args: readonly string[],
  env: Env,
  signal?: AbortSignal,
): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => child.kill('SIGTERM')
  signal?.addEventListener('abort', kill)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said = `${said}${text}`.slice(-20_000)
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      signal?.removeEventListener('abort', kill)
      resolve({ code: code ?? 1, said })
    })
  })
}

/** A part of the running house: the web server or the worker. */
export type Program = {
  name: string
  /** Settles with a sentence when the program has ended, whoever ended it. */
  ended: Promise<string>
  stop(): Promise<void>
  kill(): void
}

export type ProgramOptions = {
  name: string
  args: readonly string[]
  nodeArgs?: readonly string[]
  env: Env
  logFolder: string | null
}

const largestLog = 5_000_000

/** Starts a part of the house. It writes to a log file, or to this terminal when there is no folder for one. */
export function startProgram({ name, args, nodeArgs = [], env, logFolder }: ProgramOptions): Program {
  const logFile = logFolder === null ? null : join(logFolder, `${name}.log`)
  const log = logFile === null ? ('inherit' as const) : openLog(logFile)
  const guard = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    pathToFileURL(join(root, 'scripts', 'with-parent.mjs')).href,
  ]
  const child = spawn(process.execPath, [...guard, ...nodeArgs, ...args], {
    cwd: root,
    env: { ...env, FILIFORM_STARTED: 'yes' } as unknown as NodeJS.ProcessEnv,
    // A group of its own: Ctrl-C at the terminal is for the command, which stops the parts in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log, 'ipc'],
  })
  if (typeof log === 'number') closeSync(log)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`The ${name} could not be started: ${error.message}`))
    child.once('exit', (code, signal) =>
      resolve(`The ${name} ended unexpectedly (${signal ?? `exit ${code}`}).${lastWords(logFile)}`),
    )
  })
  return { name, ended, stop: () => stopChild(child, ended), kill: () => void child.kill('SIGKILL') }
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  // Windows has no signals that ask: there the parts notice that their command let go of them.
  if (process.platform === 'win32') child.disconnect()
  else child.kill('SIGTERM')
  const done = await Promise.race([ended.then(() => true), pause(10_000, false, { ref: false })])
  if (!done) child.kill('SIGKILL')
  await ended
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.old`)
  return openSync(file, 'a', 0o600)
}

function lastWords(logFile: string | null): string {
  if (logFile === null) return ''
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12)
  return ` Its last words (all of them in ${logFile}):\n${lines.join('\n')}`
}
