'use client'

import { useEffect } from 'react'

/** Takes the token out of the address bar and the history, where it would outlive the page (L11). */
export const ForgetQuery = () => {
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname)
  }, [])
  return null
}
