import { clockFaults } from './clocks.ts'
import { databaseFaults } from './database.ts'
import type { Fault, Seen } from './fault.ts'
import { type House, openHouse } from './house.ts'
import { mailServerFaults } from './mail-server.ts'
import { textFaults } from './texts.ts'
import { twoWorkers } from './two-workers.ts'
import { webKilled } from './web-killed.ts'
import { workerKilled } from './worker-killed.ts'

const FAULTS: readonly Fault[] = [
  ...workerKilled,
  ...webKilled,
  ...mailServerFaults,
  ...textFaults,
  ...databaseFaults,
  ...twoWorkers,
  ...clockFaults,
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !FAULTS.some((fault) => fault.name === name))
if (unknown.length > 0) {
  console.error(`There is no fault ${unknown.join(', ')}; there are ${FAULTS.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const tried = async (fault: Fault, house: House): Promise<Seen> => {
  try {
    return await fault.run(house)
  } catch (error) {
    return { said: String(error), ok: false }
  } finally {
    await house.tidy()
  }
}

const chosen = wanted.length === 0 ? FAULTS : FAULTS.filter(({ name }) => wanted.includes(name))
const rows: { fault: string; expected: string; seen: string; as: string }[] = []
const house = await openHouse()
try {
  for (const fault of chosen) {
    const begunAt = performance.now()
    const { said, ok } = await tried(fault, house)
    const seconds = Math.round((performance.now() - begunAt) / 1000)
    console.log(`${ok ? '✓' : '✗'} ${fault.name} (${seconds} s): ${said}`)
    rows.push({ fault: fault.name, expected: fault.expected, seen: said, as: ok ? 'expected' : 'MISSED' })
  }
} finally {
  await house.close()
}
const widths = (['fault', 'expected', 'seen'] as const).map((key) => Math.max(...rows.map((row) => row[key].length)))
console.log()
for (const { fault, expected, seen, as } of rows)
  console.log([fault, expected, seen].map((text, index) => text.padEnd(widths[index] ?? 0)).join(' │ '), '│', as)
process.exitCode = rows.every(({ as }) => as === 'expected') ? 0 : 1
