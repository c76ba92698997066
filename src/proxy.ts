import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy, SEALED_POLICY, securityHeaders } from './lib/security-headers.ts'

/**
 * Gives every page its own nonce and every answer its headers. It lets nobody in and keeps nobody out: who may what is
 * asked in each procedure and page (L19).
 */
export const proxy = (request: NextRequest): NextResponse => {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  // boxes are read by staff; the patients' pages need no more than they did
  const { pathname } = request.nextUrl
  const readsCodes = !pathname.startsWith('/c/')
  const policy = pathname.startsWith('/api/photo/')
    ? SEALED_POLICY
    : contentSecurityPolicy(nonce, process.env.NODE_ENV !== 'production', readsCodes)
  const headers = new Headers(request.headers)
  // the framework reads the nonce for its own scripts from here
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of securityHeaders(process.env.PUBLIC_URL ?? '')) response.headers.set(name, value)
  return response
}

export const config = {
  // everything but the build's own files, which hold no data and are kept by browsers
  matcher: '/((?!_next/static/).*)',
}
