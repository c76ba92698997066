import { workerProgram } from './project.ts'
import { command } from './refusal.ts'
import { runHouse } from './run-house.ts'
import { generateWhenStale } from './stale.ts'

await command(() =>
  runHouse({
    prepareFirst: generateWhenStale,
    prepare: async () => {},
    nextArgs: ['dev'],
    nextEnv: { NODE_ENV: 'development' },
    workerArgs: ['--watch', '--watch-preserve-output', workerProgram],
    logFolder: () => null,
  }),
)
