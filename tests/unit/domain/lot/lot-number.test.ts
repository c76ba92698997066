import { expect, it } from 'vitest'
import { isLotNumber } from '#domain/lot/lot-number.ts'

it('a lot number is what a label can hold: up to twenty letters, digits and signs', () => {
  for (const number of ['24H07A', 'K20-0734', 'b0x/1', '0', 'A'.repeat(20)])
    expect(isLotNumber(number), number).toBe(true)
})

it('and neither nothing, a space, a foreign letter nor twenty-one of them', () => {
  for (const number of ['', '24 H07', 'Ä1', 'B\u001d1', 'A'.repeat(21)]) expect(isLotNumber(number), number).toBe(false)
})
