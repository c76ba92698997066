import { setTimeout as pause } from 'node:timers/promises'
import type { PostManner } from '../tests/support/post-office.ts'
import { demand, type Fault, goesOut, isNow, MINUTE_MS, messageOf } from './fault.ts'
import { answerLost, badManners, halfOpen, OUTAGE_MS, refusedForGood, type Taker } from './hand-over.ts'

export const mailServer: Taker<PostManner> = {
  who: 'the server',
  other: 'other mail',
  othersGo: 'other mail goes',
  way: 'email',
  at: ({ post }) => post,
}

export const mailServerFaults: readonly Fault[] = [
  badManners('mail-not-now', mailServer, 'not-now'),
  badManners('mail-hangs', mailServer, 'silent-before'),
  badManners('mail-drops', mailServer, 'hang-up-before'),
  refusedForGood('mail-never', mailServer),
  answerLost('mail-drops-after-data', mailServer, 'hang-up-after', 1),
  answerLost('mail-hangs-after-data', mailServer, 'silent-after', 1),
  halfOpen('mail-half-open', mailServer, ({ mailLine }) => mailLine.silence()),
  {
    name: 'mail-unreachable',
    expected: 'stays due; goes out within 1 min of the end, once; health red meanwhile',
    run: async (house) => {
      await house.startWorker()
      await house.startWeb()
      house.mailLine.dead = true
      house.mailLine.silence()
      const id = await house.makeDue()
      await pause(OUTAGE_MS)
      const mail = (await house.health())?.mail
      house.mailLine.dead = false
      const { said, ok } = await goesOut(house, id)
      return { said: `health says mail ${mail}; ${said}`, ok: ok && mail === 'unreachable' }
    },
  },
  {
    name: 'told-to-stop',
    expected: 'a hand-over that hangs is settled before the worker ends, and goes out within 2 min from the next',
    run: async (house) => {
      const worker = await house.startWorker()
      house.post.manner = 'silent-before'
      const id = await house.makeDue()
      await demand('it is being handed over', isNow(house, id, 'sending'))
      await worker.stop()
      const { status } = await messageOf(house, id)
      house.post.manner = 'take'
      await house.startWorker()
      const { said, ok } = await goesOut(house, id, 2 * MINUTE_MS)
      return { said: `${status} when it ended; ${said}`, ok: ok && status === 'due' }
    },
  },
]
