import { hasCheckDigit } from './check-digit.ts'
import type { AiRule, Field } from './gs1-table.ts'
import { dateOfYymmdd } from './label-date.ts'
import type { ScanDetail, ScanReason } from './scan.ts'

const CHARACTERS: Record<Field['kind'], RegExp> = {
  digits: /\d/,
  text: /[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]/,
  code39: /[#\-/0-9A-Z]/,
  base64: /[0-9A-Za-z\-_=]/,
}

export interface ValueFault {
  readonly reason: ScanReason
  /** Counted from the beginning of the value. */
  readonly offset: number
  readonly detail?: ScanDetail
}

const detailOf = (character: string, kind: Field['kind']): ScanDetail | undefined => {
  if (character === ' ') return 'space'
  if (character < ' ' || character === '\x7f') return 'control-character'
  return kind === 'digits' ? 'not-a-digit' : undefined
}

const timeFault = (value: string): boolean => Number(value.slice(0, 2)) > 23 || Number(value.slice(2, 4)) > 59

const checkFault = (field: Field, value: string, today: string): Omit<ValueFault, 'offset'> | null => {
  if (field.check === 'check-digit') return hasCheckDigit(value) ? null : { reason: 'check-digit' }
  if (field.check === 'time') return timeFault(value) ? { reason: 'bad-date', detail: 'time' } : null
  if (field.check === null) return null
  const date = dateOfYymmdd(value, today, field.check === 'date-or-month')
  return date.ok ? null : { reason: 'bad-date', detail: date.detail }
}

const fieldFault = (
  field: Field,
  value: string,
  today: string,
): (Omit<ValueFault, 'offset'> & { offset: number }) | null => {
  const bad = [...value].findIndex((c) => !CHARACTERS[field.kind].test(c))
  if (bad >= 0) return { reason: 'bad-character', offset: bad, detail: detailOf(value[bad] ?? '', field.kind) }
  if (value.length < field.min) return { reason: 'too-short', offset: value.length }
  const fault = checkFault(field, value, today)
  return fault ? { ...fault, offset: 0 } : null
}

/** The first thing that is wrong with the value of an element, or null when it keeps its rule. */
export const valueFault = (rule: AiRule, value: string, today: string): ValueFault | null => {
  let from = 0
  for (const field of rule.fields) {
    const part = value.slice(from, from + field.max)
    if (part === '' && field.optional) break
    const fault = fieldFault(field, part, today)
    if (fault) return { ...fault, offset: from + fault.offset }
    from += part.length
  }
  return value.length > from ? { reason: 'too-long', offset: from } : null
}
