import { describe, expect, it } from 'vitest'
import {
  ANYONE,
  type Answers,
  addressOf,
  type Choices,
  oneBack,
  openQuestion,
  questionsOf,
  readAnswers,
  withoutNeedles,
} from '../../../src/app/c/[slug]/book/answers.ts'

const CHOICES: Choices = {
  people: [{ id: 'bjork' }],
  services: [
    { id: 'needling', needling: true, minutes: 45, practitioners: [{ id: 'ana' }, { id: 'ben' }] },
    { id: 'assessment', needling: false, minutes: 60, practitioners: [{ id: 'ana' }] },
    { id: 'talk', needling: false, minutes: 30, practitioners: [{ id: 'ana' }, { id: 'ben' }] },
    { id: 'electro', needling: true, minutes: 45, practitioners: [{ id: 'ana' }] },
  ],
  areas: [{ id: 'shoulder-left' }, { id: 'shoulder-right' }],
}
const FAMILY: Choices = { ...CHOICES, people: [{ id: 'bjork' }, { id: 'child' }] }

const asAddress = (text: string, choices = CHOICES): Answers =>
  readAnswers(Object.fromEntries(new URLSearchParams(text)), choices)
const questionAt = (text: string, choices = CHOICES) => openQuestion(asAddress(text, choices), choices)

describe('booking one question at a time', () => {
  it('asks what, where, who with and when', () => {
    expect(questionAt('')).toBe('what')
    expect(questionAt('service=needling')).toBe('where')
    expect(questionAt('service=needling&areas=shoulder-left')).toBe('who')
    expect(questionAt('service=needling&areas=shoulder-left&who=anyone')).toBe('when')
  })

  it('asks first for whom where somebody acts for several', () => {
    expect(questionAt('', FAMILY)).toBe('for')
    expect(questionAt('for=child', FAMILY)).toBe('what')
    expect(questionsOf(asAddress('', FAMILY), FAMILY)[0]).toBe('for')
    expect(questionsOf(asAddress(''), CHOICES)).not.toContain('for')
  })

  it('does not ask where when no needle is used, nor who with when there is one person', () => {
    expect(questionAt('service=talk')).toBe('who')
    expect(questionAt('service=electro&areas=room')).toBe('when')
    expect(asAddress('service=electro').who).toBe('ana')
  })

  it('takes “decide in the room” for an answer', () => {
    expect(asAddress('service=needling&areas=room').areaIds).toEqual([])
    expect(questionAt('service=needling&areas=room')).toBe('who')
  })

  it('Z11: turns a wish for needles into one without, at once at the times, with the same person where they give it', () => {
    const wish = (text: string, choices = CHOICES) => withoutNeedles(asAddress(text, choices), choices)
    const asked = wish('service=needling&areas=shoulder-left&who=ben&from=2026-12-01')
    expect(asked).toMatchObject({ serviceId: 'talk', areaIds: null, who: 'ben', fromDate: null })
    expect(asked && openQuestion(asked, CHOICES)).toBe('when')
    expect(wish('service=electro&areas=room')?.who).toBe('ana')
    expect(wish('service=talk&who=ben')).toBeNull()
    expect(
      wish('service=needling', { ...CHOICES, services: CHOICES.services.filter(({ needling }) => needling) }),
    ).toBeNull()
  })

  it('asks again what the address answers with something the clinic does not have', () => {
    expect(questionAt('service=massage')).toBe('what')
    expect(questionAt('service=needling&areas=tail')).toBe('where')
    expect(questionAt('service=needling&areas=room&who=zoe')).toBe('who')
    expect(questionAt('for=stranger', FAMILY)).toBe('for')
  })

  it('never books for a stranger whom the address names', () => {
    expect(asAddress('for=stranger').patientId).toBe('bjork')
    expect(asAddress('for=stranger', FAMILY).patientId).toBeNull()
  })

  it('keeps of the places those it knows, each once', () =>
    expect(asAddress('service=needling&areas=shoulder-left,tail,shoulder-left,shoulder-right').areaIds).toEqual([
      'shoulder-left',
      'shoulder-right',
    ]))

  it('looks from today on when the day is no day', () => {
    expect(asAddress('from=2026-11-26').fromDate).toBe('2026-11-26')
    for (const from of ['tomorrow', '2026-13-45', '26.11.2026']) expect(asAddress(`from=${from}`).fromDate).toBeNull()
  })

  it('says every answer in the address and reads it back the same', () => {
    const answers: Answers = {
      patientId: 'child',
      serviceId: 'needling',
      areaIds: ['shoulder-left', 'shoulder-right'],
      who: ANYONE,
      fromDate: '2026-12-01',
    }
    const { searchParams, pathname } = new URL(addressOf('riverside', answers), 'http://clinic.test')
    expect(pathname).toBe('/c/riverside/book')
    expect(readAnswers(Object.fromEntries(searchParams), FAMILY)).toEqual(answers)
    expect(addressOf('riverside', { patientId: null, serviceId: null, areaIds: null, who: null, fromDate: null })).toBe(
      '/c/riverside/book',
    )
  })

  it('leads back question by question, to the start and no further', () => {
    let answers: Answers | null = asAddress('service=needling&areas=room&who=anyone&from=2026-12-01')
    const seen: string[] = []
    while (answers !== null) {
      const question = openQuestion(answers, CHOICES)
      seen.push(question)
      answers = oneBack(question, answers, CHOICES)
    }
    expect(seen).toEqual(['when', 'who', 'where', 'what'])
  })

  it('leads back over a question that was not asked', () => {
    const answers = asAddress('service=talk&who=ana')
    const back = oneBack('who', answers, CHOICES)
    expect(back?.serviceId).toBeNull()
  })
})
