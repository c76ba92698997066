import { z } from 'zod'
import { TOPICS } from '#domain/aftercare/text.ts'

const inBoth = z.object({ en: z.string(), de: z.string() })

/** Parts of texts, ready to be changed; nobody has approved them. */
export const library = z.object({
  parts: z.array(z.object({ topic: z.enum(TOPICS), heading: inBoth, words: inBoth, source: z.string() })),
})
export type LibraryPart = z.infer<typeof library>['parts'][number]
