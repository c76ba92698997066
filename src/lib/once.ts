/**
 * Makes a thing once for the whole process. The web server loads one module several times (pages, routes, proxy), so a
 * module's own variable would open several pools.
 */
export const oncePerProcess = <T>(name: string, make: () => T): T => {
  const kept = globalThis as typeof globalThis & { filiform?: Map<string, unknown> }
  kept.filiform ??= new Map()
  if (!kept.filiform.has(name)) kept.filiform.set(name, make())
  return kept.filiform.get(name) as T
}
