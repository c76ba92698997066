import { type MailServer, mailServer } from '#integrations/mail/transport.ts'
import { settings } from '#lib/env.ts'
import { oncePerProcess } from '#lib/once.ts'

/** The web process's way to the mail server; clinics' messages go through the worker's. */
export const sharedMailServer = (): MailServer => oncePerProcess('mail', () => mailServer(settings().smtpUrl))
