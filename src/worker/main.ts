import { checkDatabase, openDatabase } from '#db/client.ts'
import { startHeartbeat } from '#db/heartbeat.ts'
import { mailServer } from '#integrations/mail/transport.ts'
import { closeQueue, connectQueue, startWorker } from '#jobs/queue.ts'
import { now } from '#lib/clock.ts'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { askAfterReplyWhenDue } from './ask-after-reply.ts'
import { planAtPlannedEnd } from './plan-aftercare.ts'
import { raiseNeedleAlarm } from './raise-needle-alarm.ts'
import { sendCommunication } from './send-communication.ts'

const { appDatabaseUrl, smtpUrl, mailFrom, publicUrl } = settings()
const database = openDatabase(appDatabaseUrl, 5)
const problem = await checkDatabase(database)
if (problem !== null) {
  log.fatal(problem)
  process.exit(1)
}
connectQueue(appDatabaseUrl)
const server = mailServer(smtpUrl)
const room = { database, server, from: mailFrom, publicUrl, now }

const worker = await startWorker(
  appDatabaseUrl,
  {
    'send-communication': (payload) => sendCommunication(room, payload),
    'plan-aftercare': (payload) => planAtPlannedEnd(room, payload),
    'ask-after-reply': (payload) => askAfterReplyWhenDue(room, payload),
    'raise-needle-alarm': (payload) => raiseNeedleAlarm(room, payload),
  },
  (error) => log.error({ err: error }, 'queue'),
)
const heartbeat = startHeartbeat(database, (error) => log.error({ err: error }, 'heartbeat'))
log.info('worker ready')

const stop = async (): Promise<void> => {
  heartbeat.stop()
  await worker.stop()
  await closeQueue()
  server.close()
  await database.$disconnect()
  process.exit(0)
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
