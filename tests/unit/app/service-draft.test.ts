import { describe, expect, it } from 'vitest'
import { saveInput } from '#features/healthcare-service/schema.ts'
import { durationOf, minutesOf, wholeNumber } from '../../../src/app/(staff)/settings/duration.ts'
import { draftOf, readDraft, type ServiceDraft } from '../../../src/app/(staff)/settings/services/service-draft.ts'

const named: ServiceDraft = { ...draftOf(null), nameEn: 'Neck', nameDe: 'Nacken' }
const problemsOf = (change: Partial<ServiceDraft>) => {
  const read = readDraft({ ...named, ...change })
  return read.ok ? {} : read.problems
}

describe('the form of a service', () => {
  it('begins so that a name is all that is missing, and the server takes it as it is read', () => {
    expect(problemsOf({ nameEn: '', nameDe: ' ' })).toEqual({ 'name.en': 'missing', 'name.de': 'missing' })
    const read = readDraft(named)
    const input = {
      requestId: '0198b6a0-0000-7000-8000-000000000000',
      existing: null,
      ...(read.ok ? read.service : {}),
    }
    expect(saveInput.safeParse(input).success).toBe(true)
  })

  it('says of each number that cannot stand which would', () => {
    expect(
      problemsOf({ maxAheadDays: '0', bufferAfterMinutes: '1.5', maxPerDay: '-1', maxPerPatientPerDay: 'x' }),
    ).toEqual({
      maxAheadDays: [1, 730],
      bufferAfterMinutes: [0, 240],
      maxPerDay: [1, 500],
      maxPerPatientPerDay: [1, 20],
    })
    expect(problemsOf({ parts: [{ key: 'a', kind: 'hands-on', minutes: '' }] })).toEqual({ segments: [1, 720] })
  })

  it('reads an empty limit as none, and a request only where people book online', () => {
    const read = readDraft({ ...named, maxPerDay: ' ', bookableOnline: false, byRequest: true })
    expect(read.ok && [read.service.maxPerDay, read.service.byRequest]).toEqual([null, false])
  })
})

describe('a time span', () => {
  it.each([
    [0, '0 hours'],
    [30, '30 minutes'],
    [90, '90 minutes'],
    [120, '2 hours'],
    [1440, '1 days'],
    [36 * 60, '36 hours'],
  ])('%i minutes are %s, and back', (minutes, words) => {
    const duration = durationOf(minutes)
    expect(`${duration.amount} ${duration.unit}`).toBe(words)
    expect(minutesOf(duration)).toBe(minutes)
  })

  it('is none when it is no whole number', () => {
    expect(minutesOf({ amount: '1,5', unit: 'hours' })).toBeNull()
    expect(wholeNumber(' 7 ', [1, 7])).toBe(7)
    expect(wholeNumber('8', [1, 7])).toBeNull()
  })
})
