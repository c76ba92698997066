'use client'

import { useEffect, useRef } from 'react'
import { WEDGE_AT_REST, type WedgeKey, wedgeStep } from './wedge-scanner.ts'

type TextControl = HTMLInputElement | HTMLTextAreaElement

const isTextControl = (target: EventTarget | null): target is TextControl =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio')

/** Puts back what stood in a field before a scanner typed into it, so that React hears of it as of any typing. */
const putBack = (control: TextControl, value: string): void => {
  const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, value)
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

const keyOf = (event: KeyboardEvent): WedgeKey => ({
  kind: event.type === 'keyup' ? 'up' : 'down',
  key: event.key,
  code: event.code,
  ctrl: event.ctrlKey,
  alt: event.altKey,
  meta: event.metaKey,
  repeat: event.repeat,
  atMs: event.timeStamp,
})

/** Hears a label scanner anywhere on the screen, wherever the focus is; typing by hand goes where it always goes. */
export const useWedgeScanner = (onScan: (raw: string) => void, enabled = true): void => {
  const hearer = useRef(onScan)
  useEffect(() => {
    hearer.current = onScan
  }, [onScan])
  useEffect(() => {
    if (!enabled) return
    let state = WEDGE_AT_REST
    let before: { control: TextControl; value: string } | null = null
    const onKey = (event: KeyboardEvent) => {
      const step = wedgeStep(state, keyOf(event))
      state = step.state
      if (step.began) before = isTextControl(event.target) ? { control: event.target, value: event.target.value } : null
      if (!step.swallow) return
      event.preventDefault()
      event.stopPropagation()
      if (step.scan === null) return
      if (before?.control.isConnected) putBack(before.control, before.value)
      hearer.current(step.scan)
    }
    // before any field or button of the page hears the key
    document.addEventListener('keydown', onKey, { capture: true })
    document.addEventListener('keyup', onKey, { capture: true })
    return () => {
      document.removeEventListener('keydown', onKey, { capture: true })
      document.removeEventListener('keyup', onKey, { capture: true })
    }
  }, [enabled])
}
