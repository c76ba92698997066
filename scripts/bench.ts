import { join } from 'node:path'
import { root } from './project.ts'
import { command } from './refusal.ts'
import { generateWhenStale } from './stale.ts'
import { runInView } from './suite.ts'

await command(async () => {
  await generateWhenStale()
  return runInView([join(root, 'bench', 'run.ts'), ...process.argv.slice(2)])
})
