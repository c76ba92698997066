import fc from 'fast-check'
import { expect, it } from 'vitest'
import { daysOfRule } from '#domain/recurrence/dates.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { dayNumberOf } from '#domain/time/calendar-date.ts'
import { locales } from '#words/locale.ts'
import { readRule } from '#words/read-rule.ts'
import { ruleWords } from '#words/rule.ts'
import { ruleText } from '../support/rule-texts.ts'
import { wordsOf } from '../support/words.ts'

const START = dayNumberOf('2026-01-28')

const withRareParts = fc
  .tuple(ruleText, fc.constantFrom('', '', ';BYWEEKNO=1,20,-1', ';BYYEARDAY=100,-1', ';UNTIL=20280229'))
  .map(([text, rare]) => {
    if (rare.startsWith(';UNTIL')) return text.includes('COUNT') ? text : text + rare
    if (!text.startsWith('FREQ=YEARLY') || (rare.startsWith(';BYWEEKNO') && /BYDAY=[^;]*\d/.test(text))) return text
    return text + rare
  })

it('whatever is said of a rule is read back as a rule with the same days, in every language', () => {
  let told = 0
  fc.assert(
    fc.property(withRareParts, (text) => {
      const parsed = parseRule(text)
      if (!parsed.ok) return
      const days = daysOfRule(parsed.rule, START, START, START + 3000)
      if (days.length === 0) return
      for (const locale of locales) {
        const context = wordsOf(locale)
        const words = ruleWords(parsed.rule, START, context)
        const read = readRule(words, context)
        expect(read, `${text}: ${words}`).not.toBeNull()
        expect(daysOfRule(read!, START, START, START + 3000), `${text}: ${words} → ${read!.text}`).toEqual(days)
        expect(ruleWords(read!, START, context), text).toBe(words)
      }
      told += days.length
    }),
    { numRuns: 800, seed: 5545 },
  )
  expect(told).toBeGreaterThan(50_000)
}, 60_000)
