import type { Locale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'
import type { Letter, LetterBlock } from './letter.ts'

export interface ListFacts {
  readonly locale: Locale
  readonly zone: string
  readonly clinicName: string
  readonly writtenMs: number
  readonly title: string
  readonly details: readonly string[]
  /** The names of the columns; the first names each entry. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** One entry: what it is called, and each of its other columns with its name. */
const entry = (columns: readonly string[], [first = '', ...rest]: readonly (string | number)[]): LetterBlock[] => [
  { kind: 'heading', text: String(first) },
  {
    kind: 'text',
    text: rest
      .map((value, at) => ({ name: columns[at + 1] ?? '', value: String(value) }))
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name}: ${value}`)
      .join(' · '),
  },
]

/** A list for an inspector, each row under its own heading, so that it is read by ear as well. */
export const traceList = (facts: ListFacts): Letter => {
  const t = translatorFor(facts.locale)
  const place = { locale: facts.locale, zone: facts.zone }
  const when = formatDateTime(facts.writtenMs, place, { length: 'long', nowMs: 0 })
  return {
    title: facts.title,
    language: facts.locale,
    writtenMs: facts.writtenMs,
    footer: (page, pages) => t('recall.trace.footer', { clinic: facts.clinicName, page, pages }),
    blocks: [
      { kind: 'small', text: facts.clinicName },
      { kind: 'title', text: facts.title },
      ...facts.details.filter((text) => text !== '').map((text): LetterBlock => ({ kind: 'text', text })),
      { kind: 'small', text: t('recall.trace.printed', { when, rows: facts.rows.length }) },
      ...facts.rows.flatMap((row) => entry(facts.columns, row)),
    ],
  }
}
