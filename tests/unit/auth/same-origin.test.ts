import { expect, it } from 'vitest'
import { isSameOrigin } from '#auth/same-origin.ts'

const says = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), 'https://clinic.example')

it('L20: another site cannot make a signed-in browser change anything', () => {
  expect(says({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(false)
  expect(says({ 'sec-fetch-site': 'same-site', origin: 'https://blog.clinic.example' })).toBe(false)
  expect(says({ origin: 'https://evil.example', host: 'clinic.example' })).toBe(false)
  expect(says({ origin: 'null' })).toBe(false)
})

it('L20: a link followed from a mail is no page of ours', () => {
  expect(says({ 'sec-fetch-site': 'none' })).toBe(false)
})

it('refuses who does not say where they come from', () => {
  expect(says({})).toBe(false)
})

it('lets our own pages in, at the public address and at the one the browser asked', () => {
  expect(says({ 'sec-fetch-site': 'same-origin', origin: 'https://clinic.example' })).toBe(true)
  expect(says({ origin: 'https://clinic.example', host: 'internal:3000' })).toBe(true)
  expect(says({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(true)
  expect(says({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(true)
})
