import { copiesOf, type Fault, MINUTE_MS, secondsUntil } from './fault.ts'

const MESSAGES = 300

export const twoWorkers: readonly Fault[] = [
  {
    name: 'two-workers-one-killed',
    expected: 'each at the server once and sent, but for what the killed one had in hand: unknown',
    run: async (house) => {
      const [first] = [await house.startWorker(), await house.startWorker()]
      const before = house.post.mails.length
      const ids = await Promise.all(Array.from({ length: MESSAGES }, () => house.makeDue(1000)))
      await secondsUntil(MINUTE_MS, () => house.post.mails.length - before >= MESSAGES / 3)
      first.kill()
      await first.ended
      const tally = async () => {
        const { rows } = await house.owner.query<{ status: string; count: number }>(
          'SELECT status, count(*)::int AS count FROM communication WHERE id = ANY ($1) GROUP BY status ORDER BY status',
          [ids],
        )
        return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
      }
      const took = await secondsUntil(4 * MINUTE_MS, async () => {
        const { due = 0, sending = 0 } = await tally()
        return due + sending === 0
      })
      const counts = await tally()
      const copies = ids.map((id) => copiesOf(house, id))
      const twice = copies.filter((count) => count > 1).length
      const { rows } = await house.owner.query<{ id: string }>(
        `SELECT id FROM communication WHERE id = ANY ($1) AND status = 'sent'`,
        [ids],
      )
      const sentAndThere = rows.every(({ id }) => copiesOf(house, id) === 1)
      const { sent = 0, unknown = 0 } = counts
      return {
        said: `${JSON.stringify(counts).replaceAll('"', '')} of ${MESSAGES} in ${took ?? '—'} s; ${twice} twice`,
        ok: took !== null && twice === 0 && sentAndThere && sent + unknown === MESSAGES && unknown <= 20,
      }
    },
  },
]
