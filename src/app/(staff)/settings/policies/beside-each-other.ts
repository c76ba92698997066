import type { Said } from './use-policy-names.ts'

export interface Beside {
  readonly label: string
  /** null: was not said. */
  readonly before: string | null
  /** null: is not said any more. */
  readonly after: string | null
}

/** Two versions thing by thing, in the order of the later one; what it leaves out stands at the end. */
export const besideEachOther = (before: readonly Said[], after: readonly Said[]): Beside[] => {
  const [was, is] = [new Map(before), new Map(after)]
  const labels = [...new Set([...is.keys(), ...was.keys()])]
  return labels.map((label) => ({ label, before: was.get(label) ?? null, after: is.get(label) ?? null }))
}
