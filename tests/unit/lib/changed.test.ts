import { expect, it } from 'vitest'
import { changedFields, setChange } from '#lib/changed.ts'

it('names what is otherwise, however deep, and nothing that only stands in another order', () => {
  const before = { name: { de: 'Akupunktur', en: 'Acupuncture' }, minutes: 30, untouched: 1 }
  expect(changedFields(before, { name: { en: 'Acupuncture', de: 'Akupunktur' }, minutes: 45 })).toEqual(['minutes'])
  expect(changedFields(before, { name: { en: 'Needling', de: 'Akupunktur' }, minutes: 30 })).toEqual(['name'])
})

it('tells what a set gains and loses', () => {
  expect(setChange(['a', 'b'], ['c', 'b', 'c'])).toEqual({ added: ['c'], removed: ['a'] })
})
