'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import type { Said } from '../knock.ts'
import { takeBack } from '../providers/hand-over.ts'
import { useDoorWords } from '../use-door-words.ts'

/** Takes a device back from a patient: whoever handed it over shows that it is them, by PIN or password. */
export const TakeBack = ({ name, onBack }: { name: string; onBack: () => void }) => {
  const t = useTranslations('session.lock')
  const words = useDoorWords()
  const [said, setSaid] = useState<Said | null>(null)
  const [busy, setBusy] = useState(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const secret = new FormData(form).get('secret')
    if (busy || typeof secret !== 'string') return
    setBusy(true)
    setSaid(null)
    const problem = await takeBack(secret)
    setBusy(false)
    if (problem === null) return onBack()
    // the session has ended meanwhile
    if (problem.problem === 'signed-out' || problem.problem === 'pin-over') return window.location.assign('/sign-in')
    setSaid(problem)
    form.reset()
  }
  return (
    <form onSubmit={onSubmit}>
      <TextField
        label={t('takeBackOf', { name })}
        error={said === null ? undefined : words(said)}
        type="password"
        name="secret"
        autoComplete="off"
        required
      />
      <Button type="submit" kind="primary" wide busy={busy}>
        {t('takeBack')}
      </Button>
    </form>
  )
}
