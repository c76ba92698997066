import type { Database } from '#db/client.ts'
import { sharedDatabase } from '#db/shared.ts'
import { now } from '#lib/clock.ts'
import { settings } from '#lib/env.ts'
import { oncePerProcess } from '#lib/once.ts'
import { type Library, openLibrary } from './library.ts'
import { type AuthStore, openAuthStore } from './store.ts'

/** All that signing in needs: given by the process, or by a test. */
export interface SignIn {
  readonly store: AuthStore
  readonly database: Database
  readonly library: Library
  readonly publicUrl: string
  readonly trustedProxies: readonly string[]
  readonly now: () => number
}

export interface SignInParts {
  readonly authUrl: string
  readonly database: Database
  readonly secret: string
  readonly publicUrl: string
  readonly trustedProxies: readonly string[]
  readonly now: () => number
}

export const openSignIn = (parts: SignInParts): SignIn => {
  const store = openAuthStore(parts.authUrl)
  const library = openLibrary({ store, secret: parts.secret, publicUrl: parts.publicUrl, now: parts.now })
  return { ...parts, store, library }
}

export const sharedSignIn = (): SignIn =>
  oncePerProcess('sign-in', () => {
    const { authDatabaseUrl, secret, publicUrl, trustedProxies } = settings()
    return openSignIn({ authUrl: authDatabaseUrl, database: sharedDatabase(), secret, publicUrl, trustedProxies, now })
  })
