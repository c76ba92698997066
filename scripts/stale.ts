import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runToEnd } from './programs.ts'
import { step } from './progress.mjs'
import { nextProgram, packageProgram, root } from './project.ts'

const generated = join('src', 'db', 'generated')

/** Makes the database client anew when the models it is made from have changed. */
export async function generateWhenStale(signal?: AbortSignal): Promise<void> {
  const marker = join(root, '.cache', 'generated-from')
  const hash = fingerprint(['prisma/models', 'prisma.config.ts', 'package-lock.json'], [])
  if (isMarked(marker, hash) && existsSync(join(root, generated, 'client.ts'))) return
  const env = {
    ...process.env,
    // Prisma would fetch an engine that generating never runs; any file keeps it from that.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  const prisma = packageProgram('prisma', 'build', 'index.js')
  await step('Generating the database client', () => runToEnd('prisma generate', [prisma, 'generate'], env, signal))
  // what the compiler remembers of the old client it would go on complaining about
  rmSync(join(root, '.cache', 'tsconfig.tsbuildinfo'), { force: true })
  mark(marker, hash)
}

/** Builds the screens anew when anything they are built from has changed. */
export async function buildWhenStale(signal?: AbortSignal): Promise<void> {
  const folder = join(root, '.next')
  const marker = join(folder, 'built-from')
  const inputs = [
    'src',
    'prisma/models',
    'public',
    'next.config.ts',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
  ]
  const hash = fingerprint(inputs, [generated])
  if (isMarked(marker, hash) && existsSync(join(folder, 'BUILD_ID'))) return
  rmSync(marker, { force: true })
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: '' }
  await step('Building the screens', () => runToEnd('next build', [nextProgram, 'build'], env, signal))
  mark(marker, hash)
}

function isMarked(marker: string, hash: string): boolean {
  return existsSync(marker) && readFileSync(marker, 'utf8') === hash
}

function mark(marker: string, hash: string): void {
  mkdirSync(dirname(marker), { recursive: true })
  writeFileSync(marker, hash)
}

/** One hash over the names and contents of all files below these paths. */
function fingerprint(paths: readonly string[], without: readonly string[]): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths.flatMap((start) => filesBelow(start, without)))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

function filesBelow(path: string, without: readonly string[]): string[] {
  const full = join(root, path)
  if (without.includes(path) || !existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(join(path, name), without))
}
