import { command } from './refusal.ts'
import { buildWhenStale, generateWhenStale } from './stale.ts'
import { formatAndLint, preparing, runSuite, tests, types } from './suite.ts'

await command(() =>
  runSuite([
    preparing(() => generateWhenStale()),
    types,
    formatAndLint,
    preparing(() => buildWhenStale()),
    // in one run: who has done the last of one kind takes the first of the next
    tests('e2e', 'integration', 'property', 'unit'),
  ]),
)
