'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Opening } from '#features/break-glass/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { formatDateTime, formatTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useSave } from '../../keeping/use-save.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from './openings.module.css'

type Finding = NonNullable<Opening['review']>['finding']

/** One opening: who, whose, why, until when; and what came of looking into it. */
export const OpeningCard = ({ opening }: { opening: Opening }) => {
  const t = useTranslations('glass.review')
  const place = usePlace()
  const { review } = opening
  return (
    <li className={classes.card}>
      <h3>{t('opened', { name: opening.byName, patient: opening.patientName })}</h3>
      <p className={classes.soft}>
        {t('when', {
          from: formatDateTime(Date.parse(opening.openedIso), place),
          to: formatTime(Date.parse(opening.expiresIso), place),
        })}
      </p>
      <p>{t('reason', { reason: opening.reason })}</p>
      {review === null ? null : (
        <>
          <p>
            {t('by', {
              finding: t(review.finding),
              name: review.byName,
              time: formatDateTime(Date.parse(review.atIso), place),
            })}
          </p>
          {review.remark === '' ? null : <p className={classes.soft}>{review.remark}</p>}
        </>
      )}
      {opening.mayReview ? <ReviewForm opening={opening} /> : null}
      {review === null && !opening.mayReview ? <p className={classes.soft}>{t('others')}</p> : null}
    </li>
  )
}

const ReviewForm = ({ opening: { id, version } }: { opening: Opening }) => {
  const t = useTranslations('glass.review')
  const trpc = useTRPC()
  const [finding, setFinding] = useState<Finding>('in-order')
  const [remark, setRemark] = useState('')
  const saving = useSave(trpc.breakGlass.review.mutationOptions(), () => {})
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    saving.send({ id, version, finding, remark })
  }
  return (
    <form onSubmit={onSubmit}>
      <ChoiceField
        label={t('finding')}
        name={`finding-${id}`}
        value={finding}
        onChange={(value) => setFinding(value as Finding)}
        choices={(['in-order', 'to-be-talked-about'] as const).map((value) => ({ value, label: t(value) }))}
        required
      />
      <TextField
        label={t('remark')}
        hint={t('remarkHint')}
        maxLength={2000}
        value={remark}
        onChange={({ currentTarget }) => setRemark(currentTarget.value)}
        required={finding === 'to-be-talked-about'}
      />
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
      <Button type="submit" kind="primary" busy={saving.busy}>
        {t('save')}
      </Button>
    </form>
  )
}
