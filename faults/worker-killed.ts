import { demand, type Fault, goesOut } from './fault.ts'
import { holdRow, KILLED_FOR_AT_MOST_MS, kill, killBeforeSettling, killedInHand, waitsForIt } from './hand-over.ts'
import { mailServer } from './mail-server.ts'

export const workerKilled: readonly Fault[] = [
  {
    name: 'killed-due',
    expected: 'another worker sends it within 2 min, once',
    run: async (house) => {
      const worker = await house.startWorker()
      const id = await house.makeDue(3000)
      const letGo = await holdRow(house, id)
      await demand('the worker takes it up', waitsForIt(house))
      await kill(worker)
      await letGo()
      await house.startWorker()
      return goesOut(house, id, KILLED_FOR_AT_MOST_MS)
    },
  },
  killedInHand('killed-sending', mailServer, 'silent-before'),
  killedInHand('killed-after-data', mailServer, 'silent-after'),
  {
    name: 'killed-before-settling',
    expected: 'unknown, and a task; the server has it once; other mail goes within 2 min',
    run: (house) => killBeforeSettling(house, mailServer),
  },
]
