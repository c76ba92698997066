import { join } from 'node:path'
import { root } from './project.ts'
import { command } from './refusal.ts'
import { buildWhenStale, generateWhenStale } from './stale.ts'
import { runInView } from './suite.ts'

await command(async () => {
  await generateWhenStale()
  await buildWhenStale()
  // what breaks is broken on purpose; web and worker write their own logs
  process.env.LOG_LEVEL = 'error'
  return runInView([join(root, 'faults', 'run.ts'), ...process.argv.slice(2)])
})
