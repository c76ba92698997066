import { describe, expect, it } from 'vitest'
import { type BlockRefusal, parseBlock } from '#domain/recurrence/parse-block.ts'
import { blockRefusalWords } from '#words/block-refusal.ts'
import { wordsOf } from '../../support/words.ts'

const BERLIN = { zone: 'Europe/Berlin', startMinute: null }

const saidOf = (text: string, locale: 'en' | 'de') => {
  const parsed = parseBlock(text, BERLIN)
  if (parsed.ok) throw new Error('taken over')
  return blockRefusalWords(parsed, { t: wordsOf(locale).t, zone: BERLIN.zone })
}

const REASONS: Readonly<Record<BlockRefusal, true>> = {
  'not-a-rule': true,
  'unknown-part': true,
  'repeated-part': true,
  frequency: true,
  interval: true,
  count: true,
  until: true,
  'until-needs-zone': true,
  'count-and-until': true,
  'bad-value': true,
  'not-allowed-here': true,
  'time-of-day': true,
  never: true,
  'no-rule': true,
  'unknown-line': true,
  'repeated-line': true,
  'bad-date': true,
  'no-such-time': true,
  'unknown-zone': true,
  'other-zone': true,
  'start-in-utc': true,
  'other-time': true,
  'whole-day-start': true,
  period: true,
  'bad-end': true,
}

describe('the words for a text that cannot be taken over', () => {
  it('name the part that is meant and say what to do', () => {
    expect(saidOf('DTSTART:20261103T080000Z\nRRULE:FREQ=DAILY', 'en')).toBe(
      'The start “20261103T080000Z” is given in UTC: hours that repeat in UTC would move with each change of the clock. Give it in Europe/Berlin.',
    )
    expect(saidOf('FREQ=WEEKLY;BYDAY=XX', 'de')).toBe('„BYDAY“ hat einen Wert, den es nicht gibt.')
    expect(saidOf('RRULE:FREQ=DAILY\nSUMMARY:Clinic', 'en')).toContain('“SUMMARY:Clinic”')
  })

  it('exist for every reason in every language', () => {
    for (const locale of ['en', 'de'] as const) {
      for (const reason of Object.keys(REASONS) as BlockRefusal[]) {
        const said = blockRefusalWords(
          { ok: false, reason, part: 'BYDAY=XX' },
          { t: wordsOf(locale).t, zone: BERLIN.zone },
        )
        expect(said, reason).toMatch(/\.$/)
      }
    }
  })
})
