import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path/posix'
import { describe, expect, it } from 'vitest'

/** Who may import whom: the import table of docs/architecture.md. Keys are rooms under src/. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  domain: [],
  words: ['domain'],
  db: ['domain', 'lib'],
  jobs: ['domain', 'db', 'lib'],
  auth: ['domain', 'db', 'jobs', 'lib', 'words', 'integrations'],
  trpc: ['domain', 'words', 'db', 'auth', 'lib'],
  features: ['domain', 'words', 'db', 'jobs', 'trpc', 'lib'],
  'router.ts': ['features', 'trpc'],
  'proxy.ts': ['lib'],
  integrations: ['domain', 'words', 'lib'],
  worker: ['features', 'jobs', 'integrations', 'domain', 'words', 'db', 'lib'],
  ui: ['domain', 'words', 'lib'],
  app: ['router.ts', 'trpc', 'auth', 'integrations', 'ui', 'words', 'domain', 'lib', 'db', 'features'],
}

/** Packages that live in one place. */
const ONE_HOME: Readonly<Record<string, readonly string[]>> = {
  'pg-boss': ['src/jobs/'],
  'better-auth': ['src/auth/'],
  nodemailer: ['src/integrations/mail/'],
  mailparser: ['src/integrations/mail/'],
  'ical-generator': ['src/integrations/calendar/'],
  pdfkit: ['src/integrations/pdf/'],
  'bwip-js': ['src/integrations/barcode/'],
  'zxing-wasm': ['src/ui/kit/scan/code-reader.ts'],
  '@prisma/client': ['src/db/'],
  '@prisma/adapter-pg': ['src/db/'],
  pg: ['src/db/', 'src/auth/'],
  '@trpc/server': ['src/trpc/', 'src/app/api/'],
}

/** What a feature folder may hold, besides one <verb>-<noun>.ts per command. */
const FEATURE_FILES = ['schema.ts', 'access.ts', 'queries.ts', 'records.ts', 'router.ts']
const HIDING_NAMES = /^(utils?|helpers?|common|misc|index|service|manager|types)\.tsx?$/
/** Data tables, not logic. This list only shrinks. */
const MAY_BE_LONG = ['src/auth/common-passwords.ts', 'src/ui/clinic/body-map/body-shapes.ts']

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('src/db/generated/'))
const text = new Map(files.map((path) => [path, readFileSync(path, 'utf8')]))
const read = (path: string): string => text.get(path) ?? ''
const roomOf = (path: string): string => path.split('/')[1] ?? ''

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const imports: readonly Import[] = files.flatMap((from) =>
  [
    ...read(from).matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"\n;]*?(?:\{[^}]*\}[^'"\n;]*?)?from\s+['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? ''
    const to = target.startsWith('#')
      ? `src/${target.slice(1)}`
      : target.startsWith('.')
        ? normalize(join(dirname(from), target))
        : target
    return { from, to, typeOnly: match[1] !== undefined }
  }),
)
const ours = imports.filter(({ to }) => to.startsWith('src/'))
const outside = imports.filter(({ to }) => !to.startsWith('src/'))

const wrongWays = (list: readonly Import[]): string[] =>
  list
    .filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)]
      if (here === there) return false
      if (here === 'app' && there === 'features') return !/\/(schema|access)\.ts$/.test(to)
      if (here === 'app' && there === 'db')
        return !from.startsWith('src/app/api/') && !from.startsWith('src/app/server/')
      return !(MAY_IMPORT[here] ?? []).includes(there)
    })
    .map(({ from, to }) => `${from} → ${to}`)

describe('the house', () => {
  it('lets every import point the right way', () => {
    expect(wrongWays(ours)).toEqual([])
    expect(wrongWays([{ from: 'src/domain/lot/stock.ts', to: 'src/db/client.ts', typeOnly: false }])).toHaveLength(1)
  })

  it('lets a feature use only the queries and records of another', () => {
    const noun = (path: string) => path.split('/')[2]
    const wrong = ours.filter(
      ({ from, to }) =>
        roomOf(from) === 'features' &&
        roomOf(to) === 'features' &&
        noun(from) !== noun(to) &&
        !/\/(queries|records)\.ts$/.test(to),
    )
    expect(wrong).toEqual([])
  })

  it('has no circles', () => {
    const edges = new Map(
      files.map((file) => [file, ours.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to)]),
    )
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) return void circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
      if (done.has(file)) return
      for (const to of edges.get(file) ?? []) visit(to, [...trail, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })

  it('keeps each outside package in its one home', () => {
    const strays = outside.filter(({ from, to }) => {
      const home = Object.entries(ONE_HOME).find(([name]) => to === name || to.startsWith(`${name}/`))?.[1]
      return home !== undefined && !home.some((folder) => from.startsWith(folder))
    })
    expect(strays).toEqual([])
  })

  it('keeps the domain pure: no outside world, clock, chance or process', () => {
    const domain = files.filter((path) => path.startsWith('src/domain/'))
    const impure = domain.filter((path) =>
      /Date\.now|new Date\(\)|Temporal\.Now|Math\.random|crypto\.|process\.|console\.|setTimeout|fetch\(/.test(
        read(path),
      ),
    )
    const packages = outside.filter(({ from }) => from.startsWith('src/domain/'))
    expect(impure).toEqual([])
    expect(packages).toEqual([])
  })

  it('C19: writes a date without a zone in one place, since each of its own would be wrong in another way', () => {
    const own = files.filter(
      (path) => path !== 'src/words/time.ts' && /DateTimeFormat\([^)]*timeZone: 'UTC'/s.test(read(path)),
    )
    expect(own).toEqual([])
  })

  it('gives the worker nothing that holds JSX', () => {
    const reached = new Set<string>()
    const walk = (file: string): void => {
      if (reached.has(file)) return
      reached.add(file)
      for (const { to } of ours.filter(({ from }) => from === file)) walk(to)
    }
    for (const file of files.filter((path) => path.startsWith('src/worker/'))) walk(file)
    expect([...reached].filter((path) => path.endsWith('.tsx'))).toEqual([])
    expect(reached.size).toBeGreaterThan(0)
  })

  it('C23: starts no job by the time of day, which some nights lack and others have twice: each is due at an instant', () => {
    const queue = ['src/jobs/queue.ts', 'src/jobs/worker.ts'].map(read).join('\n')
    const bosses = queue.match(/new PgBoss\(/g) ?? []
    expect(bosses.length).toBeGreaterThan(0)
    expect(queue.match(/schedule: false/g)).toHaveLength(bosses.length)
    const byWall = files.filter((path) => /^src\/(jobs|worker|db|lib)\//.test(path))
    expect(byWall.filter((path) => /\.schedule\(|\bcron\b/i.test(read(path)))).toEqual([])
  })

  it('names files so that nothing can hide in them', () => {
    expect(files.filter((path) => HIDING_NAMES.test(basename(path)))).toEqual([])
    const features = files.filter((path) => path.startsWith('src/features/'))
    const odd = features.filter((path) => {
      const [, , , file, deeper] = path.split('/')
      return deeper !== undefined || !(FEATURE_FILES.includes(file ?? '') || /^[a-z]+(-[a-z]+)+\.ts$/.test(file ?? ''))
    })
    expect(odd).toEqual([])
  })

  it('keeps files under 400 lines and free of switched-off checks', () => {
    const long = files.filter((path) => !MAY_BE_LONG.includes(path) && read(path).split('\n').length > 400)
    expect(long).toEqual([])
    expect(files.filter((path) => /@ts-(ignore|nocheck|expect-error)|biome-ignore/.test(read(path)))).toEqual([])
  })
})
