import { setTimeout as pause } from 'node:timers/promises'
import { checkDatabase, openDatabase } from '#db/client.ts'
import { startHeartbeat } from '#db/heartbeat.ts'
import { MAILS_AT_ONCE, mailServer } from '#integrations/mail/transport.ts'
import { textServer } from '#integrations/sms/provider.ts'
import { closeQueue, connectQueue } from '#jobs/queue.ts'
import { startWorker } from '#jobs/worker.ts'
import { now } from '#lib/clock.ts'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { textNumberOf } from '#lib/texting.ts'
import { askAfterReplyWhenDue } from './ask-after-reply.ts'
import { planAtPlannedEnd } from './plan-aftercare.ts'
import { raiseNeedleAlarm } from './raise-needle-alarm.ts'
import { sendCommunications } from './send-communication.ts'
import { tellWhenDone } from './tell-of-visit.ts'
import { callWhenUnanswered, raiseAnswerAlert } from './watch-answers.ts'

/** When told to stop. */
const HANDOVER_MAY_LAST_MS = 4_000
const ASK_AGAIN_MS = 2_000

/** A database that is away is no reason not to start: whatever starts us may not do so twice. */
const untilReached = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      log.warn({ err: error }, 'the database cannot be reached yet')
      await pause(ASK_AGAIN_MS)
    }
  }
}

const { appDatabaseUrl, smtpUrl, smsUrl, mailFrom, publicUrl, secret } = settings()
const database = openDatabase(appDatabaseUrl, 8)
const problem = await untilReached(() => checkDatabase(database))
if (problem !== null) {
  log.fatal(problem)
  process.exit(1)
}
connectQueue(appDatabaseUrl)
const server = mailServer(smtpUrl)
const texts = smsUrl === null ? null : { server: textServer(smsUrl), numberOf: textNumberOf }
const room = { database, server, from: mailFrom, publicUrl, now, texts, linkSecret: secret }

const worker = await startWorker(
  appDatabaseUrl,
  database,
  {
    'send-communication': { atOnce: MAILS_AT_ONCE, doAll: (payloads) => sendCommunications(room, payloads) },
    'plan-aftercare': (payload) => planAtPlannedEnd(room, payload),
    'ask-after-reply': (payload) => askAfterReplyWhenDue(room, payload),
    'raise-answer-alert': (payload) => raiseAnswerAlert(room, payload),
    'call-unanswered': (payload) => callWhenUnanswered(room, payload),
    'tell-of-visit': (payload) => tellWhenDone(room, payload),
    'raise-needle-alarm': (payload) => raiseNeedleAlarm(room, payload),
  },
  (error) => log.error({ err: error }, 'queue'),
)
const heartbeat = startHeartbeat(database, worker.isAtWork, (error) => log.error({ err: error }, 'heartbeat'))
log.info('worker ready')

const stop = async (): Promise<void> => {
  heartbeat.stop()
  // who stops us does not wait for long: a hand-over that hangs is cut off, and settled as far as it came
  const cutOff = setTimeout(() => server.close(), HANDOVER_MAY_LAST_MS)
  await worker.stop()
  clearTimeout(cutOff)
  await closeQueue()
  server.close()
  await database.$disconnect()
  process.exit(0)
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
