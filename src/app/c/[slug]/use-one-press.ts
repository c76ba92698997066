import { useRef, useState } from 'react'
import { isSignedOut } from '../../providers/problem.ts'
import { signInAgain } from './sign-in-again.ts'

/**
 * What one press does on a patient's page: the same request however often it is pressed, then on to the page that says so.
 * Whoever is signed out signs in again first.
 */
export const useOnePress = (slug: string, act: (requestId: string) => Promise<unknown>, doneHref: string) => {
  const requestId = useRef<string>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const press = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(null)
    requestId.current ??= crypto.randomUUID()
    try {
      await act(requestId.current)
      window.location.assign(doneHref)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      setError(problem)
      setBusy(false)
    }
  }
  return { busy, error, press: () => void press() }
}
