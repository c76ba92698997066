import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { membershipsOf } from './membership.ts'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './password-rules.ts'
import { LINK_MINUTES, SESSION_RULES, type SessionKind } from './session-rules.ts'
import type { AuthStore } from './store.ts'

export interface LibrarySettings {
  readonly store: AuthStore
  readonly secret: string
  readonly publicUrl: string
  readonly now: () => number
}

/**
 * The sign-in library, twice: one door for staff, one for patients. Each signs its own cookie with its own key, so a
 * session opened by a mail link can never be shown at the staff's door. Its routes are never mounted: only our own
 * routes call it, through `api`.
 */
export const openLibrary = (options: LibrarySettings) => ({
  staff: betterAuth({
    ...common(options, 'staff'),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const memberships = await membershipsOf(options.store, session.userId)
            // who works nowhere has nothing to sign in to
            if (memberships.length === 0) return false
            const [only] = memberships
            return {
              data: { ...stamped(options, 'staff'), clinicId: memberships.length === 1 ? only?.clinicId : null },
            }
          },
        },
      },
    },
  }),
  patient: betterAuth({
    ...common(options, 'patient'),
    databaseHooks: {
      session: { create: { before: async () => ({ data: { ...stamped(options, 'patient'), clinicId: null } }) } },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        // whoever asks for a link brings what is to be done with the one plain copy of its token
        sendMagicLink: async ({ token, metadata }) => {
          const deliver: unknown = metadata?.deliver
          if (typeof deliver === 'function') await deliver(token)
        },
      }),
    ],
  }),
})

export type Library = ReturnType<typeof openLibrary>

const common = ({ store, secret, publicUrl }: LibrarySettings, kind: SessionKind) => ({
  appName: 'Filiform',
  database: store,
  baseURL: publicUrl,
  basePath: '/api/auth',
  secret: createHmac('sha256', secret).update(`sessions of ${kind}`).digest('base64url'),
  telemetry: { enabled: false },
  // limits are counted by our own routes, per account and per caller
  rateLimit: { enabled: false },
  logger: { disabled: true },
  session: {
    expiresIn: SESSION_RULES[kind].absoluteMinutes * 60,
    disableSessionRefresh: true,
    additionalFields: {
      kind: { type: 'string' as const, required: true, input: false },
      clinicId: { type: 'string' as const, required: false, input: false },
      lockedAt: { type: 'date' as const, required: false, input: false },
      handedOver: { type: 'boolean' as const, required: false, input: false },
    },
  },
  advanced: {
    cookiePrefix: `filiform-${kind}`,
    ipAddress: { disableIpTracking: true },
  },
})

const stamped = ({ now }: LibrarySettings, kind: SessionKind) => {
  const at = new Date(now())
  return { kind, createdAt: at, updatedAt: at }
}
