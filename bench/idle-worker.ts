import { openSync, writeSync } from 'node:fs'
import { type Database, openDatabase } from '#db/client.ts'
import { connectQueue } from '#jobs/queue.ts'
import { startWorker } from '#jobs/worker.ts'
import { type MailRoom, sendCommunications } from '../src/worker/send-communication.ts'
import { NOW_MS } from './store.ts'

/** A sender that does nothing takes as many at once as one likes. */
const AT_ONCE = 100

export const roomThatDoesNothing = (database: Database): MailRoom => ({
  ...{ database, from: 'Riverside <clinic@riverside.test>', publicUrl: 'https://riverside.test', texts: null },
  server: { send: async () => ({ kind: 'sent', response: '' }), check: async () => true, close: () => {} },
  now: () => NOW_MS,
})

/** A worker whose sender does nothing but write down, in a file that outlives it, what it was given. */
const work = async (appUrl: string, file: string): Promise<void> => {
  const database = openDatabase(appUrl, 4)
  connectQueue(appUrl)
  const room = roomThatDoesNothing(database)
  const given = openSync(file, 'a')
  const handOver = async ({ communication: { id } }: { readonly communication: { readonly id: string } }) => {
    writeSync(given, `${id}\n`)
    return { status: 'sent', messageId: `<${id}@riverside.test>` } as const
  }
  const nothing = async () => {}
  await startWorker(
    appUrl,
    database,
    {
      'send-communication': { atOnce: AT_ONCE, doAll: (payloads) => sendCommunications(room, payloads, handOver) },
      'plan-aftercare': nothing,
      'ask-after-reply': nothing,
      'raise-answer-alert': nothing,
      'call-unanswered': nothing,
      'tell-of-visit': nothing,
      'raise-needle-alarm': nothing,
    },
    (error) => console.error(error),
  )
  console.log('ready')
}

const [appUrl, file] = process.argv.slice(2)
if (import.meta.main && appUrl !== undefined && file !== undefined) await work(appUrl, file)
