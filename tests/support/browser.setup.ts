import type { TestProject } from 'vitest/node'
import { browserPath } from './browser.ts'
import { layOutHouse } from './house.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a house at TODAY that is laid out and has never been lived in; every file lives in a copy. */
    laidOutHouse: string
  }
}

/** What files of stories share: a browser that is unpacked before two of them start at once, and a house to copy. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const [house] = await Promise.all([layOutHouse(), browserPath()])
  project.provide('laidOutHouse', house.folder)
  return house.remove
}
