import { z } from 'zod'
import { canBeSeparator } from '#domain/lot/scan-text.ts'
import { typedText } from '#lib/text.ts'

export const setting = z.object({
  /** What this clinic's scanners type where a label has a separator, beside what is known anyway. */
  separators: z.array(z.string()),
})
export type ScannerSetting = z.infer<typeof setting>

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  separators: z.array(typedText().min(1).max(10).refine(canBeSeparator)).max(10),
})
