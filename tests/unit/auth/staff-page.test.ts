import { expect, it } from 'vitest'
import { staffPage } from '#auth/staff-page.ts'

it('goes back to a page of the staff, and to nothing else', () => {
  expect(staffPage('/practitioner/visit/0190c0de-0000-7000-8000-000000000000')).not.toBeNull()
  expect(staffPage('/desk')).toBe('/desk')
  for (const page of [
    undefined,
    '//evil.test',
    '/desk?x=1',
    '/../desk',
    '/api/trpc',
    '/c/riverside',
    '/locked',
    'desk',
  ])
    expect([page, staffPage(page)]).toEqual([page, null])
})
