import { after } from 'next/server'
import type { LinkMail } from '#auth/door.ts'
import { answerSignIn } from '#auth/routes.ts'
import { sharedSignIn } from '#auth/sign-in.ts'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { sharedMailServer } from '../../../mail-server.ts'

const sendMail = async (mail: LinkMail): Promise<void> => {
  const { sendSignInLink } = await import('#integrations/mail/sign-in-link.ts')
  await sendSignInLink(sharedMailServer(), settings().mailFrom, mail)
}

const inBackground = (work: () => Promise<void>): void =>
  after(() => work().catch((error: unknown) => log.error({ err: error }, 'work after a sign-in answer failed')))

const answer = (request: Request): Promise<Response> =>
  answerSignIn(request, { signIn: sharedSignIn(), inBackground, sendMail })

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
