import { describe, expect, it } from 'vitest'
import { statementNames } from '#db/statement-names.ts'

const statement = (sql: string, ...argTypes: string[]) => ({ sql, argTypes })

describe('names of prepared statements', () => {
  it('are the same for the same text and types, and differ otherwise', () => {
    const nameOf = statementNames()
    const first = nameOf(statement('SELECT $1', 'int'))
    expect(nameOf(statement('SELECT $1', 'int'))).toBe(first)
    expect(nameOf(statement('SELECT $1', 'text'))).not.toBe(first)
    expect(nameOf(statement('SELECT $2', 'int'))).not.toBe(first)
    expect(first).toMatch(/^filiform_\d+$/)
  })

  it('end, so that texts which vary without end do not fill the server; named ones stay named', () => {
    const nameOf = statementNames('some', 2)
    const named = [nameOf(statement('a')), nameOf(statement('b'))]
    expect(nameOf(statement('c'))).toBe('')
    expect([nameOf(statement('a')), nameOf(statement('b'))]).toEqual(named)
  })
})
