let atPatientId: string | null = null

/** Says whose visit this tab shows: with every call the server hears it, and refuses to write into anybody else's (Z6). */
export const showPatient = (patientId: string): (() => void) => {
  atPatientId = patientId
  return () => {
    if (atPatientId === patientId) atPatientId = null
  }
}

export const shownPatient = (): string | null => atPatientId
