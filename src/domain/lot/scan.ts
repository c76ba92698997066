/** One element of a label as it was read: the application identifier (or HIBC flag) and its untouched value. */
export interface ScanElement {
  readonly ai: string
  readonly value: string
}

/** Doubt that does not stop the scan but has to be shown to the person who scanned. */
export interface ScanWarning {
  readonly code: 'possible-missing-separator'
  /** The element whose value may hold a second element. */
  readonly ai: string
  /** The element that may hide in it. */
  readonly hiddenAi: string
}

/** The HIBC article: who labelled it, which product, which packaging level. */
export interface HibcArticle {
  readonly labeler: string
  readonly product: string
  readonly unitOfMeasure: string
}

/** What a label says. Dates are calendar dates `YYYY-MM-DD`; whatever the label does not say is null. */
export interface Scan {
  readonly ok: true
  readonly kind: 'gs1' | 'ean' | 'hibc'
  /** Article number padded to 14 digits, so that one article has one number whatever was printed. */
  readonly gtin14: string | null
  readonly hibc: HibcArticle | null
  /** As printed, case kept. */
  readonly lotNumber: string | null
  /** The last day on which the content may be used. */
  readonly expiryDate: string | null
  readonly productionDate: string | null
  readonly serial: string | null
  readonly count: number | null
  /** Everything read, in the order it stood on the label, including what the clinic does not use. */
  readonly elements: readonly ScanElement[]
  readonly warnings: readonly ScanWarning[]
}

export type ScanReason =
  | 'empty'
  | 'check-digit'
  | 'unknown-ai'
  | 'missing-separator'
  | 'unsplittable'
  | 'bad-date'
  | 'bad-character'
  | 'keyboard-layout'
  | 'too-long'
  | 'too-short'
  | 'invalid-pair'
  | 'repeated-ai'
  | 'no-identifier'
  | 'not-a-label'

export type ScanDetail =
  | 'control-character'
  | 'bracket'
  | 'space'
  | 'lower-case'
  | 'not-a-digit'
  | 'caps-lock'
  | 'month'
  | 'day'
  | 'time'
  | 'percent-code'

/** Why a scan cannot be read safely. `at` counts characters of what was scanned, from 0. */
export interface ScanRefusal {
  readonly ok: false
  readonly reason: ScanReason
  readonly at: number
  readonly ai?: string
  /** The other identifier of a pair that may not stand together. */
  readonly otherAi?: string
  readonly detail?: ScanDetail
}

export type ScanResult = Scan | ScanRefusal

/** Builds a refusal; `more` names the element or what exactly is wrong with it. */
export const refuse = (
  reason: ScanReason,
  at: number,
  more: { ai?: string; otherAi?: string; detail?: ScanDetail } = {},
): ScanRefusal => ({ ok: false, reason, at, ...more })
