import { dirname, join } from 'node:path'

/** The project's folder, whatever folder a command was started in. */
export const root = dirname(import.meta.dirname)

export const nextProgram = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
export const workerProgram = join(root, 'src', 'worker', 'main.ts')

/** What a program inside `node_modules` needs to be run with this very Node. */
export function packageProgram(...path: string[]): string {
  return join(root, 'node_modules', ...path)
}
