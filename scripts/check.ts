import { command } from './refusal.ts'
import { generateWhenStale } from './stale.ts'
import { formatAndLint, preparing, runSuite, tests, types } from './suite.ts'

await command(() => runSuite([preparing(() => generateWhenStale()), types, formatAndLint, tests('unit', 'property')]))
