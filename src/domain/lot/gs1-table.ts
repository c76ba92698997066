/**
 * Application identifiers, their lengths and whether a separator must follow: facts of the GS1 General
 * Specifications as listed in GS1's syntax dictionary. The clinic uses a handful; the rest is here so that a
 * label that carries them between ours can still be read (K17).
 */

/** `date-or-month`: day 00 allowed. `check-digit`: the field ends in one. */
export type FieldCheck = 'check-digit' | 'date' | 'date-or-month' | 'time'

export interface Field {
  /** `digits`; `text` is GS1's set of 82 characters; `code39` its set of 39; `base64` the file-safe alphabet. */
  readonly kind: 'digits' | 'text' | 'code39' | 'base64'
  readonly min: number
  readonly max: number
  /** May be left out altogether; only ever the last field. */
  readonly optional: boolean
  readonly check: FieldCheck | null
}

export interface AiRule {
  readonly ai: string
  readonly fields: readonly Field[]
  /** Predefined length: no separator follows, the next element begins right after. */
  readonly predefined: boolean
  readonly minLength: number
  readonly maxLength: number
}

const field = (kind: Field['kind'], min: number, max: number, check: FieldCheck | null = null): Field => ({
  kind,
  min,
  max,
  check,
  optional: false,
})
const digits = (length: number, check: FieldCheck | null = null): Field => field('digits', length, length, check)
const upToDigits = (max: number): Field => field('digits', 1, max)
const text = (length: number): Field => field('text', length, length)
const upToText = (max: number): Field => field('text', 1, max)
const optional = (of: Field): Field => ({ ...of, optional: true })

const monthOrDate = digits(6, 'date-or-month')
const exactDate = digits(6, 'date')
const time = digits(4, 'time')

type Row = readonly [ais: string, ...fields: Field[]]

/** Nothing follows but the next element: no separator needed. */
const PREDEFINED: readonly Row[] = [
  ['00', digits(18, 'check-digit')],
  ['01-03', digits(14, 'check-digit')],
  ['04', digits(16)],
  ['11-13', monthOrDate],
  ['15-17', monthOrDate],
  // Not assigned, but their length is laid down, so they can be stepped over.
  ['14', digits(6)],
  ['18-19', digits(6)],
  ['20', digits(2)],
  ['3100-3105', digits(6)],
  ['3110-3115', digits(6)],
  ['3120-3125', digits(6)],
  ['3130-3135', digits(6)],
  ['3140-3145', digits(6)],
  ['3150-3155', digits(6)],
  ['3160-3165', digits(6)],
  ...Array.from({ length: 18 }, (_, i): Row => [`3${20 + i}0-3${20 + i}5`, digits(6)]),
  ...Array.from({ length: 18 }, (_, i): Row => [`3${40 + i}0-3${40 + i}5`, digits(6)]),
  ...Array.from({ length: 10 }, (_, i): Row => [`3${60 + i}0-3${60 + i}5`, digits(6)]),
  ['410-417', digits(13, 'check-digit')],
]

