import { z } from 'zod'
import { typedText } from '#lib/text.ts'
import { booked, date, overrideRequest, start, wantedShape } from './schema.ts'

const { patientId: _patient, movingAppointmentId: _moving, hereNow: _here, ...walkInShape } = wantedShape
/** Somebody who is here, known or with a name only. */
export const walkInInput = z
  .strictObject({
    requestId: z.uuid(),
    ...walkInShape,
    patientId: z.uuid().nullable().default(null),
    newPatient: z
      .strictObject({
        name: typedText().trim().min(1).max(300),
        locale: z.enum(['en', 'de']).default('en'),
        /** Who may be the same was looked at: this is somebody else. */
        notADuplicate: z.boolean().default(false),
      })
      .nullable()
      .default(null),
    /** null: now. A later start today lets them wait. */
    startIso: start.nullable().default(null),
    override: overrideRequest.nullable().default(null),
  })
  .refine(({ patientId, newPatient }) => (patientId === null) !== (newPatient === null), { path: ['patientId'] })

const candidate = z.object({
  id: z.uuid(),
  name: z.string(),
  preferredName: z.string().nullable(),
  birthDate: date.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export const walkedIn = z.discriminatedUnion('kind', [
  booked.extend({ kind: z.literal('received'), patientId: z.uuid() }),
  z.object({ kind: z.literal('possible-duplicates'), candidates: z.array(candidate) }),
])
