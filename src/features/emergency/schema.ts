import { z } from 'zod'

const text = z.object({
  title: z.string(),
  steps: z.array(z.string()),
  source: z.string(),
  approvedBy: z.string().nullable(),
})

export const emergencies = z.object({
  emergencies: z.array(
    z.object({
      id: z.uuid(),
      appointmentId: z.uuid(),
      patientName: z.string(),
      patientPhone: z.string().nullable(),
      roomName: z.string(),
      practitionerName: z.string(),
      byName: z.string(),
      tappedIso: z.iso.datetime(),
      goingByName: z.string().nullable(),
      /** Null for eyes that the clinical record is not open to. */
      needles: z
        .object({ stillIn: z.int(), areas: z.array(z.object({ name: z.string(), needles: z.int() })) })
        .nullable(),
    }),
  ),
  /** What whoever is called does, step by step. */
  whatToDo: text.nullable(),
})
export type EmergencyOutput = z.infer<typeof emergencies>['emergencies'][number]

/** The emergency's id is the device's own and serves as the request's: the very same may be sent again and again. */
export const raiseInput = z.strictObject({
  emergencyId: z.uuid(),
  appointmentId: z.uuid(),
  tappedIso: z.iso.datetime(),
})
export const raised = z.object({ emergencyId: z.uuid(), receivedIso: z.iso.datetime() })
export const ofEmergency = z.strictObject({ requestId: z.uuid(), emergencyId: z.uuid() })
export const saved = z.object({ emergencyId: z.uuid() })
