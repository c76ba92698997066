/** Which procedures answer otherwise when a table changed, by the first word of their name. */
const affected: Readonly<Record<string, readonly string[]>> = {
  appointment: ['appointment', 'encounter', 'patient', 'task'],
  communication: ['communication', 'encounter', 'patient', 'task'],
  encounter: ['appointment', 'encounter', 'lot', 'patient', 'task'],
  lot: ['encounter', 'lot', 'task'],
  lot_use: ['encounter', 'lot'],
  schedule_exception: ['appointment', 'clinic'],
  task: ['task'],
  working_hours: ['appointment', 'clinic'],
}

/** Whether a query, by its key, may answer otherwise now. A table nobody listed touches everything. */
export const isAffected = (queryKey: readonly unknown[], tables: readonly string[]): boolean => {
  const [path] = queryKey
  const [first] = Array.isArray(path) ? path : [path]
  return tables.some((table) => affected[table]?.includes(String(first)) ?? true)
}
