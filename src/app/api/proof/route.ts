import { TIERS } from '#domain/aftercare/triage.ts'
import { maySeeRates } from '#features/proof/access.ts'
import type { MonthProof, RatesOutput } from '#features/proof/schema.ts'
import { csvOf } from '#lib/csv.ts'
import { messagesFor } from '#words/catalogue.ts'
import type { Locale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { requestLocale, serverCaller } from '../../request.ts'
import { privateFile } from '../private-file.ts'

const NUMBERS = [
  'messages',
  'sent',
  'delivered',
  'returned',
  'unknown',
  'failed',
  'withheld',
  'waiting',
  'asked',
  'answered',
] as const

/** A word for what is called so in the rows; what nobody has words for by its name. */
const wordIn = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key

const numbersOf = (rates: RatesOutput, locale: Locale): (string | number)[] => {
  const { why: words } = messagesFor(locale).sent
  const why = rates.why.map(({ reason, count }) => `${wordIn(words, reason)}: ${count}`).join('; ')
  return [...NUMBERS.map((key) => rates[key]), ...TIERS.map((tier) => rates.tiers[tier] ?? 0), why]
}

const rowsOf = ({ month, months, rows }: MonthProof, locale: Locale): (string | number)[][] => {
  const t = translatorFor(locale)
  const { kind: kinds } = messagesFor(locale).sent
  const heads = (['month', 'plan', 'practitioner', ...NUMBERS] as const).map((column) => t(`proof.column.${column}`))
  const together = months.find((one) => one.month === month)
  return [
    [...heads, ...TIERS.map((tier) => t(`proof.tier.${tier}`)), t('proof.column.why')],
    ...rows.map(({ plan, planName, kind, practitionerName, rates }) => [
      ...[month, planName ?? plan ?? wordIn(kinds, kind ?? ''), practitionerName ?? ''],
      ...numbersOf(rates, locale),
    ]),
    ...(together === undefined ? [] : [[month, t('proof.total'), '', ...numbersOf(together.rates, locale)]]),
  ]
}

/** A month of messages and answers as a spreadsheet reads it, for whoever may see it on the screen. */
export const GET = (request: Request): Promise<Response> =>
  privateFile(maySeeRates, async () => {
    const month = new URL(request.url).searchParams.get('month')
    const [proof, locale] = [await (await serverCaller()).proof.month({ month }), await requestLocale()]
    return { name: `messages-${proof.month}.csv`, body: csvOf(rowsOf(proof, locale), locale) }
  })
