import { expect, it } from 'vitest'
import { noticesDeadLine } from '#db/dead-line.ts'
import { HANDOVER_LASTS_AT_MOST_MS } from '#features/communication/send-communication.ts'
import { MAIL_PATIENCE } from '#integrations/mail/transport.ts'
import { queues } from '#jobs/queues.ts'
import { ASK_EVERY_SECONDS, LOOK_AFTER_OTHERS_EVERY_SECONDS } from '#jobs/worker.ts'

const SECOND_MS = 1000

it('I4: who waits for something waits longer than it may last', () => {
  const { silentMs, longestMs } = MAIL_PATIENCE
  for (const { options } of queues) {
    const inOrder = [silentMs, longestMs, options.expireInSeconds * SECOND_MS]
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
    // its database may be silent when a message is prepared and again when it is settled
    expect(longestMs + noticesDeadLine().query_timeout).toBeLessThan(options.expireInSeconds * SECOND_MS)
    expect(longestMs).toBeLessThan(HANDOVER_LASTS_AT_MOST_MS)
  }
})

it('I8: what a killed worker held goes out within two minutes, and after an outage everything within one', () => {
  for (const { options } of queues) {
    const noticed = options.heartbeatSeconds + LOOK_AFTER_OTHERS_EVERY_SECONDS
    const firstRetry = options.retryDelay * 2
    expect(noticed + firstRetry + ASK_EVERY_SECONDS).toBeLessThan(120)
    expect(options.retryDelayMax + ASK_EVERY_SECONDS).toBeLessThan(60)
    // what is given up after a day is still a job then
    expect(options.retryLimit * options.retryDelayMax).toBeGreaterThan(86_400)
  }
})
