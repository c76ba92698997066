import { join } from 'node:path'
import { root } from './project.ts'
import { command } from './refusal.ts'
import { buildWhenStale, generateWhenStale } from './stale.ts'
import { runInView } from './suite.ts'

await command(async () => {
  await generateWhenStale()
  await buildWhenStale()
  return runInView([join(root, 'faults', 'run.ts'), ...process.argv.slice(2)])
})
