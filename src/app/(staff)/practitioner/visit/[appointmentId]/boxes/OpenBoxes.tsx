'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { OpenBox } from '#features/lot/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { useBoxWords } from './use-box-words.ts'

/** The boxes that are open in this room today: each is asked about, none is taken by itself (Z8). */
export const OpenBoxes = () => {
  const t = useTranslations('needling.box')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { data, goTo } = useVisit()
  const encounterId = encounterIdOf(data)
  const open = useQuery(trpc.lot.openBoxes.queryOptions({ encounterId }, { enabled: encounterId !== '' }))
  const entry = useEntry((input: Parameters<typeof api.lot.confirmBox.mutate>[0]) => api.lot.confirmBox.mutate(input))
  const confirm = async (openBoxId: string) => {
    if ((await entry.send({ encounterId, openBoxId })) !== null) goTo('needling')
  }
  const read = new Set(data.lots.map(({ lotId }) => lotId))
  const boxes = (open.data?.boxes ?? []).filter(({ lot }) => lot.standing === 'usable' && !read.has(lot.lotId))
  return (
    <>
      <EntryNotice entry={entry} />
      {boxes.length === 0 ? null : (
        <ul className={classes.openBoxes} aria-label={t('open')}>
          {boxes.map((box) => (
            <li key={box.openBoxId}>
              <Asked box={box} busy={entry.saving} onYes={() => void confirm(box.openBoxId)} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const Asked = ({ box: { lot, roomName }, busy, onYes }: { box: OpenBox; busy: boolean; onYes: () => void }) => {
  const t = useTranslations('needling.box')
  const number = useLotNumber()
  const words = useBoxWords()
  const named = number.alone(lot.lotNumber)
  return (
    <Notice tone="due" title={t('ask', { lot: named, room: roomName })}>
      <p>{t('facts', { ...words(lot), product: lot.productName, onHand: lot.onHand })}</p>
      <div className={classes.actions}>
        <Button kind="primary" busy={busy} onClick={onYes}>
          {t('yes', { lot: named })}
        </Button>
        <span className={classes.hint}>{t('no')}</span>
      </div>
    </Notice>
  )
}
