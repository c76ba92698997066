/** One stroke of a pen: x and y in turn, in thousandths of the pad's width. */
export type Stroke = readonly number[]

export const PAD = { width: 1000, height: 320 } as const

/** As many as a signature needs and a request may hold. */
const MOST_POINTS = 1000
const MOST_STROKES = 100
const NEAREST = 4

/** A new stroke at a point; a pad that is full takes no more. */
export const strokeBegun = (strokes: readonly Stroke[], x: number, y: number): readonly Stroke[] =>
  strokes.length >= MOST_STROKES ? strokes : [...strokes, [Math.round(x), Math.round(y)]]

/** The last stroke drawn on to a point; points that lie together count once. */
export const strokeDrawn = (strokes: readonly Stroke[], x: number, y: number): readonly Stroke[] => {
  const last = strokes.at(-1)
  if (last === undefined || last.length >= MOST_POINTS * 2) return strokes
  const [beforeX = 0, beforeY = 0] = last.slice(-2)
  const near = Math.hypot(x - beforeX, y - beforeY) < NEAREST
  return near ? strokes : [...strokes.slice(0, -1), [...last, Math.round(x), Math.round(y)]]
}

/** Whether something that could be a signature was drawn, and not only a dot. */
export const isSigned = (strokes: readonly Stroke[]): boolean => strokes.some((stroke) => stroke.length > 4)

/** A stroke as the points of an SVG line; a dot gets a length so that it is seen. */
export const pointsOf = (stroke: Stroke): string => {
  const points = stroke.length === 2 ? [...stroke, (stroke[0] ?? 0) + 1, stroke[1] ?? 0] : stroke
  return points.map((value, index) => `${value}${index % 2 === 0 ? ',' : ' '}`).join('')
}
