/** What a spreadsheet takes for the beginning of a formula, at the beginning of a cell; wide signs too. */
const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/

/** A text that a spreadsheet would run gets an apostrophe before it: still the text, and still so after it was saved and opened again. */
const harmless = (text: string): string => (FORMULA.test(text) || FORMULA.test(text.trimStart()) ? `'${text}` : text)

const cell = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `"${harmless(value).replaceAll('"', '""')}"`

/** What stands between two cells where a comma divides whole numbers from parts: there a spreadsheet takes it for neither. */
const BETWEEN: Readonly<Record<string, string>> = { de: ';' }

/**
 * Rows as a spreadsheet reads them where this language is spoken: CRLF, every text in quotation marks, and a mark at the
 * start that says UTF-8.
 */
export const csvOf = (rows: readonly (readonly (string | number)[])[], locale: string): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(BETWEEN[locale] ?? ',')}\r\n`).join('')}`
