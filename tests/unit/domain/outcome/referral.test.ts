import { describe, expect, it } from 'vitest'
import { type Referral, referralState, whyNotStep } from '#domain/outcome/referral.ts'

const WRITTEN: Referral = { sentAtMs: null, replyDueOn: null, replied: false, withdrawn: false }
const SENT: Referral = { ...WRITTEN, sentAtMs: 1, replyDueOn: '2026-12-08' }

describe('a letter', () => {
  it.each([
    ['is only written', WRITTEN, 'written'],
    ['is out and not due yet', SENT, 'waiting'],
    ['is due today', { ...SENT, replyDueOn: '2026-12-01' }, 'waiting'],
    ['was due yesterday', { ...SENT, replyDueOn: '2026-11-30' }, 'overdue'],
    ['is answered, however late', { ...SENT, replyDueOn: '2026-11-30', replied: true }, 'replied'],
    ['is taken back', { ...SENT, withdrawn: true }, 'withdrawn'],
  ] as const)('that %s', (_, letter, state) => {
    expect(referralState(letter, '2026-12-01')).toBe(state)
  })

  it('goes out once, is answered once it is out, and is taken back until it is answered', () => {
    expect(whyNotStep('send', WRITTEN)).toBe(null)
    expect(whyNotStep('send', SENT)).toBe('done-already')
    expect(whyNotStep('reply', WRITTEN)).toBe('letter-not-sent')
    expect(whyNotStep('reply', SENT)).toBe(null)
    expect(whyNotStep('reply', { ...SENT, replied: true })).toBe('done-already')
    expect(whyNotStep('withdraw', WRITTEN)).toBe(null)
    expect(whyNotStep('withdraw', { ...SENT, replied: true })).toBe('done-already')
    expect(whyNotStep('send', { ...WRITTEN, withdrawn: true })).toBe('letter-withdrawn')
  })
})
