import { now } from '#lib/clock.ts'
import { healthOf } from '#trpc/health.ts'
import manifest from '../../../../package.json' with { type: 'json' }
import { sharedMailServer } from '../../mail-server.ts'

export const dynamic = 'force-dynamic'

/** 200 when everything that the clinic needs is there, else 503 and which part is not. */
export const GET = async (): Promise<Response> => {
  const checkMail = () => sharedMailServer().check()
  const health = await healthOf({ appVersion: manifest.version, checkMail, nowMs: now() })
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
