import { describe, expect, it } from 'vitest'
import { tooManyAlarms } from '#domain/aftercare/alarm-load.ts'
import { readWords } from '#domain/aftercare/said-words.ts'
import { triage } from '#domain/aftercare/triage.ts'
import { BEARABLE_ALARMS } from '../../../../prisma/seed/safety.ts'
import { demoTerms, demoTriageRules } from '../../../../prisma/seed/triage.ts'
import { monthOfAnswers, redSentences, weeksOf } from '../../../support/month-of-answers.ts'

const SEED = 20261101
const MONDAY_MS = Date.parse('2026-11-02T00:00:00Z')
const terms = [demoTerms.en, demoTerms.de]

const sorted = monthOfAnswers(SEED, { fromMs: MONDAY_MS, practitioners: 6 }).map((made) => ({
  ...made,
  ...triage({ ...made, techniques: [], rules: demoTriageRules, terms, answerMinutes: 60 }),
}))

describe('a month of a thousand answers', () => {
  it('Z10: no answer of somebody in danger is sorted below an emergency, in neither language and however it is spelt', () => {
    expect(sorted).toHaveLength(1000)
    const red = sorted.filter(({ isRed }) => isRed)
    expect(red.length).toBeGreaterThan(30)
    expect(red.filter(({ tier, rings }) => tier !== 'emergency' || !rings)).toEqual([])
    expect(redSentences(SEED, 20).filter((words) => readWords(words, terms) !== 'emergency')).toEqual([])
  })

  it('Z10: what rings stays bearable by the clinic’s own numbers, in every week, and most of it is no false alarm', () => {
    const weeks = weeksOf(sorted, MONDAY_MS)
    expect(weeks.map((week) => tooManyAlarms(week, BEARABLE_ALARMS))).toEqual([[], [], [], []])
    const rung = sorted.filter(({ rings }) => rings)
    expect(rung.filter(({ isRed, answer }) => !isRed && answer.needle !== 'in-the-body').length).toBeLessThan(
      rung.length / 4,
    )
    // what only says "no", asks something or is merely sore never rings
    const calm = sorted.filter(
      ({ isRed, answer }) => !isRed && answer.words !== '' && /\?|kein|no |not /i.test(answer.words),
    )
    expect(calm.length).toBeGreaterThan(100)
    expect(calm.filter(({ rings, answer }) => rings && !/mother|marathon/.test(answer.words))).toEqual([])
  })
})

describe('what a clinic bears', () => {
  const most = { mostAlarmsPerHundred: 10, mostAlarmsPerDay: 4 }

  it('Z10: says in what it rang too often; of a handful of answers nobody can tell', () => {
    expect(tooManyAlarms({ answers: 100, alerts: 10, busiestDay: 4 }, most)).toEqual([])
    expect(tooManyAlarms({ answers: 100, alerts: 11, busiestDay: 5 }, most)).toEqual(['perHundred', 'perDay'])
    expect(tooManyAlarms({ answers: 3, alerts: 2, busiestDay: 1 }, most)).toEqual([])
  })
})
