import { SettingsError } from '../src/lib/env.ts'

/** A foreseen reason not to go on. Its message is one clear sentence for the person at the keyboard. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** The text to show for an error: the sentence where there is one, else everything there is. */
export function wordsFor(error: unknown): string {
  if (error instanceof Refusal || error instanceof SettingsError) return error.message
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown }
  if ((code === 'EACCES' || code === 'EPERM' || code === 'EROFS') && typeof path === 'string')
    return `${path} may not be written by this user; change its owner, or set FILIFORM_DATA_DIR to another folder.`
  if (code === 'ENOSPC') return 'The disk is full.'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Runs a command and ends the process with its exit code; a refusal ends it with 1 and its sentence. */
export async function command(run: () => Promise<number>): Promise<never> {
  let code = 1
  try {
    code = await run()
  } catch (error) {
    console.error(wordsFor(error))
  }
  process.exit(code)
}
