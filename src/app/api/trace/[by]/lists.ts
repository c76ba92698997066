import { wallTimeOf } from '#domain/time/zone.ts'
import type { RecallVisit } from '#features/recall/schema.ts'
import type { Trace, TraceRow } from '#features/trace/schema.ts'
import type { Locale } from '#words/locale.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'
import type { serverCaller } from '../../../request.ts'

type Caller = Awaited<ReturnType<typeof serverCaller>>

export interface ListPlace {
  readonly locale: Locale
  readonly zone: string
  /** Times that a spreadsheet can put in order, `2031-03-07 16:33` on the clinic's wall. */
  readonly sortable: boolean
}

export interface List {
  readonly title: string
  readonly details: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

const PAGE = 500

/** Every row, page after page, each once. */
const whole = async <C, P extends { readonly next: C | null }>(ask: (cursor: C | null) => Promise<P>): Promise<P[]> => {
  const pages = [await ask(null)]
  for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null) pages.push(await ask(next))
  return pages
}

const when = (iso: string, place: ListPlace): string =>
  place.sortable
    ? wallTimeOf(Date.parse(iso), place.zone).replace('T', ' ')
    : formatDateTime(Date.parse(iso), place, { nowMs: 0 })

/** A day for a spreadsheet, or as it is read. */
const day = (date: string | null, place: ListPlace): string =>
  date === null ? '' : place.sortable ? date : formatDate(date, place.locale)

const COLUMNS = [
  ...(['person', 'birthDate', 'phone', 'email', 'used', 'by_'] as const),
  ...(['product', 'size', 'lot', 'expiry', 'needles', 'opened'] as const),
] as const
type Column = (typeof COLUMNS)[number]

/** The same in every row of one lot's list, and said once above it where people read it. */
const OF_THE_LOT: readonly Column[] = ['product', 'size', 'lot', 'expiry']

const tracedRow = (row: TraceRow, place: ListPlace): Readonly<Record<Column, string | number>> => {
  const t = translatorFor(place.locale)
  const opened =
    row.openedIso === null
      ? ''
      : t('recall.trace.openedBy', {
          name: row.openedByName ?? '',
          when: when(row.openedIso, place),
          room: row.roomName ?? '',
        })
  return {
    ...{ person: row.name, birthDate: day(row.birthDate, place), phone: row.phone ?? '', email: row.email ?? '' },
    ...{ used: when(row.usedIso, place), by_: row.practitionerName, product: row.productName, size: row.size },
    ...{ lot: row.lotNumber ?? t('common.lotNumber.unknown'), expiry: day(row.expiryDate, place) },
    ...{ needles: row.needles ?? t('recall.trace.notCounted'), opened },
  }
}

/** A trace from any of its beginnings, as a list. */
export const tracedList = async (
  ask: (cursor: Trace['next']) => Promise<Trace>,
  titleOf: (head: Trace) => string,
  place: ListPlace,
  { ofOneLot = false, detailOf = ({ detail }: Trace) => detail } = {},
): Promise<List> => {
  const t = translatorFor(place.locale)
  const pages = await whole(ask)
  const [head] = pages
  const once = ofOneLot && !place.sortable
  const columns = COLUMNS.filter((column) => !(once && OF_THE_LOT.includes(column)))
  const expiry = day(head?.rows[0]?.expiryDate ?? null, place)
  return {
    title: head === undefined ? '' : titleOf(head),
    details: [
      head === undefined ? '' : detailOf(head),
      once && expiry !== '' ? `${t('recall.trace.expiry')}: ${expiry}` : '',
    ],
    columns: columns.map((column) => t(`recall.trace.${column}`)),
    rows: pages.flatMap(({ rows }) =>
      rows.map((row) => {
        const cells = tracedRow(row, place)
        return columns.map((column) => cells[column])
      }),
    ),
  }
}

const visitRow = (visit: RecallVisit, place: ListPlace): (string | number)[] => {
  const t = translatorFor(place.locale)
  return [
    ...[visit.name, day(visit.birthDate, place), when(visit.usedIso, place), visit.practitionerName],
    visit.lotNumber ?? t('common.lotNumber.unknown'),
    visit.needles ?? t('recall.trace.notCounted'),
    t(`recall.standing.${visit.standing}`),
  ]
}

/** A recall's case, as a list of its visits with how each person stands. */
export const recallList = async (caller: Caller, recallId: string, place: ListPlace): Promise<List> => {
  const t = translatorFor(place.locale)
  const recall = await caller.recall.get({ recallId })
  const pages = await whole<{ encounterId: string; lotId: string }, Awaited<ReturnType<Caller['recall']['visits']>>>(
    (cursor) => caller.recall.visits({ recallId, limit: PAGE, cursor }),
  )
  const lots = recall.lots.map(
    (lot) => `${lot.lotNumber ?? t('common.lotNumber.unknown')} (${lot.productName}, ${lot.size})`,
  )
  return {
    title: `${t(`recall.kind.${recall.kind}`)} ${recall.reference}`.trim(),
    details: [
      ...[
        recall.reason,
        recall.fromWhom,
        recall.receivedOn === null ? '' : formatDate(recall.receivedOn, place.locale),
      ],
      lots.join('; '),
    ],
    columns: (['person', 'birthDate', 'used', 'by_', 'lot', 'needles', 'standing'] as const).map((column) =>
      t(`recall.trace.${column}`),
    ),
    rows: pages.flatMap(({ visits }) => visits.map((visit) => visitRow(visit, place))),
  }
}

/** The list that an address names; null when it names none. */
export const listOf = async (
  caller: Caller,
  by: string,
  asked: { readonly id: string; readonly date: string },
  place: ListPlace,
): Promise<List | null> => {
  const t = translatorFor(place.locale)
  const page = (cursor: Trace['next']) => ({ limit: PAGE, cursor })
  const { id, date } = asked
  if (by === 'recall') return recallList(caller, id, place)
  if (by === 'lot')
    return tracedList(
      (cursor) => caller.trace.lot({ lotId: id, ...page(cursor) }),
      ({ title }) => t('recall.trace.ofLot', { name: title === '' ? t('common.lotNumber.ofUnknown') : title }),
      place,
      { ofOneLot: true },
    )
  if (by === 'person')
    return tracedList(
      (cursor) => caller.trace.person({ patientId: id, ...page(cursor) }),
      ({ title }) => t('recall.trace.ofPerson', { name: title }),
      place,
      {
        detailOf: ({ detail }) =>
          detail === '' ? '' : t('recall.trace.born', { date: formatDate(detail, place.locale) }),
      },
    )
  if (by !== 'day') return null
  return tracedList(
    (cursor) => caller.trace.day({ practitionerId: id, date, ...page(cursor) }),
    ({ title }) => t('recall.trace.ofDay', { name: title, date: formatDate(date, place.locale, 'long') }),
    place,
    { detailOf: () => '' },
  )
}
