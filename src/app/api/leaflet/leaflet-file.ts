import { aftercareLeaflet, type LeafletFacts } from '#integrations/pdf/aftercare-leaflet.ts'
import { letterAsPdf } from '#integrations/pdf/letter.ts'
import { now } from '#lib/clock.ts'
import type { PrivateFile } from '../private-file.ts'

export const leafletFile = async (facts: Omit<LeafletFacts, 'writtenMs'>): Promise<PrivateFile> => ({
  name: 'leaflet.pdf',
  body: await letterAsPdf(aftercareLeaflet({ ...facts, writtenMs: now() })),
})
