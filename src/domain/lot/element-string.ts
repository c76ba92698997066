import { valueFault } from './element-value.ts'
import { type AiRule, ruleAt } from './gs1-table.ts'
import { refuse, type ScanElement, type ScanRefusal, type ScanWarning } from './scan.ts'
import { SEPARATOR } from './scan-text.ts'

export interface Elements {
  readonly ok: true
  readonly elements: readonly ScanElement[]
  readonly warnings: readonly ScanWarning[]
}

interface Located extends ScanElement {
  readonly at: number
  readonly rule: AiRule
}

/** Identifiers whose values prove themselves by a check digit or by being a date. */
const SELF_EVIDENT = new Set(['01', '02', '11', '12', '13', '15', '16', '17'])

/** Without these a lot cannot be trusted, so a lot that may have swallowed one is refused and not just doubted. */
const ESSENTIAL = new Set(['01', '11', '17'])

/** For each position of a text: whether known elements fill it from there to its end. */
const readableFrom = (text: string, today: string): boolean[] => {
  const readable: boolean[] = new Array(text.length + 1).fill(false)
  readable[text.length] = true
  for (let at = text.length - 1; at >= 0; at--) {
    const rule = ruleAt(text, at)
    if (!rule) continue
    const from = at + rule.ai.length
    const longest = Math.min(rule.maxLength, text.length - from)
    for (let length = rule.minLength; length <= longest && !readable[at]; length++) {
      readable[at] =
        readable[from + length] === true && valueFault(rule, text.slice(from, from + length), today) === null
    }
  }
  return readable
}

/** The self-evident elements that may stand hidden at the end of a value, after at least `minLength` characters of it. */
const hiddenIn = (value: string, minLength: number, today: string): string[] => {
  const readable = readableFrom(value, today)
  const hidden = new Set<string>()
  for (let at = minLength; at < value.length; at++) {
    const ai = value.slice(at, at + 2)
    if (readable[at] && SELF_EVIDENT.has(ai)) hidden.add(ai)
  }
  return [...hidden]
}

const separatedFault = (rule: AiRule, value: string, at: number, today: string): ScanRefusal | null => {
  const fault = valueFault(rule, value, today)
  if (!fault) return null
  const { ai, minLength, maxLength } = rule
  if (value.length > maxLength && minLength === maxLength && readableFrom(value, today)[maxLength]) {
    return refuse('missing-separator', at + maxLength, { ai })
  }
  const overflows = fault.detail === 'not-a-digit' || (fault.reason !== 'bad-character' && value.length > maxLength)
  if (overflows && hiddenIn(value, minLength, today).length > 0) return refuse('unsplittable', at, { ai })
  return refuse(fault.reason, at + fault.offset, { ai, detail: fault.detail })
}

const predefinedFault = (rule: AiRule, value: string, at: number, today: string): ScanRefusal | null => {
  const cut = value.indexOf(SEPARATOR)
  const fault =
    cut >= 0 ? { reason: 'too-short' as const, offset: cut, detail: undefined } : valueFault(rule, value, today)
  return fault && refuse(fault.reason, at + fault.offset, { ai: rule.ai, detail: fault.detail })
}

const endOfValue = (text: string, from: number, rule: AiRule): number => {
  if (rule.predefined) return Math.min(from + rule.maxLength, text.length)
  const separator = text.indexOf(SEPARATOR, from)
  return separator < 0 ? text.length : separator
}

const locate = (text: string, today: string): Located[] | ScanRefusal => {
  const found: Located[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === SEPARATOR) {
      at += 1
      continue
    }
    const rule = ruleAt(text, at)
    if (!rule) return refuse('unknown-ai', at, { ai: text.slice(at, at + 4).split(SEPARATOR)[0] ?? '' })
    const from = at + rule.ai.length
    const end = endOfValue(text, from, rule)
    const value = text.slice(from, end)
    const fault = rule.predefined ? predefinedFault(rule, value, from, today) : separatedFault(rule, value, from, today)
    if (fault) return fault
    found.push({ ai: rule.ai, value, at: from, rule })
    at = end
  }
  return found
}

/**
 * Splits a GS1 element string into its elements, or says where it cannot be split safely. A value that may have
 * swallowed the next element because a separator was lost is never guessed: a lot is refused (K1), anything else is
 * warned about (K2). `text` is canonical (see `scanTextOf`); positions count its characters.
 */
export const splitElements = (text: string, today: string): Elements | ScanRefusal => {
  const found = locate(text, today)
  if (!Array.isArray(found)) return found
  const scannerSendsSeparators = text.split(SEPARATOR).filter((part) => part !== '').length > 1
  const warnings: ScanWarning[] = []
  for (const { ai, value, at, rule } of found) {
    if (rule.predefined) continue
    const present = new Set(found.map((other) => other.ai))
    const hidden = hiddenIn(value, Math.max(1, rule.minLength), today).filter((other) => !present.has(other))
    if (ai === '10' && !scannerSendsSeparators && hidden.some((other) => ESSENTIAL.has(other))) {
      return refuse('unsplittable', at, { ai })
    }
    for (const hiddenAi of hidden) warnings.push({ code: 'possible-missing-separator', ai, hiddenAi })
  }
  return { ok: true, elements: found.map(({ ai, value }) => ({ ai, value })), warnings }
}
