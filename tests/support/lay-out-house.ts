import { command } from '../../scripts/refusal.ts'
import { layOut } from '../../scripts/run-house.ts'

const nothing = async (): Promise<void> => {}

/** What `npm start` does before web and worker start, in the folder that the environment names; then it is stopped. */
await command(async () => {
  await using stack = new AsyncDisposableStack()
  await layOut(stack, { prepareFirst: nothing, prepare: nothing }, new AbortController().signal)
  return 0
})
