import { describe, expect, it } from 'vitest'
import {
  answersToConfirm,
  type EarlierAnswer,
  needledElsewhere,
  type ScreeningAnswer,
  type ScreeningAnswers,
  standingAnswers,
  unanswered,
} from '#domain/encounter/screening.ts'
import { demoQuestions, QUESTIONS } from '../../../../prisma/seed/questions.ts'

const NOTHING: ScreeningAnswers = {
  'medication-change': { value: 'no' },
  anticoagulant: { value: 'no' },
  pregnancy: { value: 'does-not-apply' },
  infection: { value: 'no' },
  'needled-elsewhere': { value: 'no' },
  'fainted-before': { value: 'no' },
  pacemaker: { value: 'no' },
  conditions: { value: 'no' },
  lymphoedema: { value: 'no' },
}

const YEAR_AGO = Date.parse('2025-11-26T10:00:00Z')
const when = (nowMs: number) => ({ nowMs, zone: 'Europe/Berlin' })
const said = (answers: ScreeningAnswers, answeredAtMs = YEAR_AGO): EarlierAnswer[] =>
  Object.entries(answers).map(([questionId, answer]) => ({
    questionId,
    answer: answer as ScreeningAnswer,
    answeredAtMs,
  }))
const open = (answers: ScreeningAnswers) => unanswered(QUESTIONS, answers).map(({ id }) => id)

describe('the demo clinic’s questions before needling', () => {
  it('cover medication, pregnancy, infection, needling elsewhere, fainting, devices, conditions and the patient’s own', () => {
    expect(QUESTIONS.map(({ id }) => id)).toEqual([...Object.keys(NOTHING), 'questions'])
  })

  it('medication and pregnancy are asked at every visit, whatever was answered before', () => {
    const anew = QUESTIONS.filter(({ asked }) => asked === 'every-visit').map(({ id }) => id)
    expect(anew).toEqual(expect.arrayContaining(['medication-change', 'anticoagulant', 'pregnancy', 'infection']))
  })

  it('say in both languages what is asked, and where the question comes from', () => {
    for (const { en, de, because } of demoQuestions) {
      for (const words of [en, de]) expect(words.question).toMatch(/\?$/)
      for (const words of [en, de]) expect(words.short.length * words.help.length).toBeGreaterThan(0)
      expect(because.length).toBeGreaterThan(10)
    }
  })
})

describe('the questions before needling', () => {
  it('are complete when every required one has an answer it accepts', () => {
    expect(open(NOTHING)).toEqual([])
    expect(open({})).toHaveLength(9)
    expect(open({ ...NOTHING, infection: undefined })).toEqual(['infection'])
  })

  it('an answer that the question does not offer is no answer', () => {
    expect(open({ ...NOTHING, infection: { value: 'does-not-apply' } })).toEqual(['infection'])
    expect(open({ ...NOTHING, pacemaker: { value: 'text', note: 'no' } })).toEqual(['pacemaker'])
  })

  it('“I do not know” is an answer', () => {
    expect(open({ ...NOTHING, pregnancy: { value: 'unsure' } })).toEqual([])
  })

  it('the patient’s own questions may stay empty', () => {
    expect(open({ ...NOTHING, questions: undefined })).toEqual([])
  })
})

describe('answers of an earlier visit', () => {
  it('what may have stayed is shown again to be confirmed, and counts for nothing until it is', () => {
    const earlier = said({
      ...NOTHING,
      anticoagulant: { value: 'yes' },
      pacemaker: { value: 'yes', note: 'since May' },
    })
    const kept = answersToConfirm(QUESTIONS, earlier)
    expect(Object.keys(kept)).toEqual(['fainted-before', 'pacemaker', 'conditions', 'lymphoedema'])
    expect(kept.pacemaker).toEqual({ value: 'yes', note: 'since May' })
    expect(Object.keys(standingAnswers(QUESTIONS, earlier, when(YEAR_AGO)))).toEqual(['lymphoedema'])
  })

  it('an answer that is good for some months stands to the day in the clinic’s zone, and then expires', () => {
    const earlier = said({ lymphoedema: { value: 'no' } })
    expect(standingAnswers(QUESTIONS, earlier, when(Date.parse('2026-11-26T09:59:59Z')))).toHaveProperty('lymphoedema')
    expect(standingAnswers(QUESTIONS, earlier, when(Date.parse('2026-11-26T10:00:00Z')))).toEqual({})
  })

  it('nothing is made up where nothing was asked, nor where the question no longer offers the answer', () => {
    expect(answersToConfirm(QUESTIONS, [])).toEqual({})
    expect(standingAnswers(QUESTIONS, said({ lymphoedema: { value: 'does-not-apply' } }), when(YEAR_AGO))).toEqual({})
  })

  it('Z12: needling elsewhere is a question about the last days, so it never carries over', () => {
    const earlier = said({ 'needled-elsewhere': { value: 'yes' } })
    expect(answersToConfirm(QUESTIONS, earlier)).toEqual({})
    expect(standingAnswers(QUESTIONS, earlier, when(YEAR_AGO))).toEqual({})
  })
})

describe('needled elsewhere', () => {
  it('Z12: a yes, or a doubt, with a place makes rest; without a place nobody knows yet where', () => {
    for (const value of ['yes', 'unsure'] as const) {
      const answer = { value, areaIds: ['soleus.left'], note: ' Monday ' }
      expect(needledElsewhere({ 'needled-elsewhere': answer })).toMatchObject({
        areaIds: ['soleus.left'],
        note: 'Monday',
      })
      expect(needledElsewhere({ 'needled-elsewhere': { value } })).toBeNull()
    }
    expect(needledElsewhere({ 'needled-elsewhere': { value: 'no', areaIds: ['soleus.left'] } })).toBeNull()
  })
})
