import type { Transaction } from '#db/client.ts'

/** Where a clinic has decided nothing: late evening and night are quiet, answers are soon looked at. */
const UNSET = {
  ...{ version: 0, quietFrom: 21 * 60, quietTo: 8 * 60, maxPerDay: 3, reminderHours: 24, noReminderWithinMinutes: 60 },
  ...{ answerMinutes: 60, takeMinutes: 5, closeMinutes: 30, chestCheckHours: 4, noAnswerHours: 12, checkInDays: 7 },
  ...{ mostAlarmsPerHundred: 10, mostAlarmsPerDay: 4 },
  ...{ source: '', approvedBy: null },
}

/** The clinic's numbers for what is sent and what is answered. */
export type MessagePolicy = Omit<typeof UNSET, 'approvedBy'> & { readonly approvedBy: string | null }

/** What the clinic wants on this day (`YYYY-MM-DD`). */
export const messagePolicy = async (tx: Transaction, clinicId: string, date: string): Promise<MessagePolicy> => {
  const policy = await tx.messagePolicy.findFirst({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    orderBy: [{ validFrom: 'desc' }, { version: 'desc' }],
  })
  if (policy === null) return UNSET
  const { version, quietFrom, quietTo, maxPerDay, reminderHours, noReminderWithinMinutes } = policy
  const { answerMinutes, takeMinutes, closeMinutes, chestCheckHours, noAnswerHours, checkInDays } = policy
  const { mostAlarmsPerHundred, mostAlarmsPerDay, source, approvedBy } = policy
  return {
    ...{ version, quietFrom, quietTo, maxPerDay, reminderHours, noReminderWithinMinutes },
    ...{ answerMinutes, takeMinutes, closeMinutes, chestCheckHours, noAnswerHours, checkInDays },
    ...{ mostAlarmsPerHundred, mostAlarmsPerDay, source, approvedBy },
  }
}
