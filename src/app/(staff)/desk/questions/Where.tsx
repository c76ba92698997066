'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { pickableAreas } from '#domain/body/area.ts'
import { AreaPicker } from '#ui/clinic/body-map/AreaPicker.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useHeldAreas } from '../../patient-rest/use-held-areas.ts'
import { useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'

interface WhereProps {
  /** Whose areas are on hold is shown; null while nobody was named. */
  patientId: string | null
  areaIds: readonly string[]
  undecided: boolean
  onChange: (answer: { areaIds: readonly string[]; areasUndecided: boolean }) => void
}

export const useAreas = () => {
  const trpc = useTRPC()
  return useQuery(trpc.bodyArea.list.queryOptions(undefined, { staleTime: 600_000 }))
}

/** The third question: where on the body; a region or "in the room" will do. */
export const Where = ({ patientId, areaIds, undecided, onChange }: WhereProps) => {
  const t = useTranslations('desk.where')
  const { time, nowMs } = useDesk()
  const heldUntil = useHeldAreas(patientId, { ...time, nowMs })
  const { data, error } = useAreas()
  return (
    <section className={classes.section} data-question="where" aria-label={t('question')}>
      {data ? (
        <AreaPicker
          areas={pickableAreas(data.areas)}
          selectedIds={areaIds}
          onChange={(ids) => onChange({ areaIds: ids, areasUndecided: undecided && ids.length === 0 })}
          undecided={undecided}
          onUndecidedChange={(areasUndecided) => onChange({ areaIds: areasUndecided ? [] : areaIds, areasUndecided })}
          heldUntil={heldUntil}
          audience="staff"
          initialView="back"
          mapOpen={false}
        />
      ) : error ? (
        <ApiNotice error={error} />
      ) : (
        <LoadingRows rows={2} />
      )}
    </section>
  )
}
