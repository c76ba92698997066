import { chmodSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Kept in memory where there is any; a run makes and throws away tens of thousands of files of databases. */
const MEMORY = '/dev/shm'
const NEEDED_BYTES = 4 * 2 ** 30

const hasRoom = (folder: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= NEEDED_BYTES
  } catch {
    return false
  }
}

/** A new folder for what is gone after the run. The database's account has to pass through it. */
export const scratchFolder = (prefix: string): string => {
  const folder = mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), prefix))
  chmodSync(folder, 0o711)
  return folder
}
