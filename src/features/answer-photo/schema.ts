import { z } from 'zod'
import { typedText } from '#lib/text.ts'

/** A little more than the most that is kept, so that one that is too large is told so; in base64. */
const picture = z.base64().max(2_000_000)

export const byLinkInput = z.strictObject({
  ...{ slug: typedText().min(1).max(100), token: typedText().min(1).max(200) },
  ...{ answerId: z.uuid(), picture },
})
export const ownInput = z.strictObject({ messageId: z.uuid(), answerId: z.uuid(), picture })
/** How many the answer has now. */
export const added = z.object({ photos: z.int() })

export const readInput = z.strictObject({ photoId: z.uuid() })
export const read = z.object({ jpeg: z.base64() })
