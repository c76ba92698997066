interface Statement {
  readonly sql: string
  readonly argTypes: readonly unknown[]
}

/** Every connection keeps each named statement; texts that vary without end (rows written in bulk) go unnamed. */
const MOST_STATEMENTS = 400

/**
 * Names the statements of a pool, so that PostgreSQL plans each once per connection: behind row-level security, planning
 * takes longer than running.
 */
export const statementNames = (prefix = 'filiform', most: number = MOST_STATEMENTS) => {
  const names = new Map<string, string>()
  return ({ sql, argTypes }: Statement): string => {
    const key = `${sql}\n${JSON.stringify(argTypes)}`
    const known = names.get(key)
    if (known !== undefined) return known
    if (names.size >= most) return ''
    const name = `${prefix}_${names.size}`
    names.set(key, name)
    return name
  }
}
