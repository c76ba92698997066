'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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

interface OpenBoxesProps {
  /** Only while no box was read in this visit, and what was answered here. */
  untilOneIsRead?: boolean
}

/**
 * The boxes that are open in this room today: each is asked about, none is taken by itself (Z8). What was answered takes
 * the place of the question, so that nothing below it moves under the next tap.
 */
export const OpenBoxes = ({ untilOneIsRead = false }: OpenBoxesProps) => {
  const t = useTranslations('needling.box')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const { data } = useVisit()
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const encounterId = encounterIdOf(data)
  const open = useQuery(trpc.lot.openBoxes.queryOptions({ encounterId }, { enabled: encounterId !== '' }))
  const entry = useEntry((input: Parameters<typeof api.lot.confirmBox.mutate>[0]) => api.lot.confirmBox.mutate(input))
  const confirm = async (openBoxId: string) => {
    if ((await entry.send({ encounterId, openBoxId })) !== null) setConfirmed((before) => [...before, openBoxId])
  }
  const read = new Set(data.lots.map(({ lotId }) => lotId))
  const boxes = (open.data?.boxes ?? []).filter(
    ({ openBoxId, lot }) => confirmed.includes(openBoxId) || (lot.standing === 'usable' && !read.has(lot.lotId)),
  )
  const answered = untilOneIsRead && read.size > 0 && confirmed.length === 0
  return (
    <>
      <EntryNotice entry={entry} />
      {boxes.length === 0 || answered ? null : (
        <ul className={classes.openBoxes} aria-label={t('open')}>
          {boxes.map((box) => (
            <li key={box.openBoxId}>
              <Asked
                box={box}
                confirmed={confirmed.includes(box.openBoxId)}
                busy={entry.saving}
                onYes={() => void confirm(box.openBoxId)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

interface AskedProps {
  box: OpenBox
  confirmed: boolean
  busy: boolean
  onYes: () => void
}

const Asked = ({ box: { lot, roomName }, confirmed, busy, onYes }: AskedProps) => {
  const t = useTranslations('needling.box')
  const number = useLotNumber()
  const words = useBoxWords()
  const named = number.alone(lot.lotNumber)
  const title = (
    <span className={classes.oneOfTwo}>
      <span data-shown={!confirmed}>{t('ask', { lot: named, room: roomName })}</span>
      <span data-shown={confirmed}>{t('confirmed', { lot: named })}</span>
    </span>
  )
  return (
    <Notice tone={confirmed ? 'done' : 'due'} role={confirmed ? 'status' : 'note'} title={title}>
      <p>{t('facts', { ...words(lot), product: lot.productName, onHand: lot.onHand })}</p>
      <div className={classes.actions}>
        <Button kind={confirmed ? 'plain' : 'primary'} disabled={confirmed} busy={busy} onClick={onYes}>
          {t('yes', { lot: named })}
        </Button>
        <span className={classes.hint}>{t('no')}</span>
      </div>
    </Notice>
  )
}
