/** Lets go of a held time; sent even when the page is being left, and nobody waits for the answer. */
export const leaveHold = (holdId: string): void => {
  void fetch('/api/trpc/appointment.releaseHold', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ holdId }),
  }).catch(() => undefined)
}
