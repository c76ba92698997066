'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SignInProblem } from '#auth/answer.ts'
import type { LockedDevice } from '#auth/locked-device.ts'
import { PIN_MAX_DIGITS, PIN_MIN_DIGITS } from '#auth/pin-rules.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { DoorForm } from '../DoorForm.tsx'

interface UnlockProps {
  people: LockedDevice['people']
  lockedBy: string | null
  /** Where whoever locked it was. */
  page: string | null
  problem: SignInProblem | null
}

const DIGITS = { min: PIN_MIN_DIGITS, max: PIN_MAX_DIGITS }

/** Who goes on, and their PIN; or their password where there is no PIN. */
export const Unlock = ({ people, lockedBy, page, problem }: UnlockProps) => {
  const t = useTranslations('session.lock')
  const [person, setPerson] = useState(lockedBy ?? people[0]?.identityId ?? '')
  const [byPassword, setByPassword] = useState(false)
  const hasPin = people.find(({ identityId }) => identityId === person)?.hasPin ?? false
  const pin = hasPin && !byPassword
  return (
    <>
      <DoorForm
        route="staff/unlock"
        submit={t('open')}
        problem={problem}
        rename={{ wrong: 'wrongPassword' }}
        hidden={{ ...(page === null ? {} : { page }), ...(people.length === 1 ? { person } : {}) }}
        numbers={DIGITS}
      >
        {people.length === 1 ? (
          <p>
            <bdi>{people[0]?.name}</bdi>
          </p>
        ) : (
          <ChoiceField
            label={t('who')}
            name="person"
            value={person}
            onChange={setPerson}
            choices={people.map(({ identityId, name }) => ({ value: identityId, label: <bdi>{name}</bdi> }))}
            required
          />
        )}
        <TextField
          key={`${person} ${pin}`}
          label={pin ? t('pin') : t('password')}
          hint={pin ? t('pinHint', DIGITS) : undefined}
          type="password"
          name="secret"
          inputMode={pin ? 'numeric' : undefined}
          autoComplete={pin ? 'off' : 'current-password'}
          required
          autoFocus
        />
      </DoorForm>
      {hasPin ? (
        <Button kind="quiet" onClick={() => setByPassword(!byPassword)}>
          {byPassword ? t('usePin') : t('usePassword')}
        </Button>
      ) : null}
    </>
  )
}
