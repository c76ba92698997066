'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { OwnAlertPhone } from '#features/alert-phone/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import classes from '../../door.module.css'
import { ApiErrorState, ApiNotice } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { useSave } from '../keeping/use-save.ts'
import { usePlace } from '../practitioner/use-place.ts'

/** Where somebody gets alerts by text, if they want that. */
export const AlertPhone = () => {
  const t = useTranslations('alertPhone')
  const trpc = useTRPC()
  const own = useQuery(trpc.alertPhone.own.queryOptions())
  return (
    <section className={classes.section} aria-labelledby="alerts">
      <h2 id="alerts">{t('title')}</h2>
      {own.isPending ? <LoadingRows rows={3} /> : null}
      {own.isError && own.data === undefined ? (
        <ApiErrorState error={own.error} onTryAgain={() => void own.refetch()} busy={own.isFetching} />
      ) : null}
      {own.data === undefined ? null : (
        <>
          <p>{t('intro', { email: own.data.email })}</p>
          <p>{t('what')}</p>
          {own.data.clinicNumber === null ? <Notice tone="due" title={t('notSetUp')} /> : null}
          <NumberForm key={own.data.version} own={own.data} />
          <Try own={own.data} />
        </>
      )}
    </section>
  )
}

const NumberForm = ({ own }: { own: OwnAlertPhone }) => {
  const t = useTranslations('alertPhone')
  const trpc = useTRPC()
  const [number, setNumber] = useState(own.number ?? '')
  const [byText, setByText] = useState(own.byText)
  const saving = useSave(trpc.alertPhone.save.mutationOptions(), () => undefined)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    saving.send({ version: own.version, number: number.trim() || null, byText })
  }
  const { endedBy, clinicNumber } = own
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate aria-labelledby="alerts">
      <TextField
        type="tel"
        label={t('number')}
        hint={t('numberHint')}
        maxLength={50}
        autoComplete="tel"
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
      <div className={classes.tick}>
        <CheckField
          label={t('byText')}
          checked={byText}
          onChange={({ currentTarget }) => setByText(currentTarget.checked)}
        />
      </div>
      {endedBy === null ? null : (
        <div className={classes.tick}>
          <Notice tone="due" title={t(`ended.${endedBy}`, { clinicNumber: clinicNumber ?? '' })} />
        </div>
      )}
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
      <Button type="submit" kind="primary" busy={saving.busy}>
        {t('save')}
      </Button>
    </form>
  )
}

/** Sends a text to oneself, and says what became of it. */
const Try = ({ own: { number, byText, endedBy, clinicNumber, lastTest } }: { own: OwnAlertPhone }) => {
  const t = useTranslations('alertPhone')
  const trpc = useTRPC()
  const place = usePlace()
  const test = useMutation(trpc.alertPhone.sendTest.mutationOptions())
  if (number === null || !byText || endedBy !== null || clinicNumber === null) return null
  return (
    <>
      {test.error ? <ApiNotice error={test.error} /> : null}
      <Button busy={test.isPending} onClick={() => test.mutate({ requestId: crypto.randomUUID() })}>
        {t('test')}
      </Button>
      <p role="status">
        {lastTest === null
          ? t('testHint')
          : t(`state.${lastTest.state}`, { when: formatDateTime(Date.parse(lastTest.atIso), place) })}
      </p>
    </>
  )
}
