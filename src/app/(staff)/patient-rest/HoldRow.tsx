'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Hold } from '#features/area-hold/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { useSave } from '../keeping/use-save.ts'
import { ReasonForm } from './ReasonForm.tsx'
import classes from './rest.module.css'
import { type Place, useRestWords } from './use-rest-words.ts'

interface HoldRowProps {
  hold: Hold
  place: Place
  mayClear: boolean
  onCleared: (words: string) => void
}

/** One hold: what, since when, until when, and for those who read the record why. */
export const HoldRow = ({ hold, place, mayClear, onCleared }: HoldRowProps) => {
  const t = useTranslations('recovery.hold')
  const trpc = useTRPC()
  const say = useRestWords(place)
  const [clearing, setClearing] = useState(false)
  const areas = say.areas(hold.areaIds)
  const saving = useSave(trpc.areaHold.clear.mutationOptions(), () => onCleared(t('cleared', { areas })))
  const { cleared } = hold
  return (
    <li className={classes.row} data-tone={cleared === null ? 'held' : 'past'}>
      <p className={classes.what}>
        <Icon name="lock" />
        {areas}
      </p>
      <p className={classes.quiet}>
        {cleared === null
          ? t('since', { since: say.day(hold.startsIso), until: say.holdUntil(hold.endsIso, hold.placedByName) })
          : t('was', { since: say.day(hold.startsIso), until: say.day(cleared.atIso), practitioner: cleared.byName })}
      </p>
      {hold.kind === null ? null : (
        <p className={classes.why}>
          {t(`kind.${hold.kind}`)}: {hold.reason}
        </p>
      )}
      {cleared?.reason ? <p className={classes.why}>{t('clearedBecause', { reason: cleared.reason })}</p> : null}
      {!mayClear || cleared !== null ? null : clearing ? (
        <ReasonForm
          action={t('clear')}
          label={t('clearReason')}
          busy={saving.busy}
          error={saving.error}
          onDone={(reason) => saving.send({ holdId: hold.id, expectedVersion: hold.version, reason })}
          onGiveUp={() => setClearing(false)}
        />
      ) : (
        <div>
          <Button onClick={() => setClearing(true)} aria-label={t('clearName', { areas })}>
            {t('clear')}
          </Button>
        </div>
      )}
    </li>
  )
}
