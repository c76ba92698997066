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

interface Statement {
  readonly text: string
  readonly name: string
  readonly values: readonly unknown[]
}

const nameOf = statementNames()
const named = (text: string) => ({ text, name: nameOf({ sql: text, argTypes: [] }) })

/** A template that stands in the code is put together and named once. */
const known = new WeakMap<TemplateStringsArray, { readonly text: string; readonly name: string }>()

const statementOf = ([query, ...values]: Template): Statement => {
  if (!Array.isArray(query)) {
    const { text, values: flat } = query as Prisma.Sql
    return { ...named(text), values: flat }
  }
  const strings = query as TemplateStringsArray
  if (values.some((value) => value instanceof Prisma.Sql)) {
    const { text, values: flat } = Prisma.sql(strings, ...values)
    return { ...named(text), values: flat }
  }
  let kept = known.get(strings)
  if (kept === undefined) {
    kept = named(strings.reduce((text, part, index) => `${text}$${index}${part}`))
    known.set(strings, kept)
  }
  return { ...kept, values }
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

/** What is asked for in one breath leaves in one packet. */
const inOnePacket = (client: pg.PoolClient): void => {
  const { stream } = (client as unknown as pg.Client).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const send = (client: pg.PoolClient, { text, name, values }: Statement, watch: Watch | undefined) => {
  watch?.(text)
  inOnePacket(client)
  return client.query({ text, name, values: values.map(argument), types })
}

const MODELS: ReadonlySet<string> = new Set(
  Object.keys(Prisma.ModelName).map((name) => name.charAt(0).toLowerCase() + name.slice(1)),
)

/** A model whose calls wait until Prisma has joined the transaction. */
const modelOf = (joined: () => JoinedModels, model: string): object =>
  new Proxy(
    {},
    {
      get:
        (_, method: string) =>
        async (...args: unknown[]): Promise<unknown> => {
          const models = (await joined().models) as unknown as Record<string, Record<string, Call>>
          return models[model]?.[method]?.(...args)
        },
    },
  )
type Call = (...args: unknown[]) => Promise<unknown>

const handleOf = (client: pg.PoolClient, joined: () => JoinedModels, watch: Watch | undefined): Transaction => {
  const rows = async (statement: Statement) => (await send(client, statement, watch)).rows as unknown
  const count = async (statement: Statement) => (await send(client, statement, watch)).rowCount ?? 0
  const raw: Record<string, Call> = {
    $queryRaw: (...template) => rows(statementOf(template as unknown as Template)),
    $executeRaw: (...template) => count(statementOf(template as unknown as Template)),
    $queryRawUnsafe: (text, ...values) => rows({ text: text as string, name: '', values }),
    $executeRawUnsafe: (text, ...values) => count({ text: text as string, name: '', values }),
  }
  const get = (own: typeof raw, key: string | symbol): unknown =>
    typeof key === 'symbol' ? undefined : (own[key] ?? (MODELS.has(key) ? modelOf(joined, key) : undefined))
  return new Proxy(raw, { get }) as unknown as Transaction
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
  const joining = () => {
    joined ??= join(client)
    return joined
  }
  try {
    inOnePacket(client)
    const begun = client.query('BEGIN')
    const [, value] = await Promise.all([begun, work(handleOf(client, joining, watch))])
    await joined?.leave()
    const { command } = await client.query('COMMIT')
    // an aborted transaction answers a COMMIT without an error
    if (command !== 'COMMIT') throw new Error('What failed in a transaction was not heard of')
    return value
  } catch (error) {
    await joined?.leave().catch(() => undefined)
    await client.query('ROLLBACK').catch((failed: Error) => {
      lost ??= failed
    })
    throw error
  } finally {
    client.off('error', onLost)
    client.release(lost)
  }
}
