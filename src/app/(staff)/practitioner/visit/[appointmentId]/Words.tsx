'use client'

import { useState } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { useLeaveWarning } from './use-entry.ts'
import classes from './visit.module.css'

interface WordsProps {
  label: string
  hint?: string
  action: string
  /** As it is saved. */
  value: string
  saving: boolean
  onSave: (words: string) => void
}

/** A few words that are saved when one leaves the field or says so. */
export const Words = ({ label, hint, action, value, saving, onSave }: WordsProps) => {
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value
  const changed = text !== value
  useLeaveWarning(changed)
  const save = () => {
    if (changed) onSave(text)
  }
  return (
    <div className={classes.words}>
      <TextAreaField
        label={label}
        hint={hint}
        rows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
      />
      {typed === null ? null : (
        <Button busy={saving} disabled={!changed} onClick={save}>
          {action}
        </Button>
      )}
    </div>
  )
}
