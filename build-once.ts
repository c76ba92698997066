import { buildWhenStale } from './scripts/stale.ts'
await buildWhenStale()
