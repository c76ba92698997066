import type { ScanRefusal, ScanWarning } from '#domain/lot/scan.ts'
import type { GateRefusal } from '#domain/lot/stock.ts'
import type { Locale } from './locale.ts'
import { formatDate } from './time.ts'
import type { Translate } from './translator.ts'

export interface LotWords {
  /** A few words for the head of a notice. */
  readonly title: string
  /** What is the matter with which box, and what to do now. */
  readonly text: string
}

interface Context {
  readonly t: Translate
  readonly locale: Locale
}

const dateWords = (date: string, locale: Locale): string => formatDate(date, locale, 'long')

/** A lot's number after the word for a lot, as in "lot 24H07A" and "lot of unknown number". */
const numberWords = (lotNumber: string | null, t: Translate): string => lotNumber ?? t('common.lotNumber.ofUnknown')

const FIELDS: Readonly<Record<string, string>> = {
  '01': 'article',
  '02': 'article',
  '+': 'article',
  '10': 'lot',
  $: 'lot',
  '11': 'production',
  '16D': 'production',
  '17': 'expiry',
  '7003': 'expiry',
  '14D': 'expiry',
  $$: 'lot',
  '21': 'serial',
  S: 'serial',
  '30': 'count',
  '37': 'count',
}

const fieldWords = (ai: string | undefined, t: Translate): string => {
  if (!ai || ai === '/') return t('lot.field.label')
  const known = FIELDS[ai]
  return known ? t(`lot.field.${known}`) : t('lot.field.other', { ai })
}

const partWords = ({ reason, detail, at }: ScanRefusal, t: Translate): string => {
  if (detail) return t(`lot.part.${detail}`)
  return reason === 'keyboard-layout' ? t('lot.part.layout') : t('lot.part.somewhere', { position: at + 1 })
}

const capitalised = (sentence: string): string => sentence.slice(0, 1).toLocaleUpperCase() + sentence.slice(1)

/** Why a label cannot be read, in the words of the room. */
export const scanRefusalWords = (refusal: ScanRefusal, t: Translate): LotWords => ({
  title: t('lot.scan.title'),
  text: capitalised(
    t(`lot.scan.${refusal.reason}`, {
      field: fieldWords(refusal.ai, t),
      part: partWords(refusal, t),
      ai: refusal.ai ?? '',
      otherAi: refusal.otherAi ?? '',
    }),
  ),
})

/** A doubt about a label that was read. */
export const scanWarningWords = ({ code, ai, hiddenAi }: ScanWarning, t: Translate): string =>
  t(`lot.warning.${code}`, { field: fieldWords(ai, t), hidden: fieldWords(hiddenAi, t) })

const titleOf = ({ reason }: GateRefusal): string => {
  if (reason === 'recalled' || reason === 'quarantined' || reason === 'expired') return reason
  if (reason === 'elsewhere') return 'place'
  return reason === 'empty' || reason === 'not-enough' ? 'stock' : 'label'
}

const valuesOf = (refusal: GateRefusal, { t, locale }: Context): Record<string, string | number> => ({
  ...('productName' in refusal ? { product: refusal.productName } : {}),
  ...('lotNumber' in refusal ? { lot: numberWords(refusal.lotNumber, t) } : {}),
  ...('expectedName' in refusal ? { expected: refusal.expectedName } : {}),
  ...('code' in refusal ? { code: refusal.code } : {}),
  ...('expiryDate' in refusal ? { date: dateWords(refusal.expiryDate, locale) } : {}),
  ...('onHand' in refusal ? { quantity: refusal.quantity, onHand: refusal.onHand } : {}),
  ...('labelDate' in refusal
    ? { labelDate: dateWords(refusal.labelDate, locale), recordDate: dateWords(refusal.recordDate, locale) }
    : {}),
})

/** Why a box may not be used, always with product and lot where they are known, and what to do instead. */
export const lotRefusalWords = (refusal: GateRefusal, context: Context): LotWords => ({
  title: context.t(`lot.refusal.title.${titleOf(refusal)}`),
  text: context.t(`lot.refusal.${refusal.reason}`, valuesOf(refusal, context)),
})
