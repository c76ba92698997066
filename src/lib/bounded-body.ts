/** The body, or null as soon as it is longer than `maxBytes`, whatever its length header said. */
export const readBytes = async (request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer> | null> => {
  const reader = request.body?.getReader()
  if (reader === undefined) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
  return Buffer.concat(parts)
}

/** The same as text. */
export const readText = async (request: Request, maxBytes: number): Promise<string | null> =>
  (await readBytes(request, maxBytes))?.toString('utf8') ?? null
