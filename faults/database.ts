import { after, copiesOf, demand, type Fault, isNow, MINUTE_MS, secondsUntil, tell } from './fault.ts'

const pauseFor = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export const databaseFaults: readonly Fault[] = [
  {
    name: 'database-away',
    expected: 'health red meanwhile; mail out within 1 min of the end, once, nobody restarted',
    run: async (house) => {
      const [worker, web] = [await house.startWorker(), await house.startWeb()]
      let ended = 0
      for (const program of [worker, web]) void program.ended.then(() => ended++)
      await demand('the house is well', async () => (await house.health())?.status === 'ok')
      const id = await house.makeDue(20_000)
      await house.stopDatabase()
      const red = await secondsUntil(MINUTE_MS, async () => (await house.health())?.database === 'unreachable')
      await pauseFor(2 * MINUTE_MS - (red ?? 0) * 1000)
      await house.startDatabase()
      const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
      const green = await secondsUntil(MINUTE_MS, async () => (await house.health())?.status === 'ok')
      return {
        said: `health red ${after(red)}; ${await tell(house, id)} ${after(sent)}; health well again ${after(green)} more; ${ended} ended`,
        ok: ended === 0 && red !== null && sent !== null && sent <= 60 && copiesOf(house, id) === 1 && green !== null,
      }
    },
  },
  {
    name: 'database-away-at-start',
    expected: 'the worker waits for it, and sends within 1 min of its coming',
    run: async (house) => {
      const id = await house.makeDue()
      await house.stopDatabase()
      const started = house.startWorker()
      await pauseFor(20_000)
      await house.startDatabase()
      const worker = await started
      const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
      await worker.stop()
      return { said: `${await tell(house, id)} ${after(sent)}`, ok: sent !== null && sent <= 60 }
    },
  },
  {
    name: 'database-half-open',
    expected: 'goes out within 1 min over new connections, once; health well again',
    run: async (house) => {
      await house.startWorker()
      await house.startWeb()
      await demand('the house is well', async () => (await house.health())?.status === 'ok')
      const silenced = house.databaseLine.silence()
      const id = await house.makeDue()
      const sent = await secondsUntil(3 * MINUTE_MS, isNow(house, id, 'sent'))
      const green = await secondsUntil(MINUTE_MS, async () => (await house.health())?.status === 'ok')
      return {
        said: `${silenced} connections silent; ${await tell(house, id)} ${after(sent)}; health well ${after(green)} more`,
        ok: sent !== null && sent <= 60 && copiesOf(house, id) === 1 && green !== null,
      }
    },
  },
  {
    name: 'database-unreachable',
    expected: 'health red meanwhile; mail out within 1 min of the end, once, nobody restarted',
    run: async (house) => {
      await house.startWorker()
      await house.startWeb()
      await demand('the house is well', async () => (await house.health())?.status === 'ok')
      house.databaseLine.dead = true
      house.databaseLine.silence()
      const id = await house.makeDue()
      const red = await secondsUntil(MINUTE_MS, async () => (await house.health())?.status === 'failing')
      await pauseFor(MINUTE_MS)
      house.databaseLine.dead = false
      const sent = await secondsUntil(3 * MINUTE_MS, isNow(house, id, 'sent'))
      const green = await secondsUntil(MINUTE_MS, async () => (await house.health())?.status === 'ok')
      return {
        said: `health red ${after(red)}; ${await tell(house, id)} ${after(sent)}; health well again ${after(green)} more`,
        ok: red !== null && sent !== null && sent <= 60 && copiesOf(house, id) === 1 && green !== null,
      }
    },
  },
]
