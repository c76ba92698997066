import { join } from 'node:path'
import { workerProgram } from './project.ts'
import { command } from './refusal.ts'
import { runHouse } from './run-house.ts'
import { buildWhenStale, generateWhenStale } from './stale.ts'

await command(() =>
  runHouse({
    prepareFirst: generateWhenStale,
    prepare: buildWhenStale,
    nextArgs: ['start'],
    nextEnv: { NODE_ENV: 'production' },
    workerArgs: [workerProgram],
    logFolder: ({ folder }) => join(folder, 'log'),
  }),
)
