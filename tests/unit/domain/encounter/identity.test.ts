import { expect, it } from 'vitest'
import { IDENTITY_CHECKS, isEnough } from '#domain/encounter/identity.ts'

it('Z6: knowing somebody is enough to begin, unless others share their name', () => {
  expect(IDENTITY_CHECKS.map((check) => isEnough(check, 0))).toEqual([true, true, true])
  expect(IDENTITY_CHECKS.map((check) => isEnough(check, 1))).toEqual([true, true, false])
})
