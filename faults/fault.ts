import { setTimeout as pause } from 'node:timers/promises'
import type { House } from './house.ts'

/** What was seen when something was broken, beside what is expected of it. */
export interface Seen {
  readonly said: string
  readonly ok: boolean
}

export interface Fault {
  readonly name: string
  readonly expected: string
  readonly run: (house: House) => Promise<Seen>
}

const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS

/** Seconds until something is so; null when it is not within the time given. */
export const secondsUntil = async (
  withinMs: number,
  isSo: () => Promise<boolean> | boolean,
): Promise<number | null> => {
  const begunAt = performance.now()
  while (performance.now() - begunAt < withinMs) {
    if (await isSo()) return Math.round((performance.now() - begunAt) / SECOND_MS)
    await pause(100)
  }
  return null
}

/** Waits for what has to come about before anything can be broken. */
export const demand = async (what: string, isSo: () => Promise<boolean> | boolean): Promise<void> => {
  if ((await secondsUntil(MINUTE_MS, isSo)) === null) throw new Error(`It never came to it that ${what}`)
}

export interface Message {
  readonly status: string
  readonly reason: string | null
}

export const messageOf = async ({ owner }: House, id: string): Promise<Message> => {
  const { rows } = await owner.query<Message>(
    'SELECT status, status_reason AS reason FROM communication WHERE id = $1',
    [id],
  )
  return rows[0] ?? { status: 'lost', reason: null }
}

export const isNow =
  (house: House, id: string, ...wanted: readonly string[]) =>
  async (): Promise<boolean> =>
    wanted.includes((await messageOf(house, id)).status)

/** How often the mail server, or the provider of texts, has had the whole of a message. */
export const copiesOf = ({ post, texts }: House, id: string): number =>
  post.mails.filter(({ messageId }) => messageId?.startsWith(`<${id}@`)).length +
  texts.texts.filter(({ statusUrl }) => statusUrl.endsWith(id)).length

/** Whether somebody at the desk is asked to look after a message. */
export const isAskedFor = async ({ owner }: House, id: string): Promise<boolean> => {
  const { rowCount } = await owner.query(
    `SELECT 1 FROM task WHERE status = 'open' AND detail->>'communicationId' = $1`,
    [id],
  )
  return rowCount === 1
}

/** A message in a few words: its state, how often the server has it, and whether anybody is asked to look. */
export const tell = async (house: House, id: string): Promise<string> => {
  const { status, reason } = await messageOf(house, id)
  const task = (await isAskedFor(house, id)) ? ', a task at the desk' : ''
  return `${status}${reason === null ? '' : ` (${reason})`}, ${copiesOf(house, id)}× at the server${task}`
}

export const after = (seconds: number | null): string => (seconds === null ? 'never' : `after ${seconds} s`)

/** Waits until a message has gone out by itself: soon, and once. */
export const goesOut = async (house: House, id: string, withinMs = MINUTE_MS): Promise<Seen> => {
  const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
  const isSoon = sent !== null && sent * SECOND_MS <= withinMs
  return { said: `${await tell(house, id)} ${after(sent)}`, ok: isSoon && copiesOf(house, id) === 1 }
}
