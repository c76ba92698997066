'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, type ButtonKind } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import classes from './door.module.css'
import { type DoorProblem, knock, type Said } from './knock.ts'
import { useDoorWords } from './use-door-words.ts'

export interface DoorFormProps {
  /** The sign-in route, as `staff/sign-in`. */
  route: string
  /** Sent along with what is typed. */
  hidden?: Readonly<Record<string, string>>
  submit: ReactNode
  submitKind?: ButtonKind
  /** From the address, after a plain form was sent back. */
  problem?: DoorProblem | null
  /** Numbers that the sentences name. */
  numbers?: Readonly<Record<string, number>>
  /** Says it otherwise where the same answer means another thing. */
  rename?: Partial<Record<DoorProblem, DoorProblem>>
  children?: ReactNode
}

/** A form at one of the doors. It works as a plain form; with scripts, what was typed stays when something is wrong. */
export const DoorForm = ({
  route,
  hidden = {},
  submit,
  submitKind = 'primary',
  problem = null,
  numbers = {},
  rename = {},
  children,
}: DoorFormProps) => {
  const sentence = useDoorWords(numbers, rename)
  const [said, setSaid] = useState<Said | null>(problem === null ? null : { problem, minutes: null })
  const [busy, setBusy] = useState(false)

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setSaid(null)
    const answer = await knock(route, Object.fromEntries(new FormData(event.currentTarget)))
    if ('next' in answer) return window.location.assign(answer.next)
    setSaid(answer)
    setBusy(false)
  }

  return (
    <form method="post" action={`/api/auth/${route}`} onSubmit={onSubmit} className={classes.form}>
      {said === null ? null : <Notice tone="danger" role="alert" title={sentence(said)} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" kind={submitKind} wide busy={busy} scriptless>
        {submit}
      </Button>
    </form>
  )
}
