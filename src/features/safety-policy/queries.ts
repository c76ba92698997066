import type { Transaction } from '#db/client.ts'
import type { Locale } from '#words/locale.ts'

/** Where a clinic has set nothing: nobody waits, everybody is called at once. */
const UNSET = {
  ...{ version: 0, secondCount: false, deskAfterMinutes: 0, everyoneAfterMinutes: 0, sharpsDays: 1 },
  ...{ manualName: '', manualUrl: '', source: '', approvedBy: null },
}

export type SafetyPolicy = Omit<typeof UNSET, 'approvedBy'> & { readonly approvedBy: string | null }

/** What the clinic wants on this day (`YYYY-MM-DD`). */
export const safetyPolicy = async (tx: Transaction, clinicId: string, date: string): Promise<SafetyPolicy> => {
  const policy = await tx.safetyPolicy.findFirst({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    orderBy: [{ validFrom: 'desc' }, { version: 'desc' }],
  })
  if (policy === null) return UNSET
  const { version, secondCount, deskAfterMinutes, everyoneAfterMinutes, sharpsDays } = policy
  const { manualName, manualUrl, source, approvedBy } = policy
  return {
    ...{ version, secondCount, deskAfterMinutes, everyoneAfterMinutes, sharpsDays },
    ...{ manualName, manualUrl, source, approvedBy },
  }
}

export interface ClinicText {
  readonly id: string
  readonly key: string
  readonly title: string
  readonly steps: readonly string[]
  readonly source: string
  readonly approvedBy: string | null
  readonly version: number
}

/** The clinic's texts in force on this day, in one language: of each the latest version, of `keys` alone when given. */
export const clinicTexts = async (
  tx: Transaction,
  clinicId: string,
  { date, locale, keys }: { readonly date: string; readonly locale: Locale; readonly keys?: readonly string[] },
): Promise<ClinicText[]> => {
  const rows = await tx.clinicText.findMany({
    where: {
      ...{ clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
      ...(keys !== undefined && { key: { in: [...keys] } }),
    },
    distinct: ['key'],
    orderBy: [{ key: 'asc' }, { validFrom: 'desc' }, { version: 'desc' }],
    take: 100,
  })
  return rows.map(({ id, key, title, steps, source, approvedBy, version }) => ({
    ...{ id, key, source, approvedBy, version },
    title: (title as Record<Locale, string>)[locale],
    steps: (steps as Record<Locale, string[]>)[locale],
  }))
}
