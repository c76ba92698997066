/** Signs out at one of the doors and goes to where one can sign in again. */
export const leave = async (route: string, fields: Readonly<Record<string, string>> = {}): Promise<void> => {
  const answer = await fetch(`/api/auth/${route}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  })
  const { next }: { next: string } = await answer.json()
  window.location.assign(next)
}
