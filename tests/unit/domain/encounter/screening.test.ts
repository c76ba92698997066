import { describe, expect, it } from 'vitest'
import {
  alertsOf,
  answersToConfirm,
  QUESTIONS,
  type QuestionId,
  type ScreeningAnswers,
  unanswered,
} from '#domain/encounter/screening.ts'

const NOTHING: ScreeningAnswers = {
  'medication-change': { value: 'no' },
  anticoagulant: { value: 'no' },
  pregnancy: { value: 'does-not-apply' },
  infection: { value: 'no' },
  'needled-elsewhere': { value: 'no' },
  'fainted-before': { value: 'no' },
  implant: { value: 'no' },
}

const alerts = (answers: ScreeningAnswers, technique = 'deep-dry-needling') =>
  alertsOf({ ...NOTHING, ...answers }, technique)

describe('the questions before needling', () => {
  it('cover medication, pregnancy, fainting, infection, implants, needling elsewhere and the patient’s own', () => {
    expect(QUESTIONS.map(({ id }) => id)).toEqual([
      'medication-change',
      'anticoagulant',
      'pregnancy',
      'infection',
      'needled-elsewhere',
      'fainted-before',
      'implant',
      'questions',
    ])
  })

  it('are complete when every required one has an answer it accepts', () => {
    expect(unanswered(NOTHING)).toEqual([])
    expect(unanswered({})).toHaveLength(7)
    expect(unanswered({ ...NOTHING, infection: undefined })).toEqual(['infection'])
  })

  it('an answer that the question does not offer is no answer', () => {
    expect(unanswered({ ...NOTHING, infection: { value: 'does-not-apply' } })).toEqual(['infection'])
    expect(unanswered({ ...NOTHING, implant: { value: 'text', note: 'no' } })).toEqual(['implant'])
  })

  it('“I do not know” is an answer', () => {
    expect(unanswered({ ...NOTHING, pregnancy: { value: 'unsure' } })).toEqual([])
  })

  it('the patient’s own questions may stay empty', () => {
    expect(unanswered({ ...NOTHING, questions: undefined })).toEqual([])
  })
})

describe('answers of an earlier visit', () => {
  it('medication and pregnancy are asked again every time', () => {
    const kept = answersToConfirm({
      ...NOTHING,
      anticoagulant: { value: 'yes' },
      pregnancy: { value: 'yes' },
      implant: { value: 'yes', note: 'pacemaker' },
    })
    expect(kept).toEqual({ 'fainted-before': { value: 'no' }, implant: { value: 'yes', note: 'pacemaker' } })
    expect(unanswered(kept)).toEqual([
      'medication-change',
      'anticoagulant',
      'pregnancy',
      'infection',
      'needled-elsewhere',
    ])
  })

  it('nothing is made up where nothing was asked', () => {
    expect(answersToConfirm({})).toEqual({})
  })

  it('Z12: needling elsewhere is a question about the last days, so it never carries over', () => {
    expect(answersToConfirm({ 'needled-elsewhere': { value: 'yes' } })).toEqual({})
  })
})

describe('what the practitioner must know from the answers', () => {
  it('nothing when nothing was answered with yes', () => {
    expect(alerts({})).toEqual([])
  })

  it.each(['medication-change', 'anticoagulant', 'pregnancy', 'infection', 'needled-elsewhere'] as QuestionId[])(
    'a yes to %s asks for the practitioner’s decision and refuses nothing',
    (code) => {
      expect(alerts({ [code]: { value: 'yes' } })).toMatchObject([{ code, weight: 'acknowledge', unsure: false }])
    },
  )

  it('“I do not know” weighs like a yes', () => {
    expect(alerts({ anticoagulant: { value: 'unsure' } })).toEqual([
      { code: 'anticoagulant', weight: 'acknowledge', unsure: true, makesRest: false, note: null },
    ])
  })

  it('an implant rules out electrical needling and is only shown for the plain needle', () => {
    const implant = { implant: { value: 'yes', note: ' pacemaker ' } } as const
    expect(alerts(implant, 'electro-needling')).toMatchObject([{ weight: 'stop', note: 'pacemaker' }])
    expect(alerts(implant, 'deep-dry-needling')).toMatchObject([{ weight: 'know' }])
    expect(alerts({ implant: { value: 'unsure' } }, 'electro-needling')).toMatchObject([{ weight: 'stop' }])
  })

  it('earlier fainting and the patient’s own questions are shown', () => {
    expect(alerts({ 'fainted-before': { value: 'yes' }, questions: { value: 'text', note: 'Does it hurt?' } })).toEqual(
      [
        { code: 'fainted-before', weight: 'know', unsure: false, makesRest: false, note: null },
        { code: 'questions', weight: 'know', unsure: false, makesRest: false, note: 'Does it hurt?' },
      ],
    )
    expect(alerts({ questions: { value: 'text', note: '  ' } })).toEqual([])
  })

  it('Z12: only needling elsewhere makes rest', () => {
    const all = alerts({
      'needled-elsewhere': { value: 'yes', note: 'left shoulder, Monday' },
      infection: { value: 'yes' },
    })
    expect(all.filter(({ makesRest }) => makesRest).map(({ code }) => code)).toEqual(['needled-elsewhere'])
  })

  it('the gravest stands first, the others in the order they were asked', () => {
    const all = alerts(
      {
        'fainted-before': { value: 'yes' },
        implant: { value: 'yes' },
        pregnancy: { value: 'yes' },
        'medication-change': { value: 'yes' },
      },
      'electro-needling',
    )
    expect(all.map(({ code }) => code)).toEqual(['implant', 'medication-change', 'pregnancy', 'fainted-before'])
  })
})
