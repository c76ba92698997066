import pg from 'pg'
import { Prisma } from './generated/client.ts'
import { statementNames } from './statement-names.ts'

/**
 * One transaction on one connection. Its raw SQL goes straight to PostgreSQL, and what is asked for together
 * (`Promise.all`) is sent together and runs in the order of asking: a command takes as many round trips as it has
 * decisions, not statements. Its models are Prisma's, on the same connection, joined when one is first used.
 */
export type Transaction = Prisma.TransactionClient

/** Prisma's models inside a transaction that is open already. */
export interface JoinedModels {
  readonly models: Promise<Prisma.TransactionClient>
  /** Lets Prisma go; what was written is decided on by whoever opened the transaction. */
  readonly leave: () => Promise<unknown>
}

/** Something that sees the text of each statement that is sent, for who counts them. */
export type Watch = (sql: string) => void

type Template = readonly [query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]]

interface Named {
  readonly text: string
  readonly name: string
}

interface Statement extends Named {
  readonly values: readonly unknown[]
}

const nameOf = statementNames()
const named = (text: string): Named => ({ text, name: nameOf({ sql: text, argTypes: [] }) })

/** The web server loads a module several times, so a class of one copy is not known to another; a registered sign is. */
const PART = Symbol.for('filiform.sql-part')

/** A piece of SQL to be set into another, with values of its own. */
export class Part {
  readonly [PART] = true
  readonly strings: TemplateStringsArray
  readonly values: readonly unknown[]