/** A separator must follow unless the element is the last one. */
const SEPARATED: readonly Row[] = [
  ['10', upToText(20)],
  ['21', upToText(20)],
  ['22', upToText(20)],
  ['235', upToText(28)],
  ['240-241', upToText(30)],
  ['242', upToDigits(6)],
  ['243', upToText(20)],
  ['250-251', upToText(30)],
  ['253', digits(13, 'check-digit'), optional(upToText(17))],
  ['254', upToText(20)],
  ['255', digits(13, 'check-digit'), optional(upToDigits(12))],
  ['30', upToDigits(8)],
  ['37', upToDigits(8)],
  ['3900-3909', upToDigits(15)],
  ['3910-3919', digits(3), upToDigits(15)],
  ['3920-3929', upToDigits(15)],
  ['3930-3939', digits(3), upToDigits(15)],
  ['3940-3943', digits(4)],
  ['3950-3955', digits(6)],
  ['400-401', upToText(30)],
  ['402', digits(17, 'check-digit')],
  ['403', upToText(30)],
  ['420', upToText(20)],
  ['421', digits(3), upToText(9)],
  ['422', digits(3)],
  ['423', field('digits', 3, 15)],
  ['424', digits(3)],
  ['425', field('digits', 3, 15)],
  ['426', digits(3)],
  ['427', upToText(3)],
  ['4300-4301', upToText(35)],
  ['4302-4306', upToText(70)],
  ['4307', text(2)],
  ['4308', upToText(30)],
  ['4309', digits(20)],
  ['4310-4311', upToText(35)],
  ['4312-4316', upToText(70)],
  ['4317', text(2)],
  ['4318', upToText(20)],
  ['4319', upToText(30)],
  ['4320', upToText(35)],
  ['4321-4323', digits(1)],
  ['4324-4325', monthOrDate, digits(4)],
  ['4326', exactDate],
  ['4330-4333', digits(6), optional(text(1))],
  ['7001', digits(13)],
  ['7002', upToText(30)],
  ['7003', exactDate, time],
  ['7004', upToDigits(4)],
  ['7005', upToText(12)],
  ['7006', exactDate],
  ['7007', exactDate, optional(exactDate)],
  ['7008', upToText(3)],
  ['7009', upToText(10)],
  ['7010', upToText(2)],
  ['7011', exactDate, optional(time)],
  ['7020-7022', upToText(20)],
  ['7023', upToText(30)],
  ['7030-7039', digits(3), upToText(27)],
  ['7040', digits(1), text(3)],
  ['7041', upToText(4)],
  ['710-717', upToText(20)],
  ['7230-7239', text(2), upToText(28)],
  ['7240', upToText(20)],
  ['7241', digits(2)],
  ['7242', upToText(25)],
  ['7250', digits(8)],
  ['7251', digits(8), time],
  ['7252', digits(1)],
  ['7253-7254', upToText(40)],
  ['7255', upToText(10)],
  ['7256', upToText(90)],
  ['7257', upToText(70)],
  ['7258', text(3)],
  ['7259', upToText(40)],
  ['8001', digits(14)],
  ['8002', upToText(20)],
  ['8003', digits(14, 'check-digit'), optional(upToText(16))],
  ['8004', upToText(30)],
  ['8005', digits(6)],
  ['8006', digits(14, 'check-digit'), digits(4)],
  ['8007', upToText(34)],
  ['8008', digits(8), optional(upToDigits(4))],
  ['8009', upToText(50)],
  ['8010', field('code39', 1, 30)],
  ['8011', upToDigits(12)],
  ['8012', upToText(20)],
  ['8013-8014', upToText(25)],
  ['8017-8018', digits(18, 'check-digit')],
  ['8019', upToDigits(10)],
  ['8020', upToText(25)],
  ['8026', digits(14, 'check-digit'), digits(4)],
  ['8030', field('base64', 1, 90)],
  ['8040-8041', digits(15)],
  ['8042', digits(32)],
  ['8043', digits(18), optional(upToDigits(2))],
  ['8110', upToText(70)],
  ['8111', digits(4)],
  ['8112', upToText(70)],
  ['8200', upToText(70)],
  ['90', upToText(30)],
  ['91-99', upToText(90)],
]

const namesIn = (range: string): string[] => {
  const [first = '', last = first] = range.split('-')
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_, i) => String(Number(first) + i).padStart(first.length, '0'))
}

const rulesOf = (rows: readonly Row[], predefined: boolean): [string, AiRule][] =>
  rows.flatMap(([range, ...fields]) =>
    namesIn(range).map((ai): [string, AiRule] => [
      ai,
      {
        ai,
        fields,
        predefined,
        minLength: fields.reduce((sum, f) => sum + (f.optional ? 0 : f.min), 0),
        maxLength: fields.reduce((sum, f) => sum + f.max, 0),
      },
    ]),
  )

/** Every known identifier. No identifier is the beginning of another one. */
export const AI_RULES: ReadonlyMap<string, AiRule> = new Map([
  ...rulesOf(PREDEFINED, true),
  ...rulesOf(SEPARATED, false),
])

/** The rule of the identifier that begins at `at`, or null when no known one does. */
export const ruleAt = (message: string, at: number): AiRule | null =>
  AI_RULES.get(message.slice(at, at + 2)) ??
  AI_RULES.get(message.slice(at, at + 3)) ??
  AI_RULES.get(message.slice(at, at + 4)) ??
  null

/** Identifiers that may not stand on one label (K19). */
export const FORBIDDEN_PAIRS: readonly (readonly [string, string])[] = [
  ['01', '02'],
  ['01', '03'],
  ['01', '37'],
  ['01', '255'],
  ['01', '8006'],
  ['02', '03'],
  ['02', '255'],
  ['02', '8026'],
  ['03', '37'],
  ['03', '235'],
  ['03', '8006'],
  ['03', '8026'],
  ['21', '235'],
  ['37', '8006'],
  ['255', '8006'],
  ['255', '8026'],
  ['8006', '8026'],
]
