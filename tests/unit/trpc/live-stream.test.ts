import { expect, it } from 'vitest'
import { liveStream } from '#trpc/live-stream.ts'

it('a browser that is gone before its updates begin holds nothing open', async () => {
  let ends = 0
  const stream = liveStream({
    actor: {
      ...{ kind: 'staff', identityId: 'desk', clinicId: 'riverside', name: 'Desk', roles: ['desk'] },
      ...{ practitionerId: null, clinicalLead: false },
    } as const,
    signal: AbortSignal.abort(),
    stillSignedIn: async () => true,
    ended: () => {
      ends++
    },
  })
  expect(await new Response(stream).text()).toBe('')
  expect(ends).toBe(1)
})
