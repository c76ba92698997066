/** Needles about to be written down for one area. */
export interface NeedlingRow {
  readonly areaId: string
  readonly needles: number
  readonly insertions: number
  readonly retained: boolean
  /** Null: the box scanned last. */
  readonly lotId: string | null
}

/** Techniques whose needles usually stay in while the patient rests. */
const STAYING = ['body-acupuncture', 'electro-needling']

/** Whether needles of a technique usually stay in; the practitioner can say otherwise for each area. */
export const usuallyRetained = (technique: string | null): boolean => technique !== null && STAYING.includes(technique)

/** One row per chosen area, in the order they were chosen; what was entered for an area stays with it. */
export const rowsFor = (
  areaIds: readonly string[],
  rows: readonly NeedlingRow[],
  retained: boolean,
): readonly NeedlingRow[] =>
  areaIds.map(
    (areaId) =>
      rows.find((row) => row.areaId === areaId) ?? { areaId, needles: 1, insertions: 1, retained, lotId: null },
  )

/** Another number of needles: as many insertions go along, until somebody has said that there were more. */
export const withNeedles = (row: NeedlingRow, needles: number): NeedlingRow => ({
  ...row,
  needles,
  insertions: row.insertions === row.needles ? needles : Math.max(row.insertions, needles),
})

/** Never fewer insertions than needles: each needle went in at least once. */
export const withInsertions = (row: NeedlingRow, insertions: number): NeedlingRow => ({
  ...row,
  insertions: Math.max(insertions, row.needles),
})

/** What is written down; null while a box is still to be scanned or nothing is chosen. */
export const entriesOf = (
  rows: readonly NeedlingRow[],
  latestLotId: string | null,
): { areaId: string; lotId: string; needles: number; insertions: number; retained: boolean }[] | null => {
  if (rows.length === 0) return null
  const entries = rows.flatMap(({ lotId, ...row }) => {
    const from = lotId ?? latestLotId
    return from === null ? [] : [{ ...row, lotId: from }]
  })
  return entries.length === rows.length ? entries : null
}

/** Needles in all rows together. */
export const needlesIn = (rows: readonly NeedlingRow[]): number => rows.reduce((sum, { needles }) => sum + needles, 0)
