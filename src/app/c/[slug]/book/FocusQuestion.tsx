'use client'

import { useEffect, useRef } from 'react'

/** After an answer the next question takes the focus, so that it is read aloud; the page's first one does not. */
export const FocusQuestion = ({ question }: { question: string }) => {
  const asked = useRef(question)
  useEffect(() => {
    if (asked.current === question) return
    asked.current = question
    document.querySelector('h1')?.focus({ preventScroll: true })
  }, [question])
  return null
}