  constructor(strings: TemplateStringsArray, values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && PART in value

/** Writes a piece of SQL that stands for a value in a template: of a few variants of one statement, what differs. */
export const part = (strings: TemplateStringsArray, ...values: unknown[]): Part => new Part(strings, values)
export const nothing = part``

/** Templates that stand in the code are put together and named once, for each choice of pieces set into them. */
class Known {
  kept: Named | undefined
  readonly next = new Map<TemplateStringsArray | number, Known>()

  /** What is known of a template, or of the piece at this place of it. */
  at(key: TemplateStringsArray | number): Known {
    const known = this.next.get(key) ?? new Known()
    this.next.set(key, known)
    return known
  }
}

const templates = new Known()

const putTogether = (piece: Part, counted: { values: number }): string =>
  piece.strings.reduce((text, string, index) => {
    const value = piece.values[index - 1]
    if (isPart(value)) return `${text}${putTogether(value, counted)}${string}`
    counted.values += 1
    return `${text}$${counted.values}${string}`
  })

const flatten = (piece: Part, known: Known, values: unknown[]): Known => {
  let found = known.at(piece.strings)
  for (const [place, value] of piece.values.entries()) {
    if (isPart(value)) found = flatten(value, found.at(place), values)
    else values.push(value)
  }
  return found
}

const statementOf = ([query, ...given]: Template): Statement => {
  if (!Array.isArray(query)) {
    const { text, values } = query as Prisma.Sql
    return { ...named(text), values }
  }
  const piece = new Part(query as TemplateStringsArray, given)
  const values: unknown[] = []
  const known = flatten(piece, templates, values)
  known.kept ??= named(putTogether(piece, { values: 0 }))
  return { ...known.kept, values }
}

/** As the connection, which speaks UTC, understands it whatever the zone of this process. */
const argument = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(argument)
  return value
}

const { builtins } = pg.types
const readUtc = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`)
/** The same values as Prisma's raw queries give; dates and times without a zone are taken as UTC. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: BigInt,
  [builtins.TIMESTAMP]: readUtc,
  [builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
}
const types = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** What every handle of one transaction shares. */
interface Course {
  readonly client: pg.PoolClient
  readonly join: () => JoinedModels
  readonly watch: Watch | undefined
  /** Writes that nobody waits for any more: they are answered with the commit. */
  readonly last: Promise<unknown>[]
  /** What is asked for in this breath waits to leave in one packet. */
  gathering: boolean
  over: boolean
}

const courses = new WeakMap<Transaction, Course>()

/** What is asked for until this breath ends leaves in one packet. */
const gather = (course: Course): void => {
  if (course.gathering) return
  const { stream } = (course.client as unknown as pg.Client).connection
  course.gathering = true
  stream.cork()
  process.nextTick(() => {
    stream.uncork()
    course.gathering = false
  })
}

/** The first of several leaves at once: PostgreSQL works on it while the others are put together. */
const send = (course: Course, { text, name, values }: Statement) => {
  // the connection is somebody else's by now
  if (course.over) return Promise.reject(new Error('This transaction has ended'))
  course.watch?.(text)
  const result = course.client.query({ text, name, values: values.map(argument), types })
  gather(course)
  return result
}

const MODELS: ReadonlySet<string> = new Set(
  Object.keys(Prisma.ModelName).map((name) => name.charAt(0).toLowerCase() + name.slice(1)),
)

type Call = (...args: unknown[]) => Promise<unknown>

/** A model whose calls wait until Prisma has joined the transaction. */
const modelOf = (course: Course, model: string, allowed: Promise<unknown> | null): object =>
  new Proxy(
    {},
    {
      get:
        (_, method: string) =>
        async (...args: unknown[]): Promise<unknown> => {
          await allowed
          const models = (await course.join().models) as unknown as Record<string, Record<string, Call>>
          return models[model]?.[method]?.(...args)
        },
    },
  )

/** A handle on the transaction; where something has to be allowed first, no answer is given out before it is. */
const handleOf = (course: Course, allowed: Promise<unknown> | null): Transaction => {
  const answered = async (statement: Statement) => {
    const sent = send(course, statement)
    const [result] = await (allowed === null ? Promise.all([sent]) : Promise.all([sent, allowed]))
    return result
  }
  const rows = async (statement: Statement) => (await answered(statement)).rows as unknown
  const count = async (statement: Statement) => (await answered(statement)).rowCount ?? 0
  const raw: Record<string, Call> = {
    $queryRaw: (...template) => rows(statementOf(template as unknown as Template)),
    $executeRaw: (...template) => count(statementOf(template as unknown as Template)),
    $queryRawUnsafe: (text, ...values) => rows({ text: text as string, name: '', values }),
    $executeRawUnsafe: (text, ...values) => count({ text: text as string, name: '', values }),
  }
  const get = (own: typeof raw, key: string | symbol): unknown =>
    typeof key === 'symbol' ? undefined : (own[key] ?? (MODELS.has(key) ? modelOf(course, key, allowed) : undefined))
  const handle = new Proxy(raw, { get }) as unknown as Transaction
  courses.set(handle, course)
  return handle
}

/**
 * The same transaction for work that may turn out not to be wanted: its first statements are sent along, but it learns
 * nothing, and so does nothing more, until it is allowed.
 */
export const onceAllowed = (tx: Transaction, allowed: Promise<unknown>): Transaction => {
  const course = courses.get(tx)
  return course === undefined ? tx : handleOf(course, allowed)
}

/**
 * Leaves the last writes of a transaction under way, so that they are sent together with the COMMIT. One that fails takes
 * the transaction with it. Whoever writes so has read all it needs; a write that must not stand fails, it does not count.
 */
export const finishWith = async (tx: Transaction, writes: readonly Promise<unknown>[]): Promise<void> => {
  const course = courses.get(tx)
  if (course === undefined) await Promise.all(writes)
  else course.last.push(...writes)
}

/** What is still under way has its say first: what failed there is why everything after it failed. */
const causeOf = async ({ last }: Course, error: unknown): Promise<unknown> => {
  const failed = (await Promise.allSettled(last)).find((one) => one.status === 'rejected')
  return failed?.reason ?? error
}

/**
 * Runs work in one transaction of its own. BEGIN does not wait for its answer: should it fail, what follows stands
 * outside the walls and sees nothing.
 */
export const inTransaction = async <T>(
  pool: pg.Pool,
  join: (client: pg.PoolClient) => JoinedModels,
  work: (tx: Transaction) => Promise<T>,
  watch?: Watch,
): Promise<T> => {
  const client = await pool.connect()
  let lost: Error | undefined
  const onLost = (error: Error) => {
    lost = error
  }
  client.on('error', onLost)
  let joined: JoinedModels | undefined
  const joinOnce = () => {
    joined ??= join(client)
    return joined
  }
  const course: Course = { client, join: joinOnce, watch, last: [], gathering: false, over: false }
  try {
    gather(course)
    const begun = client.query('BEGIN')
    const [, value] = await Promise.all([begun, work(handleOf(course, null))])
    await joined?.leave()
    course.over = true
    gather(course)
    const [{ command }] = await Promise.all([client.query('COMMIT'), ...course.last])
    // an aborted transaction answers a COMMIT without an error
    if (command !== 'COMMIT') throw new Error('What failed in a transaction was not heard of')
    return value
  } catch (error) {
    course.over = true
    await joined?.leave().catch(() => undefined)
    await client.query('ROLLBACK').catch((failed: Error) => {
      lost ??= failed
    })
    throw await causeOf(course, error)
  } finally {
    client.off('error', onLost)
    client.release(lost)
  }
}
