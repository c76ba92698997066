import { TIERS } from '#domain/aftercare/triage.ts'
import { maySeeRates } from '#features/proof/access.ts'
import type { MonthProof, RatesOutput } from '#features/proof/schema.ts'
import { csvOf } from '#lib/csv.ts'
import { leadsNowhere } from '#trpc/caught.ts'
import { messagesFor } from '#words/catalogue.ts'
import type { Locale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { requestLocale, serverCaller, staffActor } from '../../request.ts'

/** Nobody keeps it on the way. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

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
export const GET = async (request: Request): Promise<Response> => {
  const actor = await staffActor()
  if (actor === null) return new Response(null, { status: 401, headers: PRIVATE })
  if (!maySeeRates(actor)) return new Response(null, { status: 403, headers: PRIVATE })
  const locale = await requestLocale()
  try {
    const proof = await (await serverCaller()).proof.month({ month: new URL(request.url).searchParams.get('month') })
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="messages-${proof.month}.csv"`,
    }
    return new Response(csvOf(rowsOf(proof, locale)), { headers: { ...headers, ...PRIVATE } })
  } catch (error) {
    if (!leadsNowhere(error)) throw error
    return new Response(null, { status: 404, headers: PRIVATE })
  }
}
