import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import { PROCEDURES, ROLES, type Row } from '../support/rights-table.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs', { recursive: true, encoding: 'utf8' })]
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.md'))
  .map((path) => (existsSync(path) ? path : `docs/${path}`))

/** What a page names as `tests/….test.ts › name` that no test of that file is called. */
const missingTests = (page: string): string[] =>
  [...page.matchAll(/`(tests\/[^`]+?\.ts) › ([^`]+)`/g)]
    .filter(([, file = '', name = '']) => {
      const calls = existsSync(file) ? [...read(file).matchAll(/\bit\(\s*(['"])(.*?)\1,/gs)] : []
      return !calls.some(([, , called]) => called === name)
    })
    .map(([named]) => named)

describe('the hazard log', () => {
  const log = read('docs/hazard-log.md')
  const rows = log.split(/^## /m).slice(1)

  it('has a row for each hazard, in order', () => {
    const ids = rows.map((row) => row.split(' ')[0])
    expect(ids).toEqual(Array.from({ length: 17 }, (_, index) => `Z${index + 1}`))
  })

  it('names tests that exist, and no row lacks both a test and "not built yet"', () => {
    expect(missingTests(log)).toEqual([])
    const bare = rows.filter((row) => !row.includes('not built yet') && !row.includes(' › '))
    expect(bare).toEqual([])
    expect(missingTests('`tests/unit/docs.test.ts › nobody is called this`')).toHaveLength(1)
  })

  it('says of each hazard how it comes about, what harm it does and what stands against it', () => {
    const parts = ['**How it comes about.**', '**Harm.**', '**Control.**']
    expect(rows.filter((row) => !parts.every((part) => row.includes(part)))).toEqual([])
  })
})

const MARKS: Readonly<Record<string, string>> = { a: '✓', f: '○', n: '–', u: '○' }
const marksOf = (letters: string): string => [...letters].map((letter) => MARKS[letter] ?? letter).join(' ')

/** A row of the rights test as docs/rights.md shows it. */
const lineOf = (procedure: string, row: Row): string =>
  `| \`${procedure}\` | ${row.cases.join(', ')} | ${ROLES.filter((role) => role !== 'nobody')
    .map((role) => marksOf(row[role]))
    .join(' | ')} |`

describe('the rights', () => {
  it('in docs/rights.md are those that the rights test asks for', () => {
    const expected = Object.entries(PROCEDURES).map(([procedure, row]) => lineOf(procedure, row))
    const shown = read('docs/rights.md').match(/^\| `\w+\.\w+` \|.*$/gm)
    expect(shown).toEqual(expected)
  })
})

describe('the architecture page', () => {
  it('shows the import table that its test holds', () => {
    const held = read('tests/unit/architecture.test.ts')
    const rooms = [...read('docs/architecture.md').matchAll(/^\| `([a-z.]+)` \| (.*?)(?:;.*| alone)? \|$/gm)]
    const shown = rooms.filter(([, room = '']) => held.includes(`${room.includes('.') ? `'${room}'` : room}: [`))
    expect(shown.length).toBe(Object.keys(tableIn(held)).length)
    for (const [, room = '', may = ''] of shown) {
      const named = (tableIn(held)[room] ?? []).filter((other) => !may.includes(other))
      expect([room, ...named]).toEqual([room])
    }
  })

  it('names a file for each guarantee', () => {
    const page = read('docs/architecture.md')
    expect([...page.matchAll(/^\| P\d \|/gm)]).toHaveLength(9)
    const named = [...page.matchAll(/`((?:tests|src)\/[\w/.-]+\.ts)`/g)].map(([, path = '']) => path)
    expect(named.filter((path) => !existsSync(path))).toEqual([])
    const migrations = [...page.matchAll(/`(\d{14}_\w+)`/g)].map(([, name = '']) => name)
    expect(migrations.filter((name) => !existsSync(`prisma/migrations/${name}`))).toEqual([])
  })
})

/** The import table as written in its test. */
const tableIn = (test: string): Record<string, string[]> =>
  Object.fromEntries(
    [...(test.match(/MAY_IMPORT[^{]*\{([\s\S]*?)\n\}/)?.[1] ?? '').matchAll(/'?([a-z.]+)'?: \[(.*?)\]/g)].map(
      ([, room = '', list = '']) => [room, [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name)],
    ),
  )

describe('the decisions', () => {
  it('are numbered one after the other, in their names and on their pages', () => {
    const files = readdirSync('docs/decisions').sort()
    const numbers = files.map((_, index) => String(index + 1).padStart(4, '0'))
    expect(files.map((file) => file.slice(0, 4))).toEqual(numbers)
    expect(files.map((file) => /^# (\d{4}) /.exec(read(`docs/decisions/${file}`))?.[1])).toEqual(numbers)
  })
})

describe('every page', () => {
  it('links to what is there', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => normalize(join(dirname(page), target)))
        // taken by the end-to-end tests
        .filter((target) => !target.startsWith('docs/guide/pictures/') && !existsSync(target))
        .map((target) => `${page} → ${target}`),
    )
    expect(broken).toEqual([])
  })
})
