import { z } from 'zod'

export const alarms = z.object({
  alarms: z.array(
    z.object({
      encounterId: z.uuid(),
      appointmentId: z.uuid().nullable(),
      patientName: z.string(),
      roomName: z.string(),
      practitionerName: z.string(),
      dueIso: z.iso.datetime(),
      stage: z.enum(['room', 'desk', 'everyone']),
      goingByName: z.string().nullable(),
      quiet: z.boolean(),
    }),
  ),
})
export type NeedleAlarmOutput = z.infer<typeof alarms>['alarms'][number]
export const answerInput = z.strictObject({ requestId: z.uuid(), encounterId: z.uuid() })
export const answeredBy = z.object({ encounterId: z.uuid(), goingByName: z.string() })
