import { type DoorProblem, knock } from '../knock.ts'

let handedOver = false

/** Whether a patient holds this device: what is asked for meanwhile is refused, and that is no reason to leave the page. */
export const isHandedOver = (): boolean => handedOver

/**
 * Locks everything but signing on the server before the device is handed to a patient. False when the server did not
 * answer: then it is not handed over.
 */
export const handOver = async (): Promise<boolean> => {
  const answer = await knock('staff/hand-over', {})
  handedOver = 'next' in answer
  return handedOver
}

/** Takes the device back with the PIN or password of whoever handed it over; null when it is theirs again. */
export const takeBack = async (secret: string): Promise<{ problem: DoorProblem; minutes: number | null } | null> => {
  const answer = await knock('staff/unlock', { secret })
  if ('problem' in answer) return answer
  handedOver = false
  return null
}
