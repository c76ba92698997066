import { pointCodeOf } from '#domain/encounter/contraindication.ts'
import { type Manipulation, muscleOf, type Response, type UsualNeedling } from '#domain/encounter/needling.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'

export type NeedlingTechnique = (typeof NEEDLING_TECHNIQUES)[number]

/** What a current was set to. */
export interface Electro {
  readonly hertz: number | null
  readonly milliampere: number | null
  readonly minutes: number | null
}

/** Needles about to be written down for one area. */
export interface NeedlingRow {
  readonly areaId: string
  /** None until somebody has counted: nothing is copied or guessed (Z8). */
  readonly needles: number
  readonly insertions: number
  readonly retained: boolean
  /** Null: not said yet. */
  readonly lotId: string | null
  /** Null: as the visit was booked. */
  readonly technique: NeedlingTechnique | null
  readonly point: string
  readonly manipulation: Manipulation | null
  readonly response: Response | null
  readonly electro: Electro
  readonly depthMm: number | null
  readonly angleDegrees: number | null
  /** The other side was booked, and somebody said that it is this one (Z7). */
  readonly sideConfirmed: boolean
}

/** Techniques whose needles usually stay in while the patient rests. */
const STAYING = ['body-acupuncture', 'electro-needling']

/** Whether needles of a technique usually stay in; the practitioner can say otherwise for each area. */
export const usuallyRetained = (technique: string | null): boolean => technique !== null && STAYING.includes(technique)

const NO_CURRENT: Electro = { hertz: null, milliampere: null, minutes: null }

/** An area of which nothing has been said yet. */
export const emptyRow = (areaId: string, retained: boolean): NeedlingRow => ({
  areaId,
  ...{ needles: 0, insertions: 0, retained, lotId: null, technique: null, point: '', manipulation: null },
  ...{ response: null, electro: NO_CURRENT, depthMm: null, angleDegrees: null, sideConfirmed: false },
})

/** One row per chosen area, in the order they were chosen; what was entered for an area stays with it. */
export const rowsFor = (
  areaIds: readonly string[],
  rows: readonly NeedlingRow[],
  retained: boolean,
): readonly NeedlingRow[] =>
  areaIds.map((areaId) => rows.find((row) => row.areaId === areaId) ?? emptyRow(areaId, retained))

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

/**
 * Needles that are counted come from the one box that was read in this visit, and stay of it when another is read later.
 * Where two lie open, somebody says which (Z8).
 */
export const withOnlyBox = (row: NeedlingRow, lotIds: readonly string[]): NeedlingRow => {
  const [only] = lotIds
  return row.lotId === null && only !== undefined && lotIds.length === 1 ? { ...row, lotId: only } : row
}

const otherThan = (technique: string, booked: string | null): NeedlingTechnique | null =>
  NEEDLING_TECHNIQUES.find((one) => one === technique && one !== booked) ?? null

/** What "same as last time" or a template brings, once its side is said. */
export const rowOfUsual = (areaId: string, usual: UsualNeedling, bookedTechnique: string | null): NeedlingRow => ({
  ...emptyRow(areaId, usual.retained),
  technique: otherThan(usual.technique, bookedTechnique),
  manipulation: usual.manipulation,
})

/** Muscles that are not chosen on either side yet: what is suggested twice is asked about once. */
export const stillToPlace = (
  usual: readonly UsualNeedling[],
  chosenIds: readonly string[],
): readonly UsualNeedling[] => {
  const placed = new Set(chosenIds.map(muscleOf))
  const byMuscle = new Map(usual.map((one) => [one.muscle, one]))
  return [...byMuscle.values()].filter(({ muscle }) => !placed.has(muscle))
}

/** What still has to be said before needles can be written down, the first of it; null when nothing is missing. */
export type Missing = 'area' | 'needles' | 'lot' | 'side' | null

export const missingIn = (rows: readonly NeedlingRow[], sidesAsked: number): Missing => {
  if (rows.length === 0) return 'area'
  const counted = rows.filter(({ needles }) => needles > 0)
  if (counted.length === 0) return 'needles'
  if (counted.some(({ lotId }) => lotId === null)) return 'lot'
  return sidesAsked > 0 ? 'side' : null
}

const electroOf = (electro: Electro): Electro | null =>
  Object.values(electro).every((value) => value === null) ? null : electro

/** What is written down: areas in which needles were counted. An area that was planned and not needled is left out. */
export const entriesOf = (rows: readonly NeedlingRow[]) =>
  rows.flatMap(({ technique, point, electro, lotId, ...row }) =>
    row.needles === 0 || lotId === null
      ? []
      : [
          {
            ...row,
            lotId,
            ...(technique === null ? {} : { technique }),
            point: point.trim() === '' ? null : point.trim(),
            electro: electroOf(electro),
          },
        ],
  )

type Entry = Partial<Omit<NeedlingRow, 'point' | 'electro' | 'technique'>> & {
  readonly areaId: string
  readonly technique?: NeedlingTechnique | undefined
  readonly point?: string | null | undefined
  readonly electro?: Electro | null | undefined
}

/** What was to be written down, back where it can be changed. */
export const rowOfEntry = ({ technique, point, electro, ...entry }: Entry): NeedlingRow => ({
  ...emptyRow(entry.areaId, false),
  ...entry,
  technique: technique ?? null,
  point: point ?? '',
  electro: electro ?? NO_CURRENT,
})

/** Points that are named so far, as rules know points; half a word is none. */
export const pointsNamed = (rows: readonly Pick<NeedlingRow, 'areaId' | 'point'>[]) =>
  rows.flatMap(({ areaId, point }) => {
    const code = pointCodeOf(point)
    return code === null ? [] : [{ areaId, point: code }]
  })

/** Needles in all rows together. */
export const needlesIn = (rows: readonly { readonly needles: number }[]): number =>
  rows.reduce((sum, { needles }) => sum + needles, 0)
