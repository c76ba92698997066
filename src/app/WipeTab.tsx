'use client'

import { useEffect } from 'react'

/** At the doors this tab keeps nothing: whoever was here before may have been locked out without a word of goodbye (J20). */
export const WipeTab = () => {
  useEffect(() => sessionStorage.clear(), [])
  return null
}
