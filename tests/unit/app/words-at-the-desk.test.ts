import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const DESK = 'src/app/(staff)/desk'

/** A file of ours that another one imports. */
const fileOf = (from: string, name: string): string | null => {
  const path = name.startsWith('#')
    ? join('src', name.slice(1))
    : name.startsWith('.')
      ? join(dirname(from), name)
      : null
  return path?.startsWith('src/') && existsSync(path) ? path : null
}

/** Every component that a file brings along, itself included. */
const broughtBy = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+\.tsx?)'/g)) {
    const brought = fileOf(file, name)
    if (brought !== null) broughtBy(brought, seen)
  }
  return seen
}

describe('whoever takes words from around them', () => {
  it('says first that they are drawn in the browser: a page that is built has nothing around it', () => {
    const hooked = globSync('src/{app,ui}/**/*.tsx').filter((file) =>
      readFileSync(file, 'utf8').includes('useTranslations('),
    )
    expect(hooked.length).toBeGreaterThan(100)
    expect(hooked.filter((file) => !readFileSync(file, 'utf8').startsWith("'use client'"))).toEqual([])
  })
})

describe('the desk', () => {
  it('is given every word that what stands on it says', () => {
    const given = [...readFileSync(join(DESK, 'page.tsx'), 'utf8').matchAll(/^ {8}'([a-z]+)',$/gm)].map(
      ([, name]) => name,
    )
    const said = [...broughtBy(join(DESK, 'Desk.tsx'))].flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/useTranslations\('([a-z]+)/g)].map(([, name]) => name),
    )
    expect(new Set(said).size).toBeGreaterThan(5)
    expect([...new Set(said)].filter((name) => !given.includes(name))).toEqual([])
  })
})
