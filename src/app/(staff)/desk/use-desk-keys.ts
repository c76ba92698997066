import { useEffect, useRef } from 'react'
import { type DeskCommand, deskCommand } from './desk-keys.ts'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input:not([type=checkbox], [type=radio]), textarea, select') !== null

/** Hears the desk's keys wherever the focus is; what a field or list used for itself never comes here. */
export const useDeskKeys = (commands: Readonly<Record<DeskCommand, () => void>>): void => {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const { key, altKey, ctrlKey, metaKey } = event
      const command = deskCommand({ key, altKey, ctrlKey, metaKey, inField: isField(event.target) })
      if (command === null) return
      // the letter must not arrive in the field that is opened
      event.preventDefault()
      latest.current[command]()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
