'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from './rules.module.css'

/** What people under supervision decided and a clinical lead has not signed yet: meanwhile no box is opened for it. */
export const WaitingDecisions = () => {
  const t = useTranslations('contraindication.waiting')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const place = usePlace()
  const { data } = useQuery(trpc.contraindication.waiting.queryOptions({}))
  const sign = useMutation(
    trpc.contraindication.coSign.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.contraindication.pathFilter()),
    }),
  )
  const requests = useRef(new Map<string, string>())
  const requestOf = (id: string): string => {
    const known = requests.current.get(id) ?? crypto.randomUUID()
    requests.current.set(id, known)
    return known
  }
  return (
    <section className={classes.part} aria-labelledby="waiting">
      <h2 id="waiting">{t('title')}</h2>
      {data === undefined || data.decisions.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      {sign.error === null ? null : <ApiNotice error={sign.error} />}
      <ul className={classes.rules}>
        {(data?.decisions ?? []).map(({ id, patientName, ruleName, reason, byName, atIso, mine }) => (
          <li key={id} className={classes.rule}>
            <h3>
              <bdi>{patientName}</bdi>
            </h3>
            <p>{ruleName}</p>
            <p>{t('by', { name: byName, time: formatDateTime(Date.parse(atIso), place) })}</p>
            <p>{reason}</p>
            {mine ? (
              <p className={classes.quiet}>{t('mine')}</p>
            ) : (
              <div>
                <Button
                  kind="primary"
                  busy={sign.isPending}
                  onClick={() => sign.mutate({ requestId: requestOf(id), acknowledgementId: id })}
                >
                  {t('sign')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
