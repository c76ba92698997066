import { expect, it } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from '#lib/security-headers.ts'
import nextConfig from '../../../next.config.ts'

it('a page runs only scripts of its own answer, and styles alike', () => {
  const policy = contentSecurityPolicy('abc', false)
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'")
  expect(policy).toContain("style-src 'self' 'nonce-abc'")
  expect(policy).not.toContain('unsafe-eval')
  // the camera's reader of codes is WebAssembly: staff's pages may run that, and evaluate no text either
  const staff = contentSecurityPolicy('abc', false, true)
  expect(staff).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval';")
  expect(staff).not.toContain("'unsafe-eval'")
  expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe-inline')
  for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"])
    expect(policy).toContain(part)
})

it('nobody keeps a copy of an answer, and no address travels on with a link (L11)', () => {
  const headers = new Map(securityHeaders('http://localhost:3000'))
  expect(headers.get('cache-control')).toContain('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.has('strict-transport-security')).toBe(false)
})

it('a clinic reached by https is reached by nothing else', () => {
  expect(new Map(securityHeaders('https://clinic.example')).get('strict-transport-security')).toContain('max-age=')
})

it("the build's own files carry what a file can: the same type and the same https as a page", async () => {
  const pages = new Map(securityHeaders('https://clinic.example'))
  const rules = (await nextConfig.headers?.()) ?? []
  const files = rules.filter(({ source }) => source === '/_next/static/:path*').flatMap(({ headers }) => headers)
  expect(files.map(({ key }) => key.toLowerCase())).toEqual(['x-content-type-options', 'strict-transport-security'])
  for (const { key, value } of files) expect(value).toBe(pages.get(key.toLowerCase()))
})
