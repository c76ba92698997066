import type { SignInProblem } from '#auth/answer.ts'

/** What stands in the way: what the server said, or that it said nothing. */
export type DoorProblem = SignInProblem | 'wrongPassword' | 'unreachable'

export interface Said {
  readonly problem: DoorProblem
  readonly minutes: number | null
}

/** Asks at one of the doors and hears where to go on, or what stands in the way. */
export const knock = async (
  route: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<{ next: string } | Said> => {
  try {
    const response = await fetch(`/api/auth/${route}`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    const said: { next?: string; problem?: SignInProblem; retryAfterSeconds?: number | null } = await response.json()
    if (said.next !== undefined) return { next: said.next }
    const seconds = said.retryAfterSeconds ?? null
    return { problem: said.problem ?? 'unreachable', minutes: seconds === null ? null : Math.ceil(seconds / 60) }
  } catch {
    return { problem: 'unreachable', minutes: null }
  }
}
