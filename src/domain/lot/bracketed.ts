import { valueFault } from './element-value.ts'
import { AI_RULES } from './gs1-table.ts'
import { refuse, type ScanElement, type ScanRefusal } from './scan.ts'

interface RawPart {
  readonly ai: string
  readonly aiAt: number
  readonly characters: { readonly character: string; readonly at: number }[]
}

const partsOf = (text: string): RawPart[] | ScanRefusal => {
  const parts: RawPart[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === '(') {
      const ai = /^\((\d{2,4})\)/.exec(text.slice(at))?.[1]
      if (ai === undefined) return refuse('bad-character', at, { ai: parts.at(-1)?.ai, detail: 'bracket' })
      parts.push({ ai, aiAt: at, characters: [] })
      at += ai.length + 2
      continue
    }
    const escaped = text[at] === '\\' && text[at + 1] === '('
    parts.at(-1)?.characters.push({ character: escaped ? '(' : (text[at] ?? ''), at })
    at += escaped ? 2 : 1
  }
  return parts
}

/**
 * Reads the text under a barcode as a person types it, `(01)…(17)…(10)…`. A bracket that belongs to a value is
 * written `\(`; a bare one that opens no identifier is refused (K19). Spaces around the brackets are the typist's.
 */
export const readBracketed = (
  text: string,
  today: string,
): { readonly ok: true; readonly elements: readonly ScanElement[] } | ScanRefusal => {
  const parts = partsOf(text)
  if (!Array.isArray(parts)) return parts
  const elements: ScanElement[] = []
  for (const { ai, aiAt, characters } of parts) {
    const rule = AI_RULES.get(ai)
    if (!rule) return refuse('unknown-ai', aiAt, { ai })
    const typed = characters.map((c) => c.character).join('')
    const value = typed.trim()
    const leading = typed.length - typed.trimStart().length
    const fault = valueFault(rule, value, today)
    if (fault) {
      const at = characters[leading + fault.offset]?.at ?? (characters.at(-1)?.at ?? aiAt + ai.length + 1) + 1
      return refuse(fault.reason, at, { ai, detail: fault.detail })
    }
    elements.push({ ai, value })
  }
  return { ok: true, elements }
}
