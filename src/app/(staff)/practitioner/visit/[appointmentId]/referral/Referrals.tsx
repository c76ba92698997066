'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { NotYet } from '../../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { Fold } from '../Fold.tsx'
import classes from '../outcome/outcome.module.css'
import { useVisit } from '../visit-context.ts'
import { LetterForm } from './LetterForm.tsx'
import { LetterLine } from './LetterLine.tsx'

/** Letters to those who go on treating, and whether a reply has come. */
export const Referrals = () => {
  const t = useTranslations('referral')
  const trpc = useTRPC()
  const { data } = useVisit()
  const [open, setOpen] = useState(false)
  const { appointmentId } = data.visit
  const found = useQuery(trpc.serviceRequest.ofVisit.queryOptions({ appointmentId }, { enabled: data.mayTreat }))
  if (!data.mayTreat) return null
  const letters = found.data?.letters ?? []
  const waiting = letters.filter(({ state }) => state === 'waiting' || state === 'overdue').length
  const overdue = letters.some(({ state }) => state === 'overdue')
  return (
    <Fold
      id="referrals"
      name={t('title')}
      state={overdue ? 'due' : 'optional'}
      stateWords={t('waiting', { count: waiting })}
      open={open}
      onToggle={() => setOpen(!open)}
    >
      {!open ? null : found.data !== undefined ? (
        <div className={classes.goals}>
          {letters.map((letter) => (
            <LetterLine key={letter.id} letter={letter} />
          ))}
          <LetterForm replyDays={found.data.replyDays} />
        </div>
      ) : (
        <NotYet query={found} rows={2} />
      )}
    </Fold>
  )
}
