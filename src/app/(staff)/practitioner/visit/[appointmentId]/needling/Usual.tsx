'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { displayName } from '#domain/body/area.ts'
import type { UsualNeedling } from '#domain/encounter/needling.ts'
import { Button } from '#ui/kit/Button.tsx'
import { formatDate } from '#words/time.ts'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import type { NeedlingDraft } from './use-needling-draft.ts'

/** What may be begun with: the last time, or a template of the clinic. Neither knows side, box or number (Z8). */
export const Usual = ({ draft }: { draft: NeedlingDraft }) => {
  const t = useTranslations('needling.again')
  const { locale } = usePlace()
  const trpc = useTRPC()
  const { data } = useVisit()
  const { appointmentId } = data.visit
  const usual = useQuery(
    trpc.encounter.needlingSuggestions.queryOptions({ appointmentId }, { staleTime: Number.POSITIVE_INFINITY }),
  ).data
  const day = (date: string) => formatDate(date, locale)
  const lastTime = usual?.lastTime ?? null
  return (
    <>
      {lastTime === null && (usual?.templates ?? []).length === 0 ? null : (
        <details className={classes.unused}>
          <summary>{t('title')}</summary>
          <div className={classes.unusedBody}>
            <p className={classes.hint}>{t('hint')}</p>
            <div className={classes.actions}>
              {lastTime === null ? null : (
                <Button onClick={() => draft.suggest(lastTime.items)}>
                  {t('lastTime', { date: day(lastTime.onDate) })}
                </Button>
              )}
              {(usual?.templates ?? []).map(({ id, name, items, source }) => (
                <Button key={id} title={source} onClick={() => draft.suggest(items)}>
                  {t('template', { name: name[locale] })}
                </Button>
              ))}
            </div>
          </div>
        </details>
      )}
      {draft.toPlace.map((one) => (
        <WhichSide key={one.muscle} usual={one} draft={draft} />
      ))}
    </>
  )
}

/** A muscle without its side: it is said, never copied. */
const WhichSide = ({ usual, draft }: { usual: UsualNeedling; draft: NeedlingDraft }) => {
  const t = useTranslations('needling.again')
  const { locale } = usePlace()
  const places = draft.areasOfMuscle(usual.muscle)
  const [first] = places
  if (first === undefined) return null
  const muscle = displayName({ ...first, side: 'midline' }, locale, 'staff')
  return (
    <fieldset className={classes.area}>
      <legend>{t('side', { muscle })}</legend>
      <div className={classes.bigActions}>
        {places.map((area) => (
          <Button key={area.id} onClick={() => draft.place(usual, area.id)}>
            {displayName(area, locale, 'staff')}
          </Button>
        ))}
        <Button kind="quiet" onClick={() => draft.drop(usual.muscle)}>
          {t('not', { muscle })}
        </Button>
      </div>
    </fieldset>
  )
}
