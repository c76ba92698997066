/** Where a trace begins. */
export type Wanted =
  | { readonly by: 'lot'; readonly lotId: string }
  | { readonly by: 'person'; readonly patientId: string }
  | { readonly by: 'day'; readonly practitionerId: string; readonly date: string }

export type By = Wanted['by']
export const BEGINNINGS: readonly By[] = ['lot', 'person', 'day']

/** The address of the same as a file. */
export const fileOf = (wanted: Wanted, as: 'csv' | 'pdf'): string => {
  const id = wanted.by === 'lot' ? wanted.lotId : wanted.by === 'person' ? wanted.patientId : wanted.practitionerId
  const date = wanted.by === 'day' ? `&date=${wanted.date}` : ''
  return `/api/trace/${wanted.by}?id=${encodeURIComponent(id)}${date}&as=${as}`
}
