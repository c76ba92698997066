/** How many needles the packs of a product hold; null: it has no such pack, or nobody has said. */
export interface PackSizes {
  readonly unitsPerBox: number | null
  readonly unitsPerBlister: number | null
}

/** Needles as they lie on a shelf: full boxes, full blisters, and single ones, which are the rest of a part-used blister. */
export interface Packs {
  readonly boxes: number
  readonly blisters: number
  readonly loose: number
}

const fullOf = (needles: number, units: number | null): number => (units === null ? 0 : Math.floor(needles / units))

/** So many needles in as few packs as they fill. */
export const packsOf = (needles: number, { unitsPerBox, unitsPerBlister }: PackSizes): Packs => {
  const boxes = fullOf(needles, unitsPerBox)
  const beside = needles - boxes * (unitsPerBox ?? 0)
  const blisters = fullOf(beside, unitsPerBlister)
  return { boxes, blisters, loose: beside - blisters * (unitsPerBlister ?? 0) }
}

/** How many needles packs hold together, however they are split. */
export const needlesIn = ({ boxes, blisters, loose }: Packs, { unitsPerBox, unitsPerBlister }: PackSizes): number =>
  boxes * (unitsPerBox ?? 0) + blisters * (unitsPerBlister ?? 0) + loose
