'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SignInProblem } from '#auth/answer.ts'
import { Button, type ButtonKind } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import classes from './door.module.css'

/** What stands in the way: what the server said, or that it said nothing. */
export type DoorProblem = SignInProblem | 'wrongPassword' | 'unreachable'

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

interface Said {
  problem: DoorProblem
  minutes: number | null
}

const send = async (route: string, form: HTMLFormElement): Promise<{ next: string } | Said> => {
  try {
    const response = await fetch(`/api/auth/${route}`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    })
    const said: { next?: string; problem?: SignInProblem; retryAfterSeconds?: number | null } = await response.json()
    if (said.next !== undefined) return { next: said.next }
    const seconds = said.retryAfterSeconds ?? null
    return { problem: said.problem ?? 'unreachable', minutes: seconds === null ? null : Math.ceil(seconds / 60) }
  } catch {
    return { problem: 'unreachable', minutes: null }
  }
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
  const t = useTranslations('session')
  const [said, setSaid] = useState<Said | null>(problem === null ? null : { problem, minutes: null })
  const [busy, setBusy] = useState(false)

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setSaid(null)
    const answer = await send(route, event.currentTarget)
    if ('next' in answer) return window.location.assign(answer.next)
    setSaid(answer)
    setBusy(false)
  }

  const sentence = ({ problem: code, minutes }: Said): string => {
    const meant = rename[code] ?? code
    if (meant === 'too-many') return minutes === null ? t('problem.too-many-later') : t('problem.too-many', { minutes })
    return t(`problem.${meant}`, { min: 0, max: 0, minutes: 0, ...numbers })
  }

  return (
    <form method="post" action={`/api/auth/${route}`} onSubmit={onSubmit} className={classes.form}>
      {said === null ? null : <Notice tone="danger" role="alert" title={sentence(said)} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" kind={submitKind} wide busy={busy}>
        {submit}
      </Button>
    </form>
  )
}
