import { writeFileSync } from 'node:fs'
import type { Job, Measured } from './rounds.ts'
import { closeStores } from './store.ts'

// Each module is loaded only when one of its jobs is wanted: some of them start a database.
const MODULES: readonly { readonly jobs: readonly string[]; readonly load: () => Promise<{ jobs: readonly Job[] }> }[] =
  [
    { jobs: ['a1', 'a2', 'a3', 'a4'], load: () => import('./free-times.ts') },
    { jobs: ['a4', 'a5'], load: () => import('./free-times-procedure.ts') },
    { jobs: ['b1', 'b2', 'b3'], load: () => import('./booking.ts') },
    { jobs: ['c'], load: () => import('./day-view.ts') },
    { jobs: ['d'], load: () => import('./lot-trace.ts') },
    { jobs: ['e1', 'e2'], load: () => import('./messages.ts') },
  ]

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const known = [...new Set(MODULES.flatMap((module) => module.jobs))]
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no job ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  process.exit(2)
}

const isWanted = (job: string): boolean => wanted.length === 0 || wanted.includes(job)
const results: (Omit<Measured, 'least'> & { job: string; workload: string; ratio: number; met: boolean })[] = []
try {
  for (const module of MODULES) {
    if (!module.jobs.some(isWanted)) continue
    for (const { job, workload, run } of (await module.load()).jobs) {
      if (!isWanted(job)) continue
      const { ours, floor, unit, goal, least = 0 } = await run()
      const ratio = ours / floor
      results.push({ job, workload, ours, floor, unit, ratio, goal, met: ratio <= goal && ratio >= least })
    }
  }
} finally {
  await closeStores()
}

const rounded = (value: number): string => value.toPrecision(3)
console.table(
  results.map((line) => ({
    ...line,
    ours: rounded(line.ours),
    floor: rounded(line.floor),
    ratio: rounded(line.ratio),
    met: line.met ? 'met' : 'NOT MET',
  })),
)
writeFileSync(new URL('./results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
process.exitCode = results.every((line) => line.met) ? 0 : 1
