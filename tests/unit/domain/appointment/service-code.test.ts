import { expect, it } from 'vitest'
import { codeFrom } from '#domain/appointment/service-code.ts'

it('is the name in plain letters, and a number where the name is taken', () => {
  expect(codeFrom('Dry needling – 45 min.', new Set())).toBe('dry-needling-45-min')
  expect(codeFrom('Étude', new Set(['etude', 'etude-2']))).toBe('etude-3')
})

it('is a plain word where no letter is left', () => {
  expect(codeFrom('鍼', new Set(['service']))).toBe('service-2')
})
