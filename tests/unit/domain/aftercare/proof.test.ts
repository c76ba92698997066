import { describe, expect, it } from 'vitest'
import { ratesOf } from '#domain/aftercare/proof.ts'

const cell = (status: string, count: number, more: { reason?: string; delivery?: string } = {}) => ({
  ...{ status, count, reason: more.reason ?? null, delivery: more.delivery ?? null },
})

describe('what has become of a clinic’s messages', () => {
  const rates = ratesOf(
    [
      ...[cell('sent', 5, { delivery: 'accepted' }), cell('sent', 2, { delivery: 'delivered' })],
      ...[cell('sent', 1, { delivery: 'bounced' }), cell('sent', 1, { delivery: 'undelivered' })],
      ...[cell('unknown', 1), cell('failed', 1), cell('due', 3), cell('sending', 1)],
      ...[cell('withheld', 1, { reason: 'cancelled' }), cell('withheld', 2, { reason: 'stopped' })],
      cell('withheld', 1, { reason: 'cancelled' }),
    ],
    [
      { tier: null, count: 4 },
      { tier: 'harmless', count: 2 },
      { tier: 'emergency', count: 1 },
    ],
  )

  it('counts each message once, and is never called delivered because a mail server took it', () => {
    expect(rates).toMatchObject({ messages: 19, sent: 9, delivered: 2, returned: 2, unknown: 1, failed: 1, waiting: 4 })
    expect(rates.sent + rates.unknown + rates.failed + rates.withheld + rates.waiting).toBe(rates.messages)
  })

  it('says why messages were held back, the most frequent reason first', () => {
    expect(rates.why).toEqual([
      { reason: 'cancelled', count: 2 },
      { reason: 'stopped', count: 2 },
    ])
    expect(rates.withheld).toBe(4)
  })

  it('counts the visits that were asked and those that answered, by the gravest answer', () => {
    expect(rates).toMatchObject({ asked: 7, answered: 3 })
    expect(rates.tiers).toEqual({ emergency: 1, concerning: 0, unclassified: 0, harmless: 2 })
  })

  it('is nothing of nothing', () => {
    expect(ratesOf([], [])).toMatchObject({ messages: 0, sent: 0, asked: 0, why: [] })
  })
})
