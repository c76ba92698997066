import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAndListen } from './programs.ts'
import { step } from './progress.mjs'
import { nextProgram, packageProgram, root } from './project.ts'
import { wordsFor } from './refusal.ts'

export type Tally = { passed: number; failed: number }

/** A part of the tests: does its work, and says how much of it passed and failed. */
export type Part = () => Promise<Tally>

/** Runs the parts one after the other, whatever becomes of each, and ends with the sum alone on the last line. */
export async function runSuite(parts: readonly Part[]): Promise<number> {
  const sum: Tally = { passed: 0, failed: 0 }
  for (const part of parts) {
    const { passed, failed } = await part().catch((error: unknown): Tally => {
      console.error(wordsFor(error))
      return { passed: 0, failed: 1 }
    })
    sum.passed += passed
    sum.failed += failed
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1
}

/** Something that has to be made before the parts after it; it counts only when it fails. */
export function preparing(work: () => Promise<void>): Part {
  return async () => {
    await work()
    return { passed: 0, failed: 0 }
  }
}

/** The compiler's view of the whole tree. */
export const types: Part = async () => {
  // Next declares what only it knows (styles, images, routes) in files that are not kept.
  const declared = await step('Declaring routes', () => runAndListen([nextProgram, 'typegen'], quietEnv()))
  if (declared.code !== 0) return failedCheck('Types', declared.said)
  return check('Types', [packageProgram('typescript', 'bin', 'tsc'), '-p', '.'])
}

export const formatAndLint: Part = () =>
  check('Format and lint', [packageProgram('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--error-on-warnings'])

/** The tests of these Vitest projects. A skipped test is a failed one: nobody notices it otherwise. */
export function tests(...projects: string[]): Part {
  return async () => {
    console.log(`\n${projects.join(', ')} tests`)
    const folder = mkdtempSync(join(tmpdir(), 'filiform-report-'))
    const report = join(folder, 'report.json')
    try {
      const chosen = projects.flatMap((name) => ['--project', name])
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      const code = await runInView([packageProgram('vitest', 'vitest.mjs'), 'run', ...chosen, ...reporters])
      return tallyOf(report, code)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

function tallyOf(file: string, code: number): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + broken.length
  // An error outside any test, or no test at all, fails the run too.
  const silent = (code !== 0 && failed === 0) || (report.numPassedTests === 0 && failed === 0)
  return { passed: report.numPassedTests, failed: silent ? 1 : failed }
}

async function check(name: string, args: readonly string[]): Promise<Tally> {
  const { code, said } = await step(name, () => runAndListen(args, quietEnv()))
  if (code !== 0) return failedCheck(name, said)
  console.log(`${name}: passed`)
  return { passed: 1, failed: 0 }
}

function failedCheck(name: string, said: string): Tally {
  console.log(`${said.trim()}\n${name}: failed`)
  return { passed: 0, failed: 1 }
}

function quietEnv(): NodeJS.ProcessEnv {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
}

/** Runs a program that shows its own progress; tells its exit code. */
export function runInView(args: readonly string[]): Promise<number> {
  const node = ['--disable-warning=ExperimentalWarning', ...args]
  const child = spawn(process.execPath, node, { cwd: root, env: quietEnv(), stdio: ['ignore', 'inherit', 'inherit'] })
  // A terminal's Ctrl-C reaches the child by itself, a signal to this process alone does not.
  const stop = () => child.kill('SIGTERM')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, stop)
      resolve(code ?? 1)
    })
  })
}
