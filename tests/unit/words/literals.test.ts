import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { literalWords } from '../../support/literal-words.ts'

const found = (source: string) => literalWords('planted.tsx', source).map(({ text }) => text)

describe('words in screens', () => {
  it('come from the catalogue on every screen and in every component', () => {
    const files = globSync('src/{app,ui}/**/*.tsx')
    const literals = files.flatMap((file) =>
      literalWords(file, readFileSync(file, 'utf8')).map(({ line, text }) => `${file}:${line} ${text}`),
    )
    expect(files.length).toBeGreaterThan(0)
    expect(literals).toEqual([])
  })
})

describe('the finder of literal words', () => {
  it('sees text between tags', () => expect(found('const a = <p>Book it</p>')).toEqual(['Book it']))

  it('sees a string or template in braces, and both arms of a choice', () => {
    expect(found("const a = <p>{'Yes'}</p>")).toEqual(['Yes'])
    expect(found('const a = <p>{`$' + '{n} visits`}</p>')).toEqual(['visits'])
    expect(found("const a = <p>{done ? 'Done' : t('open')}</p>")).toEqual(['Done'])
    expect(found("const a = <p>{name ?? 'Nobody'}</p>")).toEqual(['Nobody'])
  })

  it.each(['aria-label', 'title', 'placeholder', 'label', 'alt'])('sees the words of %s', (attribute) => {
    expect(found(`const a = <input ${attribute}="Find a patient" />`)).toEqual(['Find a patient'])
    expect(found(`const a = <input ${attribute}={busy ? 'Wait' : t('find')} />`)).toEqual(['Wait'])
  })

  it('sees the labels of options kept in data', () =>
    expect(found("const options = [{ value: 'l', label: 'Left' }]")).toEqual(['Left']))

  it('tells the line', () => expect(literalWords('planted.tsx', 'const a = (\n  <p>Hello</p>\n)')[0]?.line).toBe(2))

  it('leaves codes, class names, marks and looked-up words alone', () => {
    const clean = `const a = <p className="quiet" role="note" data-side={side === 'left' ? 'l' : 'r'}>{t('kit.done')} · {count === 'none' && <b>{n}</b>} 12:30</p>`
    expect(found(clean)).toEqual([])
  })
})
