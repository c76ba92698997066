import { isLotNumber } from '#domain/lot/lot-number.ts'
import type { OpenRecall } from '#features/recall/schema.ts'

/** A notice as it is typed. */
export interface NoticeDraft {
  readonly reason: string
  readonly reference: string
  readonly fromWhom: string
  readonly receivedOn: string
  readonly riskClass: string
  readonly lotNumbers: string
  readonly productIds: readonly string[]
  readonly diameterMm: string
  readonly lengthMm: string
  readonly expiryFrom: string
  readonly expiryTo: string
  readonly producedFrom: string
  readonly producedTo: string
}

export const EMPTY_NOTICE: NoticeDraft = {
  ...{ reason: '', reference: '', fromWhom: '', receivedOn: '', riskClass: '', lotNumbers: '', productIds: [] },
  ...{ diameterMm: '', lengthMm: '', expiryFrom: '', expiryTo: '', producedFrom: '', producedTo: '' },
}

const dayOf = (typed: string): string | null => (typed === '' ? null : typed)
const millimetresOf = (typed: string): number | null => {
  const mm = Number.parseFloat(typed.replace(',', '.'))
  return Number.isFinite(mm) && mm > 0 ? mm : null
}

/** The lot numbers as typed, one on each line or with commas between them. */
export const numbersOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\n,;]+/)
      .map((number) => number.trim())
      .filter((number) => number !== ''),
  ),
]

/** Which of them cannot stand on a label. */
export const faultyNumbers = (typed: string): string[] => numbersOf(typed).filter((number) => !isLotNumber(number))

const CLASSES = ['I', 'II', 'III'] as const

/** What the notice names, as it is sent. */
export const noticeOf = (draft: NoticeDraft): OpenRecall['notice'] => ({
  productIds: [...draft.productIds],
  lotNumbers: numbersOf(draft.lotNumbers),
  diameterMm: millimetresOf(draft.diameterMm),
  lengthMm: millimetresOf(draft.lengthMm),
  expiryFrom: dayOf(draft.expiryFrom),
  expiryTo: dayOf(draft.expiryTo),
  producedFrom: dayOf(draft.producedFrom),
  producedTo: dayOf(draft.producedTo),
})

/** What the notice says beside that. */
export const saidIn = ({ reason, reference, fromWhom, receivedOn, riskClass }: NoticeDraft) => ({
  ...{ reason, reference, fromWhom, receivedOn: dayOf(receivedOn) },
  riskClass: CLASSES.find((one) => one === riskClass) ?? null,
})
