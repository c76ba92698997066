'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Need } from '#features/patient-need/schema.ts'
import { useNeedWords } from '#ui/clinic/use-need-words.ts'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { Person } from '../draft.ts'
import classes from '../panel.module.css'
import { NeedForm } from './NeedForm.tsx'

/** What somebody's visits have to be like: seen where they are booked, added and ended in place. */
export const Needs = ({ person }: { person: Person }) => {
  const t = useTranslations('need')
  const trpc = useTRPC()
  const { tell } = useDesk()
  const opener = useRef<HTMLDivElement>(null)
  const [adding, setAdding] = useState(false)
  const { data, error, isPending } = useQuery(trpc.patientNeed.list.queryOptions({ patientId: person.id }))
  const place = useKeepFocus<HTMLElement>(data?.needs.length)
  const close = () => {
    setAdding(false)
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus())
  }
  return (
    <section ref={place} className={classes.section} aria-labelledby="needs">
      <h3 id="needs" className={classes.question} tabIndex={-1}>
        {t('title')}
      </h3>
      {isPending ? <LoadingRows rows={1} /> : null}
      {error ? <ApiNotice error={error} /> : null}
      {data && data.needs.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ul className={classes.candidates}>
        {(data?.needs ?? []).map((need) => (
          <OneNeed key={need.id} need={need} />
        ))}
      </ul>
      {adding ? (
        <NeedForm
          person={person}
          onClose={close}
          onSaved={(words) => {
            close()
            tell({ words: t('added', { need: words }) })
          }}
        />
      ) : (
        <div ref={opener}>
          <Button kind="quiet" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        </div>
      )}
    </section>
  )
}

const OneNeed = ({ need }: { need: Need }) => {
  const t = useTranslations('need')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { tell } = useDesk()
  const words = useNeedWords()(need)
  const requestId = useRef(newId())
  const end = useMutation(
    trpc.patientNeed.end.mutationOptions({
      onSuccess: async () => {
        tell({ words: t('ended', { need: words }) })
        await queries.invalidateQueries()
      },
    }),
  )
  return (
    <li>
      <div className={classes.taken}>
        <p className={classes.need}>
          {words}
          {need.note === null ? null : <span className={classes.quiet}> {need.note}</span>}
        </p>
        <Button
          kind="quiet"
          busy={end.isPending}
          aria-label={t('endOf', { need: words })}
          onClick={() => end.mutate({ requestId: requestId.current, needId: need.id, version: need.version })}
        >
          {t('end')}
        </Button>
      </div>
      {end.error ? <ApiNotice error={end.error} /> : null}
    </li>
  )
}
