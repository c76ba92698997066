import { expect, it } from 'vitest'
import { explainRecovery, type RecoveryRefusal } from '#words/recovery.ts'
import { ruleLine } from '#words/rule-line.ts'
import { rule } from '../../support/body.ts'

const REASONS = [
  'not-found',
  'not-allowed',
  'unknown-area',
  'stale-version',
  'not-a-draft',
  'over-already',
  'draft-waits',
  'in-the-past',
  'not-longer',
  'request-reused',
  'try-again',
] as const satisfies readonly RecoveryRefusal['reason'][]

it('every refusal about rules and holds is a sentence of its own in both languages', () => {
  for (const locale of ['en', 'de'] as const) {
    const told = explainRecovery(
      REASONS.map((reason) => ({ reason })),
      locale,
    )
    expect(told.map(({ reason }) => reason)).toEqual(REASONS)
    for (const { sentence } of told) expect(sentence).toMatch(/^\p{Lu}.*\.$/su)
    expect(new Set(told.map(({ sentence }) => sentence)).size).toBe(REASONS.length)
  }
})

it('what only the store knows asks to try again', () => {
  expect(explainRecovery([{ reason: 'lot-refused' }], 'en')[0]).toMatchObject({ reason: 'try-again' })
})

it('a patient’s own rule names who decided it, and why only where that was told', () => {
  const own = rule({ patientId: 'bjork', approvedBy: 'Ana Ruiz', amount: 5, validFrom: '2026-11-24', source: '' })
  expect(ruleLine(own, 'en')).toBe(
    'Rule: deep dry needling, the same area, 5 days · longer for this patient, set by Ana Ruiz on 24 Nov 2026',
  )
  expect(ruleLine({ ...own, source: 'Bruises' }, 'de')).toMatch(/festgelegt von Ana Ruiz am 24\. Nov\. 2026 · Bruises$/)
})
