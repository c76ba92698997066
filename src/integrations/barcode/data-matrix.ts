import bwip from 'bwip-js/node'
import type { LabelContent } from '#domain/lot/label-content.ts'

/** A code as its modules: row by row, true where it is dark. */
export type Matrix = readonly (readonly boolean[])[]

interface Drawn {
  readonly pixs: readonly number[]
  readonly pixx: number
  readonly pixy: number
}

const matrixOf = (options: Parameters<typeof bwip.raw>[0]): Matrix => {
  const [code] = bwip.raw(options) as unknown as Drawn[]
  if (code === undefined) throw new Error('A code has modules')
  const { pixs, pixx, pixy } = code
  return Array.from({ length: pixy }, (_, y) => Array.from({ length: pixx }, (_, x) => pixs[y * pixx + x] === 1))
}

/** FNC1 as the encoder is told of it; no label holds the sign that begins it. */
const FNC1 = '^FNC1'

/** The DataMatrix of a label: with FNC1 in front where it holds GS1's elements, and in place of each separator. */
export const dataMatrix = ({ kind, text }: Pick<LabelContent, 'kind' | 'text'>): Matrix =>
  kind === 'gs1'
    ? matrixOf({ bcid: 'datamatrix', text: FNC1 + text.replaceAll('\u001d', FNC1), parsefnc: true })
    : matrixOf({ bcid: 'datamatrix', text })
