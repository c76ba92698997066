/**
 * Lets go of a held time; sent even while the page is being left, and nobody waits for the answer. A patient says at
 * which clinic.
 */
export const leaveHold = (holdId: string, slug?: string): void => {
  void fetch('/api/trpc/appointment.releaseHold', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', ...(slug === undefined ? {} : { 'x-filiform-clinic': slug }) },
    body: JSON.stringify({ holdId }),
  }).catch(() => undefined)
}
