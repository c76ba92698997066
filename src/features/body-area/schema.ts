import { z } from 'zod'

const localized = z.object({ en: z.string(), de: z.string() })

export const bodyAreas = z.object({
  areas: z.array(
    z.object({
      id: z.string(),
      side: z.enum(['left', 'right', 'midline']),
      parentId: z.string().nullable(),
      leaf: z.boolean(),
      neighbourIds: z.array(z.string()),
      /** Empty for patients. */
      riskZones: z.array(z.enum(['pleural', 'vascular', 'neural', 'abdominal', 'orbital'])),
      warnMaxLengthMm: z.int().nullable(),
      plainName: localized,
      /** The plain name again for patients. */
      clinicalName: localized,
      view: z.enum(['front', 'back', 'both']),
    }),
  ),
})
