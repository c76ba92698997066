import { describe, expect, it } from 'vitest'
import { alarmStage, isAnswered, needlesDueMs, nextStageMs } from '#domain/encounter/removal-alarm.ts'

const MINUTE = 60_000
const DUE = 1_000 * MINUTE
const policy = { deskAfterMinutes: 2, everyoneAfterMinutes: 5 }
const alarm = (goingMs: number | null = null) => ({ dueMs: DUE, goingMs, policy })
const at = (minutes: number) => DUE + minutes * MINUTE

describe('needles that rest', () => {
  it('are due out when their rest is over; where nothing rests, at the planned end', () => {
    const visit = { needlesInMs: 0, plannedEndMs: 45 * MINUTE }
    expect(needlesDueMs({ ...visit, restingMinutes: 20 })).toBe(20 * MINUTE)
    expect(needlesDueMs({ ...visit, restingMinutes: 0 })).toBe(45 * MINUTE)
    // begun late: due at once, never in the past of going in
    expect(needlesDueMs({ ...visit, needlesInMs: 50 * MINUTE, restingMinutes: 0 })).toBe(50 * MINUTE)
  })
})

describe('a removal alarm', () => {
  it.each([
    [-0.1, null],
    [0, 'room'],
    [1.9, 'room'],
    [2, 'desk'],
    [4.9, 'desk'],
    [5, 'everyone'],
    [500, 'everyone'],
  ])('Z5: nobody answers for %s minutes: %s', (minutes, stage) => {
    expect(alarmStage(alarm(), at(minutes))).toBe(stage)
  })

  it('Z5: who goes has their time, then everybody is called, until the needles are out', () => {
    const going = alarm(at(1))
    expect(alarmStage(going, at(3))).toBe('room')
    expect(isAnswered(going, at(5.9))).toBe(true)
    expect(alarmStage(going, at(6))).toBe('everyone')
    expect(isAnswered(going, at(6))).toBe(false)
  })

  it('knows when it goes further, and when nobody is left to call', () => {
    expect(nextStageMs(alarm(), at(-3))).toBe(at(0))
    expect(nextStageMs(alarm(), at(0))).toBe(at(2))
    expect(nextStageMs(alarm(), at(2))).toBe(at(5))
    expect(nextStageMs(alarm(), at(5))).toBeNull()
    expect(nextStageMs(alarm(at(1)), at(1))).toBe(at(6))
  })

  it('Z5: a clinic that has set nothing calls everybody at once', () => {
    const unset = { ...alarm(), policy: { deskAfterMinutes: 0, everyoneAfterMinutes: 0 } }
    expect(alarmStage(unset, DUE)).toBe('everyone')
  })
})
