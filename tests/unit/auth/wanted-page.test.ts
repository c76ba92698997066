import { describe, expect, it } from 'vitest'
import { wantedPage } from '#auth/wanted-page.ts'

describe('the page wanted before signing in', () => {
  it.each(['/c/riverside', '/c/riverside/book', '/c/riverside/aftercare/0198c5de-7a31-7bd2-9f11-5d0b1c2a3e4f'])(
    'is kept when it is one of the clinic’s own: %s',
    (page) => expect(wantedPage('riverside', page)).toBe(page),
  )

  it.each([
    'https://elsewhere.test/c/riverside',
    '//elsewhere.test/c/riverside',
    '/\\elsewhere.test',
    '/c/riverside/../../sign-in',
    '/c/riverside/%2e%2e/hillside',
    '/c/riverside//elsewhere.test',
    '/c/riverside/book\n/x',
    'javascript:alert(1)',
    '',
  ])('is forgotten when it could lead anywhere else: %j', (page) => expect(wantedPage('riverside', page)).toBeNull())

  it.each(['/c/hillside', '/c/riverside-two', '/desk', '/c'])('is forgotten when it is not this clinic’s: %s', (page) =>
    expect(wantedPage('riverside', page)).toBeNull(),
  )

  it('is forgotten with what was answered on it, which has no place in a mail', () =>
    expect(wantedPage('riverside', '/c/riverside/book?areas=upper-trapezius-left')).toBeNull())

  it('is forgotten when it is no text or far too long', () => {
    expect(wantedPage('riverside', ['/c/riverside'])).toBeNull()
    expect(wantedPage('riverside', undefined)).toBeNull()
    expect(wantedPage('riverside', `/c/riverside/${'a'.repeat(400)}`)).toBeNull()
  })
})
